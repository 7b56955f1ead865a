"""``buffermap map``: articles in, one self-contained HTML page out."""

from pathlib import Path
from typing import Any

import click

from buffermap.cli.options import (
    ADMIN_LEVELS,
    chosen_events,
    chosen_layer,
    chosen_stretch,
    echo_notes,
    events_options,
    people_options,
    reading_options,
    share_option,
    zone_options,
)
from buffermap.cli.shared import command_line, echo_report, keep_inputs, note
from buffermap.errors import InputError
from buffermap.words import LANGUAGES
from buffermap.zones.people import level_of, people_of


@click.command("map", no_args_is_help=True)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o", "--output", required=True, type=click.Path(), metavar="FILE",
    help="The page to write, for example map.html.",
)  # fmt: skip
@zone_options
@click.option("--zone", "zone_id", metavar="ID", help="Draw this zone of `statements --zones`.")
@people_options
@click.option(
    "--by", metavar="LEVEL", type=click.Choice(ADMIN_LEVELS),
    help="Divisions that the page sums up by: adm1, adm2; adm3, adm4 of boundaries that you added.",
)  # fmt: skip
@events_options
@click.option(
    "--places", type=click.Path(dir_okay=False, path_type=Path),
    help="Settlement layer of your own: .gpkg .geojson .parquet .csv",
)  # fmt: skip
@click.option(
    "--text", "text_mode", type=click.Choice(["sentences", "full", "links"]), default="sentences", show_default=True,
    help="How much of the articles the page carries.",
)  # fmt: skip
@click.option(
    "--corrections", type=click.Path(dir_okay=False, path_type=Path), help="Corrections of mentions (TOML)."
)
@reading_options
@click.option("--title", help="Title of the page.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the interface."
)
@click.option(
    "--tiles", metavar="URL", help="Online tiles below the map (https://…/{z}/{x}/{y}.png); off by default."
)
@click.option("--tiles-attribution", default="", help="What the tiles' owner wants to be named as.")
@share_option
@click.option(
    "--also", metavar="svg,png,evidence.zip",
    help="Also write beside the page: the map as a picture, what `verify` computes again.",
)  # fmt: skip
def command(
    *,
    inputs: tuple[str, ...],
    output: str,
    side: str,
    depth: list[float] | None,
    ends: Any,
    zone_id: str | None,
    places: Path | None,
    text_mode: Any,
    corrections: Path | None,
    column: str | None,
    keep_people: bool,
    title: str | None,
    language: Any,
    tiles: str | None,
    tiles_attribution: str,
    also: str | None,
    share: Any,
    population_grid: tuple[Path, ...],
    built_up: Path | None,
    by: str | None,
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
    # loads text, places and shapes; --help needs none of them
    from buffermap import mapping

    told = {name: line.pop(name) for name in list(line) if name.startswith("events")}
    target = Path(output)
    pictures, evidence = mapping.files_beside(target, also or "")
    if evidence:
        from buffermap.evidence import making  # loads pandas, which a page alone does without

        making.check_evidence(
            share=share,
            text_mode=text_mode,
            layer_as_it_is=not (places and (line["sublayer"] or line["choices"])),
        )
    keep_inputs(
        outputs=[target, *pictures, evidence],
        inputs=[*inputs, *told["events"], places, corrections, line["line"], *population_grid, built_up],
    )
    ask = None
    if names_line(depth=depth, side=side, **line):
        if zone_id:
            raise InputError(
                "--zone names a zone of the articles and the other options another one: give one of them"
            )
        stretch = chosen_stretch(**line)
        echo_notes(stretch)
        ask = mapping.wanted_zone(
            stretch, side=side, depths_m=depth or [], ends=ends, named=mapping.named_by(line)
        )
    made = mapping.map_inputs(
        inputs, ask, target, pictures=pictures, corrections=corrections, column=column, keep_people=keep_people,
        places=chosen_layer(places, **line), title=title,
        language=language, text_mode=text_mode, tiles_url=tiles, tiles_attribution=tiles_attribution,
        zone_id=zone_id, share=share, places_file=plain_layer(places, **line), events=chosen_events(sublayer=line["sublayer"], **told),
        people=people_of(population_grid, built_up, level=level_of(by) if by else None),
    )  # fmt: skip
    if evidence:
        asked = making.Asked(
            command=command_line(),
            column=column,
            keep_people=keep_people,
            corrections=corrections,
            places=places,
        )
        making.write_evidence(made, target, evidence, asked)
    echo_report(made.reading)
    note(f"{output}: {made.summary()}")
    if villages := made.villages():
        note(villages)


def plain_layer(
    places: Path | None, *, sublayer: tuple[str, ...], choices: tuple[str, ...], **_: Any
) -> str | None:
    """Return the file of a settlement layer, if its name alone says how to read it."""
    return str(places) if places and not (sublayer or choices) else None


def names_line(*, depth: list[float] | None, side: str, **line: Any) -> bool:
    """Whether the options name a line to draw a zone along.

    Raises
    ------
    InputError
        They name none, but say something about one.
    """
    if any(line.get(name) is not None for name in ("border", "line", "around")):
        return True
    if depth or side != "both" or line.get("along") is not None or line.get("between"):
        raise InputError("these zone options need a line: add --border RU-UA, or --line FILE")
    return False
