"""Regions, waters and sites of our own list, and names that the sources lack."""

import math
from collections.abc import Iterator

from gazetteer.build import sources
from gazetteer.entries.extras import own_id
from gazetteer.paths import TABLES
from gazetteer.text.names import NameFlag as Flag
from gazetteer.userdata.layer_files import Row

_FLAGS = {flag.name.lower(): flag for flag in Flag if flag.name}


def own_rows() -> Iterator[Row]:
    """Yield a row for each place of our own list."""
    for line in sources.read_table(TABLES / "own_places.csv"):
        kind = line["kind"]
        assert kind in {"region", "water", "site"}, line  # noqa: S101 - our own table
        yield Row(
            geonameid=int(line["geonameid"] or own_id(kind, line["name"])),
            name=line["name"],
            kind=kind,  # type: ignore[arg-type] # checked above
            lat=float(line["lat"] or math.nan),
            lon=float(line["lon"] or math.nan),
            country=line["country"],
            feature=line["feature"],
            names=tuple((name, Flag.ENGLISH) for name in line["names"].split("|")),
            source=sources.OWN.name,
        )


def aliases() -> Iterator[tuple[str, str, str, Flag, list[str]]]:
    """Yield place, country, kind, flag and names of our table of further names."""
    for line in sources.read_table(TABLES / "aliases.csv"):
        yield line["place"], line["country"], line["kind"], _FLAGS[line["flag"]], line["names"].split("|")
