"""Names that the data do not list, in places where only the name of a place can stand.

"the village of Kampungu", "shelling near Novaya Kakhovka": a spelling rule may lead to a name that is listed; where
none does, the mention is kept without a point.
"""

from dataclasses import dataclass

import numpy as np

from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, REGION, SETTLEMENT, Lexicon
from gazetteer.files.shard import SKELETON_PREFIX
from gazetteer.languages import words_of
from gazetteer.mention import Candidate, Mention
from gazetteer.models.wordvectors import WordVectors
from gazetteer.names.lookup import resolve
from gazetteer.names.spelling import SLAVIC, skeletons
from gazetteer.place import KINDS, Kind
from gazetteer.reading.cues import FIRST_NAMES, FUNCTION, MONTHS_DAYS, ORGANISATION, PERSON_VERB, SAY, STREET
from gazetteer.reading.document import Document
from gazetteer.reading.hints import hint_for
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.reading.recognise import Found
from gazetteer.text.wordlists import words

MAX_WORDS = 3
_BESIDE = words("near outside towards toward around")
_SURELY = _BESIDE | {"in"}
_NEAR = _BESIDE | words("in into across from inside at")
_PLACING = _NEAR | words(
    "on to of past for through by joins took seized captured hit struck shelled bombed attacked left fled entered reached "
    "evacuated retook liberated taking seizing capturing hitting striking shelling bombing attacking leaving fleeing entering "
    "reaching"
)
_HOLDING = (["in"], [","], ["village"], ["town"])
_BETWEEN = frozenset(("between",))
_JOINED = (["and"], ["or"], [","])
_DIRECTIONS = words(
    "northern southern eastern western central northeastern northwestern southeastern southwestern the county"
)
_ARTICLES = words("la el al los las le les")
_HEADS = {
    **dict.fromkeys(
        words("village town city settlement hamlet suburb villages towns outskirts"), KINDS[SETTLEMENT]
    ),
    **dict.fromkeys(words("district county raion municipality"), KINDS[ADMIN2]),
    **dict.fromkeys(words("region oblast province governorate"), KINDS[ADMIN1]),
}
_DIVISION_WORDS = words("region oblast province governorate state district county raion prefecture")
_SHORTEST = 4
_UNPLACED_SCORE, _UNSURE_SCORE = 0.5, 0.4
_SLAVIC_BEFORE = words_of("prepositions", "uk", "ru")
_SLAVIC_HEADS = words_of("settlements", "uk", "ru")
_RULE_FACTOR = 0.7
_LEAST_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A run of capitalised words, from token ``first`` up to ``last``; ``sure`` where a class word says what it is.

    ``holder`` is the country or division that it is said to lie in; ``near`` and ``listed`` are whether "in" or a word like
    "near" stands before it, and whether it is listed with a town.
    """

    first: int
    last: int
    kind: Kind
    sure: bool
    holder: int | None = None
    near: bool = False
    listed: bool = False


def unlisted(
    document: Document, found: list[Found], lexicon: Lexicon, vectors: WordVectors
) -> list[Unlisted]:
    """Return names where only a place can stand that no entry covers.

    They stand behind a preposition or class word of place, before the country or division that holds them, or in a
    list with places.
    """
    reader = _Reader(document, found, lexicon, vectors)
    capitalised = [index for index, shape in enumerate(document.shapes) if shape == "Xx"]
    items = [reader.at(index) for index in capitalised if index not in reader.taken]
    return [item for item in items if item is not None]


class _Reader:
    """Looks for unlisted names in one document."""

    def __init__(
        self, document: Document, found: list[Found], lexicon: Lexicon, vectors: WordVectors
    ) -> None:
        self.document, self.lexicon, self.vectors = document, lexicon, vectors
        self.taken = {index for item in found for index in range(item.match.first, item.match.last)}
        self.starts = {item.match.first: item.match for item in found}
        self.ends = {item.match.last: item.match for item in found}

    def at(self, index: int) -> Unlisted | None:
        """Return the unlisted name that begins at a capitalised word that no listed name has."""
        document = self.document
        if is_cyrillic(document.tokens.words[index]):
            return _slavic(document, index, self.taken, self.starts)
        low, _ = document.bounds[document.sentence_of[index]]
        if index > low and document.shapes[index - 1] == "Xx" and index - 1 not in self.taken:
            return None  # the middle of a run
        before = document.lower[index - 1] if index > low else ""
        if before in ("and", "or") and (town := self.ends.get(index - 1)) is not None and town.first > low:
            before = document.lower[town.first - 1]  # of a list
        head = document.lower[index - 2] if before == "of" and index - 2 >= low else before
        last = _run_end(document, index, self.taken)
        if not last or not (
            before in _PLACING | _BETWEEN or head in _HEADS or document.lower[last : last + 1] in _HOLDING
        ):
            return None
        strange = self._is_strange(index, last, whole=True)
        holder = _holder(document, last, self.starts)
        if (before in _NEAR or head in _HEADS) and strange:
            kind = _HEADS.get(head, KINDS[SETTLEMENT])
            return Unlisted(index, last, kind, head in _HEADS, holder, near=before in _SURELY)
        return self._held(index, last, before, holder) or self._in_list(index, last, before, strange=strange)

    def _held(self, index: int, last: int, before: str, holder: int | None) -> Unlisted | None:
        """Return the name that stands before what holds it: "fled Kampungu in Tete Province", "at Kampungu in Mozambique"."""
        behind = last + 1 if self.document.lower[last : last + 1] in (["village"], ["town"]) else last
        classed = _holder(self.document, behind, self.starts, classed=True)
        holder = classed or (holder if before in _PLACING else None)
        if holder is None or before in PERSON_VERB | SAY or not self._is_strange(index, last):
            return None
        known = self.lexicon.entry(" ".join(self.document.folded[index:last]))
        if known is not None and (known.admin1 == holder).any():
            return None
        return Unlisted(index, last, KINDS[SETTLEMENT], sure=False, holder=holder)

    def _in_list(self, index: int, last: int, before: str, *, strange: bool) -> Unlisted | None:
        """Return a name that a preposition or verb of place leads to together with a town: "shells hit A and B", "from A to B"."""
        document, low = self.document, self.document.bounds[self.document.sentence_of[index]][0]
        if not strange:
            return None
        if before in _PLACING | _BETWEEN and self._leads_to_town(last):
            return Unlisted(index, last, KINDS[SETTLEMENT], sure=False, listed=True)
        town = self.ends.get(index - 1)
        if town is None or town.first <= low or town.entry.kind[0] != SETTLEMENT:
            return None
        leads, joint = document.lower[town.first - 1], document.lower[index - 1]
        joined = (joint in ("and", "or") and leads in _PLACING) or (
            joint in ("to", "towards") and leads == "from"
        )
        return Unlisted(index, last, KINDS[SETTLEMENT], sure=False, listed=True) if joined else None

    def _leads_to_town(self, last: int) -> bool:
        """Whether a list that goes on at a token holds a town: "on A, B and Hajira"."""
        document = self.document
        while document.lower[last : last + 1] in _JOINED and last + 1 < len(document.tokens):
            match = self.starts.get(last + 1)
            if match is not None:
                return bool(match.entry.kind[0] == SETTLEMENT)
            last = _run_end(document, last + 1, self.taken)
        return False

    def _is_strange(self, first: int, last: int, *, whole: bool = False) -> bool:
        """Whether a run has a word that English does not know; ``whole``: its last one, and no place goes by the run."""
        lower = self.document.lower[first:last]
        if not whole:
            return any(len(word) >= _SHORTEST and self.vectors.number(word) == 0 for word in lower)
        return (
            len(lower[-1]) > _SHORTEST
            and self.vectors.number(lower[-1]) == 0
            and self.lexicon.entry(" ".join(self.document.folded[first:last])) is None
        )


def _slavic(document: Document, index: int, taken: set[int], starts: dict[int, Match]) -> Unlisted | None:
    """Return the name behind a class word of settlements in Ukrainian or Russian, or before its oblast: у селі Кучерявка."""
    behind = index + 2 if document.lower[index + 1 : index + 2] in (["в"], ["у"], ["на"]) else index + 1
    holder = starts.get(behind)
    if (
        holder is not None
        and holder.entry.kind[0] in (ADMIN1, ADMIN2)
        and document.sentence_of[index] == document.sentence_of[behind]
        and hint_for(document, holder).kind in (ADMIN1, ADMIN2)
        and is_cyrillic(document.tokens.words[behind])
        and (behind == index + 1 or document.lower[index - 1] in _SLAVIC_BEFORE)
        and len(document.lower[index]) > _SHORTEST
    ):
        return Unlisted(index, index + 1, KINDS[SETTLEMENT], sure=False, holder=int(holder.entry.row[0]))
    if not index:
        return None
    before = index - 2 if document.tokens.words[index - 1] in (".", "«", "“", "„", '"') else index - 1
    last = index + 1
    if (
        before < 0
        or document.lower[before] not in _SLAVIC_HEADS
        or document.capitals[document.sentence_of[index]]
    ):
        return None
    while last < len(document.tokens) and document.shapes[last] == "Xx" and last not in taken:
        last += 1
    return Unlisted(index, last, KINDS[SETTLEMENT], sure=True) if last - index < MAX_WORDS else None


def _holder(document: Document, last: int, starts: dict[int, Match], *, classed: bool = False) -> int | None:
    """Return the country or division that a name is said to lie in: "Kampungu in Tete Province"; only with its class word."""
    lower = document.lower
    joint = lower[last : last + 1]
    if joint not in (["in"], [","]):
        return None
    end = last + 2 if joint == [","] and lower[last + 1 : last + 2] == ["in"] else last + 1
    while end not in starts and lower[end : end + 1] and lower[end] in _DIRECTIONS:
        end += 1
    match = starts.get(end)
    if match is None or document.sentence_of[match.first] != document.sentence_of[last]:
        return None
    closed = lower[match.last : match.last + 1] in ([","], ["."], [")"], [";"])
    if joint == [","] and lower[last + 1] != "in" and not (classed or closed):
        return None  # "Kampungu, Mozambique, was", but not "in Kampungu, Mozambique said"
    ends = lower[match.last - 1 : match.last + 1]
    if classed and _DIVISION_WORDS.isdisjoint(ends):
        return None
    kinds = (ADMIN1, ADMIN2) if classed else (COUNTRY, ADMIN1, ADMIN2, REGION)
    rows = match.entry.row[np.isin(match.entry.kind, kinds)]
    return int(rows[0]) if len(rows) and (classed or match.entry.kind[0] in kinds) else None


def _run_end(document: Document, first: int, taken: set[int]) -> int:
    """Return the end of a run of capitalised words; 0 where there is none, or it is too long or no place's name."""
    tokens, shapes = document.tokens, document.shapes
    last = first
    low, _ = document.bounds[document.sentence_of[first]]
    while (
        last < len(tokens)
        and document.sentence_of[last] == document.sentence_of[first]
        and shapes[last] == "Xx"
    ):
        article = last == first > low and document.lower[last] in _ARTICLES
        if last in taken or (document.lower[last] in _NO_PLACE and not article):
            return 0
        last += 1
    if last < len(tokens) and tokens.words[last] in ("'s", "’s"):
        return 0
    return (
        last
        if first < last <= first + MAX_WORDS and not document.capitals[document.sentence_of[first]]
        else 0
    )


