"""Who says it: an office, body or person beside a verb of saying, or whose will the sentence states."""

import re
from collections.abc import Sequence

from buffermap.said.plain.tongue import Tongue
from gazetteer.mention import Mention

_LONGEST = 60  # characters of a speaker's words
_OWNING = 8  # characters between an office and whose it is
_NEAR = 70  # characters between a speaker and the verb
_WILLS = frozenset(("demanded", "proposed", "possible", "planned"))
_STOP = re.compile(r"[,.;:!?«»„“”\"()]|\s[-–—]\s")


def speaker_in(sentence: str, tongue: Tongue, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the span of the words for who says a sentence; None where nobody is named."""
    return (
        _according_to(sentence, tongue) or _saying(sentence, tongue, mentions) or _willing(sentence, tongue)
    )


def _according_to(sentence: str, tongue: Tongue) -> tuple[int, int] | None:
    """Return whose words or view it is: "according to the ministry"."""
    found = tongue.find("according_to", sentence)
    if found is None:
        return None
    start = found.end() + len(sentence[found.end() :]) - len(sentence[found.end() :].lstrip())
    stop = _STOP.search(sentence, start)
    end = min(stop.start() if stop else len(sentence), start + _LONGEST)
    words = sentence[start:end].split()
    end = start + len(" ".join(words[:5]))
    return (start, end) if words else None


def _saying(sentence: str, tongue: Tongue, mentions: Sequence[Mention]) -> tuple[int, int] | None:
    """Return the office or body beside a verb of saying, the nearest one; else the name that stands directly before it."""
    verbs = list(tongue.lists["say"].finditer(sentence))
    roles = list(tongue.lists["roles"].finditer(sentence))
    best = min(
        ((_apart(sentence, role, verb), role) for verb in verbs for role in roles),
        key=lambda item: item[0],
        default=None,
    )
    if best is not None and best[0] <= _NEAR:
        return _whole(sentence, _head(sentence, best[1], roles))
    for verb in verbs:
        for mention in mentions:
            if 0 <= verb.start() - mention.end <= 2:
                return mention.start, mention.end
    return None


def _willing(sentence: str, tongue: Tongue) -> tuple[int, int] | None:
    """Return the office or body with which a sentence of a will begins: "The opposition demands"."""
    role = tongue.find("roles", sentence, 0, 25)
    will = min(
        (found for kind, words in tongue.standing if kind in _WILLS and (found := words.search(sentence))),
        key=re.Match.start,
        default=None,
    )
    if role is None or will is None or role.start() > will.start():
        return None
    return _whole(sentence, role)


def _apart(sentence: str, role: re.Match[str], verb: re.Match[str]) -> int:
    """Return the distance of two words; a sign between them makes it longer."""
    low, high = (role.end(), verb.start()) if role.end() <= verb.start() else (verb.end(), role.start())
    between = sentence[low:high]
    return max(0, len(between)) + 25 * len(_STOP.findall(between))


def _head(sentence: str, role: re.Match[str], roles: Sequence[re.Match[str]]) -> re.Match[str]:
    """Return the first of offices that stand one behind the other: the spokesman of the government."""
    for other in reversed(roles):
        between = sentence[other.end() : role.start()]
        if 0 < len(between) <= _OWNING and not _STOP.search(between):
            role = other
    return role


def _whole(sentence: str, role: re.Match[str]) -> tuple[int, int]:
    """Return the words of a speaker: the office and the name or owner behind it."""
    more = re.compile(r"(?:\s+(?:de la|del|de|du|des|der|des|d'|l')?\s?[A-ZÀ-ŽŁŚŻŹĆ][\w'’-]+){1,3}").match(
        sentence, role.end()
    )
    return role.start(), more.end() if more else role.end()
