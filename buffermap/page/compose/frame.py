"""What a page's zone rests on as the text of a scenario file, to which the page adds the side and depth that it shows."""

from dataclasses import replace
from pathlib import PurePath
from shlex import quote
from typing import TYPE_CHECKING, Any

from buffermap.scenarios.data import data_versions
from buffermap.scenarios.file import format_frame
from buffermap.scenarios.scenario import Alternative, Entry, Scenario

if TYPE_CHECKING:
    import pandas as pd

    from buffermap.page.compose.ask import Ask
    from buffermap.page.data import TextMode


def frame(ask: "Ask", *, places: "pd.DataFrame | None", text_mode: "TextMode") -> tuple[str, str]:
    """Return the scenario as TOML without side and depths, and the options of the command line that name the same zone.

    Both are empty where no file could say it: the stretch has no name, or the settlement layer is no file. Of files only
    their names stand in it, and no sentence where the page carries none.
    """
    scenario = ask.scenario
    if scenario is None or (places is not None and scenario.places is None):
        return "", ""
    shown = _alone(scenario) if text_mode != "links" else _unquoted(_alone(scenario))
    return format_frame(shown), _options(shown)


def _alone(scenario: Scenario) -> Scenario:
    """Return a scenario without what only its own folder holds."""

    def named(entry: Entry | None) -> Entry | None:
        if entry is None or entry.value is None:
            return None
        if isinstance(entry.value, str):
            return replace(entry, value=PurePath(entry.value).name)
        return replace(entry, value=tuple(PurePath(name).name for name in entry.value))

    return replace(
        scenario, articles=(), outputs={}, events=None, corrections=None, data=data_versions(),
        line=named(scenario.line), places=named(scenario.places), population_grid=named(scenario.population_grid),
        built_up=named(scenario.built_up),
    )  # fmt: skip


def _unquoted(scenario: Scenario) -> Scenario:
    """Return a scenario without sentences; what a text says is then the analyst's, with a note that it was read."""

    def bare(entry: Entry) -> Entry:
        if entry.source != "text":
            return entry
        return Entry(value=entry.value, source="analyst", note=f"read in {entry.article}")

    entries: dict[str, Any] = {
        name: bare(entry)
        for name in ("border", "line", "along", "between", "around", "ends", "pov", "places")
        if (entry := getattr(scenario, name)) is not None
    }
    against = tuple(
        Alternative(field=one.field, entry=bare(one.entry), zone_id=one.zone_id)
        for one in scenario.alternatives
    )
    return replace(scenario, **entries, alternatives=against)


def _options(scenario: Scenario) -> str:
    options: list[str] = []
    for name in (
        "border",
        "line",
        "along",
        "between",
        "around",
        "places",
        "population_grid",
        "built_up",
        "by",
    ):
        entry = getattr(scenario, name)
        if entry is None:
            continue
        option, values = (
            f"--{name.replace('_', '-')}",
            [entry.value] if isinstance(entry.value, str) else list(entry.value),
        )
        if name == "population_grid":
            options += [part for value in values for part in (option, value)]
        else:
            options += [option, *([",".join(values)] if name == "along" else values)]
    options += ["--ends", "cut"] if scenario.ends.value == "cut" else []
    options += ["--pov", str(scenario.pov.value)] if scenario.pov.value != "un" else []
    return " ".join(map(quote, options))
