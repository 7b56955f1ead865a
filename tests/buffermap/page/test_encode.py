"""Page data as JSON and packed numbers: nothing lost, nothing that could end its script element."""

import base64
import dataclasses
import gzip
import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from buffermap.page.data import FORMAT
from buffermap.page.wire import encode, pack, topology, world
from tests.browser import invented

#   +-----+-----+
#   |  a  |  b  |      two squares with a side in common, and a line along half of it
#   +-----+-----+
A = shapely.box(0, 0, 1, 1)
B = shapely.box(1, 0, 2, 1)


def unpacked(stream: bytes) -> list[int]:
    """Undo zigzag LEB128, digit by digit."""
    values, value, shift = [], 0, 0
    for byte in stream:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append(-(value + 1) // 2 if value & 1 else value // 2)
            value = shift = 0
    return values


@given(st.lists(st.integers(-(2**33), 2**33), min_size=1))
def test_varints_come_back(values: list[int]) -> None:
    assert unpacked(pack.varints(np.array(values, np.int64))) == values


@given(st.binary(max_size=40))
def test_text_of_bytes_is_base_85_without_what_means_something_in_html(data: bytes) -> None:
    text = pack.text85(data)
    assert pack.standard85(text) == base64.b85encode(data).decode()
    assert not set("<&>") & set(text)


@given(st.lists(st.integers(-(2**31) + 1, 2**31 - 1), min_size=1))
def test_planes_come_back(values: list[int]) -> None:
    raw = (
        np.frombuffer(pack.planes(np.array(values, np.int64)), np.uint8)
        .reshape(4, -1)
        .T.copy()
        .view("<u4")
        .ravel()
    )
    assert [-(int(v) + 1) // 2 if v & 1 else int(v) // 2 for v in raw] == values


def test_a_shared_side_is_one_arc() -> None:
    line = shapely.LineString([(1, 0), (1, 1)])
    built = topology.build([A, B, line], tolerances=[0.0, 0.0, 0.0])
    (shared,) = (abs(ref) if ref >= 0 else ~ref for ref in built.shapes[2][0])
    for shape in built.shapes[:2]:
        assert shared in [ref if ref >= 0 else ~ref for ref in shape[0]]
    assert len(built.arcs) == 3


def test_shapes_come_back_from_their_arcs() -> None:
    shapes = [A, B, shapely.difference(shapely.box(3, 3, 6, 6), shapely.box(4, 4, 5, 5)), A.union(B).boundary]
    built = topology.build(shapes, tolerances=[0.0] * 4)
    for shape, chains in zip(shapes[:3], built.shapes[:3], strict=True):
        rings = [
            np.concatenate([built.arcs[r] if r >= 0 else built.arcs[~r][::-1] for r in refs]) / topology.GRID
            for refs in chains
        ]
        again = shapely.Polygon(rings[0], rings[1:])
        assert shapely.equals(shape, again)


def test_simplifying_keeps_neighbours_together() -> None:
    wiggle = [(1 + 0.01 * (-1) ** i, i / 200) for i in range(1, 200)]
    left = shapely.Polygon([(0, 0), (1, 0), *wiggle, (1, 1), (0, 1)])
    right = shapely.Polygon([(2, 0), (1, 0), *wiggle, (1, 1), (2, 1)])
    built = topology.build([left, right], tolerances=[0.1, 0.001])
    shared = {r if r >= 0 else ~r for r in built.shapes[0][0]} & {
        r if r >= 0 else ~r for r in built.shapes[1][0]
    }
    assert len(shared) == 1
    assert len(built.arcs[shared.pop()]) > 190  # the finer of the two tolerances


@given(st.text(st.characters(codec=None), max_size=80))
def test_json_never_ends_its_script(text: str) -> None:
    block = encode.json_for_script({"t": text})
    assert "<" not in block
    assert "\u2028" not in block
    assert json.loads(block)["t"] == text.encode("utf-8", "replace").decode("utf-8")


@pytest.mark.parametrize(("text", "at", "units"), [("abc", 2, 2), ("🌾ab", 1, 2), ("a🌾🌾b", 3, 5)])
def test_offsets_count_as_javascript_counts(text: str, at: int, units: int) -> None:
    assert encode.utf16(text, at) == units


def block(data: Any) -> dict[str, bytes]:
    """Undo the packing: the parts of a page's data by name."""
    blocks = encode.blocks(data)
    assert not set(blocks.bulk) & set("<&>\"'\\")  # nothing that HTML or a mail would change
    digits = blocks.bulk.translate(str.maketrans(",./", "<&>"))
    bulk = gzip.decompress(base64.b85decode(digits))
    head = json.loads(blocks.head)
    assert head["format"] == FORMAT
    return {name: bulk[start : start + size] for name, (start, size) in head["parts"].items()}


def test_links_mode_carries_no_sentence() -> None:
    text = block(invented.page(text_mode="links"))["data"].decode()
    assert "told to prepare" not in text
    assert "Alderton" in text


def test_no_number_of_zero_is_lost() -> None:
    assert json.loads(block(invented.page())["data"])["mentions"][0]["place"] == 0


def test_the_focus_holds_every_zone() -> None:
    _, _, east, north = encode.focus(invented.page().zone)  # type: ignore[arg-type]
    line = invented.border().line.bounds
    assert north - line[3] > 100_000 / 111_700
    assert (east - line[2]) * np.cos(np.radians(north)) > 100_000 / 111_700


def test_settlements_are_packed_without_loss() -> None:
    table = invented.settlements()
    parts = block(invented.page(settlements=table))
    assert sorted(parts["names"].decode().split("\n")) == sorted(table.name)
    assert "uncertainty" not in parts  # it follows from the population
    assert "id_high" not in parts  # all below 2**30


def test_control_characters_cannot_split_a_name() -> None:
    table = invented.settlements(2)
    table = dataclasses.replace(table, name=("a\nb", "c\x00d", *table.name[2:]))
    names = block(invented.page(settlements=table))["names"].decode().split("\n")
    assert len(names) == len(table)
    assert {"a b", "c d"} <= set(names)


def test_gzip_is_the_same_on_every_python() -> None:
    packed = pack.zipped(b"one and the same")
    assert packed[4:10] == b"\0\0\0\0\0\x03"
    assert gzip.decompress(packed) == b"one and the same"


def test_the_world_is_whole_and_its_neighbours_meet() -> None:
    rings = world.rings()
    assert {"UA", "RU", "PL", "BR", "AU"} <= set(rings)
    ukraine = {tuple(point) for ring in rings["UA"] for point in ring.round(6).tolist()}
    russia = {tuple(point) for ring in rings["RU"] for point in ring.round(6).tolist()}
    assert len(ukraine & russia) > 20
