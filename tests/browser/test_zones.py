"""The zones that articles describe: the drawn one with whose words it is and what is said against it, the others one choice away."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from buffermap.headline import caption
from buffermap.page.data import PageData
from buffermap.page.said import PageDescribed, PageField, PageStatement
from buffermap.words import Words, distance
from tests.browser import invented
from tests.browser.test_statements import serious

UNSTATED = {"t": "unstated"}


def field(name: str, value: Any, *, speaker: str | None = None, sentence: int = 1) -> PageField:
    return PageField(
        name=name, value=value, sentence=sentence, start=0, end=4, speaker=speaker, voice="quoted"
    )


def page_of_zones(*, composite: bool = True) -> PageData:
    """Return the invented page with its zone put together from two speakers, and three other zones."""
    builder = "Bo Hale" if composite else "Ada Finch"
    statements = (
        PageStatement(
            label="strip", sentences=(1,), depth_m=15_000.0, speaker="Ada Finch", zone=0, chosen=True, here=True,
            side="PL", standing="possible", fields=(field("where", "along Lowland", speaker="Ada Finch"),),
        ),
        PageStatement(label="strip", sentences=(4,), speaker="Cy Reed", zone=1, here=True, side="BY"),
        PageStatement(label="belt", sentences=(5,), depth_m=3000.0, speaker="Di Wren", zone=2),
    )  # fmt: skip
    zones = (
        PageDescribed(
            zone_id="a.txt/zone-1", label="strip", standing="possible", basis=0, side="PL", side_of=0,
            depth_m=15_000.0, depth_of=0, composite=composite, placed=True, here=True, drawn=True,
            fields=(field("where", "along Lowland", speaker="Ada Finch"), field("side", [{"c": "PL"}], speaker="Ada Finch"),
                    field("depth", distance(15_000.0), speaker=builder),
                    field("claimed standing", {"t": "standing.possible"}, speaker="Ada Finch")),
            against=(field("claimed standing", {"t": "standing.denied"}, speaker="the governor", sentence=4),
                     field("depth", distance(9000.0), speaker="Ed Marsh", sentence=4)),
        ),
        PageDescribed(
            zone_id="b.txt/zone-1", label="far strip", basis=1, side="BY", side_of=1, placed=True, here=True,
            why=("article", "side"), unused=("Dunmere",),
            fields=(field("where", "along Lowland", speaker="Cy Reed", sentence=4), field("side", [{"c": "BY"}], speaker="Cy Reed", sentence=4),
                    PageField(name="depth", value=UNSTATED, unstated=True)),
        ),
        PageDescribed(
            zone_id="it's a file.txt/zone-2", label="belt", basis=2, depth_m=3000.0, depth_of=2, placed=True, why=("place",),
            fields=(field("where", "along the border LT-PL", speaker="Di Wren", sentence=5),),
        ),
        PageDescribed(zone_id="c.txt/zone-2", label="cordon", why=("nowhere",)),
    )  # fmt: skip
    base = invented.page()
    assert base.zone is not None
    return invented.page(statements=statements, zones=zones, zone=replace(base.zone, side_origin="text"))


def test_the_others_are_one_choice_away_and_lend_no_depth(open_page: Any) -> None:
    page = open_page(page_of_zones())
    page.locator("#bm-zones summary").click()
    boxes = page.locator("#bm-zones-list .says-box")
    expect(boxes).to_have_count(3)
    expect(boxes.nth(0)).to_contain_text("Apart: of another article, another side")
    expect(boxes.nth(0)).to_contain_text("Dunmere")
    boxes.nth(0).get_by_role("button", name="Draw this zone").click()
    expect(page.locator("#bm-caption")).to_contain_text("depth not stated")
    state = page.evaluate(
        "(({ depth, side, sideBy }) => ({ depth, side, sideBy }))(window.buffermap.store.state)"
    )
    assert state == {"depth": None, "side": "BY", "sideBy": "text"}
    expect(page.locator("#bm-basis")).to_contain_text("side stated by Cy Reed")
    page.locator("#bm-zones summary").click()
    expect(boxes.nth(0)).to_contain_text("along Lowland — Ada Finch")
    boxes.nth(0).get_by_role("button", name="Draw this zone").click()
    expect(page.locator("#bm-caption")).to_contain_text("within 15 km")
    again = open_page(page_of_zones(), hash=page.evaluate("location.hash"))
    expect(again.locator("#bm-zones-list .says-label").first).to_have_text("far strip")


def test_what_the_page_cannot_draw_it_says_how_to_get_or_why_not(open_page: Any) -> None:
    page = open_page(page_of_zones())
    page.locator("#bm-zones summary").click()
    boxes = page.locator("#bm-zones-list .says-box")
    expect(boxes.nth(1).locator("code")).to_have_text(
        """buffermap map INPUT -o other.html --zone 'it'"'"'s a file.txt/zone-2'"""
    )
    expect(boxes.nth(2)).to_contain_text("does not say along which border")
    assert boxes.nth(2).locator("button, code").count() == 0
    assert serious(page) == []


@pytest.mark.parametrize("composite", [True, False])
def test_what_is_said_against_it_and_whose_words_it_is_read_the_same_without_a_script(
    open_page: Any,
    composite: bool,  # noqa: FBT001
) -> None:
    data = page_of_zones(composite=composite)
    page = open_page(data)
    for language in page.locator("#bm-language option").evaluate_all("all => all.map((one) => one.value)"):
        page.locator("#bm-language").select_option(language)
        expect(page.locator("#bm-caption")).to_have_text(caption(data, Words(language)))
    page.locator("#bm-language").select_option("en")
    told = page.locator("#bm-caption").inner_text()
    assert "Denied by the governor. Said differently: depth: 9 km (Ed Marsh)." in told
    assert page.locator("#bm-basis").inner_text().startswith("Denied by the governor.")
    assert ("depth stated by Ada Finch" in told) is not composite
    assert ("depth in words of Bo Hale" in told) is composite


def test_nobody_states_what_is_put_together_from_several(open_page: Any) -> None:
    page = open_page(page_of_zones())
    page.get_by_role("tab", name="Assumptions").click()
    page.locator("#bm-zones summary").click()
    shown = page.evaluate(
        "document.body.innerText + document.title + document.getElementById('bm-map').getAttribute('aria-label')"
    )
    for phrase in (
        "stated by Ada Finch",
        "stated by Bo Hale",
        "as Ada Finch put it",
        "possible by Ada Finch (quoted)",
    ):
        assert phrase not in shown.split("The statement behind this zone")[0]
    assert "Nobody said all of this" in shown
    plain = open_page(page_of_zones(), java_script_enabled=False, wait="")
    static = plain.locator("#bm-static").inner_text()
    assert "stated by" not in static
    assert "Other zones described" in static
