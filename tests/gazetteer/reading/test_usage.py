import numpy as np
import pytest

from gazetteer.models.wordvectors import open_word_vectors
from gazetteer.reading.document import Document
from gazetteer.reading.topics import Topics
from gazetteer.reading.usagefeatures import use_context, use_features


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


HAPPENED = [
    "{} was rattled by explosions on Thursday.",
    "{} bombed, five hurt",
    "{} torched by militants; no casualties.",
    "{} retaken, officials say.",
    "{} without water after storm",
    "{} cut off, rescuers say",
    "Marines reached {} on Tuesday, the general said.",
    "Floods swamp {}",
    "Residents flee {} as fire nears",
    "Rebels have seized {}, witnesses said.",
    "Rockets struck {} and Izium at dawn.",
]
FRAMES = [
    "{}",
    "{}\n\nA spokesman gave no figures and asked for patience.",
    "Police in Lviv gave no details. {}",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("line", HAPPENED)
@pytest.mark.parametrize("town", ["Okhtyrka", "Rylsk", "Tartus"])
def test_a_place_where_something_happened_is_literal(parser, town, line, frame):
    assert read(parser, frame.format(line.format(town)), town).usage == "literal"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Вночі обстріляли Охтирку, двоє поранених.", "Охтирку"),
        ("Охтирка без світла після удару.", "Охтирка"),
        ("Війська увійшли в Рильськ у вівторок.", "Рильськ"),
        ("Ночью обстреляли Рыльск, есть раненые.", "Рыльск"),
        ("Рыльск без воды после удара.", "Рыльск"),
        ("Войска вошли в Ахтырку во вторник.", "Ахтырку"),
    ],
)
def test_it_is_so_in_ukrainian_and_russian(parser, text, surface):
    assert read(parser, text, surface).usage == "literal"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ankara hits back at critics of the deal.", "Ankara"),
        ("Budapest leaves the pact, ministers say.", "Budapest"),
        ("Leeds beat Fulham 3-1 on Saturday.", "Leeds"),
        ("Tehran was condemned for the arrests by the council.", "Tehran"),
        ("Beijing entered talks on tariffs, diplomats said.", "Beijing"),
    ],
)
def test_who_acts_or_plays_is_no_place(parser, text, surface):
    assert read(parser, text, surface).usage == "associative"


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("TRIPOLI, Libya (AP) — The port council refused to comment.", ["TRIPOLI", "Libya"]),
        ("DULUTH, Minn. -- Voters rejected the plan.", ["DULUTH", "Minn."]),
        ("KHARKIV - Officials warned of more rain.", ["KHARKIV"]),
    ],
)
def test_a_dateline_is_literal(parser, text, surfaces):
    found = {mention.surface: mention for mention in parser.parse(text)}
    assert {found[surface].usage for surface in surfaces} == {"literal"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Nevada Highway Patrol closed the road.", "Nevada"),
        ("The Odesa Art Museum was closed for a year.", "Odesa"),
        ("A ranger of the Utah Department of Natural Resources saw it.", "Utah"),
    ],
)
def test_a_place_inside_an_organisations_name_is_nested(parser, text, surface):
    assert read(parser, text, surface).subtype == "nested"


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
    return document, use_context(document, first, first + len(words), None)


def word(text, name, role, number=None):
    """Return the word that has a role in the context of a name; empty where the sentence has none."""
    document, context = context_of(text, name)
    at = getattr(context, role) if number is None else getattr(context, role)[number]
    return document.lower[at] if at >= 0 else ""


def features_of(text, name):
    document, context = context_of(text, name)
    [features] = use_features(document, [context], open_word_vectors())
    return features


def test_what_a_name_begins_ends_before_the_verb():
    text = "Last week US health authorities said so."
    assert [word(text, "US", "compound", number) for number in range(3)] == ["authorities", "health", "said"]
    text = "Australia's annual average temperatures are rising."
    assert word(text, "Australia", "compound", 0) == "temperatures"
    assert word("France won the final.", "France", "compound", 0) == ""


def test_a_preposition_governs_all_names_of_a_list():
    text = "He travelled in Peru, Chile and finally Brazil before he settled."
    assert [word(text, name, "governor") for name in ("Peru", "Chile", "Brazil")] == ["in", "in", "in"]
    assert word(text, "Brazil", "heads", 0) == "travelled"
    assert word("France and Britain signed the treaty.", "France", "follower") == "signed"


def test_a_name_alone_has_features():
    alone = features_of("Sumy", "Sumy")
    assert alone.shape == features_of("Fire in Sumy, he said.", "Sumy").shape
    assert np.isfinite(alone).all()


def test_names_of_a_document_are_read_together_as_one_by_one():
    document = Document.read("France and Britain signed it. He fled from Sumy (Ukraine) to Poland, to Krakow")
    names = [at for at, shape in enumerate(document.shapes) if shape == "Xx" and document.lower[at] != "he"]
    contexts = [use_context(document, first, first + 1, None) for first in names]
    vectors = open_word_vectors()
    together = use_features(document, contexts, vectors)
    one_by_one = [use_features(document, [context], vectors)[0] for context in contexts]
    assert len(names) == 6
    assert np.array_equal(together, one_by_one)


def test_words_of_a_subject_are_near_to_it():
    vectors = open_word_vectors()
    rows = np.array([vectors.number(word) for word in ("striker", "treaty", "mountains", "qqqqqq")])
    striker, treaty, mountains, unknown = Topics(vectors).of(rows).tolist()
    assert striker[0] > treaty[0]
    assert mountains[4] > striker[4]
    assert not any(unknown)
