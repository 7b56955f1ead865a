"""``buffermap diff``: two scenarios compared, settlement by settlement; or two pages, statement by statement."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from buffermap import export
from buffermap.cli.options import Depths, people_options
from buffermap.cli.shared import format_of, keep_inputs
from buffermap.errors import InputError
from buffermap.export.atomic import whole_file
from buffermap.export.cells import json_text
from buffermap.show.printable import printable
from buffermap.words import LANGUAGES, Language
from buffermap.zones.depth import format_depth
from buffermap.zones.people import people_of

if TYPE_CHECKING:
    import pandas as pd

    from buffermap.comparing import Comparison


TABLES = ("csv", "xlsx", "parquet")
_SUFFIXES = {".txt": "table", ".json": "json", ".html": "html", ".htm": "html"} | {
    f".{one}": one for one in TABLES
}
_PAGES = (".html", ".htm")
_WORDS = {"only_a": "only in A", "only_b": "only in B", "both": "in both", "neither": "status differs"}


@click.command("diff", no_args_is_help=True)
@click.argument("a", metavar="A", type=click.Path())
@click.argument("b", metavar="B", type=click.Path())
@click.option(
    "--depth", type=Depths(), metavar="DEPTH", help="Compare both at this depth; else each at its deepest."
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(["table", "json", *TABLES]),
    help="Format; by default that of the file name, else a table.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE",
    help="File to write: .txt .json .csv .xlsx .parquet, .html for a page; standard output without it.",
)  # fmt: skip
@people_options
@click.option("--title", help="Title of the page.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the page."
)
def command(
    *,
    a: str,
    b: str,
    depth: list[float] | None,
    format_: str | None,
    output: str | None,
    title: str | None,
    language: Language,
    population_grid: tuple[Path, ...],
    built_up: Path | None,
) -> None:
    r"""List the settlements that only A holds, only B, both, and those whose status differs.

    A and B are scenario files; or two pages, of two weeks say: then the statements are listed that are new in B, gone,
    changed or denied.

    \b
    Examples:
      buffermap diff ten.toml twenty.toml
      buffermap diff ten.toml twenty.toml -o diff.html
      buffermap diff last-week.html this-week.html -o changes.csv
    """
    chosen = _format(output, format_)
    if any(Path(one).suffix.lower() in _PAGES for one in (a, b)):
        if depth or title or chosen == "html":
            raise InputError(
                "two pages give a list of statements: -f table, json, csv, xlsx or parquet, and no --depth"
            )
        _write_weeks(a, b, chosen, export.STDOUT if output is None else Path(output))
        return
    from buffermap import comparing  # loads text, places and shapes; --help needs none of them

    if depth and len(depth) > 1:
        raise InputError("give one depth to compare both scenarios at")
    people = people_of(population_grid, built_up)
    first, second = (comparing.with_people(comparing.as_scenario(one), people) for one in (a, b))
    keep_inputs(
        outputs=export.files_of(Path(output), format_=chosen) if output else [],
        inputs=[a, b, *comparing.files_named(first), *comparing.files_named(second)],
    )
    found = comparing.compare(first, second, depth_m=depth[0] if depth else None)
    target = export.STDOUT if output is None else Path(output)
    if chosen == "html":
        comparing.write_comparison_page(first, second, found, target, title=title, language=language)
        return
    if chosen in TABLES:
        told = comparing.assumptions_of_both(first, second)
        export.write(
            found.table, target, format_=chosen, provenance=export.provenance(assumptions=told), layer="diff"
        )
        return
    _write_text(_as_json(found, a, b) if chosen == "json" else printable(_as_text(found, a, b)), target)


def _write_weeks(a: str, b: str, chosen: str, target: Path) -> None:
    """Write what became of the statements between two pages."""
    from buffermap.weeks import compare_pages  # loads places and shapes; --help needs none of them

    if target != export.STDOUT:
        keep_inputs(outputs=export.files_of(target, format_=chosen), inputs=[a, b])
    found = compare_pages(a, b)
    if chosen in TABLES:
        provenance = export.provenance(coverage="; ".join(found.lines()[:3]))
        export.write(found.to_frame(), target, format_=chosen, provenance=provenance, layer="diff")
        return
    if chosen == "json":
        changes = found.to_frame().to_dict("records")
        value = {"a": found.about[0], "b": found.about[1], "counts": found.counts(), "statements": changes}
        _write_text(json_text(value, indent=1), target)
        return
    _write_text(printable("\n".join(found.lines())), target)


def _write_text(text: str, target: Path) -> None:
    if target == export.STDOUT:
        click.echo(text)
        return
    with whole_file(target) as path:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _format(output: str | None, format_: str | None) -> str:
    """Return the format that is asked for, or that a file's name asks for."""
    if format_ or output in (None, "-"):
        return format_ or "table"
    path = Path(output)
    return "table" if path.exists() and not path.is_file() else format_of(path, _SUFFIXES)


def _as_json(found: "Comparison", a: str, b: str) -> str:
    document = {
        "a": {"scenario": a, "depth_m": found.depth_a_m},
        "b": {"scenario": b, "depth_m": found.depth_b_m},
        "counts": found.counts(),
        "divisions": json.loads(found.divisions.to_json(orient="records")),
        **({} if found.grid is None else {"grid": json.loads(found.grid.to_json(orient="records"))}),
        "settlements": json.loads(found.table.to_json(orient="records", double_precision=6)),
    }
    return json_text(document, indent=1)


def _as_text(found: "Comparison", a: str, b: str) -> str:
    counts = found.counts()
    totals = ", ".join(f"{_WORDS[name]} {counts[name]}" for name in ("only_a", "only_b", "both"))
    lines = [
        f"A {a} at {format_depth(found.depth_a_m)}, B {b} at {format_depth(found.depth_b_m)} (hypothetical)",
        f"{totals}, status differs {counts['status_changed']}; population as listed, undated",
        "",
        "country\tdivision\trelation\tsettlements\tlisted pop.\twithout figure",
    ]
    for row in found.divisions.to_dict("records"):
        about = (row["country"], row["admin1"], _WORDS[row["relation"]])
        lines.append(
            "\t".join(map(str, (*about, row["settlements"], int(row["population"]), row["without_figure"])))
        )
    if found.grid is not None:
        lines += ["", *_grid_lines(found.grid)]
    lines += ["", "name\tdivision\tcountry\trelation\tstatus A\tstatus B"]
    for row in found.table.to_dict("records"):
        about = (row["name"], row["admin1"], row["country"])
        lines.append("\t".join(map(str, (*about, _WORDS[row["relation"]], row["status_a"], row["status_b"]))))
    return "\n".join(lines)


def _grid_lines(grid: "pd.DataFrame") -> list[str]:
    """Return the people by a grid of each relation and side."""
    if grid.empty:
        return ["no area to sum a grid over"]
    year = grid["grid_year"].iloc[0]
    when = f" for {int(year)}" if year == year and year is not None else " of unknown year"  # noqa: PLR0124 - NaN
    rows = [
        f"{row['side']}\t{_WORDS[row['relation']]}\t{row['grid_population']:.0f}"
        for row in grid.to_dict("records")
    ]
    source = grid["grid_source"].iloc[0]
    return [f"side\trelation\tpeople by {source}, an estimate{when}, not current presence", *rows]
