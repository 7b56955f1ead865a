"""What desks have: every format read as what it is, or refused by its name, and never as prose."""

import csv
import gzip
import io
import json
import time

import pytest

from buffermap.articles.article import Problem, read
from buffermap.errors import InputError
from tests.buffermap.articles import made
from tests.buffermap.articles.made import MORE, WORDS


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def plain_install(monkeypatch):
    """Hide the extras."""
    for name in ("trafilatura", "feedparser"):
        monkeypatch.setitem(__import__("sys").modules, name, None)


def test_posts_of_a_channel_are_whole_and_nobody_is_named(tmp_path):
    problems: list[Problem] = []
    articles = read(written(tmp_path, "result.json", json.dumps(made.chat())), on_problem=problems.append)
    assert [article.text for article in articles] == [WORDS, "Ferries between Rostock and #Gedser"]
    assert {article.outlet for article in articles} == {"Harbour Watch"}
    assert articles[0].published == "2025-03-01T10:00:00"
    assert [str(problem) for problem in problems] == [
        "result.json: 2 records skipped: the text is empty (the first is result.json:3)"
    ]
    assert "Secret" not in str(list(articles))
    assert "user77" not in str(list(articles))
    assert (
        read(written(tmp_path, "r.json", json.dumps(made.chat())), keep_people=True)[0].author == "Ole Secret"
    )


def test_an_account_is_its_chats_and_private_ones_have_no_name(tmp_path):
    account = {
        "about": "x",
        "chats": {"list": [made.chat(), made.chat("personal_chat")]},
        "left_chats": {"list": []},
    }
    articles = read(written(tmp_path, "result.json", json.dumps(account)), on_problem=lambda _: None)
    assert [article.outlet for article in articles] == ["Harbour Watch"] * 2 + [None] * 2


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "utf-16"])
def test_mail(tmp_path, charset):
    text = f"{WORDS}\n\nOn Mon, 3 Mar 2025 Ole Secret wrote:\n> From: Ole Secret\n> {MORE}\n\nTel. +49 30 1234567\n-- \nOle Secret\n"
    text = text.replace("ø", "ö")
    [article] = read(
        written(
            tmp_path,
            "a.eml",
            made.mail(text, charset=charset, **{"List-Id": '"Harbour List" <h.example.org>'}),
        )
    )
    assert article.text.startswith(WORDS)
    assert "Rödby" in article.text
    assert "Secret" not in str(article)
    assert "1234567" not in article.text
    assert (article.title, article.outlet) == ("Fähren stehen still", "Harbour List")
    assert article.published == "2025-03-03T10:00:00+01:00"


def test_mail_without_plain_text_and_mailboxes(tmp_path):
    page = f"<html><body><p>{WORDS}</p></body></html>"
    only_page = made.mail(page).replace(b"text/plain", b"text/html")
    assert read(written(tmp_path, "a.eml", only_page))[0].text == WORDS
    box = b"".join(b"From x@y Mon Mar  3 10:00:00 2025\n" + made.mail(text) for text in (WORDS, MORE))
    assert [a.text.strip() for a in read(written(tmp_path, "a.mbox", box))] == [WORDS, MORE]
    assert read(written(tmp_path, "a.txt", made.mail(WORDS)))[0].title == "Fähren stehen still"


def test_prose_that_begins_like_a_letter_stays_a_text(tmp_path):
    text = "From: the harbour office\nTo: all\n\n" + WORDS
    assert read(written(tmp_path, "a.txt", text))[0].text == text


PAGE = f"<html lang=da><title>Ferries</title><body><nav>Berlin Paris</nav><article><h1>Ferries</h1><p>{WORDS}</p><p>{MORE}</p></article>"


@pytest.mark.usefixtures("plain_install")
def test_saved_pages_and_web_archives(tmp_path):
    [page] = read(written(tmp_path, "a.mhtml", made.mhtml(PAGE)))
    assert (page.url, page.title, page.retrieved) == (
        "https://example.org/ferries",
        "Ferries",
        "2025-03-04T08:00:00+00:00",
    )
    for name, data in (("a.warc", made.warc(PAGE)), ("b.warc.gz", made.warc(PAGE, gzip_it=True))):
        [crawled] = read(written(tmp_path, name, data))
        assert crawled.text == page.text
        assert crawled.url == "https://example.org/ferries"
    assert WORDS in page.text
    assert MORE in page.text
    assert "Paris" not in page.text


