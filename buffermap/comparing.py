"""Two scenarios side by side: which settlements only one of them holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from buffermap.errors import InputError
from buffermap.export import of_people
from buffermap.export.atomic import whole_file
from buffermap.page.compose.ask import ask_of
from buffermap.page.compose.two import two_zone_page
from buffermap.page.document import document
from buffermap.running import KEY, as_scenario, settlements_of
from buffermap.scenarios.data import files_named
from buffermap.scenarios.scenario import Scenario, with_people
from buffermap.words import Language
from buffermap.zones.given import one_depth
from buffermap.zones.gridcurve import sums_of_all
from buffermap.zones.people import Files, people_of
from geo.rings import difference, overlap
from geo.zone import zone as draw

if TYPE_CHECKING:
    from buffermap.export import Assumption
    from buffermap.page.page import BufferMap

__all__ = [
    "Comparison", "as_scenario", "assumptions_of_both", "compare", "files_named", "map_comparison",
    "with_people", "write_comparison_page",
]  # fmt: skip

RELATIONS = ("only_a", "only_b", "both")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Two scenarios side by side.

    Parameters
    ----------
    table
        One row per settlement that lies in one of the two or whose status differs: `KEY`, `country`, `admin1`,
        `population`, `distance_a_m`, `distance_b_m`, `status_a`, `status_b`, `relation` (`RELATIONS`, or ``neither``
        where only the status differs), `status_changed`, `scenario_id_a`, `scenario_id_b`.
    divisions
        Counts and listed population by `country`, `admin1` and `relation`.
    grid
        With population grids the people by them, `relation` and `side`: ``grid_population, grid_source, grid_year``.
    depth_a_m, depth_b_m
        Depths that were compared.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.compare("a.toml", "b.toml").counts()  # doctest: +SKIP
    {'only_a': 0, 'only_b': 3, 'both': 2, 'status_changed': 4}
    """

    table: "pd.DataFrame"
    divisions: "pd.DataFrame"
    depth_a_m: float
    depth_b_m: float
    grid: "pd.DataFrame | None" = None

    def counts(self) -> dict[str, int]:
        """Settlements only in A, only in B, in both, and with another status."""
        relation = self.table["relation"]
        found = {name: int((relation == name).sum()) for name in RELATIONS}
        return found | {"status_changed": int(self.table["status_changed"].sum())}


def compare(
    a: "Scenario | str | Path",
    b: "Scenario | str | Path",
    *,
    depth: str | None = None,
    depth_m: float | None = None,
    grid: Files = None,
    built_up: str | Path | None = None,
) -> Comparison:
    """Compare which settlements two scenarios hold.

    Parameters
    ----------
    a, b
        Scenarios or their files.
    depth, depth_m
        Compare both at this depth, with its unit or in metres; by default each at its deepest.
    grid, built_up
        Population grids and built-up land in place of those that the scenarios name (see `buffermap.settlements`).

    Returns
    -------
    Comparison
        ``table`` has a row for each settlement that only one of the two holds, both do, or whose status differs;
        ``divisions`` has sums; ``counts()`` counts.

    Raises
    ------
    InputError
        A scenario states no depth and none is given.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.scenarios.scenario import Entry
    >>> five = bm.Scenario(border=Entry(value="EE-LV"), side=Entry(value="EE"), depths=(Entry(value="5 km"),))
    >>> ten = bm.Scenario(border=Entry(value="EE-LV"), side=Entry(value="EE"), depths=(Entry(value="10 km"),))
    >>> bm.compare(five, ten).counts()
    {'only_a': 0, 'only_b': 3, 'both': 2, 'status_changed': 4}
    """
    people = people_of(grid, built_up)
    scenarios = [with_people(as_scenario(one), people) for one in (a, b)]
    given = None if depth is None and depth_m is None else one_depth(depth=depth, depth_m=depth_m)
    depths = [given or _deepest(scenario) for scenario in scenarios]
    left, right = (_members(scenario, depth) for scenario, depth in zip(scenarios, depths, strict=True))
    both = left.merge(right, on=KEY, how="outer", suffixes=("_a", "_b"), sort=False)
    for column in ("country", "admin1", "population"):
        both[column] = both[f"{column}_a"].where(both[f"{column}_a"].notna(), both[f"{column}_b"])
    for end in ("a", "b"):
        both[f"inside_{end}"] = both[f"inside_{end}"].eq(other=True)
        both[f"status_{end}"] = both[f"status_{end}"].fillna("outside").astype(str)
    inside_a, inside_b = both["inside_a"], both["inside_b"]
    both["relation"] = "neither"
    both.loc[inside_a & ~inside_b, "relation"] = "only_a"
    both.loc[~inside_a & inside_b, "relation"] = "only_b"
    both.loc[inside_a & inside_b, "relation"] = "both"
    both["status_changed"] = both["status_a"] != both["status_b"]
    kept = both[inside_a | inside_b | both["status_changed"]]
    kept = kept.rename(columns={"distance_m_a": "distance_a_m", "distance_m_b": "distance_b_m"})
    columns = [
        *KEY, "country", "admin1", "population", "distance_a_m", "distance_b_m", "status_a", "status_b", "relation",
        "status_changed", "scenario_id_a", "scenario_id_b",
    ]  # fmt: skip
    for end in ("a", "b"):
        ids = both[f"scenario_id_{end}"].dropna()
        kept[f"scenario_id_{end}"] = ids.iloc[0] if len(ids) else None
    table = (
        kept[columns]
        .sort_values(["relation", "country", "admin1", "name", "geonameid"])
        .reset_index(drop=True)
    )
    return Comparison(
        table=table,
        divisions=_divisions(table),
        depth_a_m=depths[0],
        depth_b_m=depths[1],
        grid=_by_grids(scenarios, depths),
    )


