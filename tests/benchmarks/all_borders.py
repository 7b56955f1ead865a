"""``python -m tests.benchmarks.all_borders``: zones along every land border of the data, with what they cost and how true they are.

One line per border and depth: the largest and the mean deviation of the zone's edge from the depth (measured between its
vertices, which lie at it), whether the two sides share out the whole, time, vertices. Meant for the maintainers of data
and geometry; all borders take about an hour.
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from buffermap.zones.depth import parse_depth

if TYPE_CHECKING:
    from geo.border import Border

COLUMNS = (
    "border",
    "line_vertices",
    "depth_m",
    "edge_error_m",
    "edge_mean_m",
    "area_km2",
    "sides_gap_km2",
    "zone_vertices",
    "valid",
    "cpu_s",
    "seconds",
)


@click.command()
@click.argument("pairs", nargs=-1)
@click.option("--depth", default="1km,10km,30km,100km", show_default=True, help="Depths with their units.")
@click.option(
    "--side/--no-side", "with_sides", default=True, help="Also cut the zone by both countries' areas."
)
@click.option("-o", "--output", type=click.File("w"), default="-", help="Tab-separated file.")
def main(pairs: tuple[str, ...], depth: str, *, with_sides: bool, output: TextIO) -> None:
    """Sweep over PAIRS such as RU-UA, or over all land borders."""
    click.echo("\t".join(COLUMNS), file=output)
    depths = [parse_depth(text) for text in depth.split(",")]
    worst = 0.0
    for border in _borders(pairs, with_sides=with_sides):
        for depth_m in depths:
            row = measure(border, depth_m)
            worst = max(worst, float(row["edge_error_m"]))
            click.echo("\t".join(str(row[name]) for name in COLUMNS), file=output)
    click.echo(f"largest deviation of any edge: {worst:.3f} m", err=True)


def measure(border: "Border", depth_m: float) -> dict[str, str | float | int | bool]:
    """Build the zones of one border and depth; return one value per column."""
    import shapely

    from geo.distance import index_of
    from geo.zone import edge_deviations_m, zone

    began, cpu = time.perf_counter(), time.process_time()
    whole = zone(border, side="both" if border.sides else "everything", depth_m=depth_m)
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    sides = [zone(border, side=side, depth_m=depth_m) for side in border.sides]
    gap = sum(side.area_km2 for side in sides) - whole.area_km2 if sides else 0.0
    uncut = zone(border, depth_m=depth_m).geometry
    every = [whole.geometry, *(side.geometry for side in sides)]
    return {
        "border": border.name,
        "line_vertices": int(shapely.get_num_coordinates(border.line)),
        "depth_m": depth_m,
        "edge_error_m": round(whole.edge_error_m, 3),
        "edge_mean_m": round(float(edge_deviations_m(uncut, index_of(border), depth_m).mean()), 4),
        "area_km2": round(whole.area_km2, 3),
        "sides_gap_km2": round(gap, 6),
        "zone_vertices": int(shapely.get_num_coordinates(whole.geometry)),
        "valid": bool(shapely.is_valid(every).all()),
        "cpu_s": round(cpu_s, 2),
        "seconds": round(seconds, 2),
    }


def _borders(pairs: tuple[str, ...], *, with_sides: bool) -> Iterator["Border"]:
    from gazetteer.boundaries.borders_store import Boundaries
    from geo.border import Border

    data = Boundaries()
    chosen = {tuple(sorted(pair.upper().split("-"))) for pair in pairs}
    for a, b in data.pairs:
        if not chosen or (a, b) in chosen:
            sides = {side: data.polygon(side) for side in (a, b)} if with_sides else {}
            yield Border(line=data.line(a, b), sides=sides, name=f"{a}-{b}")


if __name__ == "__main__":
    main()
