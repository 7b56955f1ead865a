"""What a zone would hold, by the stated accuracies."""

import numpy as np

from buffermap.zones.held import comparable, held


def counted(depth_m, **changes):
    columns = {
        "code": "AA", "name": "Aland", "distance_m": np.array([1000.0, 9500.0, 10_400.0, 18_000.0, 30_000.0]),
        "accuracy_m": np.array([1000.0, 1000.0, 1000.0, 9000.0, 1000.0]),
        "population": np.array([700, 300, -1, 800_000, 50]), "names": ["Ash", "Birch", "Cedar", "Delta", "Elm"],
    }  # fmt: skip
    return held(depth_m=depth_m, **(columns | changes))


def test_counts_and_people_have_the_range_of_the_accuracies():
    found = counted(10_000)
    assert (found.settlements, found.low, found.high) == (2, 1, 4)
    assert (found.people, found.people_low, found.people_high) == (1000, 700, 801_000)
    assert found.unknown == 1  # one that may be inside has no figure
    assert (found.largest, found.turns_on, found.turns_on_people) == ("Ash", "Delta", 800_000)


def test_far_from_every_edge_nothing_is_uncertain():
    found = counted(5000)
    assert (found.settlements, found.low, found.high, found.unknown, found.turns_on) == (1, 1, 1, 0, "")


def test_many_small_places_decide_nothing_alone():
    n = 10
    found = held(
        code="AA", name="Aland", distance_m=np.full(n, 9900.0), accuracy_m=np.full(n, 1000.0),
        population=np.full(n, 100), names=["x"] * n, depth_m=10_000,
    )  # fmt: skip
    assert (found.low, found.high, found.turns_on) == (0, n, "")


def test_sides_compare_only_on_the_same_data():
    one, other = counted(10_000, layers=("embedded",)), counted(10_000, layers=("AA", "embedded"))
    assert comparable([one, one])
    assert comparable([one, counted(10_000)])  # an empty side rests on nothing
    assert not comparable([one, other])
