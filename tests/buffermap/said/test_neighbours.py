"""Countries with a land border, as the data have them, and Kosovo."""

import pytest

from buffermap.said.where.neighbours import are_neighbours


@pytest.mark.parametrize(("one", "other"), [("RU", "UA"), ("UA", "RU"), ("CD", "UG"), ("XK", "RS")])
def test_they_share_a_border_in_either_order(one, other):
    assert are_neighbours(one, other)


@pytest.mark.parametrize(("one", "other"), [("US", "TR"), ("UG", "CA"), ("XK", "BG"), ("RU", "RU")])
def test_they_share_none(one, other):
    assert not are_neighbours(one, other)
