"""Words of a language: forms by rule and by ending, fixed phrases, and files that are checked when loaded."""

import pytest

from buffermap.said.grammar.lexis import Language, language, language_of


def forms(code, word):
    return {(sense.roles[0], sense.form) for sense in language(code).senses(word)}


@pytest.mark.parametrize(
    ("word", "role", "form"),
    [
        ("widened", "make", "past"),
        ("establishes", "make", "s"),
        ("scrapping", "end", "ing"),
        ("built", "make", "part"),
        ("vows", "plan", "s"),
        ("denied", "deny", "past"),
        ("proposals", "propose", "noun"),
    ],
)
def test_english_forms_follow_from_the_base(word, role, form):
    assert (role, form) in forms("en", word)


@pytest.mark.parametrize(
    ("code", "word", "role", "form"),
    [
        ("ru", "создаст", "make", "fut"),
        ("ru", "расширяют", "make", "pres"),
        ("ru", "создана", "make", "short"),
        ("ru", "отверг", "deny", "past"),
        ("ru", "созданием", "make", "noun"),
        ("uk", "розширили", "make", "past"),
        ("uk", "створено", "make", "short"),
        ("uk", "облаштовують", "make", "pres"),
        ("uk", "існуватиме", "stand", "fut"),
        ("uk", "вимагати", "demand", "inf"),
    ],
)
def test_endings_tell_the_form_of_russian_and_ukrainian_words(code, word, role, form):
    assert (role, form) in forms(code, word)


def test_a_stem_needs_an_ending_of_its_language():
    assert language("ru").senses("созданный") != ()
    assert language("uk").senses("планета") == ()


def test_the_longest_phrase_counts():
    words = ["is", "no", "longer", "under", "discussion"]
    assert [sense.roles for sense in language("en").phrases(words, 1)] == [("end",)]
    assert language("en").phrase(words, 3).words == 2
    assert language("en").phrase(words, 0) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[make verb]\nbuild\n[mend verb]\nfix", "line 3.*mend"),
        ("[make verse]\nbuild", "line 1.*verse"),
        ("build", "line 1: an entry before"),
    ],
)
def test_a_file_with_an_unknown_section_is_refused(text, fault):
    with pytest.raises(ValueError, match=fault):
        Language("en", text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("uk", "Військо займає зону."),
        ("ru", "Войска занимают зону у реки, сообщил эксперт."),
        ("uk", "За словами начальника, зону розширять."),
        ("en", "The zone"),
    ],
)
def test_letters_and_then_words_tell_the_language(code, text):
    assert language_of(text, cyrillic=code != "en") == code
