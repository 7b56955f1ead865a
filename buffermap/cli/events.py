"""``buffermap events``: which events of the user's own tables lie inside a hypothetical zone."""

from pathlib import Path
from typing import Any

import click

from buffermap import export
from buffermap.cli.options import (
    chosen_events,
    chosen_stretch,
    echo_notes,
    events_options,
    output_options,
    put,
    required_depths,
    zone_options,
)
from buffermap.cli.shared import keep_inputs
from buffermap.errors import InputError


@click.command("events", no_args_is_help=True)
@events_options
@zone_options
@click.option(
    "--by", type=click.Choice(["week", "month", "type", "division", "admin1"]),
    help="Counts by week, month, type or division (admin1 is the same).",
)  # fmt: skip
@click.option("--mentions", is_flag=True, help="Also find the places that each event's words name (slower).")
@click.option("--all", "everything", is_flag=True, help="Also list the events outside.")
@output_options("table", "csv", "geojson", "gpkg", "parquet", "xlsx")
def command(
    *,
    events: tuple[Path, ...],
    side: str,
    depth: list[float] | None,
    ends: Any,
    by: Any,
    mentions: bool,
    everything: bool,
    format_: str | None,
    output: str | None,
    **line: Any,
) -> None:
    r"""Count the events of tables with coordinates that a hypothetical zone would hold, week by week.

    Columns are guessed and told. An event is inside where the zone holds its point for sure, uncertain where the edge is
    nearer than its point is exact (by the codes of ACLED and UCDP, classes of GeoNames, or metres of its own), else
    outside. Counts alone leave, unless --events-share says otherwise and the table's terms let it.

    \b
    Examples:
      buffermap events --events acled.csv --border RU-UA --along Sumy --side UA --depth 10km,20km
      buffermap events --events log.xlsx --events-share rows --events-licence "CC BY 4.0" --border TH-KH --depth 15km -o in.gpkg
    """
    from buffermap import listing  # loads pandas and the geometry; --help needs neither

    depths_m = required_depths(depth)
    if not events:
        raise InputError("no table of events is given; add --events FILE")
    if output:
        keep_inputs(outputs=export.files_of(Path(output), format_=format_), inputs=[line["line"], *events])
    told = {name: line.pop(name) for name in list(line) if name.startswith("events_")}
    stretch = chosen_stretch(**line)
    found = chosen_events(
        events=events, stretch=stretch, side=side, depth_m=depths_m, ends=ends, mentions=mentions,
        sublayer=line["sublayer"], **told,
    )  # fmt: skip
    assert found is not None  # noqa: S101 - a file was given
    echo_notes(stretch)
    to_screen = output in (None, "-") and format_ in (None, "table")
    table, above = listing.listed_events(
        found, by="division" if by == "admin1" else by, everything=everything, to_screen=to_screen
    )
    put(
        {"events": table}, output, format_=format_, above=above, stretch=stretch, side=side, depths_m=depths_m
    )
