"""What outlets' articles tell about each other: ``python tests/benchmarks/bench_outlets.py [--weights]``.

Invented local papers: each names towns of its own division, mostly without it, and now and then a capital, a country
or a town of elsewhere with its division. Shown are the shares placed right, of local names and of the others, without
a prior, with that of one pass and of three, and with the division given as home. Where ``BUFFERMAP_EVAL_DIR`` is set,
the world's news of TR-News follow, taken as outlets by the numbers of their documents: they must not get worse.
"""

import argparse
import os
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from gazetteer.build.corpora import read_corpus
from gazetteer.entries.lexicon import ADMIN1
from gazetteer.geoparse import Geoparser
from gazetteer.placing import outlet
from gazetteer.placing.outlet import Prior, learn
from gazetteer.sphere import distances_km
from gazetteer.text.names import fold

PAPERS, ARTICLES, SEED = 24, 12, 5
COUNTRIES = ("US", "US", "US", "CA", "GB", "AU", "DE", "MX", "IN", "UA")
LOCAL = (
    "The council of {a} met on Monday. Crews from {b} and {c} helped to clear the road.",
    "A fire destroyed a barn near {a}, the sheriff said. Two men from {b} were hurt.",
    "The school in {a} won a prize. Pupils from {b} will visit next week, and {c} sent flowers.",
    "Rain flooded streets in {a}. In {b} the bridge was closed, and buses to {c} stopped.",
    "She was born in {a} and moved to {b}, where she taught for thirty years.",
    "A driver from {a} was charged after a crash in {b} on Friday.",
    "The market in {a} opens again. Farmers of {b} and {c} bring cheese and apples.",
)
OWN = ("Officials of {division} gave money for it.", "The work is paid for by {division}.")
WORLD = (
    "The minister spoke in {world} on Tuesday.", "He had flown in from {world} the day before.",
    "A firm from {world} built the bridge.", "Her sister lives in {world}.",
)  # fmt: skip
ELSEWHERE = ("His parents live in {far}, {fardivision}.", "The truck came from {far}, {fardivision}.")
CAPITALS = (
    "London",
    "Paris",
    "Berlin",
    "Washington",
    "Moscow",
    "Beijing",
    "Rome",
    "Tokyo",
    "China",
    "France",
    "Japan",
)


Counts: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.int64]]"
Gold: TypeAlias = tuple[int, int, int, bool]  # start, end, row of the place, whether it is local


