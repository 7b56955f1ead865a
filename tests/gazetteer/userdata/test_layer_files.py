import math

import pytest

from gazetteer.files.store import Gazetteer
from gazetteer.text.names import NameFlag
from gazetteer.userdata import layer_files as layer_module
from gazetteer.userdata.layer_files import Row, build_layer


def rows(count):
    return (
        Row(1000 + (i * 7919) % count, f"Selo {i}", "settlement", 50 + i * 1e-5, 30.0, "UA", i or -1)
        for i in range(count)
    )


def test_a_large_layer_is_cut_into_shards_and_reads_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(layer_module, "SHARD_ROWS", 40)
    assert build_layer(rows(101), tmp_path / "places", name="dump") == 101
    assert len(list((tmp_path / "places").iterdir())) == 3
    gazetteer = Gazetteer.open(tmp_path)
    assert gazetteer.size == 101
    for i in (0, 39, 40, 100):
        (match,) = gazetteer.match(f"selo {i}")
        place = gazetteer.place(match.row)
        assert place.geonameid == 1000 + (i * 7919) % 101
        assert place.lat == pytest.approx(50 + i * 1e-5, abs=1e-9)
        assert place.layer == "dump"
        assert gazetteer.row_of(place.geonameid) == match.row


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        build_layer(rows(50), tmp_path / name / "places")
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file())
    assert len(files) == 3
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_building_again_replaces_and_leaves_nothing_beside(tmp_path):
    build_layer(rows(5), tmp_path / "places")
    build_layer(rows(3), tmp_path / "places")
    assert [p.name for p in tmp_path.iterdir()] == ["places"]
    assert Gazetteer.open(tmp_path).size == 3


def test_a_failure_leaves_the_old_layer(tmp_path):
    build_layer(rows(5), tmp_path / "places")

    def broken():
        yield from rows(2)
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        build_layer(broken(), tmp_path / "places")
    assert Gazetteer.open(tmp_path).size == 5


def test_all_kinds_of_names_are_kept_apart(tmp_path):
    row = Row(
        1, "Kursk Oblast", "admin1", math.nan, math.nan, "RU", code="RU.41", name_local="Курская область",
        names=(("Kursk", NameFlag.SHORT), ("KRS", NameFlag.CODE), ("Kursk", NameFlag.ENGLISH), ("", NameFlag.ENGLISH)),
    )  # fmt: skip
    build_layer([row], tmp_path / "places")
    gazetteer = Gazetteer.open(tmp_path)
    assert gazetteer.match("kursk")[0].flags == NameFlag.SHORT | NameFlag.ENGLISH
    assert gazetteer.match("krs")[0].flags == NameFlag.CODE
    assert gazetteer.match("Курская  Область")[0].flags == NameFlag.LOCAL
    assert gazetteer.match("") == []
