"""Noun phrases next to verbs, found by the words that cannot belong to them."""

import re

from buffermap.said.grammar.patterns import Pattern
from buffermap.said.grammar.tokens import Token
from buffermap.said.grammar.verbs import ACT_EN, SAY_EN, is_one
from gazetteer.text.wordlists import words

_LONGEST = 12

_STOP_EN = words(
    """
    that which who whom whose what where when while whereas because if unless though although but or
    as than so yet after before since until and during despite whether how why not
    """
)
_SKIP_EN = words(
    """
    also later earlier long often always consistently then now again already still never repeatedly reportedly publicly previously
    since has have had is are was were been be being did does do will would may might could can
    should must itself himself herself themselves both even just only ever recently once first
    jointly not explicitly officially monday tuesday wednesday thursday friday saturday sunday
    yesterday today tonight on there here
    """
)
_LEADING_EN = Pattern(
    r"(?:half an?|an?|one|two|three|four|five|six|ten|some|several|many)\s+(?:years?|months?|weeks?|fortnights?|days?|decades?|hours?)\s+(?:ago|later|earlier)[,\s]\s*|(?:perhaps|maybe|probably|possibly|apparently|indeed|in fact|so far)[,\s]\s*|(?:(?:(?:on|last|next|this|early|late|by|since)\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|morning|evening|night)"
    r"|earlier|later|meanwhile|however|yesterday|today|now|then|still|also|instead|moreover|separately|reportedly|according|thus|there|here|finally|recently|in \d{4}"
    r"|(?:in|on|at|by) (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d+)?|once|first|yet|so|and|but)\s+",
    re.IGNORECASE,
)
_LEADING_PREPOSITION = words(
    "in on at under by from for with inside outside along near of into within through over across to"
)
_AFTER_STOP_EN = words(
    """
    on in at to after during while when as that who which and but for because if before late earlier
    last this yesterday today told via through following amid ahead about with speaking adding
    saying monday tuesday wednesday thursday friday saturday sunday is was has had will would were
    are said says there here it
    """
)
_KEEP_OF = words("of for in at")
_THINGS = Pattern(
    r"\b(?:plans?|maps?|decree|agreement|deal|zones?|proposals?|construction|document|treaty|law|draft|push|offensive|talks|move|operation|attack|strikes?"
    r"|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|mines|fences?|movements?|build-?up|deployment|campaign|attempts?|steps?|measures?|policy|incursion|advance|withdrawal|visit|meeting|resolution|bill|directive|edict|statement|regulation|tensions|images|report|data|threat|creation|establishment|existence|scope|location|details|timing|rationale|strip|belt|corridor|cordon|buffer|area|border|line|work|fighting|ceasefire|truce|idea|goal|aim|decision|order|memorandum|invasion|territory|region|it|there|this|that|these|those"
    r"|what|nothing|which|map shows|half|villages?|towns?|people|civilians|everyone|nobody|no one|bulldozers|the rest|parts?)$|^(?:проект|план|соглашени|документ|закон|указ|решени|договор|проєкт|угод[аи]|рішенн|постанов|карт[аы]|идея|ідея|работ[аы]|робот[аи]|строительств|будівництв|созда|створенн)\w*",
    re.IGNORECASE,
)
_GERUND = Pattern(r"[A-Z][a-z]{2,}ing\s+(?!of\b)|.*\s(?:and|or)$")
_AUTHORITY = Pattern(
    r"\b(?:government|ministry|ministers?|minister|army|military|armed forces|president|parliament|cabinet|kremlin|council|senate|congress|assembly|knesset|officials?|authorit(?:y|ies)"
    r"|command(?:er|ers)?|general|generals|staff|chief|leader|leaders?|prime|premier|governor|spokes\w+|diplomats?|mediators|negotiators|monitors|mission|un|nato|union|alliance|party|parties|sides?"
    r"|rebels?|administration|court|king|emir|sultan|chancellor|secretary|envoy|presidency|bloc|coalition|junta|police|guards?|service|agency|committee|commission|delegation|lawmakers|mps|deputies"
    r"|analysts?|experts?|critics|opposition|observers|residents|villagers|committee|office|ombudsman|presidents|he|she|they|we|i)\b"
    r"|(?<!\w)(?:кремл|пентагон|держдеп|госдеп|білий дім|белый дом|уряд|правительств|президент|парламент|мін[іи]стр|министр|міноборони|минобороны|каб[иі]н|каб?м[иі]н|власт[иь]|влад[аи]|МИД|МЗС|генерал|генштаб|арм[иі][яюї]|командов|командув|комбат|рад[аи](?!\w)|совет(?!\w)|депутат|сейм|сенат|губернатор|глава|голова|л[иі]дер|прем['’ьєй]|посол|канцлер|штаб|ведомств|в[иі]домств|служб|ком[иі]тет|делегац|сторон[ыи]|союз|НАТО|ООН|чиновник|речни|представител|представник|прикордонники|пограничники|жител|мешканц|эксперт|експерт|аналитик|аналітик|посередник|посредник)",
    re.IGNORECASE,
)
_WEAK_ACT = Pattern(
    r"(?:will|would|may|might|could|must|should|can|has|have|had|is|are|was|were|never)\b", re.IGNORECASE
)
_HANDS_ON = Pattern(
    r"^(?:military engineers|(?:[\w.-]+\s+){0,3}(?:troops|soldiers|forces|peacekeepers|fighters|engineers|sappers|units|columns|tanks|drones|conscripts|crews|militants|settlers)|engineers|troops|soldiers|bulldozers|workers|sappers|crews|residents|villagers|people|the two armies|farmers|russian troops|troops .*)$",
    re.IGNORECASE,
)

