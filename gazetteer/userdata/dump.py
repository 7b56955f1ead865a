"""GeoNames dumps: the tab-separated tables of places and of alternate names, as ``export/dump`` has them."""

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from gazetteer.errors import LayerError
from gazetteer.place import Kind
from gazetteer.text.names import NameFlag
from gazetteer.userdata.archives import open_data
from gazetteer.userdata.entries import Entry

_COLUMNS = 19
_ALTERNATE, _ASCII = int(NameFlag.ALTERNATE), int(NameFlag.ASCII)
_KINDS: dict[str, Kind] = {"ADM1": "admin1", "ADM2": "admin2"}
# codes of other registers, not names that people write
_NO_NAMES = {"link", "post", "wkdt", "unlc", "iata", "icao", "faac", "tcid", "phon", "piny"}
_ENDONYMS = {"UA": "uk", "RU": "ru", "BY": "be", "MD": "ro", "PL": "pl", "GE": "ka", "KZ": "kk"}


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the lines of a dump."""

    places: int = 0
    other_features: int = 0
    malformed: int = 0
    countries: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def notes(self) -> tuple[str, ...]:
        """Return what was left out, one sentence each."""
        notes = []
        if self.other_features:
            notes.append(f"{self.other_features:,} lines on rivers, hills and other features left out")
        if self.malformed:
            notes.append(f"{self.malformed:,} lines without id, name or point left out")
        return tuple(notes)


def read_dump(
    path: Path,
    *,
    tally: Tally,
    alternates: "Alternates | None" = None,
    countries: Collection[str] = (),
    label: str = "",
) -> Iterator[Entry]:
    """Read settlements and first- and second-level divisions from a dump (``UA.txt``, or a zip with it).

    Parameters
    ----------
    path
        The dump.
    tally
        Filled while reading.
    alternates
        Names with language and flags, where the file of alternate names was given too.
    countries
        ISO 3166 alpha-2 codes of the countries to keep; all where empty.
    label
        What to call the file in an error; its name by default.

    Raises
    ------
    LayerError
        The file is not a GeoNames dump.
    """
    with open_data(path, r"(?!readme)[\w-]+\.txt") as binary, _text(binary) as lines:
        for number, line in enumerate(lines):
            entry = _entry(line.rstrip("\r\n").split("\t"), tally, alternates)
            if entry:
                tally.countries[entry.country] += 1
                if not countries or entry.country in countries:
                    tally.places += 1
                    yield entry
            elif number == 200 and tally.malformed > 100:
                break
    if tally.malformed > sum(tally.countries.values()) + tally.other_features:
        raise LayerError(
            f"{label or path.name} is not a GeoNames dump: its lines do not have {_COLUMNS} tab-separated columns "
            "with an id, a name and a point; a layer of your own goes in with --layer"
        )


def division_codes(path: Path, *, most: int = 200_000) -> Iterator[tuple[int, str]]:
    """Yield id and first-level code (``UA.15``) of the settlements in a dump, of the first so many lines."""
    with open_data(path, r"(?!readme)[\w-]+\.txt") as lines:
        for line in islice(lines, most):
            columns = line.split(b"\t", 11)
            if len(columns) == 12 and columns[6] == b"P" and columns[10] and columns[0].isdigit():
                code = b".".join((columns[8], columns[10])).decode(errors="replace")
                yield min(int(columns[0]), 2**31 - 1), code


def _text(binary: io.BufferedReader) -> io.TextIOWrapper:
    return io.TextIOWrapper(binary, "utf-8", errors="replace", newline="\n")


def _entry(line: list[str], tally: Tally, alternates: "Alternates | None") -> Entry | None:
    """Return one line as an entry; None, counted, for what is no place that we keep."""
    try:
        geonameid, lat, lon = int(line[0]), float(line[4]), float(line[5])
        valid = len(line) >= _COLUMNS - 1 and 0 < geonameid < 2**31 and abs(lat) <= 90 and abs(lon) <= 180
        population = int(line[14] or 0)
    except (ValueError, IndexError):
        valid = False
    if not valid or not line[1]:
        tally.malformed += line != [""]
        return None
    kind = "settlement" if line[6] == "P" else _KINDS.get(line[7]) if line[6] == "A" else None
    if kind is None:
        tally.other_features += 1
        return None
    names = tuple([(name, _ALTERNATE) for name in line[3].split(",") if name])
    name_local = ""
    if alternates:
        listed = alternates.of(geonameid)
        name_local = local_name(line[8], listed)
        names = (*names, *((name.text, name.flags) for name in listed))
    if line[2] and line[2] != line[1]:
        names = (*names, (line[2], _ASCII))
    code = f"{line[8]}.{line[10]}" if line[10] and line[10] != "00" else ""
    return Entry(
        key=line[0],
        geonameid=geonameid,
        name=line[1],
        name_local=name_local,
        kind=kind,
        lat=lat,
        lon=lon,
        country=line[8],
        admin1=code,
        admin2=f"{code}.{line[11]}" if code and line[11] else "",
        feature=line[7],
        population=population if population > 0 else -1,
        names=names,
    )


@dataclass(frozen=True, slots=True)
class AlternateName:
    """One line of the table of alternate names."""

    text: str
    language: str
    flags: int
    preferred: bool


class Alternates:
    """Alternate names by geonameid, kept as compact as a few million of them need to be."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_id: dict[int, str] = {}
        for line in lines:
            columns = line.rstrip("\r\n").split("\t")
            if len(columns) < 4 or columns[2] in _NO_NAMES or not columns[1].isdigit() or not columns[3]:
                continue
            marks = "".join("1" if c == "1" else "0" for c in (columns + [""] * 4)[4:8])
            record = f"{columns[2]}\t{marks}\t{columns[3]}"
            key = int(columns[1])
            self._by_id[key] = f"{self._by_id[key]}\n{record}" if key in self._by_id else record

    @classmethod
    def read(cls, path: Path) -> "Alternates":
        """Read ``alternatenames/UA.zip``, ``alternateNamesV2.zip`` or the text file in it."""
        with open_data(path, r"(?!readme|iso-)[\w-]+\.txt") as binary, _text(binary) as lines:
            return cls(lines)

    def __len__(self) -> int:
        return len(self._by_id)

    def of(self, geonameid: int) -> list[AlternateName]:
        """Return the names listed for a place."""
        records = self._by_id.get(geonameid)
        return [_alternate(*record.split("\t", 2)) for record in records.split("\n")] if records else []


def _alternate(language: str, marks: str, text: str) -> AlternateName:
    """Read one record; the marks are preferred, short, colloquial, historic."""
    preferred, short, colloquial, historic = (mark == "1" for mark in marks)
    flags = NameFlag.ALTERNATE
    if short:
        flags |= NameFlag.SHORT
    if colloquial:
        flags |= NameFlag.COLLOQUIAL
    if historic:
        flags |= NameFlag.HISTORIC
    if language == "abbr":
        flags |= NameFlag.ABBREVIATION
    if language == "en" and preferred:
        flags |= NameFlag.ENGLISH
    return AlternateName(text=text, language=language, flags=int(flags), preferred=preferred)


def local_name(country: str, names: list[AlternateName]) -> str:
    """Return the name in the country's own language: the preferred one, else the first that is in use."""
    language = _ENDONYMS.get(country)
    past = NameFlag.HISTORIC | NameFlag.COLLOQUIAL
    mine = [name for name in names if name.language == language and not name.flags & past]
    chosen = [name for name in mine if name.preferred] or mine
    return chosen[0].text if chosen else ""
