"""Documented modules that moved still answer, and say where they are."""

import importlib

import pytest

from buffermap.moved import FROM


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("buffermap.aggregate", "by_division"),
        ("buffermap.pictures", "ring_bars"),
        ("buffermap.population", "population"),
    ],
)
def test_an_old_name_warns_and_is_the_new_one(old, name):
    module = importlib.import_module(old)
    with pytest.warns(DeprecationWarning, match=f"{old} is now {FROM[old]}") as told:
        thing = getattr(module, name)
    assert thing is getattr(importlib.import_module(FROM[old]), name)
    assert told[0].filename == __file__


def test_every_moved_module_is_there_and_knows_no_other_names():
    for old in FROM:
        with (
            pytest.warns(DeprecationWarning, match="goes with 0.3"),
            pytest.raises(AttributeError, match="nonesuch"),
        ):
            importlib.import_module(old).nonesuch  # noqa: B018 - asking is the point
