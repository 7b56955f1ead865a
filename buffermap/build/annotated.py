"""Annotated articles: what may be drawn of each, in the form of the benchmarks."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from buffermap.pipeline import parse
from buffermap.said.values import Statement
from buffermap.said.zones.geography import Pair, division_name

FOLDER = Path(__file__).parent / "articles"
_AGREE = 0.03
_GENERIC = frozenset(
    [
        "oblast",
        "region",
        "of",
        "the",
        "province",
        "county",
        "district",
        "voivodeship",
        "state",
        "department",
        "governorate",
        "city",
        "south",
        "southern",
        "north",
        "northern",
        "east",
        "eastern",
        "west",
        "western",
        "heights",
    ]
)
_LETTERS = 5  # that two spellings of a name share


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One defensible reading of an article: a border, divisions along it, side and depth, None where unstated."""

    pairs: tuple[Pair, ...]
    along: tuple[str, ...]
    side: str | None
    depths_m: tuple[float, ...]

    def names(self, code: str) -> bool:
        """Whether it names a division."""
        return any(_words(name) & _words(division_name(code)) for name in self.along)

    def has_side(self, side: str | None) -> bool:
        """Whether it states a side, or states none: "both" is said too, or it is not known."""
        return side == self.side

    def has_depth(self, metres: float) -> bool:
        """Whether it states a depth."""
        return any(abs(metres - one) <= _AGREE * one + 2 for one in self.depths_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article's statements, and what may be drawn: the best reading first; none where nothing is to be."""

    doc_id: str
    statements: tuple[Statement, ...]
    truths: tuple[Truth, ...]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the annotated articles of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def annotated(row: dict[str, Any]) -> Annotated:
    """Return what an annotated article says, read as a file of its own, and what may be drawn of it."""
    with TemporaryDirectory() as made:  # as a file, so that its front matter is read as such
        path = Path(made) / f"{row['doc_id']}.txt"
        path.write_text(row["text"], encoding="utf-8")
        [item] = parse([path])
    truth = row["truth"]
    every = [truth, *truth["also_ok"]] if truth["draw"] else []
    return Annotated(
        doc_id=row["doc_id"], statements=tuple(item.statements), truths=tuple(map(_truth, every))
    )


def _truth(row: dict[str, Any]) -> Truth:
    borders = row["border"] if isinstance(row["border"], list) else [row["border"]]
    depths = row["depth_km"] if isinstance(row["depth_km"], list) else [row["depth_km"]]
    return Truth(
        pairs=tuple(
            frozenset(one.split("-")) for one in borders if re.fullmatch("[A-Z]{2}-[A-Z]{2}", one or "")
        ),
        along=tuple(row["along"]),
        side=row["side"],
        depths_m=tuple(1000 * one for one in depths if one),
    )


def _words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return {word[:_LETTERS] for word in re.findall(r"\w+", plain) if word not in _GENERIC}
