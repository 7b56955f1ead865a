import tomllib

import pytest

from gazetteer.build.events import TABLE, Verb, _words, event_records
from gazetteer.entries.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon(parser):
    return Lexicon(parser.lexicon.gazetteer)


def test_names_stand_where_the_records_say(lexicon):
    for record in event_records(lexicon, part="learnt", count=60):
        for gold in record["gold"]:
            assert record["text"][gold["start"] : gold["end"]] == gold["surface"]
            assert gold["usage"] in ("literal", "associative")


def test_the_same_lines_every_time(lexicon):
    assert event_records(lexicon, part="aside", count=30) == event_records(lexicon, part="aside", count=30)


def test_no_verb_and_no_town_is_in_both_parts(lexicon):
    learnt, aside = _words(lexicon, "learnt"), _words(lexicon, "aside")
    assert not set(learnt.towns) & set(aside.towns)
    for name in ("undergone", "moved"):
        bases = [{verb.base for verb in getattr(part, name)} for part in (learnt, aside)]
        assert min(map(len, bases)) > 2
        assert not bases[0] & bases[1]


def test_every_list_has_entries_and_verbs_have_forms():
    table = tomllib.loads(TABLE.read_text("utf-8"))
    for name in ("undergone", "moved"):
        assert all(len(entry.split()) in (2, 3) for entry in table[name].split(";"))
    assert all(value.strip() for value in table.values())


def test_third_persons():
    thirds = [Verb(base, "", "").third for base in ("hit", "search", "cross", "fly", "stay")]
    assert thirds == ["hits", "searches", "crosses", "flies", "stays"]


def test_verbs_and_towns_kept_aside_are_read_right(parser, lexicon):
    hits = {"literal": [], "associative": []}
    for record in event_records(lexicon, part="aside", count=240):
        found = {(mention.start, mention.end): mention for mention in parser.parse(record["text"])}
        for gold in record["gold"]:
            mention = found.get((gold["start"], gold["end"]))
            if mention is not None:
                hits[gold["usage"]].append(mention.usage == gold["usage"])
    assert min(map(len, hits.values())) > 60
    assert sum(hits["literal"]) >= 0.95 * len(hits["literal"])
    assert sum(hits["associative"]) >= 0.85 * len(hits["associative"])
