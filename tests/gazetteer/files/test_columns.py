import os

import numpy as np
import pytest

from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.files.columns import read_columns, write_columns

COLUMNS = {
    "id": np.array([1, 2, 3], np.int32),
    "empty": np.array([], np.float64),
    "size": np.array([0.5, 1.5, 2.5]),
}


def test_columns_come_back_as_they_were_written(tmp_path):
    write_columns(tmp_path / "x", COLUMNS, {"who": "Ö"})
    columns, meta = read_columns(tmp_path / "x")
    assert meta == {"who": "Ö"}
    for name, column in COLUMNS.items():
        assert columns[name].tolist() == column.tolist()
        assert columns[name].dtype == column.dtype


def test_the_same_columns_give_the_same_bytes_and_leave_nothing_beside(tmp_path):
    for name in ("a", "b"):
        write_columns(tmp_path / name, COLUMNS, {"k": 1, "j": 2})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_mapped_columns_cannot_be_written(tmp_path):
    write_columns(tmp_path / "x", COLUMNS, {})
    columns, _ = read_columns(tmp_path / "x")
    with pytest.raises(ValueError, match="read-only"):
        columns["id"][0] = 9


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataMissingError, match=r"nowhere is missing: install buffermap again"):
        read_columns(tmp_path / "nowhere")


@pytest.mark.parametrize("keep", [0, 4, 12, 40, 150])
def test_a_shortened_file_is_refused(tmp_path, keep):
    write_columns(tmp_path / "x", COLUMNS, {})
    data = (tmp_path / "x").read_bytes()
    (tmp_path / "x").write_bytes(data[:keep])
    with pytest.raises(DataCorruptError, match="x is "):
        read_columns(tmp_path / "x")


def test_the_disk_holds_all_columns_before_the_file_takes_its_place(tmp_path, monkeypatch):
    flushed = []
    really = os.fsync

    def fsync(handle: int) -> None:
        flushed.append((os.fstat(handle).st_size, (tmp_path / "x").exists()))
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_columns(tmp_path / "x", COLUMNS, {})
    assert flushed == [((tmp_path / "x").stat().st_size, False)]
