"""What outlets' priors, abstention and containers each bring: ``python tests/benchmarks/bench_abstain.py [--scores]``.

Every combination of the three on the blind local papers, and, where ``BUFFERMAP_EVAL_DIR`` is set, on TR-News (taken as
outlets by the numbers of its documents) and GeoVirus (which has no outlets), each by a model that was trained on the
other. Of annotated names with a point that are found: how many are drawn in the right place, how many are drawn farther
than 161 km off, how many stay without a point; the same for dots (settlements and sites) alone. ``--scores`` adds
how often a score of a drawn dot is right.
"""

import argparse
import itertools
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np

from gazetteer.build import train
from gazetteer.build.corpora import examples, invented, read_corpus
from gazetteer.files.store import open_gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.models.model import open_model
from gazetteer.placing.outlet import OutletPrior, learn
from gazetteer.sphere import distance_km
from tests.benchmarks.bench_blind import rows

RIGHT_KM = 161.0
DOTS = ("settlement", "site")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents by outlet, and the geoparser that has not seen them."""

    name: str
    outlets: dict[str, list[dict[str, Any]]]
    parser: Geoparser


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--scores", action="store_true", help="how often each score is right, with all three"
    )
    asked = options.parse_args()
    for corpus in corpora():
        for prior, abstain, containers in itertools.product((True, False), repeat=3):
            on = {"prior": prior, "abstention": abstain, "containers": containers}
            with switched(abstain=abstain, containers=containers):
                found = list(compared(corpus, prior=prior))
            show(corpus.name, " ".join(name if is_on else "-" for name, is_on in on.items()), found)
            if asked.scores and all(on.values()):
                reliability(found)


def corpora() -> Iterator[Corpus]:
    """Yield what is measured on."""
    shipped = Geoparser.open()
    yield Corpus("local papers", by_outlet(rows("outlets"), lambda row: row["outlet"]), shipped)
    if not os.environ.get("BUFFERMAP_EVAL_DIR"):
        return
    material = [example for name in train.CORPORA for example in examples(name, shipped.lexicon)]
    extra = train.Extra(invented(shipped.lexicon), open_model().usage)
    for name in train.CORPORA:
        model = train.fit([example for example in material if example.corpus != name], shipped.lexicon, extra)
        outlets = by_outlet(
            read_corpus(name),
            lambda row, name=name: row["doc_id"].split("-")[-1][:4] if name == "tr-news" else "",
        )
        yield Corpus(name, outlets, Geoparser(open_gazetteer(), model))


def by_outlet(records: list[dict[str, Any]], outlet: Any) -> dict[str, list[dict[str, Any]]]:
    """Return records by their outlet."""
    result = defaultdict(list)
    for record in records:
        result[outlet(record)].append(record)
    return result


@contextmanager
def switched(*, abstain: bool, containers: bool) -> Iterator[None]:
    """Leave out abstention, or what the text says that names lie in."""
    with ExitStack() as stack:
        if not abstain:
            stack.enter_context(mock.patch("gazetteer.geoparse.withheld", return_value={}))
        if not containers:
            nothing = "gazetteer.placing.context.containers"
            stack.enter_context(mock.patch(nothing, side_effect=lambda _, found: [None] * len(found)))
            stack.enter_context(
                mock.patch("gazetteer.placing.abstain._Judge._states", side_effect=lambda *_: False)
            )
        yield


def compared(corpus: Corpus, *, prior: bool) -> Iterator[tuple[Mention, float]]:
    """Yield every found name that is annotated with a point, and how far off it is drawn (infinity for nowhere)."""
    parser = corpus.parser
    for outlet, records in corpus.outlets.items():
        known: OutletPrior | None = None
        if prior and outlet:
            weighed = [(_id(record), parser.weigh(record["text"])) for record in records]
            known = learn([(name, one) for name, one in weighed if one is not None])
        for record in records:
            told = known.without(_id(record)) if known else None
            found = parser.parse(record["text"], prior=told)
            for gold in record["gold"]:
                hit = next((m for m in found if m.start < gold["end"] and gold["start"] < m.end), None)
                if hit is not None and gold.get("lat") is not None:
                    yield hit, off_km(hit, gold)


def _id(record: dict[str, Any]) -> str:
    return str(record.get("doc_id") or record["id"])


def off_km(mention: Mention, gold: dict[str, Any]) -> float:
    """Return how far a mention is from where it belongs; 0 for the same place."""
    if mention.lat is None or mention.lon is None:
        return np.inf
    if mention.geonameid is not None and mention.geonameid == gold.get("geonameid"):
        return 0.0
    return distance_km(gold["lat"], gold["lon"], mention.lat, mention.lon)


def show(corpus: str, title: str, found: list[tuple[Mention, float]]) -> None:
    """Print one line of counts."""
    parts = []
    for kinds in (None, DOTS):
        off = np.array([km for mention, km in found if kinds is None or mention.kind in kinds])
        far, blank = ((off > RIGHT_KM) & np.isfinite(off)).sum(), np.isinf(off).sum()
        parts.append(f"right {(off <= RIGHT_KM).sum():4} far {far:3} blank {blank:3}")
    print(f"{corpus:12} {title:34} all: {parts[0]}   dots: {parts[1]}", flush=True)


def reliability(found: list[tuple[Mention, float]]) -> None:
    """Print how often each tenth of the scores of drawn dots is right."""
    drawn = [(mention.score, km <= RIGHT_KM) for mention, km in found if mention.kind in DOTS and km < np.inf]
    for tenth in range(10):
        mine = [(score, right) for score, right in drawn if min(int(score * 10), 9) == tenth]
        if mine:
            score, right = np.mean(mine, axis=0)
            print(f"    score {score:.2f}: right {right:.2f} of {len(mine)}")


if __name__ == "__main__":
    main()
