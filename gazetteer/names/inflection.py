"""From an inflected Ukrainian, Russian or Belarusian name to the forms it may be listed under.

Rules run backwards: an ending is taken off, what the stem loses or gains in that case is put back, and only forms
that the gazetteer knows are used. Words are folded (:func:`gazetteer.text.names.fold`): й reads и, ї reads і, ё reads е.
"""

import re
from functools import lru_cache

from gazetteer.languages import ClassWord, language, words_of
from gazetteer.text.names import fold

# ending -> what may stand in its place; the first that fits is the likeliest
_ENDINGS: dict[str, tuple[str, ...]] = {
    # adjectives: Кропивницького, Грозном, Рівного, Северной, Сумській
    "ого": ("ии", "ыи", "ои", "е", "ое", "а"), "его": ("ии", "ее"), "ьего": ("ьии",), "ього": ("іи", "є"),
    "ому": ("ии", "ыи", "ои", "е", "ое"), "ему": ("ии", "ее"), "ьому": ("іи", "є"),
    "им": ("ии", "е", "ое", "", "і", "ие"), "ым": ("ыи", "ое", "ои", "ии", "", "ые"), "ім": ("ии", "е", "іи", "є"),
    "ои": ("а", "ая", "ыи"), "оі": ("а", "ая"), "еи": ("я", "яя", "а", "и"), "іи": ("а", "я", "іи"), "ую": ("ая",), "юю": ("яя",),
    "ою": ("а", "ая"), "ею": ("я", "а", "яя"), "єю": ("я",),
    "их": ("і", "ие", "ии"), "ых": ("ые",), "ими": ("і", "ие"), "ыми": ("ые",),
    # adjectives of owners: Микитиного Рогу, Пилипового Потоку
    **dict.fromkeys(("ового", "овому", "овім"), ("ів", "ов")), **dict.fromkeys(("євого", "євому", "євім"), ("ів",)),
    **dict.fromkeys(("иного", "иному", "инім"), ("ин",)),
    # masculine and neuter nouns: Харкова, Києву, Дніпром, Бердянську
    "а": ("", "о", "е"), "у": ("", "а", "о", "е"), "ом": ("", "о", "ыи", "ии", "ое", "ои"), "ові": ("", "о"), "еві": ("ь", "", "и"),
    "єві": ("и",), "ее": ("ея",), "е": ("", "а", "о", "ь", "я", "и"), "і": ("", "а", "о", "я", "ь", "е", "є"),
    "я": ("ь", "и", "є", "е"), "ю": ("ь", "и", "я", "є", "е", ""), "ем": ("ь", "и", "е", "", "ец", "ии"), "єм": ("и", "є"),
    "ям": ("я", "и", "і"),
    # feminine nouns: Одеси, Полтавою, Москвы, Казанью, Уманню
    "ы": ("а",), "и": ("а", "я", "ь", "і"), "ью": ("ь",), "ию": ("ия",), "ии": ("ия",), "иеи": ("ия",), "ією": ("ія",),
    "іі": ("ія",), "ію": ("ія",), "иі": ("ія",), "єі": ("єя",),
    # plurals: Сумах, Чернівцями, Броварів, Мытищами
    "ах": ("ы", "и", "а", "і"), "ях": ("и", "і", "я"), "ам": ("ы", "и", "а", "і"), "ами": ("ы", "и", "а", "і"), "ями": ("и", "і", "я"),
    "ів": ("и", "і", "ы"), "ов": ("ы", "и"), "ев": ("ы", "и"), "ок": ("ки",), "ек": ("ки",),
    "": ("ы", "и", "а", "о", "і", "е"),
}  # fmt: skip
_DOUBLED = re.compile(r"([нлтсдзшж])\1ю$")
_VOWELS = "аеєиіоуыэюя"
_CLOSED = re.compile(r"[оеє](?=[^аеєиіоуыэюя]ь?$|[^аеєиіоуыэюя]{2}ь?$)")
_OPENED = re.compile(r"і(?=[^аеєиіоуыэюя]$)")
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
_MASCULINE = {"", "ь", "и"}
_MAX_FORMS = 40

