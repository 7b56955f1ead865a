"""Score statements against the truth: python tests/benchmarks/bench_statements.py [dev|dev2|…|test] [--show].

Prints figures only; sentences are shown for the development sets alone, and only with --show. Fields are counted over all
true statements, so that one which is not found is wrong in every field. ``--keep`` writes anew what the development sets
still miss, which a test holds (`tests/buffermap/said/test_kept.py`).
"""

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from buffermap.articles.article import Article
from buffermap.said.find import find
from gazetteer.text.names import fold
from gazetteer.text.sentences import split

TRUTH = Path(__file__).parents[1] / "buffermap" / "said"
FIELDS = ("what_type", "where_type", "where", "side", "depth", "standing", "speaker", "voice")
MISSED = TRUTH / "statements_missed.tsv"
GENERIC = {
    "oblast",
    "region",
    "river",
    "district",
    "province",
    "the",
    "city",
    "of",
    "a",
    "an",
    "в",
    "у",
    "на",
    "mr",
    "in",
}


def read_lines(half):
    path = TRUTH / f"statements_{half}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def predict(line, parse):
    """Return the statement that is made of one line's sentence, in its context, or None."""
    context = line.get("context", {})
    dateline, before = context.get("dateline", ""), context.get("before", "")
    head = " ".join(part for part in (f"{dateline} —" if dateline else "", before) if part)
    text = f"{head} {line['sentence']}".strip()
    article = Article(
        doc_id=line["id"], text=text, title=context.get("title"), published=context.get("published")
    )
    start = len(text) - len(line["sentence"])
    spans = [*split(head), (start, len(text))]
    found = [one for one in find(article, spans, parse(text)) if one.start == start]
    return found[0] if found else None


def depth_of(made):
    if made.depth is None or made.depth.high_m is None:
        return None
    low, high = made.depth.low_m, made.depth.high_m
    return high if low == high else [low, high]


def same_depth(truth, made):
    if truth is None or made is None:
        return truth is made
    left, right = (value if isinstance(value, list) else [value] for value in (truth, made))
    return len(left) == len(right) and all(abs(a - b) <= 1 for a, b in zip(left, right, strict=True))


def tokens(name):
    return {word[:5] for word in re.findall(r"\w+", fold(name)) if word not in GENERIC}


def same_name(truth, place, known):
    """Whether a place is the one that the truth names: by id in the gazetteer, or by its words."""
    if place.geonameid is not None and place.geonameid in known(truth):
        return True
    return bool(tokens(truth) & (tokens(place.name) | tokens(place.surface)))


def same_where(truth, made, known):
    where = made.where
    if truth["type"] != where.kind:
        return False
    if truth["type"] == "border":
        return sorted(map(sorted, truth["pairs"])) == sorted(map(sorted, where.pairs))
    if truth["type"] == "country-border":
        return truth["country"] == where.country and truth.get("direction") == where.direction
    names = truth.get("names") or [truth[key] for key in ("from", "to") if key in truth]
    return len(names) == len(where.places) and all(
        any(same_name(name, place, known) for place in where.places) for name in names
    )


def same_speaker(truth, made):
    """Whether the head noun or surname of the true speaker is among the words found."""
    if truth is None or made.speaker is None:
        return truth is None and made.speaker is None
    words = [word for word in re.findall(r"[\w’'-]+", fold(truth)) if word not in GENERIC]
    of = [index for index, word in enumerate(words) if word in {"for", "at"} and index]
    heads = (
        {words[0][:5], words[-1][:5]}
        if words[0].isascii() is False
        else {words[(of[0] if of else 0) - 1][:5]}
    )
    if " of " in f" {truth.lower()} ":
        heads = {re.findall(r"\w+", fold(truth.lower().split(" of ")[0]))[-1][:5]}
    found = tokens(made.speaker.words) | tokens(made.speaker.name or "")
    return bool({head.strip("'’") for head in heads} & found)


def judge(line, made, known):
    side = ";".join(made.side.countries) if made.side else None
    return {
        "what_type": made.what.kind == line["what_type"],
        "where_type": made.where.kind == line["where"]["type"],
        "where": same_where(line["where"], made, known),
        "side": side == line["side"],
        "depth": same_depth(line["depth_m"], depth_of(made)),
        "standing": (made.claimed.standing if made.claimed else None) == line["standing"],
        "speaker": same_speaker(line["speaker"], made),
        "voice": made.voice == line["voice"],
    }


