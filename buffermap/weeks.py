"""Two saved pages side by side: which statements are new, gone, changed, denied."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from buffermap import words
from buffermap.errors import InputError
from buffermap.export.cells import frame
from buffermap.page.wire.unpack import read_page

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["denied", "changed", "new", "gone"]
KINDS: tuple[Kind, ...] = get_args(Kind)
AGAINST = ("denied", "called_off")
COLUMNS = [
    "change", "date", "outlet", "doc_id", "url", "what", "where", "side", "depth", "claimed_standing", "speaker", "before",
    "sentence",
]  # fmt: skip
_FIELDS = ("what", "where", "side", "depth", "claimed_standing", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of a page in words, and where it stands."""

    article: str
    what: str
    where: str
    side: str
    depth: str
    claimed_standing: str
    standing: str
    speaker: str
    date: str
    sentence: str
    start: int
    outlet: str
    doc_id: str
    url: str

    def differs(self, other: "Said") -> str:
        """Return what another one says otherwise, in words."""
        told = ((name.replace("_", " "), getattr(self, name), getattr(other, name)) for name in _FIELDS)
        return "; ".join(f"{name} {mine or 'not stated'}" for name, mine, theirs in told if mine != theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that only one of two pages has, or that both have differently; ``before`` is the earlier page's."""

    kind: Kind
    said: Said
    before: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """What became of the statements between two pages.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.compare_pages("monday.html", "friday.html").counts()  # doctest: +SKIP
    {'denied': 1, 'changed': 2, 'new': 7, 'gone': 0}
    """

    changes: tuple[Change, ...]
    about: tuple[str, str]

    def counts(self) -> dict[str, int]:
        """How many statements are denied, changed, new, gone."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def to_frame(self) -> "pd.DataFrame":
        """Return a table with the columns `COLUMNS`, a row for each change."""
        return frame((_row(change) for change in self.changes), COLUMNS)

    def lines(self) -> list[str]:
        """Return what changed as lines for people."""
        counts = ", ".join(f"{number} {kind}" for kind, number in self.counts().items())
        lines = [f"A {self.about[0]}", f"B {self.about[1]}", f"statements: {counts}"]
        for change in self.changes:
            said = change.said
            what = ", ".join(
                filter(None, (said.what, said.where, said.side, said.depth, said.claimed_standing))
            )
            lines += ["", f"{change.kind}: {what}" + (f" ({said.speaker})" if said.speaker else "")]
            if change.before and (was := change.before.differs(said)):
                lines.append(f"    before: {was}")
            lines.append(f"    {' · '.join(filter(None, (said.date, said.outlet, said.doc_id)))}")
            if said.sentence:
                lines.append(f"    “{said.sentence}”")
        return lines


def compare_pages(a: str | Path, b: str | Path) -> Weeks:
    """Compare what two saved pages say: which statements of the later one are new, gone, changed, denied.

    Parameters
    ----------
    a, b
        The files of the earlier and of the later page.

    Returns
    -------
    Weeks
        ``changes``, ``counts()``, ``to_frame()`` and ``lines()``. A statement is the same one where the same article says it
        in the same sentence, else where an article says the same of the same zone. *Denied* is what is new or changed
        and says that a zone is denied or called off.

    Raises
    ------
    InputError
        A file is no page of this program, or is damaged.

    Examples
    --------
    >>> import buffermap as bm
    >>> bm.compare_pages("monday.html", "friday.html").to_frame()  # doctest: +SKIP
    """
    paths = [Path(one) for one in (a, b)]
    for path in paths:
        if not path.is_file():
            raise InputError(f"there is no page {path}")
    pages = [read_page(path) for path in paths]
    try:
        before, after = (list(_statements(page)) for page in pages)
        about = (_about(paths[0].name, pages[0]), _about(paths[1].name, pages[1]))
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise InputError(f"{paths[0].name}, {paths[1].name}: a page's data do not hold together") from error
    pairs, gone, new = _paired(before, after)
    changes = [Change(kind=_kind(now), said=now) for now in new]
    changes += [
        Change(
            kind="denied" if now.standing in AGAINST and was.standing not in AGAINST else "changed",
            said=now,
            before=was,
        )
        for was, now in pairs
        if was.differs(now)
    ]
    changes += [Change(kind="gone", said=was) for was in gone]
    changes.sort(key=lambda one: (KINDS.index(one.kind), one.said.date, one.said.doc_id, one.said.start))
    return Weeks(changes=tuple(changes), about=about)


def _kind(said: Said) -> Kind:
    return "denied" if said.standing in AGAINST else "new"


def _about(name: str, page: Mapping[str, Any]) -> str:
    """Return a page's name, id and the days of its articles."""
    days = sorted(day[:10] for one in page["articles"] if (day := one.get("published")))
    span = f", {days[0]} to {days[-1]}" if days else ""
    return f"{name}, page {page['id']}: {len(page['articles'])} articles{span}, {len(page['statements'])} statements"


def _statements(page: Mapping[str, Any]) -> Iterator[Said]:
    for one in page["statements"]:
        article, start, _, text, _ = page["sentences"][one["sentences"][0]]
        source = page["articles"][article]
        fields = {field["name"]: field for field in one["fields"]}

        def told(name: str, fields: Mapping[str, Any] = fields) -> str:
            field = fields.get(name)
            return "" if field is None or field.get("unstated") else words.english(field["value"])

        yield Said(
            article=source.get("url") or source["doc_id"],
            what=one["label"],
            where=told("where"),
            side=told("side"),
            depth=told("depth"),
            claimed_standing=told("claimed standing"),
            standing=one.get("standing", ""),
            speaker=one.get("speaker", ""),
            date=one.get("date", "") or "",
            sentence=" ".join(text.split()),
            start=start,
            outlet=source.get("outlet", ""),
            doc_id=source["doc_id"],
            url=source.get("url") or "",
        )


def _paired(
    before: Sequence[Said], after: Sequence[Said]
) -> tuple[list[tuple[Said, Said]], list[Said], list[Said]]:
    """Return statements that are the same one in both, and those that only one has.

    Those of the same sentence first, the likest of them together; then those by which an article, mended since, says
    something of the same zone in another sentence.
    """
    pairs: list[tuple[Said, Said]] = []
    for place in (_in_sentence, _of_zone):
        waiting: dict[tuple[Any, ...], list[Said]] = defaultdict(list)
        for was in before:
            waiting[place(was)].append(was)
        left = []
        for now in after:
            found = waiting[place(now)]
            if not found:
                left.append(now)
                continue
            apart = [len(was.differs(now)) for was in found]
            was = found.pop(apart.index(min(apart)))
            pairs.append((was, now))
        before, after = [was for found in waiting.values() for was in found], left
    return pairs, list(before), list(after)


def _in_sentence(said: Said) -> tuple[str, str | int]:
    return said.article, said.sentence or said.start


def _of_zone(said: Said) -> tuple[str, str, str]:
    return said.article, said.what, said.where


def _row(change: Change) -> dict[str, Any]:
    said = change.said
    row = {name: getattr(said, name, "") for name in COLUMNS}
    was = change.before.differs(said) if change.before else ""
    return {**row, "change": change.kind, "before": was}
