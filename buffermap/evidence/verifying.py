"""Computing an evidence file again, and saying what differs."""

import csv
import io
import json
import tempfile
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from shapely.errors import ShapelyError
from shapely.geometry import shape

from buffermap.articles.report import ReadingReport
from buffermap.errors import BuffermapError, InputError, ScenarioError
from buffermap.evidence import computing, package
from buffermap.evidence.package import sha256
from buffermap.mapping import page_of
from buffermap.page.compose.ask import ask_of
from buffermap.pipeline import parse
from buffermap.running import read_scenario
from buffermap.scenarios.data import data_versions, digest
from buffermap.zones.layers import read_layer

State = Literal["as it was", "changed", "same", "differs", "not computed"]
"""The first two are of what is not computed: the file itself, program and data."""

_TOLD = 8  # rows that differ which are told one by one
_KEYS: dict[str, tuple[str, ...]] = {
    package.SETTLEMENTS: ("geonameid", "name", "lat", "lon", "zone_depth_m"),
    package.ARTICLES: ("doc_id",),
    package.SENTENCES: ("doc_id", "start"),
    package.STATEMENTS: ("statement_id",),
}
_CLOSE = 0.01
"""Metres, and other numbers: libraries of another version may differ in their last digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part of an evidence file: whether it is what computing it again gives, and what differs."""

    name: str
    state: State
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What verifying an evidence file found.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.verify("evidence.zip", "articles/").ok  # doctest: +SKIP
    True
    """

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether something was computed again and nothing differs."""
        states = [check.state for check in self.checks]
        return "same" in states and "differs" not in states

    def lines(self) -> list[str]:
        """Return what was found as lines for people; the last says OK or what differs."""
        told = [
            line
            for check in self.checks
            for line in (f"{check.name}: {check.state}", *_indented(check.details))
        ]
        differing = [check.name for check in self.checks if check.state == "differs"]
        if differing:
            return [*told, f"DIFFERS: {', '.join(differing)}"]
        if not self.ok:
            return [*told, "NOT VERIFIED: nothing could be computed again; give the articles"]
        left = ", ".join(check.name for check in self.checks if check.state == "not computed")
        return [*told, f"OK, but for what was not computed: {left}" if left else "OK"]


def _indented(details: Sequence[str]) -> list[str]:
    more = len(details) - _TOLD
    return [f"    {line}" for line in details[:_TOLD]] + ([f"    and {more:,} more"] if more > 0 else [])


def verify(
    evidence: str | Path,
    articles: "str | Path | Sequence[str | Path]" = (),
    *,
    places: str | Path | None = None,
) -> Verified:
    """Compute an evidence file of ``buffermap map --also evidence.zip`` again.

    Parameters
    ----------
    evidence
        The file.
    articles
        The files and folders that the page was made of, named as they were; without them only the zone and its settlements
        are computed.
    places
        The settlement layer that the page was made with, where it was one of the user's own.

    Returns
    -------
    Verified
        ``ok``, and ``lines()`` for people.

    Raises
    ------
    InputError
        The file is no evidence file, or an article cannot be read.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.verify("evidence.zip", "articles/").lines()[-1]  # doctest: +SKIP
    'OK'
    """
    path = Path(evidence)
    if not path.is_file():
        raise InputError(f"there is no file {path}; `buffermap map … --also evidence.zip` makes one")
    members = package.unpacked(path)
    manifest = package.manifest_of(members, name=path.name)
    inputs = [articles] if isinstance(articles, str | Path) else list(articles)
    with tempfile.TemporaryDirectory(prefix="buffermap-") as name:
        folder = Path(name)
        for member in (package.SCENARIO, package.LINE, package.CORRECTIONS):
            if member in members:
                (folder / member).write_bytes(members[member])
        checks = [
            _whole(members, manifest),
            _versions(manifest),
            *_zone(members, manifest, folder, places=None if places is None else Path(places)),
            *_articles(members, manifest, folder, inputs, places=places),
        ]
    return Verified(checks=tuple(checks))


