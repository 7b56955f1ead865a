"""Names in Ukrainian, Russian and Belarusian text: matched through their cases, judged by rules.

The trees know English words only; here a handful of weights, set by hand, say what speaks for a place.
"""

from collections import Counter
from collections.abc import Iterator

from gazetteer.entries.divisions_named import division_by_sound, divisions_of, seat_of_division
from gazetteer.entries.lexicon import ADMIN1, ADMIN2, COUNTRY, REGION, SETTLEMENT, WATER, Entry, Lexicon
from gazetteer.languages import words_of
from gazetteer.names.inflection import (
    adjective_stem,
    bases,
    class_word,
    division_keys,
    in_russian,
    is_head,
    nominative,
    town_keys,
)
from gazetteer.place import KINDS
from gazetteer.reading.document import Document
from gazetteer.reading.hints import NO_HINT, hint_for
from gazetteer.reading.matcher import Match, is_cyrillic
from gazetteer.text.names import NameFlag, fold

_CAPITALISED = frozenset(("Xx", "XX", "XxXx"))
_MAX_TOKENS = 7
_MAX_KEYS = 60
_PART = 0.5  # of its probability is left to a part of a longer name
_READ = ("uk", "ru")
_DIVIDED = "adjectives before a class word"  # in a document's memo
_SURE, _NATIONALITY, _NO_PLACE = 0.97, 0.9, 0.02
_LONGEST_ACRONYM = 4


def _folded(name: str) -> frozenset[str]:
    """Return a word list of the languages read here, folded."""
    return frozenset(map(fold, words_of(name, *_READ)))


_PREPOSITIONS = words_of("prepositions", *_READ)
_PERSON = words_of("persons", *_READ)
# first names in the folded nominative; after them comes a surname, whatever town is called so
_FIRST_NAMES = _folded("first_names")
_TOWN_ENDS = ("ськ", "цьк", "ск", "цк", "град", "город", "піль", "поль", "івка", "ївка", "овка", "евка")
_LONG_TOWN = 7
_SURNAME_ENDS = ("енко", "енка", "енку", "енком")
_NEVER = _folded("never")
_OPENERS = _folded("openers")
# words that begin sentences, and hardly ever stand with a capital within one
_COMMON = _folded("common")
_BETWEEN = _folded("between")
_COMMANDS = _folded("commands")
_NEAR_COUNTRIES = tuple(sorted(code.upper() for code in words_of("near_countries", *_READ)))
_BEFALLEN, _BEFALLEN_GAIN = words_of("befallen", *_READ), 0.25
_FAR_COST = 0.25
_LARGE = 8.5  # prior of cities that are spoken of far from them
_PLURAL_CASES = ("ов", "ев", "ів", "їв", "єв")
_LONG_PLURAL = 7  # letters of what is plural and a country: Нидерланды, Эмираты
# endings that an adjective has and a town in -ськ or -ск has not
_ADJECTIVE_CASES = ("іи", "ою", "оі", "ои", "ую")
_JOINING = frozenset((",", "і", "й", "та", "и", "або", "или", "-", "–"))


def cyrillic_matches(document: Document, lexicon: Lexicon) -> Iterator[Match]:
    """Yield the names that begin at capitalised Cyrillic words, longer ones first."""
    if not is_cyrillic(document.text):
        return
    for index, shape in enumerate(document.shapes):
        if shape in _CAPITALISED and is_cyrillic(document.tokens.words[index]):
            yield from _at(document, lexicon, index)
        elif shape == "x" and (entry := _nationality(document, lexicon, index)) is not None:
            yield Match(index, index + 1, entry)


def _nationality(document: Document, lexicon: Lexicon, index: int) -> Entry | None:
    """Return where a Cyrillic adjective or name of people points to; it has no capital within a sentence."""
    word = document.lower[index]
    entry = None if word.isascii() else lexicon.demonym(word)
    low, _ = document.bounds[document.sentence_of[index]]
    if document.shapes[index] == "Xx" and index > low and document.shapes[index - 1] == "Xx":
        return None  # Вишнє Німецьке
    surname = document.shapes[index] != "x" and word.endswith(_PLURAL_CASES)  # Чехов
    return None if entry is not None and entry.subtype == "demonym" and surname else entry


