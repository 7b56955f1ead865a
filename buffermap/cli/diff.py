"""``buffermap diff``: two scenarios compared, settlement by settlement."""

import json
from typing import TYPE_CHECKING, Literal

import click

from buffermap.cli.options import Depths
from buffermap.show.printable import printable

if TYPE_CHECKING:
    from buffermap.running import Comparison


_WORDS = {"only_a": "only in A", "only_b": "only in B", "both": "in both", "neither": "status differs"}


@click.command("diff", no_args_is_help=True)
@click.argument("a", metavar="A.toml", type=click.Path())
@click.argument("b", metavar="B.toml", type=click.Path())
@click.option(
    "--depth", type=Depths(), metavar="DEPTH", help="Compare both at this depth; else each at its deepest."
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="File to write, .html for a page with both zones; standard output without it.",
)
@click.option("--title", help="Title of the page.")
@click.option(
    "--language", type=click.Choice(["en", "uk"]), default="en", show_default=True, help="Of the page."
)
def command(
    *,
    a: str,
    b: str,
    depth: list[float] | None,
    format_: str,
    output: str | None,
    title: str | None,
    language: Literal["en", "uk"],
) -> None:
    r"""List the settlements that only A holds, only B, both, and those whose status differs.

    \b
    Examples:
      buffermap diff ten.toml twenty.toml
      buffermap diff ten.toml twenty.toml -o diff.html
    """
    from pathlib import Path

    from buffermap.errors import InputError
    from buffermap.export.atomic import whole_file
    from buffermap.running import compare, opened

    if depth and len(depth) > 1:
        raise InputError("give one depth to compare both scenarios at")
    first, second = opened(a), opened(b)
    found = compare(first, second, depth_m=depth[0] if depth else None)
    if output and Path(output).suffix.lower() in (".html", ".htm"):
        from buffermap.page.compose.two import two_zone_page
        from buffermap.page.document import document

        depths = (found.depth_a_m, found.depth_b_m)
        page = document(two_zone_page(first, second, depths_m=depths, title=title, language=language))
        with whole_file(Path(output)) as path:
            path.write_text(page, encoding="utf-8", newline="\n")
        return
    text = _as_json(found, a, b) if format_ == "json" else printable(_as_text(found, a, b))
    if output in (None, "-"):
        click.echo(text)
        return
    with whole_file(Path(output)) as path:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _as_json(found: "Comparison", a: str, b: str) -> str:
    document = {
        "a": {"scenario": a, "depth_m": found.depth_a_m},
        "b": {"scenario": b, "depth_m": found.depth_b_m},
        "counts": found.counts(),
        "divisions": json.loads(found.divisions.to_json(orient="records")),
        "settlements": json.loads(found.table.to_json(orient="records", double_precision=6)),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _as_text(found: "Comparison", a: str, b: str) -> str:
    from buffermap.zones.depth import format_depth

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
    lines += ["", "name\tdivision\tcountry\trelation\tstatus A\tstatus B"]
    for row in found.table.to_dict("records"):
        about = (row["name"], row["admin1"], row["country"])
        lines.append("\t".join(map(str, (*about, _WORDS[row["relation"]], row["status_a"], row["status_b"]))))
    return "\n".join(lines)
