import geopandas as gpd
import pytest
import shapely
from pyproj import Geod

from buffermap.errors import InputError
from buffermap.zones.stretch import border, countries_of
from gazetteer.errors import UnknownBorderError, UnknownPlaceError
from geo.errors import GeoError

GEOD = Geod(ellps="WGS84")


def km(stretch):
    return GEOD.geometry_length(stretch.line) / 1000


@pytest.mark.parametrize(
    "spec", ["RU-UA", "UA-RU", "rus-ukr", "Ukraine-Russia", "Україна – Росія", "Russia/Ukraine"]
)
def test_a_border_is_found_by_codes_and_names_in_either_order(spec):
    assert countries_of(spec) == tuple(countries_of(spec))
    stretch = border(spec)
    assert stretch.name == "RU-UA"
    assert set(stretch.sides) == {"RU", "UA"}
    assert km(stretch) == pytest.approx(2041.7, rel=0.002)


def test_names_with_hyphens_are_no_obstacle():
    assert set(countries_of("Guinea-Bissau - Senegal")) == {"GW", "SN"}


@pytest.mark.parametrize(
    "along",
    [
        ["Kursk", "Belgorod", "Bryansk"],
        ["Курская область", "Белгородская область", "Брянская область"],
        ["Kursk Oblast", "Belgorod region", "Bryansk Oblast"],
    ],
)
def test_a_stretch_runs_along_the_divisions_named_in_any_way(along):
    stretch = border("RU-UA", along=along)
    assert km(stretch) == pytest.approx(1262.7, rel=0.002)
    assert stretch.along == ("Kursk Oblast", "Belgorod Oblast", "Bryansk Oblast")


def test_divisions_of_either_side_may_be_named():
    sumy = border("RU-UA", along="Sumy")
    assert sumy.along == ("Sumy Oblast",)
    assert 500 < km(sumy) < 650


def test_the_stretch_between_two_places_and_what_remains():
    stretch = border("RU-UA", between=("Sumy", "Kharkiv"))
    assert 0 < km(stretch) < km(border("RU-UA"))
    assert stretch.rest is not None
    again = border("RU-UA", between=((50.92, 34.80), (49.99, 36.23)))
    assert km(again) == pytest.approx(km(stretch), rel=0.05)


def test_the_whole_border_of_a_country_has_all_its_neighbours():
    stretch = border("UA")
    assert set(stretch.sides) == {"UA", "BY", "HU", "MD", "PL", "RO", "RU", "SK"}
    assert km(stretch) == pytest.approx(5684, rel=0.02)


def test_a_very_short_border():
    assert 0.1 < km(border("BW-ZM")) < 0.3


@pytest.mark.parametrize(
    ("spec", "error", "message"),
    [
        ("RU-US", UnknownBorderError, "RU has borders with"),
        ("RS-XK", UnknownBorderError, "Kosovo"),
        ("UA-UA", InputError, "twice"),
        ("Ruritania-UA", UnknownPlaceError, "Ruritania"),
        ("", InputError, "name a border"),
        ("JP", UnknownBorderError, "no land border"),
    ],
)
def test_wrong_borders_say_what_there_is(spec, error, message):
    with pytest.raises(error, match=message):
        border(spec)


def test_wrong_divisions_say_which_lie_along_the_border():
    with pytest.raises(
        InputError, match=r"Lviv Oblast does not touch the border RU-UA; along it lie .*Rostov"
    ):
        border("RU-UA", along="Lviv")
    with pytest.raises(UnknownPlaceError, match="along the border lie"):
        border("RU-UA", along="Mordor")


def test_contradictory_choices_are_refused():
    with pytest.raises(InputError, match="not both"):
        border("RU-UA", along="Sumy", between=("Sumy", "Kharkiv"))
    with pytest.raises(InputError, match="alone"):
        border("RU-UA", line=shapely.LineString([(30, 50), (31, 50)]))
    with pytest.raises(UnknownBorderError, match="they show un"):
        border("RU-UA", pov="XX")
    with pytest.raises(InputError, match="latitude comes first"):
        border("RU-UA", between=((134.8, 50.9), (50.0, 36.2)))
    with pytest.raises(
        InputError, match="1,718 km from the border RU-UA; are latitude and longitude swapped"
    ):
        border("RU-UA", between=((34.8, 50.9), (50.0, 36.2)))
    with pytest.raises(InputError, match=r"from the border RU-UA$"):
        border("RU-UA", between=((0.0, 0.0), (50.0, 36.2)))


