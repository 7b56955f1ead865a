"""What is claimed of a zone's standing: the words of a language's file, those that deny before those that assert."""

from buffermap.said.plain.tongue import Tongue
from buffermap.said.values import Standing

# of several the first: what is denied, ended or only possible is not what another word of the sentence says
_ORDER: tuple[Standing, ...] = (
    "called_off", "denied", "hypothetical", "possible", "demanded", "proposed", "ordered", "planned", "under_way", "completed",
)  # fmt: skip


def standing_in(sentence: str, tongue: Tongue) -> tuple[Standing, tuple[int, int]] | None:
    """Return the standing that a sentence claims, with the span of its words."""
    patterns = dict(tongue.standing)
    for standing in _ORDER:
        found = patterns[standing].search(sentence) if standing in patterns else None
        if found is not None:
            return standing, found.span()
    return None
