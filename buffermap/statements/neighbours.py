"""Which countries share a land border: whose border may be meant where a text names one country of it.

`gazetteer.boundaries` knows this too, but opening it takes longer than reading an article; a test holds the list to it.
"""

from functools import cache

from buffermap.statements import lexicon


def are_neighbours(one: str, other: str) -> bool:
    """Whether two countries (ISO codes) share a land border."""
    return frozenset((one, other)) in pairs()


@cache
def pairs() -> frozenset[frozenset[str]]:
    """Return every pair of countries with a land border."""
    return frozenset(
        frozenset((cue.label, other))
        for cue in lexicon.table("neighbours")
        for other in cue.pattern.source.split("|")
    )
