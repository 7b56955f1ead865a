"""Reading articles: every kind of input, and offsets that always lead back to the source."""

import gzip
import io
import json
from pathlib import Path

import pytest

from buffermap.articles.article import Article, Problem, iter_articles, read
from buffermap.errors import InputError

SEEDS = Path(__file__).parents[3] / "seeds"
PROSE = "The train from Sumy to Kyiv was late, and the people of the town said so.\r\nBut it came.\n"


def test_seeds_carry_their_front_matter_and_skip_the_readme():
    articles = read(SEEDS)
    assert [article.doc_id for article in articles] == sorted(
        path.name for path in SEEDS.iterdir() if path.suffix in {".txt", ".md"} and path.name != "README.md"
    )
    first = articles[0]
    assert first.title == "Kremlin orders ‘buffer strip’ along three border regions"
    assert first.published == "2025-05-23"
    assert first.outlet == "The Northern Ledger"
    assert first.author == "Jordan London"
    assert first.url == "https://northern-ledger.example.org/world/buffer-strip-ordered"
    assert [article.language for article in articles[:4]] == ["en", "en", "uk", "ru"]
    assert articles[3].published == "2025-06-16T09:30:00+03:00"


def test_offsets_count_from_the_first_character_after_a_mark(tmp_path):
    path = tmp_path / "a.txt"
    source = "---\r\ntitle: A day in Sumy\r\n---\r\n" + PROSE
    path.write_bytes(b"\xef\xbb\xbf" + source.encode())
    [article] = read(path)
    assert article.text == source
    assert article.text[article.body_start :] == PROSE
    assert article.title == "A day in Sumy"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_no_newline_is_translated(tmp_path, newline):
    path = tmp_path / "a.txt"
    path.write_bytes(f"One line.{newline}Two lines.".encode())
    assert read(path)[0].text == f"One line.{newline}Two lines."


def test_a_string_is_a_text_only_when_it_cannot_be_a_path():
    assert read("Trains ran.\n")[0].doc_id == "text"
    assert read("Trains between Sumy and Kyiv ran.")[0].text == "Trains between Sumy and Kyiv ran."
    for path in ("seedz", "no such file.txt", "news/*.txt"):
        with pytest.raises(InputError, match=r"no such file|no file matches"):
            read(path)
    with pytest.raises(InputError, match="save the page"):
        read("https://example.org/a")


def test_patterns_and_lists_of_sources():
    assert [a.doc_id for a in read(str(SEEDS / "0[12]*.txt"))] == [
        "01-buffer-strip-ordered.txt",
        "02-twenty-kilometres-of-what.txt",
    ]
    both = read(
        [SEEDS / "12-essequibo-no-zone.txt", "Another text, typed in.", Article(doc_id="x", text="y")]
    )
    assert [a.doc_id for a in both] == ["12-essequibo-no-zone.txt", "text", "x"]


def test_folders_are_searched_deeply_and_names_tell_where(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("z.txt", "b/a.txt", ".hidden/x.txt", "ReadMe.txt", "picture.png", ".dot.txt"):
        (tmp_path / name).write_text(PROSE)
    assert [a.doc_id for a in read(tmp_path)] == ["z.txt", "b/a.txt"]


def test_json_lines_keep_ids_and_fall_back_to_line_numbers(tmp_path):
    records = [
        {
            "doc_id": "one",
            "text": PROSE,
            "published": "2025-05-22",
            "url": "https://example.org/1",
            "language": "en-GB",
        },
        {"text": PROSE, "title": "Two"},
        {"doc_id": 3, "text": "Київ і Суми — міста."},
    ]
    lines = "\n".join(json.dumps(record) for record in records)
    for name, data in (("a.jsonl", lines.encode()), ("a.jsonl.gz", gzip.compress(lines.encode()))):
        path = tmp_path / name
        path.write_bytes(data)
        articles = read(path)
        assert [a.doc_id for a in articles] == ["one", f"{name}:2", "3"]
        assert articles[0].language == "en"
        assert articles[0].published == "2025-05-22"
        assert articles[2].language == "uk"
        assert articles[0].text == PROSE


def test_json_lines_are_read_as_they_come():
    def endless():
        yield from iter(lambda: b'{"text": "Sumy is a town."}\n', b"")

    class Stream(io.RawIOBase):
        def __init__(self):
            self.lines = endless()

        def readable(self):
            return True

        def readinto(self, buffer):
            line = next(self.lines)
            buffer[: len(line)] = line
            return len(line)

    articles = iter_articles(Stream())
    assert [next(articles).doc_id for _ in range(3)] == ["stream:1", "stream:2", "stream:3"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_delimiter_and_text_over_lines(tmp_path, delimiter):
    path = tmp_path / "a.csv"
    text = 'Line one of the text,\nline two; "quoted".' * 4000  # longer than the csv module's own limit
    quoted = text.replace('"', '""')
    path.write_text(
        f'doc_id{delimiter}body{delimiter}date\nx{delimiter}"{quoted}"{delimiter}23.05.2025\n', newline=""
    )
    [article] = read(path)
    assert (article.doc_id, article.text, article.published) == ("x", text, "2025-05-23")


def test_parquet_and_tables(tmp_path):
    import pandas as pd

    table = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": [PROSE, None, "Words of Kyiv here."],
            "published": pd.to_datetime(["2025-05-22", None, "2025-05-23"]),
        }
    )
    path = tmp_path / "a.parquet"
    table.to_parquet(path)
    for source in (path, table):
        problems: list[Problem] = []
        articles = read(source, on_problem=problems.append)
        assert [a.doc_id for a in articles] == ["a", "c"]
        assert articles[0].published == "2025-05-22T00:00:00"
        assert [p.doc_id for p in problems] == ["b"]
    assert [a.doc_id for a in read(table["text"].dropna())] == ["row:1", "row:2"]
    assert read(table.rename(columns={"text": "Story"}), column="story")[0].text == PROSE
    with pytest.raises(InputError, match="name the one that holds the text"):
        read(table.rename(columns={"text": "Story"}), on_problem=lambda _: None)


