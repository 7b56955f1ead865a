"""What rules know better than the trees: they correct the probability that a span names a place.

The trees learnt from annotators' habits and from English news of a few years. Rules speak for what the corpora hardly
show or do not annotate, and against parts of other names.
"""

from collections import Counter

import numpy as np
import numpy.typing as npt

from gazetteer.entries.entryfacts import facts_of
from gazetteer.entries.lexicon import ADMIN1, COUNTRY, REGION, SETTLEMENT, SITE, WATER
from gazetteer.languages import words_of
from gazetteer.models.wordvectors import WordVectors
from gazetteer.reading.cues import (
    DIRECTION,
    FIRST_NAMES,
    FUNCTION,
    OFFICE,
    ORGANISATION,
    PERSON_VERB,
    SAY,
    SEATS_OF_POWER,
)
from gazetteer.reading.document import Document
from gazetteer.reading.hints import hint_for
from gazetteer.reading.language import UNKNOWN, sentence_languages
from gazetteer.reading.organisations import organisation_around
from gazetteer.reading.spans import Span
from gazetteer.text.names import NameFlag
from gazetteer.text.wordlists import words

Floats = npt.NDArray[np.float64]
CERTAIN = 0.9
PERSON_FACTOR = 0.4  # what is left where a first name stands before or a surname after
OTHER_FACTOR = 0.2  # what is left of what is no place at all
SURE = 0.6
LIKELY = 0.45
ADJECTIVE_ABOVE = 0.18
OFFICE_ADJECTIVE_ABOVE = 0.08  # before "officials", "troops"
CONSISTENT_ABOVE = 0.15
WITHIN_ABOVE = 0.08  # where a division that has such a town is named
LISTED_ABOVE = 0.2  # where "and" joins a name to a sure one
_SURE_NEIGHBOUR, _JOINS = 0.85, frozenset(("and", "or", "&"))
NESTED_ABOVE = 0.28  # where the name of an organisation goes on behind a town's
_SURE_COUNTRY = 0.6
_SHORTEST = 5
_LARGE = 5.5
# what begins names of two words, in the romanisations of Ukrainian, Russian and Belarusian
_ADJECTIVES = words(
    "nova novaya novaja novoe nove novyi novyy novy stara staraya staraja staryi staryy stary staroe velyka velykyi velyki "
    "velykyy velikaya velikiy velikie bolshaya bolshoy bolshoe mala malaya malaja malyi malyy maly maloe verkhnia verkhnya "
    "verkhnyaya verkhniy verkhnie nyzhnia nyzhnya nizhnyaya nizhniy nizhnie krasnaya krasnyi krasnyy krasny krasnoe chervona "
    "chervonyi chervone bila belaya belyi belyy bely chorna chornyi chernaya chernyi cherny sukha sukhaya svyata sviata svyatoi"
)
_INSTITUTIONS = words_of("institutions", "en")
_WATERS = words("river rivers lake reservoir")
_OWNERS = words("my your his her our")
_HEARERS = words(
    "reporters journalists me him her us police investigators detectives officers jurors deputies"
)
_NAMED = words("called named nicknamed")
_ONE = words("a an")
_ARTICLES = words("al el as ash an ar at ad az abu ibn umm")
_PEOPLE = words(
    "man woman boy girl guy person friend neighbour neighbor colleague reporter journalist photographer writer author soldier "
    "officer sergeant captain general pilot driver farmer teacher student doctor nurse lawyer judge senator minister mayor "
    "son daughter brother sister husband wife child baby dog cat horse"
)
_TOWN_BEFORE = words("in near at of from")
_HYPHENS, _LONGEST_PARTY = frozenset("-‑–"), 3
_AGES = range(14, 105)
_KNOWN = 6.0  # prior of what a university is named after
_HONORIFICS = words("mr mrs ms miss dr prof sir dame sgt lt capt col maj sen rep gov")
# prepositions of place, and what joins names, in the languages of the Latin script that have no model
_FOREIGN_BEFORE = words(
    "in nach aus bei von um vor für und bis à de en pour vers dans et entre a desde hasta para por y al da di per e ad w do z "
    "na we ze od i oraz pod em v naar van te och till från i från în din şi și la"
)


