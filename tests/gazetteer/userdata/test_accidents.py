"""Real processes that change the user's data and are killed, or run out of space, at moments they do not choose."""

import os
import subprocess
import sys

import pytest

from gazetteer.userdata.library import Library
from tests.benchmarks.kill_userdata import WRITER, edition, found, main
from tests.gazetteer.toy_places import build_toy

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and limits")


@pytest.mark.slow
def test_killed_writers_leave_old_or_new_and_readers_never_see_half(tmp_path, capsys):
    main(6, 300, build_toy(tmp_path / "toy"), tmp_path)
    assert "every time whole and readable" in capsys.readouterr().out


def test_a_disk_that_fills_up_at_any_file_leaves_the_old(tmp_path):
    """A limit on the size of files stands in for the disk: it stops the dump, the columns or the index of names."""
    import resource

    library = Library(user_dir=tmp_path / "user", data_dir=build_toy(tmp_path / "toy"))
    library.add_dump(edition(tmp_path / "old.txt", "Starselo", 200), countries=["UA"])
    new = edition(tmp_path / "new.txt", "Novoselo", 1500)
    sizes = sorted(path.stat().st_size for path in library.user_dir.rglob("*") if path.is_file())
    refused = 0
    for limit in (1, sizes[-1] // 2, 40_000, 60_000, new.stat().st_size - 1):
        child = subprocess.run(
            [sys.executable, "-c", WRITER, library.user_dir, library.data_dir, new],
            input=b"go\n",
            capture_output=True,
            check=False,
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        if child.returncode:
            refused += 1
            assert b"no space left" in child.stderr
            assert found(library) == "Starselo"
    assert refused >= 4
    library.add_dump(new, countries=["UA"])
    assert found(library) == "Novoselo"