def _by_grids(scenarios: Sequence[Scenario], depths_m: Sequence[float]) -> "pd.DataFrame | None":
    """Return the people by the grids of the first scenario only in A, only in B and in both, side by side."""
    grids = scenarios[0].people.grids
    if not grids:
        return None
    asks = [ask_of(one) for one in scenarios]
    a, b = (
        draw(ask.stretch, side=ask.side, depth_m=depth_m, ends=ask.ends)
        for ask, depth_m in zip(asks, depths_m, strict=True)
    )
    areas = zip(RELATIONS, (difference(a, b), difference(b, a), overlap(a, b)), (a, b, a), strict=True)
    parts = [
        (relation, side, shapely.intersection(area.geometry, whole))
        for relation, area, zone in areas
        for side, whole in zone.border.sides.items()
    ]
    parts = [part for part in parts if part[2].area]
    sums, known = sums_of_all([part[2] for part in parts], grids)
    rows = [
        {"relation": relation, "side": side, "grid_population": one["population"]}
        for (relation, side, _), one in zip(parts, sums, strict=True)
    ]
    return pd.DataFrame(rows).assign(grid_source=known["source"], grid_year=known["year"])


def _deepest(scenario: Scenario) -> float:
    if not scenario.depths:
        raise InputError(
            "a scenario states no depth: give one with --depth 20km, or add [[depth]] to the file"
        )
    return scenario.depths_m[-1]


def _members(scenario: Scenario, depth_m: float) -> "pd.DataFrame":
    table = settlements_of(scenario, ask_of(scenario), [depth_m])
    columns = [*KEY, "country", "admin1", "population", "distance_m", "inside", "status", "scenario_id"]
    return pd.DataFrame(table[columns])


def _divisions(table: "pd.DataFrame") -> "pd.DataFrame":
    """Count by division and relation, with the listed population and how many have no figure."""
    rows = table[table["relation"] != "neither"]
    grouped = rows.groupby(["country", "admin1", "relation"], dropna=False, sort=True)["population"]
    made = grouped.agg(
        settlements="size", population="sum", without_figure=lambda values: int(values.isna().sum())
    )
    return made.reset_index()


def map_comparison(
    a: "Scenario | str | Path",
    b: "Scenario | str | Path",
    *,
    depth: str | None = None,
    depth_m: float | None = None,
    title: str | None = None,
    language: Language = "en",
    grid: Files = None,
    built_up: str | Path | None = None,
) -> "BufferMap":
    """Make a page with the zones of two scenarios, as ``buffermap diff -o page.html`` does.

    Parameters
    ----------
    a, b, depth, depth_m, grid, built_up
        As for `compare`.
    title
        Of the page.
    language
        Of the interface: ``en``, ``uk``, ``pl`` or ``ru``.

    Returns
    -------
    BufferMap
        It shows itself in a notebook; ``save("diff.html")`` writes it.

    Raises
    ------
    InputError
        A scenario states no depth and none is given.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.map_comparison("a.toml", "b.toml").save("diff.html")  # doctest: +SKIP
    """
    from buffermap.page.page import BufferMap  # loads folium, which the command line's pages do without

    people = people_of(grid, built_up)
    first, second = (with_people(as_scenario(one), people) for one in (a, b))
    found = compare(first, second, depth=depth, depth_m=depth_m)
    depths_m = (found.depth_a_m, found.depth_b_m)
    return BufferMap(two_zone_page(first, second, depths_m=depths_m, title=title, language=language))


def assumptions_of_both(a: "Scenario", b: "Scenario") -> "list[Assumption]":
    """Return what each of two scenarios rests on, named as A's or B's."""
    return [
        replace(item, name=f"{item.name} of {name}")
        for name, one in (("A", a), ("B", b))
        for item in (*ask_of(one).assumptions, *of_people(one.people))
    ]


def write_comparison_page(
    a: "Scenario",
    b: "Scenario",
    found: Comparison,
    target: Path,
    *,
    title: str | None = None,
    language: Language = "en",
) -> None:
    """Write a page with both zones at the depths that were compared."""
    depths = (found.depth_a_m, found.depth_b_m)
    page = document(two_zone_page(a, b, depths_m=depths, title=title, language=language))
    with whole_file(target) as path:
        path.write_text(page, encoding="utf-8", newline="\n")