def with_rules(document: Document, spans: list[Span], probability: Floats, vectors: WordVectors) -> Floats:
    """Return the probability of each span, corrected.

    The people of a place (Ukrainians), a name with its class word (Sumy City), a seat of power (the Kremlin), most
    adjectives and names that fit the other places of the text are found even where the trees would leave them out;
    parts of people's names (Jordan Smith, Jack London, Mr. Berlin) and bare directions (Northern troops) are not.
    """
    countries, divisions = _sure_countries(spans, probability), _sure_divisions(spans, probability)
    beside = _beside_sure(document, spans, probability)
    languages = sentence_languages(document)
    for number, span in enumerate(spans):
        chance = float(probability[number])
        if _is_no_place(document, span) or _is_institution(document, span, countries):
            probability[number] = chance * OTHER_FACTOR
        elif (
            chance < CERTAIN and (span.in_person_name or _goes_on_unknown(document, span, vectors))
        ) or _is_person(document, span):
            probability[number] = chance * PERSON_FACTOR
        elif chance >= SURE:
            continue
        elif _has_class_word(document, span) or _is_seat_of_member(document, span):
            probability[number] = SURE
        elif languages[document.sentence_of[span.match.first]] not in ("en", UNKNOWN):
            if _is_foreign_place(document, span):
                probability[number] = max(chance, SURE)
        elif (
            _is_likely(document, span, chance)
            or _is_within(document, span, chance, divisions)
            or (chance > LISTED_ABOVE and number in beside)
            or (chance > CONSISTENT_ABOVE and _is_consistent(document, span, countries, vectors))
        ):
            probability[number] = max(chance, LIKELY)
    return probability


def _sure_countries(spans: list[Span], probability: Floats) -> Counter[int]:
    """Count the countries of the names that are surely places."""
    return Counter(
        facts_of(span.match.entry).country
        for span, chance in zip(spans, probability.tolist(), strict=True)
        if chance > _SURE_COUNTRY and span.match.entry.plain
    )


def _sure_divisions(spans: list[Span], probability: Floats) -> frozenset[int]:
    """Return the rows of the divisions that the text surely names."""
    return frozenset(
        int(span.match.entry.row[0])
        for span, chance in zip(spans, probability.tolist(), strict=True)
        if chance > _SURE_COUNTRY and facts_of(span.match.entry).kind == ADMIN1
    )


def _beside_sure(document: Document, spans: list[Span], probability: Floats) -> frozenset[int]:
    """Return the numbers of names that "and" joins to a surely named place of the same country: Gao and Timbuktu."""
    sure = [
        (span.match, facts_of(span.match.entry).country)
        for span, chance in zip(spans, probability.tolist(), strict=True)
        if chance > _SURE_NEIGHBOUR and span.match.entry.subtype == ""
    ]
    begins = {match.first: country for match, country in sure}
    ends = {match.last: country for match, country in sure}
    return frozenset(
        number
        for number, span in enumerate(spans)
        if _is_town_name(document, span)
        and facts_of(span.match.entry).country
        in (
            begins.get(span.match.last + 1) if _joins(document, span.match.last) else None,
            ends.get(span.match.first - 1) if _joins(document, span.match.first - 1) else None,
        )
    )


def _joins(document: Document, at: int) -> bool:
    return 0 < at < len(document.lower) and document.lower[at] in _JOINS


def _is_town_name(document: Document, span: Span) -> bool:
    """Whether a name is no abbreviation, adjective or first name."""
    entry = span.match.entry
    return entry.plain and entry.subtype == "" and document.lower[span.match.first] not in FIRST_NAMES


def _is_within(document: Document, span: Span, chance: float, divisions: frozenset[int]) -> bool:
    """Whether a name stands where a town's does and a division that the text names has a town of it."""
    first, entry = span.match.first, span.match.entry
    low, _ = document.bounds[document.sentence_of[first]]
    return (
        chance > WITHIN_ABOVE
        and _is_town_name(document, span)
        and not divisions.isdisjoint(facts_of(entry).towns_within)
        and first > low
        and document.lower[first - 1] in _TOWN_BEFORE
        and not _runs_on(document, span)
        and not organisation_around(document, span.match)
    )


