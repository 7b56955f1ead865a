"""A zone around a point: the same machinery as along a line, for a line that is a centimetre long."""

from collections.abc import Mapping

from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.border import Border

_STEP_DEG = 1e-7
"""One centimetre, the grid of the border data: far below the accuracy of any point, long enough to have a direction."""


def around_point(
    lon: float, lat: float, *, sides: Mapping[str, BaseGeometry], name: str = "", accuracy_m: float = 0.0
) -> Border:
    """Make a border of a point: its zones are discs.

    Parameters
    ----------
    lon, lat
        The point, degrees.
    sides
        Areas that divide the disc, by label: countries near the point.
    name
        What stands at the point.
    accuracy_m
        How far the point may be from the truth.

    Returns
    -------
    A border of 1 cm, so that distances to it are those to the point within a centimetre.
    """
    east = lon + (_STEP_DEG if lon < 180 else -_STEP_DEG)
    line = MultiLineString([[(lon, lat), (east, lat)]])
    return Border(line=line, sides=dict(sides), name=name, accuracy_m=accuracy_m)
