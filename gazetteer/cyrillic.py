"""Names in Ukrainian, Russian and Belarusian text: matched through their cases, judged by rules.

The trees know English words only; here a handful of weights, set by hand, say what speaks for a place.
"""

from collections import Counter
from collections.abc import Iterator

from gazetteer.document import Document
from gazetteer.hints import NO_HINT, hint_for
from gazetteer.inflection import bases, division_keys, in_russian, is_head
from gazetteer.lexicon import COUNTRY, REGION, SETTLEMENT, Lexicon
from gazetteer.matcher import Match, is_cyrillic
from gazetteer.wordlists import words

_CAPITALISED = frozenset(("Xx", "XX", "XxXx"))
_MAX_TOKENS = 7
_MAX_KEYS = 60
_PART = 0.5  # of its probability is left to a part of a longer name
_PREPOSITIONS = words(
    "у в во на під под біля из із зі з с со до от від через около возле над між между про к ко по поблизу неподалік неподалеку близ "
    "за перед крізь сквозь вокруг навколо"
)
_PERSON = words(
    "президент президента президентом президенту прем'єр премьер міністр министр депутат генерал полковник майор капітан капитан "
    "журналіст журналист пан пані господин госпожа мер мэр губернатор голова глава речник секретар секретарь лідер лидер"
)
_COMMON = words(
    "він вона воно вони ми ви я ти он она оно они мы вы ты хто кто що что як как де где коли когда цей ця це ці этот эта это эти "
    "порт груз паром шахти шахты завод мост міст січень лютии березень квітень травень червень липень серпень вересень жовтень "
    "листопад грудень январь февраль март апрель маи июнь июль август сентябрь октябрь ноябрь декабрь понеділок вівторок середа "
    "четвер пятниця субота неділя понедельник вторник среда четверг пятница суббота воскресенье суд рада совет дума банк газ "
    "світло світ мир воина віина слава перемога победа надія вера віра любов роман максим іван иван петро петр павло павел "
    "володимир владимир сергіи сергеи олександр александр микола николаи михаило михаил ярослав богдан тарас марія мария анна "
    "президент міністр министр генерал край область раион місто город село вулиця улица"
)
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
            whole = [key for key in keys if lexicon.entry(key) is not None]
            if whole and document.shapes[index] in _CAPITALISED:
                found[index + 1] = whole
        elif document.tokens.words[index] not in ("-", "–", "."):
            break
        index += 1
    result = [
        Match(first, last, entry)
        for last, whole in sorted(found.items(), reverse=True)
        if (entry := lexicon.any_of(tuple(whole), exact=_folded(document, first, last))) is not None
    ]
    divided = _division_at(document, lexicon, first)
    return [divided, *(match for match in result if match.last > divided.last)] if divided else result


def _folded(document: Document, first: int, last: int) -> str:
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
    entry = lexicon.any_of(tuple(keys)) if keys else None
    return Match(first, last, entry) if entry is not None else None


def _head_after(document: Document, index: int) -> str:
    """Return the class word after a name, over the other names of a list; empty for none."""
    sentence = document.sentence_of[index - 1]
    limit = min(len(document.tokens), index + 16)
    while index < limit and document.sentence_of[index] == sentence:
        if is_head(document.folded[index]):
            return document.folded[index]
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


def probabilities(document: Document, found: list[Match]) -> list[float]:
    """Return for each Cyrillic match how likely it names a place there."""
    lower = Counter(
        word for word, shape in zip(document.folded, document.shapes, strict=True) if shape == "x" and word
    )
    known = {index for match in found for index in range(match.first, match.last)}
    parts = _parts_of_longer(found)
    return [
        _probability(document, match, lower, known) * (_PART if part else 1.0)
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


def _probability(document: Document, match: Match, lower: Counter[str], known: set[int]) -> float:
    entry = match.entry
    first, last = match.first, match.last
    if last - first == 1 and document.folded[first] in _COMMON:
        return 0.02
    initial = first == 0 or document.sentence_of[first - 1] != document.sentence_of[first]
    before = "" if initial else document.tokens.words[first - 1].lower()
    hint = hint_for(document, match)
    score = 0.45 + 0.08 * min(max(float(entry.prior[0]) - 4.0, -3.0), 3.0)
    score += 0.35 * bool(hint.kind != NO_HINT and (entry.kind == hint.kind).any())
    score += 0.25 * (before in _PREPOSITIONS) + 0.1 * (last - first > 1)
    score += 0.2 * bool(entry.kind[0] in (COUNTRY, REGION))
    score -= 0.3 * (before in _PERSON)
    score -= (0.3 if entry.kind[0] == SETTLEMENT and entry.prior[0] < 7.0 else 0.1) * initial
    score -= 0.3 * (lower[document.folded[first]] > 0 and last - first == 1)
    if not document.capitals[document.sentence_of[first]]:
        score -= 0.35 * _beside_unknown_name(document, match, known)
    return min(max(score, 0.02), 0.97)


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
