"""What a run has read: how many files as what, which articles lack what, what was skipped and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

READ_FOR_PLACES = frozenset(("en", "ru", "uk"))
"""Languages whose texts are read for places by words of their own."""
READ_FOR_ZONES = frozenset(("en", "ru", "uk"))
"""Languages whose sentences are read for zones."""

UNKNOWN = "unknown"
_MOST_REASONS = 200  # reasons that are counted by themselves; a hostile file may give each record its own


@dataclass(slots=True)
class ReadingReport:
    """Counts of a reading, without any name of a file: fit for a page.

    Parameters
    ----------
    files
        How many files (or streams) were read as what.
    articles
        How many articles came of them.
    undated
        How many of these have no date.
    languages
        How many articles are in which language (ISO 639), "unknown" where none was recognised.
    skipped
        What was not read: reason -> how many documents or files.
    """

    files: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    undated: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def add_article(self, *, published: str | None, language: str | None) -> None:
        """Count an article."""
        self.articles += 1
        self.undated += published is None
        self.languages[language or UNKNOWN] += 1

    def add_skipped(self, reason: str, count: int = 1) -> None:
        """Count what was not read."""
        known = reason in self.skipped or len(self.skipped) < _MOST_REASONS
        self.skipped[reason if known else "other reasons"] += count

    def as_record(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON, a page, and a frame's ``attrs``."""
        return {
            "files": dict(self.files),
            "articles": self.articles,
            "undated": self.undated,
            "languages": [
                {
                    "language": language,
                    "articles": count,
                    "read_for_places": language in READ_FOR_PLACES,
                    "read_for_zones": language in READ_FOR_ZONES,
                }
                for language, count in self._by_number()
            ],
            "skipped": [{"reason": reason, "count": count} for reason, count in self.skipped.most_common()],
        }

    def _by_number(self) -> list[tuple[str, int]]:
        """Return languages and their articles, the commonest first, equal ones by name."""
        return sorted(self.languages.items(), key=lambda item: (-item[1], item[0]))

    def lines(self) -> Iterator[str]:
        """Yield the report in words, a line a kind."""
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.files.most_common())
        dates = f", {self.undated:,} without a date" if self.undated else ""
        source = f" from {_counted(self.files.total(), 'file')} ({kinds})" if kinds else ""
        yield f"read {_counted(self.articles, 'article')}{source}{dates}"
        known = [f"{language} {count:,}" for language, count in self._by_number() if language != UNKNOWN]
        unread = [
            language for language in self.languages if language != UNKNOWN and language not in READ_FOR_ZONES
        ]
        strange = self.languages[UNKNOWN]
        if unread or strange:
            told = ", ".join([*known, *([f"unknown {strange:,}"] if strange else [])])
            limits = f"; {', '.join(unread)}: places by their names alone, zones not read" if unread else ""
            yield f"languages: {told}{limits}"
        for reason, count in self.skipped.most_common(12):
            yield f"skipped {count:,}: {reason}"
        if len(self.skipped) > 12:
            yield f"skipped {sum(self.skipped.values()) - sum(c for _, c in self.skipped.most_common(12)):,} for other reasons"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
