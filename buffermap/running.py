"""What a scenario file asks for: read it, run it, draft one from what articles state."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from buffermap import export, listing, pipeline
from buffermap.articles.files import files_read
from buffermap.articles.report import ReadingReport
from buffermap.errors import InputError, ScenarioError
from buffermap.export.atomic import whole_file
from buffermap.export.sharing import Share, check_own_use, rule_of
from buffermap.incidents.events import as_events, described
from buffermap.incidents.events import events as read_events
from buffermap.incidents.listing import listed_events
from buffermap.incidents.measuring import measured
from buffermap.mapping import page_of
from buffermap.page.compose.ask import ask_of
from buffermap.page.document import check_page_name, document
from buffermap.page.sharing import past_embargo
from buffermap.parsed import read_articles
from buffermap.said.readable import warn_unread
from buffermap.said.zones.compose import likely_border
from buffermap.scenarios.data import data_versions, differing_data, file_hashes, files_named
from buffermap.scenarios.file import read_scenario as as_written
from buffermap.scenarios.file import write_scenario
from buffermap.scenarios.scenario import Entry, Scenario, with_people
from buffermap.scenarios.stated import from_statements
from buffermap.zones import zone as zones
from buffermap.zones.layers import read_layer
from buffermap.zones.people import NOTHING, Files, People, level_of, people_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.articles.article import Article
    from buffermap.page.compose.ask import Ask
    from buffermap.page.sharing import Edition
    from buffermap.parsed import Parsed
    from buffermap.said.values import Statement

KEY = ["geonameid", "name", "lat", "lon"]


def read_scenario(path: str | Path) -> Scenario:
    """Read a scenario file; the files that it names are found from its own folder, wherever one stands.

    Parameters
    ----------
    path
        The file (TOML).

    Returns
    -------
    Scenario
        With the names of its articles, layers and lines as paths.

    Raises
    ------
    ScenarioError
        The file does not hold together, or an output would be written outside the folder that it is asked for in.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import buffermap as bm
    >>> file = Path(tempfile.mkdtemp()) / "s.toml"
    >>> bm.write_scenario(bm.scenario("A buffer zone along the border of the Sumy region is needed."), file)
    >>> bm.read_scenario(file).border.value
    'RU-UA'
    """
    scenario, folder = as_written(path), Path(path).parent

    def placed(entry: Entry | None) -> Entry | None:
        if entry is None or entry.value is None:
            return None
        if isinstance(entry.value, str):
            return replace(entry, value=str(folder / entry.value))
        return replace(entry, value=tuple(str(folder / name) for name in entry.value))

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
        population_grid=placed(scenario.population_grid),
        built_up=placed(scenario.built_up),
        articles=tuple(str(folder / name) for name in scenario.articles),
        events=scenario.events
        and replace(scenario.events, files=tuple(str(folder / name) for name in scenario.events.files)),
    )


def as_scenario(scenario: "Scenario | str | Path") -> Scenario:
    """Return a scenario from itself or its file.

    Raises
    ------
    InputError
        It is neither.
    """
    if isinstance(scenario, Scenario):
        return scenario
    if isinstance(scenario, (str, Path)):
        return read_scenario(scenario)
    raise InputError(f"a {type(scenario).__name__} is no scenario: give a file, or bm.scenario(articles)")


def run(
    scenario: str | Path,
    *,
    into: str | Path | None = None,
    events: "pd.DataFrame | str | Path | None" = None,
    share: "Edition" = "desk",
    grid: Files = None,
    built_up: str | Path | None = None,
) -> list[str]:
    r"""Make everything that a scenario file asks for, as ``buffermap run`` does.

    Parameters
    ----------
    scenario
        The file.
    into
        Folder to write to, made where there is none; by default that of the file.
    events
        What `buffermap.events` returns, or its file, instead of the tables that the scenario names.
    share
        ``public``: outputs name only places of the articles and large ones (see `buffermap.map_articles`).
    grid, built_up
        Population grids and built-up land in place of those that the scenario names (see `buffermap.settlements`).

    Returns
    -------
    list of str
        A line for each output; before them one on data that differ from those that the scenario was made with.

    Raises
    ------
    InputError
        The scenario has no outputs, or one of them cannot be made.
    ScenarioError
        The file does not hold together.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import buffermap as bm
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = 'version = 1\n[border]\nvalue = "EE-LV"\n[[depth]]\nvalue = "5 km"\n[outputs]\nzone = "z.geojson"\n'
    >>> _ = (folder / "s.toml").write_text(text)
    >>> [line.rpartition(": ")[2] for line in bm.run(folder / "s.toml")]
    ['1 zones']
    """
    people = people_of(grid, built_up)
    return list(steps(scenario, into=into, events=as_events(events), share=share, people=people))


def steps(
    scenario: str | Path,
    *,
    into: str | Path | None = None,
    events: "gpd.GeoDataFrame | None" = None,
    inputs: Iterable[str | Path] = (),
    reading: ReadingReport | None = None,
    share: "Edition" = "desk",
    people: People = NOTHING,
) -> Iterator[str]:
    """Do what `run` does, and yield its lines as the outputs are made.

    ``inputs`` are read besides the scenario, ``reading`` is filled as articles are.
    """
    path = Path(scenario)
    asked = with_people(read_scenario(path), people)
    now = data_versions() | file_hashes(as_written(path), path.parent)
    differing = differing_data(asked, now)
    if differing:
        yield f"the data differ from those that the scenario was made with ({', '.join(differing)}): results may differ"
    yield from outputs(
        asked, Path(into) if into else path.parent, inputs=[path, *inputs], reading=reading, events=events,
        share=share,
    )  # fmt: skip


def outputs(
    scenario: Scenario,
    into: Path,
    *,
    inputs: Iterable[str | Path] = (),
    reading: ReadingReport | None = None,
    events: "gpd.GeoDataFrame | None" = None,
    share: "Edition" = "desk",
) -> Iterator[str]:
    """Make every output of a scenario in a folder, which is made where there is none; yield a line for each.

    The same scenario, articles and data give the same bytes. All outputs are checked before the first is written.

    Parameters
    ----------
    inputs
        Files that are read besides those that the scenario names: its own.
    reading
        Filled with what was read as what.
    events
        Instead of those that the scenario names, each once.

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
    named = events_of(scenario) if events is None else None
    events = events if named is None else named
    if "events" in targets and events is None:
        raise InputError('the scenario names no [events]; add value = ["events.csv"] to a table [events]')
    if "map" in targets and events is not None:
        check_own_use(rule_of(events)["share"], targets["map"])
    for target in targets.values():
        target.parent.mkdir(parents=True, exist_ok=True)
    if named is not None:
        yield from described(named)
    read = reading or ReadingReport()
    parsed = _parsed(scenario, read) if scenario.articles and ("map" in targets or share == "public") else []
    mentioned = [mention.geonameid for item in parsed for mention in item.mentions if mention.geonameid]
    for kind, target in targets.items():
        if kind == "map":
            made = page_of(
                parsed, ask, places=_layer(scenario), title=scenario.title, reading=read, events=events, share=share,
                people=scenario.people,
            )  # fmt: skip
            with whole_file(target) as path:
                path.write_text(document(made.data), encoding="utf-8", newline="\n")
            yield f"{target}: {made.reading.articles} articles"
            continue
        if kind == "events" and events is not None:
            shown = past_embargo(events) if share == "public" else events
            tables, coverage = _event_tables(scenario, ask, shown)
        else:
            tables, coverage = _tables(scenario, ask, kind, share=share, named=mentioned)
        export.write(
            listing.fitting(tables, target),
            target,
            provenance=export.provenance(
                coverage=coverage, assumptions=[*ask.assumptions, *export.of_people(scenario.people)]
            ),
            layer=kind,
        )
        yield f"{target}: {coverage or f'{len(tables[kind])} zones'}"


