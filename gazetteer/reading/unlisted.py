"""Names that the data do not list, in places where only the name of a place can stand.

"the village of Kampungu", "shelling near Novaya Kakhovka": a spelling rule may lead to a name that is listed; where
none does, the mention is kept without a point.
"""

from dataclasses import dataclass

from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, Entry, Lexicon
from gazetteer.files.shard import SKELETON_PREFIX
from gazetteer.languages import words_of
from gazetteer.mention import Candidate, Mention
from gazetteer.models.wordvectors import WordVectors
from gazetteer.names.lookup import resolve
from gazetteer.names.spelling import SLAVIC, skeletons
from gazetteer.place import KINDS, Kind
from gazetteer.reading.cues import FIRST_NAMES, FUNCTION, MONTHS_DAYS, ORGANISATION, PERSON_VERB, SAY, STREET
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.reading.recognise import Found
from gazetteer.text.wordlists import words

MAX_WORDS = 3
_NEAR = words("in near outside towards toward around into across from inside")
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
_SLAVIC_HEADS = words_of("settlements", "uk", "ru")
_RULE_FACTOR = 0.7
_LEAST_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A run of capitalised words, from token ``first`` up to ``last``; ``sure`` where a class word says what it is.

    ``holder`` is the country or division that it is said to lie in.
    """

    first: int
    last: int
    kind: Kind
    sure: bool
    holder: Entry | None = None


def unlisted(
    document: Document, found: list[Found], lexicon: Lexicon, vectors: WordVectors
) -> list[Unlisted]:
    """Return names behind a preposition or class word of place, or before the division that holds them, that no entry covers."""
    taken = {index for item in found for index in range(item.match.first, item.match.last)}
    starts = {item.match.first: item.match for item in found}
    result: list[Unlisted] = []
    tokens, shapes, sentence_of = document.tokens, document.shapes, document.sentence_of
    for index in range(1, len(tokens)):
        if shapes[index] != "Xx" or index in taken or sentence_of[index] != sentence_of[index - 1]:
            continue
        before = tokens.words[index - 1].lower()
        if is_cyrillic(tokens.words[index]):
            item = _slavic(document, index, taken)
            result += [item] if item is not None else []
            continue
        head = tokens.words[index - 2].lower() if before == "of" and index > 1 else before
        if before not in _NEAR and head not in _HEADS:
            if shapes[index - 1] == "x" and before not in PERSON_VERB | SAY:
                result += _held(document, index, taken, starts, lexicon=lexicon, vectors=vectors)
            continue
        last = _run_end(document, index, taken)
        if last and _is_strange(document, index, last, lexicon, vectors):
            kind, holder = _HEADS.get(head, KINDS[SETTLEMENT]), _holder(document, last, starts)
            result.append(Unlisted(index, last, kind, head in _HEADS, holder))
        else:
            result += _held(document, index, taken, starts, lexicon=lexicon, vectors=vectors)
    return result


def _held(
    document: Document,
    index: int,
    taken: set[int],
    starts: dict[int, Match],
    *,
    lexicon: Lexicon,
    vectors: WordVectors,
) -> list[Unlisted]:
    """Return the name that stands before a division with its class word: "fled Kampungu in Tete Province"."""
    last = _run_end(document, index, taken)
    if not last or vectors.number(document.lower[last - 1]) or len(document.lower[last - 1]) < _SHORTEST:
        return []
    behind = last + 1 if document.lower[last : last + 1] in (["village"], ["town"]) else last
    holder = _holder(document, behind, starts, classed=True)
    known = lexicon.entry(" ".join(document.folded[index:last]))
    if holder is None or (known is not None and (known.admin1 == holder.row[0]).any()):
        return []
    return [Unlisted(index, last, KINDS[SETTLEMENT], sure=False, holder=holder)]


def _slavic(document: Document, index: int, taken: set[int]) -> Unlisted | None:
    """Return the name behind a class word of settlements in Ukrainian or Russian: у селі Кучерявка."""
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


def _holder(
    document: Document, last: int, starts: dict[int, Match], *, classed: bool = False
) -> Entry | None:
    """Return the country or division that a name is said to lie in: "Kampungu in Tete Province"; only with its class word."""
    end = last + 2 if document.lower[last + 1 : last + 2] == ["the"] else last + 1
    match = starts.get(end)
    if match is None or document.lower[last] not in ("in", "," if classed else "in"):
        return None
    ends = document.lower[match.last - 1 : match.last + 1]
    if classed and _DIVISION_WORDS.isdisjoint(ends):
        return None
    return match.entry if match.entry.kind[0] in (COUNTRY, ADMIN1, ADMIN2) else None


def _run_end(document: Document, first: int, taken: set[int]) -> int:
    """Return the end of a run of capitalised words; 0 where it is too long to be a place, or no place's name."""
    tokens, shapes = document.tokens, document.shapes
    last = first
    while (
        last < len(tokens)
        and document.sentence_of[last] == document.sentence_of[first]
        and shapes[last] == "Xx"
    ):
        if last in taken or tokens.words[last].lower() in _NO_PLACE:
            return 0
        last += 1
    if last < len(tokens) and tokens.words[last] in ("'s", "’s"):
        return 0
    return last if last - first <= MAX_WORDS and not document.capitals[document.sentence_of[first]] else 0


_NO_PLACE = FUNCTION | MONTHS_DAYS | ORGANISATION | STREET | FIRST_NAMES


def _is_strange(document: Document, first: int, last: int, lexicon: Lexicon, vectors: WordVectors) -> bool:
    """Whether the last word is neither a common word of English nor listed, and long enough to be told from others."""
    word = document.tokens.words[last - 1]
    key = " ".join(document.folded[first:last])
    return (
        len(word) >= 5
        and not is_cyrillic(word)
        and vectors.number(word.lower()) == 0
        and lexicon.entry(key) is None
    )


def mention_of(item: Unlisted, document: Document, lexicon: Lexicon, countries: set[str]) -> Mention | None:
    """Return the mention of an unlisted name: placed by a spelling rule, or without a point; None for neither."""
    within = None if item.holder is None else str(lexicon.describe(int(item.holder.row[0]))["name"])
    if not item.sure and not within and not countries & SLAVIC:
        return None
    start, end = document.tokens.starts[item.first], document.tokens.ends[item.last - 1]
    surface = document.text[start:end]
    known = countries & SLAVIC and any(
        lexicon.gazetteer.match_folded(SKELETON_PREFIX + key) for key, _, _ in skeletons(surface)
    )
    candidates = [
        candidate
        for candidate in (resolve(surface, gazetteer=lexicon.gazetteer, limit=8) if known else ())
        if candidate.country in countries and candidate.kind == item.kind
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
