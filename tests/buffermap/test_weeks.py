"""Two pages of two weeks: which statements are new, gone, changed, denied."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import buffermap as bm
from buffermap.cli import cli
from buffermap.errors import InputError
from buffermap.page.wire.unpack import read_page

FIRST = "A buffer zone 10 km deep along the border of the Sumy region is being made, the governor Petro Melnyk said."
DEEPER = FIRST.replace("10 km", "15 km")
OTHER = "A security strip along the border of the Chernihiv region was ordered, Ada Finch said."
DENIAL = "There will be no buffer zone along the border of the Sumy region, the ministry said."


def page(path: Path, *texts: tuple[str, str]) -> Path:
    articles = [
        bm.Article(
            doc_id=f"{name}.txt", text=text, url=f"https://{name}.example/a", published="2026-05-0" + str(n)
        )
        for n, (name, text) in enumerate(texts, 1)
    ]
    bm.map_articles(articles).save(path)
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("weeks")
    earlier = page(folder / "earlier.html", ("one", FIRST), ("two", OTHER))
    return earlier, page(folder / "later.html", ("one", DEEPER), ("three", DENIAL))


def test_statements_are_new_gone_changed_denied(pages: tuple[Path, Path]) -> None:
    found = bm.compare_pages(*pages)
    assert found.counts() == {"denied": 1, "changed": 1, "new": 0, "gone": 1}
    denied, changed, gone = found.changes
    assert denied.said.sentence == DENIAL
    assert "10 km" in changed.before.depth
    assert "15 km" in changed.said.depth
    assert gone.said.doc_id == "two.txt"
    assert any(line.startswith("    before: depth 10 km") for line in found.lines())
    back = bm.compare_pages(pages[1], pages[0])
    assert back.counts() == {"denied": 0, "changed": 1, "new": 1, "gone": 1}


def test_a_page_and_itself_differ_in_nothing(pages: tuple[Path, Path]) -> None:
    assert not bm.compare_pages(pages[0], pages[0]).changes


def test_the_command_writes_lines_tables_and_json(pages: tuple[Path, Path], tmp_path: Path) -> None:
    a, b = map(str, pages)
    told = CliRunner().invoke(cli, ["diff", a, b])
    assert told.exit_code == 0, told.exception
    assert "statements: 1 denied, 1 changed, 0 new, 1 gone" in told.output
    assert read_page(pages[0])["id"] in told.output
    value = json.loads(CliRunner().invoke(cli, ["diff", a, b, "-f", "json"]).output)
    assert [one["change"] for one in value["statements"]] == ["denied", "changed", "gone"]
    CliRunner().invoke(cli, ["diff", a, b, "-o", str(tmp_path / "d.csv")])
    assert (tmp_path / "d.csv").read_text(encoding="utf-8-sig").startswith("change,date,outlet,")
    refused = CliRunner().invoke(cli, ["diff", a, b, "-o", str(tmp_path / "d.html")])
    assert isinstance(refused.exception, InputError)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>other</p>", "no page that buffermap made"),
        (
            '<script type="application/json" id="bm-data">{"format":2,"parts":{"data":[0,9]}}</script>',
            "of format 2",
        ),
        (
            '<script type="application/json" id="bm-data">{"format":3,"id":"a","parts":{"data":[0,9]}}</script>',
            "damaged",
        ),
        ('<script type="application/json" id="bm-data">[</script>', "damaged"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        bm.compare_pages(tmp_path / "a.html", tmp_path / "a.html")
