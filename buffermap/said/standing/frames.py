"""What the frame around a zone's words says before any verb does: a question, "no zone", "in the zone", "without it"."""

from buffermap.said.grammar.operators import Word
from buffermap.said.grammar.structure import Parsed
from buffermap.said.values import Standing

_ASKING = frozenset({"what", "how", "who", "whose"})
_TURNING = ("turn", "transform", "convert", "chang", "mak", "made")
_BEFORE = 9  # words before a zone's among which a preposition makes it a place
# Endings of the case that a place stands in, and of the adjectives between it and its preposition.
_LOCATIVE = (
    "зоне",
    "зоні",
    "зонах",
    "полосе",
    "смузі",
    "полосах",
    "смугах",
    "поясе",
    "поясі",
    "коридоре",
    "коридорі",
)
_ADJECTIVES = ("ой", "ей", "ом", "ем", "ых", "их", "ій", "ої", "ого", "его", "ому", "ым", "им")
_OPENING = frozenset('«"“„')
_SMALL = frozenset({"так", "самой", "самій"})


def of_sentence(parsed: Parsed, number: int) -> Standing | None:
    """Return the standing that a question gives, or that a zone is missed: "without a zone there will be no peace"."""
    if any(word.token.text == "?" for word in parsed.words[-2:]):
        first = next((word for word in parsed.words if word.token.text[0].isalnum()), None)
        if first and first.little & {"be", "will", "may", "would", "do", "have"}:
            return "possible"
        if first and first.token.lower in _ASKING and any("would" in word.little for word in parsed.words):
            return "hypothetical"
    without = any("without" in word.little for word in parsed.words[max(0, number - 3) : number])
    return "demanded" if without and _denies(parsed) else None


def _denies(parsed: Parsed) -> bool:
    return any(op.negated or op.role == "deny" for op in parsed.operators) or any(
        word.little & {"none"} or "not" in word.little
        for word in parsed.words
        if word.token.lower not in {"без", "without"}
    )


def is_denied(parsed: Parsed, number: int) -> bool:
    """Whether "no" stands at the zone's words."""
    for word in reversed(parsed.words[max(0, number - 4) : number]):
        if "none" in word.little:
            return True
        if not word.token.text[0].isalnum() or word.little & {"in", "and", "det"} or _is_verb(word):
            return False
    return False


def is_place(parsed: Parsed, number: int) -> bool:
    """Whether the zone's words are where something is, and so a zone that there is: "troops in the zone"."""
    return _is_place_english(parsed, number) if parsed.code == "en" else _is_place_slavic(parsed, number)


def is_scene(parsed: Parsed, number: int) -> bool:
    """Whether the zone is only where something else ends or is denied: "to stop cars in an 8 km belt".

    A preposition of place stands before its words, and what ends stands between that and its verb.
    """
    placed = False
    for at in range(number - 1, max(-1, number - 1 - _BEFORE), -1):
        word = parsed.words[at]
        if placed:
            governs = any(op.first <= at <= op.last for op in parsed.operators)
            return word.token.text[0].isalnum() and not (word.little or governs)
        if word.little & {"locative", "within"} or word.token.lower == "into":
            placed = True
        elif not word.token.text[0].isalnum() or _is_verb(word):
            return False
    return False


def _is_place_english(parsed: Parsed, number: int) -> bool:
    the = parsed.words[number].token.text.isupper()  # "the DMZ" is known by its name
    for at in range(number - 1, max(-1, number - 1 - _BEFORE), -1):
        word, lower = parsed.words[at], parsed.words[at].token.lower
        if lower == "-":
            continue
        if the and lower == "of" and at and "people" in parsed.words[at - 1].little:
            return True
        if "known" in word.little:
            the = True
        elif lower == "into":
            return the and not any(one.token.lower.startswith(_TURNING) for one in parsed.words)
        elif "locative" in word.little:
            return the
        elif (
            ("det" in word.little and not the)
            or not word.token.text[0].isalnum()
            or _is_verb(word)
            or _is_noun(word)
        ):
            return False
    return False


def _is_place_slavic(parsed: Parsed, number: int) -> bool:
    located = any(word.token.lower.endswith(_LOCATIVE) for word in parsed.words[number : number + 4])
    for at in range(number - 1, max(-1, number - 1 - _BEFORE), -1):
        word, lower = parsed.words[at], parsed.words[at].token.lower
        if word.little & {"locative", "out"}:
            asked = next((op for op in parsed.operators if op.last == at - 1), None)
            if asked is not None and {"demand", "plan", "possible", "propose"} & set(asked.roles):
                return False  # «нуждается в зоне»
            return "out" in word.little or (located and lower != "на")
        if "within" in word.little:
            located = True
        elif (lower not in _SMALL | _OPENING and not lower.endswith(_ADJECTIVES)) or _is_noun(word):
            return False
    return False


def _is_verb(word: Word) -> bool:
    return any(sense.part == "verb" for sense in word.senses)


def _is_noun(word: Word) -> bool:
    return any(sense.part == "noun" for sense in word.senses)
