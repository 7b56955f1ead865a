"""The table of raions: every line leads to a division that is found by its names, in the right first-level division."""

from collections import Counter

import numpy as np
import pytest

from gazetteer.build.sources import read_table
from gazetteer.files.store import open_gazetteer
from gazetteer.paths import TABLES

LINES = read_table(TABLES / "raions.csv")


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def test_the_table_is_whole():
    count = Counter(line["code"][:2] for line in LINES)
    assert (count["UA"], count["BY"]) == (136, 118)
    assert len({line["code"] for line in LINES}) == len(LINES)


def test_every_raion_has_a_point_near_others_of_its_first_level_division(gazetteer):
    lost = []
    for line in LINES:
        row = gazetteer.row_of_code(line["code"])
        upper = gazetteer.admin1_row[row]
        near = np.hypot(gazetteer.lat[row] - gazetteer.lat[upper], gazetteer.lon[row] - gazetteer.lon[upper])
        if gazetteer.code(upper) != ".".join(line["code"].split(".")[:2]) or not near < 5:
            lost.append(line["code"])
    assert lost == []


def test_every_raion_is_found_by_each_of_its_adjectives(gazetteer):
    lost = [
        (line["code"], adjective)
        for line in LINES
        for adjective in (line["uk"], line["ru"], *filter(None, line["also"].split("|")))
        if gazetteer.row_of_code(line["code"])
        not in [match.row for match in gazetteer.match(f"{adjective} район")]
    ]
    assert lost == []
