"""The door: events in, each with its day, place, precision and words, and where a zone is asked for, inside it or not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from buffermap.articles.article import Article
from buffermap.errors import InputError
from buffermap.export.sharing import KEY, Share, checked_share, rule_of
from buffermap.finder import Finder
from buffermap.incidents.measuring import measured
from buffermap.incidents.reading import MEASURED, EventTable, read_events
from buffermap.zones.depth import parse_depth
from buffermap.zones.given import checked_side, checked_stretch, many_depths
from buffermap.zones.ownline import check_axes
from geo.distance import index_of

if TYPE_CHECKING:
    from geo.border import Border
    from geo.zone import Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What a file says of a table that its events come from."""

    name: str
    citation: str
    accessed: str
    licence: str
    events: int


def events(
    source: "str | Path | pd.DataFrame | Sequence[str | Path | pd.DataFrame]",
    stretch: "Border | None" = None,
    *,
    side: str = "both",
    depth: str | Sequence[str] | None = None,
    depth_m: float | Sequence[float] | None = None,
    ends: "Ends" = "round",
    columns: Mapping[str, str] | Sequence[str] | None = None,
    sublayer: str | Sequence[str] | None = None,
    precision: str | None = None,
    share: Share = "aggregate",
    licence: str | None = None,
    accessed: str | None = None,
    mentions: bool = False,
) -> "gpd.GeoDataFrame":
    """Read tables of dated events with coordinates (ACLED, UCDP GED, own logs), and relate them to a hypothetical zone.

    Parameters
    ----------
    source
        A file (CSV, workbook, JSON, GeoPackage, GeoJSON, Parquet …), a frame, or several.
    stretch, side, depth, depth_m, ends
        As for `buffermap.settlements`. Without a stretch the events are read alone.
    columns
        Which column holds what, field -> column or ``"field=column"`` (`date lat lon precision text type division source url id`); the others
        are guessed, and said in ``attrs``.
    sublayer
        Which layer or sheet of a file that has several.
    precision
        How exact points are of which the table does not say so, as a length (``"2 km"``); 5 km is assumed without it.
    share
        What may leave of the rows: ``aggregate`` (counts alone), ``derived``, ``rows`` (with a ``licence``), or
        ``own-use`` (a page for yourself). Tables of ACLED are never passed on as rows.
    licence, accessed
        Under which licence rows may be passed on, and when the table was fetched; both are written into files and pages.
    mentions
        Also find the places that each event's words name (slower).

    Returns
    -------
    GeoDataFrame
        One row per event, and depth where there is one: ``event_id date type division text source url lat lon precision_m
        precision_source``, with a stretch ``distance_m side zone_depth_m inside status scenario_id``, then the table's own
        columns; points (EPSG:4326). ``precision_m`` is missing where a point stands for a country. ``attrs["events"]``
        holds sources, rule, columns and notes: `buffermap.export.write` and pages keep to them.

    Raises
    ------
    InputError
        There are no points, the rule may not be chosen, or the side or depth is none; LayerError where a file cannot be
        read.

    Examples
    --------
    >>> import pandas as pd
    >>> import buffermap as bm
    >>> rows = pd.DataFrame({"date": ["2025-05-20"], "lat": [57.8], "lon": [26.0], "precision_km": [1], "notes": ["Flood"]})
    >>> found = bm.events(rows, bm.border("EE-LV"), side="LV", depth=["2 km", "10 km"])
    >>> found[["date", "precision_m", "zone_depth_m", "status"]].to_numpy().tolist()
    [['2025-05-20', 1000.0, 2000.0, 'uncertain'], ['2025-05-20', 1000.0, 10000.0, 'inside']]
    """
    several = [source] if isinstance(source, (str, Path, pd.DataFrame)) else list(source)
    if not several:
        raise InputError("no table of events is given")
    default_m = None if precision is None else parse_depth(precision)
    read = [read_events(one, columns=columns, sublayer=sublayer, precision_m=default_m) for one in several]
    rule = checked_share(share, licence, (one.kind.restricted for one in read))
    table = gpd.GeoDataFrame(
        pd.concat([one.table for one in read], ignore_index=True), geometry="geometry", crs="EPSG:4326"
    )
    table, assumed = _each_once(table)
    if mentions:
        table.insert(list(table.columns).index("url") + 1, "mentions", _mentions(table["text"]))
    if stretch is not None:
        side = checked_side(checked_stretch(stretch), side)
        far = check_axes(
            table["lon"].to_numpy(float), table["lat"].to_numpy(float), index_of(stretch).distance_m,
            border=stretch.name or "the line", option="--events-map",
        )  # fmt: skip
        assumed += [far] if far else []
        table = measured(
            table, stretch, side=side, depths_m=many_depths(depth=depth, depth_m=depth_m), ends=ends
        )
    elif depth is not None or depth_m is not None:
        raise InputError("a depth needs a stretch: bm.events(file, bm.border(…), depth=…)")
    table.attrs = {KEY: _told(read, rule, assumed, licence=licence, accessed=accessed)}
    return table


