"""What texts say of zones, on the page: timeline, switching of assumptions, contradictions, distances, no-names."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from buffermap.page.data import PageData
from buffermap.page.said import PageClaim, PageContradiction, PageField, PageStatement, PageUnnamed
from tests.browser import invented

EVIL = "</script><img src=x onerror=alert(1)>{{7*191}}"


def page_of_statements(**changes: Any) -> PageData:
    """Return the invented page with statements that differ, one of them printed twice, one about another border."""
    base = invented.page()
    sentences = base.sentences

    def field(name: str, value: str, sentence: int, words: str, **more: Any) -> PageField:
        start = sentences[sentence].text.index(words)
        return PageField(
            name=name, value=value, sentence=sentence, start=start, end=start + len(words), **more
        )

    unstated = {name: PageField(name=name, value="unstated", unstated=True) for name in ("side", "depth")}
    values: dict[str, Any] = {
        "articles": (base.articles[0], replace(base.articles[1], reprint_of=0), base.articles[2]),
        "statements": (
            PageStatement(
                label="strip", sentences=(1,), depth_m=15_000.0, depth_unit="km", speaker="Ada Finch", voice="quoted",
                standing="possible", date="2026-03-01", dated=True, event=0, chosen=True, here=True, side="PL",
                fields=(field("where", "along Lowland", 1, "Alderton"),
                        field("depth", "15 km", 1, "fifteen kilometres", speaker="Ada Finch", voice="quoted")),
            ),
            PageStatement(
                label="strip", sentences=(4,), speaker="the governor", voice="reported", standing="denied",
                date="2026-03-05", event=1, here=True, depth_m=12_874.752, depth_unit="mi", side="BY",
                fields=(field("where", "along Lowland", 4, "Brook"), PageField(name="side", value="BY", sentence=4),
                        PageField(name="depth", value="12.875 km (“8 miles”)", sentence=4, speaker="the governor")),
            ),
            PageStatement(
                label=EVIL, sentences=(5,), date="2026-03-09", event=2, speaker=EVIL, ask="--border LT-PL",
                fields=(PageField(name="where", value="along the border LT-PL"), *unstated.values()),
            ),
            PageStatement(
                label="strip", sentences=(0,), speaker="Ada Finch", date="2026-03-01", event=0,
                fields=(PageField(name="where", value="unstated", unstated=True), *unstated.values()),
            ),
        ),
        "contradictions": (PageContradiction(field="standing", statements=(0, 1), values=("zone", "no zone")),),
        "claims": (
            PageClaim(sentence=5, start=2, end=9, origin="Caster", goal="Dunmere", claimed_m=90_000, verdict="does_not_fit",
                      nearest_m=40_000, centre_m=55_000, farthest_m=70_000),
        ),
        "unnamed": (PageUnnamed(sentence=0, start=26, end=31, kind="village", country="PL", where="near Brook"),),
    }  # fmt: skip
    return invented.page(**(values | changes))


def test_statements_stand_by_date_with_who_says_what(open_page: Any) -> None:
    page = open_page(page_of_statements())
    page.get_by_role("tab", name="Statements").click()
    days = page.locator("#bm-statements .day h4")
    expect(days).to_have_text(["March 1, 2026", "March 5, 2026", "March 9, 2026"])
    first = page.locator("#bm-statements .says-box").first
    expect(first).to_contain_text("Described as possible by Ada Finch (quoted)")
    expect(first.locator("mark")).to_have_text(["fifteen kilometres", "Alderton"])
    expect(page.locator("#bm-statements .axis button")).to_have_count(3)
    expect(page.locator(".again summary")).to_contain_text("1 more statement of the same event")
    page.get_by_role("button", name="March 9, 2026: 1 statement").press("Enter")
    expect(page.locator(".day h4:focus")).to_have_text("March 9, 2026")
    expect(page.locator("#bm-statements .origin.none").first).to_have_text("not stated")


def test_filters_narrow_the_timeline_and_a_speaker_the_map(open_page: Any) -> None:
    page = open_page(page_of_statements())
    page.get_by_role("tab", name="Statements").click()
    shown = page.evaluate("window.buffermap.view.shown.length")
    page.locator("#bm-timeline-speaker").select_option("the governor")
    expect(page.locator("#bm-statements .timeline .says-box")).to_have_count(1)
    page.wait_for_function(f"() => window.buffermap.view.shown.length < {shown}")
    page.wait_for_function("() => location.hash.includes('speaker=the+governor')")
    page.get_by_role("tab", name="Sentences").click()
    expect(page.locator(".sentence")).to_have_count(1)
    page.locator("#bm-filter-box summary").click()
    expect(page.locator("#bm-f-speaker")).to_have_value("the governor")
    page.locator("#bm-filters-clear").click()
    page.locator("#bm-f-from").fill("2026-03-09")
    page.get_by_role("tab", name="Statements").click()
    expect(page.locator("#bm-statements .timeline .says-box")).to_have_count(1)


def test_assumptions_switch_to_another_statement_and_say_what_stays_open(open_page: Any) -> None:
    page = open_page(page_of_statements())
    page.get_by_role("tab", name="Assumptions").click()
    about = page.locator("#bm-about")
    expect(about.locator(".says-box.chosen")).to_contain_text("Ada Finch")
    page.get_by_role("tab", name="Statements").click()
    expect(page.locator("#bm-statements code")).to_have_text(
        "buffermap map INPUT -o other.html --border LT-PL"
    )
    page.locator("[data-statement='1'] .use").click()
    page.wait_for_function("() => window.buffermap.store.state.side === 'BY'")
    expect(page.locator("#bm-caption")).to_contain_text(
        "within 8 miles (12.875 km) of the invented border along Lowland, on the side of Belarus; depth stated by the governor"
    )
    page.get_by_role("tab", name="Assumptions").click()
    expect(about.locator(".says-box.chosen")).to_contain_text("the governor")
    expect(about.locator(".assumptions > div").first).to_contain_text("from the text")
    page.wait_for_function("() => location.hash.includes('basis=1')")
    about.locator("[data-take='side']").click()
    page.wait_for_function(
        "() => { const s = window.buffermap.store.state; return s.side === 'PL' && s.sideOf === 0; }"
    )
    again = open_page(page_of_statements(), hash=page.evaluate("location.hash"))
    expect(again.locator("#bm-caption")).to_contain_text("8 miles")


def test_presets_say_the_depth_in_the_unit_of_the_text(open_page: Any) -> None:
    page = open_page(page_of_statements())
    expect(page.locator("#bm-presets .chip")).to_have_text(
        ["8 miles stated by the governor", "15 km stated by Ada Finch"]
    )
    page.locator("#bm-presets .chip").first.click()
    expect(page.locator("#bm-caption")).to_contain_text("within 8 miles (12.875 km)")
    page.locator("#bm-language").select_option("uk")
    expect(page.locator("#bm-presets .chip").first).to_contain_text("8 миль")


def test_contradictions_stand_side_by_side(open_page: Any) -> None:
    page = open_page(page_of_statements(), hash="#tab=statements")
    columns = page.locator(".beside .column")
    expect(columns).to_have_count(2)
    boxes = [columns.nth(i).bounding_box() for i in range(2)]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    expect(columns.nth(1)).to_contain_text("denied")


def test_reprints_fold_under_their_origin(open_page: Any) -> None:
    page = open_page(page_of_statements())
    articles = page.locator("#bm-articles article")
    expect(articles.nth(0)).to_contain_text("1 reprint")
    expect(articles.nth(1).locator("summary")).to_have_text(
        "Printed before: Council weighs a strip along the river, Plain Courier, March 2, 2026"
    )
    expect(articles.nth(1).locator(".sentence").first).to_be_hidden()
    page.evaluate("window.buffermap.store.set({ place: 4, mention: null })")  # Eskwater, named in the reprint
    expect(articles.nth(1).locator(".m.selected")).to_be_visible()


def test_distances_and_unnamed_places_stand_beside_their_sentences(open_page: Any) -> None:
    page = open_page(page_of_statements())
    claim = page.locator(".aside.claim")
    expect(claim).to_contain_text("Caster to Dunmere. 40 to 70 km, from the centre 55 km")
    expect(claim.locator(".verdict")).to_have_text("does not fit")
    expect(page.locator(".aside.unnamed")).to_contain_text("not named: listed, not drawn")
    page.get_by_role("tab", name="Statements").click()
    expect(page.locator(".claim-list li")).to_have_count(1)
    expect(page.locator(".unnamed-list li")).to_have_count(1)
    drawn = page.evaluate("window.buffermap.view.dots.anchors.flatMap((a) => a.places).length")
    assert drawn <= len(
        page_of_statements().places
    )  # an unnamed place has no dot: it is no place of the page


def test_a_statement_in_a_sentence_leads_to_its_day(open_page: Any) -> None:
    page = open_page(page_of_statements())
    page.locator(".reprint summary").click()
    page.locator(".says[data-statement='1']").click()
    expect(page.get_by_role("tab", name="Statements")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".says-box.current")).to_contain_text("the governor")
    page.go_back()
    expect(page.get_by_role("tab", name="Sentences")).to_have_attribute("aria-selected", "true")


def test_no_statements_no_tab(open_page: Any) -> None:
    page = open_page(invented.page(statements=()))
    expect(page.locator("#bm-tab-statements")).to_be_hidden()


def test_days_on_the_axis_do_not_hide_each_other(open_page: Any) -> None:
    base = page_of_statements()
    dates = ("2026-03-08", "2026-03-09", "2024-01-01", "2026-03-07")
    moved = tuple(
        replace(one, date=day, event=i)
        for i, (one, day) in enumerate(zip(base.statements, dates, strict=True))
    )
    page = open_page(replace(base, statements=moved), hash="#tab=statements")
    buttons = page.locator(".axis button")
    expect(buttons).to_have_count(4)
    boxes = [buttons.nth(i).bounding_box() for i in range(4)]
    assert all(a["x"] + a["width"] <= b["x"] + 1 for a, b in pairwise(boxes))
    axis = page.locator(".axis").bounding_box()
    assert boxes[-1]["x"] + boxes[-1]["width"] / 2 <= axis["x"] + axis["width"] + 1


def test_axe_finds_nothing_serious_among_statements(open_page: Any) -> None:
    page = open_page(page_of_statements(), hash="#tab=statements")
    expect(page.locator("#bm-statements .says-box").first).to_be_visible()
    assert serious(page) == []
    page.get_by_role("tab", name="Assumptions").click()
    expect(page.locator("#bm-about .says-box").first).to_be_visible()
    assert serious(page) == []
    assert page.evaluate("document.querySelectorAll('#bm-statements img, #bm-about img').length") == 0


def serious(page: Any) -> list[tuple[str, list[str]]]:
    """Return what axe finds that is serious: the rule, and where."""
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
