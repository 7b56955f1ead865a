import tracemalloc

import pytest

from gazetteer.errors import DataCorruptError, DataMissingError
from gazetteer.files.store import Gazetteer, added_layers, open_gazetteer
from gazetteer.text.names import NameFlag
from gazetteer.userdata.layer_files import Row, build_layer
from gazetteer.userdata.records import write_manifest
from tests.gazetteer.toy_places import build_toy


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    return build_toy(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def toy(data_dir):
    return Gazetteer.open(data_dir)


def names(gazetteer, rows):
    return sorted(gazetteer.name(int(row)) for row in rows)


def test_a_name_leads_to_its_places_with_the_kind_of_name(toy):
    (match,) = toy.match("МІСТО")
    assert toy.name(match.row) == "Misto"
    assert match.flags & NameFlag.ALTERNATE
    assert toy.match("misto") == [(match.row, NameFlag.OFFICIAL)]
    assert toy.match("nowhere") == []


def test_beginnings_of_names_are_known(toy):
    assert toy.has("Velykyi-Hai")
    assert toy.has_prefix("velykyi h")
    assert not toy.has_prefix("velykyi x")
    assert list(toy.names_from("zak")) == ["zakhid"]


def test_codes_and_ids_lead_to_rows_and_back(toy):
    row = toy.row_of_code("UA.21")
    assert toy.name(row) == "East Oblast"
    assert toy.code(row) == "UA.21"
    assert toy.row_of(101) == row
    assert toy.row_of(5) is None
    assert toy.row_of_code("UA.99") is None
    assert toy.name(toy.row_of_code("UA.21.7")) == "East Raion"
    # codes are no names
    assert toy.match("UA.21") == []


def test_a_place_has_everything_that_is_known(toy):
    place = toy.place(toy.row_of(1001))
    assert (place.name, place.kind, place.lat, place.lon) == ("Velykyi Hai", "settlement", 51.0, 35.0)
    assert (place.country, place.admin1, place.admin1_code, place.admin2) == (
        "UA", "East Oblast", "UA.21", "East Raion",
    )  # fmt: skip
    assert (place.population, place.population_source, place.layer) == (2500, "GeoNames", "embedded")


def test_unknown_values_are_none(toy):
    place = toy.place(toy.row_of(1005))
    assert place.population is None
    assert place.population_source is None
    assert place.name_local is None
    assert place.section_of is None
    assert place.admin2 is None


def test_a_place_without_a_point_has_none(tmp_path):
    nan = float("nan")
    build_layer([Row(-5, "the West", "region", nan, nan)], tmp_path / "places")
    place = Gazetteer.open(tmp_path).place(0)
    assert (place.lat, place.lon, place.geonameid) == (None, None, -5)


def test_the_hierarchy_holds(toy):
    row = toy.row_of(1001)
    assert toy.name(toy.admin2_row[row]) == "East Raion"
    assert toy.name(toy.admin1_row[row]) == "East Oblast"
    assert toy.admin2_row[toy.row_of(1002)] == -1
    east = toy.row_of(101)
    assert toy.admin1_row[east] == east
    assert names(toy, toy.children(east)) == ["East Raion", "Misto", "Nova"]


def test_sections_of_cities_are_found_but_not_counted(toy):
    section = toy.row_of(1003)
    assert toy.section_row[section] == toy.row_of(1002)
    assert toy.place(section).section_of == 1002
    assert names(toy, toy.settlement_rows()) == ["Kut", "Misto", "Velykyi Hai", "Zakhid"]


@pytest.mark.parametrize("feature", ["PPLX", "PPLH", "PPLQ", "PPLW"])
def test_sections_historical_and_abandoned_places_are_no_settlements(tmp_path, feature):
    rows = [
        Row(1, "A", "settlement", 0, 0, feature="PPL"),
        Row(2, "B", "settlement", 0, 0, feature=feature),
    ]
    build_layer(rows, tmp_path / "places")
    gazetteer = Gazetteer.open(tmp_path)
    assert names(gazetteer, gazetteer.settlement_rows()) == ["A"]


def test_settlements_by_box_and_country(toy):
    assert names(toy, toy.settlement_rows(bbox=(34, 50.5, 36, 52))) == ["Velykyi Hai"]
    assert names(toy, toy.settlement_rows(bbox=(34, 49, -170, 52))) == ["Misto", "Velykyi Hai"]
    assert len(toy.settlement_rows(countries=["MD"])) == 0
    assert len(toy.settlement_rows(countries=["UA", "XX"])) == 4


def layered(data_dir, tmp_path, *layers):
    """Open the toy with layers over it, as the user's data folder holds them."""
    version = tmp_path / "user" / "versions" / "000001"
    for number, (name, rows) in enumerate(layers):
        build_layer(rows, version / "places" / f"{number:03d}-{name}", name=name)
    write_manifest(version, [])
    (tmp_path / "user" / "current").write_text("000001\n")
    return Gazetteer.open(data_dir, user_dir=tmp_path / "user")


def test_an_added_place_hides_the_embedded_one_and_keeps_its_names(data_dir, tmp_path):
    over = [
        Row(1002, "Misto Nove", "settlement", 50.001, 36.001, "UA", 1_200_000, "PPLA", 101, source="survey"),
        Row(2001, "Selo", "settlement", 50.2, 36.2, "UA", -1, "PPL", 111, source="survey"),
    ]
    both = layered(data_dir, tmp_path, ("mine", over))
    (match,) = both.match("Місто")
    place = both.place(match.row)
    assert (place.name, place.population, place.layer, place.population_source) == (
        "Misto Nove", 1_200_000, "mine", "survey",
    )  # fmt: skip
    assert place.admin1 == "East Oblast"
    assert names(both, both.settlement_rows()) == ["Kut", "Misto Nove", "Selo", "Velykyi Hai", "Zakhid"]
    # the section of the hidden row is a section of the row that hides it
    assert both.place(both.row_of(1003)).section_of == 1002
    assert both.place(both.row_of(2001)).admin2 == "East Raion"
    assert len(both.match("misto")) == 1


def test_of_two_added_layers_the_upper_one_is_seen(data_dir, tmp_path):
    low = [Row(1005, "Kut", "settlement", 50.5, 30.5, "UA", 10)]
    high = [Row(1005, "Kut", "settlement", 50.5, 30.5, "UA", 20)]
    both = layered(data_dir, tmp_path, ("low", low), ("high", high))
    assert [both.place(match.row).population for match in both.match("kut")] == [20]


def test_a_damaged_or_missing_store_says_so(tmp_path, data_dir):
    with pytest.raises(DataMissingError, match="no places in"):
        Gazetteer.open(tmp_path)
    build_toy(tmp_path)
    (tmp_path / "places" / "shard-000" / "names.marisa").unlink()
    with pytest.raises(DataMissingError, match=r"names\.marisa is missing"):
        Gazetteer.open(tmp_path)
    build_toy(tmp_path)
    (tmp_path / "places" / "shard-000" / "names.marisa").write_bytes(b"nonsense")
    with pytest.raises(DataCorruptError, match=r"names\.marisa is damaged"):
        Gazetteer.open(tmp_path)
    del data_dir


def test_no_user_data_means_no_added_layers():
    assert added_layers() == []


def test_the_embedded_gazetteer_is_opened_once():
    assert open_gazetteer() is open_gazetteer()


def test_opening_takes_little_memory():
    Gazetteer.open()
    tracemalloc.start()
    gazetteer = Gazetteer.open()
    gazetteer.match("Kharkiv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
