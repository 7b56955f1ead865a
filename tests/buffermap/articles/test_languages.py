"""Which language a text is in, and what of it is read."""

import pytest

import buffermap as bm
from buffermap.articles.languages import READ_FOR_PLACES, READ_FOR_ZONES, how_read, language_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the road to the village was closed for two days.", "en"),
        ("Wójt powiedział, że droga do wsi będzie zamknięta przez dwa dni.", "pl"),
        ("Der Bürgermeister sagte, dass die Straße zwei Tage lang gesperrt ist.", "de"),
        ("Le maire a dit que la route du village est fermée pour deux jours.", "fr"),
        ("El alcalde dijo que la carretera del pueblo está cerrada por dos días.", "es"),
        ("Міський голова сказав, що дорогу до села закрили на два дні.", "uk"),
        ("Мэр сказал, что дорогу до деревни закрыли на два дня.", "ru"),
        ("قال رئيس البلدية إن الطريق إلى القرية مغلق منذ يومين.", "ar"),
        ("Ο δήμαρχος είπε ότι ο δρόμος προς το χωριό έκλεισε.", "el"),
        ("市長は道路が二日間閉鎖されると述べた。", "ja"),
        ("Sumy 2026", None),
    ],
)
def test_the_language_is_told_by_words_letters_and_script(text, language):
    assert language_in(text) == language


def test_names_keep_their_letters_in_any_language():
    assert language_in("Wałęsa and Kaczyński met in Łódź before the vote on the bill.") == "en"


def test_what_is_read_of_a_language_follows_from_its_files():
    assert {"en", "uk", "ru", "pl", "de", "fr", "es"} <= READ_FOR_ZONES <= READ_FOR_PLACES
    assert how_read("pl") == "places and zones"
    assert how_read("el") == how_read(None) == "listed names"


def test_a_table_of_mentions_says_what_its_article_was_read_for():
    articles = [
        bm.Article(doc_id="pl", text="Minister przyjechał wczoraj do Krakowa.", language="pl"),
        bm.Article(doc_id="el", text="Ο υπουργός πήγε στην Αθήνα.", language="el"),
    ]
    table = bm.extract(articles)
    assert dict(zip(table["doc_id"], table["language_read"], strict=True)) == {
        "pl": "places and zones",
        "el": "listed names",
    }
