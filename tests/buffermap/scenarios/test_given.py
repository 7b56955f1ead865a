"""Scenarios of zones that were asked for by options or in Python."""

from pathlib import Path

import pytest

import buffermap as bm
from buffermap.scenarios.file import format_scenario, parse_scenario
from buffermap.scenarios.given import Named, given


@pytest.mark.parametrize(
    "named",
    [
        {"border": "LV-EE"},
        {"border": "Litani"},
        {"border": "EE-LV", "between": ("Valga", "57.9,25.1")},
        {"around": "Valga", "border": "EE"},
        {"around": "57.8,26.0"},
    ],
)
def test_a_scenario_leads_to_the_same_line_again(named: dict[str, object]) -> None:
    spec = named.get("border")
    stretch = bm.border(spec, **{key: value for key, value in named.items() if key != "border"})  # type: ignore[arg-type]
    made = given(stretch, side="both", depths_m=[16_093.44], named=Named(**named))  # type: ignore[arg-type]
    assert made is not None
    again = parse_scenario(format_scenario(made))
    assert again.stretch().line.equals(stretch.line)
    assert again.stretch().accuracy_m == stretch.accuracy_m
    assert again.depths_m == [16_093.44]
    assert {entry.source for _, entry in again.entries()} <= {"analyst", "default"}


def test_a_stretch_that_no_file_could_name_has_no_scenario() -> None:
    assert given(bm.border("EE-LV", between=("Valga", "57.9,25.1"))) is None
    disc = bm.border(around="Valga")
    assert given(disc) is None
    own = Named(line=Path("strip.geojson"), choices=("lat=y",))
    assert given(disc, named=own) is None


def test_divisions_are_named_as_the_data_name_them() -> None:
    made = given(bm.border("EE-LV", along="Valga"), side="EE")
    assert made is not None
    assert made.along is not None
    assert made.along.value == ("Valgamaa",)
    assert (made.side.source, made.ends.source, made.depths) == ("analyst", "default", ())
