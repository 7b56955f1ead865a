"""The data that ship: what must hold of them whatever they are built from."""

import numpy as np
import pytest

from gazetteer.build.divisions import TABLES, short_name
from gazetteer.build.sources import read_table
from gazetteer.files.store import open_gazetteer
from gazetteer.place import KINDS


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def rows_of_kind(gazetteer, kind):
    return np.flatnonzero(gazetteer.kind == KINDS.index(kind))


def test_numbers(gazetteer):
    assert len(rows_of_kind(gazetteer, "country")) == 250
    assert len(rows_of_kind(gazetteer, "settlement")) > 230_000
    assert 51_000 < len(rows_of_kind(gazetteer, "admin1")) + len(rows_of_kind(gazetteer, "admin2")) <= 51_711
    assert len(rows_of_kind(gazetteer, "water")) > 150
    assert len(rows_of_kind(gazetteer, "site")) > 150
    assert (np.diff(gazetteer.geonameid) > 0).all()


@pytest.mark.parametrize(("city", "sections"), [
    (692194, {"Zarichnyi", "Kovpakivskyi", "Basy"}),
    (706483, {"Saltivka", "Pivnichna Saltivka", "Oleksiivka", "Rayon KTZ", "Zhuravlivka", "Velyka Danylivka"}),
    (578072, {"Razumnoye"}),
    (710735, {"Desnianskyi", "Masany", "Koty"}),
])  # fmt: skip
def test_border_cities_count_once(gazetteer, city, sections):
    row = gazetteer.row_of(city)
    linked = np.flatnonzero(gazetteer.section_row == row)
    assert {gazetteer.name(int(r)) for r in linked} == sections
    counted = set(gazetteer.settlement_rows(countries=["UA", "RU"]).tolist())
    assert row in counted
    assert not counted.intersection(linked.tolist())


def test_sections_are_sections_of_larger_settlements_of_the_same_country(gazetteer):
    rows = np.flatnonzero(gazetteer.section_row >= 0)
    cities = gazetteer.section_row[rows]
    assert (gazetteer.population[cities] > gazetteer.population[rows]).all()
    assert (gazetteer.section_row[cities] < 0).all()
    assert (gazetteer.country[cities] == gazetteer.country[rows]).all()


@pytest.mark.parametrize(("code", "lat", "lon"), [
    ("US", 39.76, -98.5), ("UA", 49, 32), ("FR", 46, 2), ("DE", 51.5, 10.5), ("BY", 53, 28), ("MX", 23, -102), ("DZ", 28, 3),
    ("US.CA", 37.25, -119.75), ("RU.41", 51.7, 36.2), ("RU.09", 50.75, 37.5), ("UA.21", 51.0, 34.0), ("DE.02", 49.0, 11.5),
])  # fmt: skip
def test_points_of_countries_and_divisions(gazetteer, code, lat, lon):
    row = gazetteer.row_of_code(code)
    north = (gazetteer.lat[row] - lat) * 111.2
    east = (gazetteer.lon[row] - lon) * 111.2 * np.cos(np.radians(lat))
    assert np.hypot(north, east) < 100


def test_every_country_has_a_point_and_all_points_are_on_earth(gazetteer):
    countries = rows_of_kind(gazetteer, "country")
    assert np.isfinite(gazetteer.lat[countries]).all()
    known = np.isfinite(gazetteer.lat)
    assert (np.abs(gazetteer.lat[known]) <= 90).all()
    assert (np.abs(gazetteer.lon[known]) <= 180).all()
    assert (known == np.isfinite(gazetteer.lon)).all()
    assert known[gazetteer.kind == KINDS.index("settlement")].all()


def test_crimea_and_sevastopol_are_in_ukraine(gazetteer):
    for name in ("Crimea", "Sevastopol", "Simferopol", "Kerch"):
        assert all(
            gazetteer.place(m.row).country == "UA"
            for m in gazetteer.match(name)
            if gazetteer.name(m.row) == name and gazetteer.population[m.row] > 50_000
        )


def test_english_names_of_divisions(gazetteer):
    shown = {gazetteer.code(int(row)): gazetteer.name(int(row)) for row in rows_of_kind(gazetteer, "admin1")}
    expected = {
        "RU.41": "Kursk Oblast", "UA.07": "Kharkiv Oblast", "DE.02": "Bavaria", "FR.11": "Île-de-France", "US.CA": "California",
        "GB.ENG": "England", "CN.14": "Tibet", "IN.36": "Uttar Pradesh", "SY.09": "Aleppo", "CA.10": "Quebec", "PL.86": "Greater Poland Voivodeship",
    }  # fmt: skip
    assert {code: shown[code] for code in expected} == expected


def test_names_in_the_local_script(gazetteer):
    local = {i: gazetteer.name_local(gazetteer.row_of(i)) for i in (706483, 692196, 538560, 538555, 703448)}
    assert local == {
        706483: "Харків", 692196: "Сумська область", 538560: "Курск", 538555: "Курская область", 703448: "Київ",
    }  # fmt: skip


def test_our_tables_name_things_that_exist(gazetteer):
    codes = {line["code"] for line in read_table(TABLES / "countries.csv")}
    assert codes == {code for code in gazetteer.countries if code}
    for line in read_table(TABLES / "own_places.csv"):
        assert gazetteer.match(line["name"]), line


@pytest.mark.parametrize(("name", "short"), [
    ("Kursk Oblast", "Kursk"), ("Anhui Sheng", "Anhui"), ("Province of Turin", "Turin"), ("Powiat będziński", "będziński"),
    ("Bavaria", ""), ("Region", ""), ("Nineveh Governorate", "Nineveh"),
])  # fmt: skip
def test_short_names(name, short):
    assert short_name(name) == short
