"""What articles say beside names and zones: reprints, distance claims, places counted but not named."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from buffermap.page.said import PageClaim, PageContradiction, PageUnnamed
from buffermap.said.merge import contradictions, events, origins

if TYPE_CHECKING:
    from buffermap.page.compose.text import TextBuilder
    from buffermap.parsed import Parsed
    from buffermap.said.claims.claims import DistanceClaim
    from buffermap.said.unnamed import UnnamedPlaces
    from buffermap.said.values import Statement


def page_claims(number: int, claims: "Sequence[DistanceClaim]", text: "TextBuilder") -> Iterator[PageClaim]:
    """Yield the distance claims of an article (by its number) whose sentences the page carries."""
    for claim in claims:
        sentence = text.sentence(number, claim.sentence_start)
        if sentence is None:
            continue
        measured = claim.measured
        yield PageClaim(
            sentence=sentence,
            start=claim.start - claim.sentence_start,
            end=claim.end - claim.sentence_start,
            origin=claim.origin.name,
            goal=claim.goal.name,
            to_border=claim.to_border is not None,
            comparison=claim.comparison,
            claimed_m=claim.claimed_m,
            verdict=claim.verdict,
            nearest_m=measured.nearest_m if measured else None,
            centre_m=measured.centre_m if measured else None,
            farthest_m=measured.farthest_m if measured else None,
        )


def page_unnamed(
    number: int, places: "Sequence[UnnamedPlaces]", text: "TextBuilder"
) -> Iterator[PageUnnamed]:
    """Yield the unnamed places of an article (by its number) whose sentences the page carries."""
    for one in places:
        sentence = text.sentence(number, one.sentence_start)
        if sentence is not None:
            yield PageUnnamed(
                sentence=sentence,
                start=one.start - one.sentence_start,
                end=one.end - one.sentence_start,
                count=one.count,
                kind=one.kind,
                country=one.country or "",
                where=one.where or "",
            )


def origins_of(parsed: "Sequence[Parsed]") -> list[int | None]:
    """Return for each article the number of the one that it reprints, None for texts of their own."""
    if len(parsed) < 2:
        return [None] * len(parsed)

    number = {item.article.doc_id: i for i, item in enumerate(parsed)}
    found: list[int | None] = [None] * len(parsed)
    for origin in origins([item.article for item in parsed]):
        for doc_id in origin.reprints:
            found[number[doc_id]] = number[origin.doc_id]
    return found


def events_of(statements: "Sequence[Statement]") -> list[int]:
    """Return for each statement the number of its event; statements of one event share it."""
    if not statements:
        return []

    number = {one.statement_id: i for i, one in enumerate(statements)}
    found = [0] * len(statements)
    for event, group in enumerate(events(statements)):
        for one in group.statements:
            found[number[one.statement_id]] = event
    return found


def page_contradictions(statements: "Sequence[Statement]") -> Iterator[PageContradiction]:
    """Yield what statements about one stretch say differently, none of it resolved."""
    if len(statements) < 2:
        return

    number = {one.statement_id: i for i, one in enumerate(statements)}
    for found in contradictions(statements):
        yield PageContradiction(
            field=found.field,
            statements=tuple(number[one.statement_id] for one in found.statements),
            values=found.values,
        )
