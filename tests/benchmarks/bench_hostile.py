"""How the time of reading grows with hostile text: ``python tests/benchmarks/bench_hostile.py [--kb 1000]``.

Each text is read at n, 2n and 4n characters; linear growth doubles the time, a square quadruples it. Texts that take
longer than the budget of a document are shown as refused.
"""

import argparse
import random
import time
from collections.abc import Callable

from buffermap import pipeline
from buffermap.articles.article import Article

WORDS = {
    "en": [
        "Sumy",
        "Kursk",
        "zone",
        "buffer",
        "of",
        "the",
        "along",
        "border",
        "km",
        "20",
        "wide",
        "said",
        "Putin",
        "forces",
        "near",
        "region",
        "north",
        "and",
        ",",
        ".",
        '"',
        "(",
        ")",
    ],
    "uk": [
        "Суми",
        "зона",
        "безпеки",
        "вздовж",
        "кордону",
        "км",
        "20",
        "завширшки",
        "заявив",
        "область",
        "біля",
        "північніше",
        "та",
        ",",
        ".",
        "«",
        "(",
        ")",
    ],
    "ru": [
        "Курск",
        "зона",
        "безопасности",
        "вдоль",
        "границы",
        "км",
        "20",
        "шириной",
        "заявил",
        "область",
        "около",
        "севернее",
        "и",
        ",",
        ".",
        "«",
        "(",
        ")",
    ],
}


def of_words(language: str, n: int) -> str:
    rng = random.Random(language)  # noqa: S311 - no secret
    out: list[str] = []
    size = 0
    while size < n:
        out.append(rng.choice(WORDS[language]))
        size += len(out[-1]) + 1
    return " ".join(out)[:n]


TEXTS: dict[str, Callable[[int], str]] = {
    "blanks between names": lambda n: "Sumy" + " " * n + "Kursk",
    "line breaks": lambda n: "Sumy" + "\n" * n + "Kursk",
    "one long word": lambda n: "a" * n + " @ Sumy",
    "capital letters": lambda n: "A" * n + " Sumy",
    "dotted letters": lambda n: "U." * (n // 2) + " Sumy",
    "hyphens": lambda n: "Sumy-" * (n // 5),
    "digits": lambda n: "1" * n + " km from Sumy",
    "numbers with commas": lambda n: "1," * (n // 2) + " km buffer zone",
    "names in a list": lambda n: "Sumy, Kursk, Kharkiv region, " * (n // 29),
    "opened quotes": lambda n: '"Sumy buffer zone ' * (n // 18),
    "opened brackets": lambda n: "(Sumy buffer zone " * (n // 18),
    "opened tags": lambda n: "<a " * (n // 3),
    "opened comments": lambda n: "<!--" * (n // 4),
    "zone words": lambda n: "buffer zone along the border of Sumy and Kursk 20 km " * (n // 53),
    "apostrophes": lambda n: "o'" * (n // 2) + " Sumy",
    "English words": lambda n: of_words("en", n),
    "Ukrainian words": lambda n: of_words("uk", n),
    "Russian words": lambda n: of_words("ru", n),
}


def seconds(text: str) -> float:
    """Return the processor time of reading a text for places and statements."""
    before = time.process_time()
    pipeline.parse([Article(doc_id="hostile", text=text)])
    return time.process_time() - before


def main() -> None:
    """Print time at n, 2n, 4n and the growth of each text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kb", type=int, default=64, help="the largest text, in thousands of characters")
    parser.add_argument("--only", default="", help="texts whose name holds this")
    options = parser.parse_args()
    pipeline.parse([Article(doc_id="first", text="Sumy. A buffer zone along the border, he said.")])
    for name, make in TEXTS.items():
        if options.only not in name:
            continue
        sizes = [options.kb * 250, options.kb * 500, options.kb * 1000]
        times = [seconds(make(n)) for n in sizes]
        growth = times[2] / max(times[1], 0.005)
        print(f"{name:24} " + " ".join(f"{s:8.2f} s" for s in times) + f"   x{growth:.1f}", flush=True)


if __name__ == "__main__":
    main()
