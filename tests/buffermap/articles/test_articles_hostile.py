"""Hostile and damaged input: each gets an answer or one clear line, and never loses the others."""

import contextlib
import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buffermap.articles.article import Problem, read
from buffermap.articles.decoding import decode
from buffermap.errors import InputError

RUSSIAN = (
    "Жители Курской области уехали из Суджи в Курск, а потом — в Орёл и Москву. «Ждём», — сказал один из них."
)
UKRAINIAN = "У Сумській області зранку лунала тривога, під Харковом ґанок школи пошкоджено. Їх було п’ятеро."
FRENCH = "Le président a déclaré que la zone près de Sumy était fermée depuis l’été."


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp866"]
)
def test_russian_in_many_encodings(name):
    assert decode(RUSSIAN.replace("—", "-").replace("«", '"').replace("»", '"').encode(name)).startswith(
        "Жители Курской"
    )


@pytest.mark.parametrize("name", ["cp1251", "koi8-u", "utf-16", "utf-16-le"])
def test_ukrainian_in_many_encodings(name):
    text = UKRAINIAN.replace("’", "'")
    assert decode(text.encode(name)).lower() == text.lower()


def test_windows_1252_and_one_broken_byte_in_utf8():
    assert decode(FRENCH.encode("cp1252")) == FRENCH
    data = RUSSIAN.encode()
    assert decode(data[:15] + b"\xff" + data[15:]).count("\N{REPLACEMENT CHARACTER}") == 1


@given(st.text())
def test_whatever_utf8_holds_comes_back(text):
    try:
        assert decode(text.encode("utf-8", "surrogatepass")) is not None
    except InputError as error:
        assert "binary" in str(error)  # noqa: PT017 - both answers are right


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(data):
    with contextlib.suppress(InputError):
        decode(data).encode("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "a.txt: the text is empty"),
        ("a.txt", b" \r\n\t\xc2\xa0\n", "a.txt: the text is empty"),
        ("a.txt", bytes(range(256)) * 20, "a.txt: binary data, not text"),
        ("a.txt", b"\x7fELF" + b"\0" * 100, "a.txt: binary data, not text"),
        ("a.jsonl", b"[1, 2]\n", "a.jsonl:1: not a JSON object"),
        ("a.jsonl", b'{"title": "x"}\n', "a.jsonl:1: no text in 'text' or 'body'; the record has title"),
        ("a.jsonl", b'{"text": "unfinished', "a.jsonl:1: not a JSON object"),
        ("a.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", "a.jsonl:1: not a JSON object"),
        ("a.json", b"nonsense", "a.json: not a JSON file"),
        ("a.csv", b"", "a.csv: the file is empty"),
        (
            "a.csv",
            b"name,size\nx,1\n",
            "a.csv: no text in 'text' or 'body'; the record has name, size: name the one that holds",
        ),
        ("a.parquet", b"PAR1 and nothing else PAR1", "a.parquet: not a readable Parquet file"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x y"}' * 99)[:-12], "a.jsonl.gz: damaged .gz file"),
        ("a.txt.gz", b"\x1f\x8bno", "a.txt.gz: damaged .gz file"),
        ("a.html", b"<html><script>x</script></html>", "a.html: the text is empty"),
    ],
)
def test_one_bad_document_is_one_line(tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    (tmp_path / "b.txt").write_text("The town of Sumy.")
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.jsonl").write_text('{"text": "One."}\nbroken\n\n{"text": "Two."}\n')
    problems: list[Problem] = []
    articles = read(tmp_path, on_problem=problems.append)
    assert [a.doc_id for a in articles] == ["b.txt", "d.jsonl:1", "d.jsonl:4"]
    assert [p.doc_id for p in problems] == ["a.txt", "c.txt", "d.jsonl:2"]


def test_problems_are_logged_by_default(tmp_path, caplog):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("The town of Sumy.")
    assert len(read(tmp_path)) == 1
    assert [record.getMessage() for record in caplog.records] == ["a.txt: the text is empty"]


def test_lone_surrogates_and_nuls_keep_their_place():
    [article] = read(
        b'{"doc_id": "\\ud83d", "text": "ab\\u0000c\\ud800d \\ud83d\\ude00 Sumy", "title": "a\\u0000\\nb"}'
    )
    assert article.text == "ab\0c\N{REPLACEMENT CHARACTER}d 😀 Sumy"
    assert article.title == "a b"
    assert article.doc_id == "\N{REPLACEMENT CHARACTER}"
    json.dumps(article.text).encode()


def test_a_long_line_and_a_large_article():
    text = "The town of Sumy. " * 600_000  # 10.8 MB
    data = json.dumps({"text": text}).encode()
    assert read(data)[0].text == text


def test_a_document_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("buffermap.articles.records.MAX_BYTES", 1000)
    (tmp_path / "a.txt").write_text("x" * 1001)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "y" * 2000}) + '\n{"text": "Sumy."}\n')
    problems: list[Problem] = []
    articles = read(tmp_path, on_problem=problems.append)
    assert [a.doc_id for a in articles] == ["b.jsonl:2"]
    assert "larger than" in str(problems[0])
    assert "longer than" in str(problems[1])


