"""The list of countries with a land border agrees with the borders in the data."""

from buffermap.statements.neighbours import are_neighbours, pairs
from gazetteer.boundaries import border_pairs


def test_every_border_in_the_data_is_in_the_list():
    assert {frozenset(pair) for pair in border_pairs()} <= pairs()


def test_more_than_the_data_have_only_those_that_few_recognise():
    more = pairs() - {frozenset(pair) for pair in border_pairs()}
    assert all(pair & {"XK", "EH"} for pair in more)


def test_either_order_and_not_across_the_sea():
    assert are_neighbours("RU", "UA")
    assert are_neighbours("UA", "RU")
    assert not are_neighbours("US", "TR")
