"""Names that the trees leave out or in, put right by the words beside them."""


def surfaces(parser, text):
    return [mention.surface for mention in parser.parse(text)]


def test_a_name_that_is_no_word_is_found_beside_places_of_its_country(parser):
    assert surfaces(parser, "Lithuania closed two roads. Medininkai is quiet.") == ["Lithuania", "Medininkai"]
    assert surfaces(parser, "Medininkai is quiet.") == []
    assert surfaces(parser, "Portugal closed two roads. Medininkai is quiet.") == ["Portugal"]
    assert surfaces(parser, "Lithuania closed two roads. Medininkai says no.") == ["Lithuania"]
