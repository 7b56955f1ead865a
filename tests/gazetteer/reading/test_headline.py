import pytest

from gazetteer.reading.headline import headline


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Fire in Dover\n\nA barn burned on Monday.", "Fire in Dover"),
        ("\n  Fire in Dover \nA barn burned.", "Fire in Dover"),
        ("Dover shelled, two hurt", "Dover shelled, two hurt"),
        ("“Dover will rise”\n\nHe said so.", "“Dover will rise"),
        ("A barn burned on Monday.\n\nNobody was hurt.", ""),
        ("A long story " * 30 + "\nIt went on.", ""),
        ("", ""),
    ],
)
def test_a_headline_is_a_short_first_line_that_is_no_sentence(text, title):
    begin, end = headline(text)
    assert text[begin:end] == title


def test_names_of_a_headline_are_flagged(parser):
    found = parser.parse("Moscow rejects the offer\n\nMoscow rejects it, diplomats said.")
    assert ["headline" in mention.flags for mention in found] == [True, False]
    assert found[0].start == 0
