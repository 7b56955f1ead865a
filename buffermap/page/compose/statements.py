"""Statements as the page's values: every field with its own sentence, speaker and voice."""

import re
from dataclasses import replace
from itertools import chain
from shlex import quote
from typing import TYPE_CHECKING

from buffermap import words
from buffermap.page.compose.lines import Lines
from buffermap.page.compose.local import localised
from buffermap.page.said import PageField, PageStatement
from buffermap.said.when.dates import as_date
from buffermap.scenarios.scenario import in_words
from buffermap.scenarios.stated import from_statements
from gazetteer.files.store import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from buffermap.page.compose.ask import Ask
    from buffermap.page.lines import PageOwn
    from buffermap.said.values import Evidence, Statement
    from gazetteer.mention import Mention
    from gazetteer.place import Place

_DIVISIONS = frozenset({"admin1", "admin2"})
_OWN_SIDES = {"left", "inside"}  # of a line of the analyst's own, which may lie in any country
_UNITS = (
    ("nmi", re.compile(r"nautical|\bnmi\b|морськ|морск", re.IGNORECASE)),
    ("mi", re.compile(r"\bmi(?:les?)?\b|-mile|\bмил|\bмиль", re.IGNORECASE)),
    ("km", re.compile(r"k(?:m|ilomet)|км|кіломе|киломе", re.IGNORECASE)),
    ("m", re.compile(r"\bm\b|met(?:re|er)|метр", re.IGNORECASE)),
)


def page_statement(
    statement: "Statement",
    *,
    sentence_at: "Callable[[int], int | None]",
    ask: "Ask | None" = None,
    event: int | None = None,
    about: "frozenset[str]" = frozenset(),
    zone: int | None = None,
    here: bool = False,
    lines: Lines = Lines(),  # noqa: B008 - frozen
) -> PageStatement:
    """Return a statement as the page shows it.

    Parameters
    ----------
    sentence_at
        Number of the page's sentence that begins at an offset of the statement's article, None if it has none.
    ask
        The zone on the page: what is said of another border is no depth to offer for this one.
    event
        Number that it shares with the statements of the same event.
    about
        Countries that the article's statements name: of them speaks a statement that names none itself.
    zone
        Number of the zone as described that it belongs to.
    here
        Whether that zone lies on the page's own stretch: see `described.on_stretch`.
    lines
        The borders that travel with the page.
    """
    fields = tuple(
        _field(
            name,
            localised(value, open_gazetteer()),
            evidence,
            sentence_at=sentence_at,
            named=_named(statement),
        )
        for name, value, evidence in _fields(statement)
    )
    numbers = [sentence_at(start) for start in sentence_starts(statement)]
    depth, side, speaker = statement.depth, statement.side, statement.speaker
    said_on = statement.said_on.value if statement.said_on else None
    chosen = ask is not None and ask.statement == (statement.doc_id, " ".join(statement.sentence.split()))
    options, told, own = _options(statement, ask, lines)
    here = here or told
    stretch_sides = tuple(ask.stretch.sides) if ask else ()
    named = countries_named(statement) or about
    measured = bool(stretch_sides) and not _OWN_SIDES & set(stretch_sides)
    elsewhere = measured and bool(named) and named.isdisjoint(stretch_sides)
    return PageStatement(
        label=statement.what.words,
        sentences=tuple(number for number in numbers if number is not None),
        fields=fields,
        depth_m=depth.high_m if depth and not elsewhere else None,
        depth_text=depth.evidence.text if depth else "",
        depth_unit=unit_of(depth.evidence.text) if depth else "km",
        depth_upper=depth is not None and depth.kind in ("up_to", "range"),
        side=side.countries[0] if side and len(side.countries) == 1 else None,
        speaker=(speaker.name or speaker.words) if speaker else None,
        voice=statement.voice,
        quoted_by=speaker.quoted_by if speaker else None,
        standing=statement.claimed.standing if statement.claimed else "",
        date=said_on if as_date(said_on) else statement.published,
        dated=as_date(said_on) is not None,
        event=event,
        zone=zone,
        chosen=chosen,
        here=chosen or (here and not elsewhere),
        ask="" if chosen or here else options,
        own=own,
    )


def unit_of(text: str) -> str:
    """Return the unit in which a text says a depth: km, mi, nmi or m."""
    return next((unit for unit, pattern in _UNITS if pattern.search(text)), "km")


