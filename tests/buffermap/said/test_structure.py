"""What governs a phrase: sentences of our own, the phrase in brackets, its governors innermost first."""

import itertools
import sys

import pytest

from buffermap.said.grammar import structure


def governors(marked):
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    chain = structure.chain(structure.parse(sentence), start, end)
    return [sentence[op.start : op.end] for op in (*chain.inner, *chain.outer)], chain


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Oslo agreed to discuss creating a [zone].", ["creating", "to discuss", "agreed"]),
        ("The envoy said the plan for a [zone] had been dropped.", ["plan", "had been dropped", "said"]),
        ("The [zone] that Baku wants would run to the sea.", ["would run"]),
        ("Plans to clear a [strip] were shelved.", ["to clear", "Plans", "were shelved"]),
        ("Kyiv lost two villages and is building a [zone] there.", ["is building"]),
        ("He said that the town had fallen and that the army would build a [zone].", ["would build", "said"]),
        ("The [strip], some 5 km deep, will be fenced.", ["will be fenced"]),
        ("A [strip] laid out in May has been scrapped.", ["has been scrapped"]),
        ("Генерал заявив, що війська створять [зону].", ["створять", "заявив"]),
        ("Власти приступили к созданию [зоны].", ["созданию", "приступили"]),
    ],
)
def test_the_chain_of_a_phrase(marked, words):
    assert governors(marked)[0] == words


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("The army shells the town so that it gets a [zone].", "purpose"),
        ("If Oslo creates a [zone], farmers will leave.", "cond"),
        ("Hanoi agreed a pact which sets up a [zone].", "rel"),
        ("Міністр вимагає, щоб ворог створив [зону].", "purpose"),
        ("The armies pulled back, leaving a [zone].", "part"),
    ],
)
def test_joints_between_a_phrase_and_what_governs_it(marked, kind):
    assert kind in governors(marked)[1].within


def test_auxiliaries_give_tense_mood_and_negation():
    [op] = structure.parse("Oslo would not have built it.").operators
    assert (op.mood, op.negated, op.perfect, op.finite) == ("would", True, True, True)
    [op] = structure.parse("It is being built.").operators
    assert (op.progressive, op.finite) == (True, True)


def test_a_condition_beside_a_phrase_is_seen():
    assert governors("If shelling goes on, a [zone] will be created.")[1].conditional
    assert not governors("A [zone] will be created.")[1].conditional


@pytest.mark.parametrize(
    "part", ["and that ", "(", "said that ", "zone, which ", "is ", ": ", "чтобы ", "не "]
)
def test_work_does_not_grow_faster_than_the_text(part):
    def calls(length: int) -> int:
        count = itertools.count()
        sys.setprofile(lambda *_: next(count))
        try:
            structure.chain(structure.parse((part * length)[:length]), length - 100, length - 90)
        finally:
            sys.setprofile(None)
        return next(count)

    calls(500)  # what is made once
    assert calls(2000) < 2.5 * calls(1000)