def _at(document: Document, lexicon: Lexicon, first: int) -> list[Match]:
    """Return the names that begin at one word."""
    found: dict[int, list[str]] = {}
    keys = [""]
    index = first
    while keys and index < min(len(document.tokens), first + _MAX_TOKENS):
        if document.sentence_of[index] != document.sentence_of[first]:
            break
        folded = document.folded[index]
        if folded:
            keys = _longer(keys, folded, lexicon)
            whole = [
                key
                for key in keys
                if (entry := lexicon.entry(key)) is not None and _may_be(entry, key, folded)
            ]
            if whole and document.shapes[index] in _CAPITALISED:
                found[index + 1] = whole
        elif document.tokens.words[index] not in ("-", "–", "."):
            break
        index += 1
    result = [
        Match(first, last, entry)
        for last, whole in sorted(found.items(), reverse=True)
        if (entry := lexicon.any_of(tuple(whole), exact=_as_it_stands(document, first, last))) is not None
    ]
    divided = _division_at(document, lexicon, first) or _sector_at(document, lexicon, first)
    if divided is None:
        short = lexicon.abbreviation(document.tokens.words[first]) or _nationality(document, lexicon, first)
        if short is not None:
            return [*(match for match in result if match.last > first + 1), Match(first, first + 1, short)]
        return result
    document.memo.setdefault(_DIVIDED, set()).add((divided.first, divided.last))
    return [divided, *(match for match in result if match.last > divided.last)]


def _may_be(entry: Entry, key: str, folded: str) -> bool:
    """Whether a form may be a case of a name: Чехов and Серов are no genitives of countries."""
    plural = key != folded and folded.endswith(_PLURAL_CASES) and not key.endswith(folded)
    return not (plural and entry.kind[0] == COUNTRY and len(key) < _LONG_PLURAL)


def _sector_at(document: Document, lexicon: Lexicon, first: int) -> Match | None:
    """Return the town that an adjective names before a word for a stretch of front: на Куп'янському напрямку."""
    last = first + 1
    if last >= len(document.tokens) or document.sentence_of[last] != document.sentence_of[first]:
        return None
    for key in town_keys(document.folded[first], document.folded[last]):
        for form in (key, *in_russian(key)):
            entry = lexicon.entry(form)
            if entry is not None and (entry.kind == SETTLEMENT).any():
                return Match(first, last, entry)
    return None


def _as_it_stands(document: Document, first: int, last: int) -> str:
    """Return the folded words of a stretch as they stand."""
    return " ".join(filter(None, document.folded[first:last]))


def _longer(keys: list[str], folded: str, lexicon: Lexicon) -> list[str]:
    """Return the keys with one more word, in every form that some name begins with."""
    forms = bases(folded)
    longer = [key for known in keys for form in forms if lexicon.has_prefix(key := f"{known} {form}".strip())]
    russian = [other for form in forms for other in in_russian(form)]
    longer += [
        key for known in keys for form in russian if lexicon.has_prefix(key := f"{known} {form}".strip())
    ]
    return list(dict.fromkeys(longer))[:_MAX_KEYS]


def _division_at(document: Document, lexicon: Lexicon, first: int) -> Match | None:
    """Return the division that an adjective before a class word names, in lists too: Сумської та Харківської областей."""
    last, adjective = first + 1, document.folded[first]
    tokens = document.tokens
    if (
        last + 1 < len(tokens)
        and tokens.words[last] in ("-", "–")
        and tokens.starts[last + 1] == tokens.ends[first] + 1
    ):
        adjective, last = f"{adjective} {document.folded[last + 1]}", last + 2
    if last < len(tokens) and document.shapes[last] in _CAPITALISED and not is_head(document.folded[last]):
        adjective, last = f"{adjective} {document.folded[last]}", last + 1
    head = _head_after(document, last)
    if not head and adjective.endswith(_ADJECTIVE_CASES):
        head = _head_left_out(document, last)
    if not head:
        return None
    keys = [key for key in division_keys(adjective, head) if lexicon.entry(key) is not None]
    if not keys:
        keys = [
            key
            for own in division_keys(adjective, head)
            for key in in_russian(own)
            if lexicon.entry(key) is not None
        ]
    entry = lexicon.any_of(tuple(keys)) if keys else _unlisted_division(adjective, head, lexicon)
    known = class_word(head)
    if entry is not None and known is not None and known.countries:
        entry = divisions_of(entry, known.countries, lexicon) or entry
    return Match(first, last, entry) if entry is not None else None


