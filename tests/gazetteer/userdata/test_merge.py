"""Merging: one place from several sources becomes one, and says whose each fact is."""

import pytest

from gazetteer.files.store import Gazetteer
from gazetteer.names.spelling import skeleton, skeletons_of
from gazetteer.text.names import NameFlag
from gazetteer.userdata.entries import Entry
from gazetteer.userdata.merge import IdSet, Merger
from tests.gazetteer.toy_places import build_toy


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    return Gazetteer.open(build_toy(tmp_path_factory.mktemp("toy")))


def merge(toy, *entries, overrules=True, layer="Mine"):
    merger = Merger(toy, layer=layer, source=layer, overrules=overrules)
    rows, ids = merger.rows_and_ids(list(entries))
    return rows, ids, merger.report


def test_the_same_id_is_the_same_place_and_gaps_are_filled(toy):
    (row,), _, report = merge(
        toy, Entry("Wielki Gaj", 51.001, 35.001, geonameid=1001, country="UA", feature="PPL")
    )
    assert (row.geonameid, row.name, row.population, row.parent) == (1001, "Velykyi Hai", 2500, 111)
    assert ("Wielki Gaj", NameFlag.ALTERNATE) in row.names
    assert (row.lat, row.lon) == (51.001, 35.001)
    assert (report.places, report.joined, report.conflicts) == (1, 1, [])


def test_a_more_exact_class_is_kept_and_a_section_stays_one(toy):
    rows, _, _ = merge(
        toy,
        Entry("Misto", 50.0, 36.0, geonameid=1002, feature="PPL"),
        Entry("Nova", 50.05, 36.05, geonameid=1003, feature="PPL"),
    )
    assert [(row.feature, row.section_of) for row in rows] == [("PPLA", 0), ("PPLX", 1002)]


def test_without_an_id_name_and_distance_decide(toy):
    rows, ids, report = merge(
        toy,
        Entry("Великий Гай", 51.01, 35.01, country="UA", population=2600),
        Entry("Velykyi Hai", 52.00, 35.01, country="UA"),
        Entry("Velykyi Hai", 51.01, 35.01, country="MD"),
        Entry("Nova", 50.05, 36.05, country="UA"),
    )
    assert ids[0] == 1001
    assert (rows[0].name, rows[0].name_local, rows[0].population) == ("Velykyi Hai", "Великий Гай", 2600)
    assert all(number < -1_000_000 for number in ids[1:]), "too far, another country, a section of a city"
    assert len(set(ids)) == 4
    assert (report.places, report.joined) == (4, 1)


def test_a_city_reaches_farther_than_a_village(toy):
    _, ids, _ = merge(toy, Entry("Misto", 50.08, 36.0), Entry("Kut", 50.58, 30.5))
    assert ids[0] == 1002
    assert ids[1] < 0


def test_the_nearest_of_two_gets_the_known_place(toy):
    _, ids, _ = merge(toy, Entry("Kut", 50.52, 30.5), Entry("Kut", 50.501, 30.5))
    assert ids[1] == 1005
    assert ids[0] < 0


def test_own_ids_stay_the_same_and_differ_by_layer(toy):
    entries = [Entry("Hai", 48.0, 35.0, key="A1"), Entry("Hai", 48.0, 35.0, key="A2")]
    _, first, _ = merge(toy, *entries)
    _, again, _ = merge(toy, *reversed(entries))
    _, other, _ = merge(toy, *entries, layer="Other")
    assert first == again[::-1]
    assert not set(first) & set(other)


def test_a_repeated_place_is_left_out_and_counted(toy):
    rows, ids, report = merge(toy, Entry("A", 48.0, 35.0, geonameid=7), Entry("A", 48.0, 35.0, geonameid=7))
    assert (len(rows), ids, report.repeated) == (1, [7, 0], 1)


def test_divisions_come_from_codes_names_and_neighbours(toy):
    rows, _, report = merge(
        toy,
        Entry("A", 50.0, 36.1, country="UA", admin1="UA.22"),
        Entry("B", 50.0, 36.1, country="Ukraine", admin1="East"),
        Entry("C", 50.0, 36.1, country="UA", admin1="UA.21", admin2="UA.21.7"),
        Entry("D", 50.1, 30.1, country="UA"),
        Entry("E", 47.0, 29.0, country="MD"),
        Entry("F", 0.0, 0.0),
    )
    assert [row.parent for row in rows] == [102, 101, 111, 102, 617790, 0]
    assert rows[1].country == "UA"
    assert report.without_admin1 == 2


