"""Counts of events by week, month, type or division: what may leave of any table."""

from datetime import date, timedelta
from typing import Literal, get_args

import pandas as pd

from buffermap.errors import InputError
from buffermap.export.sharing import marked

By = Literal["week", "month", "type", "division"]

STATUSES = ("inside", "uncertain", "outside")
UNSTATED = "not stated"
_LONGEST_DAYS = 20_000  # between two events beyond which one of the days is surely a slip: no gaps are listed


def count_events(events: "pd.DataFrame", *, by: By = "week") -> "pd.DataFrame":
    """Count events by week, month, type or division.

    Parameters
    ----------
    events
        What `buffermap.events` returns.
    by
        ``week`` (its Monday), ``month``, ``type`` or ``division`` as the table states them. Weeks and months without
        an event are listed, so that a gap is seen.

    Returns
    -------
    DataFrame
        Columns ``zone_depth_m`` (where the events were measured), ``week``, ``month``, ``type`` or ``division``, and
        ``inside``, ``uncertain``, ``outside``, or ``events`` where they were not measured.

    Raises
    ------
    InputError
        There is no such grouping, or the table holds no events.

    Examples
    --------
    >>> import pandas as pd
    >>> import buffermap as bm
    >>> rows = pd.DataFrame({"date": ["2025-05-20", "2025-06-03"], "lat": [57.8, 57.9], "lon": [26.0, 26.1]})
    >>> found = bm.events(rows, bm.border("EE-LV"), depth="20 km")
    >>> bm.count_events(found)[["week", "inside"]].to_numpy().tolist()
    [['2025-05-19', 1], ['2025-05-26', 0], ['2025-06-02', 1]]
    """
    if by not in get_args(By):
        raise InputError(f"events are counted by {', '.join(get_args(By))}, not by {by!r}")
    if "precision_m" not in events:
        raise InputError("this table holds no events: bm.events(file, stretch, depth=…) makes one")
    label = events[by].fillna(UNSTATED) if by in {"type", "division"} else _period(events["date"], by)
    keys = ["zone_depth_m"] if "zone_depth_m" in events else []
    plain = pd.DataFrame({**{key: events[key] for key in keys}, by: label.astype(object)})
    if "status" in events:
        for status in STATUSES:
            plain[status] = (events["status"] == status).astype("int64")
    else:
        plain["events"] = 1
    counted = plain.groupby([*keys, by], sort=True).sum().reset_index()
    if by in {"week", "month"}:
        counted = _with_gaps(counted, keys, by)
    return marked(counted, events)


def _period(days: "pd.Series[str]", by: str) -> "pd.Series[str]":
    made = [UNSTATED if day is None or day != day else _start(str(day), by) for day in days]  # noqa: PLR0124
    return pd.Series(made, index=days.index, dtype=object)


def _start(day: str, by: str) -> str:
    """Return the Monday of a day's week, or its month."""
    if by == "month":
        return day[:7]
    moment = date.fromisoformat(day)
    return (moment - timedelta(days=moment.weekday())).isoformat()


def _with_gaps(counted: "pd.DataFrame", keys: list[str], by: str) -> "pd.DataFrame":
    """Add the weeks or months of no event between the first and the last."""
    stated = sorted(set(counted[by]) - {UNSTATED})
    labels = [*(_between(stated[0], stated[-1], by) or stated), UNSTATED] if stated else [UNSTATED]
    labels = [one for one in labels if one != UNSTATED or UNSTATED in set(counted[by])]
    if not keys:
        return counted.set_index(by).reindex(labels, fill_value=0).reset_index()
    wanted = pd.MultiIndex.from_product([sorted(set(counted[keys[0]])), labels], names=[*keys, by])
    return counted.set_index([*keys, by]).reindex(wanted, fill_value=0).reset_index()


def _between(first: str, last: str, by: str) -> list[str]:
    start, end = (date.fromisoformat(f"{day}-01"[:10]) for day in (first, last))
    if (end - start).days > _LONGEST_DAYS:
        return []
    if by == "month":
        return [str(month) for month in pd.period_range(first, last, freq="M")]
    return [(start + timedelta(weeks=week)).isoformat() for week in range((end - start).days // 7 + 1)]


def moments(events: "pd.DataFrame") -> "pd.Series[pd.Timestamp]":
    """Return when each event was, in UTC; NaT where its date is not known."""
    return pd.to_datetime(events["date"], errors="coerce", utc=True)