def _event_tables(
    scenario: Scenario, ask: "Ask", events: "gpd.GeoDataFrame"
) -> "tuple[dict[str, pd.DataFrame], str]":
    """Return counts of events, or what else their rule lets leave, and what belongs above."""
    held = measured(events, ask.stretch, side=ask.side, depths_m=scenario.depths_m, ends=ask.ends)
    table, coverage = listed_events(held, by=None, everything=True, to_screen=False)
    return {"events": table}, coverage


def _parsed(scenario: Scenario, reading: ReadingReport) -> "Sequence[Parsed]":
    corrections = str(scenario.corrections.value) if scenario.corrections else None
    return pipeline.parse(scenario.articles, corrections=corrections, report=reading, keep="strongest")


def _tables(
    scenario: Scenario, ask: "Ask", kind: str, *, share: "Edition", named: Sequence[int]
) -> "tuple[dict[str, pd.DataFrame], str]":
    """Return the tables of an output, the first of them under its own name, and what they cover."""
    if kind == "zone":
        drawn = zones.nested_zones(ask.stretch, side=ask.side, depths_m=scenario.depths_m, ends=ask.ends)
        return {"zone": zones.to_frame(drawn)}, ""
    return listing.listed(
        ask.stretch, side=ask.side, depths_m=scenario.depths_m, ends=ask.ends, places=_layer(scenario),
        by=None if kind == "settlements" else level_of(kind), share=share, named=named, people=scenario.people,
    )  # fmt: skip


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