_WHOSE_ARMED = Pattern(
    r"(?:the\s+)?(?-i:[A-Z]\w+(?:an|ese|ish|li|qi|ch|ni|ek|bi|sh|abe|ani|ari|li|army)|two)\s+(?:troops|soldiers|forces|fighters|units|tanks|armies|guards)$",
    re.IGNORECASE,
)
_STOP_SLAVIC = words(
    """
    что чтобы как который которая которое которые которого которой когда если хотя но а однако
    потому пока где куда що щоб як який яка яке які якого якої коли якщо хоча але проте бо поки де
    куди і и та или або
    """
)
_SKIP_SLAVIC = words(
    """
    также ранее уже снова вновь ещё еще затем потом тогда сегодня вчера накануне позже теперь не
    сейчас тоже лишь только неоднократно официально публично все-таки бы б би також раніше вже знову
    ще потім тоді сьогодні вчора напередодні пізніше тепер не зараз теж лише тільки неодноразово
    офіційно публічно водночас
    """
)
_PREPOSITIONS_SLAVIC = words(
    """
    в во на у по о об про при после перед із з зі с со из від від от до для під під над под за через
    між между во під біля возле около без к ко вдоль вздовж уздовж
    """
)
_TIME_SLAVIC = Pattern(
    r"(?:в|во|у|на|по|під|во время|в ходе|під час|по итогам|за підсумками)\s+(?:понедельник\w*|вторник\w*|сред[уы]|четверг\w*|пятниц\w+|суббот\w+|воскресень\w+|понеділ\w+|вівтор\w+|серед[уи]|четвер\w*"
    r"|п['’ʼ]ятниц\w+|субот\w+|неділ\w+|интервью|інтерв['’ʼ]ю|эфире|ефірі|комментарии|коментарі|телеграм\w*|соцсет\w+|соцмереж\w+|встрече|зустрічі|совещании|нараді|брифинге|брифінгу|своем \w+|своём \w+|своєму \w+)(?:\s+[«\"][^»\"]+[»\"]|\s+\w+у)?\s+"
    r"|(?:сегодня|вчера|сьогодні|вчора|журналистам|журналістам|ранее|раніше|также|також|\d{1,2}\s+\w+)\s+",
    re.IGNORECASE,
)
_LEADING_SLAVIC = Pattern(
    r"(?:тогда|тоді|(?:\w+\s+)?(?:год|года|лет|недел[юи]|месяц\w?|рік|роки|років|тижн\w+|місяц\w+)\s+(?:назад|тому)|ранее|раніше|накануне|напередодні|вчера|вчора|сегодня|сьогодні|позже|пізніше|также|також|при этом|при цьому|между тем|тем временем|тим часом|водночас|однако|теперь|тепер|затем|потім|и|і|но|а|але|та"
    r"|(?:в|у)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|понеділок|вівторок|середу|четвер|п['’ʼ]ятницю|суботу|неділю)|(?:в|у)\s+\w+(?:ре|ле|не|те|ні|ті|пні)\s+\d{4}(?:\s+года?|\s+року)?"
    r"|\d{1,2}\s+\w+(?:\s+\d{4}(?:\s+года?|\s+року)?)?)\s+",
    re.IGNORECASE,
)