def _unlisted_division(adjective: str, head: str, lexicon: Lexicon) -> Entry | None:
    """Return the division of the lowest levels that an adjective names by its sound, or else by its town."""
    known = class_word(head)
    if known is None or known.kind != KINDS[ADMIN2] or not nominative(adjective):
        return None
    if known.listed and (entry := division_by_sound(nominative(adjective), lexicon)) is not None:
        return entry
    word = "okrug" if known.listed else "hromada"
    if not known.towns:
        return None
    return seat_of_division(adjective_stem(adjective), lexicon, kind_word=word, countries=known.countries)


def _head_after(document: Document, index: int) -> str:
    """Return the class word after a name, over the other names of a list; empty for none."""
    sentence = document.sentence_of[index - 1]
    limit = min(len(document.tokens), index + 16)
    while index < limit and document.sentence_of[index] == sentence:
        if is_head(document.folded[index]):
            return document.folded[index]
        if document.folded[index] in _BETWEEN:
            index += 1
            continue
        if document.tokens.words[index] not in _JOINING and document.shapes[index] not in _CAPITALISED:
            return ""
        index += 1
    return ""


def _head_left_out(document: Document, index: int) -> str:
    """Return the class word that an adjective before a sign leaves out: "у Курській області сніг, у Сумській – дощ"."""
    sentence = document.sentence_of[index - 1]
    if index < len(document.tokens) and document.sentence_of[index] == sentence and document.folded[index]:
        return ""
    before = index - 2
    while before >= 0 and document.sentence_of[before] == sentence:
        if is_head(document.folded[before]):
            return document.folded[before]
        before -= 1
    return ""


def probabilities(document: Document, found: list[Match], lexicon: Lexicon) -> list[float]:
    """Return for each Cyrillic match how likely it names a place there."""
    lower = Counter(
        word for word, shape in zip(document.folded, document.shapes, strict=True) if shape == "x" and word
    )
    known = {
        index
        for match in found
        for index in range(match.first, match.last)
        if document.folded[index] not in _FIRST_NAMES
    }
    near = {lexicon.gazetteer.countries.index(code) for code in _NEAR_COUNTRIES}
    parts = _parts_of_longer(found)
    return [
        (_probability(document, match, lower, known) - _far_cost(document, match, near))
        * (_PART if part else 1.0)
        for match, part in zip(found, parts, strict=True)
    ]


def _parts_of_longer(found: list[Match]) -> list[bool]:
    """Whether each match lies within a longer one: "Нова Рудня" is neither Нова nor Рудня."""
    farthest: dict[int, int] = {}
    for match in found:
        farthest[match.first] = max(farthest.get(match.first, 0), match.last)
    reach, before = 0, {}
    for first in sorted(farthest):
        before[first] = reach
        reach = max(reach, farthest[first])
    return [before[m.first] >= m.last or farthest[m.first] > m.last for m in found]


def _far_cost(document: Document, match: Match, near: set[int]) -> float:
    """Return what speaks against a small foreign town, which hardly any text in Ukrainian or Russian means.

    Twice as much where a sentence begins, since any word has a capital there: Бої is a case of Бо, but means fights.
    """
    entry, first = match.entry, match.first
    if entry.kind[0] != SETTLEMENT or entry.prior[0] >= _LARGE or not near.isdisjoint(entry.country.tolist()):
        return 0.0
    if hint_for(document, match).kind != NO_HINT:
        return 0.0
    initial = first == 0 or document.sentence_of[first - 1] != document.sentence_of[first]
    return _FAR_COST * (1 + initial)


def _is_no_place(document: Document, match: Match, *, initial: bool) -> bool:
    """Whether a word is a first name, a common word, or a water that the data lack."""
    entry, folded = match.entry, document.folded[match.first]
    hint = hint_for(document, match)
    if hint.kind == WATER and not (entry.kind == WATER).any():
        return True
    if match.last - match.first > 1 or (hint.kind != NO_HINT and (entry.kind == hint.kind).any()):
        return False
    if folded in _FIRST_NAMES and not initial and document.lower[match.first - 1] in _PREPOSITIONS:
        return False  # a person's name would have another case there
    if initial and folded in _OPENERS:
        return True
    common = initial or document.capitals[document.sentence_of[match.first]]
    return folded in _NEVER or folded in _FIRST_NAMES or (common and folded in _COMMON)


