"""QGIS, without a screen, opens what we write, and draws it as the styles in the file say."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

from buffermap import export
from tests.buffermap.export.test_export import PROVENANCE, places, zones

SYSTEM_PYTHON = "/usr/bin/python3"


@cache
def why_not() -> str:
    """Why QGIS cannot be asked; empty where it can."""
    if not Path(SYSTEM_PYTHON).exists():
        return f"no {SYSTEM_PYTHON}, the Python that QGIS would belong to"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False)
    return "" if asked.returncode == 0 else "QGIS is not installed (apt-get install qgis)"


@pytest.fixture
def qgis_reads(tmp_path):
    if why_not():
        pytest.skip(why_not())

    def read(*paths):
        done = subprocess.run(
            [SYSTEM_PYTHON, Path(__file__).with_name("qgis_reads.py"), tmp_path, *paths],
            capture_output=True, text=True, check=True, timeout=120,
            env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        )  # fmt: skip
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    return read


def test_layers_styles_and_texts(qgis_reads, tmp_path):
    files = []
    for suffix in ("gpkg", "geojson", "kml"):
        path = tmp_path / f"out.{suffix}"
        layers = {"zones": zones()} if suffix == "geojson" else {"zones": zones(), "settlements": places()}
        export.write(layers, path, provenance=PROVENANCE)
        files.append(path)
    found = qgis_reads(*files)
    assert [(one["layer"], one["rows"]) for one in found] == [
        ("zones", 2), ("settlements", 3), ("out", 2), ("zones", 2), ("settlements", 3),
    ]  # fmt: skip
    assert {one["valid"] for one in found} == {True}
    assert {one["broken"] for one in found} == {0}
    assert {one["crs"] for one in found} == {"EPSG:4326"}
    zone_layer, settlement_layer, *_ = found
    assert zone_layer["drawn_with"] == ["LinePatternFill", "SimpleLine"]
    assert zone_layer["abstract"] == PROVENANCE.coverage
    assert (settlement_layer["renderer"], settlement_layer["labels"]) == ("RuleRenderer", True)
    assert "Суми" in settlement_layer["first"]
    assert found[3]["renderer"] == "embeddedSymbol"  # the styles of the KML
    assert (tmp_path / "qgis.png").stat().st_size > 2000