def test_word_processors(tmp_path):
    [word] = read(written(tmp_path, "a.docx", made.docx([WORDS, MORE], deleted="Berlin")))
    assert word.text == f"{WORDS}\n\n{MORE}"
    assert (word.title, word.author, word.published) == ("Ferries stop", None, None)
    [other] = read(written(tmp_path, "a.odt", made.odt([WORDS, MORE])))
    assert other.text == word.text
    # the content decides, whatever the name
    assert read(written(tmp_path, "b.zip", made.docx([WORDS])))[0].text == WORDS


def test_workbooks(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Title", "Text", "Date"], ["T", WORDS, "3 March 2025"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    [article] = read(tmp_path / "a.xlsx")
    assert (article.text, article.title, article.published) == (WORDS, "T", "2025-03-03")


def test_captions_are_joined_to_sentences(tmp_path):
    parts = [
        "Ferries between Rostock and",
        "Gedser stopped on Monday,\n<i>the harbour office</i> said.",
        "- Really?",
    ]
    subrip = "\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{part}\n" for n, part in enumerate(parts, start=1)
    )
    vtt = "WEBVTT - talk\n\nNOTE nothing\nof it\n\n" + subrip.replace(",000", ".000").replace(
        ",900", ".900 align:start"
    )
    for name, text in (("a.srt", subrip), ("a.vtt", vtt), ("a.txt", subrip)):
        assert read(written(tmp_path, name, text))[0].text == f"{WORDS}\n- Really?"


RECORDS = [{"text": WORDS}, {"text": MORE}]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".ndjson", ".txt"])
@pytest.mark.parametrize(
    "content",
    [
        "\n".join(map(json.dumps, RECORDS)),
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2),
        "\ufeff" + json.dumps({"items": RECORDS}, indent=1),
        "\n".join(json.dumps(record, indent=1) for record in RECORDS),
        json.dumps({"status": "ok", "response": {"results": RECORDS}}),
    ],
    ids=["lines", "list", "indented list", "object with a mark", "objects", "deeper"],
)
def test_json_of_any_shape_whatever_the_suffix(tmp_path, suffix, content):
    assert [a.text for a in read(written(tmp_path, f"a{suffix}", content))] == [WORDS, MORE]


@pytest.mark.parametrize(
    ("answer", "published", "outlet"),
    [
        ({"articles": [{"source": {"id": None, "name": "The Pilot"}, "publishedAt": "2025-03-03T10:00:00Z", "content": WORDS}]},
         "2025-03-03T10:00:00+00:00", "The Pilot"),
        ({"data": [{"id": "1", "fields": {"body": WORDS, "date": {"created": "2025-03-03T00:00:00+00:00"},
                                          "source": [{"name": "The Pilot"}], "language": [{"code": "en"}]}}]},
         "2025-03-03T00:00:00+00:00", "The Pilot"),
        ({"data": [{"id": "7", "text": WORDS, "created_at": "2025-03-03T10:00:00.000Z", "author_id": "77"}], "meta": {}},
         "2025-03-03T10:00:00+00:00", None),
        ([{"tweet": {"full_text": WORDS, "created_at": "Mon Mar 03 10:00:00 +0000 2025"}}], "2025-03-03T10:00:00+00:00", None),
        ({"version": "https://jsonfeed.org/version/1.1", "title": "The Pilot",
          "items": [{"id": "1", "content_html": f"<p>{WORDS}</p>", "date_published": "2025-03-03T10:00:00Z"}]},
         "2025-03-03T10:00:00+00:00", "The Pilot"),
        ({"response": {"docs": [{"body": WORDS, "pub_date": "2025-03-03", "headline": {"main": "H"}}]}}, "2025-03-03", None),
        ({"data": [{"text": "Ferries…", "note_tweet": {"text": WORDS}, "date": "2025-03-03"}],
          "includes": {"tweets": [{"text": MORE}, {"text": MORE}]}}, "2025-03-03", None),
        ({"statuses": [{"full_text": WORDS, "date": "2025-03-03", "source": '<a href="https://example.org">A program</a>'}]},
         "2025-03-03", None),
        ([{"_": "Message", "message": WORDS, "date": "2025-03-03"}], "2025-03-03", None),
        ([{"content": {"rendered": f"<p>{WORDS}</p>"}, "date": "2025-03-03", "title": {"rendered": "A &amp; B"}}], "2025-03-03", None),
    ],
    ids=["NewsAPI", "ReliefWeb", "X", "X archive", "JSON Feed", "docs", "long posts", "programs", "messages", "WordPress"],
)  # fmt: skip
def test_answers_of_services(tmp_path, answer, published, outlet):
    [article] = read(written(tmp_path, "a.json", json.dumps(answer)))
    assert (article.text, article.published, article.outlet) == (WORDS, published, outlet)
    assert "77" not in str(article)