def _is_no_place(document: Document, span: Span) -> bool:
    """Whether a span is a bare direction, a person behind an honorific, a water, or an organisation that has a point."""
    first, last, lower = span.match.first, span.match.last, document.lower
    low, _ = document.bounds[document.sentence_of[first]]
    if last - first > 2 and lower[first] in ORGANISATION and lower[first + 1] == "of":
        return True
    if last - first == 1 and lower[first] in DIRECTION:
        entry = span.match.entry
        return not span.hint_fits and entry.subtype == "" and entry.kind[0] < REGION
    if first - 2 >= low and lower[first - 1] in _HYPHENS and lower[first - 2] in _ARTICLES:
        return True  # Shaab of Aita al-Shaab
    if first > low and (_is_figure(document, span, lower[first - 1]) or _is_second_half(document, first)):
        return True
    if _is_other_water(document, span):
        return True
    before = first - 2 if first - 2 >= low and lower[first - 1] == "." else first - 1
    return before >= low and lower[before] in _HONORIFICS and document.shapes[before] == "Xx"


def _is_institution(document: Document, span: Span, countries: Counter[int]) -> bool:
    """Whether capitals stand for a body, weapon or term: SC, DMZ; not a state behind a comma, nor a site among places."""
    first, last = span.match.first, span.match.last
    if last - first > 1 or document.shapes[first] != "XX" or document.lower[first] not in _INSTITUTIONS:
        return False
    entry = span.match.entry
    abbreviated = first > 0 and document.tokens.words[first - 1] == "," and not entry.plain
    others = countries.total() - countries[facts_of(entry).country]
    return not abbreviated and (facts_of(entry).kind <= SETTLEMENT or not others)


def _has_class_word(document: Document, span: Span) -> bool:
    return span.hint_fits and span.match.entry.plain and document.shapes[span.match.first] != "x"


def _is_seat_of_member(document: Document, span: Span) -> bool:
    """Whether a party stands before a name, as with members of parliaments: "Sen. Ann Roe, D-Dover," or "(R-Kansas)"."""
    first, last, starts, ends = (
        span.match.first,
        span.match.last,
        document.tokens.starts,
        document.tokens.ends,
    )
    low, high = document.bounds[document.sentence_of[first]]
    return (
        first - 3 >= low
        and document.lower[first - 1] in _HYPHENS
        and ends[first - 2] == starts[first - 1]
        and ends[first - 1] == starts[first]
        and document.shapes[first - 2] in ("X", "XX")
        and len(document.lower[first - 2]) <= _LONGEST_PARTY
        and document.lower[first - 3] in (",", "(")
        and (last == high or document.lower[last] in (",", ")", ".", ";"))
        and document.shapes[first] in ("Xx", "XxXx")
        and span.match.entry.subtype == ""
    )


def _goes_on_unknown(document: Document, span: Span, vectors: WordVectors) -> bool:
    """Whether a capitalised word that nobody knows stands directly before a name, as the first half of a longer one."""
    before = span.match.first - 1
    low, _ = document.bounds[document.sentence_of[span.match.first]]
    return (
        before > low
        and not document.capitals[document.sentence_of[before]]
        and document.shapes[before] == "Xx"
        and document.shapes[before - 1] == "x"
        and vectors.number(document.lower[before]) == 0
        and span.match.entry.subtype == ""
        and not (
            facts_of(span.match.entry).kind == COUNTRY
            and span.match.entry.flags[0] & (NameFlag.OFFICIAL | NameFlag.ENGLISH)
        )
    )


def _is_second_half(document: Document, first: int) -> bool:
    """Whether a Slavic adjective with a capital stands before: Novaya Kakhovka is not Kakhovka."""
    return document.shapes[first - 1] == "Xx" and document.lower[first - 1] in _ADJECTIVES


def _is_figure(document: Document, span: Span, before: str) -> bool:
    """Whether a town is somebody's own and nothing follows that it could be said of: "it became his Waterloo"."""
    after = _next_word(document, span)
    owned = before in _OWNERS and (not after or not after[0].isalpha() or after in FUNCTION)
    return owned and span.match.entry.subtype == "" and span.match.entry.kind[0] == SETTLEMENT


def _is_other_water(document: Document, span: Span) -> bool:
    """Whether a river or lake is named that the data lack: Trinity River is none of the towns called Trinity."""
    hint = hint_for(document, span.match)
    if hint.kind != WATER or (span.match.entry.kind == WATER).any():
        return False
    last = span.match.last
    return hint.word in _WATERS or (last < len(document.shapes) and document.shapes[last] == "Xx")


