"""What a page is made of is checked before anything is written."""

import dataclasses

import pytest

from buffermap.errors import InputError
from buffermap.page.data import PageData, check, safe_url
from tests.browser import invented


def test_the_invented_page_holds_together() -> None:
    check(invented.page())
    check(PageData())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"articles": ()}, "sentence 0: article 0 is not one of 0"),
        ({"places": ()}, "mention 0: place 0 is not one of 0"),
        ({"statements": (dataclasses.replace(invented.page().statements[0], depth_m=float("nan")),)}, "not a distance"),
        ({"statements": (dataclasses.replace(invented.page().statements[0], sentences=(99,)),)}, "sentence 99"),
        ({"zone": dataclasses.replace(invented.page().zone, side="XX")}, "side 'XX' is none of PL, BY"),  # type: ignore[type-var]
        ({"zone": dataclasses.replace(invented.page().zone, depth_m=-1.0)}, "depth -1.0"),  # type: ignore[type-var]
        ({"mentions": (dataclasses.replace(invented.page().mentions[0], start=0, end=4),)}, "does not stand at 0:4"),
        ({"places": (dataclasses.replace(invented.page().places[0], lat=91.0),) * 6}, "lies nowhere"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check(invented.page(**change))


def test_settlement_columns_must_fit_each_other() -> None:
    table = invented.settlements(10)
    with pytest.raises(InputError, match="lat has 3 values for 15 names"):
        check(invented.page(settlements=dataclasses.replace(table, lat=table.lat[:3])))
    with pytest.raises(InputError, match="side out of range"):
        check(invented.page(settlements=dataclasses.replace(table, side=table.side + 1)))


@pytest.mark.parametrize("url", ["https://a.example/x", "http://a.example", "HTTPS://a.example/?q=1#f"])
def test_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "file:///etc/passwd", " https://a.example", "https://a.example/\nx", "http:///x", "https://[bad"]
)  # fmt: skip
def test_nothing_else_becomes_a_link(url: str | None) -> None:
    assert safe_url(url) is None
