"""Where a file's content comes from: data versions, assumptions, attribution. Every export carries one."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from buffermap import __version__, zones
from buffermap.zones.depth import depth_in_words
from gazetteer.files import manifest

if TYPE_CHECKING:
    from buffermap.zones.people import People
    from geo.border import Border

Origin = Literal["text", "default", "analyst"]

NOTICE = (
    "Hypothetical: places within a distance of a line. Not a forecast, not control of territory; "
    "what articles state is theirs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One thing that a result rests on, and who set it.

    ``sentence`` and ``article`` say where in a text it stands, ``speaker`` whose words it is and ``standing`` what they
    claim of the zone, for those of origin ``text``.
    """

    name: str
    value: str
    origin: Origin = "default"
    sentence: str | None = None
    article: str | None = None
    speaker: str | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    """A layer of data behind a result."""

    name: str
    version: str
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a file says about its own origin.

    Parameters
    ----------
    coverage
        The sentence that belongs above a table: what is listed and what is not.
    assumptions
        What the result rests on.
    sources
        Data used.
    notice
        How the result is to be read.
    terms
        The licence of the file itself, in words (see `buffermap.export.terms`); `write` fills it in.
    """

    coverage: str = ""
    assumptions: tuple[Assumption, ...] = ()
    sources: tuple[DataSource, ...] = ()
    notice: str = NOTICE
    software: str = f"buffermap {__version__}"
    terms: str = ""

    @property
    def attribution(self) -> str:
        """Credits of all sources in one line."""
        return "; ".join(dict.fromkeys(source.attribution for source in self.sources))

    @property
    def licences(self) -> str:
        """Licences of all sources in one line."""
        return "; ".join(dict.fromkeys(f"{source.name}: {source.licence}" for source in self.sources))

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; fields that nothing is known of are left out."""
        values = asdict(self)
        values["assumptions"] = [_known(item) for item in values["assumptions"]]
        values["licence"] = values.pop("terms")
        return {**_known(values), "attribution": self.attribution}

    def rows(self) -> list[tuple[str, str, str]]:
        """Name, value and origin of everything, for a sheet or a balloon."""
        rows = [
            ("Reading", self.notice, ""),
            ("Coverage", self.coverage, ""),
            ("Licence", self.terms, ""),
            ("Made with", self.software, ""),
        ]
        for item in self.assumptions:
            rows.append((item.name, item.value, item.origin))
            if item.sentence:
                who = f"{item.speaker}, " if item.speaker else ""
                rows.append(("", f"“{item.sentence}” ({who}{item.article or 'article unknown'})", "sentence"))
        rows += [(data.name, f"{data.version}, {data.licence}", data.attribution) for data in self.sources]
        return [row for row in rows if row[1]]


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", (), [])}


def provenance(
    border: "Border | None" = None,
    *,
    side: str | None = None,
    depths_m: Sequence[float] = (),
    coverage: str = "",
    assumptions: Iterable[Assumption] = (),
) -> Provenance:
    """Provenance of a result of this installation's data.

    Parameters
    ----------
    border
        The stretch that was measured; its name, divisions and point of view become assumptions.
    side, depths_m
        What the analyst chose, where they did.
    coverage, assumptions
        The sentence that belongs above the table, and what else the result rests on.

    Returns
    -------
    Provenance

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap import export
    >>> told = export.provenance(bm.border("EE-LV"), side="EE", depths_m=[5_000.0])
    >>> [(one.name, one.value, one.origin) for one in told.assumptions if one.origin == "analyst"]
    [('Line', 'EE-LV', 'analyst'), ('Side', 'EE', 'analyst'), ('Depth', '5 km', 'analyst')]
    """
    return Provenance(
        coverage=coverage,
        assumptions=(*_of_border(border), *_chosen(side, depths_m), *assumptions),
        sources=tuple(data_sources()),
    )


def _of_border(border: "Border | None") -> Iterable[Assumption]:
    if border is None:
        return
    yield Assumption(name="Line", value=border.name or "own line", origin="analyst")
    if border.along:
        yield Assumption(name="Along", value=", ".join(border.along), origin="analyst")
    yield Assumption(
        name="Point of view", value=border.pov, origin="default" if border.pov == "un" else "analyst"
    )
    yield from of_measuring(border)


def of_measuring(border: "Border") -> Iterable[Assumption]:
    """Yield what every distance from a line rests on, and what is to be known of the line itself."""
    yield Assumption(name="Accuracy of the line", value=f"{border.accuracy_m:g} m")
    yield Assumption(name="Distances", value="geodesic, WGS84; settlements are points")
    for known in border.notes:
        yield Assumption(name="To know", value=known)


def of_people(people: "People") -> Iterable[Assumption]:
    """Yield the user's own files that say where people live."""
    if people.grids:
        known = zones.origin_of_all(people.grids)
        when = f", {known['year']}" if known["year"] else ""
        said = f"{known['source']}{when}: an estimate, not current presence"
        yield Assumption(name="Population grid", value=said, origin="analyst")
    if people.built_up:
        yield Assumption(name="Built-up land", value=people.built_up.name, origin="analyst")


def _chosen(side: str | None, depths_m: Sequence[float]) -> Iterable[Assumption]:
    if side:
        yield Assumption(name="Side", value=side, origin="default" if side == "both" else "analyst")
    for depth_m in depths_m:
        yield Assumption(name="Depth", value=depth_in_words(depth_m), origin="analyst")


def data_sources() -> list[DataSource]:
    """Return what the manifest of the built-in data lists, each source once.

    Models are left out: they choose what is shown, but nothing of them is.
    """
    shown = (entry for entry in manifest.load() if not entry.description.startswith("model:"))
    notes = (note for entry in shown for note in entry.sources)
    return list(
        dict.fromkeys(
            DataSource(name=n.name, version=n.version, licence=n.licence, attribution=n.attribution)
            for n in notes
        )
    )
