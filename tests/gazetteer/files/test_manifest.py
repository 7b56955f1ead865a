import pytest

from gazetteer.build.manifest import record
from gazetteer.build.sources import OWN
from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.files import manifest
from gazetteer.models.model import MODEL_FILE, open_model


@pytest.fixture
def data(tmp_path):
    (tmp_path / "__init__.py").touch()
    (tmp_path / "x.bin").write_bytes(b"abc")
    record(tmp_path / "x.bin", description="three letters", sources=[OWN], data=tmp_path, notes={"count": 3})
    return tmp_path


def test_an_entry_says_what_a_file_is(data):
    (entry,) = manifest.load(data)
    assert (entry.file, entry.description, entry.bytes, entry.notes) == (
        "x.bin",
        "three letters",
        3,
        {"count": 3},
    )
    assert entry.sources[0].licence == "MIT"
    assert entry.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert manifest.verify(data) == [entry]
    assert manifest.attributions([entry, entry]) == [OWN.attribution]


def test_a_changed_file_is_refused_with_both_hashes(data):
    (data / "x.bin").write_bytes(b"abd")
    with pytest.raises(DataCorruptError, match=r"has SHA-256 a52d15.*, the manifest says ba7816"):
        manifest.verify(data)


def test_a_missing_file_is_named(data):
    (data / "x.bin").unlink()
    with pytest.raises(DataMissingError, match=r"x\.bin is missing"):
        manifest.verify(data)


def test_files_that_are_gone_leave_the_manifest(data):
    (data / "y.bin").write_bytes(b"y")
    (data / "x.bin").unlink()
    record(data / "y.bin", description="a letter", sources=[OWN], data=data)
    assert [entry.file for entry in manifest.load(data)] == ["y.bin"]


def test_no_manifest_and_a_broken_one(tmp_path):
    with pytest.raises(DataMissingError, match=r"manifest\.json is missing"):
        manifest.load(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(DataCorruptError, match=r"manifest\.json is damaged"):
        manifest.load(tmp_path)


def test_what_ships_is_what_the_manifest_says():
    entries = manifest.verify()
    assert {entry.file.split("/")[0] for entry in entries} >= {"places"}
    assert sum(entry.bytes for entry in entries if entry.file.startswith("places/")) <= 21_000_000
    assert sum(entry.bytes for entry in entries) <= 40_000_000
    assert all(source.licence and source.attribution for entry in entries for source in entry.sources)


def test_the_model_that_ships_says_what_it_was_trained_on_and_how_well_it_does():
    (entry,) = [entry for entry in manifest.load() if entry.file == MODEL_FILE]
    meta = open_model().meta
    for key in ("trained_on", "usage_cross_validated", "cross_corpus", "cross_validated"):
        assert entry.notes[key] == meta[key]
    assert meta["cross_corpus"]["tr-news"]["end_to_end_f1"] > 0.75
    assert meta["usage_cross_validated"]["all"]["associative_f1"] > 0.8
