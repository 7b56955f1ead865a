"""The examples in docstrings run and say what they promise."""

import doctest
import importlib
import pkgutil

import pytest

import buffermap
import gazetteer
import geo

SKIPPED = ("buffermap.__main__", "gazetteer.build", "gazetteer.data")


def modules():
    for package in (geo, gazetteer, buffermap):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(SKIPPED):
                yield found.name


@pytest.mark.parametrize("name", list(modules()))
def test_examples_run(name):
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert failed == 0
