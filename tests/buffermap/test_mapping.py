"""What a map says besides its page."""

from types import SimpleNamespace

import pytest

from buffermap.mapping import Made


def made(layers):
    sides = [SimpleNamespace(code="RU"), SimpleNamespace(code="UA")]
    data = SimpleNamespace(zone=SimpleNamespace(sides=sides), settlements=SimpleNamespace(layers=layers))
    return Made(data=data, parsed=(), ask=None, reading=None)


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ((("embedded",), ("embedded",)), "data add RU UA brings every village"),
        (
            (("GeoNames UA", "embedded"), ("GeoNames UA", "embedded")),
            "cannot be compared: buffermap data add RU",
        ),
        ((("GeoNames RU",), ("GeoNames UA",)), ""),
        ((("mine",), ("mine",)), ""),
    ],
)
def test_the_villages_of_each_side_are_asked_for(layers, said):
    text = made(layers).villages()
    assert said in text
    assert bool(said) == bool(text)


def test_a_page_without_a_zone_asks_for_none():
    data = SimpleNamespace(zone=None, settlements=None)
    assert Made(data=data, parsed=(), ask=None, reading=None).villages() == ""
