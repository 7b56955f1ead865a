"""Two toy countries and their border, and where the corpora for measuring are."""

import os
from pathlib import Path

import pytest
import shapely
from hypothesis import settings

from geo.border import Border

# Property tests look for new counterexamples on a developer's machine; a check of a change is the same every time.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

#        30°E
#   WW    |    EE
#   WW    |    EE      a meridian of one degree: 51°N down to 50°N
#   WW    |    EE


@pytest.fixture
def toy_border() -> Border:
    """The border of the toy countries WW and EE, along the meridian 30°E from 50°N to 51°N."""
    return Border(
        line=shapely.MultiLineString([[(30.0, 50.0), (30.0, 51.0)]]),
        sides={"WW": shapely.box(25, 48, 30, 53), "EE": shapely.box(30, 48, 35, 53)},
        name="EE-WW",
        accuracy_m=200.0,
    )


@pytest.fixture
def eval_dir() -> Path:
    """Folder of the corpora that may not be redistributed; tests that need it skip without it."""
    path = os.environ.get("BUFFERMAP_EVAL_DIR")
    if not path or not Path(path).is_dir():
        pytest.skip("needs corpora that may not be redistributed: set BUFFERMAP_EVAL_DIR to their folder")
    return Path(path)


@pytest.fixture(autouse=True)
def no_user_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the data that the person at this machine has added."""
    monkeypatch.setenv("BUFFERMAP_DATA_DIR", str(tmp_path / "user-data"))
