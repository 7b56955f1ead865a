import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.files.blocks import Blocks, pack_lines, unpack_lines, write_blocks

vertex = st.tuples(st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000))
lines = st.lists(st.lists(vertex, min_size=2, max_size=9), min_size=1, max_size=5)


@given(lines)
def test_exact_lines_come_back_to_the_unit(given_lines):
    vertices, starts = unpack_lines(pack_lines([np.array(line) for line in given_lines]))
    assert starts.tolist() == np.cumsum([0, *map(len, given_lines)]).tolist()
    assert vertices.tolist() == [list(vertex) for line in given_lines for vertex in line]


@given(lines)
def test_coarse_lines_keep_their_ends_and_round_the_rest(given_lines):
    vertices, starts = unpack_lines(pack_lines([np.array(line) for line in given_lines], unit=100))
    for line, begin, end in zip(given_lines, starts[:-1], starts[1:], strict=True):
        found = vertices[begin:end]
        assert found[0].tolist() == list(line[0])
        assert found[-1].tolist() == list(line[-1])
        assert np.abs(found - np.array(line)).max() <= 50


def test_blocks_are_found_by_name_and_the_same_input_gives_the_same_bytes(tmp_path):
    blocks = {"RU-UA": b"line" * 100, "UA": b"coast"}
    for name in ("a", "b"):
        write_blocks(tmp_path / name, blocks, meta={"lacking": {"XK": "…"}})
    opened = Blocks(tmp_path / "a")
    assert {name: opened.read(name) for name in opened} == blocks
    assert opened.meta == {"lacking": {"XK": "…"}}
    assert "UA" in opened
    assert "FR" not in opened
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_that_is_replaced_does_not_disturb_its_readers(tmp_path):
    path = tmp_path / "blocks"
    write_blocks(path, {"UA": b"first"}, meta={})
    opened = Blocks(path)
    write_blocks(path, {"FR": b"other", "UA": b"second" * 50}, meta={})
    assert opened.read("UA") == b"first"


def test_missing_and_damaged_files_say_what_to_do(tmp_path):
    with pytest.raises(DataMissingError, match="reinstall"):
        Blocks(tmp_path / "none")
    (tmp_path / "other").write_bytes(b"PK\x03\x04" * 20)
    with pytest.raises(DataCorruptError, match="not a file of boundaries"):
        Blocks(tmp_path / "other")
    write_blocks(tmp_path / "cut", {"UA": b"coast" * 1000}, meta={})
    content = (tmp_path / "cut").read_bytes()
    (tmp_path / "cut").write_bytes(content[:-10])
    with pytest.raises(DataCorruptError, match="damaged at UA"):
        Blocks(tmp_path / "cut").read("UA")
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(DataCorruptError, match="damaged"):
        Blocks(tmp_path / "empty")