def test_an_archive_of_posts_is_a_script_and_keys_have_paths(tmp_path):
    script = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": {"full_text": WORDS}}])
    assert read(written(tmp_path, "tweets.js", script))[0].text == WORDS
    nested = {"data": [{"meta": {"story": WORDS}}]}
    assert read(nested["data"], column="meta.story")[0].text == WORDS
    assert read(written(tmp_path, "a.json", json.dumps(nested)), column="meta.story")[0].text == WORDS


@pytest.mark.parametrize("extra", [True, False])
def test_dates_of_feeds(tmp_path, extra, request):
    if not extra:
        request.getfixturevalue("plain_install")
    atom = (
        '<?xml version="1.0" encoding="windows-1252"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Pilot</title>'
        f"<entry><title>T</title><updated>2025-03-03T10:00:00Z</updated><link href='https://example.org/1'/>"
        f"<content type='html'>&lt;p&gt;{MORE}&lt;/p&gt;</content></entry></feed>"
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Pilot</title></channel>'
        f"<item><title>T</title><link>https://example.org/1</link><dc:date>2025-03-03T10:00:00Z</dc:date><description>{MORE}"
        "</description></item></rdf:RDF>"
    )
    for name, data in (("a.atom", atom.encode("cp1252")), ("a.rss", rdf.encode())):
        [article] = read(written(tmp_path, name, data))
        assert (article.text, article.published) == (MORE, "2025-03-03T10:00:00+00:00")
        assert (article.outlet, article.title, article.url) == ("The Pilot", "T", "https://example.org/1")


def test_entities_are_not_expanded(tmp_path):
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    with pytest.raises(InputError, match="defines XML entities of its own"):
        read(written(tmp_path, "a.xml", '<?xml version="1.0"?>' + bomb))


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("iso-8859-2", "Mieszkańcy Łodzi i Przemyśla usłyszeli źle.", "html"),
        ("gb2312", "汉堡和不来梅的渡轮停运。", "html"),
        ("shift_jis", "函館と青森のフェリーは欠航した。", "html"),
        ("koi8-r", "Паромы из Выборга не ходят.", "xml"),
        ("windows-1253", "Τα πλοία από Πειραιά", "html"),
    ],
)
@pytest.mark.usefixtures("plain_install")
def test_a_declared_encoding_is_believed(tmp_path, encoding, text, name):
    page = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><description>{text}</description></item></channel></rss>'
        if name == "xml"
        else f'<html><head><meta http-equiv=Content-Type content="text/html; charset={encoding}"></head><p>{text}</html>'
    )
    assert read(written(tmp_path, f"a.{name}", page.encode(encoding)))[0].text == text


@pytest.mark.usefixtures("plain_install")
def test_a_wrong_declaration_is_not_believed(tmp_path):
    page = f'<html><meta charset="windows-1251"><p>{MORE}</html>'
    assert read(written(tmp_path, "a.html", page))[0].text == MORE
    for name in ("hex", "idna", "no-such-thing", "utf-7"):
        assert read(written(tmp_path, "a.html", page.replace("windows-1251", name)))[0].text == MORE


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><html><head><title>T</title><p>{WORDS}</p></html>",
        f"<html><head><title>T</title></head><body><nav><a href=/>Berlin</a> <a href=/x>Paris</a><article><p>{WORDS}</p></article></html>",
        f"<html><body><nav><ul><li><a href=/>Berlin</a><li><a href=/x>Paris</a></ul><div><p>{WORDS}</p></div></html>",
        f"<html><body><form action=/x><div>{WORDS}</div></form></html>",
        f"<html><body><nav>Berlin</nav><div>{WORDS}</div><footer>Paris</footer><script>if (1 < 2) 'Madrid'</script></body></html>",
    ],
    ids=["no end of head", "no end of nav", "no end of nav, no article", "a form around all", "plain"],
)
@pytest.mark.usefixtures("plain_install")
def test_pages_with_missing_end_tags(tmp_path, page):
    [article] = read(written(tmp_path, "a.html", page))
    assert WORDS in article.text
    assert not {"Berlin", "Paris", "Madrid"} & set(article.text.split())


