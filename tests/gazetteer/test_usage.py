import pytest


def read(parser, text, surface):
    [mention] = [mention for mention in parser.parse(text) if mention.surface == surface][:1]
    return mention


@pytest.mark.parametrize(
    ("text", "surface", "usage", "subtype"),
    [
        ("The talks were held in Istanbul on Monday.", "Istanbul", "literal", None),
        ("He was born in Kharkiv in 1950 and lived there.", "Kharkiv", "literal", None),
        ("Moscow rejects the offer of talks.", "Moscow", "associative", "metonym"),
        ("Ukrainian officials left on Monday.", "Ukrainian", "associative", "adjective"),
        ("Many Ukrainians and Russians left on Monday.", "Ukrainians", "associative", "demonym"),
        ("The Paris Police Department said on Monday that it was over.", "Paris", "associative", "nested"),
        ("The U.S. President spoke on Monday.", "U.S.", "associative", "metonym"),
        ("Fighting went on in the Sumy region.", "Sumy", "literal", None),
    ],
)
def test_how_a_name_is_used(parser, text, surface, usage, subtype):
    mention = read(parser, text, surface)
    assert (mention.usage, mention.subtype) == (usage, subtype)


@pytest.mark.parametrize(
    ("text", "surface", "locative"),
    [
        ("A Ukrainian factory was hit.", "Ukrainian", True),
        ("Shells fell on Russian border regions.", "Russian", True),
        ("The Russian president spoke.", "Russian", False),
    ],
)
def test_adjectives_that_say_where_carry_a_flag(parser, text, surface, locative):
    assert ("locative" in read(parser, text, surface).flags) is locative


def test_what_is_not_literal_says_why(parser):
    assert read(parser, "Moscow rejects the offer of talks.", "Moscow").reason.count("actor") == 1