def test_front_matter_must_end_and_hold_entries(tmp_path):
    path = tmp_path / "a.txt"
    for text in (
        "---\ntitle: T\nno end",
        "---\n\nProse about Sumy here.\n---\nmore",
        "---\n---\nBody of it.",
    ):
        path.write_text(text)
        [article] = read(path)
        assert (article.body_start, article.text) == (0, text)


def test_fields_are_normalised_or_unknown():
    records = [
        {
            "text": "x y",
            "url": "javascript:alert(1)",
            "published": "3/4/2025",
            "language": "Klingon of sorts",
        },
        {"text": "x y", "url": "https://example.org/a b", "published": "yesterday", "title": ["a", "b"]},
        {"text": "x y", "url": "HTTP://EXAMPLE.org", "published": "2025-02-30", "title": {"no": 1}},
    ]
    first, second, third = read([dict(record) for record in records])
    assert (first.url, first.published, first.language) == (None, None, None)
    assert (second.url, second.published, second.title) == (None, None, "a, b")
    assert (third.url, third.published, third.title) == ("HTTP://EXAMPLE.org", None, None)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-05-22", "2025-05-22"),
        ("2025-05-22T10:00:00Z", "2025-05-22T10:00:00+00:00"),
        ("Thu, 22 May 2025 10:00:00 +0300", "2025-05-22T10:00:00+03:00"),
        ("May 22, 2025", "2025-05-22"),
        ("22nd May 2025", "2025-05-22"),
        ("Mar.20 - 2024 3:02 PM CET", "2024-03-20"),
        ("Fri, 05/23/2025 – 05:45", "2025-05-23"),
        ("22.05.2025", "2025-05-22"),
        ("22 травня 2025 року", "2025-05-22"),
        ("22 мая 2025 г.", "2025-05-22"),
        ("04/04/2025", "2025-04-04"),
        ("3/4/2025", None),
        ("31.02.2025", None),
        ("0", None),
    ],
)
def test_dates(written, date):
    assert read({"text": "x y", "date": written})[0].published == date


def test_a_deeply_nested_page_is_read_quickly():
    page = "<html><body>" + "<div>" * 50_000 + "The town of Sumy." + "<p></b>" * 50_000
    assert "Sumy" in read(page.encode())[0].text


@pytest.mark.parametrize("value", [3, None, object()])
def test_what_is_no_source_is_said_so(value):
    with pytest.raises(InputError, match="cannot read articles from"):
        read(value)


WORDS = "Shelling was reported near Sumy on Monday, officials in Kyiv said."


@pytest.mark.parametrize(
    "data",
    [
        f"text|title\n{WORDS}|Trains\n".encode(),
        f"sep=;\ntext;title\n{WORDS};Trains\n".encode("utf-8-sig"),
        f'text,title\r"{WORDS}",Trains\r'.encode(),
        f'\r\n\ntext,title\n\n"{WORDS}",Trains\n'.encode(),
        f"Title;TEXT ;Date\nTrains;{WORDS};05.01.2026\n".encode("utf-16"),
        f'title,text\nTrains,"{WORDS}"\n'.encode("cp1251"),
    ],
    ids=[
        "bars",
        "separator line",
        "carriage returns",
        "empty lines above",
        "UTF-16, other case",
        "code page",
    ],
)
def test_dialects_of_csv(tmp_path, data):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    [article] = read(path)
    assert (article.text, article.title, article.doc_id) == (WORDS, "Trains", "a.csv:1")


def test_a_table_without_text_says_so_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Inhalt\n" + f'"{WORDS}"\n' * 500, encoding="utf-8")
    problems = []
    assert len(read([path, WORDS], on_problem=problems.append)) == 1
    assert [problem.doc_id for problem in problems] == ["a.csv"]
    assert "Inhalt: name the one that holds the text (--column" in problems[0].message
    assert len(read(path, column="INHALT")) == 500


def test_answers_of_services_and_files_opened_as_text(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"status": "ok", "articles": [{"content": WORDS}, {"content": WORDS}]}), encoding="utf-8"
    )
    assert [article.doc_id for article in read(path)] == ["a.json:1", "a.json:2"]
    assert read(io.StringIO(WORDS))[0].text == WORDS
    path = tmp_path / "b.txt"
    path.write_bytes("Обстріл тривав біля Сум у понеділок.".encode("cp1251"))
    with path.open(encoding="ascii", errors="replace") as file:  # the bytes decide, not how it was opened
        assert read(file)[0].text.endswith("понеділок.")


@pytest.mark.parametrize("source", ["", "  ", "\n"])
def test_an_empty_name_is_not_this_folder(source):
    with pytest.raises(InputError, match="nothing to read"):
        read(source)


def test_damaged_pdf_is_told_once(tmp_path, capfd):
    pytest.importorskip("pypdf", reason="needs buffermap[formats]")
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 and nothing else")
    with pytest.raises(InputError, match="not a readable PDF"):
        read(path)
    assert capfd.readouterr() == ("", "")