_LED = Pattern(r"(?:(?:[Вв]о?|[Уу]|[Нн]а)\s+(?=\w)|(?:[Uu]sing|[Cc]iting|[Qq]uoting)\s+)")
_REGION = Pattern(r"(?<!\w)(?:област|кра[йюе]|район|громад|регион|регіон)|щин[іуаы]$", re.IGNORECASE)
_OWNED = Pattern(
    r"['’]s?\s+(?:own\s+)?(?:words|phrase|term|remarks?|comments?|statement|figures|account|claim|formula)\b|['’]s$"
)
_INFINITIVE = Pattern(r"^[а-яіїєґ]{2,}(?:ти|ть)(?:ся|сь)?$")
_NOBODY = words(
    """
    during since after before while when where there here then this that these those such also even just only once more
    earlier later meanwhile however both some many most each every all none nothing everything something steps main
    главное это этого том этом что так тогда там здесь потом затем работа головне це цього тому тоді тут потім робота
    """
)
_AUXILIARIES = words("has have had is are was were will would could may might")
NOUNS_TOO = words(
    "state states report plan order claim note comment need set can call push request will offer aim hope act"
)
_LATE_SLAVIC = Pattern(
    r"\s+(?:в|во|у)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|понеділок|вівторок|середу|четвер|п['’ʼ]ятницю|суботу|неділю)$|\s+(?:сегодня|вчера|сьогодні|[ву]чора)$"
    r"|\s+(?:ещё|еще|уже|вже|ще)\s.*$",
    re.IGNORECASE,
)
DETERMINERS = words("the a an this that his her its their our any no such new s")
_SUBJECTS = words("they he she we it i они он она мы вони він вона ми")
_RELATIVE = words("who который которая которые який яка які")
_STATES = words("под під при после після через над без перед до вдоль вздовж уздовж между між")
_PLACED = frozenset({"в", "во", "у", "на"})
_OPENING = frozenset("«“„")
_CLOSING = frozenset("»”“")
_TITLES = words("mr mrs ms dr gen col lt maj sen rep capt prof")
_TIME_WORD = Pattern(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|\d"
)


def noun_phrase_before(
    sentence: str, parts: list[Token], index: int, *, slavic: bool = False
) -> tuple[int, int] | None:
    """Return the span of the noun phrase that ends just before a verb, or None.

    Auxiliaries and adverbs between the two are passed over; an apposition between commas is left out, so that
    "Sok Vannak, a spokesman, said" gives the name.
    """
    skip = _SKIP_SLAVIC if slavic else _SKIP_EN
    last = _before_bracket(parts, index - 1)
    while last >= 0 and (parts[last].lower in skip or (not slavic and _is_adverb(parts[last].lower))):
        last -= 1
    if last >= 0 and parts[last].text == ",":
        last = _before_apposition(parts, last)
    first = last + 1
    if 0 < first < index and parts[last].lower in _SUBJECTS:
        return parts[last].start, parts[last].end  # "the land they call a zone"
    while first > 0 and last - first <= _LONGEST and not _bounds(parts, first - 1, slavic=slavic):
        first -= 1
    opens = parts[first - 1].lower if first else ""
    if opens in _RELATIVE and first > 1:
        # "an official who asked not to be named said": who comes before the relative clause
        before = first - 3 if parts[first - 2].text == "," else first - 2
        return noun_phrase_before(sentence, [*parts[: before + 1], parts[index]], before + 1, slavic=slavic)
    if not slavic:
        first = _after_thing(parts, first, last)
    return _trimmed(sentence, parts, first, last, slavic=slavic)


def _is_adverb(lower: str) -> bool:
    return lower.endswith("ly") and lower not in {
        "daily",
        "weekly",
        "monthly",
        "family",
        "assembly",
        "ally",
        "italy",
    }


def _after_thing(parts: list[Token], first: int, last: int) -> int:
    """Leave out a thing before a name, which another clause is about: "a move | Moscow called"."""
    for index in range(first, last):
        thing = parts[index].text[0].islower() and _THINGS.search(parts[index].lower) is not None
        if thing and parts[index + 1].text[0].isupper():
            return index + 1
    return first


