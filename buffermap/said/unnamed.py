"""Places that a text counts but does not name: "four Ukrainian villages near the border".

They are listed with their count, kind and whereabouts, and never drawn as points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from buffermap.articles.article import Article
from buffermap.said.grammar import numerals
from buffermap.said.grammar.patterns import LONGEST_SENTENCE, Pattern, has_cyrillic, holding
from buffermap.said.where.named import starting
from gazetteer.mention import Mention

_MANY = (
    r"several|some|many|numerous|multiple|various|dozens of|scores of|hundreds of|a few|few|a number of|a handful of|nearby"
    r"|кілька|декілька|низк[аиу]|десятки|сотні|чимало|багато|несколько|ряд|десятки|сотни|много|множество"
)
_ABOUT = r"(?:(?:at least|about|around|nearly|almost|more than|over|some|up to|щонайменше|близько|понад|майже|до|не менее|около|почти|более|свыше)\s+)?"
_EN_NOUN = r"(?:villages?|towns?|settlements?|cities|city|regions?|oblasts?|districts?|provinces?|communities|hamlets?|municipalities|localities|counties|border posts?|frontier posts?|outposts?)"
_SL_NOUN = (
    r"(?:сел[аоу]?|сіл|сёл|дерев(?:ня|ни|ень|нями|нях)|пос[её]л(?:ок|ка|ков|ках)|хутор\w{0,3}|станиц\w{0,3}|город(?:а|ов|ах|ами)?|міст(?:а|о|ах|ами)?"
    r"|насел[её]нн\w+\s+пункт\w{0,3}|населен\w+\s+пункт\w{0,3}|област(?:и|ей|і|ях|ями)|район\w{0,3}|регион\w{0,3}|регіон\w{0,3}|громад\w{0,2}|селищ\w{0,2})"
)
_MODIFIER = r"(?:[\w'’-]+)"
_SL_NUMBER = (
    numerals.SLAVIC_NUMBER.replace("пят", "п['’ʼ]?ят")
    .replace("девят", "дев['’ʼ]?ят")
    .replace("тре", "тр[её]")
    .replace("четыре", "четыр[её]")
)
_EN = Pattern(
    rf"\b(?P<about>{_ABOUT})(?P<count>{numerals.DIGITS}|{_MANY}|(?!an?\b){numerals.ENGLISH})[\s\u00a0]+(?P<mods>(?:{_MODIFIER}[\s\u00a0]+){{0,4}}?)(?P<noun>{_EN_NOUN})\b",
    re.IGNORECASE,
)
_SLAVIC = Pattern(
    rf"(?<!\w)(?P<about>{_ABOUT})(?P<count>{numerals.DIGITS}|{_MANY}|{_SL_NUMBER}(?:[ -]{_SL_NUMBER})?)[\s\u00a0]+(?P<mods>(?:{_MODIFIER}[\s\u00a0]+){{0,3}}?)(?P<noun>{_SL_NOUN})(?!\w)",
    re.IGNORECASE,
)
# The nouns alone are found much quicker, and most sentences with a stem of one hold none.
_EN_NOUNS = Pattern(rf"\b{_EN_NOUN}\b", re.IGNORECASE)
_SL_NOUNS = Pattern(rf"(?<!\w){_SL_NOUN}(?!\w)", re.IGNORECASE)
_LONGEST = 200  # characters of a count and the words between it and its noun
_WHERE = Pattern(
    r"[\s,]*(?P<where>(?:in|near|along|around|on|outside|close to|across|at|inside|north of|south of|east of|west of|bordering|under|adjacent to)\s[^,.;:!?()\"”]{2,70}"
    r"|(?:в|у|на|біля|поблизу|уздовж|вздовж|возле|вблизи|вдоль|около|под|під|близ|рядом с|поруч із?|приграничн\w+)\s[^,.;:!?()»\"]{2,70})",
    re.IGNORECASE,
)
_WHERE_ENDS = Pattern(
    r"\s+(?:were|was|are|is|have|had|has|that|which|who|being|after|before|since|during|when|as)\b",
    re.IGNORECASE,
)
_NAMED_NEXT = Pattern(
    r"\s*(?:[:—–(-]|,?\s*(?:including|namely|such as|called|зокрема|а саме|в том числе|среди них|серед них))\s*",
    re.IGNORECASE,
)
_STEMS = (
    "villag", "town", "settlement", "cit", "region", "oblast", "district", "provinc", "communit", "hamlet", "municipal",
    "localit", "count", "post", "сел", "сіл", "сёл", "дерев", "пос", "хутор", "станиц", "город", "міст", "насел",
    "област", "район", "регион", "регіон", "громад",
)  # fmt: skip
_WEAK_MODIFIER = Pattern(
    r"\b(?:of|in|and|the|from|to|is|are|were|was|people|soldiers|children|residents|deaths|killed)\b|[,.;]",
    re.IGNORECASE,
)
_KINDS = (
    (
        Pattern(r"^(?:villag|hamlet|сел|сіл|сёл|дерев|хутор|станиц|пос[её]л|селищ)", re.IGNORECASE),
        "village",
    ),
    (Pattern(r"town|cit(?:y|ies)|город|міст", re.IGNORECASE), "town"),
    (Pattern(r"region|oblast|provinc|област|регион|регіон", re.IGNORECASE), "region"),
    (Pattern(r"district|count|municipal|район|громад", re.IGNORECASE), "district"),
    (Pattern(r"post", re.IGNORECASE), "post"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnamedPlaces:
    """Places counted in a text and not named there.

    ``count`` is None for "several" and the like; ``kind`` is village, town, region, district, post or settlement;
    ``country`` that of the adjective in front ("Ukrainian"), if any; ``where`` the words that follow.
    """

    doc_id: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence: str
    count: int | None
    count_text: str
    kind: str
    country: str | None = None
    where: str | None = None


def find_unnamed(
    article: Article, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> list[UnnamedPlaces]:
    """Return the places that an article counts without naming them, in the order of the text."""
    found: list[UnnamedPlaces] = []
    for number in holding(article.text, sentences, _STEMS):
        start, end = sentences[number]
        end = min(end, start + LONGEST_SENTENCE)
        sentence = article.text[start:end]
        noun, pattern = (_SL_NOUNS, _SLAVIC) if has_cyrillic(sentence) else (_EN_NOUNS, _EN)
        first = noun.search(sentence)
        if first is None:
            continue
        for match in pattern.finditer(sentence, max(0, first.start() - _LONGEST)):
            one = _read(article, start, sentence, match, mentions)
            if one is not None:
                found.append(one)
    return found


def _read(
    article: Article, start: int, sentence: str, match: re.Match[str], mentions: Sequence[Mention]
) -> UnnamedPlaces | None:
    count = match["count"].strip().lower()
    many = re.fullmatch(_MANY, count, re.IGNORECASE) is not None
    number = None if many else numerals.value(count)
    if (
        not many and (number is None or number != int(number) or not 1 < number < 100_000)
    ) or _WEAK_MODIFIER.search(match["mods"]):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", count) or count == "nearby":
        return None
    at, until = start + match.start(), start + match.end()
    inside = starting(mentions, at, until)
    if any(m.subtype is None for m in inside) or _is_named(sentence, match.end(), start, mentions):
        return None
    return UnnamedPlaces(
        doc_id=article.doc_id,
        start=at,
        end=until,
        text=article.text[at:until],
        sentence_start=start,
        sentence=sentence,
        count=None if number is None else int(number),
        count_text=(match["about"] + match["count"]).strip(),
        kind=next((kind for pattern, kind in _KINDS if pattern.search(match["noun"])), "settlement"),
        country=next((m.country for m in inside if m.country), None),
        where=_whereabouts(sentence, match.end()),
    )


def _whereabouts(sentence: str, at: int) -> str | None:
    """Return the words that say where the places are, up to the verb that follows."""
    found = _WHERE.match(sentence, at)
    if found is None:
        return None
    words = found["where"]
    ends = _WHERE_ENDS.search(words)
    return " ".join(words[: ends.start() if ends else len(words)].split())


def _is_named(sentence: str, end: int, start: int, mentions: Sequence[Mention]) -> bool:
    """Whether the names follow at once: "four villages: A, B, C and D"."""
    following = _NAMED_NEXT.match(sentence, end)
    if following is None:
        return False
    at = start + following.end()
    return len(starting(mentions, at, at + 3)) > 0