def misses(line, parse, known):
    """Return the fields that are read wrong in one line; "found" where a statement is missing or is none."""
    made = predict(line, parse)
    if (made is not None) != line["is_statement"]:
        return ["found"]
    return [] if made is None else [field for field, right in judge(line, made, known).items() if not right]


def development_sets():
    """Return the names of the sets that rules may be written by."""
    return sorted(path.stem.removeprefix("statements_") for path in TRUTH.glob("statements_dev*.jsonl"))


def keep(parse, known):
    """Write what the development sets miss."""
    rows = [
        f"{line['id']}\t{field}\n"
        for half in development_sets()
        for line in read_lines(half)
        for field in misses(line, parse, known)
    ]
    MISSED.write_text("".join(rows), encoding="utf-8")


def score(lines, parse, known, *, show=False):
    """Read every line and print the figures; with ``show`` also what went wrong."""
    made = {line["id"]: predict(line, parse) for line in lines}
    truths = [line for line in lines if line["is_statement"]]
    verdicts = {
        line["id"]: judge(line, made[line["id"]], known) if made[line["id"]] else dict.fromkeys(FIELDS, False)
        for line in truths
    }
    if show:
        for line in lines:
            show_errors(line, made[line["id"]], verdicts.get(line["id"], {}))
    hits = sum(made[line["id"]] is not None for line in truths)
    found = sum(one is not None for one in made.values())
    print(f"precision {hits / max(1, found):.3f}  recall {hits / len(truths):.3f}")
    for field in FIELDS:
        right = sum(verdict[field] for verdict in verdicts.values())
        print(f"{field:11} {right:3}/{len(truths)}  {right / len(truths):.3f}")
    for language in sorted({line["lang"] for line in truths}):
        own = [verdicts[line["id"]] for line in truths if line["lang"] == language]
        print(language, ", ".join(f"{field} {sum(one[field] for one in own)}/{len(own)}" for field in FIELDS))
    wrong = Counter(line["standing"] for line in truths if not verdicts[line["id"]]["standing"])
    print(
        "standings read wrong:", ", ".join(f"{name} {count}" for name, count in wrong.most_common()) or "none"
    )
    stated = [line for line in truths if line["depth_m"] is not None]
    read_right = sum(verdicts[line["id"]]["depth"] for line in stated)
    invented = sum(
        line["depth_m"] is None and made[line["id"]] is not None and depth_of(made[line["id"]]) is not None
        for line in truths
    )
    print(
        f"stated depth numbers read right {read_right}/{len(stated)}, numbers found where none is stated {invented}"
    )


def show_errors(line, made, verdict):
    if (made is not None) != line["is_statement"]:
        print("detect", line["id"], line["is_statement"], line["sentence"])
        return
    for field, good in verdict.items():
        if not good:
            print(
                field,
                line["id"],
                line.get(field, line.get("where")),
                "|",
                shown(made, field),
                "|",
                line["sentence"],
            )


def shown(made, field):
    if field.startswith("where"):
        where = made.where
        return where.kind, where.pairs, where.country, where.direction, [place.name for place in where.places]
    if field == "speaker":
        return made.speaker
    if field == "standing":
        return made.claimed and (made.claimed.standing, made.claimed.evidence.text)
    return (
        made.voice
        if field == "voice"
        else made.side and made.side.countries
        if field == "side"
        else depth_of(made)
    )


def known_ids(gazetteer):
    """Return a look-up of the ids that a name may mean, best first among equals."""

    def known(name):
        return {int(gazetteer.geonameid[match.row]) for match in gazetteer.match(name)}

    return known


def main():
    from gazetteer.files.store import open_gazetteer
    from gazetteer.geoparse import Geoparser

    half = next((one for one in sys.argv[1:] if not one.startswith("-")), "dev")
    gazetteer = open_gazetteer()
    parser = Geoparser.open(gazetteer)
    begin = time.process_time()
    if "--keep" in sys.argv:
        keep(parser.parse, known_ids(gazetteer))
        return
    score(read_lines(half), parser.parse, known_ids(gazetteer), show="--show" in sys.argv and half != "test")
    print(f"{half}: {time.process_time() - begin:.2f} s with the geoparser")


if __name__ == "__main__":
    main()