def noun_phrase_after(sentence: str, parts: list[Token], at: int, *, slavic: bool) -> tuple[int, int] | None:
    """Return the span of the noun phrase that begins at or just after a position, or None."""
    if slavic:
        while (found := _TIME_SLAVIC.match(sentence[at:].lstrip())) is not None:
            at += len(sentence[at:]) - len(sentence[at:].lstrip()) + found.end()
    first = next((i for i, token in enumerate(parts) if token.start >= at), len(parts))
    if first < len(parts) and parts[first].text in _OPENING:
        return _quoted_name(parts, first)
    last = first
    while last < len(parts) and last - first < _LONGEST:
        if slavic and last > first and parts[last].text in _OPENING:
            name = _quoted_name(parts, last)  # «группировки войск «Запад» генерала …»
            inner = next((n for n in range(last, len(parts)) if name and parts[n].start >= name[1]), None)
            if inner is None:
                break
            last = inner + 1
            continue
        if _ends(parts, last, first, slavic=slavic):
            break
        last += 1
    if last == first:
        return None
    return parts[first].start, parts[last - 1].end


def _quoted_name(parts: list[Token], first: int) -> tuple[int, int] | None:
    """Return the span of a name in quotation marks, as papers have it («Ведомости»)."""
    for index in range(first + 1, min(first + 8, len(parts))):
        if parts[index].text in _CLOSING:
            return parts[first].end, parts[index].start
    return None


def is_thing(words: str) -> bool:
    """Whether a subject is a plan, a line or a decree, and so says nothing itself."""
    return _GERUND.match(words) is not None or (
        _THINGS.search(re.split(r"\s(?:of|for|in|to|on|with|at|between|from)\s", words, maxsplit=1)[0])
        is not None
    )


def is_authority(words: str) -> bool:
    """Whether a phrase names an office, a body or a person that can order, demand or speak."""
    if _HANDS_ON.match(words):
        return _WHOSE_ARMED.match(words) is not None
    return _AUTHORITY.search(words) is not None


def is_person(words: str) -> bool:
    """Whether a phrase is a first name and a surname."""
    parts = words.split()
    return 1 < len(parts) < 4 and all(part[0].isupper() and part[1:].islower() for part in parts)


def may_act(words: str, verb: str) -> bool:
    """Whether the subject of a verb is one that orders, demands or does things: a country, an office, a person."""
    if is_thing(words) or _HANDS_ON.match(words):
        return False
    weak = _WEAK_ACT.match(verb) is not None
    named = any(word[:1].isupper() for word in words.split()[1:]) or words[:1].isupper()
    return _AUTHORITY.search(words) is not None or named or not weak


def spoken_part(words: str) -> tuple[int, int] | None:
    """Return the part of a phrase that can speak: a person, an office, a body, an outlet; None where none can.

    A preposition before it goes («в Кремле»), a participle ("using Peskov's words"), what is only theirs ("'s words"); a
    lone word of another kind, as "During", is nobody.
    """
    start, end = 0, len(words)
    led = _LED.match(words)
    if led is not None and _REGION.search(words):
        return None  # «в Курской области запретили»
    if led is not None:
        start = led.end()
    owned = _OWNED.search(words, start)
    if owned is not None:
        end = owned.start()
    rest = words[start:end].split()
    if rest and rest[0].lower() in _STATES:
        return None  # «под контролем миротворцев»
    if rest and (rest[0].lower() == "nobody" or (len(rest) == 1 and _INFINITIVE.search(rest[0]))):
        return None
    if not rest or (len(rest) == 1 and rest[0].lower() in _NOBODY):
        return None
    return start, end


def looks_like_speaker(words: str) -> bool:
    """Whether the few words before or after a headline's colon can name who speaks."""
    return 0 < len(words.split()) <= 7 and not re.search(
        r"\b(?:is|are|was|will|why|how|what|where|live|video|photos?|update|opinion|analysis|explained|zone|что|що|как|як|почему|чому|зачем|где|де|когда|коли|видео|відео|фото|карта|мапа|главное|головне|подробности|подробиці|зон\w+)\b",
        words,
        re.IGNORECASE,
    )


def _before_bracket(parts: list[Token], last: int) -> int:
    """Index of the token before a bracket that ends at ``last``: "the Mission (OMGL) said"."""
    if last < 0 or parts[last].text != ")":
        return last
    for index in range(last - 1, max(-1, last - _LONGEST), -1):
        if parts[index].text == "(":
            return index - 1
    return last


