"""The places that one sentence names, in groups, with the words that tie them to the sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from buffermap.statements.values import NamedPlace
from gazetteer.mention import Mention

_TYPE_WORD = (
    r"(?:regions?|oblasts?|districts?|provinces?|states?|raions?|counties|county|governorates?|department|prefectures?|municipalit(?:y|ies)|area"
    r"|област\w+|обл\.|район\w*|кра[йяею]\w*|провинци\w+|провінці\w+|округ\w*|уезд\w*|воеводств\w*|воєводств\w*)"
)
_BETWEEN_NAMES = re.compile(
    rf"\s*{_TYPE_WORD}?\s*(?:,|and|or|&|to|та|і|и|й|або|или|/)?\s*(?:and|та|і|и)?\s*(?:the\s+)?|\s?[-–—‑]\s?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s?[-–—‑]\s?")
_AND = re.compile(r"(?:,|\band\b|\bor\b|&|(?<!\w)(?:та|і|и|й|або|или)(?!\w)|^\s*$|/)", re.IGNORECASE)
_AFTER_TYPE = re.compile(rf"\s+{_TYPE_WORD}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Names that stand together: "the Kursk, Bryansk and Belgorod regions", "Russia-Ukraine", "Ukrainian"."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    dashed: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of the places in the group."""
        return frozenset(mention.kind for mention in self.mentions)

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the group's places, each once, in the order of the text."""
        return tuple(dict.fromkeys(mention.country for mention in self.mentions if mention.country))


def groups(text: str, mentions: Iterable[Mention]) -> list[Group]:
    """Return the groups of names in a sentence; offsets are those of the mentions."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    found: list[list[Mention]] = [ordered[:1]] if ordered else []
    for left, right in pairwise(ordered):
        between = text[left.end : right.start]
        if _joins(between) and _alike(left, right, between):
            found[-1].append(right)
        else:
            found.append([right])
    return [_group(text, members) for members in found]


def as_place(mention: Mention) -> NamedPlace:
    """Return the part of a mention that statements keep."""
    return NamedPlace(
        surface=mention.surface,
        name=mention.name or mention.surface,
        kind=mention.kind,
        country=mention.country,
        geonameid=mention.geonameid,
        admin1_code=mention.admin1_code,
        lat=mention.lat,
        lon=mention.lon,
    )


def _joins(between: str) -> bool:
    if _DASHED.fullmatch(between):
        return True
    return (
        _BETWEEN_NAMES.fullmatch(between) is not None
        and _AND.search(between) is not None
        and " to" not in between
    )


def _alike(left: Mention, right: Mention, between: str) -> bool:
    """Whether two names can share a head: countries with countries, divisions with divisions."""
    if _DASHED.fullmatch(between):
        return left.kind == right.kind
    local = {"admin1", "admin2", "settlement", "region"}
    return left.kind == right.kind or (left.kind in local and right.kind in local)


def _group(text: str, members: list[Mention]) -> Group:
    end = members[-1].end
    kind_word = _AFTER_TYPE.match(text, end)
    dashed = any(_DASHED.fullmatch(text[a.end : b.start]) for a, b in pairwise(members))
    return Group(
        start=members[0].start,
        end=kind_word.end() if kind_word else end,
        mentions=tuple(members),
        dashed=dashed,
    )
