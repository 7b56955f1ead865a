"""Small pictures for notebooks: well-formed, escaped, small, of the right shape."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from geo.border import Border
from geo.sketch import HEIGHT, WIDTH, card, length_km, svg


def coordinates(picture):
    path = ET.fromstring(picture).findall("path")[-1].get("d")  # noqa: S314 - our own
    return np.array(re.findall(r"[-\d.]+", path), dtype=float).reshape(-1, 2)


def test_a_long_border_becomes_a_short_picture():
    along = np.linspace(0, 10, 50_000)
    wild = np.column_stack([along, 50 + np.sin(along) + np.random.default_rng(1).normal(0, 0.002, 50_000)])
    picture = svg(shapely.MultiLineString([wild]))
    assert len(picture) < 20_000
    xy = coordinates(picture)
    assert xy.min() >= 0
    assert xy[:, 0].max() <= WIDTH
    assert xy[:, 1].max() <= HEIGHT


def test_north_is_up_and_scale_holds_in_the_middle():
    xy = coordinates(svg(shapely.LineString([(0, 50), (0, 51)])))
    assert xy[0, 1] > xy[-1, 1]
    square = shapely.LineString([(0, 59.9), (0.2, 59.9), (0.2, 60.1), (0, 60.1)])
    xy = coordinates(svg(square))
    assert np.ptp(xy[:, 0]) / np.ptp(xy[:, 1]) == pytest.approx(0.5, abs=0.02)


def test_areas_lie_under_the_line(toy_border):
    root = ET.fromstring(svg(toy_border.line, shapely.box(30, 50, 31, 51)))  # noqa: S314 - our own
    assert [path.get("fill") for path in root.findall("path")] == ["#e9e2d2", "none"]


def test_texts_are_escaped(toy_border):
    html = card("<b>&", {"<i>": '"<script>"'}, line=toy_border.line)
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_a_border_says_what_it_is_in_a_line(toy_border):
    assert re.fullmatch(r"<Border EE-WW: 111\.\d km, pov=un>", repr(toy_border))
    some = replace(toy_border, along=("North", "South"))
    assert "along North, South" in repr(some)
    html = some._repr_html_()
    assert "North, South" in html
    assert "200 m" in html
    assert "<svg" in html


def test_lengths_are_geodesic():
    assert length_km(shapely.LineString([(0, 0), (1, 0)])) == pytest.approx(111.3195, abs=1e-4)
    assert "own line" in repr(Border(line=shapely.MultiLineString([[(0, 0), (1, 0)]])))


def test_nothing_is_no_picture():
    assert svg(shapely.MultiLineString()) == ""