def _before_apposition(parts: list[Token], comma: int) -> int:
    """Index of the token before the comma that opens an apposition, or the comma itself where there is none."""
    for index in range(comma - 1, max(-1, comma - 14), -1):
        if parts[index].text == ",":
            inner = parts[index + 1 : comma]
            is_name = len(inner) > 1 and all(token.text[0].isupper() for token in inner)
            return comma - 1 if is_name else index - 1
        if parts[index].text in {"”", "“", '"', ":", ";"}:
            break
    return comma


def _bounds(parts: list[Token], index: int, *, slavic: bool) -> bool:
    """Whether the token at ``index`` cannot belong to the noun phrase on its right."""
    token = parts[index]
    if token.text in {"-", "."}:
        return not _is_inside_word(parts, index)
    if not token.text[0].isalnum():
        return True
    if token.lower in {"and", "и", "і", "та", "й"}:
        return not _pairs_up(parts, index) or (slavic and token.text[0].isupper())
    if slavic:
        return token.lower in _STOP_SLAVIC
    if token.lower in _STOP_EN or token.lower in _AUXILIARIES:
        return True
    verb = is_one(SAY_EN, token.text) or is_one(ACT_EN, token.text)
    return index > 0 and token.text[0].islower() and verb and token.lower not in NOUNS_TOO


def _is_inside_word(parts: list[Token], index: int) -> bool:
    """Whether a hyphen stands in a word, or a full stop behind a title or an initial."""
    before = parts[index - 1] if index else None
    after = parts[index + 1] if index + 1 < len(parts) else None
    if before is None or after is None or not before.text[0].isalnum():
        return False
    token = parts[index]
    if token.text == "-":
        return before.end == token.start and token.end == after.start
    return before.lower in _TITLES or len(before.text) == 1


def _ends(parts: list[Token], index: int, first: int, *, slavic: bool) -> bool:
    """Whether the token at ``index`` cannot belong to the noun phrase that begins at ``first``."""
    token = parts[index]
    if token.text == "." and index > first and parts[index - 1].lower in _TITLES:
        return False
    if not token.text[0].isalnum() and token.text != "-":
        return True
    if token.lower in {"and", "и", "і", "та", "й"} and index > first:
        return not _pairs_up(parts, index)
    return _ends_slavic(parts, index, first) if slavic else _ends_english(parts, index, first)


def _pairs_up(parts: list[Token], index: int) -> bool:
    """Whether "and" joins two words of one phrase: two names, or two common words."""
    if not 0 < index < len(parts) - 1:
        return False
    if index == 1 and parts[2].lower == "the":
        return True  # "Oslo and the rebels agreed"
    return parts[index + 1].text[0].isupper() == parts[index - 1].text[0].isupper()


def _ends_slavic(parts: list[Token], index: int, first: int) -> bool:
    lower = parts[index].lower
    if lower in _PREPOSITIONS_SLAVIC:
        about = lower in {"о", "об", "про"}
        return (
            about if index == first else index - first > 1 or parts[first].lower not in _PREPOSITIONS_SLAVIC
        )
    return lower in _STOP_SLAVIC


def _ends_english(parts: list[Token], index: int, first: int) -> bool:
    lower = parts[index].lower
    if lower in _KEEP_OF and first < index < len(parts) - 1:
        following = parts[index + 1]
        return (lower != "of" and not following.text[0].isupper()) or _TIME_WORD.match(
            following.lower
        ) is not None
    return lower in _AFTER_STOP_EN or lower in {"also", "already", "now", "still"}


def _trimmed(
    sentence: str, parts: list[Token], first: int, last: int, *, slavic: bool
) -> tuple[int, int] | None:
    """Leave out what opens the clause before the phrase itself: times, and prepositions with what they govern."""
    if last < first:
        return None
    start, end = parts[first].start, parts[last].end
    leading = _LEADING_SLAVIC if slavic else _LEADING_EN
    while (found := leading.match(sentence, start, end)) is not None:
        start = found.end()
    if slavic and (late := _LATE_SLAVIC.search(sentence, start, end)) is not None:
        end = late.start()
    words = sentence[start:end].split()
    first_word = words[0].lower() if words else ""
    if not slavic and first_word in _LEADING_PREPOSITION:
        return None
    # "В Кремле заявили" names who speaks; "об этом", "вдоль границы" do not
    if (
        slavic
        and first_word in _PREPOSITIONS_SLAVIC
        and not (first_word in _PLACED and words[1:] and (words[1][0].isupper() or words[1][0].isdigit()))
    ):
        return None
    return (start, end) if words else None