# class words in any case, folded
_HEADS: dict[str, ClassWord] = {
    fold(form): word for code in ("uk", "ru") for word in language(code).divisions for form in word.forms
}
_ADJECTIVE = re.compile(
    r"(?P<stem>.+?)(?P<mark>с|сь|ц|ць|зь|жс|зс|шс)к(?:а|ая|ои|оі|іи|у|ую|ою|ии|ого|ому|им|ом|ім|их|ими|і|ие|е|ое)$"
)
_SECTORS = frozenset(map(fold, words_of("sectors", "uk", "ru")))

# endings of towns, in Ukrainian and in Russian
_IN_RUSSIAN = (("ів", "ев"), ("ів", "ов"), ("піль", "поль"))


@lru_cache(maxsize=1 << 15)
def bases(word: str) -> tuple[str, ...]:
    """Return the forms that a folded Cyrillic word may be a case of, the word itself first.

    Examples
    --------
    >>> "суми" in bases("сумах"), "киів" in bases("києва"), "одесса" in bases("одессои"), "казань" in bases("казанью")
    (True, True, True, True)
    """
    forms: dict[str, None] = {word: None}
    if len(word) < 3:
        return (word,)
    doubled = _DOUBLED.search(word)
    if doubled:
        forms[word[:-2] + "ь"] = None
    for size in (5, 4, 3, 2, 1, 0):
        ending = word[len(word) - size :] if size else ""
        if len(word) - size < 2 or ending not in _ENDINGS:
            continue
        stem = word[: len(word) - size]
        for replacement in _ENDINGS[ending]:
            for variant in _stems(stem, ending, replacement):
                forms[variant + replacement] = None
    return tuple(forms)[:_MAX_FORMS]


def _stems(stem: str, ending: str, replacement: str) -> list[str]:
    """Return a stem as it may look before another ending: Львов- is Львів, Орл- Орел, Роз- Ріг, Химок Химк-."""
    variants = [stem]
    if replacement in _MASCULINE and ending:
        closed = _CLOSED.sub("і", stem)
        if closed != stem:
            variants.append(closed)
        variants += _with_vowel(stem)
    if ending in ("і", "е") and stem[-1] in _SOFTENED:
        hard = stem[:-1] + _SOFTENED[stem[-1]]
        variants.append(hard)
        variants.append(_CLOSED.sub("і", hard))
    if not ending and len(stem) > 3 and stem[-2] in "оеє" and stem[-1] not in _VOWELS:
        # genitive plural: Химок of Химки, Лубен of Лубни
        variants.append(stem[:-2] + stem[-1])
        variants.append(stem[:-2] + "ь" + stem[-1])
    if ending in ("ів", "ев", "ов") and not stem.endswith(tuple(_VOWELS)):
        variants.append(stem)
    return variants


def _with_vowel(stem: str) -> list[str]:
    """Return the stem with the vowel that other cases drop: Орл- Орел, Ельц- Елец, Кам'янц- Кам'янець."""
    if len(stem) < 3 or stem[-1] in _VOWELS or stem[-1] == "ь":
        return []
    if stem[-2] == "ь":
        return [stem[:-2] + "е" + stem[-1]]
    if stem[-2] in _VOWELS:
        # Бельгийца, Китайця: й before the last consonant
        return []
    restored = [stem[:-1] + "е" + stem[-1], stem[:-1] + "о" + stem[-1]]
    opened = _OPENED.sub("о", stem[:-1])
    if opened != stem[:-1]:
        restored.append(opened + "е" + stem[-1])  # Берківц- Берковець
    return restored


