"""A place of the gazetteer: what it is called, what it is, where it lies, who says so."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["country", "admin1", "admin2", "settlement", "region", "water", "site"]
"""What a place is; also how precise its point is: only settlements and sites are ever drawn as dots."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place, as one source has it.

    Parameters
    ----------
    geonameid
        GeoNames id; negative for places of our own lists and of layers without ids.
    name
        English (or official romanised) name in short form: ``Kursk Oblast``, ``Kharkiv``.
    name_local
        Name in the local script, where known.
    kind
        What the place is, and so how precise its point is.
    lat, lon
        Degrees on WGS84; None for regions that have no agreed place.
    country
        ISO 3166 alpha-2 code; empty where no country contains the place.
    admin1, admin1_code, admin2
        English name and GeoNames code (``RU.41``) of the first-level division, name of the second-level one.
    population
        None where unknown (GeoNames writes 0).
    population_source
        Which source gave the population.
    feature_code
        GeoNames feature code (``PPLA``, ``PPLX``, ``ADM1`` …); empty where the source has none.
    section_of
        geonameid of the city that this section (``PPLX``) belongs to; sections are never counted.
    source, layer
        Data source, and the layer (``embedded`` or the user's name for theirs).
    """

    geonameid: int
    name: str
    kind: Kind
    lat: float | None
    lon: float | None
    country: str = ""
    name_local: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    population: int | None = None
    population_source: str | None = None
    feature_code: str = ""
    section_of: int | None = None
    source: str = "GeoNames"
    layer: str = "embedded"
