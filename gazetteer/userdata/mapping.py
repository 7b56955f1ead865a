"""Which column of a table holds what: guessed from names and contents, and asked for where that is unclear."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.errors import LayerError
from gazetteer.userdata.figures import counts, degrees, is_missing, pairs

if TYPE_CHECKING:
    import pandas as pd

# field -> patterns of column names, best first; column names are lower case with `_` for all that is no letter or digit
_PATTERNS: dict[str, tuple[str, ...]] = {
    "name": (
        r"name_en|english_?name|en_name|name_latin|int_name", r"name",
        r"(settlement|place|locality|village|city|town|site|toponym)_?name|shape_?name|feature_?name?",
        r"(adm|admin)_?[1-5]_?(name_?)?en", r"name_[1-5]",
        r"asciiname|toponym|locality|settlement|village|np|place|city|town|nam|label|title",
        r"назва|название|найменування|наименование|нас[а-яёі]*_п(ункт)?|нп|nazva",
        r"(adm|admin)_?[1-5]_?name", r"(adm|admin)_?[1-5]_?[a-z]{2}",
    ),
    "name_local": (
        r"name_local|local_?name|native_?name|name_(uk|ua)", r"name_(ru|be|by|ro|pl)|nl_name_[1-5]",
        r"(adm|admin)_?[1-5]_?(name_?)?(uk|ua|ru|by|be|ro|pl|local)",
        r"назва|название|найменування|наименование|нас[а-яёі]*_п(ункт)?|нп",
    ),
    "lat": (r"(lat|latitude|широта|shyrota)(_wgs_?84|_dd|_deg|_degrees|_град|_n)?", r"y|point_y|y_coord|coord_y|ycoord"),
    "lon": (
        r"(lon|lng|long|longitude|довгота|долгота|dovhota)(_wgs_?84|_dd|_deg|_degrees|_град|_e)?",
        r"x|point_x|x_coord|coord_x|xcoord",
    ),
    "latlon": (r"(coord(inate)?s?|lat_?(lon|lng|long)|lat_?and_?lon|location|geo_?point|gps|point|position|координати|координаты)",),
    "wkt": (r"wkt|geometry|geom|the_geom|wkt_geom",),
    "population": (
        r"population|pop|pop_total|total_pop|tot_pop|popul|inhabitants|residents|населення|население|naselennia|жител[а-я]*|мешкан[а-яі]*|числ[а-яі]*_насел[а-яі]*",
        r"(t_|tot(al)?_?)?pop(ulation)?_?(est_?)?\d{4}", r"pop_.*|.*_pop|.*_population",
    ),
    "country": (
        r"country_?code|iso_?a?2|cc|countrycode|adm0_pcode", r"iso_?a?3|gid_0|shape_?group",
        r"country|adm0_?(en|name)|admin0_?name(_en)?|name_0|країна|страна",
    ),
    "admin1": (r"adm(in)?_?1_?(name_?)?(en)?|name_1", r"oblast|region|province|state|область|oblast_name"),
    "admin2": (r"adm(in)?_?2_?(name_?)?(en)?|name_2", r"raion|rayon|district|county|район"),
    "key": (
        r"(adm|admin)_?[1-5]_?p?code", r"p_?code|place_?code|settlement_?(id|code)|katottg|katotth|koatuu|shape_?id",
        r"gid_[1-5]|osm_id|id|code|uid|globalid|objectid|fid",
    ),
    "geonameid": (r"geonames?_?id|gn_?id",),
    "feature": (r"feature_?code|fcode", r"place_?type|settlement_?type|fclass|type|class|place"),
}  # fmt: skip

FIELDS = tuple(_PATTERNS)
_POINT = {"lat", "lon", "latlon", "wkt"}
_LEVEL = re.compile(r"(?:adm|admin|name|gid)_?([1-5])")
_LETTER = re.compile(r"[^\W\d_]")
_WKT = re.compile(r"\s*(MULTI)?(POINT|POLYGON|LINESTRING)\s*Z?\s*\(", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What each field is read from.

    Parameters
    ----------
    columns
        Field -> column, for every field that was found or chosen.
    unclear
        Required field -> columns that it may be in; empty where all is clear.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    unclear: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def describe(self) -> str:
        """Return the mapping in the form that ``--map`` takes."""
        return " ".join(f"{key}={column}" for key, column in self.columns.items())


def parse_choices(texts: tuple[str, ...] | list[str]) -> dict[str, str]:
    """Read ``name=ADM4_EN`` and its like; ``population=`` says that no column holds it.

    Raises
    ------
    LayerError
        A text is not of this form, or names no field.
    """
    choices = {}
    for text in texts:
        key, equals, column = text.partition("=")
        if not equals or key.strip() not in FIELDS:
            raise LayerError(f"{text!r} maps nothing: write FIELD=COLUMN with one of {', '.join(FIELDS)}")
        choices[key.strip()] = column.strip()
    return choices


def guess(table: "pd.DataFrame", *, chosen: Mapping[str, str], has_points: bool) -> ColumnMapping:
    """Decide which column holds which field.

    Parameters
    ----------
    table
        The table without its geometry.
    chosen
        What the user has decided: field -> column, an empty column for none.
    has_points
        Whether points come from a geometry, so that no columns for them are needed.

    Raises
    ------
    LayerError
        A chosen column does not exist.
    """
    for column in chosen.values():
        if column and column not in table.columns:
            raise LayerError(
                f"there is no column {column!r}; there are: {', '.join(map(str, table.columns))}"
            )
    found = {key: column for key, column in chosen.items() if column}
    unclear: dict[str, tuple[str, ...]] = {}
    for key in FIELDS:
        if key in chosen or (has_points and key in _POINT):
            continue
        best = _candidates(table, key, taken=_taken(key, found))
        if len(best) == 1:
            found[key] = best[0]
        elif best and key in {"name", "lat", "lon"}:
            unclear[key] = tuple(best)
    _complete_names(table, found, unclear, chosen)
    if not has_points:
        _complete_points(table, found, unclear)
    return ColumnMapping(columns=found, unclear=unclear)


def _taken(key: str, found: Mapping[str, str]) -> set[str]:
    """Columns that hold something else already; a local name may stand in for the name, so those two may share."""
    return {column for other, column in found.items() if {other, key} != {"name", "name_local"}}


def _complete_names(
    table: "pd.DataFrame",
    found: dict[str, str],
    unclear: dict[str, tuple[str, ...]],
    chosen: Mapping[str, str],
) -> None:
    """Where no column is called a name: the local name, else the only column that reads like names."""
    plain = next((str(c) for c in table.columns if str(c).lower() == "name"), None)
    if "name_local" not in chosen and plain and found.get("name") not in {None, plain}:
        found["name_local"] = (
            plain  # beside a name in English, the name without a language is the place's own
        )
    if found.get("name_local") == found.get("name") and "name_local" not in chosen:
        found.pop("name_local", None)
    if "name" in found or "name" in unclear or "name" in chosen:
        return
    if "name_local" in found:
        found["name"] = found["name_local"]
        return
    texts = [str(c) for c in table.columns if c not in found.values() and _looks_right(table[c], "name")]
    if len(texts) == 1:
        found["name"] = texts[0]
    else:
        unclear["name"] = tuple(texts)


def _complete_points(
    table: "pd.DataFrame", found: dict[str, str], unclear: dict[str, tuple[str, ...]]
) -> None:
    """Where no column is called a coordinate: ask, naming those whose numbers could be one."""
    if not {"lat", "lon", "wkt", "latlon"} & {*found, *unclear}:
        both = [str(c) for c in table.columns if c not in found.values() and _looks_right(table[c], "latlon")]
        if len(both) == 1:
            found["latlon"] = both[0]
    for key in ("lat", "lon"):
        if not {"wkt", "latlon", key} & {*found, *unclear}:
            free = [c for c in table.columns if c not in found.values()]
            unclear[key] = tuple(str(c) for c in free if _looks_right(table[c], key))


def _candidates(table: "pd.DataFrame", key: str, *, taken: set[str]) -> list[str]:
    """Columns that may hold the field, all of the best pattern that any column fits."""
    names = {str(c): re.sub(r"\W+", "_", str(c).lower()).strip("_") for c in table.columns if c not in taken}
    for pattern in _PATTERNS[key]:
        fitting = [c for c, n in names.items() if re.fullmatch(pattern, n) and _looks_right(table[c], key)]
        if fitting:
            return _deepest(fitting, names)
    return []


def _deepest(columns: list[str], names: Mapping[str, str]) -> list[str]:
    """Of the columns of several levels (``ADM1_EN`` … ``ADM4_EN``) keep the deepest: that is the place itself."""
    levels = {c: int(m[1]) if (m := _LEVEL.search(names[c])) else 0 for c in columns}
    deepest = max(levels.values())
    return [c for c in columns if levels[c] == deepest]


def _looks_right(column: "pd.Series", key: str) -> bool:
    """Whether the contents of a column can be what its name promises."""
    texts = column.dropna().astype(str).str.strip()
    texts = texts[texts != ""].head(2000)
    if texts.empty:
        return False
    check = _CHECKS.get(key)
    return check is None or check(texts)


_FEW = 20


def _like_degrees(texts: "pd.Series", limit: int) -> bool:
    values = degrees(texts)
    share = 0.9 if len(values) >= _FEW else 0.6  # in a short table one slip is a large share
    return bool((np.abs(values) <= limit).mean() >= share) and _has_decimals(values)


def _like_pairs(texts: "pd.Series") -> bool:
    lat, lon = pairs(texts)
    return bool(((np.abs(lat) <= 90) & (np.abs(lon) <= 180)).mean() >= 0.6)


def _like_counts(texts: "pd.Series") -> bool:
    told = texts[~texts.map(is_missing)]  # what is said to be unknown is no slip
    return told.empty or bool((counts(told) >= 0).mean() >= 0.6)


def _like_names(texts: "pd.Series") -> bool:
    wordy = texts.str.contains(_LETTER).mean() >= 0.9
    return bool(wordy and (texts.nunique() > max(2, len(texts) // 20) or len(texts) < 20))


def _like_countries(texts: "pd.Series") -> bool:
    return bool(texts.str.fullmatch(_CODE).mean() > 0.9) or texts.nunique() <= max(5, len(texts) // 5)


_CHECKS: dict[str, Callable[["pd.Series"], bool]] = {
    "lat": lambda texts: _like_degrees(texts, 90),
    "lon": lambda texts: _like_degrees(texts, 180),
    "latlon": _like_pairs,
    "wkt": lambda texts: bool(texts.str.match(_WKT).mean() > 0.9),
    "population": _like_counts,
    "geonameid": _like_counts,
    "name": _like_names,
    "name_local": _like_names,
    "country": _like_countries,
}


def _has_decimals(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    """Whether the numbers are fine enough for coordinates; whole degrees pass in tiny tables only."""
    finite = values[np.isfinite(values)]
    return len(finite) < 5 or bool((finite != np.round(finite)).mean() > 0.5)
