"""``buffermap map``: articles in, one self-contained HTML page out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buffermap import words
from buffermap.cli.options import chosen_layer, chosen_stretch, echo_notes, zone_options
from buffermap.cli.shared import keep_inputs, note
from buffermap.errors import InputError

if TYPE_CHECKING:
    from buffermap.page.compose.ask import Ask
    from buffermap.parsed import Parsed


@click.command("map", no_args_is_help=True)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The page to write, for example map.html.",
)
@zone_options
@click.option(
    "--places",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settlement layer of your own: .gpkg .geojson .parquet .csv",
)
@click.option(
    "--text", "text_mode", type=click.Choice(["sentences", "full", "links"]), default="sentences", show_default=True,
    help="How much of the articles the page carries.",
)  # fmt: skip
@click.option(
    "--corrections", type=click.Path(dir_okay=False, path_type=Path), help="Corrections of mentions (TOML)."
)
@click.option("--column", help="Column or key that holds the text.")
@click.option("--title", help="Title of the page.")
@click.option(
    "--language", type=click.Choice(["en", "uk"]), default="en", show_default=True, help="Of the interface."
)
@click.option(
    "--tiles", metavar="URL", help="Online tiles below the map (https://…/{z}/{x}/{y}.png); off by default."
)
@click.option("--tiles-attribution", default="", help="What the tiles' owner wants to be named as.")
@click.option("--also", metavar="svg,png", help="Also write the map as a picture beside the page.")
def command(
    *,
    inputs: tuple[str, ...],
    output: str,
    side: str,
    depth: list[float] | None,
    ends: Any,
    places: Path | None,
    text_mode: Any,
    corrections: Path | None,
    column: str | None,
    title: str | None,
    language: Any,
    tiles: str | None,
    tiles_attribution: str,
    also: str | None,
    **line: Any,
) -> None:
    r"""Make one offline HTML page from articles.

    INPUT is a file, a folder (README* in it is skipped) or - for standard input: .txt .md .html .jsonl[.gz] .csv
    .parquet. Without zone options a zone is drawn only where a statement in the articles gives its location; a depth
    or side that nobody states stays unstated until the reader sets it. Of several depths the page opens with the first
    and offers the others.

    \b
    Examples:
      buffermap map seeds -o map.html
      buffermap map report.txt -o map.html --border RU-UA --along Kursk,Belgorod --side UA --depth 20km
    """
    from buffermap import pipeline
    from buffermap.export.atomic import whole_file
    from buffermap.page.compose import page_data
    from buffermap.page.data import Tiles
    from buffermap.page.document import check_page_name, document
    from buffermap.page.picture.svg import check_format, write_picture

    suffixes = [f".{name.strip()}" for name in (also or "").split(",") if name.strip()]
    for suffix in suffixes:
        check_format(suffix)
    target = Path(output)
    check_page_name(target)
    pictures = [target.with_suffix(suffix) for suffix in suffixes]
    keep_inputs(outputs=[target, *pictures], inputs=[*inputs, places, corrections, line["line"]])
    ask = asked(side=side, depth=depth, ends=ends, **line)
    layer = chosen_layer(places, **line)
    with whole_file(target) as path:
        parsed = pipeline.parse(inputs, corrections=corrections, column=column)
        ask = ask or stated(parsed)
        data = page_data(
            parsed, ask, places=layer, title=title, language=language, text_mode=text_mode,
            tiles=Tiles(url=tiles, attribution=tiles_attribution) if tiles else None,
        )  # fmt: skip
        path.write_text(document(data), encoding="utf-8", newline="\n")
    for picture in pictures:
        write_picture(data, picture)
    note(summary(parsed, ask, output))


def asked(
    *, side: str, depth: list[float] | None, ends: Any, border: str | None, line: Path | None, **rest: Any
) -> "Ask | None":
    """Return the zone that the options ask for, None where they name no line."""
    if border is None and line is None and rest.get("around") is None:
        if depth or side != "both" or rest.get("along") is not None or rest.get("between"):
            raise InputError("these zone options need a line: add --border RU-UA, or --line FILE")
        return None
    from buffermap.page.compose import ask
    from buffermap.zones import zone as zones
    from buffermap.zones.given import checked_side

    stretch = chosen_stretch(border=border, line=line, **rest)
    echo_notes(stretch)
    side = checked_side(stretch, side)
    zone = zones.zone(stretch, side=side, depth_m=depth[0], ends=ends) if depth else None
    return ask.asked(stretch, side=side, depths_m=depth or [], ends=ends, zone=zone)


def stated(parsed: "list[Parsed]") -> "Ask | None":
    """Return the zone whose location a statement of the articles gives, None where there is none."""
    from buffermap.page.compose.ask import ask_of
    from buffermap.scenarios.stated import from_statements

    scenario = from_statements([statement for item in parsed for statement in item.statements])
    return None if scenario is None else ask_of(scenario)


def summary(parsed: "list[Parsed]", ask: "Ask | None", output: str) -> str:
    """Return one line on what the page holds."""
    mentions = [mention for item in parsed for mention in item.mentions]
    placed = sum(mention.geonameid is not None for mention in mentions)
    statements = sum(len(item.statements) for item in parsed)
    along = words.english(words.stretch(ask.stretch)) if ask else ""
    zone = f"zone along {along}" if ask else "no zone: no statement gives its location"
    say = words.Words()
    counts = f"{say('text.count', n=len(parsed))}, {say('count.mentions', n=len(mentions))} ({placed} placed)"
    return f"{output}: {counts}, {say('count.statements', n=statements)}; {zone}"
