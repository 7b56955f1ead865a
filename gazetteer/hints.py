"""What the words beside a name say about its kind: "Sumy region", "the city of Sumy", "the Kursk and Belgorod regions"."""

from dataclasses import dataclass

from gazetteer.document import Document
from gazetteer.entryfacts import facts_of
from gazetteer.lexicon import ADMIN1, ADMIN2, COUNTRY, SETTLEMENT, SITE, WATER, Entry
from gazetteer.matcher import Match
from gazetteer.wordlists import words

NO_HINT = -1

# class word -> kind; singular, plural and the words of Ukrainian and Russian in the forms that follow or precede names
_AFTER = {
    **dict.fromkeys(
        words(
            "region oblast province state governorate prefecture krai kray voivodeship republic regions oblasts provinces states "
            "governorates prefectures krais republics obl canton cantons emirate "
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
            "city town village settlement suburb cities towns villages hamlet borough neighborhood neighbourhood municipality"
        ),
        SETTLEMENT,
    ),
    **dict.fromkeys(words("river lake sea bay ocean gulf strait rivers reservoir"), WATER),
    **dict.fromkeys(words("airport square palace"), SITE),
}
_BEFORE_OF = {
    **dict.fromkeys(
        words(
            "city town village settlement suburb capital port cities towns villages outskirts streets mayor resort"
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
_GENERIC_LAST = words("oblast region krai kray raion rayon voblast voivodeship okrug область район край")


@dataclass(frozen=True, slots=True)
class Hint:
    """The kind that the text names (``NO_HINT`` where it names none), and the word that does."""

    kind: int
    word: str = ""


_NONE = Hint(NO_HINT)


def hint_for(document: Document, match: Match) -> Hint:
    """Return what the words beside a match say about its kind."""
    key = (match.first, match.last, match.entry)
    known: Hint | None = document.memo.get(key)
    if known is None:
        known = document.memo[key] = _hint(document, match)
    return known


def _hint(document: Document, match: Match) -> Hint:
    """Work out a hint."""
    lower = _Lower(document, match)
    after = lower.at(match.last)
    if after in ("’s", "'s", "itself"):
        return _NONE
    if after in _AFTER:
        follower = lower.at(match.last + 1)
        if not (after == "state" and follower in ("department", "university", "police", "secretary")):
            return Hint(_refined(after, match.entry), after)
    if head := _list_head(document, match, lower):
        return Hint(_AFTER[head], head)
    return _hint_before(lower, match)


def _hint_before(lower: "_Lower", match: Match) -> Hint:
    """Return what the words before a match say about its kind: "the city of", "г.", "village"."""
    before, second = lower.at(match.first - 1), lower.at(match.first - 2)
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


class _Lower:
    """Words in lower case around a match, empty beyond its sentence."""

    def __init__(self, document: Document, match: Match) -> None:
        self.lower = document.lower
        self.low, self.high = document.bounds[document.sentence_of[match.first]]

    def at(self, index: int) -> str:
        return self.lower[index] if self.low <= index < self.high else ""


def _list_head(document: Document, match: Match, lower: _Lower) -> str:
    """Return the plural class word that ends a list this name stands in: "A, B and C regions"."""
    index, joined = match.last, False
    limit = min(len(document.tokens), match.last + 24)
    while index < limit:
        word = lower.at(index)
        if word in _PLURAL_HEADS and word in _AFTER:
            return word if joined else ""
        if word in (",", "and", "or", "&", "і", "й", "та", "и", "або", "или", "both"):
            joined = True
        elif not (document.shapes[index][0] == "X" or word in ("-", "the")):
            return ""
        index += 1
    return ""
