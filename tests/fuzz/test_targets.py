"""What the fuzzer starts from passes without it, and its targets tell a finding from what is said to the user."""

import pytest

from tests.fuzz.targets import TARGETS, Target, attempt


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_pass(name: str) -> None:
    for seed in TARGETS[name].seeds:
        attempt(TARGETS[name], seed)


def test_a_finding_is_not_swallowed() -> None:
    with pytest.raises(KeyError):
        attempt(Target(run=lambda _: {}["a"], seeds=()), b"")
