"""The places that one sentence names, in groups, with the words that tie them to the sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern, has_cyrillic
from buffermap.said.values import NamedPlace
from gazetteer.mention import Mention
from gazetteer.names.romanise import romanise
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
_AND = Pattern(r"(?:,|\band\b|\bor\b|&|(?<!\w)(?:та|і|и|й|або|или)(?!\w)|/)", re.IGNORECASE)
_OPENING = Pattern(r"(?:On|In|At|Along|Near|From|Inside|В|У|На|Вдоль|Вздовж)\s[^,]*$")
_GOES_ON = Pattern(r"\s*(?:,|(?:and|и|і|та|й)\b)")
_AND_WORD = Pattern(r"\b(?:and|or)\b|&|(?<!\w)(?:та|і|и|й|або|или)(?!\w)", re.IGNORECASE)
_AFTER_TYPE = Pattern(rf"\s+{_TYPE_WORD}(?!\w)", re.IGNORECASE)


_CYRILLIC_WORD = Pattern(r"[А-Яа-яІіЇїЄєҐґЁё'’ʼ]{4,}|(?<!\w)(?:РФ|США|КНДР|КНР|ОАЭ|ОАЕ)(?!\w)")
_ABBREVIATED = {"РФ": "RU", "США": "US", "КНДР": "KP", "КНР": "CN", "ОАЭ": "AE", "ОАЕ": "AE"}
OUTLET = Pattern(
    r"['’]?s?\s+(?:(?:state|news|press|local|daily)\s+)*(?:news agency|agency|news|radio|television|TV|newspaper|daily|Times|Post|Herald|Tribune|Courier|Gazette|Journal|Today)\b"
    r"|-based\b|\s+(?:агентств|телеканал|газет|радіо|радио)\w*",
)
_ADJECTIVE = Pattern(
    r"(?:с?к|ськ|цьк)(?:о|ий|ая|ое|ие|ого|ой|ою|ую|ом|ому|им|ими|их|а|е|і|ої|ій|у)$", re.IGNORECASE
)
_ENDING = Pattern(
    r"(?:[а-яіїє]{0,4}?(?:с?к|ськ|цк|цьк)(?:о|ий|ая|ое|ие|ого|ой|ою|ую|ом|ому|им|ими|их|а|е|і|ої|ій|у)|(?:[сс]?[иія])?(?:а|о|я|ы|и|і|ї|е|є|у|ю|ой|ою|ей|ею|єю|ом|ем|ь|ия|ии|ию|ией|ія|ії|ію|ією|ью|ею|ины|ину|ині|ина|ини)?)",
    re.IGNORECASE,
)
_BORDER_WITH = Pattern(
    r"(?:границ|рубеж|кордон)\w*\s+(?:\w+\s+){0,2}?(?:с|со|з|із|зі)\s+$|(?:границ|кордон)\w*\s+$",
    re.IGNORECASE,
)
_UKRAINIAN = Pattern(r"[іїєґІЇЄҐ’]")
_EN_NAME = r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})"
_SL_NAME = r"([А-ЯІЇЄҐ][\w'’ʼ-]+(?:\s[А-ЯІЇЄҐ][\w'’ʼ-]+){0,2})"
_NO_WATER = r"borders?|frontiers?|boundar|lines?|fronts?|coast|shore|roads?|highway|railway|fence|wall|edges?|side|perimeter|crossing|province|region|district"
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
            rf"\b(?:along|north of|south of|east of|west of|across)\s+the\s+{_EN_NAME}(?!['’\w-]|\s(?:[A-Z]|(?:{_NO_WATER})))"
        ),
    ),
    ("water", Pattern(rf"(?<!\w)(?:[Рр]ек(?:и|е|у|ой|а)|річк(?:и|ою|у|а)|річці|ріки|ріку)\s+{_SL_NAME}")),
    (
        "site",
        Pattern(
            rf"\b(?:the|of|at|near)\s+{_EN_NAME}\s+(?:crossing|checkpoint|airport|airfield|bridge|dam|base)\b"
        ),
    ),
    (
        "settlement",
        Pattern(
            rf"\b(?:around|above|past|off|near|outside|surrounding|beside|encircling|divid(?:es|ing)|opposite|towards?|protect(?:s|ing)?|rings?|(?:zone|belt|strip|corridor|plan|proposed|planned|demanded|agreed) for)\s+(?:the\s+)?(?:(?:city|town|village|port|border|frontier|crossing|temple|district)\s+)*(?:of\s+)?{_EN_NAME}"
        ),
    ),
    (
        "settlement",
        Pattern(rf"\b(?:between|from)\s+(?:the\s+)?{_EN_NAME}\s+(?:and|to)\s+(?:the\s+)?{_EN_NAME}"),
    ),
    (
        "region",
        Pattern(
            r"\b((?:[A-Z][\w'’-]+\s){1,2}(?:Heights|Hills|Mountains?|Valley|Gap|Peninsula|Delta|Basin|Plateau|Islands?|Pass|Salient|Triangle|Gorge|Desert))\b"
            rf"|\b((?:Mount|Mt\.?|Cape|Fort|Camp)\s{_EN_NAME[1:-1]})|\bthe\s+{_EN_NAME}\s+(?:area|sector|direction|axis)\b"
        ),
    ),
    (
        "admin1",
        Pattern(
            rf"\b(?:in|of|inside|along|across)\s+(?:the\s+)?{_EN_NAME}(?=\s+(?:provinces?|governorates?|oblast|voivodeship|prefecture)\b)|\b(?:province|governorate|state|department) of {_EN_NAME}"
        ),
    ),
    ("admin1", Pattern(rf"(?<!\w)(?:провинци\w+|провінці\w+|мухафаз\w+|штат[аеу]?)\s+{_SL_NAME}")),
    (
        "admin1",
        Pattern(
            r"(?<!\w)([А-ЯІЇЄҐ][\w'’ʼ-]+(?:ск|ськ|цьк)\w{1,3})(?=\s+(?:област|провинц|провінц|кра[йюе])\w*)"
        ),
    ),
    (
        "region",
        Pattern(
            r"(?<!\w)([А-ЯІЇЄҐ][\w'’ʼ-]+\s(?:высот|висот|нагорь|нагір|долин|полуостров|півостр|перевал|ущель|ущелин)\w*)"
        ),
    ),
    (
        "water",
        Pattern(
            rf"(?<!\w)(?:[Вв]здовж|[Уу]здовж|[Вв]доль|по обидва береги|по обоим берегам|берегах|берегу|березі)\s+{_SL_NAME}(?=[,.;»]|$|\s+[а-яіїєґ])"
        ),
    ),
    ("water", Pattern(rf"\b(?:banks?|sides?) of the\s+{_EN_NAME}(?=[,.;]|$|\s+[a-z])")),
    (
        "settlement",
        Pattern(
            rf"(?<!\w)(?:южнее|севернее|восточнее|западнее|південніше|північніше|східніше|західніше|вокруг|возле|около|под|близ|вблизи|навколо|довкола|біля|поблизу|під)\s+(?:[а-яіїєґ]{{3,}}\s+)?{_SL_NAME}"
        ),
    ),
    ("settlement", Pattern(rf"(?<!\w)(?:между|між|от|від)\s+{_SL_NAME}\s+(?:и|та|і|до)\s+{_SL_NAME}")),
)
_LOOSE_LAST: tuple[tuple[Kind, Pattern], ...] = (
    ("region", Pattern(rf"\b(?:in|at|into)\s+(?:the\s+)?{_EN_NAME}(?=[,.;:”\"]|$|\s+[a-z])")),
    ("region", Pattern(rf"(?<!\w)(?:в|у|во|на)\s+(?:(?:район|окрестност|околиц|сектор)\w+\s+)?{_SL_NAME}")),
)
_NO_PLACE = Pattern(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|The|This|That|Its|Their|NATO|EU|UN|Line of|I\b|He\b|She\b|They\b|Mr|Mrs|Ms|President|Prime|General|Minister"
    r"|Parliament|Congress|Senate|Knesset|Duma|Bundestag|Council|Telegram|Facebook|Twitter|X\b|Security|State|Defen[cs]e|Foreign|House|Military"
    r"|Совет|Рад[аеуы]|Дум|Ген|М[иі]н|Каб|ООН|НАТО|Е[СВ]\b|ЄС|МИД|МЗС|МО\b|Телеграм|Кремл|Пентагон|Держ|Гос|Бел\w+ дом|Біл\w+ дім|В[СР]У?\b|ЗСУ|СНБО|РНБО|Конгресс|Сенат|Верховн"
    r"|Закон|Конституц|Указ|Запад|Захід|Восток|Сход"
)
_NO_LINE = Pattern(r"\b(?:Line|Road|Highway|Corridor|Wall|Fence|Border|Front|Route|Railway|Zone)$")


def starting(mentions: Sequence[Mention], first: int, last: int) -> Sequence[Mention]:
    """Return the mentions, which ascend, that start from ``first`` up to but without ``last``."""
    at = [bisect_left(mentions, edge, key=lambda mention: mention.start) for edge in (first, last)]
    return mentions[at[0] : at[1]]


def inside(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions, which ascend, inside a span, their offsets counted from its start."""
    return [
        replace(mention, start=mention.start - start, end=mention.end - start)
        for mention in starting(mentions, start, end)
        if mention.end <= end
    ]


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
        apposed = between == ", " and _opens(text, left, right)
        outlet = OUTLET.match(text, right.end) is not None  # "Gaza, Maan news agency reported"
        if _joins(between) and _alike(left, right, between) and not apposed and not outlet:
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
    for label, pattern in (*_LOOSE, *_LOOSE_LAST):
        for match in pattern.finditer(text):
            for group in range(1, (match.lastindex or 0) + 1):
                start, end = match.span(group)
                end = min((a for a, _ in spans if start < a < end), default=end)  # "реки Литани Израиль …"
                surface = text[start:end].rstrip()
                free = start >= 0 and surface and not any(a <= start < b for a, b in spans)
                if free and not _NO_PLACE.match(surface) and not _NO_LINE.search(surface):
                    end = start + len(surface)
                    spans.append((start, end))
                    found.append(
                        Mention(
                            start=start, end=end, surface=surface, name=in_latin(surface), kind=label,
                            flags=("loose",),
                        )
                    )  # fmt: skip
    return found