def _options(statement: "Statement", ask: "Ask | None", lines: Lines) -> "tuple[str, bool, PageOwn | None]":
    """Return the options of ``buffermap map`` that show a statement, whether it speaks of the page's stretch, and of which.

    The last only where that border travels with the page.
    """
    scenario = from_statements([statement])
    if scenario is None or scenario.border is None:
        return "", False, None
    border = in_words(scenario.border.value)
    along = scenario.along.value if scenario.along else ()
    along = (along,) if isinstance(along, str) else along or ()
    here = (
        ask is not None
        and sorted(border.split("-")) == sorted(ask.stretch.name.split("-"))
        and set(along) == set(ask.stretch.along)
    )
    options = ["--border", border]
    if along:
        options += ["--along", ",".join(along)]
    side = in_words(scenario.side.value)
    if side != "both":
        options += ["--side", side]
    if scenario.depth_texts:
        options += ["--depth", scenario.depth_texts[-1].replace(" ", "")]
    depth_m = statement.depth.high_m if statement.depth else None
    if scenario.around is None:
        own = lines.own(border.split("-"), along=along, side=side, depth_m=depth_m)
    else:
        place = in_words(scenario.around.value)
        own = lines.around(place, border.split("-"), side=side, depth_m=depth_m)
    return " ".join(quote(option) for option in options), here, own


def countries_named(statement: "Statement") -> frozenset[str]:
    """Return the countries in or at which a statement says its zone to be."""
    where = statement.where
    stated = [*where.inside, where.country, where.neighbour, *(place.country for place in where.places)]
    return frozenset(code for code in (*chain.from_iterable(where.pairs), *stated) if code)


def sentence_starts(statement: "Statement") -> list[int]:
    """Return where the sentences begin that a statement rests on, ascending, each once."""
    evidence = [item for _, _, item in _fields(statement) if item is not None]
    return sorted({item.sentence_start for item in evidence})


def _fields(statement: "Statement") -> "Iterator[tuple[str, words.Phrase, Evidence | None]]":
    where, side, depth, claimed = statement.where, statement.side, statement.depth, statement.claimed
    yield "what", statement.what.words, statement.what.evidence
    yield "where", words.where(where), where.evidence
    yield "side", words.side(side), side.evidence if side else None
    numbered = depth is not None and depth.high_m is not None
    said = words.depth(depth)
    yield (
        "depth",
        words.quoted(said, depth.evidence.text) if depth and numbered else said,
        depth.evidence if depth else None,
    )
    standing: words.Phrase = {"t": f"standing.{claimed.standing}"} if claimed else {"t": words.UNSTATED}
    yield "claimed standing", standing, claimed.evidence if claimed else None


def _named(statement: "Statement") -> dict[str, str]:
    """Return the names behind the words for a statement's speaker: "he" is no one without them."""
    speaker = statement.speaker
    return {speaker.words: speaker.name} if speaker and speaker.name else {}


def agreeing(
    mentions: "Sequence[Mention]",
    statements: "Iterable[Statement]",
    *,
    place_of: "Callable[[int], Place | None]",
) -> "list[Mention]":
    """Return mentions that mean what the statements of their sentences take the same words for.

    Where a list of regions is written as "Kharkiv, Sumy", the zone's reader takes a region for what stands alone reads
    as a city. A page shows one of them: the statement's, for its zone is drawn from it; what else the name could be
    stays among the candidates.
    """
    read: dict[tuple[int, int, str], int] = {}
    for statement in statements:
        if (evidence := statement.where.evidence) is not None:
            for place in statement.where.places:
                if place.geonameid is not None and place.kind in _DIVISIONS:
                    key = (evidence.sentence_start, evidence.sentence_end, place.surface)
                    read[key] = place.geonameid
    return [_agreeing(mention, read, place_of) for mention in mentions]


def _agreeing(
    mention: "Mention", read: dict[tuple[int, int, str], int], place_of: "Callable[[int], Place | None]"
) -> "Mention":
    found = next(
        (
            geonameid
            for (start, end, surface), geonameid in read.items()
            if start <= mention.start < end and surface == mention.surface
        ),
        None,
    )
    if found is None or found == mention.geonameid or mention.kind != "settlement":
        return mention
    place = place_of(found)
    if place is None:
        return mention
    return replace(
        mention,
        kind=place.kind,
        geonameid=place.geonameid,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        admin1_code=place.admin1_code,
        lat=place.lat,
        lon=place.lon,
        reason=f"the statement of a zone here reads it as {place.name}; alone: {mention.reason}",
    )


def _field(
    name: str,
    value: words.Phrase,
    evidence: "Evidence | None",
    *,
    sentence_at: "Callable[[int], int | None]",
    named: "dict[str, str]",
) -> PageField:
    if evidence is None:
        return PageField(name=name, value=value, unstated=value == {"t": words.UNSTATED})
    return PageField(
        name=name,
        value=value,
        sentence=sentence_at(evidence.sentence_start),
        start=evidence.start - evidence.sentence_start,
        end=evidence.end - evidence.sentence_start,
        speaker=named.get(evidence.speaker or "", evidence.speaker),
        voice=evidence.voice,
        unstated=value == {"t": words.UNSTATED},
    )
