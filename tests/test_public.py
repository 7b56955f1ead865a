"""The public names: the same for Python, type checkers and editors; one root for all errors."""

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import buffermap as bm
import gazetteer.errors
import geo.errors

STUB = Path(bm.__file__).with_suffix(".pyi")
USER = """
import buffermap as bm

articles = bm.read("seeds")
reveal_type(articles)
reveal_type(bm.extract(articles, home="UA", jobs=2))
stretch = bm.border("EE-LV", along="Valga")
reveal_type(stretch)
reveal_type(stretch.to_gdf())
zone = bm.zone(stretch, depth="5 km")
reveal_type(zone)
reveal_type(zone.settlements())
reveal_type(bm.resolve("Valga", limit=1)[0].name)
reveal_type(bm.BufferMap(None, zone).data)
try:
    bm.boundary("Valgamaa")
except bm.BuffermapError as error:
    reveal_type(error)
bm.resolve("Valga", limt=1)
bm.zone(stretch, depht="5 km")
bm.settlement
"""


def public_names():
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    return {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_dir_offers_the_stub_and_nothing_else():
    for module in ("buffermap.cli", "buffermap.pipeline"):
        importlib.import_module(module)
    assert set(dir(bm)) == public_names() | {"__version__"}
    assert set(bm.__all__) == set(dir(bm))
    with pytest.raises(AttributeError, match="nonesuch"):
        bm.nonesuch  # noqa: B018 - asking is the point


def test_type_checkers_see_every_type_and_every_slip(tmp_path):
    pytest.importorskip("mypy", reason="needs mypy: pip install -e .[dev]")
    script = tmp_path / "user.py"
    script.write_text(USER, encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-error-summary",
            "--cache-dir",
            str(tmp_path / "cache"),
            str(script),
        ],
        cwd=STUB.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line.split(": ", 2)[2] for line in run.stdout.splitlines()]
    revealed = [line.split('"')[1].rpartition(".")[2] for line in told if line.startswith("Revealed")]
    assert revealed == [
        "Articles", "GeoDataFrame", "Border", "GeoDataFrame", "Zone", "GeoDataFrame", "str", "PageData", "BuffermapError",
    ]  # fmt: skip
    slips = [line for line in told if "limt" in line or "depht" in line or "settlement" in line]
    assert len(slips) == 3, run.stdout


def test_nothing_public_hides_its_options():
    for name in dir(bm):
        thing = getattr(bm, name)
        if inspect.isfunction(thing) or name in {"BufferMap", "Zone"}:
            kinds = {parameter.kind for parameter in inspect.signature(thing).parameters.values()}
            assert inspect.Parameter.VAR_KEYWORD not in kinds, name


def test_every_error_has_one_root_and_is_exported():
    for module in (geo.errors, gazetteer.errors, importlib.import_module("buffermap.errors")):
        for name, thing in vars(module).items():
            if inspect.isclass(thing) and issubclass(thing, Exception):
                assert issubclass(thing, bm.BuffermapError), name
                assert getattr(bm, name) is thing
    with pytest.raises(bm.BuffermapError) as told:
        bm.boundary("Nosuchplacenamedthis")
    assert isinstance(told.value, bm.UnknownPlaceError)
    assert isinstance(told.value, LookupError)
    with pytest.raises(bm.BuffermapError):
        bm.zone(bm.border("EE-LV"), depth_m=-5)


def test_every_public_function_can_be_called_after_every_module_is_imported():
    """A module imported later would stand under its name in the package, in the place of the function."""
    for module in pkgutil.walk_packages(bm.__path__, "buffermap."):
        if module.name != "buffermap.__main__":
            importlib.import_module(module.name)
    for name in dir(bm):
        if name != "__version__":
            assert callable(getattr(bm, name)), name