def test_conflicts_are_listed_and_only_a_layer_overrules(toy):
    entry = Entry("Velykyi Hai", 51.5, 35.0, geonameid=1001, population=25_000, country="MD")
    (mine,), _, report = merge(toy, entry)
    assert [c.what for c in report.conflicts] == ["points 55.6 km apart", "population", "country"]
    assert (mine.lat, mine.population, mine.country) == (51.5, 25_000, "MD")
    (kept,), _, report = merge(toy, entry, overrules=False)
    assert len(report.conflicts) == 3
    assert (kept.lat, kept.population, kept.country) == (51.0, 2500, "UA")
    assert report.summary() == "1 places, 1 known before, 0 new, 3 conflicts listed"


@pytest.mark.parametrize(("lat", "population"), [(51.02, 2500), (51.0, 4000), (51.0, 0)])
def test_small_differences_are_no_conflict(toy, lat, population):
    _, _, report = merge(toy, Entry("Velykyi Hai", lat, 35.0, geonameid=1001, population=population))
    assert report.conflicts == []


def test_classes_of_other_schemes_do_not_become_feature_codes(toy):
    rows, _, _ = merge(
        toy, Entry("A", 48.0, 35.0, feature="village"), Entry("B", 48.0, 35.1, feature="PPLA3")
    )
    assert [row.feature for row in rows] == ["", "PPLA3"]


def test_a_set_of_ids_knows_what_it_has():
    ids = IdSet()
    numbers = [0, 1, 65535, 65536, 2**31 - 1, -1, -1_000_000]
    assert all(ids.add(number) for number in numbers)
    assert not any(ids.add(number) for number in numbers)


def test_skeletons_of_many_names_are_those_of_each():
    names = ["Kharkiv", "Харьков", "", "A\nB", "Великий Гай", "Pyl'nya", "f", "Ctz sch"]
    assert skeletons_of(names) == [skeleton(name) for name in names]
    assert skeletons_of([]) == []


def test_names_of_new_ukrainian_places_are_official_and_the_old_spelling_still_leads_there(toy):
    names = tuple((name, int(NameFlag.ALTERNATE)) for name in ("Пыльня", "Pylnja", "Пильня"))
    rows, _, _ = merge(toy, Entry("Pyl'nya", 51.4, 30.7, geonameid=7, country="UA", names=names))
    assert (rows[0].name, rows[0].name_local) == ("Pylnia", "Пильня")
    assert ("Pyl'nya", NameFlag.ALTERNATE) in rows[0].names
    given = Entry("Pyl'nya", 51.4, 30.7, geonameid=7, country="MD", name_local="Пильня", names=names)
    assert merge(toy, given)[0][0].name == "Pyl'nya", "only Ukraine has this rule"


def test_codes_of_another_register_are_told_by_the_places_that_are_known(toy, monkeypatch):
    monkeypatch.setattr("gazetteer.userdata.merge._FEWEST_VOTES", 1)
    merger = Merger(toy, layer="Dump", source="Dump", overrules=False)
    notes = merger.check_codes([(1001, "UA.99"), (7, "UA.99"), (2**31 - 1, "UA.98")])
    known = toy.code(int(toy.admin1_row[toy.row_of(1001)]))
    assert len(notes) == 1
    assert notes[0].startswith(f"code UA.99 is read as {known}")
    (row,) = merger.rows([Entry("Nove", 51.2, 35.2, geonameid=77, country="UA", admin1="UA.99")])
    assert row.parent == toy.geonameid[toy.row_of_code(known)]


def test_too_few_places_tell_nothing_of_a_code(toy):
    merger = Merger(toy, layer="Dump", source="Dump", overrules=False)
    assert merger.check_codes([(1001, "UA.99")]) == ()
    assert merger.check_codes([]) == ()


def test_a_dump_does_not_move_a_known_place_to_another_division(toy):
    entry = Entry("Wielki Gaj", 51.001, 35.001, geonameid=1001, country="UA", admin1="UA.12")
    parents = [merge(toy, entry, overrules=overrules)[0][0].parent for overrules in (False, True)]
    assert parents[0] == 111
