"""What a scenario file asks for: run it, compare two of them, explain one settlement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap import export, pipeline
from buffermap.articles.files import files_read
from buffermap.errors import InputError, ScenarioError
from buffermap.export.atomic import whole_file
from buffermap.page.compose import page_data
from buffermap.page.compose.ask import ask_of
from buffermap.page.document import check_page_name, document
from buffermap.scenarios.data import files_named
from buffermap.scenarios.file import read_scenario
from buffermap.scenarios.scenario import Entry, Scenario, in_words, origin_in_words
from buffermap.zones import zone as zones
from buffermap.zones.depth import format_depth
from buffermap.zones.layers import read_layer
from gazetteer.text.names import fold
from geo.containment import point_accuracy_m

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.page.compose.ask import Ask

KEY = ["geonameid", "name", "lat", "lon"]
REACH_M = 100_000.0  # how far from the stretch a settlement may lie to be explained
RELATIONS = ("only_a", "only_b", "both")


def opened(path: str | Path) -> Scenario:
    """Read a scenario; the files that it names are found from its own folder, wherever one stands.

    Raises
    ------
    ScenarioError
        As `read_scenario`, and where an output would be written outside the folder that it is asked for in.
    """
    scenario, folder = read_scenario(path), Path(path).parent

    def placed(entry: Entry | None) -> Entry | None:
        return (
            None
            if entry is None or not isinstance(entry.value, str)
            else replace(entry, value=str(folder / entry.value))
        )

    for kind, name in scenario.outputs.items():
        if Path(name).is_absolute() or ".." in Path(name).parts or not name:
            raise ScenarioError(
                f"{Path(path).name}: output {kind} = {name!r} leaves the folder; name a file in it, like {kind}.html"
            )
    return replace(
        scenario,
        line=placed(scenario.line),
        places=placed(scenario.places),
        corrections=placed(scenario.corrections),
        articles=tuple(str(folder / name) for name in scenario.articles),
    )


def run(scenario: Scenario, into: Path, *, inputs: Iterable[str | Path] = ()) -> Iterator[str]:
    """Make every output of a scenario in a folder, which is made where there is none; yield a line for each.

    The same scenario, articles and data give the same bytes. All outputs are checked before the first is written.

    Parameters
    ----------
    inputs
        Files that are read besides those that the scenario names: its own.

    Raises
    ------
    InputError
        The scenario has no outputs, a table or zone is asked for and no depth is stated, or an output has a format
        that it cannot have, would leave the folder or replace an input.
    """
    if not scenario.outputs:
        raise InputError('the scenario names no [outputs]; add for example map = "map.html"')
    targets = {kind: into / scenario.outputs[kind] for kind in sorted(scenario.outputs)}
    _check_outputs(scenario, targets, into=into)
    written = [file for target in targets.values() for file in export.files_of(target)]
    export.refuse_overwriting(written, files_read([*inputs, *files_named(scenario)]))
    ask = ask_of(scenario)
    for target in targets.values():
        target.parent.mkdir(parents=True, exist_ok=True)
    for kind, target in targets.items():
        if kind == "map":
            yield _make_page(scenario, ask, target)
            continue
        if kind == "zone":
            drawn = zones.nested_zones(ask.stretch, side=ask.side, depths_m=scenario.depths_m, ends=ask.ends)
            table, coverage = zones.to_frame(drawn), ""
        else:
            table = _settlements(scenario, ask, scenario.depths_m)
            coverage = table.attrs["coverage"]
        export.write(
            table,
            target,
            provenance=export.provenance(coverage=coverage, assumptions=ask.assumptions),
            layer=kind,
        )
        yield f"{target}: {coverage or f'{len(table)} zones'}"


def _check_outputs(scenario: Scenario, targets: dict[str, Path], *, into: Path) -> None:
    for kind, target in targets.items():
        if kind == "map":
            check_page_name(target)
        elif export.format_of(target) == "jsonld":
            raise InputError(f"{target.name}: {kind} is not about sentences; write .geojson, .csv or .gpkg")
        elif not scenario.depths:
            raise InputError(
                f'{kind} needs a depth and none is stated; add [[depth]] with value = "20 km" to the scenario'
            )
        if not target.parent.resolve().is_relative_to(into.resolve()):
            raise InputError(
                f"output {kind} = {scenario.outputs[kind]!r} leaves {into} by a link; name a file in it"
            )


def _make_page(scenario: Scenario, ask: "Ask", target: Path) -> str:
    corrections = str(scenario.corrections.value) if scenario.corrections else None
    parsed = pipeline.parse(scenario.articles, corrections=corrections) if scenario.articles else []
    page = document(page_data(parsed, ask, places=_layer(scenario), title=scenario.title))
    with whole_file(target) as path:
        path.write_text(page, encoding="utf-8", newline="\n")
    return f"{target}: {len(parsed)} articles"


def _layer(scenario: Scenario) -> "pd.DataFrame | None":
    return read_layer(str(scenario.places.value)) if scenario.places else None


def _settlements(
    scenario: Scenario, ask: "Ask", depths_m: list[float], *, everything: bool = False
) -> "gpd.GeoDataFrame":
    return zones.settlements(
        ask.stretch,
        side=ask.side,
        depth_m=depths_m,
        places=_layer(scenario),
        everything=everything,
        ends=ask.ends,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Two scenarios side by side.

    Parameters
    ----------
    table
        One row per settlement that lies in one of the two or whose status differs: `KEY`, `country`, `admin1`,
        `population`, `distance_a_m`, `distance_b_m`, `status_a`, `status_b`, `relation` (`RELATIONS`, or ``neither``
        where only the status differs), `status_changed`.
    divisions
        Counts and listed population by `country`, `admin1` and `relation`.
    depth_a_m, depth_b_m
        Depths that were compared.
    """

    table: "pd.DataFrame"
    divisions: "pd.DataFrame"
    depth_a_m: float
    depth_b_m: float

    def counts(self) -> dict[str, int]:
        """Settlements only in A, only in B, in both, and with another status."""
        relation = self.table["relation"]
        found = {name: int((relation == name).sum()) for name in RELATIONS}
        return found | {"status_changed": int(self.table["status_changed"].sum())}