@pytest.mark.parametrize(
    "wrap", [lambda node: node, lambda node: {"@graph": [{"@type": "WebSite"}, node]}, lambda node: [node]]
)
@pytest.mark.usefixtures("plain_install")
def test_a_page_of_scripts_has_the_text_that_it_describes_itself_with(tmp_path, wrap):
    node = {
        "@type": "NewsArticle",
        "headline": "H",
        "datePublished": "2025-03-03",
        "articleBody": f"{WORDS}\n{MORE}",
    }
    page = f'<html><body><div id=root></div><script type="application/ld+json">{json.dumps(wrap(node))}</script></body></html>'
    [article] = read(written(tmp_path, "a.html", page))
    assert (article.text, article.title, article.published) == (f"{WORDS}\n{MORE}", "H", "2025-03-03")


@pytest.mark.parametrize(
    "page",
    [
        "<a " * 50_000,
        "<!--" * 50_000,
        "<div>" * 50_000 + WORDS + "<p></b>" * 20_000,
        "<p>x" * 50_000,
        "&" * 90_000,
    ],
)
@pytest.mark.usefixtures("plain_install")
def test_hostile_pages_take_no_longer_than_their_length(tmp_path, page):
    begin = time.process_time()
    try:
        text = read(written(tmp_path, "a.html", f"<html>{page}"))[0].text
    except InputError:
        text = ""
    assert time.process_time() - begin < 3
    assert ("Rostock" in text) == ("Rostock" in page)


def test_press_clippings(tmp_path):
    text = "".join(
        f"{n} of 2 DOCUMENTS\n\nThe Pilot\n\nMarch {n}, 2025 Monday\n\nFerries {n}\n\nBYLINE: Staff\n\nLENGTH: 9 words\n\nBODY:\n\n{words}\n\n"
        f"LOAD-DATE: March 9, 2025\n\n"
        for n, words in enumerate((WORDS, MORE), start=1)
    )
    articles = read(written(tmp_path, "a.txt", text))
    assert [(a.text, a.title, a.published, a.outlet) for a in articles] == [
        (WORDS, "Ferries 1", "2025-03-01", "The Pilot"),
        (MORE, "Ferries 2", "2025-03-02", "The Pilot"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.rtf", rb"{\rtf1\ansi words}", r"rich text \(RTF\) is not read; save it as"),
        ("a.txt", rb"{\rtf1\ansi words}", r"rich text \(RTF\) is not read; save it as"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office programs"),
        ("a.epub", made.zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}), "electronic books"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture holds no text"),
        ("a.csv", b"20250303101500-1\t20250303101500\t1\texample.org\thttps://example.org/a\t\t5.5\n", "no header line"),
        ("a.csv", b"1249000001,20250303,202503,2025,2025.1,USA\n", "no header line"),
        ("a.xml", b"<?xml version='1.0'?><gpx><wpt/></gpx>", "no entries of a feed"),
        ("a.zip", made.zipped({"x.shp": b"x", "x.dbf": b"y"}), "a shapefile holds no articles"),
        ("a.zip", made.zipped({"../x.txt": WORDS}), "points outside the archive"),
        ("a.json", b"", "the file is empty"),
        ("a.docx", made.zipped({"word/document.xml": "<w:document"}), "not a whole document"),
    ],
)  # fmt: skip
def test_what_is_known_and_not_read_is_refused_by_name(tmp_path, name, data, message):
    with pytest.raises(InputError, match=message) as caught:
        read(written(tmp_path, name, data))
    assert "\n" not in str(caught.value)