@dataclass(frozen=True, slots=True)
class Paper:
    """An invented paper: its division, and texts with the places that their names mean."""

    code: str
    texts: list[tuple[str, list[Gold]]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", action="store_true", help="try other weights and smoothing")
    options = parser.parse_args()
    geoparser = Geoparser.open()
    papers = invented(geoparser)
    settings = [(outlet.DIVISION_WEIGHT, outlet.COUNTRY_WEIGHT, outlet.SMOOTHING)]
    if options.weights:
        settings = [(w, c, s) for w in (1.0, 1.5) for c in (0.0, 0.25) for s in (0.15, 0.4)]
    for division, country, smoothing in settings:
        outlet.DIVISION_WEIGHT, outlet.COUNTRY_WEIGHT, outlet.SMOOTHING = division, country, smoothing
        print(f"weights {division} {country}, smoothing {smoothing}")
        for passes in (0, 1, 3):
            show(f"  {passes} passes", [score(geoparser, paper, passes=passes) for paper in papers])
        show("  home", [score(geoparser, paper, passes=-1) for paper in papers])
        if os.environ.get("BUFFERMAP_EVAL_DIR"):
            world(geoparser)


def show(title: str, counts: list[Counts]) -> None:
    """Print shares."""
    local, local_right, other, other_right = np.sum(counts, axis=0)
    print(
        f"{title:12} local {local_right / local:.3f} of {local}  other {other_right / other:.3f} of {other}",
        flush=True,
    )


def score(geoparser: Geoparser, paper: Paper, *, passes: int) -> Counts:
    """Return how many local and other names were found and how many of them placed right."""
    known = None
    if passes > 0:
        weighed = [(str(number), geoparser.weigh(text)) for number, (text, _) in enumerate(paper.texts)]
        known = learn([(name, one) for name, one in weighed if one is not None], passes=passes)
    counts = np.zeros(4, np.int64)
    gazetteer = geoparser.lexicon.gazetteer
    for number, (text, gold) in enumerate(paper.texts):
        prior: Prior | None = (
            geoparser.home(paper.code) if passes < 0 else known.without(str(number)) if known else None
        )
        found = {(m.start, m.end): m for m in geoparser.parse(text, prior=prior)}
        for start, end, row, local in gold:
            mention = found.get((start, end))
            if mention is None or mention.lat is None or mention.lon is None:
                continue
            away = distances_km(
                mention.lat, mention.lon, np.array([gazetteer.lat[row]]), np.array([gazetteer.lon[row]])
            )
            near = away[0] <= 161 or (
                mention.country == gazetteer.countries[gazetteer.country[row]] and not local
            )
            counts[[0, 1] if local else [2, 3]] += (1, int(near))
    return counts


def world(geoparser: Geoparser) -> None:
    """Print how many of the world's news are placed right without and with priors."""
    from gazetteer.build.train import placed_right

    by_outlet = defaultdict(list)
    for record in read_corpus("tr-news"):
        by_outlet[record["doc_id"].split("-")[-1][:4]].append(record)
    for passes in (0, 3):
        right = total = 0
        for records in by_outlet.values():
            weighed = [(r["doc_id"], geoparser.weigh(r["text"])) for r in records] if passes else []
            known = (
                learn([(name, one) for name, one in weighed if one is not None], passes=passes)
                if passes
                else None
            )
            for record in records:
                prior = known.without(record["doc_id"]) if known else None
                found = {(m.start, m.end): m for m in geoparser.parse(record["text"], prior=prior)}
                for gold in record["gold"]:
                    mention = found.get((gold["start"], gold["end"]))
                    if mention is not None and gold.get("lat") is not None:
                        total += 1
                        right += placed_right(mention, gold)
        print(f"  TR-News, {passes} passes: {right / total:.4f} of {total}", flush=True)


def invented(geoparser: Geoparser) -> list[Paper]:
    """Return invented papers, the same every time."""
    rng = random.Random(SEED)  # noqa: S311 - draws names, guards nothing
    gazetteer = geoparser.lexicon.gazetteer
    papers = []
    while len(papers) < PAPERS:
        country = gazetteer.countries.index(rng.choice(COUNTRIES))
        divisions = np.flatnonzero((gazetteer.country == country) & (gazetteer.kind == ADMIN1)).tolist()
        home = rng.choice(divisions)
        towns = gazetteer.settlement_rows(countries=[gazetteer.countries[country]])
        mine = towns[(gazetteer.admin1_row[towns] == home) & (gazetteer.population[towns] > 1500)]
        far = towns[(gazetteer.admin1_row[towns] != home) & (gazetteer.population[towns] > 20_000)]
        if len(mine) < 30 or len(far) < 5:
            continue
        middle = rng.choice(mine.tolist())
        away = distances_km(
            gazetteer.lat[middle], gazetteer.lon[middle], gazetteer.lat[mine], gazetteer.lon[mine]
        )
        near = mine[np.argsort(away)[:60]].tolist()
        doubtful = [row for row in near if _is_doubtful(geoparser, row)]
        if len(doubtful) < 5:
            continue
        near = near[:10] + doubtful * 2
        texts = [_article(rng, geoparser, near, far.tolist(), home) for _ in range(ARTICLES)]
        papers.append(Paper(gazetteer.code(home), texts))
    return papers


def _is_doubtful(geoparser: Geoparser, row: int) -> bool:
    """Whether a town's name means another place first."""
    known = geoparser.lexicon.entry(fold(geoparser.lexicon.gazetteer.name(row)))
    return known is not None and row in known.row and int(known.row[0]) != row


def _article(
    rng: random.Random, geoparser: Geoparser, near: list[int], far: list[int], home: int
) -> tuple[str, list[Gold]]:
    """Return a text of two local lines and perhaps others, with its names."""
    gazetteer = geoparser.lexicon.gazetteer
    lines = rng.sample(LOCAL, 2)
    lines += [rng.choice(OWN)] if rng.random() < 0.2 else []
    lines += [rng.choice(WORLD)] if rng.random() < 0.4 else []
    lines += [rng.choice(ELSEWHERE)] if rng.random() < 0.25 else []
    text = ""
    gold: list[Gold] = []
    for line in lines:
        a, b, c = rng.sample(near, 3)
        other = rng.choice(far)
        capital = rng.choice(CAPITALS)
        known = geoparser.lexicon.entry(capital.lower())
        values = {
            "a": (a, True), "b": (b, True), "c": (c, True), "division": (home, False), "far": (other, False),
            "fardivision": (int(gazetteer.admin1_row[other]), False), "world": (int(known.row[0]) if known else home, False),
        }  # fmt: skip
        for piece in line.replace("}", "{").split("{"):
            if piece in values:
                row, local = values[piece]
                name = capital if piece == "world" else gazetteer.name(row)
                gold.append((len(text), len(text) + len(name), row, local))
                text += name
            else:
                text += piece
        text += " "
    return text, gold


if __name__ == "__main__":
    main()
