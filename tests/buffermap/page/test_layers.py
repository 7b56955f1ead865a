"""Layers that a user adds: read as data, never rendered."""

import io
import re
from typing import Any

import folium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buffermap.errors import InputError
from buffermap.page.layers import layers_of
from buffermap.page.page import BufferMap
from tests.browser import invented

HOSTILE = [
    "{{6*7000003}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}a{% endfor %}",
    "</script><script>",
    "'];x=[",
]


def html(page: BufferMap) -> str:
    file = io.BytesIO()
    page.save(file, close_file=False)
    return file.getvalue().decode("utf-8")


def policy(text: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert found
    return found[1]


def feature(text: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": text,
        "properties": {text: text, "name": text},
        "geometry": {"type": "Point", "coordinates": [23.5, 52.5]},
    }


MAKERS = {
    "GeoJson": lambda text: folium.GeoJson(feature(text), name=text),
    "collection": lambda text: folium.GeoJson(
        {"type": "FeatureCollection", "features": [feature(text), feature("b")]}
    ),
    "Marker": lambda text: folium.Marker([52, 23], title=text),
    "CircleMarker": lambda text: folium.CircleMarker([52, 23], className=text),
    "Circle": lambda text: folium.Circle([52, 23], radius=900, className=text),
    "PolyLine": lambda text: folium.PolyLine([[52, 23], [53, 24]], className=text),
    "Polygon": lambda text: folium.Polygon([[52, 23], [53, 23], [53, 24]], className=text),
    "Rectangle": lambda text: folium.Rectangle([[52, 23], [53, 24]], className=text),
    "Popup": lambda text: folium.Circle([52, 23], radius=900, popup=text, tooltip=text),
    "FeatureGroup": lambda text: folium.FeatureGroup(name=text).add_child(
        folium.Marker([52, 23], title=text)
    ),
}


@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=4, deadline=None)
@given(st.sampled_from(HOSTILE))
def test_no_string_of_a_layer_is_run(kind: str, text: str) -> None:
    """The scripts that the policy allows are ours whatever a layer holds, and no template has been computed."""
    plain, hostile = BufferMap(invented.page()), BufferMap(invented.page())
    MAKERS[kind]("plain").add_to(plain)
    MAKERS[kind](text).add_to(hostile)
    page = html(hostile)
    assert policy(page) == policy(html(plain))
    assert "42000021" not in page
    assert page.count("<script") == html(plain).count("<script")


def test_properties_travel_as_they_are() -> None:
    page = BufferMap(invented.page())
    folium.GeoJson(feature("{{6*7000003}}")).add_to(page)
    assert "{{6*7000003}}" in html(page)


def test_popups_and_tooltips_are_read_as_the_text_that_they_are() -> None:
    page = folium.Map()
    page._children.clear()
    folium.Marker([52, 23], popup="a `b` <i>c</i>", tooltip="{{d}}").add_to(page)
    [layer] = layers_of(page)
    assert (layer["popup"], layer["tooltip"]) == ("a `b` <i>c</i>", "{{d}}")


def test_styles_are_read_and_checked() -> None:
    page = folium.Map()
    page._children.clear()
    folium.GeoJson(
        feature("a"), style_function=lambda _: {"color": "#a50", "weight": 2, "dashArray": "4 2"}
    ).add_to(page)
    folium.CircleMarker([52, 23], radius=7, color="teal").add_to(page)
    first, second = layers_of(page)
    assert first["style"] == {"color": "#a50", "weight": 2.0, "dashArray": "4 2"}
    assert second["style"]["radius"] == 7.0
    assert second["style"]["color"] == "teal"
    folium.PolyLine([[52, 23], [53, 24]], color='red"};alert(1)//').add_to(page)
    with pytest.raises(InputError, match="a layer's color is"):
        layers_of(page)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"type": "Point", "coordinates": [23.5, "52"]}, "where a number belongs"),
        ({"type": "Point", "coordinates": [float("nan"), 1.0]}, "where a number belongs"),
        ({"type": "Polygon", "coordinates": [23.5, 52.0]}, "no lists of numbers"),
    ],
)
def test_geometries_hold_numbers_alone(data: dict[str, Any], message: str) -> None:
    page = folium.Map()
    page._children.clear()
    layer = folium.GeoJson({"type": "Point", "coordinates": [0.0, 0.0]})
    layer.data = data
    layer.add_to(page)
    with pytest.raises(InputError, match=message):
        layers_of(page)


def test_scripts_of_a_layer_are_refused() -> None:
    page = BufferMap(invented.page())
    folium.GeoJson(feature("a"), on_each_feature=folium.JsCode("(f, l) => alert(1)")).add_to(page)
    with pytest.raises(InputError, match="a script of its own"):
        html(page)
    other = BufferMap(invented.page())
    other.get_root().header.add_child(folium.Element("<script>alert(1)</script>"))
    with pytest.raises(InputError, match="holds only what buffermap writes"):
        html(other)


@pytest.mark.parametrize(
    "data",
    [
        {"type": "Feature", "geometry": {"type": {"name": "Khotin"}, "coordinates": [0, 0]}},
        {"type": {"name": "Khotin"}, "coordinates": [0, 0]},
        {"type": "FeatureCollection", "features": 5},
        {"type": "GeometryCollection", "geometries": True},
    ],
)
def test_what_is_no_geojson_is_refused_in_words(data: dict[str, object]) -> None:
    page = folium.Map()
    page._children.clear()
    layer = folium.GeoJson({"type": "Point", "coordinates": [0.0, 0.0]})
    layer.data = data
    layer.add_to(page)
    with pytest.raises(InputError, match="a layer"):
        layers_of(page)
