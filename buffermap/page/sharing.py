"""A page for the public: it names the places that its articles name and large ones, and counts the others by district.

A list of places near a line can harm those who live there. `desk` is the whole page, for people who work with it; `public`
leaves the list out of the page's data, not only out of sight.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from buffermap import incidents, zones
from buffermap.errors import InputError
from buffermap.page.data import PageData, PagePublic
from buffermap.words import Phrase, Words, distance, offered, strings
from buffermap.zones import nearby

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from buffermap.page.compose.ask import Ask
    from buffermap.zones.nearby import Near
    from geo.border import Border

Edition = Literal["desk", "public"]
EDITIONS: tuple[Edition, ...] = get_args(Edition)
LEAST_PEOPLE = 10_000
"""Listed people from which a settlement is named on a public page."""
MIN_CELL = 5
"""A district with fewer unnamed settlements is counted with others."""
EMBARGO_H = 72.0
"""How old an event is before it stands on a public page, in hours."""
_OVER = "public."


def check_share(share: str, *, own_line: bool) -> None:
    """Refuse what a public page does not show.

    Raises
    ------
    InputError
        There is no such way to share, or a public page is asked for a line of the analyst's own.
    """
    if share not in EDITIONS:
        raise InputError(f"a page is shared as {' or '.join(EDITIONS)}, not as {share!r}")
    if share == "public" and own_line:
        raise InputError(
            "a public page shows no line of your own: leave --line out, or write it with --share desk"
        )


def own_line(border: "Border") -> bool:
    """Whether a stretch is a line or an area of the analyst's own."""
    return bool({"left", "right", "inside", "outside"} & set(border.sides))


def may_be_named(ids: Any, people: Any, mentioned: Iterable[int]) -> "NDArray[np.bool_]":
    """Return which settlements a public page names: those whose id is mentioned, and large ones; shape (n,)."""
    known = np.isin(np.asarray(ids, float), [number for number in mentioned if number])
    return np.asarray(known | (np.asarray(people, float) >= LEAST_PEOPLE), bool)


def named_only(near: "Near", mentioned: Iterable[int]) -> "tuple[Near, Near]":
    """Return the settlements near a stretch that a public page names, and the others."""
    known = may_be_named(near.columns["geonameid"], near.columns["population"], mentioned)
    return nearby.part_of(near, known), nearby.part_of(near, ~known)


def unnamed(others: "Near", ask: "Ask") -> Phrase:
    """Return how many settlements the zone would hold that the page does not name, by district; empty without a depth."""
    if ask.depth_m is None:
        return ""
    table = nearby.table(others, side=ask.side, depths_m=[ask.depth_m], ends=ask.ends)
    sums = zones.by_division(table, level="admin2", min_cell=MIN_CELL)
    sums = sums[sums["settlements"] > 0]
    rows = zip(sums["admin2"], sums["admin1"], sums["settlements"].astype(int).tolist(), strict=True)
    parts: list[Phrase] = [
        {"t": "others.part", "name": _district(admin2, admin1), "n": count} for admin2, admin1, count in rows
    ]
    total = int(sums["settlements"].sum())
    return {"t": "others.rest", "depth": distance(ask.depth_m), "n": total, "parts": parts} if parts else ""


def _district(admin2: Any, admin1: Any) -> Phrase:
    if isinstance(admin2, str):
        return {"t": "others.merged"} if admin2 == zones.OTHERS else admin2
    return {"t": "others.unknown", "region": admin1} if isinstance(admin1, str) else {"t": "others.merged"}


def without_list(page: PageData) -> PageData:
    """Return a page without the names of small towns on its basemap and without what else a mention might have meant."""
    labels = tuple(label for label in page.basemap.labels if label.rank >= LEAST_PEOPLE)
    mentions = tuple(replace(mention, candidates=()) for mention in page.mentions)
    public = page.public or PagePublic(least_people=LEAST_PEOPLE)
    return replace(page, basemap=replace(page.basemap, labels=labels), mentions=mentions, public=public)


def words_of(data: PageData) -> Words:
    """Return the words of a page, in its language."""
    return Words(data.language, templates=templates(data)[data.language])


def templates(data: PageData) -> dict[str, dict[str, Any]]:
    """Return a page's templates by language: on a public page some say that not everything is named."""
    known = _desk() if data.public is None else _public(data.public.least_people)
    return {code: known[code] for code in offered(data.language)}


@cache
def _desk() -> dict[str, dict[str, Any]]:
    """Return the templates without those of public pages, which would be dead weight."""
    return {
        code: {key: text for key, text in known.items() if not key.startswith(_OVER)}
        for code, known in strings().items()
    }


@cache
def _public(least_people: int) -> dict[str, dict[str, Any]]:
    return {
        code: {
            **_desk()[code],
            **{
                key.removeprefix(_OVER): _filled(text, Words(code).number(least_people))
                for key, text in known.items()
                if key.startswith(_OVER)
            },
        }
        for code, known in strings().items()
    }


def _filled(text: Any, least: str) -> Any:
    if isinstance(text, dict):
        return {plural: _filled(form, least) for plural, form in text.items()}
    return text.replace("{least}", least)


def public_of(rest: Phrase) -> PagePublic:
    """Return what makes a page a public one."""
    return PagePublic(least_people=LEAST_PEOPLE, rest=rest)


def past_embargo(events: "gpd.GeoDataFrame", *, hours: float = EMBARGO_H) -> "gpd.GeoDataFrame":
    """Return the events that are old enough for the public; one without a date is not."""
    latest = datetime.now(UTC) - timedelta(hours=hours)
    dates = incidents.moments(events)
    return events[(dates <= latest).fillna(value=False)]