def in_latin(name: str) -> str:
    """Return a name in Latin letters; the gazetteer has none for it."""
    if not has_cyrillic(name):
        return name
    return romanise(name, "uk" if _UKRAINIAN.search(name) else "ru")


def bordering_countries(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions with the country in place of a town of its name, where a border with it is spoken of.

    «Граница с Колумбией» is no border with a Columbia in America.
    """
    found = []
    for mention in mentions:
        code = None
        if mention.kind != "country" and has_cyrillic(mention.surface):
            with_it = _BORDER_WITH.search(text, max(0, mention.start - 40), mention.start)
            code = _country_of(mention.surface) if with_it else None
        found.append(
            replace(mention, kind="country", country=code, geonameid=None, admin1_code=None)
            if code
            else mention
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


@lru_cache(maxsize=4096)
def _country_of(word: str) -> str | None:
    """Return the country whose stem a word has, if the rest of it is an ending of a name or an adjective."""
    if word in _ABBREVIATED:
        return _ABBREVIATED[word]
    if not _any_country().match(word):
        return None
    for cue in lexicon.table("countries"):
        stem = cue.pattern.match(word)
        if stem and _ENDING.fullmatch(word, stem.end()):
            return cue.label
    return None


@cache
def _any_country() -> Pattern:
    """Return one pattern of all countries' stems: most words have none of them."""
    return Pattern("|".join(cue.pattern.source for cue in lexicon.table("countries")), re.IGNORECASE)


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


def _opens(text: str, left: Mention, right: Mention) -> bool:
    """Whether the left name ends what a sentence opens with, and the right one acts: "In Lebanon, Israel keeps …"."""
    goes_on = _GOES_ON.match(text, right.end) or _AFTER_TYPE.match(text, right.end)
    return goes_on is None and _OPENING.match(text, 0, left.start) is not None


def _alike(left: Mention, right: Mention, between: str) -> bool:
    """Whether two names can share a head: countries with countries, divisions with divisions."""
    if _DASHED.fullmatch(between):
        return left.kind == right.kind or "PS" in (left.country, right.country)  # "the Egypt-Gaza border"
    if (left.subtype == "adjective") != (right.subtype == "adjective") and not _AND_WORD.search(between):
        return False  # "the Sumy region, Western officials say"
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
