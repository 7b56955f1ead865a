"""The versioned store: old or new, never between; one writer; killed writers leave the old."""

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gazetteer.errors import DataCorruptError, UserDataError
from gazetteer.files import swap


def put(user_dir: Path, text: str) -> None:
    with swap.writing(user_dir), swap.new_version(user_dir) as folder:
        (folder / "a.txt").write_text(text)
        (folder / "sub").mkdir()
        (folder / "sub" / "b.txt").write_text(text)


def get(user_dir: Path) -> str | None:
    folder = swap.current_version(user_dir)
    return None if folder is None else (folder / "a.txt").read_text()


def test_nothing_added_is_no_version(tmp_path):
    assert swap.current_version(tmp_path / "missing") is None
    assert get(tmp_path) is None


def test_a_new_version_replaces_the_old_and_two_are_kept(tmp_path):
    for text in "abcd":
        put(tmp_path, text)
        assert get(tmp_path) == text
    assert swap.versions_on_disk(tmp_path) == ["000003", "000004"]


def test_an_error_while_building_leaves_the_old(tmp_path):
    put(tmp_path, "old")
    folder_is_a_file = pytest.raises(IsADirectoryError)
    with folder_is_a_file, swap.writing(tmp_path), swap.new_version(tmp_path) as folder:
        folder.write_text("half")
    assert get(tmp_path) == "old"
    assert [p.name for p in (tmp_path / "versions").iterdir()] == ["000001"]


def test_a_full_disk_leaves_the_old_and_says_so(tmp_path):
    put(tmp_path, "old")
    with (
        pytest.raises(UserDataError, match=r"no space left .* still in force"),
        swap.writing(tmp_path),
        swap.new_version(tmp_path),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert get(tmp_path) == "old"


@pytest.mark.parametrize("line", ["../../etc", "", "000009", "000001/../x", "\xff"])
def test_a_pointer_that_names_no_version_is_refused(tmp_path, line):
    put(tmp_path, "old")
    (tmp_path / "current").write_bytes(line.encode("latin-1"))
    with pytest.raises(DataCorruptError, match="data rebuild"):
        swap.current_version(tmp_path)


def test_a_second_writer_waits_and_then_says_why(tmp_path):
    held, done = threading.Event(), threading.Event()

    def hold():
        with swap.writing(tmp_path):
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    with pytest.raises(UserDataError, match="another buffermap"), swap.writing(tmp_path, timeout_s=0.2):
        pass
    done.set()
    thread.join()
    put(tmp_path, "free again")
    assert get(tmp_path) == "free again"


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_writer_leaves_the_old_and_no_lock(tmp_path):
    put(tmp_path, "old")
    code = (
        "import sys, time; from pathlib import Path; from gazetteer.files import swap\n"
        "d = Path(sys.argv[1])\n"
        "with swap.writing(d), swap.new_version(d) as folder:\n"
        "    (folder / 'a.txt').write_text('half'); print('ready', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"ready\n"
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    child.stdout.close()
    assert get(tmp_path) == "old"
    put(tmp_path, "new")
    assert get(tmp_path) == "new"
    assert not list((tmp_path / "versions").glob(".building-*"))


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path))
    assert swap.default_user_dir() == tmp_path
    monkeypatch.delenv("BUFFERMAP_DATA_DIR")
    assert "buffermap" in swap.default_user_dir().name


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserDataError, match="BUFFERMAP_DATA_DIR"), swap.writing(tmp_path / "file" / "x"):
        pass


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be flushed there")
def test_the_disk_holds_a_version_before_anything_points_to_it(tmp_path, monkeypatch):
    flushed = []
    really = os.fsync

    def fsync(handle: int) -> None:
        flushed.append((os.fstat(handle).st_ino, get(tmp_path)))
        really(handle)

    put(tmp_path, "old")
    monkeypatch.setattr(os, "fsync", fsync)
    put(tmp_path, "new")
    version = swap.current_version(tmp_path)
    before = {inode for inode, current in flushed if current == "old"}
    written = [version, version / "a.txt", version / "sub" / "b.txt", tmp_path / "current"]
    assert {path.stat().st_ino for path in written} <= before
    assert flushed[-1] == (tmp_path.stat().st_ino, "new")
