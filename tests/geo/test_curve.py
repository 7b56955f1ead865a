import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.curve import DepthCurve, depth_curve
from geo.errors import GeometryError

places = st.lists(
    st.tuples(st.floats(0, 1e5), st.one_of(st.just(np.nan), st.integers(-1, 10**7))), max_size=40
)


@given(places, st.lists(st.floats(0, 1.2e5), min_size=1, max_size=8))
def test_a_look_up_is_a_count(rows, depths):
    distance, people = (np.array([row[i] for row in rows], dtype=float) for i in (0, 1))
    counts = DepthCurve.of(distance, people).at(depths)
    for i, depth in enumerate(depths):
        within = distance <= depth
        known = within & (people >= 0)
        assert counts.settlements[i] == within.sum()
        assert counts.population[i] == pytest.approx(people[known].sum())
        assert counts.without_figure[i] == (within & ~(people >= 0)).sum()


def test_by_default_depths_run_from_0_to_100_km():
    counts = depth_curve([50.0, 99_999.0])
    assert (counts.depth_m[0], counts.depth_m[-1], len(counts.depth_m)) == (0, 100_000, 1001)
    assert (counts.settlements[0], counts.settlements[1], counts.settlements[-1]) == (0, 1, 2)
    assert counts.population[-1] == 0
    assert counts.without_figure[-1] == 2


def test_what_does_not_go_together_is_named():
    with pytest.raises(GeometryError, match="2 distances do not go with 1"):
        DepthCurve.of([1.0, 2.0], [5])
    with pytest.raises(GeometryError, match="not finite"):
        DepthCurve.of([np.nan])
