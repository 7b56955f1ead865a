"""Files of languages: what they hold is checked when they are read."""

import pytest

from gazetteer.errors import DataCorruptError
from gazetteer.languages import language, read_language, words_of


def test_every_file_is_read():
    for code in ("en", "uk", "ru"):
        assert language(code).words


def test_lists_of_several_languages_are_put_together():
    assert {"біля", "возле"} <= words_of("prepositions", "uk", "ru")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[words]\nprepositions = "in In"', "lower case"),
        ('[words]\nprepositions = "in at in"', "once"),
        ('[words]\nvillages = "in"', "villages"),
        ('[cities]\nRU = "x"', "cities"),
        ('[abbreviations]\nrussia = "rf"', "no ISO code"),
        ('[[divisions]]\nforms = "land"\nmale = true', "male"),
        ("[words", "languages/xx.toml"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(text, says):
    with pytest.raises(DataCorruptError, match=says):
        read_language("xx", text)


def test_a_language_without_a_file_is_an_error_that_names_it():
    with pytest.raises(DataCorruptError, match="no language qq"):
        language("qq")
