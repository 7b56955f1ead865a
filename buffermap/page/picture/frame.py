"""The view that a map is drawn in, without a browser."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from buffermap.zones import dateline
from gazetteer.boundaries.borders import cut

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A Mercator view: ``scale`` pixels to the world's width; ``left`` and ``top`` in those pixels."""

    scale: float
    left: float
    top: float
    width: int
    height: int

    @property
    def middle(self) -> float:
        """Longitude of the view's middle."""
        return 360 * ((self.left + self.width / 2) / self.scale - 0.5)

    def points(self, lonlat: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return pixels of single points: of their copies around the world those nearest the view's middle."""
        turns = np.round((lonlat[:, 0] - self.middle) / 360)
        return self.xy(lonlat - np.column_stack([360 * turns, np.zeros(len(turns))]))

    def xy(self, lonlat: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return pixels of degrees, (n, 2) to (n, 2)."""
        sin = np.sin(np.radians(np.clip(lonlat[:, 1], -85, 85)))
        world = np.column_stack(
            [lonlat[:, 0] / 360 + 0.5, 0.5 - np.log((1 + sin) / (1 - sin)) / (4 * math.pi)]
        )
        return world * self.scale - (self.left, self.top)

    def shape(self, geometry: "BaseGeometry", *, thin: float = 0.7) -> "BaseGeometry":
        """Return a geometry in pixels, clipped to the view and thinned by less than a pixel."""
        # a drawing needs no valid areas: thinning line by line is many times faster than keeping them so
        drawn = shapely.transform(dateline.near(geometry, self.middle), self.xy)
        return shapely.simplify(self.cut(drawn), thin, preserve_topology=False)

    def cut(self, drawn: "BaseGeometry") -> "BaseGeometry":
        """Return what of a shape in pixels lies in the view or just beyond."""
        return cut(drawn, (-9, -9, self.width + 9, self.height + 9))
