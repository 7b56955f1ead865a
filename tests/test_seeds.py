"""The sample articles hold what they are there to hold."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import buffermap as bm

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = bm.read(SEEDS)
TEXT = "\n".join(article.text[article.body_start :] for article in ARTICLES)


def test_each_says_where_it_comes_from_and_that_it_is_invented():
    for article in ARTICLES:
        assert None not in (article.title, article.published, article.outlet, article.author, article.url)
        assert re.search(r"(^|\.)example\.(org|com|net)$", urlsplit(article.url).hostname), article.url
        assert "fictional" in article.text[: article.body_start]


def test_the_readme_lists_every_file():
    listed = set(re.findall(r"`(\d\d-[^`]+)`", (SEEDS / "README.md").read_text(encoding="utf-8")))
    assert listed == {article.doc_id for article in ARTICLES}


def test_three_languages_and_enough_of_them():
    languages = [article.language for article in ARTICLES]
    assert len(languages) >= 10
    assert {"en", "uk", "ru"} == set(languages)


def test_what_makes_real_reports_hard_is_there():
    for needed in (
        "the Kursk, Bryansk and Belgorod regions", "Belgorod city itself", "city of Sumy", "Shostka raion",
        "Kharkov", "Chernigov", "“", "’", "«", "\N{NO-BREAK SPACE}", "Leave a Reply", "Read more", "miles",
        "buffer memory", "buffer state", "zone museum", "Zone defence", "Four Ukrainian villages", "White House",
        "Kremlin", "Crimea", "Jordan London",
    ):  # fmt: skip
        assert needed in TEXT, needed
