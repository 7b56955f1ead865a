"""What is read in texts of our own and in the sample articles, mention by mention, and how names are ranked.

A change of any is seen, and meant: ``python -m tests.gazetteer.test_kept`` writes `kept/` anew; read the difference.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.files.store import open_gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.names.lookup import resolve

KEPT = Path(__file__).with_name("kept")
SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = (
    "Kharkov", "Чернігів", "Sumi", "Lvov", "Kyyiv", "Glushkovsky district", "Sudzha", "Velyka Pysarivka", "Moskva",
    "St Petersburg", "Springfield, Ohio", "Newcastle", "Oddar Meanchey", "Gorlovka", "Niu York", "Kropyvnytskyi",
    "Москва-Сити", "Wolczansk", "Lemberg", "al-Qaim", "Saltivka", "Vienna", "Kursk Oblast", "Нью-Йорк", "Zzyzx",
)  # fmt: skip


def mentions(parser: Geoparser) -> Iterator[str]:
    texts = (KEPT / "texts.txt").read_text(encoding="utf-8").splitlines()
    files = [
        path for path in sorted(SEEDS.iterdir()) if path.suffix in (".txt", ".md") and path.stem != "README"
    ]
    for text in [*texts, *(path.read_text(encoding="utf-8") for path in files)]:
        yield f"# {text.splitlines()[0] if text in texts else text[:60].splitlines()[-1]}"
        for one in parser.parse(text):
            kind = "/".join(filter(None, [one.kind, one.usage, one.subtype, *one.flags]))
            place = f"{one.geonameid} {one.name}, {one.admin1}, {one.country}"
            point = "no point" if one.lat is None else f"{one.lat:.2f} {one.lon:.2f}"
            others = " ".join(f"{other.geonameid}:{other.score:.2f}" for other in one.candidates[1:4])
            yield f"{one.start}-{one.end} {one.surface} | {kind} | {place} | {point} | {one.score:.2f} | {one.reason} | {others} | {one.within}"


def ranked() -> Iterator[str]:
    for name in NAMES:
        yield f"# {name}"
        for one in resolve(name, gazetteer=open_gazetteer())[:4]:
            yield f"{one.geonameid} {one.name}, {one.admin1}, {one.country} | {one.kind} | {one.score:.2f} | {one.reason}"


def test_every_mention_is_as_it_was(parser):
    assert list(mentions(parser)) == (KEPT / "mentions.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.usefixtures("parser")
def test_names_are_ranked_as_they_were():
    assert list(ranked()) == (KEPT / "ranked.txt").read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    (KEPT / "mentions.txt").write_text("\n".join(mentions(Geoparser.open())) + "\n", encoding="utf-8")
    (KEPT / "ranked.txt").write_text("\n".join(ranked()) + "\n", encoding="utf-8")
