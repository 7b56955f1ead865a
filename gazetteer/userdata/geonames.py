"""Where GeoNames dumps come from: the GeoNames server, a mirror of it, a folder, or one file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from gazetteer.errors import LayerError, SourceUnavailableError
from gazetteer.userdata.archives import check_zip, is_zip
from gazetteer.userdata.fetch import Downloader
from gazetteer.userdata.library import Library
from gazetteer.userdata.records import LayerRecord, file_hash

SERVER = "https://download.geonames.org/export/dump/"


def default_server() -> str:
    """Return the mirror in ``BUFFERMAP_MIRROR``, else GeoNames' own server."""
    return os.environ.get("BUFFERMAP_MIRROR") or SERVER


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpSource:
    """Brings dumps to a library.

    Parameters
    ----------
    library
        Where they go.
    origin
        A server or mirror (a URL), a folder laid out like it, or one dump: a file, or the URL of one.
    downloader
        How files are fetched, where it is not the usual way.
    sha256
        Expected hash of the dump, where one is known and one dump is fetched.
    with_names
        Whether the table of alternate names (languages, historic names) is fetched too.
    """

    library: Library
    origin: str = field(default_factory=default_server)
    downloader: "Downloader | None" = None
    sha256: str | None = None
    with_names: bool = True

    def add(self, countries: Sequence[str], *, alternates: Path | None = None) -> list[LayerRecord]:
        """Add the dumps of these countries; one record for each file that was added.

        Raises
        ------
        LayerError
            A file is no dump; or neither countries nor a single file say what to add.
        SourceUnavailableError
            A download failed.
        """
        remote = "://" in self.origin
        single = (
            self._names_a_file(PurePosixPath(urlsplit(self.origin).path))
            if remote
            else Path(self.origin).is_file()
        )
        if not remote and not single and not Path(self.origin).is_dir():
            raise LayerError(f"there is no file or folder {self.origin}")
        if single:
            path = self._fetch(self.origin, self.sha256) if remote else self._checked(Path(self.origin))
            record = self.library.add_dump(
                path, alternates=alternates, countries=countries, source=self._source()
            )
            return self._done([path], [record], remote=remote)
        if not countries:
            raise LayerError("which countries? give their codes: buffermap data add UA RU")
        add = self._add_from_server if remote else self._add_from_folder
        return [add(country, alternates) for country in countries]

    def _add_from_server(self, country: str, alternates: Path | None) -> LayerRecord:
        base = self.origin.rstrip("/")
        url = f"{base}/{country}.zip"
        dump = self._fetch(url, self.sha256)
        paths = [dump]
        if self.with_names and not alternates:
            alternates = self._fetch(f"{base}/alternatenames/{country}.zip", None)
            paths.append(alternates)
        record = self.library.add_dump(dump, alternates=alternates, countries=[country], source=url)
        return self._done(paths, [record], remote=True)[0]

    def _add_from_folder(self, country: str, alternates: Path | None) -> LayerRecord:
        folder = Path(self.origin)
        dump = _first(folder / f"{country}.zip", folder / f"{country}.txt")
        if dump is None:
            raise LayerError(f"{folder} holds neither {country}.zip nor {country}.txt")
        names = folder / "alternatenames"
        if self.with_names and not alternates:
            alternates = _first(names / f"{country}.zip", names / f"{country}.txt")
        return self.library.add_dump(dump, alternates=alternates, countries=[country])

    def _fetch(self, url: str, sha256: str | None) -> Path:
        """Download to the library's own folder; what an earlier run left there is resumed."""
        name = PurePosixPath(urlsplit(url).path).name
        kind = "names-" if "/alternatenames/" in url else ""
        target = self.library.user_dir / "downloads" / f"{kind}{name}"
        check: Callable[[Path], None] | None = _whole_zip if name.lower().endswith(".zip") else None
        return self._downloader().download(url, target, sha256=sha256, check=check).path

    def _downloader(self) -> "Downloader":
        return self.downloader or Downloader()

    def _checked(self, path: Path) -> Path:
        """Return a local dump, where it is the one that was expected."""
        if self.sha256 and (digest := file_hash(path)) != self.sha256.lower():
            raise LayerError(f"{path} has SHA-256 {digest[:16]}… instead of {self.sha256[:16]}…")
        return path

    @staticmethod
    def _names_a_file(path: PurePosixPath) -> bool:
        return path.suffix.lower() in {".zip", ".txt"}

    def _source(self) -> str:
        return self.origin if "://" in self.origin else Path(self.origin).name

    @staticmethod
    def _done(paths: list[Path], records: list[LayerRecord], *, remote: bool) -> list[LayerRecord]:
        """Remove downloads that are in the library now."""
        for path in paths if remote else []:
            path.unlink(missing_ok=True)
        return records


def _whole_zip(path: Path) -> None:
    if not is_zip(path):
        raise SourceUnavailableError("the server gave something that is no zip archive")
    check_zip(path)


def _first(*paths: Path) -> Path | None:
    return next((path for path in paths if path.is_file()), None)