def events_of(scenario: Scenario) -> "gpd.GeoDataFrame | None":
    """Return the events of a scenario's tables, None where it names none."""
    named = scenario.events
    if named is None:
        return None
    return read_events(
        named.files, columns=named.columns, share=cast("Share", named.share), licence=named.licence, accessed=named.accessed,
        precision=named.precision, sublayer=named.sublayer,
    )  # fmt: skip


def _layer(scenario: Scenario) -> "pd.DataFrame | None":
    places = scenario.places
    return read_layer(str(places.value), sublayer=places.sublayer) if places else None


def settlements_of(
    scenario: Scenario, ask: "Ask", depths_m: list[float], *, everything: bool = False
) -> "gpd.GeoDataFrame":
    """Return the settlements of a scenario's zone at these depths."""
    return zones.listed(
        ask.stretch,
        side=ask.side,
        depths_m=depths_m,
        places=_layer(scenario),
        everything=everything,
        ends=ask.ends,
        people=scenario.people,
    )


def scenario(articles: "Article | str | Iterable[Article | str]", *, zone_id: str | None = None) -> Scenario:
    """Draft a scenario from what articles state: the zone that is located most closely, everything with its source.

    Parameters
    ----------
    articles
        What `buffermap.read` returns, one article, a text, or several texts.
    zone_id
        The zone to start from, as `stated_zones` lists it; by default the one that the texts support best.

    Returns
    -------
    Scenario
        What no text states stays unstated; what other statements say is kept as alternatives. `write_scenario` writes
        it as a file to edit.

    Raises
    ------
    InputError
        No statement gives the location of a zone, or of the one that is asked for.

    Examples
    --------
    >>> import buffermap as bm
    >>> drafted = bm.scenario("A buffer zone 10 km deep along the Estonian-Latvian border is needed, he said.")
    >>> drafted.border.value, drafted.depth_texts, drafted.depths[0].source
    ('EE-LV', ('10 km',), 'text')
    """
    given = pipeline.as_articles(articles)
    return located(pipeline.parse(given) if given else [], zone_id=zone_id)


def located(
    parsed: "Sequence[Parsed]", *, articles: Sequence[str] = (), zone_id: str | None = None
) -> Scenario:
    """Draft a scenario from parsed articles; ``articles`` is what it names as them.

    Raises
    ------
    InputError
        No statement gives the location of a zone.
    """
    warn_unread(read_articles(parsed))
    statements = [one for item in parsed for one in item.statements]
    drafted = from_statements(statements, articles=articles, zone_id=zone_id)
    if drafted is None:
        raise InputError(_nowhere(statements, len(parsed)))
    return drafted


def _nowhere(statements: "Sequence[Statement]", articles: int) -> str:
    """Return why there is nothing to draw, with the border that the articles rather speak of as the way out."""
    pair = likely_border(statements)
    named = f'border = "{"-".join(pair)}"' if pair else "a border of two country codes"
    return (
        f"no statement gives the location of a zone ({len(statements)} statements about zones in {articles} articles); "
        f"write a file with {named} and run it"
    )


def draft(
    inputs: Sequence[str],
    target: Path,
    *,
    zone_id: str | None = None,
    reading: ReadingReport | None = None,
) -> Scenario:
    """Write the scenario that inputs state as a file, with outputs and hashes of the data, and return it.

    ``zone_id`` is the zone to start from; ``reading`` is filled with what was read as what.
    """
    # articles are found from the scenario's own folder, so that both can move together
    articles = [Path(os.path.relpath(name, target.parent)).as_posix() for name in inputs if name != "-"]
    drafted = located(
        pipeline.parse(inputs, report=reading, keep="statements"), articles=articles, zone_id=zone_id
    )
    stem = "scenario" if target == export.STDOUT else target.stem
    wanted = {"map": f"{stem}.html"}
    if drafted.depths:
        wanted |= {"settlements": f"{stem}.csv", "zone": f"{stem}.geojson"}
    data = data_versions() | file_hashes(drafted, target.parent)
    drafted = replace(drafted, outputs=wanted, data=data)
    write_scenario(drafted, target)
    return drafted
