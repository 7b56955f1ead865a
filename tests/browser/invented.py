"""An invented page: a winding border on the Polish–Belarusian plain, some towns, three short articles."""

from functools import cache
from typing import Any

import numpy as np
import shapely

from buffermap.page.data import (
    PageArea,
    PageArticle,
    PageAssumption,
    PageBasemap,
    PageCandidate,
    PageData,
    PageLabel,
    PageMention,
    PagePlace,
    PageSentence,
    PageSettlements,
    PageSide,
    PageSource,
    PageZone,
)
from buffermap.page.said import PageField, PageStatement
from buffermap.page.wire.encode import usual_uncertainty_m
from geo.border import Border
from geo.distance import DistanceIndex

WEST, EAST = "PL", "BY"

TEXTS = [
    (
        PageArticle(
            doc_id="a.txt", title="Council weighs a strip along the river", outlet="Plain Courier",
            published="2026-03-02", url="https://example.org/a",
        ),
        [
            "Officials in Alderton said farms near Brook and Caster had been told to prepare.",
            "“A strip fifteen kilometres deep is being discussed,” the council's speaker, Ada Finch, said in Alderton.",
            "Traders in Dunmere reported longer queues.",
        ],
    ),
    (
        PageArticle(
            doc_id="b.txt", title="Four villages ask for clarity", outlet="Northern Wire", published="2026-03-05",
            url="https://example.org/b",
        ),
        ["In Brook the mayor asked for a map.", "Plainish officials in Eskwater and Brook did not comment."],
    ),
    (
        PageArticle(doc_id="c.txt", title="A road and a rumour 🌾", outlet="Ridge Post", published="2026-03-09"),
        ["🌾 Between Caster and Dunmere the old road is open until noon."],
    ),
]  # fmt: skip


@cache
def border() -> Border:
    """Return a border of about 150 km that winds at all scales, and the land on both its sides."""
    rng = np.random.default_rng(7)
    n = 4000
    lat = np.linspace(51.6, 52.9, n)
    walk = sum(
        np.interp(np.linspace(0, k, n), np.arange(k + 1), rng.normal(0, 0.22 / k**0.9, k + 1))
        for k in (7, 31, 127, 601)
    )
    lon = np.round(23.6 + walk, 5)
    points = np.column_stack([lon, np.round(lat, 5)])
    ends = [(points[0, 0], 49.0), (points[-1, 0], 55.0)]
    whole = [ends[0], *map(tuple, points), ends[1]]
    return Border(
        line=shapely.MultiLineString([points]),
        sides={
            WEST: shapely.make_valid(shapely.Polygon([(20, 49), *whole, (20, 55)])),
            EAST: shapely.make_valid(shapely.Polygon([(27, 49), *whole, (27, 55)])),
        },
        name="BY-PL",
        accuracy_m=200.0,
    )


def places() -> dict[str, PagePlace]:
    """Return the places that the articles name."""
    at = {"Alderton": (23.1, 52.2, 120_000), "Brook": (23.45, 52.05, 900), "Caster": (23.2, 52.5, 18_000),
          "Dunmere": (23.9, 52.3, 45_000), "Eskwater": (24.4, 51.9, None)}  # fmt: skip
    index = DistanceIndex(border().line)
    found = {}
    for i, (name, (lon, lat, population)) in enumerate(at.items()):
        inside = border().sides[WEST].contains(shapely.Point(lon, lat))
        found[name] = PagePlace(
            geonameid=500 + i, name=name, kind="settlement", lat=lat, lon=lon, population=population,
            country=WEST if inside else EAST, admin1="Lowland", side=WEST if inside else EAST,
            distance_m=float(index.distance_m([lon], [lat])[0]),
            uncertainty_m=float(usual_uncertainty_m(population or 0, border_accuracy_m=200.0)),
        )  # fmt: skip
    return found


