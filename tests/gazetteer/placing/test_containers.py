import pytest


def places(parser, text):
    return {mention.surface: (mention.country, mention.admin1) for mention in parser.parse(text)}


@pytest.mark.parametrize(
    ("text", "surface", "admin1"),
    [
        ("Rain fell in Palestine, Illinois, all day.", "Palestine", "Illinois"),
        ("The train left Athens, Ga., at noon.", "Athens", "Georgia"),
        ("He has a farm near Moscow, Idaho.", "Moscow", "Idaho"),
        ("Her aunt lives in Vancouver, Wash., with two cats.", "Vancouver", "Washington"),
        ("They met in Paris, Ontario, and in Delhi, Ontario.", "Paris", "Ontario"),
        ("DELHI, N.Y. (AP) — The fair opened on Friday.", "DELHI", "New York"),
        ("WHEELING, W.Va. — A bridge was closed on Friday.", "WHEELING", "West Virginia"),
        ("A deputy of Polk County, Oregon, found the car.", "Polk County", "Oregon"),
        ("The lake near Geneva in Illinois froze.", "Geneva", "Illinois"),
    ],
)
def test_a_stated_container_decides(parser, text, surface, admin1):
    assert places(parser, text)[surface][1] == admin1


@pytest.mark.parametrize(
    "text",
    [
        "He flew to Jordan, Lebanon and Syria.",
        "Flights to Mexico, Cuba, and Jamaica were full.",
        "They play in Syria, Jordan, Lebanon.",
    ],
)
def test_a_list_of_countries_is_no_container(parser, text):
    found = parser.parse(text)
    assert len(found) == 3
    assert {mention.kind for mention in found} == {"country"}


def test_towns_of_one_name_lie_each_in_its_own_container(parser):
    found = parser.parse("Dover, Del., and Dover, N.H., are twins.")
    assert [mention.admin1 for mention in found if mention.surface == "Dover"] == [
        "Delaware",
        "New Hampshire",
    ]


@pytest.mark.parametrize(
    ("text", "surface", "admin1"),
    [
        ("State Sen. Ann Orr, D-Corvallis, of Oregon, agreed.", "Corvallis", "Oregon"),
        ("Rep. Lee Fox (R-Wichita) voted no, Kansas papers wrote.", "Wichita", "Kansas"),
    ],
)
def test_the_seat_of_a_member_of_parliament_is_a_place(parser, text, surface, admin1):
    assert places(parser, text)[surface] == ("US", admin1)


def test_a_town_of_the_division_that_a_text_names_is_found_and_lies_there(parser):
    text = "NEBRASKA TODAY. The mayor of Kearney spoke. Dawson County paid for the road."
    assert places(parser, text)["Kearney"] == ("US", "Nebraska")


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Cases were counted in Idaho, Utah, Washington and Nevada.", "Washington", "admin1"),
        ("Trains link Boston, Chicago, Washington and Denver.", "Washington", "settlement"),
        ("New York Gov. Ann Roe signed the bill.", "New York", "admin1"),
        ("Kursk governor Ann Roe signed the order.", "Kursk", "admin1"),
        ("New York mayor Ann Roe signed the order.", "New York", "settlement"),
        ("Growth in Asia and Africa slowed, said a bank in Manila.", "Asia", "region"),
        ("He was mayor of Lebanon, Ohio, for ten years.", "Lebanon", "settlement"),
    ],
)
def test_lists_offices_and_great_names_say_the_kind(parser, text, surface, kind):
    assert [mention.kind for mention in parser.parse(text) if mention.surface == surface] == [kind]
