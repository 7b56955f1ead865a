"""What geography rules out and completes in one sentence; sentences in words of our own."""

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split


@pytest.fixture(scope="module")
def statement():
    parser = Geoparser.open()

    def read(text):
        return find(Article(doc_id="a", text=text), split(text), parser.parse(text))[-1]

    return read


def test_one_region_beside_a_border_and_a_country_is_kept(statement):
    where = statement(
        "In the Bryansk region a 4 km buffer zone along the border with Ukraine was announced."
    ).where
    assert [place.name for place in where.places] == ["Bryansk Oblast"]
    assert where.kind == "along-divisions"


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "VIENNA, Austria -- Kuwait and Iraq agreed on a demilitarised zone along their common border.",
            "IQ-KW",
        ),
        (
            "Meeting in Cairo, the ministers of Niger and Algeria announced a buffer zone along their border.",
            "DZ-NE",
        ),
        ("Jordan builds a buffer zone along the border with Syria, Basra news agency said.", "JO-SY"),
    ],
)
def test_datelines_venues_and_agencies_make_no_border(statement, text, pair):
    [found] = statement(text).where.pairs
    assert "-".join(sorted(found)) == pair


def test_who_acts_is_no_place(statement):
    assert statement("A push is part of Kigali's effort to set up a buffer zone.").where.kind == "unstated"


def test_a_region_that_was_raided_or_shielded_is_no_place(statement):
    assert (
        statement("Calls for a buffer zone grew after a raid on the Kursk region.").where.kind == "unstated"
    )
    assert statement("The buffer zone keeps gunmen from shelling the Kursk region.").where.kind == "unstated"


def test_a_staff_that_watches_over_a_zone_is_not_in_it(statement):
    where = statement("A staff was opened in northern Jordan to watch over the planned safe zone.").where
    assert (where.kind, where.inside) == ("unstated", ())


def test_another_countrys_line_of_control_is_not_kashmirs(statement):
    where = statement("Rebels left a demilitarised zone near the line of control in North Kivu.").where
    assert ("IN", "PK") not in where.pairs


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Зона безопасности располагается со стороны Польши.", ("PL",)),
        ("Буферну зону облаштували на південному заході Молдови.", ("MD",)),
        ("Армія мріє про буферну зону в польському прикордонні.", ("PL",)),
        ("A buffer zone was opened in Poland on the border with Belarus.", ("PL",)),
        ("The buffer zone reaches 3 km east and west of the border of Chad and Sudan.", ("both",)),
    ],
)
def test_sides(statement, text, side):
    assert statement(text).side.countries == side


def test_their_border_is_that_of_the_two_that_share_one(statement):
    where = statement(
        "Trump and Sharaa discussed a safe zone that Israel would make in Syria along their border."
    ).where
    [found] = where.pairs
    assert sorted(found) == ["IL", "SY"]
