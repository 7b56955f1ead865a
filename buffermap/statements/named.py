"""The places that one sentence names, in groups, with the words that tie them to the sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from buffermap.statements import lexicon
from buffermap.statements.patterns import Pattern, has_cyrillic
from buffermap.statements.values import NamedPlace
from gazetteer.mention import Mention
from gazetteer.place import Kind

_TYPE_WORD = (
    r"(?:regions?|oblasts?|districts?|provinces?|states?|raions?|counties|county|governorates?|department|prefectures?|municipalit(?:y|ies)|area"
    r"|област\w+|обл\.|район\w*|кра[йяею]\w*|провинци\w+|провінці\w+|округ\w*|уезд\w*|воеводств\w*|воєводств\w*)"
)
_BETWEEN_NAMES = Pattern(
    rf"\s*{_TYPE_WORD}?\s*(?:,|and|or|&|to|та|і|и|й|або|или|/)?\s*(?:and|та|і|и)?\s*(?:the\s+)?|\s?[-–—‑]\s?",
    re.IGNORECASE,
)
_DASHED = Pattern(r"\s?[-–—‑]\s?")
_AND = Pattern(r"(?:,|\band\b|\bor\b|&|(?<!\w)(?:та|і|и|й|або|или)(?!\w)|^\s*$|/)", re.IGNORECASE)
_AFTER_TYPE = Pattern(rf"\s+{_TYPE_WORD}(?!\w)", re.IGNORECASE)


_CYRILLIC_WORD = Pattern(r"[А-Яа-яІіЇїЄєҐґЁё'’ʼ]{4,}")
_ADJECTIVE = Pattern(
    r"(?:с?к|ськ|цьк)(?:о|ий|ая|ое|ие|ого|ой|ою|ую|ом|ому|им|ими|их|а|е|і|ої|ій|у)$", re.IGNORECASE
)
_ENDING = Pattern(
    r"(?:[а-яіїє]{0,4}?(?:с?к|ськ|цк|цьк)(?:о|ий|ая|ое|ие|ого|ой|ою|ую|ом|ому|им|ими|их|а|е|і|ої|ій|у)|(?:[сс]?[иія])?(?:а|я|ы|и|і|ї|е|є|у|ю|ой|ою|ей|ею|єю|ом|ем|ь|ия|ии|ию|ией|ія|ії|ію|ією|ью|ею|ины|ину|ині|ина|ини)?)",
    re.IGNORECASE,
)
_EN_NAME = r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
_SL_NAME = r"([А-ЯІЇЄҐ][\w'’ʼ-]+(?:\s[А-ЯІЇЄҐ][\w'’ʼ-]+){0,2})"
_LOOSE: tuple[tuple[Kind, Pattern], ...] = (
    (
        "water",
        Pattern(
            rf"\b(?:the\s+)?{_EN_NAME}\s+[Rr]iver\b|\b[Rr]iver\s+{_EN_NAME}|\bbanks? of the\s+{_EN_NAME}"
        ),
    ),
    (
        "water",
        Pattern(
            rf"\b(?:along|north of|south of|east of|west of|across)\s+the\s+{_EN_NAME}(?=[,.;]|\s+(?:and|in|to|from|was|is|will)\b|$)"
        ),
    ),
    ("water", Pattern(rf"(?<!\w)(?:рек(?:и|е|у|ой|а)|річк(?:и|ою|у|а)|річці|ріки|ріку)\s+{_SL_NAME}")),
    (
        "settlement",
        Pattern(
            rf"\b(?:around|near|outside|surrounding|beside)\s+(?:the\s+(?:city|town|village|port) of\s+)?{_EN_NAME}"
        ),
    ),
    ("settlement", Pattern(rf"\b(?:between|from)\s+{_EN_NAME}\s+(?:and|to)\s+{_EN_NAME}")),
    (
        "settlement",
        Pattern(
            rf"(?<!\w)(?:вокруг|возле|около|под|близ|навколо|довкола|біля|поблизу|під)\s+(?:(?:город|міст|сел|посел)\w*\s+)?{_SL_NAME}"
        ),
    ),
    ("settlement", Pattern(rf"(?<!\w)(?:между|між|от|від)\s+{_SL_NAME}\s+(?:и|та|і|до)\s+{_SL_NAME}")),
)
_NO_PLACE = Pattern(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|The|This|That|Its|Their|NATO|EU|UN|Line of|I\b|He\b|She\b|They\b|Mr|Mrs|Ms|President|Prime|General|Minister"
)


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


def loose_names(text: str, taken: Iterable[Mention]) -> list[Mention]:
    """Return names that stand where a zone's place stands but that the gazetteer does not know.

    They keep the words of the text and have no id, point or country.
    """
    spans = [(mention.start, mention.end) for mention in taken]
    found: list[Mention] = []
    for label, pattern in _LOOSE:
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                start, end = match.span(group)
                free = start >= 0 and not any(a < end and start < b for a, b in spans)
                if free and not _NO_PLACE.match(match[group]):
                    spans.append((start, end))
                    found.append(
                        Mention(
                            start=start,
                            end=end,
                            surface=match[group],
                            name=match[group],
                            kind=label,
                            flags=("loose",),
                        )
                    )
    return found


def loose_countries(text: str, taken: Iterable[Mention]) -> list[Mention]:
    """Return countries named by Ukrainian or Russian words that no mention covers, adjectives above all.

    "Російсько-українського" gives two, joined by its hyphen.
    """
    if not has_cyrillic(text):
        return []
    spans = [(mention.start, mention.end) for mention in taken]
    found = []
    for word in _CYRILLIC_WORD.finditer(text):
        start, end = word.span()
        if any(a < end and start < b for a, b in spans):
            continue
        code = _country_of(word[0])
        if code is not None:
            adjective = word[0][0].islower() or _ADJECTIVE.search(word[0]) is not None
            found.append(
                Mention(
                    start=start, end=end, surface=word[0], name=word[0], kind="country", country=code,
                    usage="associative" if adjective else "literal", subtype="adjective" if adjective else None,
                    flags=("loose",),
                )
            )  # fmt: skip
    return found


def _country_of(word: str) -> str | None:
    """Return the country whose stem a word has, if the rest of it is an ending of a name or an adjective."""
    for cue in lexicon.table("countries"):
        stem = cue.pattern.match(word)
        if stem and _ENDING.fullmatch(word, stem.end()):
            return cue.label
    return None


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