_NO_PLACE = FUNCTION | MONTHS_DAYS | ORGANISATION | STREET | FIRST_NAMES


def mention_of(item: Unlisted, document: Document, lexicon: Lexicon, countries: set[str]) -> Mention | None:
    """Return the mention of an unlisted name: placed by a spelling rule, or without a point; None for neither."""
    within = None if item.holder is None else str(lexicon.describe(item.holder)["name"])
    if not (item.sure or within or item.near or item.listed or countries & SLAVIC):
        return None
    start, end = document.tokens.starts[item.first], document.tokens.ends[item.last - 1]
    surface = document.text[start:end]
    known = countries & SLAVIC and any(
        lexicon.gazetteer.match_folded(SKELETON_PREFIX + key) for key, _, _ in skeletons(surface)
    )
    candidates = [
        candidate
        for candidate in (resolve(surface, gazetteer=lexicon.gazetteer, limit=8) if known else ())
        if candidate.country in countries
        and candidate.kind == item.kind
        and (within is None or within in (candidate.admin1, candidate.country))
    ]
    if candidates and candidates[0].score >= _LEAST_SCORE:
        return _placed(start, end, surface, candidates, lexicon)
    return Mention(
        start=start,
        end=end,
        surface=surface,
        kind=item.kind,
        within=within,
        score=_UNPLACED_SCORE if item.sure or within else _UNSURE_SCORE,
        reason=f"not in the data; somewhere in {within}"
        if within
        else "named as a place, but the data do not list it",
    )


def _placed(
    start: int, end: int, surface: str, candidates: list[Candidate], lexicon: Lexicon
) -> Mention | None:
    """Return the mention with the place that a spelling rule leads to."""
    best = candidates[0]
    row = lexicon.row_of(best.geonameid)
    if row is None:
        return None
    return Mention(
        start=start,
        end=end,
        surface=surface,
        flags=("spelling",),
        score=round(_RULE_FACTOR * best.score, 4),
        reason=best.reason,
        candidates=tuple(candidates[:5]),
        **lexicon.describe(row),
    )