def _each_once(table: "gpd.GeoDataFrame") -> "tuple[gpd.GeoDataFrame, list[str]]":
    """Return events without those that stand twice (one id, day and point), as in exports that overlap; and a note."""
    again = table["event_id"].notna() & table.duplicated(["event_id", "date", "lat", "lon"])
    if not again.any():
        return table, []
    return table[~again].reset_index(drop=True), [f"{int(again.sum()):,} events stand twice: counted once"]


def as_events(
    given: "str | Path | pd.DataFrame | Sequence[str | Path | pd.DataFrame] | None",
) -> "gpd.GeoDataFrame | None":
    """Return events, each once and not measured, from what `events` returns or from what it takes; None for None."""
    if given is None:
        return None
    if not isinstance(given, pd.DataFrame) or "precision_m" not in given or "precision_source" not in given:
        return events(given)
    table = (
        given[given["zone_depth_m"] == given["zone_depth_m"].iloc[0]]
        if "zone_depth_m" in given and len(given)
        else given
    )
    plain = gpd.GeoDataFrame(table.drop(columns=[name for name in MEASURED if name in table])).reset_index(
        drop=True
    )
    plain.attrs = dict(given.attrs)
    return plain


def _told(
    read: Sequence[EventTable], rule: Share, twice: list[str], *, licence: str | None, accessed: str | None
) -> dict[str, object]:
    """Return what goes with a frame of events wherever it goes, as plain values."""
    datasets = [
        asdict(Dataset(
            name=one.kind.name, citation=one.kind.citation, accessed=accessed or "",
            licence=(licence or "") if rule == "rows" else "", events=len(one.table),
        ))
        for one in read
    ]  # fmt: skip
    return {
        "share": rule,
        "datasets": datasets,
        "columns": [dict(one.columns) for one in read],
        "notes": [note for one in read for note in one.notes] + twice,
    }


def told_events(
    source: "Sequence[str | Path | pd.DataFrame]", *, say: Callable[[str], None], **choices: Any
) -> "gpd.GeoDataFrame":
    """Return `events`, and say what was read as what."""
    found = events(source, **choices)
    for line in described(found):
        say(line)
    return found


def described(read: "gpd.GeoDataFrame") -> list[str]:
    """Return lines on what was read as what: a table each, its columns, and what was assumed."""
    told = rule_of(read)
    lines = []
    for dataset, columns in zip(told["datasets"], told["columns"], strict=True):
        named = " ".join(f"{key}={column}" for key, column in columns.items())
        lines.append(f"{dataset['events']:,} events read as {dataset['name']}: {named}")
    return [*lines, *told["notes"]]


def _mentions(texts: "pd.Series[str]") -> list[str | None]:
    """Return the places that each text names, best known by their names in the gazetteer; each text is read once."""
    finder = Finder()
    known: dict[str, str | None] = {}
    for text in texts:
        if isinstance(text, str) and text not in known:
            found = finder(Article(doc_id="event", text=text))
            placed = (
                mention for mention in found if mention.geonameid is not None and mention.usage == "literal"
            )
            names = (mention.name for mention in placed if mention.name)
            known[text] = "; ".join(dict.fromkeys(names)) or None
    return [known.get(text) if isinstance(text, str) else None for text in texts]
