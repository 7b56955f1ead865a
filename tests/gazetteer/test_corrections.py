import pytest

from gazetteer.corrections import Corrections
from gazetteer.errors import CorrectionsError

TEXT = "Shelling near Sumy on Monday. The Sumy city council met. Lenta wrote about it in Kyiv."


def corrections(tmp_path, toml):
    path = tmp_path / "corrections.toml"
    path.write_text(toml, encoding="utf-8")
    return Corrections.read(path)


def test_a_place_is_replaced_where_the_context_holds(parser, tmp_path):
    items = corrections(
        tmp_path,
        '[[correction]]\nsurface = "Sumy"\ngeonameid = 692196\ncontext = "shelling near"\nnote = "the oblast"\n',
    )
    first, second = [m for m in parser.parse(TEXT, corrections=items) if m.surface == "Sumy"]
    assert (first.name, first.flags, first.reason) == (
        "Sumy Oblast",
        ("corrected",),
        "corrected by the analyst: the oblast",
    )
    assert (second.name, "corrected" in second.flags) == ("Sumy", False)


def test_a_correction_ends_the_doubt_and_keeps_what_else_is_known(parser, tmp_path):
    text = "Shelling near Sumy on Monday.\n\nIt is in Springfield that he lives.\n\nSubscribe to our newsletter in Springfield."
    items = corrections(tmp_path, '[[correction]]\nsurface = "Springfield"\ngeonameid = 4409896\n')
    before = [m for m in parser.parse(text) if m.surface == "Springfield"]
    after = [m for m in parser.parse(text, corrections=items) if m.surface == "Springfield"]
    assert "ambiguous" in before[0].flags
    for one, other in zip(before, after, strict=True):
        assert other.flags == (*(flag for flag in one.flags if flag != "ambiguous"), "corrected")
        assert (other.admin1, other.score, len(other.candidates)) == ("Missouri", 1.0, 1)
    assert any(len(one.flags) > 1 for one in after)


def test_a_name_is_no_place(parser, tmp_path):
    items = corrections(tmp_path, '[[correction]]\nsurface = "Kyiv"\nplace = false\n')
    assert "Kyiv" not in [mention.surface for mention in parser.parse(TEXT, corrections=items)]


def test_a_name_that_was_not_found_is_added_in_its_place(parser, tmp_path):
    items = corrections(tmp_path, '[[correction]]\nsurface = "Lenta"\ngeonameid = 703448\n')
    mentions = parser.parse(TEXT, corrections=items)
    assert [mention.surface for mention in mentions] == ["Sumy", "Sumy", "Lenta", "Kyiv"]
    assert (mentions[2].name, mentions[2].score) == ("Kyiv", 1.0)


def test_another_document_is_left_alone(parser, tmp_path):
    items = corrections(tmp_path, '[[correction]]\nsurface = "Kyiv"\nplace = false\ndoc_id = "b"\n')
    assert len(parser.parse(TEXT, corrections=items, doc_id="a")) == 3
    assert len(parser.parse(TEXT, corrections=items, doc_id="b")) == 2


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("correction = 1", "expected"),
        ("[[correction]]\nsurface = ''\nplace = false", "correction 1: surface is missing"),
        ("[[correction]]\nsurface = 'a'", "say geonameid"),
        ("[[correction]]\nsurface = 'a'\ngeonameid = true", "whole number"),
        ("[[correction]]\nsurface = 'a'\nplaces = false", "unknown key places"),
        ("[[correction]\n", "not TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, toml, message):
    with pytest.raises(CorrectionsError, match=message):
        corrections(tmp_path, toml)


def test_an_unknown_id_is_said(parser, tmp_path):
    items = corrections(tmp_path, '[[correction]]\nsurface = "Sumy"\ngeonameid = 1\n')
    with pytest.raises(CorrectionsError, match="geonameid 1,"):
        parser.parse(TEXT, corrections=items)


def test_a_file_that_a_page_saved_is_read_back(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text(
        'format = 1\n\n[[correction]]\nsurface = "Sumy"\ndoc_id = "a.txt"\nstart = 0\nverdict = "other"\n'
        'geonameid = 692194\nreviewer = "M. K."\ndate = 2026-11-20\nnote = "the city"\n\n'
        '[[correction]]\nsurface = "Lenta"\ndoc_id = "a.txt"\nstart = 9\nverdict = "not-a-place"\n'
        "not_a_place = true\ndate = 2026-11-20\n\n"
        '[[correction]]\nsurface = "Kyiv"\ndoc_id = "a.txt"\nverdict = "confirmed"\ngeonameid = 703448\ndate = 2026-11-20\n',
        encoding="utf-8",
    )
    one, two, three = Corrections.read(path).items
    assert (one.start, one.geonameid, one.flag) == (0, 692194, "corrected")
    assert one.reason == "corrected by M. K. 2026-11-20: the city"
    assert two.geonameid is None
    assert three.flag == "confirmed"


def test_a_format_from_the_future_is_refused(tmp_path):
    path = tmp_path / "corrections.toml"
    path.write_text('format = 2\n[[correction]]\nsurface = "Sumy"\nplace = false\n', encoding="utf-8")
    with pytest.raises(CorrectionsError, match="format 2"):
        Corrections.read(path)
