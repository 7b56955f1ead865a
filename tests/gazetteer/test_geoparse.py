"""Places in sentences of our own: what is found, which place is meant, what is said about it."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def found(parser, text, **options):
    return {mention.surface: mention for mention in parser.parse(text, **options)}


def names(parser, text):
    return [mention.name for mention in parser.parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling was reported in the Sumy region on Monday.", {"Sumy": ("Sumy Oblast", "admin1")}),
        ("They drove to Sumy City on Monday.", {"Sumy": ("Sumy", "settlement")}),
        ("Officials of Kursk Oblast met in Kursk city.", {"Kursk": ("Kursk", "settlement")}),
        (
            "A zone along the border of the Kursk, Bryansk and Belgorod regions was announced.",
            {"Kursk": ("Kursk Oblast", "admin1"), "Bryansk": ("Bryansk Oblast", "admin1"), "Belgorod": ("Belgorod Oblast", "admin1")},
        ),
        ("An official from the Glushkovsky district spoke.", {"Glushkovsky": ("Glushkovsky District", "admin2")}),
        (
            "They want to hold Kharkov, Sumy, and Chernigov.",
            {"Kharkov": ("Kharkiv", "settlement"), "Chernigov": ("Chernihiv", "settlement")},
        ),
        ("The capital city of Kyiv is calm.", {"Kyiv": ("Kyiv", "settlement")}),
        ("Rain fell on Europe and on Turkey.", {"Europe": ("Europe", "region"), "Turkey": ("Turkey", "country")}),
    ],
)  # fmt: skip
def test_which_place_a_name_means(parser, text, expected):
    mentions = found(parser, text)
    assert {surface: (mentions[surface].name, mentions[surface].kind) for surface in expected} == expected


def test_surface_is_the_bare_name_and_lies_on_the_text(parser):
    text = "In Kursk Oblast and in the Sumy region, near Paris, Texas, and in Ukraine’s north."
    for mention in parser.parse(text):
        assert text[mention.start : mention.end] == mention.surface
    assert "Kursk" in found(parser, text)
    assert "Ukraine" in found(parser, text)


def test_a_container_decides_between_namesakes(parser):
    text = "PARIS, Tenn. (AP) — A Paris man was found near Nashville."
    paris = [mention for mention in parser.parse(text) if mention.surface.lower() == "paris"]
    assert [mention.admin1_code for mention in paris] == ["US.TN", "US.TN"]
    assert "Tennessee" in paris[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "A Wall Street Journal report said so.",
        "They talked about New START and about missiles.",
        "Write to @Kyiv_Post or https://kyiv.ua/Lviv or `Odesa`.",
        "Jordan Smith and Paris Hilton came with Jack London.",
        "A reporter called London wrote about a man named Jordan.",
        "MOST OF WHAT IS SO IS NOT OF ANY USE",
        "Of course Most of it was Real.",
        "",
        "\x00\x00",
        "\ud800 \udfff",
    ],
)
def test_no_place_is_found(parser, text):
    assert parser.parse(text) == []


def test_candidates_are_ranked_and_scores_are_probabilities(parser):
    [mention, *_] = parser.parse("The fire in Springfield was put out on Sunday, police in Springfield said.")
    assert mention.candidates[0].geonameid == mention.geonameid
    scores = [candidate.score for candidate in mention.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(mention.candidates) > 1
    assert mention.reason


def test_a_name_that_no_list_has_is_kept_without_a_point(parser):
    mention = found(parser, "Two people died in the village of Qarvanshirabi on Sunday.")["Qarvanshirabi"]
    assert (mention.geonameid, mention.lat, mention.lon, mention.kind) == (None, None, None, "settlement")
    assert "do not list" in mention.reason


def test_a_spelling_that_no_list_has_is_placed_by_a_rule(parser):
    mention = found(parser, "Troops left Kherson, in Ukraine, and shells fell near Novaya Kakhovka.")[
        "Novaya Kakhovka"
    ]
    assert mention.name == "Nova Kakhovka"


def test_mentions_do_not_overlap_and_ascend(parser):
    mentions = parser.parse(
        "New York City, Washington County, Oregon, and the University of Texas at Austin, Texas."
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_start_keeps_offsets_of_the_whole_text(parser):
    text = "place: Paris\n---\nRain fell in Madrid."
    [mention] = parser.parse(text, start=text.index("Rain"))
    assert (mention.surface, text[mention.start : mention.end]) == ("Madrid", "Madrid")


def test_capitals_and_titles(parser):
    text = "FLOODS HIT SUMY AND KHARKIV REGIONS AS RUSSIA ATTACKS"
    assert names(parser, text) == ["Sumy Oblast", "Kharkiv Oblast", "Russia"]


def test_ukrainian_and_russian_sentences_in_one_text(parser):
    text = "У Сумській області та під Харковом тихо. В Белгороде и Курской области слышали взрывы. All was calm in Kyiv."
    assert names(parser, text) == ["Sumy Oblast", "Kharkiv", "Belgorod", "Kursk Oblast", "Kyiv"]


def test_teasers_are_flagged(parser):
    text = "Rain fell in Madrid on Monday. It was the first rain of the year there.\n\nRelated Articles\nFlood in Lisbon\n"
    flags = {mention.surface: "boilerplate" in mention.flags for mention in parser.parse(text)}
    assert flags == {"Madrid": False, "Lisbon": True}


def test_the_same_text_gives_the_same_mentions(parser):
    text = "Shelling near Sumy and Springfield, Illinois; the Kremlin denied it."
    assert parser.parse(text) == parser.parse(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Kyiv PaГрс,.’'-\n\x00\ud800of the", max_size=80))
def test_any_text_gives_an_answer(parser, text):
    for mention in parser.parse(text):
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.slow
def test_a_long_text_takes_time_in_proportion(parser):
    text = "Shelling was reported near Sumy and in the Kursk region, officials in Kyiv said. " * 12_000
    started = time.process_time()
    mentions = parser.parse(text)
    assert time.process_time() - started < 60
    assert len(mentions) == 3 * 12_000
    assert mentions[-1].surface == "Kyiv"


@pytest.mark.parametrize(
    ("text", "not_found"),
    [
        ("Mr. Moscow and Ms. Berlin declined to comment on Tuesday.", {"Moscow", "Berlin"}),
        ("Northern troops moved into the town at dawn.", {"Northern"}),
        ("She studied at the University of Texas before the war.", {"University of Texas"}),
    ],
)
def test_parts_of_other_names_are_no_places(parser, text, not_found):
    assert not_found.isdisjoint(mention.surface for mention in parser.parse(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Kanzler reiste am Montag nach Warschau und dann nach Kiew, wie es hieß.", {"Warschau", "Kiew"}),
        ("Le ministre est allé à Varsovie pour la troisième fois, puis à Prague.", {"Varsovie"}),
        (
            "Russian forces shelled Bakhmut. The fighting moved on. Avdiivka was hit too.",
            {"Bakhmut", "Avdiivka"},
        ),
        ("Officials said that Western aid was late.", {"Western"}),
    ],
)
def test_rules_find_what_english_news_hardly_show(parser, text, found):
    assert found <= {mention.surface for mention in parser.parse(text)}


def test_a_line_without_end_is_read_in_parts(parser, monkeypatch):
    monkeypatch.setattr("gazetteer.geoparse.PART_CHARACTERS", 500)
    text = "they drove to Kyiv and " * 200
    mentions = parser.parse(text)
    assert len(mentions) == 200
    assert all(text[mention.start : mention.end] == "Kyiv" for mention in mentions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("США и КНДР договорились.", ["United States", "North Korea"]),
        ("Польша и Белоруссия закрыли границу.", ["Poland", "Belarus"]),
        ("У Молдавії та Великій Британії тихо.", ["Moldova", "United Kingdom"]),
        ("Кишинів чекає, Тираспіль мовчить.", ["Chisinau", "Tiraspol"]),
        ("Вовчанськ зруйновано.", ["Vovchansk"]),
        ("Обстановка сложная. Забастовка началась.", []),
    ],
)
def test_everyday_names_and_towns_that_open_a_sentence_in_cyrillic(parser, text, names):
    assert [mention.name for mention in parser.parse(text)] == names


def test_a_choice_below_six_in_ten_among_several_is_flagged_ambiguous(parser):
    text = (
        "He went to Kursk and Springfield, then from Lancaster to Newport and Victoria. Georgia, San Jose, Santiago, "
        "Cambridge, Richmond and Alexandria followed; Franklin, Clinton, Salem and Troy did not."
    )
    found = [mention for mention in parser.parse(text) if len(mention.candidates) > 1]
    assert [mention.surface for mention in found if "ambiguous" in mention.flags] == [
        mention.surface for mention in found if mention.candidates[0].score < 0.6
    ]
    scores = [mention.candidates[0].score for mention in found]
    assert any(score < 0.6 for score in scores)
    assert any(0.6 <= score < 1 for score in scores)
