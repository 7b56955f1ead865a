"""Pictures for publication, with matplotlib: depth curve, rings, small multiples of zones.

Each draws on axes of its own or on yours, returns them, and writes the credit of the data into the figure. Colours tell
apart for all kinds of colour vision; nothing is red against blue.
"""

from collections.abc import Iterable, Sequence
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

try:
    from matplotlib import pyplot as plt
    from matplotlib.collections import LineCollection, PatchCollection
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline
    from matplotlib.ticker import MaxNLocator
except ImportError:  # it comes with the extra `notebook`; said when a picture is asked for
    plt = None  # type: ignore[assignment]

from buffermap.errors import InputError
from buffermap.export.provenance import Provenance, data_sources
from buffermap.zones.depth import depth_in_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from geo.zone import Zone

INK, OCHRE, TEAL, PALE = "#333333", "#96703c", "#2e7a78", "#e9e2d2"
LOOKS = ((OCHRE, "-"), (TEAL, "--"), (INK, ":"), (OCHRE, "-."), (TEAL, "-"), (INK, "--"))
"""Colour and style of the lines of a picture, which never differ in colour alone."""
COLUMN_INCHES, PAGE_INCHES = 3.5, 7.2
"""Widths of one and of two columns of a journal, inches."""

HYPOTHETICAL = "Hypothetical zones; no forecast, no control of territory."


def _pyplot() -> Any:
    if plt is None:
        raise InputError("pictures need matplotlib: pip install 'buffermap[notebook]'")
    return plt


def _axes(ax: "Axes | None", *, size: tuple[float, float]) -> "Axes":
    return _pyplot().subplots(figsize=size, layout="constrained")[1] if ax is None else ax


def depth_curve(
    curve: "pd.DataFrame",
    *,
    value: str = "settlements",
    by: str = "side",
    marks_m: Sequence[float] = (),
    ax: "Axes | None" = None,
    credit: str | None = None,
) -> "Axes":
    """Draw how a count grows with the depth.

    Parameters
    ----------
    curve
        What `buffermap.depth_curve` or `buffermap.sweep` returns: ``depth_m`` and the column `value`; where it has
        ``settlements_low`` and ``settlements_high``, they become a band.
    value
        ``settlements`` or ``population``.
    by
        A line for each value of this column, where there is one.
    marks_m
        Depths to mark, metres.
    credit
        Credit line; by default that of the data installed.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        The curve lacks a column, or matplotlib is not installed.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.show import pictures
    >>> curve = bm.depth_curve(bm.border("EE-LV"), side="EE", to_m=50_000)
    >>> ax = pictures.depth_curve(curve, marks_m=[10_000, 20_000])
    >>> ax.get_ylabel()
    'settlements listed'
    >>> ax.figure.savefig("curve.pdf")  # doctest: +SKIP
    """
    missing = {"depth_m", value} - set(curve.columns)
    if missing:
        raise InputError(
            f"the curve has no {', '.join(sorted(missing))}; make it with bm.depth_curve or bm.sweep"
        )
    ax = _axes(ax, size=(COLUMN_INCHES * 1.6, COLUMN_INCHES))
    groups: Iterable[tuple[Any, pd.DataFrame]] = (
        curve.groupby(by, sort=True) if by in curve else [("", curve)]
    )
    for (name, rows), (color, style) in zip(groups, cycle(LOOKS), strict=False):
        depths_km = rows["depth_m"].to_numpy(float) / 1000
        ax.step(
            depths_km,
            rows[value].to_numpy(float),
            where="post",
            color=color,
            linestyle=style,
            label=str(name),
        )
        low, high = f"{value}_low", f"{value}_high"
        if low in rows and high in rows:
            ax.fill_between(
                depths_km,
                rows[low].to_numpy(float),
                rows[high].to_numpy(float),
                step="post",
                color=color,
                alpha=0.2,
                linewidth=0,
            )
    for mark in marks_m:
        ax.axvline(mark / 1000, color=INK, linewidth=0.6, alpha=0.5)
        ax.text(
            mark / 1000, 1.0, depth_in_words(mark), transform=ax.get_xaxis_transform(), fontsize=6.5, ha="center", va="bottom",
        )  # fmt: skip
    ax.set_xlabel("depth of the hypothetical zone, km")
    ax.set_ylabel(
        {"settlements": "settlements listed", "population": "listed population, undated"}.get(value, value)
    )
    ax.set_xlim(left=0)
    if by in curve and curve[by].nunique() > 1:  # noqa: PD101 - few rows
        ax.legend(frameon=False, fontsize=8)
    _finish(ax, credit)
    return ax


