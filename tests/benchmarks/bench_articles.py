"""Score the zones of articles against the truth: python tests/benchmarks/bench_articles.py [FILE.jsonl ...] [--show].

Without files all sets in ``cases/articles`` beside BUFFERMAP_EVAL_DIR are scored. A row has ``doc_id``, ``text``, ``language``,
``kind`` and ``truth``: whether a zone is to be drawn, its border (several joined by "+", or a list of acceptable ones),
divisions, side, depth in kilometres, and further whole truths that are right too. Right is an article whose stretch, side
and depth are right together; where a truth has no side, a default or both; where it has no depth, only none; depths agree
within 3 %. Shares are printed with 95 % intervals (Wilson).

Joining: where the truth quotes the sentences that speak of the zone, recall is the share of those among the statements
that are joined in one zone (the one that holds most of them), precision the share of quoted ones among that zone's.
"""

import json
import os
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from buffermap.pipeline import parse
from buffermap.said.zones.compose import zones_of
from buffermap.scenarios.stated import from_statements
from buffermap.zones.depth import parse_depth

CLASSES = ("right", "wrong", "nothing", "rightly nothing", "allowed", "drawn for none", "crashed")
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
_SPELLINGS = {
    "volchansk": "vovchansk",
    "kharkov": "kharkiv",
    "chernigov": "chernihiv",
    "kupyansk": "kupiansk",
}
_AGREE = 0.03


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a scenario draws: pairs of countries, divisions, place, side (None: default), depths in kilometres."""

    pairs: list[str]
    along: list[str]
    around: str | None
    between: bool
    side: str | None
    depths_km: list[float]


def folder():
    """Return the folder of the article sets, None where there is none."""
    path = os.environ.get("BUFFERMAP_EVAL_DIR")
    found = Path(path).parent / "cases" / "articles" if path else None
    return found if found and found.is_dir() else None


def read_rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _parsed(row):
    with tempfile.TemporaryDirectory() as made:  # as a file, so that its front matter is read as such
        path = Path(made) / f"{row['doc_id']}.txt"
        path.write_text(row["text"], encoding="utf-8")
        [item] = parse([path])
    return item


def drawn(statements):
    """Return what the statements of one row draw, None where they draw nothing."""
    scenario = from_statements(statements)
    if scenario is None:
        return None
    return Drawn(
        pairs=_pairs(scenario.border.value),
        along=list(scenario.along.value) if scenario.along else [],
        around=scenario.around.value if scenario.around else None,
        between=scenario.between is not None,
        side=None if scenario.side.source == "default" else scenario.side.value,
        depths_km=[parse_depth(text) / 1000 for text in scenario.depth_texts],
    )


def joining(row):
    """Return how many quoted sentences are statements, how many of them one zone holds, and how many statements that has."""
    quotes = [_plain(one["quote"]) for one in row["truth"].get("statements") or []]
    if not row["truth"]["draw"] or not quotes:
        return 0, 0, 0
    item = _parsed(row)
    zones = [
        [one for one in zone.statements if not zone.zone_id[-1].isalpha()]
        for zone in zones_of(item.statements)
    ]
    told = {
        one.statement_id
        for one in item.statements
        if any(quote in _plain(one.sentence) or _plain(one.sentence) in quote for quote in quotes)
    }
    best = max(zones, key=lambda own: sum(one.statement_id in told for one in own), default=[])
    return len(told), sum(one.statement_id in told for one in best), len(best) if told else 0


def _plain(text):
    return " ".join(text.split())


def judge(row):
    """Return the class of one row, and which of stretch, side and depth are wrong by the truth that fits best."""
    try:
        return judged(row, _parsed(row).statements)
    except Exception as error:  # noqa: BLE001 - a benchmark counts whatever fails
        return "crashed", [f"{type(error).__name__}: {error}"]


def judged(row, statements):
    """Return the same for the statements of a row."""
    truth, made = row["truth"], drawn(statements)
    if made is None:
        return ("nothing" if truth["draw"] else "rightly nothing"), []
    every = ([truth] if truth["draw"] else []) + truth["also_ok"]
    wrong = min(
        (
            [
                name
                for name, same in (("stretch", _stretch), ("side", _side), ("depth", _depth))
                if not same(one, made)
            ]
            for one in every
        ),
        key=lambda fields: (len(fields), "stretch" in fields),
        default=["stretch"],
    )
    if truth["draw"]:
        return ("wrong" if wrong else "right"), wrong
    return ("drawn for none" if wrong else "allowed"), wrong


def _stretch(truth, made):
    wanted = truth["border"] if isinstance(truth["border"], list) else [truth["border"]]
    if made.between or made.pairs not in [_pairs(one) for one in wanted]:
        return False
    if made.around and not (truth["around"] and _words(truth["around"]) & _words(made.around)):
        return False
    if made.around and not made.along:
        return True
    return len(made.along) == len(truth["along"]) and all(
        any(_words(name) & _words(own) for own in made.along) for name in truth["along"]
    )


def _side(truth, made):
    if truth["side"] is None:
        return made.side in {None, "both"}
    return made.side == truth["side"] or (truth["side"] == "both" and made.side is None)


def _depth(truth, made):
    wanted = truth["depth_km"]
    if wanted is None:
        return not made.depths_km
    ends = [end for end in (wanted if isinstance(wanted, list) else [wanted]) if end]
    return bool(made.depths_km) and all(
        any(abs(one - end) <= _AGREE * end + 0.002 for end in ends) for one in made.depths_km
    )


def _pairs(value):
    return sorted("-".join(sorted(pair.split("-"))) for pair in re.split(r"[,+;\s]+", value or "") if pair)


def _words(text):
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", str(text).lower()) if not unicodedata.combining(c)
    )
    return {_SPELLINGS.get(word, word)[:5] for word in re.findall(r"\w+", plain) if word not in _GENERIC}


def share(part, whole):
    """Return a share in words, with its 95 % interval."""
    if not whole:
        return "none"
    z, p = 1.96, part / whole
    centre, spread = (p + z * z / (2 * whole)), z * (p * (1 - p) / whole + z * z / (4 * whole * whole)) ** 0.5
    low, high = ((centre + sign * spread) / (1 + z * z / whole) for sign in (-1, 1))
    return f"{part}/{whole} = {p:.2f} (95 %: {low:.2f} to {high:.2f})"


def counts(rows):
    """Return how many rows are in each class, and the rows with what is wrong."""
    judged = [(row, *judge(row)) for row in rows]
    return Counter(name for _, name, _ in judged), judged


def report(path, *, show):
    rows = read_rows(path)
    started = time.process_time()
    found, judged = counts(rows)
    zones = found["right"] + found["wrong"] + found["nothing"]
    none = found["rightly nothing"] + found["allowed"] + found["drawn for none"]
    print(f"{path.stem}: {len(rows)} articles, {time.process_time() - started:.1f} s")
    print(f"  zone right                  {share(found['right'], zones)}")
    print(f"  nothing, or what may be     {share(found['rightly nothing'] + found['allowed'], none)}")
    print(f"  something wrong drawn       {share(found['wrong'] + found['drawn for none'], len(rows))}")
    print(f"  nothing though stated       {share(found['nothing'], zones)}")
    print(f"  crashed                     {share(found['crashed'], len(rows))}")
    told, joined, held = (sum(counted) for counted in zip(*map(joining, rows), strict=True))
    print(f"  joining: recall             {share(joined, told)}")
    print(f"  joining: precision          {share(joined, held)}")
    if show:
        for row, name, wrong in judged:
            if name in {"wrong", "nothing", "drawn for none", "crashed"}:
                print(f"    {row['doc_id']} [{row['language']}] {name} {', '.join(wrong)} | {row['kind']}")


def main():
    paths = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    if not paths:
        if folder() is None:
            sys.exit(
                "skipped: the article sets may not be redistributed; set BUFFERMAP_EVAL_DIR to the folder beside them"
            )
        paths = sorted(folder().glob("*.jsonl"))
    for path in paths:
        report(path, show="--show" in sys.argv)


if __name__ == "__main__":
    main()
