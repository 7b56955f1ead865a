import pytest

from gazetteer.document import Document
from gazetteer.topics import topic_table
from gazetteer.usagefeatures import use_context, use_features
from gazetteer.wordvectors import open_word_vectors


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
        ("On Monday Kharkiv was shelled again.", "Kharkiv", "literal", None),
        ("Washington will send more aid to Ukraine.", "Washington", "associative", "metonym"),
        ("Poland joined the pact in 1999.", "Poland", "associative", "metonym"),
        ("Troops crossed the border from Belarus into Ukraine.", "Belarus", "literal", None),
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


def context_of(text, name):
    document = Document.read(text)
    words = name.lower().split()
    first = next(at for at in range(len(document.lower)) if document.lower[at : at + len(words)] == words)
    return use_context(document, first, first + len(words), None)


def test_what_a_name_begins_ends_before_the_verb():
    context = context_of("Last week US health authorities said so.", "US")
    assert context.compound == ("authorities", "health", "said")
    assert (
        context_of("Australia's annual average temperatures are rising.", "Australia").compound[0]
        == "temperatures"
    )
    assert context_of("France won the final.", "France").compound[0] not in ("won", "the", "final")


def test_a_preposition_governs_all_names_of_a_list():
    text = "He travelled in Peru, Chile and finally Brazil before he settled."
    assert [context_of(text, name).governor for name in ("Peru", "Chile", "Brazil")] == ["in", "in", "in"]
    assert context_of(text, "Brazil").heads[0] == "travelled"
    assert context_of("France and Britain signed the treaty.", "France").follower == "signed"


def test_a_name_alone_has_a_context():
    context = context_of("Sumy", "Sumy")
    assert context.others == []
    assert len(use_features([context], open_word_vectors())[0]) == len(
        use_features([context_of("Fire in Sumy, he said.", "Sumy")], open_word_vectors())[0]
    )


def test_words_of_a_subject_are_near_to_it():
    vectors = open_word_vectors()
    striker, treaty, mountains, unknown = (
        topic_table(vectors)[vectors.number(word)].tolist()
        for word in ("striker", "treaty", "mountains", "qqqqqq")
    )
    assert striker[0] > treaty[0]
    assert mountains[4] > striker[4]
    assert not any(unknown)