def _whole(members: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Check:
    """Compare every member with its hash."""
    listed = manifest["members"]
    found = {name: sha256(content) for name, content in members.items() if name != package.MANIFEST}
    details = [f"{name} is not in the file" for name in listed if name not in found]
    details += [f"{name} is not what the manifest lists" for name in found if listed.get(name) != found[name]]
    return Check(name="the file", state="differs" if details else "as it was", details=tuple(details))


def _versions(manifest: Mapping[str, Any]) -> Check:
    """Say which data differ; whether that changes a result is for the other checks to say."""
    then, now = manifest["data"], data_versions()
    names = sorted(name for name in {*now, *then} if then.get(name) != now.get(name))
    details = tuple(f"{name} is of another version here" for name in names)
    return Check(name="program and data", state="changed" if details else "as it was", details=details)


def _zone(
    members: Mapping[str, bytes], manifest: Mapping[str, Any], folder: Path, *, places: Path | None
) -> Iterator[Check]:
    """Run the scenario again."""
    if package.SCENARIO not in members:
        return
    if manifest.get("places_sha256") and (places is None or digest(places) != manifest["places_sha256"]):
        way = "it is another file" if places else "give it with --places FILE"
        details = (f"the page was made with a settlement layer of the user's own: {way}",)
        yield Check(
            name="zone and settlements", state="differs" if places else "not computed", details=details
        )
        return
    try:
        found = computing.from_scenario(folder, places=places)
    except (ScenarioError, InputError) as error:
        yield Check(name="zone and settlements", state="differs", details=(f"cannot be computed: {error}",))
        return
    yield _compared(
        "stretch", {"the line": manifest["stretch"]}, {"the line": computing.stretch_facts(folder)}
    )
    if not found:  # no depth is stated: nothing was drawn, and nobody was counted
        return
    yield _compared(package.ZONE, _zones(members.get(package.ZONE)), _zones(found[package.ZONE]))
    then, now = (_table(files.get(package.SETTLEMENTS)) for files in (members, found))
    yield _compared(package.SETTLEMENTS, then, now)


def _articles(
    members: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    folder: Path,
    inputs: Sequence[str | Path],
    *,
    places: str | Path | None,
) -> Iterator[Check]:
    """Read the articles again."""
    names = (package.ARTICLES, package.SENTENCES, package.STATEMENTS)
    if not inputs:
        details = ("the articles are not at hand: buffermap verify evidence.zip ARTICLES...",)
        yield Check(name="articles, sentences, statements", state="not computed", details=details)
        return
    column = manifest["reading"].get("column")
    reading, corrections = manifest["reading"], folder / package.CORRECTIONS
    parsed = parse(
        inputs, corrections=corrections if corrections.exists() else None, column=column if isinstance(column, str) else None,
        keep_people=bool(reading.get("keep_people")), report=ReadingReport(), keep="strongest",
    )  # fmt: skip
    scenario = read_scenario(folder / package.SCENARIO) if package.SCENARIO in members else None
    if scenario and manifest.get("stated") and scenario.zone_id:
        yield _stated(scenario, computing.drafted(parsed, scenario.zone_id))
    try:
        ask = ask_of(scenario) if scenario else None
    except BuffermapError:
        ask = None  # said already: its zone cannot be computed
    made = page_of(parsed, ask, places=read_layer(places) if places else None)
    found = computing.from_articles(made)
    for name in names:
        then, now = (
            _keyed(name, package.rows_of(files.get(name, b""), name=name)) for files in (members, found)
        )
        yield _compared(name, then, now)


def _stated(then: Any, now: Any) -> Check:
    """Compare what the scenario takes from the texts with what they give today."""
    told = [dict(_values(one)) if one else {} for one in (then, now)]
    details = tuple(
        f"{name}: {_shown(told[0].get(name))} in the file, {_shown(told[1].get(name))} from the texts"
        for name in sorted({*told[0], *told[1]})
        if told[0].get(name) != told[1].get(name)
    )
    return Check(
        name="what the texts say of the zone", state="differs" if details else "same", details=details
    )


def _values(scenario: Any) -> Iterator[tuple[str, Any]]:
    for name in ("border", "along", "around", "side"):
        entry = getattr(scenario, name)
        if entry is not None and entry.source == "text":
            yield name, entry.value
    yield "depth", tuple(entry.value for entry in scenario.depths if entry.source == "text")


def _keyed(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[Hashable, Mapping[str, Any]]:
    return {tuple(str(row.get(key)) for key in _KEYS[name]): row for row in rows}


def _table(content: bytes | None) -> dict[Hashable, Mapping[str, Any]]:
    """Return the rows of a CSV file by what names a settlement and a depth."""
    rows = csv.DictReader(io.StringIO((content or b"").decode("utf-8-sig", "replace"), newline=""))
    return _keyed(package.SETTLEMENTS, rows)


def _zones(content: bytes | None) -> dict[Hashable, Mapping[str, Any]]:
    """Return the zones of a GeoJSON file by side and depth, with what is measured of each."""
    try:
        features = json.loads(content or b"{}").get("features", [])
        return {
            (one["properties"].get("side"), one["properties"].get("depth_m")): {
                "area_km2": one["properties"].get("area_km2"),
                "bounds": list(shape(one["geometry"]).bounds),
                "square_degrees": shape(one["geometry"]).area,
            }
            for one in features
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError):
        return {"unreadable": {}}


def _compared(
    name: str, then: Mapping[Hashable, Mapping[str, Any]], now: Mapping[Hashable, Mapping[str, Any]]
) -> Check:
    """Compare rows by their keys."""
    details = [f"only in the file: {_called(key)}" for key in then if key not in now]
    details += [f"only computed now: {_called(key)}" for key in now if key not in then]
    for key, row in then.items():
        other = now.get(key)
        changed = (
            () if other is None else [field for field in row if not _alike(row[field], other.get(field))]
        )
        details += [
            f"{_called(key)}: {field} {_shown(row[field])} in the file, {_shown((other or {}).get(field))} now"
            for field in changed
        ]
    return Check(name=name, state="differs" if details else "same", details=tuple(details))


def _alike(a: Any, b: Any) -> bool:
    """Whether two values are the same but for the last digits of a number."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_alike, a, b))
    if a == b:
        return True
    try:
        x, y = float(a), float(b)
    except (TypeError, ValueError):
        return False
    return abs(x - y) <= max(_CLOSE if max(abs(x), abs(y)) >= 1 else 0.0, 1e-6 * max(abs(x), abs(y)))


def _called(key: Hashable) -> str:
    return ", ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
