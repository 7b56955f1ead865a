"""Who says it: headlines, owners of plans, who acts, and whom a pronoun means."""

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.said.who.speakers import find_speaker
from gazetteer.text.sentences import split


def speaker_of(sentence, *, headline=False, names=()):
    at = sentence.lower().index("zone" if sentence.isascii() else "зон")
    found = find_speaker(sentence, at, headline=headline, names=names)
    return sentence[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Buffer zone 'already 10 km deep', says Putin", "Putin"),
        ("Путин: буферная зона будет создана", "Путин"),
        ("Буферная зона будет расширена – Песков", "Песков"),
        ("'No buffer zone': Kyiv on the Geneva talks", "Kyiv"),
        ("Trump on buffer zone plan: 'very interesting idea'", "Trump"),
        ("Буферна зона на Сумщині: що відомо", None),
    ],
)
def test_titles_name_who_speaks(title, speaker):
    assert speaker_of(title, headline=True) == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ukraine's refusal to accept a buffer zone angered Moscow.", "Ukraine"),
        ("The order to create a buffer zone was given by Putin.", "Putin"),
        ("The security zone that the rebels demand would run along the river.", "the rebels"),
        ("From Ankara's point of view, the safe zone must be deep.", "Ankara's"),
        ("Even a buffer zone would not help, argues Ingrid Solberg, a historian.", "Ingrid Solberg"),
        ("Work on the buffer zone goes according to schedule, the minister said.", "the minister"),
        ("Journalists were barred from the closed zone.", None),
    ],
)
def test_who_acts_or_speaks(sentence, speaker):
    assert speaker_of(sentence) == speaker


def test_a_place_before_its_verb_acts_for_its_country():
    sentence = "South of the Litani Israel holds a security zone."
    start = sentence.index("Israel")
    assert speaker_of(sentence, names=[(start, start + 6)]) == "Israel"


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("General Hakan Yildiz met the press.", "He said a buffer zone was planned.", "General Hakan Yildiz"),
        (
            "Глава администрации Виталий Ганчев провёл брифинг.",
            "По его словам, буферная зона расширяется.",
            "Глава администрации Виталий Ганчев",
        ),
    ],
)
def test_a_pronoun_is_shown_with_who_is_meant(before, sentence, name):
    text = f"{before} {sentence}"
    [one] = find(Article(doc_id="a", text=text), split(text), [])
    assert one.speaker.name == name
