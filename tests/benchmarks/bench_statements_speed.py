"""Time statements on top of mentions: python tests/benchmarks/bench_statements_speed.py [FOLDER_OR_FILE].

Without an argument the news corpus in BUFFERMAP_EVAL_DIR is read. CPU seconds of one process.
"""

import os
import sys
import time
from pathlib import Path

from buffermap.articles.article import read
from buffermap.said.claims.claims import find_claims
from buffermap.said.find import find
from buffermap.said.unnamed import find_unnamed
from gazetteer.geoparse import Geoparser
from gazetteer.text.sentences import split


def main():
    source = (
        sys.argv[1] if len(sys.argv) > 1 else str(Path(os.environ["BUFFERMAP_EVAL_DIR"]) / "tr-news.jsonl")
    )
    articles = read(source)
    parser = Geoparser.open()
    parser.parse(articles[0].text)
    begin = time.process_time()
    # a row of `extract` holds its sentence
    parsed = [
        (one, split(one.text, one.body_start), parser.parse(one.text, start=one.body_start))
        for one in articles
    ]
    extracted = time.process_time() - begin
    characters = sum(len(one.text) for one in articles)
    print(f"{len(articles)} articles, {characters} characters: mentions {extracted:.2f} s")
    for run in ("first, patterns compiled on the way", "again"):
        begin = time.process_time()
        found = sum(read_statements(*item) for item in parsed)
        stated = time.process_time() - begin
        print(f"{run}: {found} statements in {stated:.2f} s, {stated / extracted:.1%} on top")


def read_statements(article, sentences, mentions):
    """Return how many statements an article holds; claims and unnamed places are read, too."""
    find_claims(article, sentences, mentions)
    find_unnamed(article, sentences, mentions)
    return len(find(article, sentences, mentions))


if __name__ == "__main__":
    main()
