"""What is read right in the development sets stays right.

Where a change reads more of them right at the price of a few, `python tests/benchmarks/bench_statements.py --keep` writes
anew what they still miss.
"""

import pytest

from tests.benchmarks.bench_statements import MISSED, development_sets, known_ids, misses, read_lines


@pytest.fixture(scope="module")
def reading():
    from gazetteer.files.store import open_gazetteer
    from gazetteer.geoparse import Geoparser

    gazetteer = open_gazetteer()
    return Geoparser.open(gazetteer).parse, known_ids(gazetteer)


@pytest.fixture(scope="module")
def listed():
    return {tuple(row.split("\t")) for row in MISSED.read_text(encoding="utf-8").splitlines()}


@pytest.mark.parametrize("half", development_sets())
def test_no_field_is_missed_that_was_read_right(half, reading, listed):
    missed = {(line["id"], field) for line in read_lines(half) for field in misses(line, *reading)}
    assert missed - listed == set()
