"""What a run has read: how many files as what, which articles lack what, what was skipped and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from buffermap.articles.languages import READ_FOR_PLACES, READ_FOR_ZONES, how_read

UNKNOWN = "unknown"
_TOLD = 12  # reasons that are told one by one
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
    gathered: dict[str, int] | None = None
    """Of an archive that is not shown whole: how many mentions and statements there are, and how many are shown."""

    def add(self, record: Mapping[str, Any]) -> None:
        """Add another report, as `as_record` returned it."""
        self.files.update(record["files"])
        self.articles += record["articles"]
        self.undated += record["undated"]
        self.languages.update({one["language"]: one["articles"] for one in record["languages"]})
        for one in record["skipped"]:
            self.add_skipped(one["reason"], one["count"])

    def add_article(self, *, published: str | None, language: str | None) -> None:
        """Count an article."""
        self.articles += 1
        self.undated += published is None
        self.languages[language or UNKNOWN] += 1

    def add_skipped(self, reason: str, count: int = 1) -> None:
        """Count what was not read."""
        known = reason in self.skipped or len(self.skipped) < _MOST_REASONS
        self.skipped[reason if known else "other reasons"] += count

    @classmethod
    def of(cls, articles: Iterable[Any]) -> "ReadingReport":
        """Return the report on articles (with ``published`` and ``language``) of whose reading nothing is known."""
        report = cls()
        for article in articles:
            report.add_article(published=article.published, language=article.language)
        return report

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
                    "language_read": how_read(language),
                }
                for language, count in self._by_number()
            ],
            "skipped": [
                {"kind": kind_of(reason), "reason": reason, "count": count}
                for reason, count in self.skipped.most_common()
            ],
        } | ({} if self.gathered is None else {"gathered": self.gathered})

    def _by_number(self) -> list[tuple[str, int]]:
        """Return languages and their articles, the commonest first, equal ones by name."""
        return sorted(self.languages.items(), key=lambda item: (-item[1], item[0]))

    def lines(self, *, with_reasons: bool = True) -> Iterator[str]:
        """Yield the report in words, a line a kind; without reasons where each was said when it was met."""
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.files.most_common())
        dates = f", {self.undated:,} without a date" if self.undated else ""
        source = f" from {_counted(self.files.total(), 'file')} ({kinds})" if kinds else ""
        yield f"read {_counted(self.articles, 'article')}{source}{dates}"
        known = [f"{language} {count:,}" for language, count in self._by_number() if language != UNKNOWN]
        strange = self.languages[UNKNOWN]
        limits = {
            "places by their names alone, zones not read": self.languages.keys()
            - READ_FOR_PLACES
            - {UNKNOWN},
            "zones not read": (self.languages.keys() & READ_FOR_PLACES) - READ_FOR_ZONES,
        }
        if strange or any(limits.values()):
            told = ", ".join([*known, *([f"unknown {strange:,}"] if strange else [])])
            said = [f"{', '.join(sorted(unread))}: {what}" for what, unread in limits.items() if unread]
            yield "; ".join([f"languages: {told}", *said])
        if self.gathered:
            yield (
                f"shown of the archive: {self.gathered['mentions_shown']:,} of {self.gathered['mentions']:,} mentions, "
                f"the strongest of each place, {self.gathered['statements_shown']:,} of {self.gathered['statements']:,} statements"
            )
        if self.skipped and not with_reasons:
            yield f"skipped {self.skipped.total():,}, for the reasons named above"
            return
        listed = self.skipped.most_common(_TOLD)
        for reason, count in listed:
            yield f"skipped {count:,}: {reason}"
        if len(self.skipped) > _TOLD:
            yield f"skipped {self.skipped.total() - sum(count for _, count in listed):,} for other reasons"


def kind_of(reason: str) -> Literal["empty", "format", "other"]:
    """Return the kind of a reason: there is no text, the format is not read, or something else is wrong."""
    if "empty" in reason or "no text" in reason:
        return "empty"
    return "format" if "not read" in reason or "formats that are read" in reason else "other"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
