"""What is opened is passed on: two gazetteers in one process, side by side."""

import pickle

import pytest

import buffermap as bm
from buffermap.finder import Finder
from buffermap.pipeline import parse
from gazetteer.files.shard import shard_folders
from gazetteer.files.store import Gazetteer, Shard
from tests.gazetteer.toy_places import build_toy

TEXT = "Trains between Velykyi Hai and Misto run again. A buffer zone in Misto and Zakhid provinces is needed, he said."


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    folder = build_toy(tmp_path_factory.mktemp("toy"))
    return Gazetteer([Shard(path) for path in shard_folders(folder / "places")])


def names(mentions):
    return {mention.name for mention in mentions if mention.name}


def test_two_gazetteers_answer_side_by_side(toy):
    article = bm.Article(doc_id="a", text=TEXT)
    ours, theirs = Finder(gazetteer=toy), Finder()
    first = (ours(article), theirs(article))
    again = (ours(article), theirs(article))
    assert first == again
    assert {"Velykyi Hai", "Misto"} <= names(first[0])
    assert {mention.geonameid for mention in first[0] if mention.geonameid}.isdisjoint(
        mention.geonameid for mention in first[1] if mention.geonameid
    )


def test_what_is_parsed_keeps_its_gazetteer(toy):
    [one] = parse([bm.Article(doc_id="a", text=TEXT)], gazetteer=toy)
    assert one.gazetteer is toy
    [other] = parse([bm.Article(doc_id="a", text=TEXT)])
    assert other.gazetteer is None
    known = {place.geonameid for said in one.statements for place in said.where.places if place.geonameid}
    assert known <= {1001, 1002, 1003, 1004, 1005, 101, 102, 111}


def test_choices_go_to_other_processes_without_what_is_open(tmp_path):
    file = tmp_path / "c.toml"
    file.write_text('[[correction]]\nsurface = "Sumy"\nnot_a_place = true\n', encoding="utf-8")
    finder = Finder(home="ua", boilerplate=False)
    finder.open()
    sent = pickle.loads(pickle.dumps(finder))  # noqa: S301 - our own bytes
    assert (sent.home, sent.boilerplate, sent._parser) == ("ua", False, None)
