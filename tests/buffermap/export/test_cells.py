"""Single values of files: what a spreadsheet would run, what XML cannot hold, what JSON does not know."""

import json
import xml.etree.ElementTree as ET

import pytest

from buffermap.export import cells, columns


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1234", "-5", "@SUM(A1)", "\tx", "\r=x"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert cells.cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=b", "x-1", "me@example.org", "", " =1", "'=1"])
def test_other_texts_stay_as_they_are(text):
    assert cells.cell(text) == text


def test_a_control_character_hides_no_formula():
    assert cells.cell("\x00=1+1\x7f") == "'=1+1"


@pytest.mark.parametrize(
    ("value", "kept"), [(1.5, 1.5), (float("nan"), None), (float("-inf"), None), (True, True), (7, 7)]
)
def test_numbers_that_are_none_are_empty(value, kept):
    assert cells.cell(value) == kept


def test_json_holds_no_number_that_is_none_at_any_depth():
    assert json.loads(cells.json_text({"a": [1.0, float("nan"), ({"b": float("inf")},)]})) == {
        "a": [1.0, None, [{"b": None}]]
    }
    assert cells.json_text("Суми") == '"Суми"'


@pytest.mark.parametrize("text", ['<a href="x">&amp;</a>', '"', "a & b", "1 < 2", "2 > 1", "Київ"])
def test_escaped_text_is_the_same_in_an_attribute_and_in_content(text):
    element = ET.fromstring(f'<x a="{columns.escaped(text)}">{columns.escaped(text)}</x>')  # noqa: S314 - our own
    assert (element.get("a"), element.text) == (text, text)


def test_characters_that_xml_cannot_hold_are_replaced():
    assert columns.escaped("a\x01b\ufffe") == "a\ufffdb\ufffd"
