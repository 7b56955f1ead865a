"""Places in texts that nobody who wrote a rule has read: ``python tests/benchmarks/bench_blind.py``.

News sentences in nine languages, reports of what happened somewhere, and local papers that name towns without their
state. Of names: how many are found (recall), how many found ones are names (precision), how many found ones stand in the
right place; of reports, how many are read as literal. Every share with its 95 % interval (Wilson).
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import buffermap as bm
from buffermap.articles.article import Article
from geo.ellipsoid import geod

SETS = Path(__file__).parent / "blind"
NEWS = ("news_en", "news_uk", "news_ru", "news_pl", "news_de", "news_fr", "news_es", "news_tr", "news_ar")
DEMONYMS = {"adjective", "demonym"}


def rows(name: str) -> list[dict[str, Any]]:
    """Return the annotated texts of a set."""
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def share(right: int, of: int) -> str:
    """Return a share with its 95 % interval."""
    if not of:
        return "–"
    p, z = right / of, 1.96
    middle, half = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of))
    return f"{p:.3f} ({low:.2f}–{high:.2f}) {right}/{of}"


def mentions(texts: Iterable[dict[str, Any]], **options: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what is found, by text."""
    articles = [
        Article(
            doc_id=row.get("doc_id") or row["id"],
            text=row["text"],
            outlet=row.get("outlet"),
            url=row.get("url"),
        )
        for row in texts
    ]
    found: dict[str, list[dict[str, Any]]] = {article.doc_id: [] for article in articles}
    for record in bm.extract(articles, **options).to_dict("records"):
        found[record["doc_id"]].append(record)
    return found


def pairs(
    gold: list[dict[str, Any]], got: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield annotated names with the mention that overlaps them."""
    for name in gold:
        hit = next((m for m in got if m["start"] < name["end"] and name["start"] < m["end"]), None)
        if hit is not None:
            yield name, hit


def is_right(name: dict[str, Any], hit: dict[str, Any]) -> bool:
    """Whether a mention stands where the annotation does."""
    if hit["lat"] is None or hit["lat"] != hit["lat"] or name.get("lat") is None:
        return False
    away_m = geod().inv(name["lon"], name["lat"], hit["lon"], hit["lat"])[2]
    return bool(away_m <= 1000 * name.get("within_km", 161))


def measure(name: str, **options: Any) -> None:
    """Print the figures of one set."""
    texts = rows(name)
    found = mentions(texts, **options)
    names = hits = right = extra = usage = 0
    for row in texts:
        got = [m for m in found[row.get("doc_id") or row["id"]] if m["subtype"] not in DEMONYMS]
        both = list(pairs(row["gold"], got))
        names += len(row["gold"])
        hits += len(both)
        right += sum(is_right(*pair) for pair in both)
        extra += sum(
            m["lat"] is not None
            and not any(m["start"] < g["end"] and g["start"] < m["end"] for g in row["gold"])
            for m in got
        )
        usage += sum(gold.get("usage") == hit["usage"] for gold, hit in both)
    print(
        f"{name + (' ' + str(options) if options else ''):28} found {share(hits, names)}; names {share(hits, hits + extra)}"
    )
    if name != "happened":
        print(f"{'':28} right of found {share(right, hits)}")
    print(f"{'':28} use right of found {share(usage, hits)}", flush=True)


def main() -> None:
    """Measure every set; the local papers without and with what their outlets tell."""
    for name in (*NEWS, "happened"):
        measure(name)
    measure("outlets", outlets=False)
    measure("outlets", outlets=True)


if __name__ == "__main__":
    main()
