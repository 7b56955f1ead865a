import numpy as np
import pytest

from gazetteer.errors import UnknownPlaceError
from gazetteer.placing.outlet import LEAST_OTHERS, Mass, Prior, Weighed, learn


def weighed(*names):
    """Return a document of names, each a list of (division, country, score)."""
    rows = [(number, *candidate) for number, name in enumerate(names) for candidate in name]
    name, division, country, score = np.array(rows, np.float64).T
    name, division, country = (column.astype(np.int64) for column in (name, division, country))
    return Weighed(name, division, country, score, np.ones(len(rows)), np.ones(len(rows), np.bool_))


def scores(prior, *candidates, town=True):
    """Return what a prior adds to (division, country) of one name."""
    division, country = np.array(candidates).T
    one = np.zeros(len(candidates), np.int64)
    return prior.scores(division, country, name=one, town=np.full(len(candidates), town)).tolist()


OHIO, ENGLAND, TEXAS = 7, 8, 9
US, GB = 1, 2
CLEAR = [(OHIO, US, 4.0), (TEXAS, US, 0.0)]
TORN = [(ENGLAND, GB, 1.0), (OHIO, US, 0.0)]


def test_mass_is_the_share_of_each_division_and_country():
    mass = weighed([(OHIO, US, 1.0), (ENGLAND, GB, 1.0)], [(OHIO, US, 0.0)]).mass()
    assert mass.divisions == pytest.approx({OHIO: 0.75, ENGLAND: 0.25})
    assert mass.countries == pytest.approx({US: 0.75, GB: 0.25})
    assert mass.documents == 1.0


def test_documents_of_an_outlet_settle_each_others_doubts():
    known = learn([("a", weighed(CLEAR)), ("b", weighed(CLEAR)), ("c", weighed(CLEAR)), ("d", weighed(TORN))])
    prior = known.without("d")
    assert prior is not None
    far, near = scores(prior, (ENGLAND, GB), (OHIO, US))
    assert near > far + 1.0


def test_no_document_feeds_its_own_error():
    wrong = weighed([(ENGLAND, GB, 9.0), (OHIO, US, 0.0)])
    known = learn([*((name, weighed(CLEAR)) for name in "abd"), ("c", wrong)])
    mine, new = known.without("c"), known.without("unseen")
    assert mine is not None
    assert new is not None
    assert mine.mass.divisions[ENGLAND] == pytest.approx(0.0, abs=1e-9)
    assert new.mass.divisions[ENGLAND] > 0.5


def test_a_single_document_has_no_prior():
    few = [(str(number), weighed(CLEAR)) for number in range(LEAST_OTHERS)]
    assert learn(few).without("0") is None
    assert learn(few).without("unseen") is not None


def test_what_the_others_never_name_is_neither_helped_nor_hurt():
    prior = Prior(Mass({OHIO: 3.0}, {US: 3.0}, 3.0))
    assert scores(prior, (ENGLAND, GB), (-1, -1)) == [0.0, 0.0]


def test_a_division_here_and_there_tells_little():
    local, world = Prior(Mass({OHIO: 10.0}, {}, 12.0)), Prior(Mass({OHIO: 1.0}, {}, 12.0))
    assert scores(local, (OHIO, US))[0] > 6 * scores(world, (OHIO, US))[0]


def test_a_country_loses_to_a_town_of_its_name_half_as_easily():
    prior = Prior(Mass({OHIO: 9.0}, {US: 9.0}, 9.0))
    division, country = np.array([-1, OHIO]), np.array([GB, US])
    named, town = prior.scores(
        division, country, name=np.zeros(2, np.int64), town=np.array([False, True])
    ).tolist()
    assert named == pytest.approx(town / 2)


def test_more_passes_make_an_outlet_surer():
    doubtful = [(OHIO, US, 0.2), (ENGLAND, GB, 0.0)]
    documents = [(str(number), weighed(doubtful)) for number in range(8)]
    once, often = learn(documents, passes=1), learn(documents, passes=4)
    assert often.total.divisions[OHIO] > once.total.divisions[OHIO]


@pytest.mark.parametrize(("home", "admin1"), [("US", "Alabama"), ("gb", "England"), ("us-al", "Alabama")])
def test_a_home_chooses_among_namesakes(parser, home, admin1):
    [mention] = parser.parse("A fire in Birmingham was put out.", prior=parser.home(home))
    assert mention.admin1 == admin1


def test_a_home_says_so_and_moves_no_place_that_the_text_places(parser):
    [mention] = parser.parse("A fire in Birmingham was put out.", prior=parser.home("US"))
    assert "home" in mention.reason
    text = "The talks were held in Lyon, France, on Monday."
    assert [one.country for one in parser.parse(text, prior=parser.home("US"))] == ["FR", "FR"]


@pytest.mark.parametrize("home", ["XX", "", "US.ZZZ"])
def test_a_home_that_is_none_is_refused(parser, home):
    with pytest.raises(UnknownPlaceError, match="home"):
        parser.home(home)
