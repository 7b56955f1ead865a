"""``buffermap data`` from the outside: what it prints, what it keeps, how it fails."""

import json
import zipfile

import pandas as pd
import pytest
from click.testing import CliRunner

from buffermap.cli import data as cli_data
from buffermap.cli.data import command
from buffermap.userdata import UserData
from gazetteer.errors import LayerError, SourceUnavailableError
from gazetteer.files import manifest
from gazetteer.userdata.library import Library
from tests.gazetteer.http_server import serve, status, whole
from tests.gazetteer.toy_places import build_toy
from tests.gazetteer.userdata.test_dump import line


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command over a toy gazetteer; errors come through as exceptions."""
    library = Library(user_dir=tmp_path / "user", data_dir=build_toy(tmp_path / "data"))
    entry = manifest.Entry(
        file="places/x",
        description="Settlements",
        bytes=5_000_000,
        sha256="ab" * 32,
        sources=(
            manifest.SourceNote(name="Toy", version="1", licence="CC0", attribution="Toy makers", sha256=""),
        ),
        notes={
            "missing": ["XX", "YY", "ZZ", "QQ"] * 20,
            "accuracy_m": 200,
            "gaps": [{"between": "AA-BB", "note": "nobody's island", "owner": ""}],
        },
    )
    data = UserData()
    data.library = library
    monkeypatch.setattr(cli_data, "_data", lambda: data)
    monkeypatch.setattr(manifest, "load", lambda: [entry])
    monkeypatch.setattr(manifest, "verify", lambda: [entry])

    def invoke(*args, stdin=None):
        return CliRunner().invoke(command, list(args), input=stdin, catch_exceptions=False)

    invoke.library = library
    return invoke


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_text(line(2001, "Selo") + line(1001, "Velykyi Hai", lat="51.0", lon="35.0"))
    return path


def test_info_names_sources_licences_and_gaps(run):
    result = run("info")
    assert "places/x: Settlements (5.0 MB, sha256 abababababababab…)" in result.output
    assert "Toy 1, CC0: Toy makers" in result.output
    assert "  missing: XX; YY; ZZ; and 77 more (all of them with -f json)" in result.output
    assert "  accuracy (m): 200" in result.output
    assert "  gaps: between AA-BB, note nobody's island\n" in result.output
    assert "none; `buffermap data add UA`" in result.output


def test_a_dump_is_added_shown_verified_and_removed(run, dump):
    added = run("add", "ua", "--from", str(dump))
    assert added.exit_code == 0
    assert "GeoNames UA: 2 places, 1 known before, 1 new" in added.output
    assert "CC BY 4.0, GeoNames, geonames.org" in added.output
    shown = json.loads(run("info", "-f", "json").output)
    assert shown["added"][0]["name"] == "GeoNames UA"
    assert shown["embedded"][0]["sources"][0]["licence"] == "CC0"
    assert "as they were written" in run("verify").output
    assert "GeoNames UA" in run("rebuild").output
    assert "removed GeoNames UA" in run("remove", "GeoNames UA").output
    assert "none;" in run("info").output


def test_a_layer_shows_its_columns_and_the_file_of_conflicts(run, tmp_path):
    path = tmp_path / "villages.csv"
    table = {"NAZVA": ["Hai", "Velykyi Hai"], "lat": [50.9, 51.0], "lon": [35.3, 35.0], "pop": [5, 99_000]}
    pd.DataFrame(table).to_csv(path, index=False)
    result = run(
        "add", "--layer", str(path), "--name", "COD-AB 2025", "--country", "UA", "--licence", "CC BY-IGO"
    )
    assert "columns: name=NAZVA lat=lat lon=lon population=pop" in result.stderr
    assert "COD-AB 2025: 2 places, 1 known before, 1 new, 1 conflicts listed" in result.stdout
    assert "conflicts.csv" in result.stdout
    assert "CC BY-IGO" in run("info").output


def test_unclear_columns_are_asked_for_or_named(run, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(
        "foo,bar,lat,lon\n" + "".join(f"Hai {c},Lis {c},50.{i}1,35.{i}1\n" for i, c in enumerate("ABC"))
    )
    with pytest.raises(LayerError, match="--map name=COLUMN"):
        run("add", "--layer", str(path))
    assert run("add", "--layer", str(path), "--map", "name=bar").exit_code == 0
    assert run.library.gazetteer().match("Lis A")
    monkeypatch.setattr(cli_data, "_is_interactive", lambda: True)
    asked = run("add", "--layer", str(path), stdin="foo\n")
    assert "Which column holds name?" in asked.stderr
    assert run.library.gazetteer().match("Hai A")


@pytest.mark.parametrize(
    "args", [[], ["UA", "--layer", "x.csv"], ["--layer", "x.csv", "--boundaries", "y.gpkg"]]
)
def test_wrong_usage_is_exit_2(run, args):
    assert run("add", *args).exit_code == 2


def test_boundaries_are_added(run, tmp_path, monkeypatch):
    from shapely.geometry import box

    from tests.gazetteer.userdata.test_library import oblasts

    monkeypatch.setattr(cli_data._data(), "country_polygon", lambda _: box(28, 48, 38, 52))
    result = run("add", "--boundaries", str(oblasts(tmp_path / "adm1.gpkg")))
    assert "adm1: 2 areas of level 1, 2 of them tied" in result.output
    assert "0 km² of the areas lie outside UA" in result.output


def test_a_mirror_is_used_and_a_failure_is_one_error(run, tmp_path):
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("UA.txt", line(2001, "Selo"))
    with serve(whole(path.read_bytes())) as server:
        result = run("add", "UA", "--mirror", server.url, "--no-alternates")
    assert result.exit_code == 0
    with serve(status(404)) as server, pytest.raises(SourceUnavailableError, match="404"):
        run("add", "MD", "--mirror", server.url)


def test_damage_is_named_and_exit_1(run, dump):
    from buffermap.errors import InputError

    run("add", "UA", "--from", str(dump))
    (path,) = run.library.user_dir.glob("versions/*/places/*/shard-000/names.marisa")
    path.write_bytes(b"?")
    with pytest.raises(InputError, match="data rebuild"):
        run("verify")
