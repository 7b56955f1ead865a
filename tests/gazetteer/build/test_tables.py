"""The tables written by hand: every line leads somewhere."""

from gazetteer.entries.demonyms import demonyms
from gazetteer.entries.extras import abbreviations, extras, own_id
from gazetteer.names.divisions import divisions
from gazetteer.place import KINDS
from gazetteer.reading.boilerplate import boilerplate


def test_every_extra_place_is_well_formed():
    ids = [extra.geonameid for extra in extras()]
    assert len(ids) == len(set(ids))
    for extra in extras():
        assert extra.geonameid > 0 or extra.geonameid == own_id(extra.kind, extra.name)
        assert extra.kind in KINDS
        assert extra.names
        assert extra.lat is None or -90 <= extra.lat <= 90
        assert extra.lon is None or -180 <= extra.lon <= 180


def test_every_demonym_leads_to_a_place(parser):
    lost = [form for form in demonyms() if parser.lexicon.demonym(form) is None]
    assert lost == []


def test_every_abbreviation_leads_to_a_place(parser):
    assert [item.name for item in abbreviations() if parser.lexicon.abbreviation(item.name) is None] == []


def test_every_division_is_known(parser):
    for division in divisions():
        for key in division.keys:
            entry = parser.lexicon.entry(key)
            assert entry is not None
            assert (entry.kind == KINDS.index("admin1")).any(), key


def test_boilerplate_is_the_page_around_the_text():
    text = "Rain fell in Madrid.\nSee also: Flood in Lisbon\nIt was heavy and went on for long.\nLeave a Reply\nRome\n"
    assert [text[a:b] for a, b in boilerplate(text)] == [
        "See also: Flood in Lisbon\n",
        "Leave a Reply\n",
        "Rome\n",
    ]


def test_a_paragraph_that_begins_like_a_button_is_text():
    text = "Watch the river: " + "it rises every year when the snow melts in the hills. " * 10
    assert boilerplate(text) == []
