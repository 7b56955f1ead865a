"""The zone that the browser paints is the zone that Python computes, to a pixel, at any depth and zoom."""

import dataclasses
from typing import Any

import numpy as np
import pytest
import shapely

from buffermap.page.data import PageBasemap
from geo.border import Border
from geo.zone import zone
from tests.browser import invented

DEPTHS_KM = (0.5, 1, 2.5, 7.5, 12.345, 20, 33.3, 50, 75, 100)
ZOOMS = (6, 10, 14)

SIDE = invented.WEST

PAINTED = """async ([depth, lat, lon, zoom]) => {
  const { map, store, view } = window.buffermap;
  map.setView([lat, lon], zoom, { animate: false });
  view.colours.zone = view.colours.zoneHatch = "#000000";
  view.colours.zoneEdge = "rgba(0,0,0,0)";
  store.set({ depth, side: "PL", layers: { ...store.state.layers, border: false } });
  store.flush();
  view.layer.paint(new Set(["zone"]));
  const { size, left, top, width, height } = view.layer.view();
  const pixels = view.layer.canvases.zone.getContext("2d").getImageData(0, 0, width, height).data;
  const inside = new Uint8Array(width * height);
  for (let i = 0; i < inside.length; i++) inside[i] = pixels[4 * i + 3] > 127 ? 1 : 0;
  return { size, left, top, width, height, inside: [...inside].join("") };
}"""


@pytest.fixture(scope="module")
def exact() -> dict[float, Any]:
    """Python's zones, by depth in kilometres."""
    return {km: zone(invented.border(), side=invented.WEST, depth_m=km * 1000).geometry for km in DEPTHS_KM}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_painted_zone_is_the_exact_one_to_a_pixel(zoom: int, exact: dict[float, Any], open_page: Any) -> None:
    page = open_page(invented.page(), size=(1000, 700))
    rng = np.random.default_rng(zoom)
    for km in DEPTHS_KM:
        rings = shapely.get_coordinates(exact[km])
        lon, lat = rings[rng.integers(len(rings))] if zoom > 6 else (23.5, 52.2)
        got = page.evaluate(PAINTED, [km * 1000, float(lat), float(lon), zoom])
        wrong, seen = pixels_off(exact[km], got)
        assert seen, f"{km} km at zoom {zoom}: no edge in view"
        assert wrong <= 1.0, (
            f"{km} km at zoom {zoom}: a pixel {wrong:.2f} px from the edge is on the wrong side"
        )


def pixels_off(polygon: Any, got: dict[str, Any]) -> tuple[float, bool]:
    """Return how far, in pixels, the worst wrongly painted pixel's middle is from the true edge."""
    width, height = int(got["width"]), int(got["height"])
    x = got["left"] + np.arange(width) + 0.5
    y = got["top"] + np.arange(height) + 0.5
    painted = np.frombuffer(got["inside"].encode(), np.uint8).reshape(height, width) == ord("1")
    flat = shapely.transform(polygon, lambda xy: _world(xy, got["size"]))
    view = shapely.box(x[0] - 50, y[0] - 50, x[-1] + 50, y[-1] + 50)
    clipped = shapely.clip_by_rect(shapely.make_valid(flat), *view.bounds)
    shapely.prepare(clipped)
    grid_x, grid_y = np.meshgrid(x, y)
    true = shapely.contains_xy(clipped, grid_x, grid_y)
    off = true != painted
    edge = shapely.intersection(flat.boundary, view)
    if not off.any():
        return 0.0, not edge.is_empty
    points = shapely.points(grid_x[off], grid_y[off])
    return float(shapely.distance(edge, points).max()), not edge.is_empty


def _world(lonlat: np.ndarray, size: float) -> np.ndarray:
    sin = np.sin(np.radians(lonlat[:, 1]))
    return size * np.column_stack(
        [lonlat[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sin) / (1 - sin)) / (4 * np.pi)]
    )


def test_cut_ends_are_cut_where_the_continuation_is_nearer(open_page: Any) -> None:
    data = invented.page()
    assert data.zone is not None
    page = open_page(invented.page(zone=dataclasses.replace(data.zone, ends="cut")), size=(1000, 700))
    exact = zone(invented.border(), side=invented.WEST, depth_m=30_000.0, ends="cut").geometry
    for lat, lon, zoom in ((52.2, 23.5, 6), (52.9, 23.4, 10), (51.6, 23.4, 10)):
        wrong, seen = pixels_off(exact, page.evaluate(PAINTED, [30_000.0, lat, lon, zoom]))
        assert seen
        assert wrong <= 1.0


@pytest.mark.parametrize(("lat", "zooms"), [(66.0, (6, 10)), (81.0, (6, 10))])
def test_a_line_across_180_degrees_has_one_zone(lat: float, zooms: Any, open_page: Any) -> None:
    line = shapely.MultiLineString(
        [[(179.2, lat), (179.7, lat + 0.1), (180, lat)], [(-180, lat), (-179.6, lat - 0.2), (-179.3, lat)]]
    )
    around = shapely.MultiPolygon(
        [shapely.box(160, lat - 4, 180, lat + 3), shapely.box(-180, lat - 4, -160, lat + 3)]
    )
    border = Border(line=line, sides={SIDE: around}, name="own line", accuracy_m=0.0)
    data = invented.page(settlements=None)
    assert data.zone is not None
    side = dataclasses.replace(data.zone.sides[0], area=around)
    page = open_page(
        invented.page(
            settlements=None,
            zone=dataclasses.replace(data.zone, line=line, sides=(side,)),
            basemap=PageBasemap(),
        ),
        size=(1000, 700),
    )
    opened = page.evaluate(
        "(() => { const b = window.buffermap.map.getBounds(); return [b.getWest(), b.getEast()]; })()"
    )
    assert 150 < opened[0] < 179.3
    assert 180.6 < opened[1] < 210  # not the whole world
    exact = zone(border, side=SIDE, depth_m=40_000.0).geometry
    whole = shapely.union_all(
        shapely.transform(
            exact, lambda xy: np.column_stack([np.where(xy[:, 0] < 0, xy[:, 0] + 360, xy[:, 0]), xy[:, 1]])
        )
    )
    edge = shapely.intersection(whole.boundary, shapely.box(179.999, lat - 3, 180.001, lat + 3)).bounds[3]
    for zoom in zooms:
        for lon in (180.0, -180.0):
            got = page.evaluate(PAINTED, [40_000.0, edge, lon, zoom])
            turned = shapely.transform(whole, lambda xy, lon=lon: xy - (180 - lon, 0))
            wrong, seen = pixels_off(turned, got)
            assert seen
            assert wrong <= 1.0
