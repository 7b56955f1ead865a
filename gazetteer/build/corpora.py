"""Annotated corpora as training material: documents read, names matched, gold laid on them.

The corpora are no part of the project; their folder is named by ``BUFFERMAP_EVAL_DIR``.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.build.events import event_records
from gazetteer.build.weak import weak_records
from gazetteer.entries.lexicon import Lexicon
from gazetteer.errors import DataMissingError
from gazetteer.models.wordvectors import open_word_vectors
from gazetteer.placing.context import Candidates, Group, groups_of
from gazetteer.reading.document import Document
from gazetteer.reading.matcher import Match, matches
from gazetteer.reading.spans import Described, Span, describe, feature_matrix
from gazetteer.sphere import distances_km

NEAR_KM = 161.0
EVENTS = 500  # invented lines about what happens to places, for recognition
# GeoVirus marks no adjectives and no names inside organisations
WITHOUT_ADJECTIVES = frozenset({"geovirus"})
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One annotated document, read and matched.

    ``gold[i]`` is the annotation that lies exactly on the i-th span, or None.
    """

    corpus: str
    doc_id: str
    document: Document
    described: Described
    gold: list[dict[str, Any] | None]
    annotations: list[dict[str, Any]]

    @property
    def spans(self) -> list[Span]:
        """Every stretch of words that some place goes by."""
        return self.described.spans

    def offsets(self, match: Match) -> tuple[int, int]:
        """Return the code points that a match covers."""
        tokens = self.document.tokens
        return tokens.starts[match.first], tokens.ends[match.last - 1]

    def usable(self) -> npt.NDArray[np.bool_]:
        """Return which spans the corpus says something about."""
        if self.corpus not in WITHOUT_ADJECTIVES:
            return np.ones(len(self.spans), np.bool_)
        return np.array([span.match.entry.subtype == "" for span in self.spans], np.bool_)

    def labels(self) -> Floats:
        """Return 1 for spans that the gold marks as places, else 0."""
        return np.array([gold is not None for gold in self.gold], np.float64)

    def features(self) -> Floats:
        """Return the features of all spans."""
        return feature_matrix(self.described, open_word_vectors())


def eval_dir() -> Path:
    """Return the folder of the corpora.

    Raises
    ------
    DataMissingError
        ``BUFFERMAP_EVAL_DIR`` names no folder.
    """
    folder = os.environ.get("BUFFERMAP_EVAL_DIR", "")
    if not folder or not Path(folder).is_dir():
        raise DataMissingError(
            "set BUFFERMAP_EVAL_DIR to the folder with tr-news.jsonl, geovirus.jsonl and usage.jsonl"
        )
    return Path(folder)


def read_corpus(name: str) -> list[dict[str, Any]]:
    """Return the records of a corpus."""
    with (eval_dir() / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def invented(lexicon: Lexicon) -> list[Example]:
    """Return the invented documents, matched and labelled."""
    records = [*weak_records(lexicon), *event_records(lexicon, part="learnt", count=EVENTS)]
    return [_example("weak", record, lexicon) for record in records]


def examples(name: str, lexicon: Lexicon) -> list[Example]:
    """Return the documents of a corpus, matched and labelled."""
    return [_example(name, record, lexicon) for record in read_corpus(name)]


def _example(corpus: str, record: dict[str, Any], lexicon: Lexicon) -> Example:
    document = Document.read(record["text"])
    described = describe(document, list(matches(document, lexicon)))
    by_span = {(gold["start"], gold["end"]): gold for gold in record["gold"]}
    tokens = document.tokens
    gold = [
        by_span.get((tokens.starts[s.match.first], tokens.ends[s.match.last - 1])) for s in described.spans
    ]
    return Example(corpus, record["doc_id"], document, described, gold, record["gold"])


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The candidates of one document's gold mentions, and which of them are right."""

    candidates: Candidates
    groups: list[Group]
    right: Floats


def ranking(example: Example, lexicon: Lexicon) -> Ranking | None:
    """Return the candidates for the gold mentions of a document; None where it has none that are known."""
    pairs = {
        span.match.first: (span.match, gold)
        for span, gold in zip(example.spans, example.gold, strict=True)
        if gold
    }
    if not pairs:
        return None
    found = [pairs[first] for first in sorted(pairs)]
    groups = groups_of(example.document, [match for match, _ in found], lexicon)
    candidates = Candidates(groups)
    right = np.zeros(len(candidates.row))
    for number, group in enumerate(groups):
        here = slice(candidates.offsets[number], candidates.offsets[number + 1])
        for member in group.members:
            right[here] = np.maximum(right[here], right_candidates(group, found[member][1], lexicon))
    return Ranking(candidates, groups, right)


def right_candidates(group: Group, gold: dict[str, Any], lexicon: Lexicon) -> Floats:
    """Return 1 for candidates with the gold's id; where none has it, for those within 161 km."""
    if gold.get("lat") is None:
        return np.zeros(len(group.entry))
    same = np.array(
        [_id_of(int(row), lexicon) == gold.get("geonameid", 0) for row in group.entry.row], np.float64
    )
    if same.any():
        return same
    near = distances_km(gold["lat"], gold["lon"], group.entry.lat, group.entry.lon) <= NEAR_KM
    return near.astype(np.float64)


def _id_of(row: int, lexicon: Lexicon) -> int:
    return int(lexicon.gazetteer.geonameid[row]) if row >= 0 else lexicon.extras[-1 - row].geonameid
