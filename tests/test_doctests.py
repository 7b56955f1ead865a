"""The examples in docstrings run and say what they promise; every public function has one and leaves nothing unsaid."""

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest

import buffermap
import gazetteer
import geo

SKIPPED = ("buffermap.__main__", "gazetteer.build", "gazetteer.data")
ALSO_PUBLIC = (
    "buffermap.zones.aggregate.by_division", "buffermap.export.provenance", "buffermap.export.write", "buffermap.show.pictures.depth_curve",
    "buffermap.show.pictures.ring_bars", "buffermap.show.pictures.small_multiples",
)  # fmt: skip
SECTIONS = ("Parameters", "Returns", "Yields", "Raises", "See Also", "Notes", "References", "Examples")


def modules():
    for package in (geo, gazetteer, buffermap):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(SKIPPED):
                yield found.name


def public():
    """Functions and classes that users call, but no errors, which are raised at them."""
    for name in sorted(set(dir(buffermap)) - {"__version__"}):
        thing = getattr(buffermap, name)
        if not (inspect.isclass(thing) and issubclass(thing, Exception)):
            yield pytest.param(thing, id=f"bm.{name}")
    for path in ALSO_PUBLIC:
        module, name = path.rsplit(".", 1)
        yield pytest.param(getattr(importlib.import_module(module), name), id=path)


def sections(thing):
    """Sections of a numpydoc docstring by their titles, in their order."""
    parts = re.split(r"^(\w[\w ]+)\n-{3,}\n", inspect.getdoc(thing) or "", flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", list(modules()))
def test_examples_run(name):
    module = importlib.import_module(name)
    if name == "buffermap.show.pictures":
        pytest.importorskip("matplotlib", reason="needs buffermap[notebook]").use("Agg")
    failed, _ = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert failed == 0


@pytest.mark.parametrize("thing", list(public()))
def test_public_things_have_an_example_and_their_sections_in_order(thing):
    found = sections(thing)
    assert ">>>" in found.get("Examples", "")
    assert list(found) == [title for title in SECTIONS if title in found]


@pytest.mark.parametrize("thing", [one for one in public() if inspect.isfunction(one.values[0])])
def test_public_functions_say_what_goes_in_and_what_comes_out(thing):
    found = sections(thing)
    signature = inspect.signature(thing)
    described = re.findall(r"^(\w[\w, ]*)$", found.get("Parameters", ""), flags=re.MULTILINE)
    assert {name for line in described for name in line.split(", ")} == set(signature.parameters)
    if signature.return_annotation not in (None, "None"):
        assert found.get("Returns")
    for name, parameter in signature.parameters.items():
        assert parameter.annotation is not parameter.empty, name
    assert signature.return_annotation is not signature.empty
