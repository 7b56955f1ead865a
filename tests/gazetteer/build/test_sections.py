import numpy as np

from gazetteer.build.sections import Settlements, find_sections

# one city of 300,000 at 50°N 36°E, whose radius is 5.6 km, and what lies north of it


def settle(*places):
    """Settlements beside the city: (km north of it, population, feature, name)."""
    km, population, feature, names = zip((0, 300_000, "PPLA", "misto"), *places, strict=True)
    count = len(km)
    return find_sections(
        Settlements(
            lat=50 + np.array(km) / 111.2,
            lon=np.full(count, 36.0),
            population=np.array(population),
            country=np.array(["UA"] * count),
            admin1=np.ones(count, np.int64),
            feature=np.array(feature),
            folded=list(names),
        )
    )


def test_what_geonames_calls_a_section_is_one():
    section, reason = settle((9, 5000, "PPLX", "kvartal"))
    assert section.tolist() == [-1, 0]
    assert reason == ["", "PPLX"]


def test_unknown_places_within_a_far_larger_city_are_its_sections():
    section, reason = settle((3, 20_000, "", "zarichne"))
    assert section.tolist() == [-1, 0]
    assert reason[1] == "within"


def test_what_is_known_to_be_a_settlement_stays_one():
    assert settle((3, 20_000, "PPL", "selo"))[0].tolist() == [-1, -1]


def test_places_farther_out_are_settlements_of_their_own():
    assert settle((7, 2_000, "", "selo"))[0].tolist() == [-1, -1]


def test_a_place_named_after_a_section_is_one_too():
    section, reason = settle((3, 20_000, "", "saltivka"), (6, 2_000, "", "pivnichna saltivka"))
    assert section.tolist() == [-1, 0, 0]
    assert reason[2] == "name"


def test_two_towns_of_one_size_stay_two():
    assert settle((4, 200_000, "", "druhe misto"))[0].tolist() == [-1, -1]


def test_but_a_district_in_the_very_middle_is_none():
    section, _ = settle((1.5, 150_000, "", "zarichnyi"))
    assert section.tolist() == [-1, 0]


def test_two_entries_of_one_settlement_count_once():
    section, reason = settle((20, 30_000, "PPLA2", "selo"), (21, -1, "", "selo"))
    assert section.tolist() == [-1, -1, 1]
    assert reason[2] == "duplicate"
