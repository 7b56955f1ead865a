"""Numbers as people write them in tables: decimals, counts, degrees; what is none is NaN and loses itself alone."""

import re
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats: TypeAlias = npt.NDArray[np.float64]

# how tables say that a figure is not known
_MISSING = frozenset(
    ("", "-", "–", "—", "?", ".", "..", "...", "n/a", "n.a.", "na", "nan", "null", "none", "unknown", "no data", "x",
     "немає даних", "невідомо", "н/д", "нет данных", "неизвестно", "нд")
)  # fmt: skip
_BLANKS = re.compile(r"[\s'’_\u00a0\u202f]")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
# a figure with its year or remark behind it, or with "about" before it
_COUNT = re.compile(
    r"(?:[~≈<>≤≥]|c\.|ca\.?|about|бл\.?|близько|около|ок\.?)?\s*"
    r"(?P<figure>[+-]?\d[\d.,\s'’_]*?)\s*(?P<thousands>(?:тис|тыс)\.?|k\b|thousand)?"
    r"\s*(?:\(.*\)|\[.*\]|[^\W\d_][^\d]*)?",
    re.IGNORECASE,
)
_DMS = re.compile(
    r"(?P<before>[NSEWСПЗВ])?\s*(?P<sign>[+-])?(?P<d>\d{1,3})\s*(?:[°º˚d:]\s*|\s+)"
    r"(?P<m>\d{1,2}(?:[.,]\d+)?)\s*(?:['’′‘m:]\s*|\s+|$)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’|s)?)?\s*(?P<after>[NSEW]|[Пп]н|[Пп]д|[Сс]х|[Зз]х|[Сс]ш|[Вв]д|[ЮюЗз][шд])?\.?",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?P<before>[NSEW])?\s*(?P<number>[+-]?\d{1,3}(?:[.,]\d+)?)\s*[°º]?\s*(?P<after>[NSEW])?", re.IGNORECASE
)
_SOUTH_WEST = frozenset(("s", "w", "пд", "зх", "юш", "зд"))
_PAIR = re.compile(
    r"\s*[(\[]?\s*(?P<first>[^;,/]+?|[+-]?\d+,\d+)\s*(?:[;/]|,\s+|,(?=[+-]?\d{1,3}\.)|\s+(?=[+-]?\d{1,3}[.,]\d))\s*(?P<second>[^;/]+?)\s*[)\]]?\s*"
)


def is_missing(text: str) -> bool:
    """Whether a cell says that its figure is not known."""
    return text.strip().lower() in _MISSING


def numbers(texts: "pd.Series") -> Floats:
    """Read numbers that people wrote: ``1 234``, ``1,234``, ``50,45`` (a decimal comma); NaN for what is none."""
    if pd.api.types.is_numeric_dtype(texts):
        return texts.to_numpy(dtype=np.float64, na_value=np.nan)
    plain = texts.astype("string").fillna("").str.replace(r"[\s'’_]", "", regex=True)
    grouped = plain.str.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
    plain = plain.where(~grouped, plain.str.replace(",", "")).str.replace(",", ".")
    values: Floats = pd.to_numeric(plain, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def counts(texts: "pd.Series") -> Floats:
    """Read whole numbers of people or things: ``15.800`` and ``15,800`` are 15800, ``15800 (2022)`` too; NaN else."""
    if pd.api.types.is_numeric_dtype(texts):
        return numbers(texts)
    return np.array([_count(text) for text in texts.astype("string").fillna("")], np.float64)


def _count(text: str) -> float:
    bare = text.strip()
    if is_missing(bare) or not (found := _COUNT.fullmatch(bare)):
        return np.nan
    figure = _BLANKS.sub("", found["figure"]).rstrip(".,")
    if _GROUPED.fullmatch(figure) and not found["thousands"]:
        return float(re.sub("[.,]", "", figure))
    figure = figure.replace(",", "") if "." in figure and "," in figure else figure.replace(",", ".")
    try:
        return float(figure) * (1000 if found["thousands"] else 1)
    except ValueError:
        return np.nan


def degrees(texts: "pd.Series") -> Floats:
    """Read degrees: decimal (with a point or a comma), or with minutes and seconds and the letter of the side."""
    values = numbers(texts)
    if pd.api.types.is_numeric_dtype(texts):
        return values
    read = np.array([_degree(str(text)) for text in texts], np.float64)
    return np.where(np.isfinite(read), read, values)


def _degree(text: str) -> float:
    bare = text.strip()
    if plain := _DEGREES.fullmatch(bare):
        value = float(plain["number"].replace(",", "."))
        return -value if (plain["before"] or plain["after"] or "").lower() in _SOUTH_WEST else value
    found = _DMS.fullmatch(bare)
    if not found:
        return np.nan
    minutes, seconds = (float((found[part] or "0").replace(",", ".")) for part in ("m", "s"))
    if minutes >= 60 or seconds >= 60:
        return np.nan
    value = int(found["d"]) + minutes / 60 + seconds / 3600
    is_negative = found["sign"] == "-" or (found["before"] or found["after"] or "").lower() in _SOUTH_WEST
    return -value if is_negative else value


def pairs(texts: "pd.Series") -> tuple[Floats, Floats]:
    """Read latitude and longitude that stand in one cell, in this order; NaN for what is no such pair."""
    found = [_PAIR.fullmatch(str(text)) for text in texts]
    first = degrees(pd.Series([match["first"] if match else None for match in found], dtype="object"))
    second = degrees(pd.Series([match["second"] if match else None for match in found], dtype="object"))
    return first, second
