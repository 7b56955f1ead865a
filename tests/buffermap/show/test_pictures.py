"""Pictures: what is drawn, read back from the axes; credit and notice in every figure."""

from itertools import combinations

import pandas as pd
import pytest

from buffermap.errors import InputError
from buffermap.zones.zone import zone

matplotlib = pytest.importorskip("matplotlib", reason="needs buffermap[notebook]")
matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402 - after the choice of the backend
from matplotlib.colors import to_rgb  # noqa: E402 - needs matplotlib

from buffermap.show import pictures  # noqa: E402 - needs matplotlib


@pytest.fixture(autouse=True)
def no_figure_stays_open():
    yield
    plt.close("all")


def words(figure):
    return " ".join(text.get_text() for text in figure.findobj(matplotlib.text.Text))


def curve():
    return pd.DataFrame(
        {"side": ["UA"] * 3 + ["RU"] * 3, "depth_m": [0, 1e4, 2e4] * 2, "settlements": [0, 3, 9, 0, 2, 4],
         "settlements_low": [0, 2, 8, 0, 1, 3], "settlements_high": [0, 4, 9, 0, 2, 6]}
    )  # fmt: skip


def test_curve_has_a_line_for_each_side_in_kilometres():
    ax = pictures.depth_curve(curve(), credit="© Example", marks_m=[15_000])
    lines = {line.get_label(): line for line in ax.lines}
    assert lines["UA"].get_xdata().tolist() == [0, 10, 20]
    assert lines["RU"].get_ydata().tolist() == [0, 2, 4]
    assert len(ax.collections) == 2  # the bands
    assert "15 km" in words(ax.figure)
    assert "© Example" in words(ax.figure)
    assert "Hypothetical" in words(ax.figure)


def test_every_group_has_a_line_of_its_own_look():
    table = pd.concat([curve().assign(side=name) for name in "abcdef"])
    lines = pictures.depth_curve(table, credit="").lines
    assert len({(line.get_color(), line.get_linestyle()) for line in lines}) == 6
    with pytest.raises(InputError, match="has no depth_m; make it with"):
        pictures.depth_curve(pd.DataFrame({"settlements": [1]}))


def test_curve_draws_on_axes_of_yours():
    _, ax = plt.subplots()
    assert pictures.depth_curve(curve(), ax=ax, credit="") is ax


def test_rings_count_each_settlement_once():
    table = pd.DataFrame(
        {
            "geonameid": [1, 2, 3, 4, 4],
            "distance_m": [0.0, 5000.0, 5000.1, 9000.0, 9000.0],
            "status": ["inside", "inside", "uncertain", "inside", "inside"],
            "population": pd.array([10, None, 30, 40, 40], dtype="Int64"),
        }
    )
    ax = pictures.ring_bars(table, edges_m=[5000, 10_000], credit="")
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == [2, 1, 0, 1]
    people = pictures.ring_bars(table, edges_m=[5000, 10_000], value="population", credit="")
    assert [bar.get_height() for bar in people.patches] == [10, 40, 0, 30]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0–5", "5–10"]
    assert ax.get_ylim()[1] > 2
    assert {tick % 1 for tick in ax.get_yticks()} == {0.0}


@pytest.mark.parametrize("edges", [[], [5000, 5000], [0, 5], [9, 5]])
def test_rings_must_ascend(edges):
    with pytest.raises(InputError, match="must ascend"):
        pictures.ring_bars(pd.DataFrame({"distance_m": []}), edges_m=edges)


def test_small_multiples_share_one_scale(toy_border):
    zones = [
        zone(toy_border, side=side, depth=depth) for side in ("EE", "WW") for depth in ("10 km", "20 km")
    ]
    axes = pictures.small_multiples(zones, columns=3, credit="© Example")
    assert len(axes) == 4
    assert len({ax.get_xlim() for ax in axes}) == 1
    assert "20 km" in axes[1].get_title()
    assert "hypothetical" in axes[0].get_title()
    assert "© Example" in words(axes[0].figure)
    with pytest.raises(InputError, match="no zones"):
        pictures.small_multiples([])


def test_pictures_have_the_sizes_of_journals_and_colours_that_all_can_tell_apart(toy_border):
    figures = [
        pictures.depth_curve(curve(), credit="").figure,
        pictures.small_multiples([zone(toy_border, side="EE", depth="10 km")], credit="")[0].figure,
    ]
    for figure in figures:
        assert figure.get_size_inches()[0] <= pictures.PAGE_INCHES
    assert {line.get_linestyle() for line in figures[0].axes[0].lines} == {"-", "--"}  # not by colour alone
    # brightness as eyes of all kinds see it, by the formula of the web's guidelines
    light = [luminance(color) for color in (pictures.OCHRE, pictures.INK, pictures.PALE)]
    ratios = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a, b in combinations(light, 2)]
    assert min(ratios) > 2.5


def luminance(color):
    parts = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(color)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_zones_show_themselves(toy_border):
    drawn = zone(toy_border, side="EE", depth="10 km")
    assert repr(drawn).startswith("<hypothetical Zone EE-WW, EE, 10 km: 1,")
    html = drawn._repr_html_()
    assert "<svg" in html
    assert "edge computed to" in html
    assert "Hypothetical zone" in html
