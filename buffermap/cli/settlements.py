"""``buffermap settlements``: which settlements lie inside a hypothetical zone."""

from pathlib import Path
from typing import Any

import click

from buffermap import export
from buffermap.cli.options import (
    ADMIN_LEVELS,
    chosen_layer,
    chosen_stretch,
    echo_notes,
    output_options,
    people_options,
    put,
    required_depths,
    share_option,
    zone_options,
)
from buffermap.cli.shared import keep_inputs
from buffermap.zones.people import people_of


@click.command("settlements", no_args_is_help=True)
@zone_options
@click.option(
    "--places", type=click.Path(dir_okay=False, path_type=Path),
    help="Settlement layer of your own: .gpkg .geojson .parquet .csv",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Also list the settlements outside, to 100 km.")
@click.option(
    "--by", "--aggregate", "by", metavar="LEVEL", type=click.Choice(ADMIN_LEVELS),
    help="Sums by division, naming no settlement: adm1, adm2; adm3, adm4 of boundaries that you added.",
)  # fmt: skip
@click.option(
    "--min-cell", type=click.IntRange(0), default=0, metavar="N",
    help="With --by: merge divisions with fewer than N settlements.",
)  # fmt: skip
@click.option(
    "--language", type=click.Choice(["en", "uk"]),
    help="With --by: headings with units and names in a language.",
)  # fmt: skip
@share_option
@people_options
@output_options("table", "csv", "geojson", "gpkg", "parquet", "xlsx")
def command(
    *,
    side: str,
    depth: list[float] | None,
    ends: Any,
    places: Path | None,
    everything: bool,
    by: str | None,
    min_cell: int,
    language: str | None,
    share: Any,
    population_grid: tuple[Path, ...],
    built_up: Path | None,
    format_: str | None,
    output: str | None,
    **line: Any,
) -> None:
    r"""List the settlements that a hypothetical zone would hold, with their distance to the line.

    A settlement is inside where its point is no farther than the depth from the stretch; it is uncertain where the
    accuracy of its point and of the border line could change that.

    \b
    Examples:
      buffermap settlements --border RU-UA --along Kursk,Belgorod,Bryansk --side UA --depth 10km,20km
      buffermap settlements --border TH-KH --depth 15mi -o inside.xlsx
      buffermap settlements --border RU-UA --side UA --depth 5km,10km,20km --by adm2 --language uk -o plan.xlsx
    """
    from buffermap import listing  # loads pandas and the geometry; --help needs neither

    depths_m = required_depths(depth)
    if (min_cell or language) and not by:
        raise click.UsageError("--min-cell and --language belong to sums by division: add --by adm2")
    if output:
        written = export.files_of(Path(output), format_=format_)
        keep_inputs(outputs=written, inputs=[line["line"], places, *population_grid, built_up])
    stretch, layer = chosen_stretch(**line), chosen_layer(places, **line)
    people = people_of(population_grid, built_up)
    tables, coverage = listing.listed(
        stretch, side=side, depths_m=depths_m, ends=ends, places=layer, everything=everything, by=listing.level_of(by) if by else None,
        min_cell=min_cell, language=language, people=people, share=share,
    )  # fmt: skip
    echo_notes(stretch)
    put(
        tables, output, format_=format_, above=coverage, stretch=stretch, side=side, depths_m=depths_m, people=people,
    )  # fmt: skip
