"""Invented events in the columns of real exports: along the border of Estonia and Latvia, of no place and day that was."""

import csv

NOTE = "A bridge near the invented village of Ülejõe was closed after a flood."
NEAR = (57.802, 26.0411)
"""Half a kilometre into Estonia."""
DEEP = (58.1512, 26.1234)
"""Some thirty-three kilometres into Estonia."""
ACROSS = (57.7405, 26.0222)
"""A few kilometres into Latvia."""

ACLED = "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 country admin1 location latitude longitude geo_precision source source_scale notes fatalities timestamp".split()  # noqa: SIM905
UCDP = "id year type_of_violence conflict_name source_article source_headline where_prec where_coordinates adm_1 latitude longitude date_prec date_start date_end best".split()  # noqa: SIM905


def acled(
    number,
    point,
    *,
    day="2025-03-05",
    code="1",
    note=NOTE,
    kind="Strategic developments",
    division="Valgamaa",
):
    """Return a row of ACLED's columns."""
    values = (f"INV{number}", day, "2025", "1", "Other", kind, "Other", "Nobody", "Estonia", division, "Ülejõe", *map(str, point),
              code, "Invented Courier", "National", note, "0", "1741200000")  # fmt: skip
    return dict(zip(ACLED, values, strict=True))


def ucdp(number, point, *, day="2025-03-05 00:00:00.000", code="1"):
    """Return a row of UCDP GED's columns."""
    values = (str(number), "2025", "2", "Invented: nothing", "Invented Courier, 2025-03-06", NOTE, code, "Ülejõe", "Valgamaa",
              *map(str, point), "1", day, day, "0")  # fmt: skip
    return dict(zip(UCDP, values, strict=True))


def written(path, rows, *, delimiter=","):
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path