def compare(a: Scenario, b: Scenario, *, depth_m: float | None = None) -> Comparison:
    """Compare which settlements two scenarios hold, each at its deepest depth or both at the one given.

    Raises
    ------
    InputError
        A scenario states no depth and none is given.
    """
    depths = [depth_m or _deepest(scenario) for scenario in (a, b)]
    left, right = (_members(scenario, depth) for scenario, depth in zip((a, b), depths, strict=True))
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
        "status_changed",
    ]  # fmt: skip
    table = (
        kept[columns]
        .sort_values(["relation", "country", "admin1", "name", "geonameid"])
        .reset_index(drop=True)
    )
    return Comparison(table=table, divisions=_divisions(table), depth_a_m=depths[0], depth_b_m=depths[1])


def _deepest(scenario: Scenario) -> float:
    if not scenario.depths:
        raise InputError(
            "a scenario states no depth: give one with --depth 20km, or add [[depth]] to the file"
        )
    return scenario.depths_m[-1]


def _members(scenario: Scenario, depth_m: float) -> "pd.DataFrame":
    import pandas as pd

    table = _settlements(scenario, ask_of(scenario), [depth_m])
    columns = [*KEY, "country", "admin1", "population", "distance_m", "inside", "status"]
    return pd.DataFrame(table[columns])


def _divisions(table: "pd.DataFrame") -> "pd.DataFrame":
    """Count by division and relation, with the listed population and how many have no figure."""
    rows = table[table["relation"] != "neither"]
    grouped = rows.groupby(["country", "admin1", "relation"], dropna=False, sort=True)["population"]
    made = grouped.agg(
        settlements="size", population="sum", without_figure=lambda values: int(values.isna().sum())
    )
    return made.reset_index()