PAGE = """<!doctype html><html lang="en-GB"><head><title>Trains again – The Example</title>
<meta property="og:title" content="Trains run again"><meta property="article:published_time" content="2025-05-22T10:00:00Z">
<link rel="canonical" href="https://example.org/trains"><meta property="og:site_name" content="The Example">
<script>var x = "<p>Moscow</p>";</script></head><body><nav>Home World Sport</nav>
<article><h1>Trains run again</h1><p>The train from <b>Sumy</b> to Kyiv ran again on Thursday, after a pause of three weeks, the
railway of Ukraine said in a short note to the people of the towns along its line.</p><p>It will be followed by others to Kharkiv &amp; Lviv as soon as the
bridges are safe, and by a night train.</p></article><footer>Cookies</footer></body></html>"""


@pytest.mark.parametrize("extra", [True, False])
def test_web_pages(tmp_path, monkeypatch, extra):
    if extra:
        pytest.importorskip("trafilatura", reason="needs buffermap[formats]")
    else:
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    [article] = read(path)
    assert article.title == "Trains run again"
    assert article.published == "2025-05-22T10:00:00+00:00"
    assert article.url == "https://example.org/trains"
    assert article.outlet == "The Example"
    assert article.language == "en"
    assert "from Sumy to Kyiv" in article.text
    assert "Kharkiv & Lviv" in article.text
    assert "Moscow" not in article.text
    assert "Cookies" not in article.text


def test_feeds(tmp_path):
    pytest.importorskip("feedparser", reason="needs buffermap[formats]")
    path = tmp_path / "news.rss"
    path.write_text(
        """<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title><language>en</language>
        <item><title>Trains</title><link>https://example.org/1</link><pubDate>Thu, 22 May 2025 10:00:00 GMT</pubDate>
        <description>&lt;p&gt;The train to &lt;b&gt;Sumy&lt;/b&gt; ran.&lt;/p&gt;</description></item>
        <item><title>Nothing</title></item></channel></rss>"""
    )
    problems: list[Problem] = []
    [article] = read(path, on_problem=problems.append)
    assert article.text == "The train to Sumy ran."
    assert article.published == "2025-05-22T10:00:00+00:00"
    assert (article.doc_id, article.title, article.outlet) == ("news.rss:1", "Trains", "Example News")
    assert [str(p) for p in problems] == ["news.rss:2: the text is empty"]


def test_pdf(tmp_path):
    pytest.importorskip("pypdf", reason="needs buffermap[formats]")
    stream = b"BT /F1 12 Tf 72 700 Td (The train to Sumy ran.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(data))
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert read(path)[0].text == "The train to Sumy ran."
    path.write_bytes(data[:200])
    with pytest.raises(InputError, match=r"^a\.pdf: not a readable PDF"):
        read(path)


def test_standard_input(monkeypatch):
    class Input:
        buffer = io.BytesIO(b'{"doc_id": "x", "text": "The town of Sumy."}\n')

    monkeypatch.setattr("sys.stdin", Input)
    assert read("-")[0].doc_id == "x"
    Input.buffer = io.BytesIO("Київ і Суми — міста.".encode())
    assert read(Path("-"))[0].language == "uk"


def test_no_path_leaks_into_fields(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntitle: T\nurl: file://{tmp_path}/a.txt\narchived_url: {tmp_path}\n---\n{PROSE}")
    [article] = read(path)
    assert article.url is None
    assert article.archived_url is None
    assert str(tmp_path) not in article.doc_id
