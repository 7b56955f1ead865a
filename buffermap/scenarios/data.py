"""What a scenario's results rest on: hashes of the data that ship, of those that the user added, and of its own files."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from buffermap import __version__
from buffermap.scenarios.scenario import Scenario
from gazetteer.files import manifest
from gazetteer.files.swap import current_version, default_user_dir

_ADDED, _FILE = "added ", "file "


def data_versions() -> dict[str, str]:
    """Return the version and SHA-256 hashes that results of this installation rest on, added data included."""
    shipped = {entry.file: entry.sha256 for entry in manifest.load()}
    version = current_version(default_user_dir())
    added = {
        f"{_ADDED}{path.relative_to(version).as_posix()}": digest(path)
        for path in sorted(version.rglob("*") if version else ())
        if version and path.is_file()
    }
    return {"buffermap": __version__} | shipped | added


def file_hashes(scenario: Scenario, folder: Path) -> dict[str, str]:
    """Return hashes of the files that a scenario names: its articles, layer, line and corrections.

    Parameters
    ----------
    scenario
        As read, its names relative to ``folder``.
    folder
        Where the scenario file lies.

    Returns
    -------
    Names as the scenario writes them, to SHA-256; a file that is not there has none.
    """
    names = files_named(scenario)
    return {f"{_FILE}{name}": digest(folder / name) for name in names if (folder / name).exists()}


def files_named(scenario: Scenario) -> list[str]:
    """Return the files and folders that a scenario reads: its articles, events, layer, line, corrections and grids."""
    entries = (scenario.places, scenario.line, scenario.corrections)
    events = scenario.events.files if scenario.events else ()
    return [
        *scenario.articles,
        *events,
        *(entry.value for entry in entries if entry and isinstance(entry.value, str)),
        *map(str, scenario.people.files),
    ]


def differing_data(scenario: Scenario, now: Mapping[str, str]) -> list[str]:
    """Return what has changed since the scenario was written: names of data, sorted; nothing where it names none.

    A file of the scenario's own whose hash it does not have, because it was entered by hand, counts as unchanged.
    """
    if not scenario.data:
        return []
    names = {*scenario.data, *(name for name in now if not name.startswith(_FILE))}
    return sorted(name for name in names if scenario.data.get(name) != now.get(name))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of all files of a folder with their names."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    whole = hashlib.sha256()
    for name, part in _parts(path):
        whole.update(f"{name}\0{part}\n".encode())
    return whole.hexdigest()


def _parts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), digest(path)
