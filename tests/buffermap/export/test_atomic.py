"""Files whole or not at all: links, pipes, full disks, killed programs, and inputs that stay as they are."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import buffermap as bm
from buffermap.errors import InputError
from buffermap.export.atomic import refuse_overwriting, whole_file

posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and signals of POSIX")

HELD = """
import signal
from pathlib import Path
from buffermap.cli import stopped_in_order
from buffermap.export.atomic import whole_file
with stopped_in_order(), whole_file(Path("page.html")) as draft:
    draft.write_text("half a page")
    print("writing", flush=True)
    signal.pause()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def started(folder: Path) -> "subprocess.Popen[str]":
    program = subprocess.Popen([sys.executable, "-c", HELD], cwd=folder, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "writing\n"
    return program


def test_a_file_is_there_only_when_it_is_whole(tmp_path):
    target = tmp_path / "t.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), whole_file(target) as draft:
        draft.write_text("new \udc80", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "old"
    with whole_file(target) as draft:
        assert draft.suffix == ".txt"
        assert draft.parent != tmp_path
        draft.write_text("new", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["t.txt"]


@posix
def test_a_link_in_the_place_is_replaced_and_not_followed(tmp_path):
    precious, link, nowhere = tmp_path / "precious", tmp_path / "out.csv", tmp_path / "gone.csv"
    precious.write_text("kept", encoding="utf-8")
    link.symlink_to(precious)
    nowhere.symlink_to(tmp_path / "made by us")
    for path in (link, nowhere):
        with whole_file(path) as draft:
            draft.write_text("table", encoding="utf-8")
        assert not path.is_symlink()
        assert path.read_text(encoding="utf-8") == "table"
    assert precious.read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "made by us").exists()


@posix
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    with whole_file(pipe) as draft:
        draft.write_text("through", encoding="utf-8")
    reader.join(10)
    assert got == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_permissions_stay_and_new_files_have_the_usual_ones(tmp_path):
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.touch()
    kept.chmod(0o640)
    old = os.umask(0o027)
    try:
        for path in (kept, new):
            with whole_file(path) as draft:
                assert draft.parent.stat().st_mode & 0o077 == 0
    finally:
        os.umask(old)
    assert [path.stat().st_mode & 0o777 for path in (kept, new)] == [0o640, 0o640]


@posix
def test_a_stopped_program_leaves_nothing(tmp_path):
    program = started(tmp_path)
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=20)
    assert program.returncode == 128 + signal.SIGTERM
    assert names(tmp_path) == []


@posix
def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path):
    killed, running = started(tmp_path), started(tmp_path)
    try:
        killed.kill()
        killed.communicate(timeout=20)
        for left in tmp_path.iterdir():  # old enough not to be one that is being made
            os.utime(left, (1, 1))
        assert len(names(tmp_path)) == 2
        with whole_file(tmp_path / "next.txt"):
            pass
        rest = names(tmp_path)
        assert rest[1:] == ["next.txt"]
        assert (tmp_path / rest[0] / "draft.html").read_text(encoding="utf-8") == "half a page"
    finally:
        running.terminate()
        running.communicate(timeout=20)
    assert names(tmp_path) == ["next.txt"]


@posix
def test_other_peoples_folders_and_planted_links_are_not_swept(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    (tmp_path / ".buffermap-planted").symlink_to(kept)
    with whole_file(tmp_path / "next.txt"):
        pass
    assert (kept / "file").exists()


@posix
def test_a_full_disk_leaves_the_old_page_whole(tmp_path):
    program = """
import resource, buffermap as bm
page = bm.BufferMap(bm.extract("The mayor of Sumy spoke."))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    page.save("page.html")
except bm.InputError as error:
    print(error)
"""
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "page.html: cannot write (file too large); nothing was changed\n"
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["page.html"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("sub", "is a folder; name a file in it"), ("no/x.csv", "there is no folder .*no to write x.csv to")],
)
def test_where_nothing_can_be_written(tmp_path, name, told):
    (tmp_path / "sub").mkdir()
    with pytest.raises(bm.InputError, match=told), whole_file(tmp_path / name):
        pass


def test_inputs_are_known_under_every_name(tmp_path):
    read, new = tmp_path / "read.txt", tmp_path / "new.txt"
    read.touch()
    (tmp_path / "hard").hardlink_to(read)
    (tmp_path / "soft").symlink_to(read)
    (tmp_path / "d").mkdir()
    for name in ("read.txt", "hard", "soft", "d/../read.txt"):
        with pytest.raises(InputError, match="is an input of this command; write to another file"):
            refuse_overwriting([new, tmp_path / name], [tmp_path / "other", read])
    refuse_overwriting([new, "-", os.devnull], [read, "-", os.devnull])
    with pytest.raises(InputError, match="two outputs of this command are called"):
        refuse_overwriting([new, tmp_path / "d" / ".." / "new.txt"], [])


def test_the_disk_holds_a_file_before_it_takes_its_place(tmp_path, monkeypatch):
    target, flushed = tmp_path / "page.html", []
    target.write_text("old")
    really = os.fsync

    def fsync(handle: int) -> None:
        flushed.append((os.fstat(handle).st_size, target.read_text()))
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with whole_file(target) as draft:
        draft.write_text("the new page")
    assert flushed == [(len("the new page"), "old")]
    assert target.read_text() == "the new page"