def ring_bars(
    settlements: "pd.DataFrame",
    *,
    edges_m: Sequence[float],
    value: str = "settlements",
    ax: "Axes | None" = None,
    credit: str | None = None,
) -> "Axes":
    """Draw how many settlements lie in each ring between two depths, those near a ring's edge hatched.

    Parameters
    ----------
    settlements
        One row per settlement with ``distance_m``, ``status`` and ``population``: a table of one depth that is at
        least the last edge (`Zone.settlements`), or all of them (``everything=True``).
    edges_m
        Edges of the rings, metres, ascending; the first ring begins at 0.
    value
        ``settlements``, or ``population`` (listed; settlements without figure count nothing).
    ax, credit
        As for `depth_curve`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InputError
        The edges do not ascend, or matplotlib is not installed.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.show import pictures
    >>> found = bm.settlements(bm.border("EE-LV"), side="EE", depth="20 km")
    >>> ax = pictures.ring_bars(found, edges_m=[5_000, 10_000, 20_000])
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['0–5', '5–10', '10–20']
    """
    if list(edges_m) != sorted(set(edges_m)) or not edges_m or edges_m[0] <= 0:
        raise InputError(f"ring edges must ascend from above 0 m, not {list(edges_m)}")
    ax = _axes(ax, size=(COLUMN_INCHES * 1.6, COLUMN_INCHES))
    one_each = settlements.drop_duplicates("geonameid") if "geonameid" in settlements else settlements
    edges = np.array([0.0, *edges_m])
    ring = np.searchsorted(edges, one_each["distance_m"].to_numpy(float), side="left").clip(1) - 1
    weights = (
        np.ones(len(one_each))
        if value == "settlements"
        else one_each["population"].to_numpy(float, na_value=0.0)
    )
    unsure = one_each["status"].to_numpy(object) == "uncertain"
    labels = [f"{low / 1000:g}–{high / 1000:g}" for low, high in pairwise(edges)]
    within = ring < len(labels)
    sure_counts = np.bincount(ring[within & ~unsure], weights[within & ~unsure], minlength=len(labels))
    unsure_counts = np.bincount(ring[within & unsure], weights[within & unsure], minlength=len(labels))
    ax.bar(labels, sure_counts, color=OCHRE, label="sure")
    ax.bar(
        labels,
        unsure_counts,
        bottom=sure_counts,
        color=PALE,
        edgecolor=OCHRE,
        hatch="///",
        linewidth=0.5,
        label="uncertain at this depth",
    )
    ax.set_xlabel("distance from the line, km")
    ax.set_ylabel("settlements listed" if value == "settlements" else "listed population, undated")
    # stacked bars leave no room above themselves
    ax.set_ylim(0, 1.06 * max(float((sure_counts + unsure_counts).max()), 1.0))
    if unsure_counts.any():
        ax.legend(frameon=False, fontsize=8, ncols=2, loc="lower left", bbox_to_anchor=(0, 1))
    _finish(ax, credit)
    return ax


def small_multiples(
    zones: Sequence["Zone"],
    *,
    columns: int = 3,
    names: Sequence[str] | None = None,
    credit: str | None = None,
) -> "np.ndarray":
    """Draw zones side by side at one scale, each with its line, its side and its area.

    Parameters
    ----------
    zones
        From `buffermap.zone`.
    columns
        Panels beside each other.
    names
        Titles of the panels; by default line, side, depth and area.
    credit
        As for `depth_curve`.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        One per zone.

    Raises
    ------
    InputError
        There is no zone, or matplotlib is not installed.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.show import pictures
    >>> stretch = bm.border("EE-LV")
    >>> axes = pictures.small_multiples([bm.zone(stretch, side=side, depth="10 km") for side in ("EE", "LV")])
    >>> [ax.get_title().splitlines()[0] for ax in axes]
    ['EE-LV, EE, 10 km', 'EE-LV, LV, 10 km']
    """
    if not zones:
        raise InputError("no zones to draw")
    columns = min(columns, len(zones))
    rows = -(-len(zones) // columns)
    figure, grid = _pyplot().subplots(
        rows, columns, figsize=(PAGE_INCHES, 0.6 + rows * PAGE_INCHES / columns), squeeze=False, sharex=True, sharey=True, layout="compressed",
    )  # fmt: skip
    axes: np.ndarray[Any, Any] = grid.ravel()
    for ax, zone, name in zip(axes, zones, names or [_caption(zone) for zone in zones], strict=False):
        _draw_zone(ax, zone)
        ax.set_title(name, fontsize=8)
    for ax in axes[len(zones) :]:
        ax.set_axis_off()
    _frame(axes[0], zones)
    _credit(figure, credit)
    return axes[: len(zones)]


def _caption(zone: "Zone") -> str:
    return f"{zone.border.name}, {zone.side}, {depth_in_words(zone.depth_m)}\n{zone.area_km2:,.0f} km², hypothetical"


def _draw_zone(ax: "Axes", zone: "Zone") -> None:
    patches = []
    for part in shapely.get_parts(zone.geometry):
        rings = [part.exterior, *part.interiors]
        patches.append(
            PathPatch(Outline.make_compound_path(*(Outline(shapely.get_coordinates(r)) for r in rings)))
        )
    ax.add_collection(
        PatchCollection(patches, facecolor=PALE, edgecolor=OCHRE, linestyle="--", linewidth=0.8, hatch="////")
    )
    lines = [shapely.get_coordinates(line) for line in shapely.get_parts(zone.border.line)]
    ax.add_collection(LineCollection(lines, colors=INK, linewidths=0.7))


def _frame(ax: "Axes", zones: Sequence["Zone"]) -> None:
    """Set one extent for all panels, true to scale at its middle latitude."""
    west, south, east, north = shapely.total_bounds(
        [z.geometry for z in zones] + [z.border.line for z in zones]
    )
    margin_x, margin_y = (east - west) * 0.04, (north - south) * 0.04
    ax.set_xlim(west - margin_x, east + margin_x)
    ax.set_ylim(south - margin_y, north + margin_y)
    for panel in ax.figure.axes:
        panel.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
        panel.tick_params(labelsize=6)


def _finish(ax: "Axes", credit: str | None) -> None:
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_locator(MaxNLocator("auto", integer=True))  # nothing here is counted in halves
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.tick_params(labelsize=8)
    ax.xaxis.label.set_fontsize(8)
    ax.yaxis.label.set_fontsize(8)
    ax.spines[["top", "right"]].set_visible(False)
    _credit(ax.figure, credit)


def _credit(figure: Any, credit: str | None) -> None:
    if credit is None:
        credit = Provenance(sources=tuple(data_sources())).attribution
    text = f"{HYPOTHETICAL} Data: {credit}" if credit else HYPOTHETICAL
    figure.supxlabel(text, fontsize=5.5, color="#666666", x=0.01, ha="left", wrap=True)
