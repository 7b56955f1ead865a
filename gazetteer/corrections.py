"""An analyst's corrections: which place a name means, or that it names none.

A file of corrections is TOML::

    [[correction]]
    surface = "Sumy"             # as it stands in the text
    geonameid = 692194           # the place that is meant
    doc_id = "article-7.txt"     # optional: only in this document
    context = "city council"     # optional: only in sentences that hold these words
    note = "the city, not the oblast"

    [[correction]]
    surface = "Lenta"
    place = false                # names no place

A file that a map page saves after a review also holds ``format = 1`` at its head and, in each entry, ``start`` (where
the name stands: only that one is corrected), ``verdict`` (``confirmed`` changes nothing but the flag), ``not_a_place``,
``reviewer`` and ``date``.

Corrections are applied last, in the order of the file; what they change carries the flag ``corrected``, what they
confirm ``confirmed``.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.errors import CorrectionsError
from gazetteer.mention import Candidate, Mention
from gazetteer.text.sentences import split

if TYPE_CHECKING:
    from gazetteer.entries.lexicon import Lexicon

_KEYS = {
    "surface", "geonameid", "place", "not_a_place", "doc_id", "context", "note", "start", "verdict", "reviewer",
    "date",
}  # fmt: skip
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction; ``geonameid`` None says that the surface names no place."""

    surface: str
    geonameid: int | None
    doc_id: str | None = None
    context: str | None = None
    note: str = ""
    start: int | None = None
    confirms: bool = False
    reviewer: str = ""
    date: str = ""

    @property
    def flag(self) -> str:
        """What a mention is marked with."""
        return "confirmed" if self.confirms else "corrected"

    @property
    def reason(self) -> str:
        """What a corrected mention says about itself."""
        who = " ".join(
            part for part in (f"{self.flag} by", self.reviewer or "the analyst", self.date) if part
        )
        return f"{who}: {self.note}" if self.note else who


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections in the order in which they are applied."""

    items: tuple[Correction, ...]

    @classmethod
    def read(cls, path: Path) -> "Corrections":
        """Read a file of corrections.

        Raises
        ------
        CorrectionsError
            The file is no such TOML; the message says which entry is wrong, and how.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CorrectionsError(f"{path}: not TOML ({error})") from None
        entries = data.get("correction")
        if not isinstance(entries, list) or set(data) - {"correction", "format"}:
            raise CorrectionsError(f"{path}: expected [[correction]] entries and nothing else")
        if data.get("format", FORMAT) != FORMAT:
            raise CorrectionsError(
                f"{path}: format {data['format']!r} is not known; this version reads {FORMAT}"
            )
        return cls(
            tuple(_checked(entry, f"{path}, correction {number}") for number, entry in enumerate(entries, 1))
        )

    def apply(
        self,
        mentions: Sequence[Mention],
        *,
        text: str,
        doc_id: str | None,
        lexicon: "Lexicon",
        start: int = 0,
    ) -> list[Mention]:
        """Return the mentions of a text with the corrections that concern it applied.

        Raises
        ------
        CorrectionsError
            A correction names a geonameid that the data do not have.
        """
        result = list(mentions)
        for item in self.items:
            if item.doc_id is not None and item.doc_id != doc_id:
                continue
            places = _occurrences(item, text, start)
            if places:
                result = _corrected(result, item, places, text, lexicon)
        return result


@dataclass(slots=True)
class Unmatched:
    """Corrections that none of the texts seen so far is concerned by: a slip, most likely."""

    left: list[Correction]

    def see(self, text: str, *, doc_id: str | None, start: int = 0) -> None:
        """Strike what a text is concerned by off the list."""
        self.left = [
            item
            for item in self.left
            if item.doc_id not in {None, doc_id} or not _occurrences(item, text, start)
        ]

    def __str__(self) -> str:
        """One line that names them; empty where there are none."""
        names = ", ".join(
            f"“{item.surface}”{f' in {item.doc_id}' if item.doc_id else ''}" for item in self.left
        )
        return f"corrections that match nothing in these articles: {names}" if names else ""


def _checked(entry: Any, where: str) -> Correction:
    """Return a correction from its TOML table."""
    if not isinstance(entry, dict):
        raise CorrectionsError(f"{where}: not a table")
    if unknown := set(entry) - _KEYS:
        raise CorrectionsError(
            f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}"
        )
    for key in ("surface", "doc_id", "context", "note", "verdict", "reviewer"):
        if key in entry and not isinstance(entry[key], str):
            raise CorrectionsError(f"{where}: {key} must be a string")
    if not entry.get("surface", "").strip():
        raise CorrectionsError(f"{where}: surface is missing")
    geonameid = entry.get("geonameid")
    confirms = entry.get("verdict") == "confirmed"
    start = entry.get("start")
    if start is not None and (not isinstance(start, int) or isinstance(start, bool)):
        raise CorrectionsError(f"{where}: start must be a whole number")
    no_place = entry.get("place") is False or entry.get("not_a_place") is True
    if geonameid is None and not no_place and not confirms:
        raise CorrectionsError(f"{where}: say geonameid = NUMBER, or place = false")
    if geonameid is not None and (not isinstance(geonameid, int) or isinstance(geonameid, bool)):
        raise CorrectionsError(f"{where}: geonameid must be a whole number")
    return Correction(
        surface=entry["surface"],
        geonameid=geonameid,
        doc_id=entry.get("doc_id"),
        context=entry.get("context"),
        note=entry.get("note", ""),
        start=start,
        confirms=confirms,
        reviewer=entry.get("reviewer", ""),
        date=str(entry.get("date", "")),
    )


def _occurrences(item: Correction, text: str, start: int) -> list[tuple[int, int]]:
    """Return where the surface stands as a whole word, in sentences with the context."""
    pattern = re.compile(rf"(?<!\w){re.escape(item.surface)}(?!\w)")
    found = [match.span() for match in pattern.finditer(text, start)]
    if item.start is not None:
        found = [(a, b) for a, b in found if a == item.start]
    if item.context is None or not found:
        return found
    wanted = item.context.casefold()
    sentences = [(a, b) for a, b in split(text, start) if wanted in text[a:b].casefold()]
    return [(a, b) for a, b in found if any(low <= a and b <= high for low, high in sentences)]


def _corrected(
    mentions: list[Mention], item: Correction, places: list[tuple[int, int]], text: str, lexicon: "Lexicon"
) -> list[Mention]:
    """Apply one correction at the places where its surface stands."""
    spans = set(places)
    known = {(mention.start, mention.end): mention for mention in mentions}
    others = [m for m in mentions if not any(m.start < end and start < m.end for start, end in spans)]
    if item.geonameid is None:
        return mentions if item.confirms else others
    place = _place(item.geonameid, lexicon)
    shown = Candidate(score=1.0, **{key: value for key, value in place.items() if key != "admin1_code"})
    made = []
    for start, end in places:
        base = known.get((start, end)) or Mention(
            start=start, end=end, surface=text[start:end], kind=place["kind"]
        )
        flags = (
            *(flag for flag in base.flags if flag not in ("ambiguous", "corrected", "confirmed")),
            item.flag,
        )
        made.append(replace(base, flags=flags, score=1.0, reason=item.reason, candidates=(shown,), **place))
    return sorted([*others, *made], key=lambda mention: mention.start)


def _place(geonameid: int, lexicon: "Lexicon") -> dict[str, Any]:
    """Return the fields of the place that a correction names."""
    row = lexicon.row_of(geonameid)
    if row is None:
        raise CorrectionsError(f"a correction names geonameid {geonameid}, which the data do not have")
    return lexicon.describe(row)
