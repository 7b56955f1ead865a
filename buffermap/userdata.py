"""The data that a user adds: dumps of countries, layers of settlements, boundaries of divisions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from buffermap.errors import InputError
from gazetteer.boundaries.borders import country_polygon
from gazetteer.files.store import open_gazetteer
from gazetteer.files.swap import default_user_dir
from gazetteer.userdata.divisions import read_divisions
from gazetteer.userdata.fetch import Downloader, Progress
from gazetteer.userdata.geonames import DumpSource, default_server
from gazetteer.userdata.layer import Layer, read_layer, require_clear, require_inside
from gazetteer.userdata.library import Library
from gazetteer.userdata.mapping import ColumnMapping, parse_choices
from gazetteer.userdata.records import LayerRecord

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class UserData:
    r"""What a user has added, and the ways to add and remove: what ``buffermap data`` does.

    Parameters
    ----------
    folder
        Where added data live; by default the platform's folder, or ``BUFFERMAP_DATA_DIR`` where it is set.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import buffermap as bm
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "wells.csv").write_text("name,lat,lon\nAlder,51.02,34.71\nBirch,51.04,34.62\n")
    >>> data = bm.UserData(folder / "data")
    >>> data.add_layer(folder / "wells.csv", country="UA").name
    'wells'
    >>> [record.name for record in data.records()]
    ['wells']
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.library = Library(user_dir=default_user_dir() if folder is None else Path(folder))
        self.country_polygon: Callable[[str], BaseGeometry] = country_polygon

    @staticmethod
    def parse_choices(texts: Sequence[str]) -> dict[str, str]:
        """Read ``name=ADM4_EN`` and its like as the `columns` of a layer; ``population=`` says that none holds it."""
        return parse_choices(tuple(texts))

    def records(self) -> list[LayerRecord]:
        """Return what has been added, lowest layer first."""
        return self.library.records()

    def add_countries(
        self,
        *codes: str,
        origin: str | None = None,
        sha256: str | None = None,
        alternates: str | Path | None = None,
        with_names: bool = True,
        proxy: str | None = None,
        progress: "Progress | None" = None,
    ) -> list[LayerRecord]:
        """Add GeoNames dumps of countries.

        Parameters
        ----------
        codes
            ISO codes; none for all that a dump file holds.
        origin
            A dump file, or a folder or mirror with dumps; by default GeoNames' own server.
        sha256
            Expected hash of the dump.
        alternates
            A GeoNames table of alternate names, for a dump file.
        with_names
            Whether the table of alternate names is looked for.
        proxy, progress
            Of downloads: a proxy's address; what is called with the bytes done and in all.

        Returns
        -------
        list of LayerRecord
            What is known of each layer that was added.

        Raises
        ------
        InputError
            A code is none of a country.
        LayerError
            A dump cannot be used.
        SourceUnavailableError
            A download failed.
        """
        where = origin or default_server()
        source = DumpSource(
            library=self.library,
            origin=where,
            downloader=Downloader(proxy=proxy, progress=progress) if "://" in where else None,
            sha256=sha256,
            with_names=with_names,
        )
        names = None if alternates is None else Path(alternates)
        return source.add([country_code(code) for code in codes], alternates=names)

    def add_layer(
        self,
        path: str | Path,
        *,
        name: str | None = None,
        columns: Mapping[str, str] | None = None,
        sublayer: str | None = None,
        country: str = "",
        licence: str = "",
        attribution: str = "",
        ask: Callable[[ColumnMapping], dict[str, str]] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> LayerRecord:
        """Add settlements of your own.

        Parameters
        ----------
        path
            Any vector file or table with names and points.
        name
            What to call the layer; the file's name by default.
        columns
            Which column holds what, field -> column; the others are guessed.
        sublayer
            Which layer of a file that has several.
        country
            ISO code of rows that name none.
        licence, attribution
            Shown with the layer.
        ask, tell
            Called with columns that are unclear, for a person to choose; and with each line on what was assumed.

        Returns
        -------
        LayerRecord
            What is known of the layer.

        Raises
        ------
        LayerError
            The file cannot be used, or it is unclear which column holds what.
        """
        path, chosen = Path(path), dict(columns or {})
        read = read_layer(path, chosen=chosen, sublayer=sublayer)
        if read.mapping.unclear and ask:
            read = read_layer(path, chosen=chosen | ask(read.mapping), sublayer=sublayer)
        require_clear(read.mapping, path)
        code = country_code(country) if country else ""
        if code:
            require_inside(read, self.country_polygon(code), country=code, name=path.name)
        if tell:
            for line in _told(read, path.name):
                tell(line)
        return self.library.add_layer(
            read,
            name=name or path.stem,
            source=path,
            country=code,
            licence=licence,
            attribution=attribution,
        )

    def add_boundaries(
        self,
        path: str | Path,
        *,
        name: str | None = None,
        columns: Mapping[str, str] | None = None,
        sublayer: str | None = None,
        country: str = "",
        level: int | None = None,
        licence: str = "",
        attribution: str = "",
    ) -> LayerRecord:
        """Add boundaries of divisions.

        Parameters
        ----------
        path
            Any vector file with areas.
        name, columns, sublayer, country, licence, attribution
            As for `add_layer`.
        level
            1 to 4; guessed by default.

        Returns
        -------
        LayerRecord
            What is known of the layer.

        Raises
        ------
        LayerError
            The file cannot be used.
        """
        path = Path(path)
        divisions = read_divisions(
            path,
            gazetteer=self.library.gazetteer(),
            level=level,
            country=country_code(country) if country else "",
            chosen=dict(columns or {}),
            sublayer=sublayer,
            country_polygon=self.country_polygon,
        )
        return self.library.add_boundaries(
            divisions, name=name or path.stem, source=path, licence=licence, attribution=attribution
        )

    def remove(self, name: str) -> LayerRecord:
        """Remove an added layer by name."""
        return self.library.remove(name)

    def rebuild(self) -> Sequence[LayerRecord]:
        """Build all that look-ups open again from the layers as they were added."""
        return self.library.rebuild()

    def verify(self) -> list[str]:
        """Return what is wrong with the added files, one line each; an empty list where nothing is."""
        return self.library.verify()


def _told(read: Layer, name: str) -> list[str]:
    """Return what was assumed while a layer was read, one line each."""
    notes = [f"{name}: {known}" if name not in known else known for known in read.notes]
    return [*notes, f"columns: {read.mapping.describe()} (change with --map FIELD=COLUMN)"]


def country_code(code: str) -> str:
    """Return a country code that the data know, in capitals.

    Raises
    ------
    InputError
        The data know no such code.
    """
    code = code.upper()
    if not code or code not in open_gazetteer().countries:
        hint = " (the United Kingdom is GB)" if code == "UK" else ""
        raise InputError(f"{code!r} is no country code: two letters like UA, RU or BY are{hint}")
    return code
