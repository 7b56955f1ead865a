"""Three countries and an enclave.

::

    +-----+-----+
    |  A  |  B  |     A holds the enclave e of B; C lies below both.
    | [e] |     |
    +-----+-----+
    |     C     |
    +-----------+
"""

import numpy as np
import pytest
import shapely

from gazetteer.build.borders_arcs import topology

ENCLAVE = shapely.box(0.4, 1.4, 0.6, 1.6)
A = shapely.box(0, 1, 1, 2) - ENCLAVE
B = shapely.MultiPolygon([shapely.box(1, 1, 2, 2), ENCLAVE])
C = shapely.Polygon([(0, 0), (2, 0), (2, 1), (1, 1), (0, 1)])
AREAS = {"A": A, "B": B, "C": C}


def rebuilt(found, key):
    rings = [
        [
            np.concatenate([found.arcs[abs(n) - 1][:: 1 if n > 0 else -1][:-1] for n in ring])
            for ring in polygon
        ]
        for polygon in found.polygons[key]
    ]
    return shapely.MultiPolygon([(rings_[0] / 1e6, [hole / 1e6 for hole in rings_[1:]]) for rings_ in rings])


@pytest.mark.parametrize("key", AREAS)
def test_polygons_come_back_from_their_arcs(key):
    found = topology(AREAS)
    assert rebuilt(found, key).equals(AREAS[key])


def test_every_border_is_one_arc_kept_once():
    owners = topology(AREAS).owners
    assert sorted(pair for pair in owners if len(pair) == 2) == [
        ("A", "B"),
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]


def test_arcs_do_not_depend_on_where_rings_begin():
    turned = shapely.Polygon([(1, 1), (0, 1), (0, 0), (2, 0), (2, 1)])
    assert sorted(map(len, topology(AREAS).arcs)) == sorted(map(len, topology({**AREAS, "C": turned}).arcs))


def test_overlapping_areas_are_refused():
    with pytest.raises(ValueError, match="overlap or double back at"):
        topology({"A": shapely.box(0, 0, 1, 1), "B": shapely.box(0, 0, 1, 1), "C": shapely.box(0, 0, 1, 1)})
