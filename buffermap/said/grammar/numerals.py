"""Numbers as digits and as words, English, Ukrainian and Russian, in all cases and in compounds."""

import re

from buffermap.said.grammar.patterns import Pattern

_UP_TO_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
_ENGLISH = {word: float(number) for number, word in enumerate(_UP_TO_TWENTY.split())} | {
    "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
    "dozen": 12.0,
}  # fmt: skip

# Stems of numerals that take endings (двадцат-и, двадцят-ьох), longest first when looked up; forms that share
# no stem stand in full. Apostrophes and ё are folded before.
_SLAVIC_FORMS = {
    0.5: "пів пол половин",
    1.5: "полтор полутор півтор",
    1: "один одн",
    2: "два две двух двум двумя дві двох двом двома дво",
    3: "три трех трьох трем тремя трьом трьома трь",
    4: "четыре четырех четырем четырьмя чотири чотирьох чотирьом чотирма",
    5: "пять пяти пятью пятьох пятьом пятьма",
    6: "шесть шести шестью шість шістьох шістьма",
    7: "семь семи семью сім сімох сімома сьом",
    8: "восемь восьми восемью вісім вісьмох вісьмома",
    9: "девять девяти девятью девятьох",
    10: "десять десяти десятью десятьох десятк десяток десятьма",
    11: "одиннадцат одинадцят",
    12: "двенадцат дванадцят дюжин",
    13: "тринадцат тринадцят",
    14: "четырнадцат чотирнадцят",
    15: "пятнадцат пятнадцят",
    16: "шестнадцат шістнадцят",
    17: "семнадцат сімнадцят",
    18: "восемнадцат вісімнадцят",
    19: "девятнадцат девятнадцят",
    20: "двадцат двадцят",
    30: "тридцат тридцят",
    40: "сорок",
    50: "пятьдесят пятидесят пятдесят",
    60: "шестьдесят шестидесят шістдесят",
    70: "семьдесят семидесят сімдесят",
    80: "восемьдесят восьмидесят вісімдесят",
    90: "девяност девяност девяносто",
    100: "сто ста сотн",
    200: "двести двухсот двісті двохсот",
    300: "триста трехсот трьохсот",
    400: "четыреста четырехсот чотириста чотирьохсот",
    500: "пятьсот пятисот пятсот",
    1000: "тысяч тисяч",
}
_SLAVIC = {form: float(value) for value, forms in _SLAVIC_FORMS.items() for form in forms.split()}
SLAVIC_NUMBER = rf"(?:{'|'.join(sorted(_SLAVIC, key=len, reverse=True))})[а-яіїєґ]{{0,4}}"
"""Pattern of one Cyrillic number word (apostrophes and ё folded): a stem with an ending."""
_SLAVIC_ENDING = Pattern(r"(?:ь|ью|ьма|ьома|ьох|ьом|и|і|ы|а|а я|у|ой|ою|ої|го|ому|ти|х|ми|ок|ка|ю)?")

_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?![\d])"
_PLAIN = r"(?:\d+(?:[.,]\d+|[½¼¾])?|[½¼¾])"
DIGITS = rf"(?:{_GROUPED}|{_PLAIN})"
"""Pattern of a number in digits: ``1,200``, ``20 000``, ``10.5``, ``10,5``."""

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
ENGLISH = (
    rf"(?:(?:{_ONES})[-\s]and[-\s]a[-\s](?:half|quarter)|three[-\s]quarters(?:[-\s]of[-\s]an?)?|(?:(?:an?|{_ONES}|{_TENS})[-\s])?thousand"
    rf"|(?:(?:an?|{_ONES}|{_TEENS})[-\s])?hundred(?:[-\s](?:and[-\s])?(?:{_TENS})(?:[-\s](?:{_ONES}))?)?"
    rf"|(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_TEENS}|{_ONES}|half(?:[-\s]an?)?(?![-\s]dozen)|a[-\s](?:half|quarter)|quarter[-\s]of[-\s]a|"
    rf"(?:(?:{_ONES}|half[-\s]a|a)[-\s])?dozen|a[-\s]couple(?:[-\s]of)?|an?)"
)
"""Pattern of an English number in words, "a" included."""