def explain(scenario: Scenario, settlement: str) -> list[str]:
    """Return the chain from a settlement back to the sentence: distance, accuracy, depth, assumptions, speakers.

    Raises
    ------
    InputError
        No settlement near the stretch has that name or id, or several have.
    """
    ask = ask_of(scenario)
    depths = scenario.depths_m or [REACH_M]
    table = _settlements(scenario, ask, depths, everything=True)
    rows = table[_answers_to(table, settlement)]
    if rows.empty:
        raise InputError(
            f"no settlement within {format_depth(REACH_M)} of the stretch is called {settlement!r}"
        )
    places = rows.drop_duplicates(KEY)
    if len(places) > 1:
        several = "; ".join(
            f"{row['name']}, {row['admin1']} ({row['geonameid']})" for _, row in places.iterrows()
        )
        raise InputError(f"several settlements are called {settlement!r}: {several}; give the id")
    stated = bool(scenario.depths)
    return [
        *_about(rows.iloc[0]),
        _accuracy(rows.iloc[0], ask.stretch.accuracy_m),
        *_memberships(rows, stated=stated),
        *_chain(scenario),
    ]


def _answers_to(table: "gpd.GeoDataFrame", settlement: str) -> "pd.Series[bool]":
    if settlement.lstrip("-").isdigit():
        return table["geonameid"] == int(settlement)
    wanted = fold(settlement)
    local = table["name_local"].fillna("").astype(str)
    return (table["name"].map(fold) == wanted) | (local.map(fold) == wanted)


def _about(row: Any) -> Iterator[str]:
    import pandas as pd

    unknown = pd.isna(row["population"])
    people = "no population listed" if unknown else f"listed population {int(row['population']):,}"
    place = ", ".join(str(part) for part in (row["name"], row["admin1"], row["country"]) if part)
    yield f"{place} ({row['geonameid']}, {row['layer']}): {people}"
    yield f"point {row['lat']:.5f}, {row['lon']:.5f}; on the side of {row['side'] or 'neither country'}"
    yield (
        f"{row['distance_m'] / 1000:.2f} km (geodesic, WGS84) from the stretch; nearest point of it "
        f"{row['border_lat']:.5f}, {row['border_lon']:.5f}"
    )


def _accuracy(row: Any, line_m: float) -> str:
    """Return how exact the distance is: as computed, and as far as point and line are known."""
    point_m = float(point_accuracy_m([row["population"]])[0])
    return (
        f"computed to less than a metre; the point stands for the place to {format_depth(round(point_m, -1))}, the line "
        f"is known to {format_depth(line_m)}: together {format_depth(round(point_m + line_m, -1))}"
    )


def _memberships(rows: "gpd.GeoDataFrame", *, stated: bool) -> Iterator[str]:
    if not stated:
        yield "no depth is stated: neither inside nor outside"
        return
    for _, row in rows.iterrows():
        why = "; the accuracy of point and line could change that" if row["status"] == "uncertain" else ""
        yield f"at {format_depth(float(row['zone_depth_m']))}: {'inside' if row['inside'] else 'outside'} ({row['status']}{why})"


def _chain(scenario: Scenario) -> Iterator[str]:
    """Yield the assumptions that put it there, each with its source."""
    entries = [
        ("border", scenario.border), ("line", scenario.line), ("along", scenario.along), ("between", scenario.between),
        ("side", scenario.side), *(("depth", entry) for entry in scenario.depths), ("ends", scenario.ends),
        ("point of view", scenario.pov),
    ]  # fmt: skip
    for name, entry in entries:
        if entry is not None:
            origin = origin_in_words(entry)
            yield f"{name}: {in_words(entry.value)} [{entry.source}]{f' {origin}' if origin else ''}"
