"""Statements as the page's values: every field with its own sentence, speaker and voice."""

from typing import TYPE_CHECKING

from buffermap.depth import format_depth
from buffermap.page.data import PageField, PageStatement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from buffermap.statements.values import Depth, Evidence, Statement, Where

UNSTATED = "unstated"


def page_statement(
    statement: "Statement",
    *,
    sentence_at: "Callable[[int], int | None]",
    chosen: bool = False,
    sides: tuple[str, ...] = (),
) -> PageStatement:
    """Return a statement as the page shows it.

    Parameters
    ----------
    sentence_at
        Number of the page's sentence that begins at an offset of the statement's article, None if it has none.
    chosen
        Whether the zone on the page is this statement's.
    sides
        Countries of the stretch on the page: a depth said of another border is no depth to offer for this one.
    """
    fields = tuple(
        _field(name, value, evidence, sentence_at=sentence_at) for name, value, evidence in _fields(statement)
    )
    numbers = [sentence_at(start) for start in sentence_starts(statement)]
    depth, side = statement.depth, statement.side
    return PageStatement(
        label=statement.what.words,
        sentences=tuple(number for number in numbers if number is not None),
        fields=fields,
        depth_m=depth.high_m if depth and not _elsewhere(statement, sides) else None,
        depth_text=depth.evidence.text if depth else "",
        side=side.countries[0] if side and len(side.countries) == 1 else None,
        date=statement.said_on.value if statement.said_on else statement.published,
        chosen=chosen,
    )


def _elsewhere(statement: "Statement", sides: tuple[str, ...]) -> bool:
    """Whether a statement names countries, none of which lies at the stretch."""
    where = statement.where
    named = {code for pair in where.pairs for code in pair} | set(where.inside)
    named |= {
        code for code in (where.country, where.neighbour, *(place.country for place in where.places)) if code
    }
    return bool(named) and bool(sides) and named.isdisjoint(sides) and not {"left", "inside"} & set(sides)


def sentence_starts(statement: "Statement") -> list[int]:
    """Return where the sentences begin that a statement rests on, ascending, each once."""
    evidence = [item for _, _, item in _fields(statement) if item is not None]
    return sorted({item.sentence_start for item in evidence})


def where_in_words(where: "Where") -> str:
    """Return where a zone is said to be, in the standard names; what could not be resolved stays in its words."""
    names = ", ".join(place.name for place in where.places)
    parts = {
        "along-divisions": f"along the border of {names}",
        "border": f"along the border {', '.join('-'.join(pair) for pair in where.pairs)}",
        "country-border": " ".join(
            part for part in ("along the", where.direction, "border of", where.country) if part
        ),
        "around": f"around {names}",
        "river": f"along {names}",
        "line": f"from {names.replace(', ', ' to ', 1)}",
    }
    stated = parts.get(where.kind, "")
    inside = f"inside {', '.join(where.inside)}" if where.inside else ""
    return "; ".join(part for part in (stated, inside, *where.unresolved) if part) or UNSTATED


def depth_in_words(depth: "Depth | None") -> str:
    """Return a stated depth in kilometres beside the words of the text; an implied one stays in its words."""
    if depth is None:
        return UNSTATED
    if depth.low_m is None and depth.high_m is None:
        return f"“{depth.evidence.text}” (no number)"
    ends = dict.fromkeys(format_depth(m) for m in (depth.low_m, depth.high_m) if m is not None)
    return f"{' to '.join(ends)} (“{depth.evidence.text}”)"


def _fields(statement: "Statement") -> "Iterator[tuple[str, str, Evidence | None]]":
    yield "what", statement.what.words, statement.what.evidence
    yield "where", where_in_words(statement.where), statement.where.evidence
    side = statement.side
    yield "side", ", ".join(side.countries) if side else UNSTATED, side.evidence if side else None
    yield "depth", depth_in_words(statement.depth), statement.depth.evidence if statement.depth else None
    claimed = statement.claimed
    yield (
        "claimed standing",
        claimed.standing.replace("_", " ") if claimed else UNSTATED,
        (claimed.evidence if claimed else None),
    )


def _field(
    name: str, value: str, evidence: "Evidence | None", *, sentence_at: "Callable[[int], int | None]"
) -> PageField:
    if evidence is None:
        return PageField(name=name, value=value)
    return PageField(
        name=name,
        value=value,
        sentence=sentence_at(evidence.sentence_start),
        start=evidence.start - evidence.sentence_start,
        end=evidence.end - evidence.sentence_start,
        speaker=evidence.speaker,
        voice=evidence.voice,
    )
