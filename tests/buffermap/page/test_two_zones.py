"""``buffermap diff -o page.html``: the page holds what the comparison counts."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from buffermap.cli.diff import command
from buffermap.comparing import compare
from buffermap.errors import InputError
from buffermap.page.compose.two import two_zone_page
from buffermap.scenarios.scenario import Entry, Scenario

FILE = """version = 1
title = "{title}"
border = {{ value = "RU-UA", source = "analyst" }}
along = {{ value = ["{along}"], source = "analyst" }}
side = {{ value = "UA", source = "analyst" }}
ends = {{ value = "{ends}", source = "analyst" }}
[[depth]]
value = "{depth}"
source = "analyst"
"""


def scenario(*, along: str, depth: str, ends: str = "round", places: str | None = None) -> Scenario:
    return Scenario(
        border=Entry(value="RU-UA", source="analyst"),
        along=Entry(value=(along,), source="analyst"),
        side=Entry(value="UA", source="analyst"),
        ends=Entry(value=ends, source="analyst"),
        depths=(Entry(value=depth, source="analyst"),),
        places=Entry(value=places, source="analyst") if places else None,
    )


@pytest.mark.parametrize("ends", ["round", "cut"])
def test_the_page_holds_what_the_comparison_counts(ends: str) -> None:
    a = scenario(along="Kursk Oblast", depth="15 km", ends=ends)
    b = scenario(along="Belgorod Oblast", depth="25 km", ends=ends)
    counts = compare(a, b).counts()
    page = two_zone_page(a, b, depths_m=(15_000.0, 25_000.0))
    table, zone, other = page.settlements, page.zone, page.other
    assert table is not None and zone is not None and other is not None  # noqa: PT018 - for the type checker
    assert table.distance_b_m is not None and table.side_b is not None  # noqa: PT018
    in_a = (table.distance_m <= 15_000) & (table.side == [s.code for s in zone.sides].index("UA"))
    in_b = (table.distance_b_m <= 25_000) & (table.side_b == [s.code for s in other.sides].index("UA"))
    found = {"only_a": in_a & ~in_b, "only_b": in_b & ~in_a, "both": in_a & in_b}
    assert {name: int(np.sum(rows)) for name, rows in found.items()} == {name: counts[name] for name in found}
    assert counts["only_a"] > 0 < counts["only_b"]


def test_the_command_writes_a_page_that_says_both_zones(tmp_path: Path) -> None:
    for name, depth in (("ten", "10 km"), ("twenty", "20 km")):
        text = FILE.format(title=name, along="Sumy Oblast", depth=depth, ends="round")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    target = tmp_path / "diff.html"
    result = CliRunner().invoke(
        command, [str(tmp_path / "ten.toml"), str(tmp_path / "twenty.toml"), "-o", str(target)]
    )
    assert result.exit_code == 0, result.output
    page = target.read_text(encoding="utf-8")
    assert "A: within 10 km of the Russia–Ukraine border along Sumy Oblast" in page
    assert "B: within 20 km" in page
    assert "Two hypothetical zones: ten / twenty" in page


def test_two_layers_cannot_be_compared_on_a_page() -> None:
    with pytest.raises(InputError, match="one settlement layer"):
        two_zone_page(
            scenario(along="Sumy Oblast", depth="1 km", places="a.csv"),
            scenario(along="Sumy Oblast", depth="1 km"),
            depths_m=(1_000.0, 1_000.0),
        )
