"""A zone along two borders: both are zones with ids, one is drawn and the other an alternative."""

import buffermap as bm
from buffermap import pipeline
from buffermap.said.table import rows
from buffermap.said.zones.rows import zone_rows
from buffermap.scenarios.stated import from_statements

TEXT = "Poland wants a belt 12 km deep along its borders with Belarus and Lithuania, a minister said."


def statements():
    (article,) = bm.read(TEXT)
    (item,) = pipeline.parse([article])
    return item.statements


def test_each_border_is_a_zone_of_its_own():
    found = {row["zone_id"].partition("/")[2]: row for row in zone_rows(statements())}
    assert {name: set(row["border"]) for name, row in found.items()} == {
        "zone-1": {"PL", "BY"},
        "zone-1b": {"PL", "LT"},
    }
    assert {row["depth_high_m"] for row in found.values()} == {12_000.0}
    assert {row["zone_id"].partition("/")[2] for row in rows(statements())} == {"zone-1"}


def test_the_other_border_is_an_alternative_that_can_be_drawn():
    found = statements()
    scenario = from_statements(found)
    (other,) = {one.zone_id for one in scenario.alternatives} - {scenario.zone_id}
    assert other.endswith("/zone-1b")
    assert set(from_statements(found, zone_id=other).border.value.split("-")) == {"PL", "LT"}
