"""Sentences as spans of the untouched text.

Offsets are the only thing returned: ``text[start:end]`` is the sentence, with no blank at either end. Every
character of the text that is not blank lies in exactly one sentence.
"""

import re
from functools import lru_cache
from itertools import pairwise

from gazetteer.text.wordlists import words

# where a sentence may end: closing punctuation with what follows it, or a line break
_END = re.compile(
    r"""(?P<stop>[.!?…。]+)(?P<close>[)\]"'”’»›“]*)(?=\s|$)|\n(?=(?P<indent>[^\S\n]*)(?P<blank>\n?))"""
)
_WORD_BACKWARDS = re.compile(r"[^\s(\[\"'“„«‘]+")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
_OPENING = "([\"'“„«‘-–—"
# words after which a full stop hardly ever ends a sentence: a name, a number or a date follows
_TITLES = words(
    "mr mrs ms mx dr prof rev hon gov sen rep gen lt col sgt capt cpl maj adm cmdr pres amb supt det insp fr sr st "
    "mt ft vs no nos vol fig art sec approx ca cf e.g i.e eg ie al messrs mme mlle "
    "м г гг р с п пос обл ул пр им т.е т.д т.п т.н д пгт смт див напр просп вул обл р-н о ст ген полк"
)
# words after which a full stop ends a sentence only where the next word is one that opens sentences
_MAYBE = words(
    "u.s u.k u.n u.a.e d.c e.u u.s.a u.s.s.r b.c n.y n.c n.j n.m s.c n.d s.d w.va r.i n.h l.a p.e.i a.m p.m jr "
    "inc ltd corp co bros dept univ assn ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass "
    "mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask man ave blvd "
    "rd jan feb mar apr jun jul aug sept sep oct nov dec etc esq ph.d m.d b.a m.a тыс млн млрд руб грн"
)
_OPENERS = words(
    "the a an in on at it he she they we i this that these those but and there as if when while after before "
    "since his her its their our you your for from with by to what who why how where not no one some many most "
    "all both each another other however meanwhile also still yet so then now according despite during under "
    "over about only even just two three"
)
_HARD_WRAP_WIDTH = range(50, 135)


def split(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Split a text into sentences.

    Parameters
    ----------
    text
        Any text; it is not changed.
    start
        Where the prose begins (after front matter); nothing before it is returned.

    Returns
    -------
    Spans ``(start, end)`` in code points, ascending and not overlapping.
    """
    wrapped = _is_hard_wrapped(text, start)
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start):
        end = match.end()
        if end <= begin:
            continue
        if match["stop"] is None:
            ends = bool(match["blank"]) or not wrapped or not _runs_on(text, begin, match.start(), end)
            ends = ends and not _continues_lower(text, begin, match.start(), end, bool(match["blank"]))
        else:
            ends = _stop_ends(text, begin, match)
        if ends:
            _append(spans, text, begin, end)
            begin = end
    _append(spans, text, begin, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Append the span without the blanks at its ends, if anything is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _is_hard_wrapped(text: str, start: int) -> bool:
    """Whether line breaks fall inside sentences, as in mail and in text copied from a page."""
    lines = [line.strip() for line in text[start : start + 20_000].split("\n")]
    followed = [line for line, after in pairwise(lines) if line and after]
    if len(followed) < 3:
        return False
    broken = [line for line in followed if len(line) in _HARD_WRAP_WIDTH and line[-1] not in '.!?…:"”’»)']
    return len(broken) > 0.5 * len(followed)


def _runs_on(text: str, begin: int, line_end: int, next_start: int) -> bool:
    """Whether a hard-wrapped line goes on in the next one."""
    line = text[max(begin, text.rfind("\n", 0, line_end) + 1) : line_end].strip()
    del next_start
    return len(line) in _HARD_WRAP_WIDTH and line[-1] not in ".!?…"


def _continues_lower(text: str, begin: int, line_end: int, next_start: int, blank: bool) -> bool:  # noqa: FBT001 - private, named at its one call
    """Whether the next line begins in lower case: then the break is layout, unless a blank line follows."""
    if blank or line_end <= begin or text[line_end - 1] in ".!?…:":
        return False
    following = text[next_start : next_start + 40].lstrip(" \t\xa0")
    return bool(following) and following[0].islower()


def _stop_ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether closing punctuation ends the sentence here."""
    following = _following(text, match.end())
    if not following:
        return True
    if following[0].islower() and match["stop"] in (".", "…", "..."):
        return False
    if match["stop"] != ".":
        return not (match["close"] and following[0].islower())
    before = _word_before(text[max(begin, match.start() - 24) : match.start()])
    return not before or match["close"] != "" or _word_ends(before, following)


def _word_before(text: str) -> str:
    """Return the word that a text ends with (or the one before a line break), opening marks dropped."""
    text = text.removesuffix("\n")
    found = _WORD_BACKWARDS.match(text[::-1])  # backwards, there is one place to look at
    return text[-found.end() :] if found else ""


def _following(text: str, end: int) -> str:
    """Return the first word after the stop, opening marks dropped; empty at the end or before an empty line."""
    after = text[end : end + 60]
    lead = after[: len(after) - len(after.lstrip())]
    if lead.count("\n") > 1:
        return ""
    words = after.split(None, 1)
    return words[0].lstrip(_OPENING) or words[0] if words else ""


@lru_cache(maxsize=4096)
def _word_ends(word: str, following: str) -> bool:
    """Whether a full stop after ``word`` ends the sentence when ``following`` comes next."""
    bare = word.lower()
    opener = following.rstrip(",.;:").lower() in _OPENERS and following[0].isupper()
    if bare in _TITLES:
        # "No." before a capital is an answer; "no. 5" a number
        return bare in ("no", "г", "с", "о") and word[0].isupper() and not following[0].isdigit()
    if bare in _MAYBE:
        return opener
    if _INITIALS.match(word):
        # "J. Smith", "А. Петренко": an initial; a lone Latin "I" is a word
        return opener if word != "I" else True
    return True
