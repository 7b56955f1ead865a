"""Added data that changed after they were written are found when they are opened."""

import os

import pytest

from gazetteer.errors import DataCorruptError
from gazetteer.files.intact import CHECKED, require_intact
from gazetteer.userdata.records import write_manifest

NAMES = "places/000-mine/shard-000/names.marisa"


@pytest.fixture
def version(tmp_path):
    folder = tmp_path / "versions" / "000001"
    (folder / NAMES).parent.mkdir(parents=True)
    (folder / NAMES).write_bytes(bytes(range(256)) * 40)
    write_manifest(folder, [])
    return folder


def test_whole_data_are_hashed_once(version, monkeypatch):
    require_intact(version)
    assert (version.parent.parent / CHECKED).is_file()
    monkeypatch.setattr("gazetteer.files.intact._sha256", lambda _: pytest.fail("hashed again"))
    require_intact(version)


@pytest.mark.parametrize("at", [0, 5000, 10239])
def test_a_flipped_byte_is_found_though_the_data_were_whole_before(version, at):
    require_intact(version)
    path = version / NAMES
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    with pytest.raises(DataCorruptError, match=r"names\.marisa is damaged.*data rebuild"):
        require_intact(version)


def test_missing_and_shortened_files_are_named(version):
    path = version / NAMES
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DataCorruptError, match=r"names\.marisa is damaged"):
        require_intact(version)
    path.unlink()
    with pytest.raises(DataCorruptError, match=r"names\.marisa is missing"):
        require_intact(version)


@pytest.mark.parametrize("text", ["", "[]", '{"files": [1]}', '{"files": {"places/a": {}}}'])
def test_a_damaged_manifest_is_one_line(version, text):
    (version / "manifest.json").write_text(text)
    with pytest.raises(DataCorruptError, match=r"manifest\.json is missing or damaged"):
        require_intact(version)


def test_a_damaged_note_of_what_was_checked_is_written_anew(version):
    stamp = version.parent.parent / CHECKED
    stamp.write_text("[1, 2")
    require_intact(version)
    assert stamp.read_text().startswith("{")
