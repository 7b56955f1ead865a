"""A border: a line that two countries share, or a stretch of it, or a line of the analyst's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.feature import feature, one_row
from geo.sketch import card, length_km

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Border:
    """A line and the areas on its sides, in EPSG:4326; segments are straight in longitude/latitude (RFC 7946).

    Parameters
    ----------
    line
        The border or the chosen stretch of it.
    sides
        Area of each side by its label (ISO 3166 alpha-2 code, or ``left`` and ``right`` of an own line), of the
        same data as the line.
    name
        What the line is, e.g. ``RU-UA``.
    along
        Labels of the divisions that the stretch runs along; empty for the whole line.
    pov
        Point of view of the border data: ``un`` or the ISO code of the country whose view it is.
    rest
        The line's continuation beyond the stretch, which ``ends="cut"`` cuts against; None for a whole line.
    accuracy_m
        Stated accuracy of the line's data, not of the computation.
    notes
        What else there is to know about the line: areas in dispute, how the data depart from the point of view.
    """

    line: MultiLineString
    sides: Mapping[str, BaseGeometry] = field(default_factory=dict)
    name: str = ""
    along: tuple[str, ...] = ()
    pov: str = "un"
    rest: MultiLineString | None = None
    accuracy_m: float = 200.0
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return what it is and how long, not its coordinates."""
        along = f" along {', '.join(self.along)}" if self.along else ""
        return f"<Border {self.name or 'own line'}{along}: {length_km(self.line):,.1f} km, pov={self.pov}>"

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The line as a GeoJSON feature, for whatever reads those."""
        return feature(self.line, self._facts())

    def to_gdf(self) -> "gpd.GeoDataFrame":
        """Return a table of one row: ``name, along, pov, accuracy_m`` and the line (EPSG:4326)."""
        return one_row(self.line, self._facts())

    def _facts(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "along": ", ".join(self.along) or None,
            "pov": self.pov,
            "accuracy_m": self.accuracy_m,
        }

    def _repr_html_(self) -> str:
        facts = {
            "along": ", ".join(self.along) or "the whole line",
            "length": f"{length_km(self.line):,.1f} km",
            "sides": ", ".join(self.sides),
            "accuracy of the line": f"{self.accuracy_m:g} m",
            "point of view": self.pov,
            **({"to know": "; ".join(self.notes)} if self.notes else {}),
        }
        return card(self.name or "own line", facts, line=self.line)