def _probability(document: Document, match: Match, lower: Counter[str], known: set[int]) -> float:
    entry = match.entry
    first, last = match.first, match.last
    if (first, last) in document.memo.get(_DIVIDED, ()) or entry.flags[0] & NameFlag.ABBREVIATION:
        return _SURE
    if entry.subtype:
        return _NATIONALITY
    if _is_acronym(document, match) or (last < len(document.tokens) and document.folded[last] in _COMMANDS):
        return _NO_PLACE
    initial = first == 0 or document.sentence_of[first - 1] != document.sentence_of[first]
    if _is_no_place(document, match, initial=initial):
        return _NO_PLACE
    before = "" if initial else document.lower[first - 1]
    lead = before if before not in _JOINING else _list_lead(document, first, known)
    hint = hint_for(document, match)
    score = 0.45 + 0.08 * min(max(float(entry.prior[0]) - 4.0, -3.0), 3.0)
    score += 0.35 * bool(hint.kind != NO_HINT and (entry.kind == hint.kind).any())
    score += 0.25 * (lead in _PREPOSITIONS) + 0.1 * (last - first > 1)
    score += 0.2 * bool(entry.kind[0] in (COUNTRY, REGION))
    score -= 0.3 * (before in _PERSON or (last - first == 1 and _is_surname(document, first, before)))
    score -= 0.5 * (not initial and document.folded[first - 1] in _FIRST_NAMES)
    doubtful = entry.kind[0] == SETTLEMENT and entry.prior[0] < 7.0 and not _is_like_town(document, first)
    score -= (0.3 if doubtful else 0.1) * initial
    score += _BEFALLEN_GAIN * (initial and _is_befallen(document, match))
    score -= 0.3 * (lower[document.folded[first]] > 0 and last - first == 1)
    if not document.capitals[document.sentence_of[first]]:
        score -= 0.35 * _beside_unknown_name(document, match, known)
    return min(max(score, _NO_PLACE), _SURE)


def _list_lead(document: Document, first: int, known: set[int]) -> str:
    """Return the word before the names of a list of which one begins at ``first``: біля of "біля Липців та Глибокого"."""
    low, _ = document.bounds[document.sentence_of[first]]
    at = first - 1
    while at > low and document.lower[at] in _JOINING and at - 1 in known:
        at -= 1
        while at >= low and at in known:
            at -= 1
    return document.lower[at] if at >= low else ""


def _is_acronym(document: Document, match: Match) -> bool:
    """Whether a small place is named by a short word in capitals: ОВА is an administration, but СУМИ before a sign a dateline."""
    first, last = match.first, match.last
    entry = match.entry
    if entry.kind[0] in (COUNTRY, REGION) or last - first > 1 or document.shapes[first] != "XX":
        return False
    if entry.kind[0] == ADMIN1 and entry.key == document.folded[first] and entry.flags[0] & NameFlag.LOCAL:
        return False  # ХМАО
    sentence = document.sentence_of[first]
    if len(document.folded[first]) > _LONGEST_ACRONYM or document.capitals[sentence]:
        return False
    low, high = document.bounds[sentence]
    return not (first == low and (last >= high or not document.folded[last]))


def _is_befallen(document: Document, match: Match) -> bool:
    """Whether what follows a name says that something happened to a place: without power, under fire, liberated."""
    _, high = document.bounds[document.sentence_of[match.first]]
    return match.last < high and document.lower[match.last] in _BEFALLEN


def _is_like_town(document: Document, first: int) -> bool:
    """Whether a word ends as towns do and hardly any other noun: Вовчанськ, Шостка is none."""
    folded = document.folded[first]
    return len(folded) >= _LONG_TOWN and folded.endswith(_TOWN_ENDS)


def _is_surname(document: Document, first: int, before: str) -> bool:
    """Whether a word ends as surnames do, with no preposition before it that asks for a place."""
    return document.folded[first].endswith(_SURNAME_ENDS) and before not in _PREPOSITIONS


def _beside_unknown_name(document: Document, match: Match, known: set[int]) -> bool:
    """Whether a capitalised word that is no place stands directly beside the name, as in a person's name."""
    first, last = match.first, match.last
    sentence = document.sentence_of[first]
    before, after = first - 1, last
    if (
        after < len(document.tokens)
        and document.sentence_of[after] == sentence
        and document.shapes[after] == "Xx"
        and after not in known
    ):
        return True
    if (
        before >= 0
        and document.sentence_of[before] == sentence
        and document.shapes[before] == "Xx"
        and before not in known
    ):
        return before > 0 and document.sentence_of[before - 1] == sentence
    return False
