"""Under which licence a file is, by what stands in it: data derived from share-alike data, pictures, quotations."""

import re
from typing import TYPE_CHECKING

from buffermap.export.sharing import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from buffermap.export.provenance import Provenance

MEASURED = ("distance_m", "side", "bearing", "border_lat", "border_lon", "inside", "status")
METHOD = "every point on one side no farther than depth_m from the stretch, by geodesic distance on WGS84"
_BORDER = re.compile(r"[A-Z]{2}(?:-[A-Z]{2})?")  # the name of a line of the data; others are the user's own
_FREE = ("public domain", "MIT")


def of_tables(tables: "Iterable[pd.DataFrame]", told: "Provenance") -> str:
    """Return the licence of a file that holds tables, in words."""
    parts: list[str] = []
    own = any(item.name == "Line" and not _BORDER.fullmatch(item.value) for item in told.assumptions)
    for table in tables:
        names = set(table.columns)
        if _has_areas(table):
            what = f"Zone geometry ({METHOD}; {told.software})" if "edge_error_m" in names else "Outlines"
            parts.append(_derived(what, told, own=own and "edge_error_m" in names))
        measured = [name for name in MEASURED if name in names]
        if names & {"distance_m", "distance_km"}:
            parts.append(_derived(f"Columns measured from the line ({', '.join(measured)})", told, own=own))
        if names & {"geonameid", "name", "population", "places"}:
            parts.append(f"Other columns: {of_sources(told)}")
        if cited := citations(table):
            parts.append(f"Events: {'; '.join(cited)}")
        elif names & {"sentence", "text"}:
            parts.append("Sentences are quotations of their publishers")
    return ". ".join(dict.fromkeys(part for part in parts if part)) or of_sources(told)


def of_measurements(told: "Provenance") -> str:
    """Return the licence of a table of settlements with their distances, as a page writes it."""
    measured = f"Columns measured from the line ({', '.join(MEASURED)})"
    return f"{_derived(measured, told, own=False)}. Other columns: {of_sources(told)}"


def of_outlines(told: "Provenance") -> str:
    """Return the licence of outlines of countries and divisions, and of what stands beside them."""
    return f"{_derived('Outlines', told, own=False)}. Other columns: {of_sources(told)}"


def of_picture(told: "Provenance") -> str:
    """Return the licence of a picture of a map."""
    return f"Produced work (ODbL 1.0, section 4.3) from: {told.attribution}" if told.attribution else ""


def of_sources(told: "Provenance") -> str:
    """Return the licences of what is not share-alike data, each once with whom to name."""
    sources = [one for one in told.sources if not _shares_alike(one.licence) and one.licence not in _FREE]
    return "; ".join(dict.fromkeys(f"{one.licence} ({one.attribution})" for one in sources))


def _derived(what: str, told: "Provenance", *, own: bool) -> str:
    shared = [one for one in told.sources if _shares_alike(one.licence)]
    if own or not shared:
        return f"{what}: from a line of your own" if own else ""
    vintage = "; ".join(f"{one.name} {one.version}" for one in shared)
    return f"{what}: a database derived from {vintage}, under {shared[0].licence} (share-alike), {shared[0].attribution}"


def _shares_alike(licence: str) -> bool:
    return licence.startswith("ODbL")


def _has_areas(table: "pd.DataFrame") -> bool:
    # loads geopandas, which whoever writes records one by one never needs
    from buffermap.export.columns import geometry_of

    shapes = geometry_of(table)
    return shapes is not None and any(one is not None and one.geom_type.endswith("Polygon") for one in shapes)