def settlements(count: int = 300) -> PageSettlements:
    """Return scattered settlements, the named places among them."""
    rng = np.random.default_rng(11)
    named = list(places().values())
    lon = np.concatenate([[p.lon for p in named], rng.uniform(22, 25.6, count)])
    lat = np.concatenate([[p.lat for p in named], rng.uniform(51, 53.5, count)])
    population = np.concatenate([[p.population or -1 for p in named], rng.integers(-1, 9000, count)]).astype(
        np.int64
    )
    distance = DistanceIndex(border().line).distance_m(lon, lat)
    west = shapely.contains_xy(border().sides[WEST], lon, lat)
    return PageSettlements(
        geonameid=np.array([p.geonameid for p in named] + [1000 + i for i in range(count)]),
        lat=lat, lon=lon, population=population, distance_m=distance,
        uncertainty_m=usual_uncertainty_m(population, border_accuracy_m=200.0),
        side=np.where(west, 0, 1).astype(np.int8), division=np.where(lat > 52.2, 0, 1).astype(np.int32),
        place_class=np.full(len(lat), 2, np.int8),
        name=tuple([p.name for p in named] + [f"Hamlet {i}" for i in range(count)]), divisions=("Highland", "Lowland"),
    )  # fmt: skip


def text() -> dict[str, Any]:
    """Return articles, sentences, mentions and places of a page."""
    known = places()
    order = list(known)
    sentences, mentions = [], []
    for i, (_, lines) in enumerate(TEXTS):
        start = 40
        for line in lines:
            number = len(sentences)
            sentences.append(PageSentence(article=i, start=start, text=line))
            start += len(line) + 1
            mentions += [_mention(number, line, name, order) for name in order if name in line]
            if "Plainish" in line:
                mentions.append(
                    PageMention(sentence=number, start=line.index("Plainish"), end=line.index("Plainish") + 8,
                                surface="Plainish", kind="country", place=len(order), usage="associative",
                                subtype="demonym", score=0.9)
                )  # fmt: skip
    country = PagePlace(geonameid=9, name="Plainland", kind="country", lat=52.0, lon=25.0, country=EAST)
    return {
        "articles": tuple(article for article, _ in TEXTS),
        "sentences": tuple(sentences),
        "mentions": tuple(sorted(mentions, key=lambda m: (m.sentence, m.start))),
        "places": (*known.values(), country),
    }


def _mention(sentence: int, line: str, name: str, order: list[str]) -> PageMention:
    start = line.index(name)
    return PageMention(
        sentence=sentence, start=start, end=start + len(name), surface=name, kind="settlement", place=order.index(name),
        score=0.8, reason="the only place of this name",
        candidates=(
            PageCandidate(geonameid=500 + order.index(name), name=name, place="settlement, Lowland", score=0.8, reason="near"),
            PageCandidate(geonameid=77, name=name, place="settlement, far away", score=0.1, reason="same name"),
        ),
    )  # fmt: skip


def page(**changes: Any) -> PageData:
    """Return the whole invented page; keywords replace parts of it."""
    sides = border().sides
    line = border().line
    zone = PageZone(
        label="the invented border along Lowland", border="BY-PL", line=line, side=WEST, depth_m=15_000.0,
        depth_origin="text", depth_source="Ada Finch", side_origin="analyst",
        sides=(PageSide(code=WEST, name="Poland", area=sides[WEST]), PageSide(code=EAST, name="Belarus", area=sides[EAST])),
    )  # fmt: skip
    values: dict[str, Any] = {
        "title": "A strip along the river",
        **text(),
        "statements": (
            PageStatement(
                label="strip under discussion", sentences=(1,), depth_m=15_000.0, depth_text="fifteen kilometres",
                date="2026-03-02", chosen=True,
                fields=(PageField(name="depth", value="fifteen kilometres", sentence=1, speaker="Ada Finch"),),
            ),
        ),
        "zone": zone,
        "settlements": settlements(),
        "basemap": PageBasemap(
            areas=tuple(
                PageArea(code=code, name=code, level=0, area=shapely.box(20, 49, 27, 55).intersection(area))
                for code, area in sides.items()
            ),
            labels=(PageLabel(name="Alderton", lat=52.2, lon=23.1, rank=120_000),),
        ),
        "assumptions": (PageAssumption(label="Ends", value="round"), PageAssumption(label="Depth", value="15 km", origin="text", sentence=1)),
        "sources": (PageSource(name="Invented", version="1", licence="CC0", attribution="© nobody", url="https://example.org/data"),),
        "coverage": "305 settlements listed; this layer is invented.",
    }  # fmt: skip
    return PageData(**(values | changes))