def _is_person(document: Document, span: Span) -> bool:
    """Whether a name of one word is given to somebody, or does what people only do: tells reporters, or has an age."""
    first, last, lower = span.match.first, span.match.last, document.lower
    if last - first > 1 or span.match.entry.subtype:
        return False
    low, high = document.bounds[document.sentence_of[first]]
    # "a reporter called London", but not "the reporter called Moscow"
    if (
        first - 3 >= low
        and lower[first - 3] in _ONE
        and lower[first - 2] in _PEOPLE
        and lower[first - 1] in _NAMED
    ):
        return True
    if last + 2 < high and lower[last] == lower[last + 2] == "," and lower[last + 1].isdecimal():
        return len(lower[last + 1]) < 4 and int(lower[last + 1]) in _AGES
    return last + 1 < high and lower[last] == "told" and lower[last + 1] in _HEARERS


def _is_likely(document: Document, span: Span, chance: float) -> bool:
    """Whether a span is taken although the trees doubt it."""
    entry = span.match.entry
    if entry.subtype == "demonym":
        return True
    if entry.subtype == "adjective":
        office = _next_word(document, span) in OFFICE
        return chance > (OFFICE_ADJECTIVE_ABOVE if office else ADJECTIVE_ABOVE)
    if _is_namesake_of_organisation(document, span) or (
        chance > NESTED_ABOVE and _is_town_of_organisation(document, span)
    ):
        return True
    return (
        entry.key.removeprefix("the ") in SEATS_OF_POWER
        and bool((entry.kind == SITE).any())
        and not _runs_on(document, span)
    )


def _is_namesake_of_organisation(document: Document, span: Span) -> bool:
    """Whether an organisation is named after a span: the University of Texas."""
    first, lower = span.match.first, document.lower
    low, _ = document.bounds[document.sentence_of[first]]
    return (
        first - 2 >= low
        and lower[first - 1] == "of"
        and lower[first - 2] in ORGANISATION
        and document.shapes[first - 2] == "Xx"
        and span.match.entry.plain
        and span.match.entry.prior[0] >= _KNOWN
    )


def _is_town_of_organisation(document: Document, span: Span) -> bool:
    """Whether a known town's name begins an organisation's: the Kherson Art Museum, but not Lincoln High School."""
    return (
        _is_town_name(document, span)
        and span.match.entry.prior[0] >= _KNOWN
        and _has_small_words(document, span)
        and bool(organisation_around(document, span.match))
    )


def _has_small_words(document: Document, span: Span) -> bool:
    """Whether some word of a span's sentence that could have a capital has none: it is no Title of Such Words."""
    low, high = document.bounds[document.sentence_of[span.match.first]]
    words_ = zip(document.shapes[low:high], document.lower[low:high], strict=True)
    return any(shape == "x" and word not in FUNCTION for shape, word in words_)


def _is_consistent(document: Document, span: Span, countries: Counter[int], vectors: WordVectors) -> bool:
    """Whether a name that is no word of English fits the places around it: Vuhledar in a report from Ukraine."""
    first, last, lower, shapes = span.match.first, span.match.last, document.lower, document.shapes
    low, high = document.bounds[document.sentence_of[first]]
    after = _next_word(document, span)
    return (
        facts_of(span.match.entry).country in countries
        and span.match.entry.plain
        and span.match.entry.subtype == ""
        and shapes[first] == "Xx"
        and len(lower[first]) >= _SHORTEST
        and all(vectors.number(word) == 0 for word in lower[first:last] if word.isalpha())
        and not (first > low and shapes[first - 1][0] == "X")
        and not (last < high and shapes[last][0] == "X")
        and after not in SAY
        and after not in PERSON_VERB
    )


def _next_word(document: Document, span: Span) -> str:
    """Return the word behind a span in lower case; empty at the end of its sentence."""
    last = span.match.last
    _, high = document.bounds[document.sentence_of[span.match.first]]
    return document.lower[last] if last < high else ""


def _is_foreign_place(document: Document, span: Span) -> bool:
    """Whether a preposition of another language than English stands before the name of a large place."""
    first = span.match.first
    low, _ = document.bounds[document.sentence_of[first]]
    return (
        first > low
        and document.lower[first - 1] in _FOREIGN_BEFORE
        and document.shapes[first - 1] == "x"
        and span.match.entry.plain
        and span.match.entry.prior[0] >= _LARGE
    )


def _runs_on(document: Document, span: Span) -> bool:
    """Whether a capitalised word goes on the name: Wall Street Journal."""
    last = span.match.last
    return (
        last < len(document.tokens)
        and document.sentence_of[last] == document.sentence_of[last - 1]
        and document.shapes[last] == "Xx"
        and not document.capitals[document.sentence_of[last]]
    )
