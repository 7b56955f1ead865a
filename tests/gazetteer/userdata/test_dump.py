"""Reading GeoNames dumps and tables of alternate names, whole and damaged."""

import zipfile

import pytest

from gazetteer.errors import DataCorruptError, LayerError
from gazetteer.text.names import NameFlag
from gazetteer.userdata.dump import Alternates, Tally, local_name, read_dump
from gazetteer.userdata.entries import Entry, read_entries, write_entries


def line(
    geonameid,
    name,
    *,
    alternates="",
    lat="50.5",
    lon="35.5",
    what="P",
    code="PPL",
    admin1="21",
    population="0",
):
    columns = [
        geonameid,
        name,
        name,
        alternates,
        lat,
        lon,
        what,
        code,
        "UA",
        "",
        admin1,
        "",
        "",
        "",
        population,
        "",
        "",
        "",
        "",
    ]
    return "\t".join(map(str, columns)) + "\n"


def read(path, text, alternates=None):
    path.write_text(text, encoding="utf-8")
    tally = Tally()
    return list(read_dump(path, tally=tally, alternates=alternates)), tally


def test_a_settlement_is_read_with_its_names(tmp_path):
    text = line(1, "Bezsalivka", alternates="Безсалівка,Bessalovka", population="313")
    (entry,), tally = read(tmp_path / "UA.txt", text)
    assert (entry.geonameid, entry.name, entry.lat, entry.lon) == (1, "Bezsalivka", 50.5, 35.5)
    assert (entry.country, entry.admin1, entry.population, entry.feature) == ("UA", "UA.21", 313, "PPL")
    assert [name for name, _ in entry.names] == ["Безсалівка", "Bessalovka"]
    assert tally.countries == {"UA": 1}


def test_population_zero_and_admin1_00_mean_unknown(tmp_path):
    (entry,), _ = read(tmp_path / "UA.txt", line(1, "A", admin1="00"))
    assert (entry.population, entry.admin1) == (-1, "")


def test_other_features_are_counted_not_kept(tmp_path):
    text = (
        line(1, "Village")
        + line(2, "River", what="H", code="STM")
        + line(3, "Sumy Oblast", what="A", code="ADM1")
        + line(4, "Hromada", what="A", code="ADM3")
    )
    entries, tally = read(tmp_path / "UA.txt", text)
    assert [(e.name, e.kind) for e in entries] == [("Village", "settlement"), ("Sumy Oblast", "admin1")]
    assert (tally.places, tally.other_features, tally.malformed) == (2, 2, 0)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x\ty",
        line(0, "A"),
        line(1, ""),
        line(1, "A", lat="91"),
        line(1, "A", lon="east"),
        line(2**31, "A"),
        line(1, "A", lat="nan"),
    ],
)
def test_a_bad_line_never_loses_the_others(tmp_path, bad):
    text = line(5, "A") + bad.rstrip("\n") + "\n" + line(6, "B")
    entries, tally = read(tmp_path / "UA.txt", text)
    assert [e.name for e in entries] == ["A", "B"]
    assert tally.malformed == (bad != "")


@pytest.mark.parametrize(
    "text", ["name,lat,lon\nA,1,2\n" * 300, '{"type": "FeatureCollection"}\n', "\x00" * 5000]
)
def test_what_is_no_dump_is_refused(tmp_path, text):
    with pytest.raises(LayerError, match="not a GeoNames dump"):
        read(tmp_path / "UA.txt", text)


def test_bytes_that_are_no_utf8_become_replacement_characters(tmp_path):
    path = tmp_path / "UA.txt"
    path.write_bytes(line(1, "AxB").encode().replace(b"x", b"\xff"))
    (entry,) = read_dump(path, tally=Tally())
    assert entry.name == "A\N{REPLACEMENT CHARACTER}B"


def test_a_zip_is_read_without_unpacking(tmp_path):
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("UA.txt", line(1, "Village"))
    assert [e.name for e in read_dump(path, tally=Tally())] == ["Village"]


ALTERNATES = """\
10\t1\tuk\tНове\t1\t\t\t
11\t1\tuk\tЛенінське\t\t\t\t1\t1922\t2016
12\t1\ten\tNove\t1\t1
13\t1\tlink\thttps://example.org
14\t1\twkdt\tQ1
15\t1\tru\tНовое
16\t2\tabbr\tNV
bad line
17\t1\tuk\tНова Назва\t\t\t1\t
"""


def test_alternate_names_carry_their_marks(tmp_path):
    path = tmp_path / "alternateNames.txt"
    path.write_text(ALTERNATES, encoding="utf-8")
    alternates = Alternates.read(path)
    assert len(alternates) == 2
    flags = {name.text: name.flags for name in alternates.of(1)}
    assert set(flags) == {"Нове", "Ленінське", "Nove", "Новое", "Нова Назва"}
    assert flags["Ленінське"] & NameFlag.HISTORIC
    assert flags["Нова Назва"] & NameFlag.COLLOQUIAL
    assert flags["Nove"] & NameFlag.ENGLISH
    assert flags["Nove"] & NameFlag.SHORT
    assert alternates.of(2)[0].flags & NameFlag.ABBREVIATION
    assert alternates.of(99) == []
    assert local_name("UA", alternates.of(1)) == "Нове"
    assert local_name("DE", alternates.of(1)) == ""
    (entry,), _ = read(tmp_path / "UA.txt", line(1, "Nove"), alternates)
    assert entry.name_local == "Нове"
    assert ("Ленінське", flags["Ленінське"]) in entry.names


def test_entries_come_back_as_they_were_and_the_same_bytes(tmp_path):
    entries = [
        Entry("A", 50.1, 35.2, names=(("Б", 4), ("C", 5)), key="UA01", population=7),
        Entry("B", float("nan"), float("nan"), country="UA"),
    ]
    for name in ("a", "b"):
        assert write_entries(tmp_path / name, entries) == 2
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    back = list(read_entries(tmp_path / "a"))
    assert back[0] == entries[0]
    assert repr(back[1]) == repr(entries[1])


@pytest.mark.parametrize("cut", [0, 10, 40])
def test_a_damaged_file_of_entries_is_named(tmp_path, cut):
    write_entries(tmp_path / "a", [Entry("A", 50.1, 35.2)])
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:cut] + b"?")
    with pytest.raises(DataCorruptError, match="damaged"):
        list(read_entries(tmp_path / "a"))