def test_an_own_line_has_a_left_and_a_right(tmp_path):
    path = tmp_path / "front.geojson"
    gpd.GeoSeries([shapely.LineString([(30, 50), (31, 50)])], crs=4326).to_file(path)
    stretch = border(line=path)
    assert set(stretch.sides) == {"left", "right"}
    assert stretch.name == "front"


def test_own_lines_that_cannot_be_measured_are_one_clear_error(tmp_path):
    with pytest.raises(InputError, match="no file"):
        border(line=tmp_path / "none.geojson")
    empty = tmp_path / "empty.geojson"
    gpd.GeoSeries([shapely.LineString()], crs=4326).to_file(empty)
    with pytest.raises(InputError, match="no geometry"):
        border(line=empty)
    with pytest.raises(GeoError):
        border(line=shapely.LineString([(500, 50), (501, 50)]))


def test_a_division_counts_on_every_border_that_it_touches():
    """Bryansk Oblast lies at Ukraine and Belarus: Russia's border along it is a part of both."""
    parts = [km(border(pair, along="Bryansk")) for pair in ("RU-UA", "BY-RU")]
    assert km(border("RU", along="Bryansk")) == pytest.approx(sum(parts))
    assert min(parts) > 0


def test_a_pair_of_codes_is_a_pair_even_where_some_country_is_called_alike():
    assert countries_of("NO-RU") == ("NO", "RU")
    assert countries_of("rus/ukr") == ("RU", "UA")
    assert countries_of("Guinea-Bissau") == ("GW",)


def test_enclaves_belong_to_their_country():
    medvezhye = shapely.Point(31.5592, 52.4772)  # Russian, within Belarus
    stretch = border("BY-RU")
    assert stretch.sides["RU"].contains(medvezhye)
    assert not stretch.sides["BY"].contains(medvezhye)
    assert border("BE-NL").sides["BE"].contains(shapely.Point(4.9295, 51.4404))  # Baarle-Hertog


def test_a_named_line_is_a_border_or_a_part_of_one():
    whole = border("Durand Line")
    assert whole.name == "AF-PK"
    assert any(note.startswith("Durand Line:") for note in whole.notes)
    control = border("the Line of Control")
    assert control.along == ("Azad Kashmir", "Gilgit-Baltistan")
    assert km(control) < km(border("IN-PK")) / 2


def test_a_country_without_land_border_offers_its_line():
    with pytest.raises(UnknownBorderError, match="its Green Line: --border 'Green Line'"):
        border("CY")
    with pytest.raises(UnknownBorderError, match="use --line FILE"):
        border("IS")


def test_zones_around_a_place_have_the_countries_near_it_as_sides():
    sumy = border(around="Sumy", spec="UA")
    assert {"UA", "RU"} <= set(sumy.sides)
    assert "US" not in sumy.sides
    assert sumy.name == "around Sumy"
    assert sumy.accuracy_m == pytest.approx(5_064, abs=1_000)  # 10 m times the root of 256,000
    assert border(around=(50.9, 34.8)).accuracy_m == 1_000


def test_around_a_place_goes_with_no_stretch():
    with pytest.raises(InputError, match="leave along and between out"):
        border("RU-UA", around="Sumy", along="Kursk")
    with pytest.raises(UnknownPlaceError, match="no settlement called 'Nowhereville' in UA"):
        border("UA", around="Nowhereville")


@pytest.mark.parametrize("along", ["", "  ", ["Kursk", ""]])
def test_an_empty_name_is_not_the_whole_border(along):
    with pytest.raises(InputError, match="division to go along is empty"):
        border("RU-UA", along=along)


def test_what_a_misspelling_was_taken_for_is_said():
    [note] = border("EE-LV", along="Valgamaaa").notes
    assert note.startswith("“Valgamaaa” was taken for Valgamaa (")
    assert border("EE-LV", along="Valga").notes == ()
    assert "was taken for Võru" in border("EE-LV", between=("Valga", "Vöruu")).notes[0]
