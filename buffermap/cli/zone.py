"""``buffermap zone``: hypothetical buffer zones as polygons."""

from pathlib import Path
from typing import Any

import click

from buffermap import export
from buffermap.cli.options import chosen_stretch, echo_notes, required_depths, zone_options
from buffermap.cli.shared import keep_inputs, note
from buffermap.zones.depth import depth_in_words


@click.command("zone", no_args_is_help=True)
@zone_options
@click.option(
    "-o", "--output", required=True, type=click.Path(), metavar="FILE",
    help="File to write: .geojson .gpkg .parquet .kml, or - for GeoJSON.",
)  # fmt: skip
@click.option("--bands", is_flag=True, help="Bands between the depths instead of nested zones.")
def command(
    *, side: str, depth: list[float] | None, ends: Any, output: str, bands: bool, **line: Any
) -> None:
    r"""Draw hypothetical buffer zones along a border.

    Each zone is every point on one side no farther than the depth from the stretch, computed by geodesic distance on
    WGS84; the file states the largest deviation of its edge.

    \b
    Examples:
      buffermap zone --border RU-UA --along Kursk,Belgorod,Bryansk --side UA --depth 20km -o zone.geojson
      buffermap zone --border PL-BY --depth 5km,10km,15mi --bands -o rings.gpkg
    """
    from buffermap.zones import zone as zones  # loads the geometry; --help needs none

    depths_m = required_depths(depth)
    keep_inputs(outputs=export.files_of(Path(output)), inputs=[line["line"]])
    stretch = chosen_stretch(**line)
    drawn = zones.nested_zones(stretch, side=side, depths_m=depths_m, ends=ends)
    table = zones.bands_frame(drawn) if bands else zones.to_frame(drawn)
    export.write(
        table,
        export.STDOUT if output == "-" else Path(output),
        provenance=export.provenance(stretch, side=side, depths_m=depths_m),
        layer="zones",
    )
    along = f" along {', '.join(stretch.along)}" if stretch.along else ""
    for zone in drawn:
        note(
            f"{zone.border.name}{along} {zone.side} {depth_in_words(zone.depth_m)}: {zone.area_km2:,.0f} km², "
            f"edge computed to {zone.edge_error_m:.2f} m (hypothetical)"
        )
    echo_notes(stretch)
