"""The parts of a name as people write it: class word, container, bare name."""

import re

_ADMIN1 = "region oblast oblast' province state governorate krai kray republic voivodeship territory emirate land prefecture область край республика республіка регион регіон обл вобласць провинция провінція"
_ADMIN2 = "district raion rayon county municipality район раён р-н"
_SETTLEMENT = "city town village settlement hamlet місто город село деревня селище посёлок поселок смт пгт хутор с м г пос дер гор станица аул"
_WATER = "river lake sea ocean gulf bay strait reservoir канал река річка озеро море"
_REGION = "mountains island islands peninsula desert valley"

_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_ADMIN1.split(), frozenset({"admin1"})),
    **dict.fromkeys(_ADMIN2.split(), frozenset({"admin2"})),
    **dict.fromkeys(_SETTLEMENT.split(), frozenset({"settlement"})),
    **dict.fromkeys(_WATER.split(), frozenset({"water"})),
    **dict.fromkeys(_REGION.split(), frozenset({"region"})),
    # county, district and region are first-level divisions in some countries
    "county": frozenset({"admin2", "admin1"}),
    "district": frozenset({"admin2", "admin1"}),
    "municipality": frozenset({"admin2", "admin1"}),
    "region": frozenset({"admin1", "region"}),
}
_SPACE = re.compile(r"[\s\u00a0]+")
_FRONT = re.compile(
    r"^(?P<word>[^\W\d_'-]+(?:-н)?)(?:\.\s*|\s+)(?:of\s+)?(?:the\s+)?(?P<name>\S.*)$", re.IGNORECASE
)
_BACK = re.compile(r"^(?P<name>.*\S)\s+(?P<word>[^\W\d_-]+(?:-н|')?)\.?$")
# one-letter class words ("с. Мала Данилівка") need their dot
_DOTTED = frozenset(["с", "м", "г"])


def split_class(name: str) -> tuple[str, frozenset[str]]:
    """Split off a class word at either end: the bare name, and the kinds that the word allows.

    Examples
    --------
    >>> split_class("Kursk region")[0], sorted(split_class("Kursk region")[1])
    ('Kursk', ['admin1', 'region'])
    >>> split_class("city of Sumy"), split_class("Sumy")
    (('Sumy', frozenset({'settlement'})), ('Sumy', frozenset()))
    """
    text = _SPACE.sub(" ", name).strip()
    for pattern in (_BACK, _FRONT):
        match = pattern.match(text)
        if match is None:
            continue
        word = match["word"].lower()
        if word in _DOTTED and f"{match['word']}." not in text:
            continue
        if word in _KINDS:
            return match["name"].strip(" ,"), _KINDS[word]
    return text, frozenset()


def split_container(name: str) -> tuple[str, str]:
    """Split "Paris, Texas" and "Sumy (Ukraine)" into name and container; the container is empty if there is none."""
    head, comma, tail = name.partition(",")
    if comma and head.strip() and tail.strip():
        return head.strip(), tail.strip()
    match = re.fullmatch(r"\s*([^()]+?)\s*\(([^()]+)\)\s*", name)
    return (match[1], match[2]) if match else (name, "")


_BESIDE = re.compile(
    r"(?P<name>\S.*?),?\s+(?:near|close to|біля|поблизу|неподалік|возле|вблизи|под|під|около)\s+(?P<place>\S.*)",
    re.IGNORECASE,
)


def split_near(name: str) -> tuple[str, str | None]:
    """Split "Pishchane near Kupiansk" into a name and the place that it lies near; None if there is none.

    Examples
    --------
    >>> split_near("Borova near Izium"), split_near("Борова")
    (('Borova', 'Izium'), ('Борова', None))
    """
    match = _BESIDE.fullmatch(name.strip())
    return (match["name"], match["place"]) if match else (name, None)