@lru_cache(maxsize=1 << 14)
def division_keys(adjective: str, head: str) -> tuple[str, ...]:
    """Return folded names of the divisions that an adjective before a class word, both in any case, may name.

    Examples
    --------
    >>> division_keys("сумськіи", "області")[0], division_keys("курскои", "области")[0]
    ('сумська область', 'курская область')
    """
    known = _HEADS.get(head)
    match = _ADJECTIVE.match(adjective)
    if known is None or match is None:
        return ()
    stem, mark = match["stem"], match["mark"]
    keys: dict[str, None] = {}
    for class_word in known.listed:
        feminine = known.feminine
        endings = (
            ("ка", "кая")
            if feminine and mark.endswith("ь")
            else ("кая", "ка")
            if feminine
            else ("кии", "кои")
        )
        for ending in endings:
            keys[f"{stem}{mark}{ending} {fold(class_word)}".strip()] = None
    return tuple(keys)


def adjective_stem(adjective: str) -> str:
    """Return what a folded adjective of a place leaves without its ending, in any case; empty for no such adjective.

    Examples
    --------
    >>> adjective_stem("великописарівськои"), adjective_stem("нова")
    ('великописарів', '')
    """
    match = _ADJECTIVE.match(adjective)
    return match["stem"] if match else ""


def nominative(adjective: str) -> str:
    """Return the masculine nominative of a folded adjective in any case; empty for no such adjective.

    Examples
    --------
    >>> nominative("рыльского"), nominative("куп'янському")
    ('рыльскии', "куп'янськии")
    """
    match = _ADJECTIVE.match(adjective)
    return f"{match['stem']}{match['mark']}кии" if match else ""


@lru_cache(maxsize=1 << 13)
def town_keys(adjective: str, head: str) -> tuple[str, ...]:
    """Return folded names of the towns that an adjective before a word for a stretch of front may name.

    Examples
    --------
    >>> town_keys("куп'янському", "напрямку")
    ("куп'янськ", "куп'ян", "куп'яни", "куп'яны", "куп'яна", "куп'яно")
    >>> town_keys("запорізькому", "напрямку")[0], town_keys("курахівському", "напрямку")[-4]
    ('запоріжжя', 'курахове')
    """
    match = _ADJECTIVE.match(adjective)
    if match is None or head not in _SECTORS:
        return ()
    stem, mark = match["stem"], match["mark"]
    own = (f"{stem}{mark}к", stem, f"{stem}и", f"{stem}ы", f"{stem}а", f"{stem}о")
    # Курахове is курахівський, Курахово кураховский
    neuter = tuple(
        f"{stem[:-2]}{end}" for end in ("ове", "ово", "еве", "ево") if stem.endswith(("ів", "їв", "ов", "ев"))
    )
    doubled = {"зь": (f"{stem}жжя",), "жс": (f"{stem}жье",)}.get(mark, ())  # Запоріжжя is запорізький
    return (*doubled, *own, *neuter)


@lru_cache(maxsize=1 << 13)
def in_russian(form: str) -> tuple[str, ...]:
    """Return how a folded Ukrainian form may be written in Russian: Бобруйськ is Бобруйск, Вітебськ Витебск."""
    russian = form.replace("ськ", "ск").replace("цьк", "цк").replace("зьк", "зк").replace("є", "е")
    plain = russian.replace("і", "и")
    hard = russian.replace("и", "ы").replace("і", "и")
    doubled = re.sub(r"росиис", "россиис", plain)
    ended = [form.removesuffix(own) + their for own, their in _IN_RUSSIAN if form.endswith(own)]
    return tuple(dict.fromkeys(text for text in (plain, hard, doubled, *ended) if text != form))


def is_head(word: str) -> bool:
    """Whether a folded word is a class word of divisions in some case."""
    return word in _HEADS


def class_word(head: str) -> ClassWord | None:
    """Return what is known of a folded class word in any case."""
    return _HEADS.get(head)