SLAVIC = r"[А-Яа-яЁёІіЇїЄєҐґ'’ʼ]{2,}(?:[ \u00a0-][А-Яа-яЁёІіЇїЄєҐґ'’ʼ]{2,})?"
"""Pattern of one or two Cyrillic words that `value` may know as a number."""


def fold_slavic(word: str) -> str:
    """Lower case, ё as е, without apostrophes."""
    return word.lower().replace("ё", "е").translate({ord(c): None for c in "'’ʼ"})


def value(written: str) -> float | None:
    """Return the number that digits or words mean, or None.

    Examples
    --------
    >>> value("1,200"), value("10,5"), value("twenty-five"), value("one-and-a-half"), value("двадцяти п’яти")
    (1200.0, 10.5, 25.0, 1.5, 25.0)
    """
    text = written.strip().lower()
    if not text:
        return None
    if text[0].isdigit() or text[0] in _VULGAR:
        return _digits(text)
    if text[0].isascii():
        return _english(text)
    return _slavic(text)


def _digits(text: str) -> float | None:
    if re.fullmatch(_GROUPED, text):
        return float(re.sub(r"\D", "", text))
    if re.fullmatch(_PLAIN, text):
        part = _VULGAR.get(text[-1], 0.0)
        return float((text[:-1] if part else text).replace(",", ".") or 0) + part
    return None


_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MULTIPLES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0}
_FRACTIONS = (("half", 0.5), ("quarter", 0.25))


def _english(text: str) -> float | None:
    words = [word for word in re.split(r"[-\s]+", text) if word not in {"and", "of"}]
    if words[:2] == ["three", "quarters"]:
        return 0.75
    if words[:1] == ["half"] and words[-1] == "dozen":
        return 6.0
    for fraction, part in _FRACTIONS:
        if fraction in words:
            whole = words[: words.index(fraction)]
            return _english_sum(whole[:-1], part) if whole[-1:] == ["a"] and len(whole) > 1 else part
    return 2.0 if "couple" in words else _english_sum(words, 0.0)


def _english_sum(words: list[str], total: float) -> float | None:
    current = 0.0
    for word in words:
        if word in _MULTIPLES:
            current = (current or 1.0) * _MULTIPLES[word]
        elif word in {"a", "an"}:
            current = 1.0
        elif word in _ENGLISH:
            current += _ENGLISH[word]
        else:
            return None
    return total + current


def _slavic(text: str) -> float | None:
    words = fold_slavic(text).replace("-", " ").split()
    values = [_slavic_word(word) for word in words]
    if any(number is None for number in values):
        # only the last word may be the number ("глубиной двадцать")
        return values[-1]
    numbers = [number for number in values if number is not None]
    if len(numbers) == 2 and not _adds(*numbers):
        return numbers[-1]
    return sum(numbers)


def _adds(first: float, second: float) -> bool:
    """Whether two numerals side by side are one number: сто пятьдесят, двадцать пять."""
    return (first >= 100 and second < 100) or (20 <= first < 100 and second < 10)


def _slavic_word(word: str) -> float | None:
    if word in _SLAVIC:
        return _SLAVIC[word]
    for cut in range(len(word), 1, -1):
        stem = word[:cut]
        if stem in _SLAVIC and _SLAVIC_ENDING.fullmatch(word[cut:]):
            return _SLAVIC[stem]
    return _compound(word)


def _compound(word: str) -> float | None:
    """Read the linking form of a compound: ``двадцатипяти`` in двадцатипятикилометровая."""
    for cut in range(len(word) - 2, 5, -1):
        tens, ones = _SLAVIC.get(word[:cut].removesuffix("и")), word[cut:]
        if tens is not None and tens >= 20 and ones in _SLAVIC and _SLAVIC[ones] < 10:
            return tens + _SLAVIC[ones]
    return None
