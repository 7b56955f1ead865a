"""From the adjective of a town back to the town: Вовчанська громада is that of Вовчанськ, великописарівська of Велика Писарівка.

What an adjective leaves without its ending (its *stem*) is compared with the stems that the names of the data may have.
Words are folded (:func:`gazetteer.text.names.fold`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

_CLUSTERS = ("ськ", "цьк", "зьк", "ск", "цк", "зк")
_VOWELS = "аеєиіоуыэюяь"
# what stands between a town's own stem and the ending: Суми сум-ський, Дергачі дергач-ів-ський, Шостка шостк-ин-ський
_FORMANTS = ("", "ів", "ов", "ев", "єв", "ин", "ін", "ян", "ан", "ен", "ець", "іи", "ии", "и", "ьів", "к")
_OPEN = re.compile("[оеє](?=[^аеєиіоуыэюя]$)")
_LINKS = ("о", "е", "ьо")
_FIRST_ENDINGS = ("а", "ии", "е", "і", "ая", "ыи", "ое", "ие", "ые", "ои", "я", "є", "ь", "")
_SHORTEST, _MOST_NAMES, _CUT = 3, 400, 3


def towns_of(stem: str, names_from: Callable[[str], Iterable[str]]) -> list[str]:
    """Return the folded names whose adjective has a stem, those that need least added first.

    Parameters
    ----------
    stem
        An adjective's, as :func:`gazetteer.names.inflection.adjective_stem` gives it; shorter than three letters is none.
    names_from
        The names of the data that begin with some letters.
    """
    if len(stem) < _SHORTEST:
        return []
    found = dict.fromkeys(
        name
        for prefix in _prefixes(stem)
        for name in islice(names_from(prefix), _MOST_NAMES)
        if stem in stems_of(name)
    )
    return sorted(found, key=lambda name: (stems_of(name).index(stem), name))


def _prefixes(stem: str) -> Iterator[str]:
    """Yield how names may begin: by most of the stem, or by its parts as two words."""
    yield stem[: max(_SHORTEST, len(stem) - _CUT)]
    for at in range(3, len(stem) - _SHORTEST):
        for link in _LINKS:
            if stem.startswith(link, at):
                first, second = stem[:at], stem[at + len(link) :].strip()
                for ending in _FIRST_ENDINGS if len(second) >= _SHORTEST - 1 else ():
                    yield f"{first}{ending} {second[:_SHORTEST]}"


@lru_cache(maxsize=1 << 14)
def stems_of(name: str) -> tuple[str, ...]:
    """Return the stems that the adjective of a folded name may have, likelier ones first.

    Examples
    --------
    >>> "вовчан" in stems_of("вовчанськ"), "великописарів" in stems_of("велика писарівка"), "сум" in stems_of("суми")
    (True, True, True)
    """
    first, _, rest = name.partition(" ")
    if not rest:
        return tuple(dict.fromkeys(_stems(name)))
    bare = first.rstrip(_VOWELS)
    return tuple(
        dict.fromkeys(
            f"{bare}{link}{gap}{stem}" for gap in ("", " ") for stem in _stems(rest) for link in _LINKS
        )
    )


def _stems(word: str) -> Iterator[str]:
    for cluster in _CLUSTERS:
        if word.endswith(cluster):
            yield word.removesuffix(cluster)
            return
    if word[-2:] in ("ии", "іи", "аи", "еи", "ои"):
        yield word  # Стрий, стрийський
    if word.endswith(("ка", "ки")):
        yield word[:-2]
    base = word.rstrip(_VOWELS) or word
    if base[-2:] in ("лл", "нн"):
        yield f"{base[:-1]}ь"  # Білопілля, білопільський
    if base.endswith("ц"):
        yield f"{base[:-1]}е"  # Липці, липецький
    if base[-1] in "кгхчшцжз":
        yield base[:-1]  # Городок, городоцький
    yield base
    yield _OPEN.sub("і", base)  # Борова, борівський
    yield from (base + formant for formant in _FORMANTS)
    if base.endswith("л"):
        yield f"{base}ь"  # Бориспіль, бориспільський
