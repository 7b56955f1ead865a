"""Which countries share a land border: whose border may be meant where a text names one country of it."""

from functools import cache

from gazetteer.boundaries.borders_store import Boundaries

# What the data have no country for, and texts name all the same.
_KOSOVO = tuple(frozenset(("XK", other)) for other in ("AL", "ME", "MK", "RS"))


def are_neighbours(one: str, other: str) -> bool:
    """Whether two countries (ISO codes) share a land border."""
    return frozenset((one, other)) in _pairs()


@cache
def _pairs() -> frozenset[frozenset[str]]:
    """Return every pair of countries with a land border."""
    return frozenset(map(frozenset, Boundaries().pairs)).union(_KOSOVO)
