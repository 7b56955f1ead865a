"""Chats: pages that Telegram exports, and texts that WhatsApp and Signal save. Who wrote does not enter."""

import pytest

from buffermap.articles.article import read
from tests.buffermap.articles.made import MORE, WORDS

HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head>'
    '<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header"><div class="content">'
    '<div class="text bold">\nHarbour Watch\n</div></div></div><div class="history">'
    '<div class="message service" id="message-1"><div class="body details">3 March 2025</div></div>'
)


def shown(text, *, author="", moment="03.03.2025 10:00:00 UTC+01:00"):
    """Return a post as the page shows it; without an author it follows another of the same."""
    name = f'<div class="from_name">{author}</div>' if author else ""
    return (
        f'<div class="message default clearfix"><div class="body"><div class="pull_right date details" title="{moment}">10:00</div>'
        f'{name}{text}<span class="reactions"><span class="count">7</span></span></div></div>'
    )


def page(tmp_path, *posts, name="messages.html"):
    path = tmp_path / name
    path.write_text(HEAD + "".join(posts) + "</div></div></body></html>", encoding="utf-8")
    return path


def test_posts_of_a_page_are_those_of_the_json(tmp_path):
    first = shown(
        '<div class="text">Ferries <strong>between</strong> Rostock and <a href="">#Gedser</a> stopped.</div>',
        author="Harbour Watch",
    )
    passed_on = shown(
        f'<div class="forwarded body"><div class="from_name">Ole Secret <span class="date details" title="01.01.2025 01:00:00">'
        f'01.01</span></div><div class="text">{MORE}</div></div>', moment="03.03.2025 10:05:00",
    )  # fmt: skip
    picture = shown('<div class="media_wrap"><a href="photos/a.jpg">Photo</a></div>')
    articles = read(page(tmp_path, first, passed_on, picture), on_problem=lambda _: None)
    assert [article.text for article in articles] == ["Ferries between Rostock and #Gedser stopped.", MORE]
    assert [article.published for article in articles] == ["2025-03-03T10:00:00+01:00", "2025-03-03T10:05:00"]
    assert {article.outlet for article in articles} == {"Harbour Watch"}
    assert articles.report.files == {"chat page": 1}
    assert "Secret" not in str(list(articles))


def test_a_page_of_a_chat_of_people_names_none(tmp_path):
    path = page(
        tmp_path,
        shown(f'<div class="text">{WORDS}</div>', author="Ole Secret"),
        shown(f'<div class="text">{MORE}</div>'),
    )
    assert [(one.outlet, one.author) for one in read(path)] == [(None, None)] * 2
    assert [one.author for one in read(path, keep_people=True)] == ["Ole Secret"] * 2


CHATS = {
    "telephone": f"21/03/2025, 10:01 - Ole Secret: {WORDS}\n{MORE}\n21/03/2025, 10:02 - +49 30 1234567: <Media omitted>\n"
    "21/03/2025, 10:03 - Ole Secret added Ib Hidden\n21/03/2025, 11:00 - Ib Hidden: The quay is closed: nobody may go there.\n",
    "tablet": f"\u200e[21.03.25, 10:01:00] Quay: \u200eMessages are encrypted.\n[21.03.25, 10:01:10] Ole Secret: {WORDS}\n{MORE}\n"
    "[21.03.25, 10:02:00] ~\u202fIb Hidden: \u200eimage omitted\n"
    "[21.03.25, 11:00:10] Ib Hidden: The quay is closed: nobody may go there.\n",
    "month first": f"3/21/25, 10:01\u202fAM - Ole Secret: {WORDS}\n{MORE}\n3/21/25, 11:00\u202fAM - Ib Hidden: The quay is closed: nobody may go there.\n",
    "signal": f"[2025-03-21 10:01] Ole Secret: {WORDS}\n{MORE}\n(- Ib Hidden: good -)\n[2025-03-21 11:00] Ib Hidden: The quay is closed: nobody may go there.\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", CHATS)
def test_messages_of_a_saved_chat_have_dates_and_no_senders(tmp_path, kind):
    path = tmp_path / "chat.txt"
    path.write_text(CHATS[kind], encoding="utf-8")
    articles = read(path, on_problem=lambda _: None)
    assert [one.text for one in articles] == [f"{WORDS}\n{MORE}", "The quay is closed: nobody may go there."]
    assert [one.published[:16] for one in articles] == ["2025-03-21T10:01", "2025-03-21T11:00"]
    told = str(list(articles)) + str(articles.report.as_record())
    assert "Secret" not in told
    assert "Hidden" not in told
    assert read(path, keep_people=True, on_problem=lambda _: None)[-1].author in {
        "Ib Hidden",
        "~\u202fIb Hidden",
    }


def test_a_day_that_can_be_a_month_stays_unknown(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(f"3/4/25, 10:01 - Ole: {WORDS}\n5/4/25, 10:02 - Ib: {MORE}\n", encoding="utf-8")
    assert [one.published for one in read(path)] == [None, None]


def test_a_diary_is_no_chat(tmp_path):
    path = tmp_path / "diary.txt"
    path.write_text(
        f"{WORDS}\n21/03/2025, 10:01 - Quay: closed\n22/03/2025, 10:02 - Quay: open\n", encoding="utf-8"
    )
    assert read(path).report.files == {"text": 1}