def test_a_table_of_events_guesses_its_column_and_keeps_its_ids(tmp_path):
    rows = [
        ["event_id_cnty", "event_date", "latitude", "notes", "source"],
        ["DNK7", "3 March 2025", "54.1", WORDS, "The Pilot"],
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = written(tmp_path, "a.csv", out.getvalue())
    with pytest.raises(InputError, match="perhaps --column notes"):
        read(path)
    [article] = read(path, column="notes")
    assert (article.doc_id, article.published, article.outlet) == ("DNK7", "2025-03-03", "The Pilot")


def test_one_of_everything_is_read_and_reported(tmp_path):
    made.one_of_everything(tmp_path)
    problems: list[Problem] = []
    articles = read(tmp_path, on_problem=problems.append)
    assert {a.doc_id.split(":")[0] for a in articles} == {
        "a.txt", "b.html", "c.json", "d.jsonl", "e.csv", "f.eml", "g.mhtml", "h.docx", "i.odt", "j.srt", "k.warc",
        "l.zip/inner/m.txt", "r.rss",
    }  # fmt: skip
    report = articles.report
    assert report.articles == len(articles)
    assert report.files["Word document"] == report.files["saved page"] == report.files["captions"] == 1
    skipped = {reason: count for reason, count in report.skipped.items() if ".jpg" in reason}
    assert list(skipped.values()) == [3]
    assert any("RTF" in reason for reason in report.skipped)
    assert not any("o.rtf" in reason or "README" in reason for reason in report.skipped)
    assert (
        sum("jpg" in str(problem) for problem in problems) == 2
    )  # once for the folder, once for the archive
    json.dumps(report.as_record())
    lines = list(report.lines())
    assert lines[0].startswith("read 14 articles from 13 files (text 2, ")


def test_the_report_tells_languages_that_are_not_read(tmp_path):
    written(
        tmp_path,
        "a.txt",
        "Gli abitanti non sanno cosa è successo al confine, ma per loro è importante e più difficile di prima.",
    )
    written(tmp_path, "b.txt", WORDS)
    report = read(tmp_path).report
    assert "languages: en 1, it 1; it: places by their names alone, zones not read" in list(report.lines())
    told = {one["language"]: one["language_read"] for one in report.as_record()["languages"]}
    assert told == {"en": "places and zones", "it": "listed names"}


def test_many_empty_records_and_files_are_a_few_lines(tmp_path):
    problems: list[Problem] = []
    written(tmp_path, "a.json", json.dumps([{"text": ""}] * 5000 + [{"text": WORDS}]))
    for number in range(20):
        written(tmp_path, f"e{number}.txt", "")
    assert len(read(tmp_path, on_problem=problems.append)) == 1
    assert len(problems) <= 5
    assert sum(problem.count for problem in problems) == 5020


def test_values_that_are_none_lose_themselves(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    broken = pa.Array.from_buffers(
        pa.string(), 2, pa.array([b"\xff\xfe!", WORDS.encode()], pa.binary()).buffers()
    )
    far = pa.array([10**15, 0], pa.int64()).cast(pa.timestamp("ms"))
    pq.write_table(pa.table({"text": broken}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": [MORE, WORDS], "date": far}), tmp_path / "b.parquet")
    problems: list[Problem] = []
    articles = read(tmp_path, on_problem=problems.append)
    assert [(a.text, a.published) for a in articles] == [
        (WORDS, None),
        (MORE, None),
        (WORDS, "1970-01-01T00:00:00"),
    ]
    assert [str(p) for p in problems] == ["a.parquet:1: the column 'text' holds bytes that are no UTF-8 text"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Write to a.b+c@mail.example.org now", False),
        ("Call +380 44 123 45 67 now", False),
        ("Ring (030) 123 4567 or 8 (916) 123-45-67", False),
        ("тел.: 044 123 45 67", False),
        ("0501234567 or 0 800 123 456", False),
        ("It cost 12 345 678 hryvnias in 2024-2025", True),
        ("Up by +100 000 000 or +38 000 000 people", True),
        ("At 50.4501, 30.5234 and +2.5 degrees", True),
        ("From 1 200 000 to 3 400 000 people; 10 000 000 000", True),
        ("Route E40, ISBN 978-3-16-148410-0", True),
    ],
)
def test_addresses_and_numbers_of_people_are_covered(text, kept):
    [article] = read({"text": text})
    assert (article.text == text) is kept
    assert len(article.text) == len(text)
    assert read({"text": text}, keep_people=True)[0].text == text


def test_a_web_address_is_to_be_saved():
    from pathlib import Path

    for source in ("https://example.org/a", Path("https://example.org/a"), "www.example.org/x"):
        with pytest.raises(InputError, match=r"^(https://|www\.)example\.org.* save the page first"):
            read(source)


def test_packed_streams_without_a_name():
    assert read(gzip.compress(made.docx([WORDS])))[0].text == WORDS
    assert read(io.BytesIO(made.zipped({"a.txt": WORDS, "b/c.eml": made.mail(MORE)})))[1].text.strip() == MORE


def test_who_answered_whom_is_left_out_over_two_lines(tmp_path):
    text = f"{WORDS}\n\nOn Mon, 3 March 2025 at 10:00 AM Ole Secret <ole@example.org>\nwrote:\n> {MORE}\n"
    [article] = read(written(tmp_path, "a.eml", made.mail(text)))
    assert "Secret" not in str(article)
    assert MORE[:20] in article.text


@pytest.mark.usefixtures("plain_install")
def test_a_feed_may_use_the_names_of_html(tmp_path):
    feed = "<rss><channel><item><title>A&nbsp;B &amp; C</title><description>Ferries&mdash;late &unknown</description></item></channel></rss>"
    assert read(written(tmp_path, "a.rss", feed.replace(" &unknown", "")))[0].text == "Ferries—late"
    with pytest.raises(InputError, match="not a readable RSS or Atom file"):
        read(written(tmp_path, "b.rss", feed))


def test_a_damaged_member_never_loses_the_others(tmp_path):
    data = made.zipped({"a.txt": WORDS, "b.txt": MORE, "c.docx": made.docx([WORDS])})
    broken = bytearray(data)
    at = broken.index(b"b.txt")
    broken[at - 30] ^= 0xFF  # the head of one member
    problems: list[Problem] = []
    articles = read(written(tmp_path, "a.zip", bytes(broken)), on_problem=problems.append)
    assert [article.doc_id for article in articles] == ["a.zip/a.txt", "a.zip/c.docx"]
    assert [problem.doc_id for problem in problems] == ["a.zip/b.txt"]
    whole = bytearray(made.docx([WORDS]))
    whole[whole.index(b"word/document.xml") - 30] ^= 0xFF
    with pytest.raises(InputError, match="not a whole document"):
        read(written(tmp_path, "d.docx", bytes(whole)))


def test_a_mailbox_and_clippings_without_any_are_one_line(tmp_path):
    with pytest.raises(InputError, match="no mails in this mailbox"):
        read(written(tmp_path, "a.mbox", "words"))
    problems: list[Problem] = []
    read([written(tmp_path, "a.txt", "1 of 2 DOCUMENTS\n"), WORDS], on_problem=problems.append)
    assert [problem.message for problem in problems] == ["the text is empty"]


def test_a_mail_with_pictures_inside_is_no_saved_page(tmp_path):
    inner = (
        f"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n\n{WORDS}\n--b--\n"
    )
    mail = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n{inner}--a--\n"
    articles = read(written(tmp_path, "m.eml", mail))
    assert (articles.report.files, articles[0].text.strip()) == ({"mail": 1}, WORDS)


def test_posts_in_an_archive_of_an_account_are_found_in_its_folder(tmp_path):
    (tmp_path / "data").mkdir()
    post = {"tweet": {"full_text": WORDS, "created_at": "Mon Mar 03 10:00:00 +0000 2025"}}
    written(tmp_path / "data", "tweets.js", "window.YTD.tweets.part0 = " + json.dumps([post]))
    written(tmp_path / "data", "manifest.js", "window.x = {}")
    articles = read(tmp_path, on_problem=lambda _: None)
    assert [(one.text, one.published) for one in articles] == [(WORDS, "2025-03-03T10:00:00+00:00")]
    assert articles.report.skipped.total() == 1


def test_a_table_of_sheets_is_refused_by_name(tmp_path):
    data = made.zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
    with pytest.raises(InputError, match="only texts"):
        read(written(tmp_path, "x.ods", data))


def test_a_table_whose_first_row_holds_values_has_no_header(tmp_path):
    with pytest.raises(InputError, match="no header line"):
        read(written(tmp_path, "v.csv", f"21/03/2025,10:01,Ole,+49301234567,{WORDS}\n"))


def test_signs_that_captions_write_as_html_are_read(tmp_path):
    [article] = read(
        written(tmp_path, "t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ole>Fish &amp; ships\n")
    )
    assert article.text == "Fish & ships"
