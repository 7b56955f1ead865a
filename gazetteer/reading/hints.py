"""What the words beside a name say about its kind: "Sumy region", "the city of Sumy", "the Kursk and Belgorod regions"."""

from dataclasses import dataclass

from gazetteer.entries.entryfacts import facts_of
from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, SITE, WATER, Entry
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match
from gazetteer.text.wordlists import words

NO_HINT = -1

# class word -> kind; singular, plural and the words of Ukrainian and Russian in the forms that follow or precede names
_AFTER = {
    **dict.fromkeys(
        words(
            "region oblast province state governorate prefecture krai kray voivodeship republic regions oblasts provinces states "
            "governorates prefectures krais republics obl canton cantons emirate gov governor regional provincial "
            "область області областю областей областях областям областями обл "
            "областью области областям край краю края краем республика республики республике республику республіка республіки республіці"
        ),
        ADMIN1,
    ),
    **dict.fromkeys(
        words(
            "county district raion rayon counties districts raions rayons parish municipality okrug "
            "район району районі районом районе района районы районів районах районов"
        ),
        ADMIN2,
    ),
    **dict.fromkeys(
        words(
            "city town village settlement suburb cities towns villages hamlet borough neighborhood neighbourhood municipality "
            "mayor"
        ),
        SETTLEMENT,
    ),
    **dict.fromkeys(words("river lake sea bay ocean gulf strait rivers reservoir"), WATER),
    **dict.fromkeys(words("airport square palace"), SITE),
}
_BEFORE_OF = {
    **dict.fromkeys(
        words(
            "city town village settlement suburb port cities towns villages outskirts streets mayor resort"
        ),
        SETTLEMENT,
    ),
    **dict.fromkeys(
        words("state province region governorate oblast prefecture republic states provinces regions"), ADMIN1
    ),
    **dict.fromkeys(words("county district municipality counties districts"), ADMIN2),
    **dict.fromkeys(words("country nation countries nations kingdom"), COUNTRY),
}
_BEFORE = {
    **dict.fromkeys(
        words(
            "city town village capital mayor "
            "місто міста місті містом містах село села селі селом селище селища селищі смт м с г "
            "город города городе городом городу село селе посёлок поселок поселка посёлка поселке посёлке деревня деревне деревни пгт"
        ),
        SETTLEMENT,
    ),
    **dict.fromkeys(
        words(
            "river lake mount річка річки річці річку річкою река реки реке реку рекой рекою озеро озера озері озере озером "
            "море моря морі морем ріка ріки ріці рікою затока затоці залив заливе залива"
        ),
        WATER,
    ),
}
_PLURAL_HEADS = words(
    "regions oblasts provinces states counties districts raions rayons republics cities towns villages governorates "
    "prefectures областей областях областям областями області області районов районах районів області"
)
_ITSELF = frozenset(("’s", "'s", "itself"))
_JOINING = frozenset((",", "and", "or", "&", "і", "й", "та", "и", "або", "или", "both"))
_LONGEST_LIST = 24
_GENERIC_LAST = words("oblast region krai kray raion rayon voblast voivodeship okrug область район край")


@dataclass(frozen=True, slots=True)
class Hint:
    """The kind that the text names (``NO_HINT`` where it names none), and the word that does."""

    kind: int
    word: str = ""


_NONE = Hint(NO_HINT)


def hint_for(document: Document, match: Match) -> Hint:
    """Return what the words beside a match say about its kind."""
    known: Hint | None = document.memo.get(match)
    if known is None:
        known = document.memo[match] = _hint(document, match)
    return known


def _hint(document: Document, match: Match) -> Hint:
    """Work out a hint."""
    lower, last = document.lower, match.last
    low, high = document.bounds[document.sentence_of[match.first]]
    after = lower[last] if last < high else ""
    if after in _ITSELF:
        return _NONE
    if after in _AFTER:
        follower = lower[last + 1] if last + 1 < high else ""
        if not (after == "state" and follower in ("department", "university", "police", "secretary")):
            return Hint(_refined(after, match.entry), after)
    if head := _list_head(document, last, high):
        return Hint(_AFTER[head], head)
    return _hint_before(lower[max(low, match.first - 2) : match.first])


def _hint_before(words_before: list[str]) -> Hint:
    """Return what the words before a name say about its kind: "the city of", "г.", "village"."""
    second, before = ["", "", *words_before][-2:]
    if before == "of" and second in _BEFORE_OF:
        return Hint(_BEFORE_OF[second], second)
    if before == "." and second in _BEFORE and len(second) <= 3:
        return Hint(_BEFORE[second], second)
    if before in _BEFORE:
        return Hint(_BEFORE[before], before)
    return _NONE


def _refined(word: str, entry: Entry) -> int:
    """Return the kind for a class word; some words mean different levels in different countries."""
    kind = _AFTER[word]
    kinds = facts_of(entry).kinds
    if kind == ADMIN2 and ADMIN2 not in kinds and ADMIN1 in kinds:
        return ADMIN1
    if kind == ADMIN1 and ADMIN1 not in kinds and ADMIN2 in kinds:
        return ADMIN2
    return kind


def bare_last(document: Document, match: Match) -> int:
    """Return where the bare name ends: before "Oblast" in "Kursk Oblast", which the kind says already."""
    last = match.last
    if last - match.first >= 2 and document.folded[last - 1] in _GENERIC_LAST:
        return last - 1
    return last


def _list_head(document: Document, index: int, high: int) -> str:
    """Return the plural class word that ends a list which goes on at a token: "A, B and C regions"."""
    lower, shapes, joined = document.lower, document.shapes, False
    for at in range(index, min(high, index + _LONGEST_LIST)):
        word = lower[at]
        if word in _PLURAL_HEADS and word in _AFTER:
            return word if joined else ""
        if word in _JOINING:
            joined = True
        elif not (shapes[at][0] == "X" or word in ("-", "the")):
            return ""
    return ""
