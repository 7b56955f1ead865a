import json
from pathlib import Path

import pytest

from buffermap.articles.article import Article
from buffermap.said.claims.claims import Range, check, find_claims, judge
from buffermap.said.grammar.patterns import LONGEST_SENTENCE
from gazetteer.mention import Mention

TRUTH = Path(__file__).with_name("distance_claims_truth.jsonl")


def truth():
    return [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]


# Surfaces that differ from the English name, for mentions made by hand.
SURFACES = {
    "claim-01": ("Sumy", "Kyiv"), "claim-07": ("Chernihiv", "Kyiv"), "claim-08": ("Chernihiv", "Kyiv"),
    "claim-09": ("Tver", "Moscow"), "claim-10": ("Tver", "Moscow"), "claim-17": ("Narva", "St Petersburg"),
    "claim-23": ("Курська", "Москви"), "claim-24": ("Курська", "Москви"), "claim-25": ("Шостка", "Києва"),
    "claim-26": ("Чернігова", "Гомеля"), "claim-27": ("Курск", "Москвы"), "claim-28": ("Брянск", "Москвы"),
    "claim-29": ("Белгородская", "Харькова"), "claim-30": ("Бреста", "Варшавы"),
}  # fmt: skip


def mention(sentence, surface, place):
    start = sentence.index(surface)
    return Mention(
        start=start, end=start + len(surface), surface=surface, kind=place["kind"], name=place["name"],
        country=place["country"], lat=0.0, lon=0.0,
    )  # fmt: skip


@pytest.mark.parametrize("line", truth(), ids=lambda line: line["id"])
def test_claims_are_read_and_judged_as_written_down_beforehand(line):
    sentence = line["sentence"]
    surfaces = SURFACES.get(line["id"], (line["from"]["name"], line["to"]["name"]))
    mentions = [mention(sentence, s, p) for s, p in zip(surfaces, (line["from"], line["to"]), strict=True)]
    found = find_claims(Article(doc_id="a", text=sentence), [(0, len(sentence))], mentions)
    assert len(found) == 1
    claim = found[0]
    assert (claim.origin.name, claim.goal.name) == (line["from"]["name"], line["to"]["name"])
    assert claim.claimed_m == pytest.approx(line["claimed_m"], rel=1e-3)
    assert claim.comparison == line["comparison"]
    if "km" in line["known"]:
        metres = line["known"]["km"] * 1000.0
        measured = Range(nearest_m=metres, centre_m=metres, farthest_m=metres)
        assert check(claim, lambda _: measured).verdict == line["verdict"]


@pytest.mark.parametrize(
    ("claimed", "comparison", "verdict"),
    [
        (200, "about", "fits"),
        (240, "about", "fits"),
        (120, "about", "fits_nearest"),
        (82, "about", "fits_nearest"),
        (370, "about", "fits_farthest"),
        (600, "about", "does_not_fit"),
        (50, "about", "does_not_fit"),
        (400, "less", "fits"),
        (110, "less", "fits_nearest"),
        (50, "less", "does_not_fit"),
        (100, "more", "fits"),
        (300, "more", "fits_farthest"),
        (600, "more", "does_not_fit"),
    ],
)
def test_an_area_fits_by_its_centre_or_only_by_an_edge(claimed, comparison, verdict):
    assert judge(claimed, comparison, Range(nearest_m=100, centre_m=200, farthest_m=400)) == verdict


def test_a_place_without_a_point_is_left_unjudged():
    sentence = "Sumy is 20 km from Kyiv."
    mentions = [
        mention(sentence, "Sumy", {"kind": "settlement", "name": "Sumy", "country": "UA"}),
        mention(sentence, "Kyiv", {"kind": "settlement", "name": "Kyiv", "country": "UA"}),
    ]
    claim = find_claims(Article(doc_id="a", text=sentence), [(0, len(sentence))], mentions)[0]
    assert check(claim, lambda _: None).verdict == "unknown"


@pytest.mark.parametrize(
    "sentence",
    [
        "Sumy got 20 km of new roads from Kyiv.",
        "Troops from Sumy moved 20 km towards Kyiv.",
        "Kyiv bought 5 m of cloth in Sumy.",
    ],
)
def test_lengths_that_lie_between_no_two_places_are_no_claims(sentence):
    mentions = sorted(
        (
            mention(sentence, name, {"kind": "settlement", "name": name, "country": "UA"})
            for name in ("Sumy", "Kyiv")
        ),
        key=lambda one: one.start,
    )
    assert find_claims(Article(doc_id="a", text=sentence), [(0, len(sentence))], mentions) == []


@pytest.mark.parametrize(
    ("sentence", "origin", "goal", "country"),
    [
        ("El Geneina, 25 km from the border with Chad, was emptied.", "El Geneina", "Chad", "TD"),
        ("Львів розташований за 70 кілометрів від кордону з Польщею.", "Львів", "Польщею", "PL"),
        ("Белгород находится в 40 км от границы с Украиной.", "Белгород", "Украиной", "UA"),
    ],
)
def test_how_far_it_is_to_the_border_with_a_country(sentence, origin, goal, country):
    places = [
        mention(sentence, origin, {"kind": "settlement", "name": origin, "country": "XX"}),
        mention(sentence, goal, {"kind": "country", "name": goal, "country": country}),
    ]
    [claim] = find_claims(Article(doc_id="a", text=sentence), [(0, len(sentence))], places)
    assert (claim.origin.name, claim.to_border) == (origin, country)


def test_of_an_endless_sentence_only_the_beginning_is_read():
    unit = "Sumy lies 10 km from Kursk and "
    text = unit * 500
    places = {"kind": "settlement", "country": "UA"}
    mentions = [
        Mention(start=at, end=at + len(name), surface=name, name=name, lat=0.0, lon=0.0, **places)
        for copy in range(500)
        for name in ("Sumy", "Kursk")
        for at in [copy * len(unit) + unit.index(name)]
    ]
    found = find_claims(Article(doc_id="long", text=text), [(0, len(text))], mentions)
    assert 0 < len(found) <= LONGEST_SENTENCE / len(unit)
    assert {(one.origin.name, one.goal.name, one.claimed_m) for one in found} == {("Sumy", "Kursk", 10_000.0)}
