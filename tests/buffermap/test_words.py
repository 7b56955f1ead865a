"""One value, one wording: terminal, page, table and notebook, in Python and in the page's script alike."""

import json
import random
import shutil
import subprocess
from typing import Any

import pytest

import buffermap as bm
from buffermap import pipeline, words
from buffermap.articles.article import Article
from buffermap.page.compose import page_data
from buffermap.page.picture.static_page import static_page
from buffermap.paths import PAGE
from buffermap.said.table import row
from buffermap.words import LANGUAGES, Words

PROGRAM = """
import { readFileSync } from "node:fs";
import * as text from "%s";
const { strings, calls } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(calls.map(([language, name, ...values]) => {
  text.useLanguage(strings, language);
  return text[name](...values);
})));
"""


def by_script(calls: list[list[Any]]) -> list[str]:
    """Return what the page's own functions make of values."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    done = subprocess.run(
        [node, "--input-type=module", "-e", PROGRAM % (PAGE / "js" / "panels" / "text.js").as_uri()],
        input=json.dumps({"strings": words.strings(), "calls": calls}),
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout)
    return found


def values() -> list[float]:
    """Whole and broken, small and large, and those on which roundings and plural forms turn."""
    turn = [
        0,
        1,
        2,
        4,
        5,
        10,
        11,
        12,
        14,
        19,
        20,
        21,
        22,
        25,
        100,
        101,
        111,
        112,
        121,
        999,
        1000,
        1004,
        1011,
        12_345,
    ]
    ties = [0.5, 1.5, 1000.5, 12_874.752, 24_140.16, 48_280.32, 5_556.0, 1_609.344, 1_852.0, 2_500.0, 350.0]
    chance = random.Random(16)  # noqa: S311 - a sample, no secret
    return [*turn, *ties, *(round(10 ** chance.uniform(0, 5.3), chance.randint(0, 3)) for _ in range(180))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_says_every_value_in_the_same_words(language: str) -> None:
    say = Words(language)
    calls: list[list[Any]] = []
    here: list[str] = []
    for value in values():
        whole = int(value)
        phrases: list[words.Phrase] = [
            {"m": value}, {"m": value, "u": "km"}, {"m": value, "u": "mi"}, {"m": value, "u": "nmi"}, {"m": value, "u": "m"},
            {"t": "text.count", "n": whole}, {"t": "coverage.reach", "n": whole, "missing": whole, "omits": {"t": "coverage.own"}},
            {"t": "depth.range", "low": {"m": value}, "high": {"m": 2 * value}}, {"t": "timeline.count", "n": value},
        ]  # fmt: skip
        calls += [[language, "say", phrase] for phrase in phrases]
        here += [say.say(phrase) for phrase in phrases]
        calls += [[language, "people", whole], [language, "km", value], [language, "whole0", whole]]
        here += [say.people(whole), say.kilometres(value), say.number(whole)]
    for iso in ("2026-03-05", "2026-11-30T10:00:00Z", "2026-02-30", "2026", "spring", ""):
        calls.append([language, "date", iso])
        here.append(say.day(iso))
    for code in ("UA", "XK", "PS", "left", ""):
        calls.append([language, "country", code])
        here.append(say.country(code))
    assert len(values()) > 200
    assert by_script(calls) == here


@pytest.mark.parametrize(
    ("n", "english", "ukrainian"),
    [
        (1, "1 article", "1 стаття"), (2, "2 articles", "2 статті"), (5, "5 articles", "5 статей"),
        (11, "11 articles", "11 статей"), (21, "21 articles", "21 стаття"), (1_112, "1,112 articles", "1\xa0112 статей"),
    ],
)  # fmt: skip
def test_plural_forms(n: int, english: str, ukrainian: str) -> None:
    assert (Words("en")("text.count", n=n), Words("uk")("text.count", n=n)) == (english, ukrainian)


def test_every_template_has_the_same_braces_in_every_language() -> None:
    def braces(text: Any) -> set[str]:
        every = text.values() if isinstance(text, dict) else [text]
        return {part.split("}")[0] for one in every if isinstance(one, str) for part in one.split("{")[1:]}

    english, ukrainian, *others = words.strings().values()
    assert set(english) == set(ukrainian)
    for other in (ukrainian, *others):
        assert {key for key, text in other.items() if braces(text) != braces(english[key])} == set()


def test_languages_beside_english_and_ukrainian_lack_next_to_nothing() -> None:
    """What one lacks is said in English."""
    english, _, *others = words.strings().values()
    for other in others:
        assert len(english.keys() - other.keys()) <= len(english) // 50


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pl", ["1 artykuł", "2 artykuły", "5 artykułów", "12 artykułów", "22 artykuły", "31 artykułów"]),
        ("ru", ["1 статья", "2 статьи", "5 статей", "12 статей", "22 статьи", "31 статья"]),
    ],
)
def test_plural_forms_of_the_languages_that_a_page_may_open_in(language: str, said: list[str]) -> None:
    assert [Words(language)("text.count", n=n) for n in (1, 2, 5, 12, 22, 31)] == said


@pytest.mark.parametrize("code", ["pl", "ru"])
def test_every_plural_has_every_form_of_its_language(code: str) -> None:
    for templates in [words.strings()[code]]:
        forms = {rule["form"] for rule in templates["plural"]} | {"other"}
        for key, text in templates.items():
            assert not isinstance(text, dict) or "other" not in text or set(text) >= forms - {"many"}, (
                code,
                key,
            )


def test_a_page_carries_english_and_the_language_that_it_opens_in() -> None:
    assert words.offered("en") == words.offered("uk") == ("en", "uk")
    assert words.offered("pl") == ("en", "pl")


SAID = {
    "A security strip within 7 km of the border with Lebanon was proposed.": ("within 7 km", None),
    "Moldova plans a buffer zone up to 12 km deep along the border with Ukraine.": ("border", "up to 12 km"),
    "The ministry wants a buffer zone 3 to 8 km wide along the border of the Sumy region.": ("Sumy Oblast", "3 km to 8 km"),
    "The council ordered a buffer zone at least 25 miles deep along the border of the Sumy region.": ("Sumy", "at least 25 miles"),
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_terminal_table_and_page_say_the_same(text: str) -> None:
    [parsed] = pipeline.parse([Article(doc_id="a", text=text)])
    [statement] = parsed.statements
    shown = row(statement)
    where, depth = SAID[text]
    assert where in shown["where"]
    assert depth is None or shown["depth"] == depth
    [made] = page_data([parsed]).statements
    fields = {field.name: field.value for field in made.fields}
    assert words.english(fields["where"]) == shown["where"]
    said = fields["depth"]
    inner = said["depth"] if isinstance(said, dict) and said.get("t") == "depth.inText" else said
    assert words.english(inner) == shown["depth"]
    assert bm.statements(text)[["where", "depth"]].iloc[0].tolist() == [shown["where"], shown["depth"]]


def test_the_ukrainian_page_is_ukrainian() -> None:
    text = "A buffer zone up to 12 km deep along the border of the Sumy region was ordered."
    parsed = pipeline.parse([Article(doc_id="a", text=text, published="2026-03-05")])
    zone = bm.zone(bm.border("RU-UA", along="Sumy"), side="UA", depth="12 km")
    page = static_page(page_data(parsed, zone, language="uk"))
    assert (
        "Гіпотетично: місця в межах 12 км від кордону Росія – Україна (Сумська область), бік: Україна" in page
    )
    assert "5 березня 2026 р." in page
    assert "Обліковано у межах досяжності" in page
    assert "Суми" in page
    assert '<td dir="auto">Сумська область' in page
    assert "Sumy Oblast" not in page.split("<blockquote")[0]
    for english in ("within", "settlements", "not stated", "both sides", "Accuracy of the line"):
        assert english not in page.split("<svg")[0] + page.split("</svg>")[1].split("<blockquote")[0]


def test_a_stretch_in_words() -> None:
    say = words.english
    assert say(words.stretch(bm.border("EE-LV", along="Valga"))) == "the Estonia–Latvia border along Valgamaa"
    assert say(words.stretch(bm.border("EE"))) == "the land border of Estonia"
    assert say(words.stretch(bm.border("EE-LV", between=("Valga", "Ainaži")))).startswith(
        "the Estonia–Latvia border between Valka and Aina"
    )
    assert say(words.stretch(bm.border(around="Valga"))) == "Valga"


def test_what_was_read_is_said_in_every_language():
    report = bm.read(
        [
            "Trains between Sumy and Kyiv ran, the railway said.",
            "Gli abitanti non sanno cosa è successo al confine, ma per loro è importante.",
        ]
    ).report
    report.files["web page"] = 2
    report.add_skipped("the text is empty", 5)
    report.add_skipped("RTF is not read", 1)
    said = {code: [Words(code).say(line) for line in words.reading(report.as_record())] for code in LANGUAGES}
    assert said["en"] == [
        "2 articles, 2 without a date", "from 2 files: web page 2",
        "Not read for zones, and for places by their names alone: articles in it",
        "5 documents without text left out", "1 file of a format that is not read left out",
    ]  # fmt: skip
    assert said["uk"][0] == "2 статті, без дати 2"
    assert said["uk"][-1] == "пропущено 1 файл формату, який не читається"


def test_a_page_says_what_was_read():
    mentions = bm.extract(bm.read("Trains between Sumy and Kyiv ran, the railway said."))
    page = page_data(mentions)
    assert Words("en").say(page.reading[0]) == "1 article, 1 without a date"
    assert page_data(None).reading == ()
