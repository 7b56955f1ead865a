import pytest

from gazetteer.reading.document import Document
from gazetteer.reading.language import language_of, sentence_languages


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The governor said that a bridge had been closed.", "en"),
        ("Міст закрили, бо річка вийшла з берегів.", "uk"),
        ("Мост закрыли, потому что река вышла из берегов.", "ru"),
        ("Die Brücke wurde am Abend gesperrt, weil der Fluss über die Ufer trat.", "de"),
        ("Le pont a été fermé dans la nuit, et la rivière est en crue.", "fr"),
        ("Most został zamknięty, ale nie wiadomo, jak długo to potrwa.", "pl"),
        ("Мостът беше затворен, защото реката преля.", "bg"),
        ("Мост је затворен, а река се излила.", "sr"),
        ("1234 !", ""),
        ("", ""),
    ],
)
def test_common_words_and_letters_tell_a_language(sentence, language):
    assert language_of(sentence) == language


def test_every_sentence_has_its_own_language():
    text = "The road is closed, and it will be for days. Дорогу закрили, і це надовго.\nDie Straße ist gesperrt und das für lange."
    assert sentence_languages(Document.read(text)) == ["en", "uk", "de"]


def test_a_sentence_that_does_not_tell_follows_the_others():
    text = "The road is closed, and it will be for days. Sumy. The bridge has been closed since May."
    assert sentence_languages(Document.read(text)) == ["en", "en", "en"]
