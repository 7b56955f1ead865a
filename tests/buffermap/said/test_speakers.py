"""Who says it: headlines, owners of plans, who acts, and whom a pronoun means."""

import pytest

from buffermap.articles.article import Article
from buffermap.said.find import find
from buffermap.said.grammar.phrases import spoken_part
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
        ("Oslo's buffer zone in the north: Building Goes On as Tension Grows", None),
        ("Norway's Lund says Oslo told army to build buffer zone", "Norway's Lund"),
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
        ("LONDON - The Kremlin said that a buffer zone was needed.", "The Kremlin"),
        ("OSLO (Nordnews) -- The UN mission declared a buffer zone.", "The UN mission"),
        ("A year ago Erik Lund said that a buffer zone was needed.", "Erik Lund"),
        ("In a note, the Border Mission (BM) said the zone came into being in May.", "the Border Mission"),
        (
            "A buffer zone is being laid out, Erik Lund, deputy head of the county council, told reporters.",
            "Erik Lund",
        ),
        (
            "The head of the county said the goal was a zone, the Post reports citing Channel 4.",
            "The head of the county",
        ),
        ("The agency said, citing a diplomat, that a zone is planned.", "a diplomat"),
        ("The daily said, citing a leaked directive of the staff, that a zone is planned.", "The daily"),
        ('"We stay," Erik Lund said on the quay, adding that the fleet holds a zone there.', "Erik Lund"),
        ("Visitors have not been let into the closed zone.", None),
        ("Soldiers dig on what they call a buffer zone.", None),
        ("Зона у моста остаётся под контролем миссии.", None),
        (
            "Задача похода — создание зоны, а крепость брать не планируется, повторил мэр Иван Рудь.",
            "мэр Иван Рудь",
        ),
        ("Осло уже десять лет требует зону на границе.", "Осло"),
        ("Bloggers, citing the envoy's words, called for a buffer zone.", "Bloggers"),
        ("If deputies agree, the zone will take effect in May.", None),
        ("Norway is far from holding a buffer zone.", None),
        ("Soldiers moved on, and officials believe the aim is a buffer zone.", "officials"),
        (
            "По словам командира бригады «Север» Павла Котова, зона растёт.",
            "командира бригады «Север» Павла Котова",
        ),
        ("Российская армия расширила зону безопасности.", None),
        ("В Псковской области ввели закрытую зону.", None),
        ("На Волині закрили прикордонну зону.", None),
        ("Oslo and the rebels agreed on a buffer zone.", "Oslo and the rebels"),
        ("The raid thwarted Oslo's plans for a buffer zone.", None),
    ],
)
def test_who_acts_or_speaks(sentence, speaker):
    assert speaker_of(sentence) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A buffer zone has been created near the fence. This was stated by county head Erik Lund.",
            "county head Erik Lund",
        ),
        (
            "The raid ended the plan for a buffer zone.\n\nDefence Minister Lena Berg said so at a briefing.",
            "Defence Minister Lena Berg",
        ),
        ("Буферная зона у реки создана. Об этом сообщил глава района Пётр Котов.", "глава района Пётр Котов"),
        ("Буферну зону біля річки створено. Про це повідомила речниця Олена Гай.", "речниця Олена Гай"),
        ("A buffer zone has been created near the fence. Erik Lund said the road is open.", None),
    ],
)
def test_the_next_sentence_may_say_who_said_it(text, speaker):
    one = find(Article(doc_id="a", text=text), split(text), [])[0]
    assert (one.speaker.words if one.speaker else None) == speaker


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("в Кремле", "Кремле"),
        ("using Lund's", "Lund"),
        ("the envoy's words", "the envoy"),
        ("President Anna Berg", "President Anna Berg"),
        ("During", None),
        ("Главное", None),
        ("чути", None),
    ],
)
def test_what_of_a_phrase_can_speak(words, part):
    span = spoken_part(words)
    assert (words[slice(*span)] if span else None) == part


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


def test_a_place_in_capitals_before_a_colon_is_where_a_report_was_written():
    assert speaker_of("TURKU: The governor declared a zone.", names=[(0, 5)]) == "The governor"
    assert speaker_of("UNDOF: A zone was entered.") == "UNDOF"


def test_a_pronoun_stands_for_who_opens_its_sentence():
    text = "Premier Erik Lund has ordered the army to widen a buffer zone, he told the council."
    [one] = find(Article(doc_id="a", text=text), split(text), [])
    assert (one.speaker.words, one.speaker.name) == ("he", "Premier Erik Lund")
