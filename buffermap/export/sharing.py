"""Who may see rows of events: the rule that each table of them carries, and what leaves under it.

``aggregate``
    Pages, scenarios and files hold counts by week, month, type and division alone. The default.
``derived``
    Of each event its day, type, division, side, distance to the line in whole kilometres and status: no point, no word.
``rows``
    Everything, under a licence that is written into the file. Never for what is restricted.
``own-use``
    Everything, on a page alone that says in its name, title and print that it is for the user's own use.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from buffermap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

Share = Literal["aggregate", "derived", "rows", "own-use"]

KEY = "events"
"""Under which a frame carries its rule, in ``attrs``."""
OWN_USE_NAME = "own-use"
"""What the name of a page has in it that holds rows for the user's own use."""

_DERIVED = (
    "date", "type", "division", "distance_km", "side", "zone_depth_m", "inside", "status", "scenario_id",
)  # fmt: skip


def checked_share(share: str, licence: str | None, restrictions: Iterable[str]) -> Share:
    """Return a rule if it may be chosen; ``restrictions`` say why sources forbid to pass on rows, empty where they do not.

    Raises
    ------
    InputError
        There is none of that name, a source forbids it, or it needs a licence.
    """
    if share not in get_args(Share):
        raise InputError(f"events are shared as {', '.join(get_args(Share))}, not as {share!r}")
    forbidden = next(filter(None, restrictions), "")
    if forbidden and share in {"derived", "rows"}:
        raise InputError(f"{forbidden}: share them as aggregate, or as own-use on a page of your own")
    if share == "rows" and not (licence or "").strip():
        raise InputError("rows need the licence under which they may be passed on: --events-licence TEXT")
    return cast("Share", share)


def check_own_use(share: str, path: "Path") -> None:
    """Refuse to write rows that are for the user's own use under a name that does not say so.

    Raises
    ------
    InputError
        The name of the page does not say it.
    """
    if share == "own-use" and OWN_USE_NAME not in path.name:
        better = path.with_name(f"{path.stem}.{OWN_USE_NAME}{path.suffix}").name
        raise InputError(f"{path.name}: a page with rows for your own use says so in its name: {better}")


def rule_of(table: "pd.DataFrame") -> Mapping[str, Any]:
    """Return what a frame of events says of its sharing; one that lost it is shared as counts."""
    return table.attrs.get(KEY) or {"share": "aggregate", "datasets": [], "columns": [], "notes": []}


def marked(table: "pd.DataFrame", like: "pd.DataFrame") -> "pd.DataFrame":
    """Mark a frame that was made of events as one that may leave: it holds no row of them, or only what is allowed."""
    table.attrs = {**like.attrs, KEY: {**rule_of(like), "leaves": True}}
    return table


def leaving(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return what may leave of a table: all but events come as they are.

    Raises
    ------
    InputError
        Events of which counts alone may leave.
    """
    told = table.attrs.get(KEY)
    if told is None or told.get("leaves") or told["share"] == "rows":
        return table
    if told["share"] == "derived":
        return _derived(table)
    raise InputError(
        f"rows of these events do not leave (their rule is {told['share']}): write bm.count_events(events), "
        "or choose another rule where their licence lets you"
    )


def _derived(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return what leaves under ``derived``: no point, no word, distances in whole kilometres."""
    plain = table.drop(columns="geometry", errors="ignore")
    if "distance_m" in plain:
        plain = plain.assign(distance_km=(plain["distance_m"] / 1000).round())
    return marked(plain[[name for name in _DERIVED if name in plain]], table)


def citations(table: "pd.DataFrame") -> list[str]:
    """Return a line for each table that events come from: whose, as of when, under which licence; none for other tables."""
    lines = []
    for dataset in table.attrs.get(KEY, {}).get("datasets", ()):
        accessed = f"accessed {dataset['accessed']}" if dataset["accessed"] else "access date not stated"
        licence = f"licence: {dataset['licence']}" if dataset["licence"] else ""
        parts = [dataset["citation"] or dataset["name"], accessed, licence]
        lines.append("; ".join(part for part in parts if part))
    return list(dict.fromkeys(lines))
