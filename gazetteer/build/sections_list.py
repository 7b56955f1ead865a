"""Lists what the rule for sections of cities decides: ``python -m gazetteer.build sections > sections.tsv``.

Fifty of the settlements that the rule links without a code of GeoNames were drawn at random and looked at one by one; see
``SECTIONS.md`` beside this file for what came of it.
"""

from pathlib import Path

from gazetteer.build.places import embedded_rows

_COLUMNS = ("reason", "country", "geonameid", "section", "population", "city", "city_population")


def build(*, cache: Path, data: Path) -> str:
    """Print a line for each section, tab-separated, and return their number."""
    del data
    rows, reasons = embedded_rows(cache)
    places = {row.geonameid: row for row in rows}
    print("\t".join(_COLUMNS))
    for row in rows:
        if row.geonameid in reasons:
            city = places.get(row.section_of)
            cells = (
                reasons[row.geonameid], row.country, row.geonameid, row.name, row.population,
                city.name if city else "", city.population if city else "",
            )  # fmt: skip
            print("\t".join(map(str, cells)))
    return f"{len(reasons)} sections"
