"""Small pictures of shapes for notebooks: inline SVG, no library and no request."""

import math
from collections.abc import Mapping
from html import escape

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

WIDTH, HEIGHT = 320, 200
"""Largest size of a picture, pixels."""

_MARGIN = 8
_AREA = "fill='#e9e2d2' stroke='#96703c' stroke-width='1' stroke-dasharray='4 2'"
_LINE = "fill='none' stroke='#333' stroke-width='1.5'"


def card(title: str, rows: Mapping[str, str], *, line: BaseGeometry, area: BaseGeometry | None = None) -> str:
    """Return a picture of a line, and of an area along it, beside a few facts, as HTML.

    Parameters
    ----------
    title, rows
        Texts; they are escaped.
    line, area
        In EPSG:4326.
    """
    facts = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>{escape(value)}</td></tr>"
        for name, value in rows.items()
    )
    return (
        "<div style='display:flex;gap:1em;align-items:center'>"
        f"{svg(line, area)}<div><b>{escape(title)}</b><table>{facts}</table></div></div>"
    )


def svg(line: BaseGeometry, area: BaseGeometry | None = None) -> str:
    """Return a picture of at most `WIDTH` by `HEIGHT` pixels, true to scale in its middle."""
    shown = [shape for shape in (line, area) if shape is not None and not shape.is_empty]
    if not shown:
        return ""
    west, south, east, north = (float(value) for value in shapely.total_bounds(shown))
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.05)
    across, up = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * _MARGIN) / across, (HEIGHT - 2 * _MARGIN) / up)

    def to_pixels(xy: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [_MARGIN + (xy[:, 0] - west) * squeeze * scale, _MARGIN + (north - xy[:, 1]) * scale]
        )

    paths = f"<path d='{_path(shapely.transform(line, to_pixels))}' {_LINE}/>"
    if area is not None:
        paths = f"<path d='{_path(shapely.transform(area, to_pixels))}' fill-rule='evenodd' {_AREA}/>" + paths
    width, height = across * scale + 2 * _MARGIN, up * scale + 2 * _MARGIN
    return f"<svg width='{width:.0f}' height='{height:.0f}' role='img'>{paths}</svg>"


def _path(shape: BaseGeometry) -> str:
    """Path of a shape in pixels, with no more points than can be seen."""
    parts = shapely.get_parts(shapely.simplify(shape, 0.4, preserve_topology=False))
    lines: list[BaseGeometry] = []
    for part in parts:
        lines += [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
    return "".join(_piece(shapely.get_coordinates(line)) for line in lines)


def _piece(xy: np.ndarray) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy.tolist()) if len(xy) else ""


def length_km(line: BaseGeometry) -> float:
    """Geodesic length of a line on WGS84."""
    return float(Geod(ellps="WGS84").geometry_length(line)) / 1000
