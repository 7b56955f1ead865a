"""What is claimed of a zone's standing: what the words that govern the zone phrase add up to."""

from dataclasses import dataclass

from buffermap.said.grammar import structure
from buffermap.said.standing import frames
from buffermap.said.standing.compose import compose
from buffermap.said.values import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """A standing, and the span of the words that say so."""

    standing: Standing
    start: int
    end: int


def find_standing(sentence: str, start: int, end: int) -> Found | None:
    """Return what is claimed of the zone whose phrase stands at ``start:end``, or None where nothing tells.

    Parameters
    ----------
    sentence
        The sentence.
    start, end
        The characters of the zone's words in it.
    """
    parsed = structure.parse(sentence)
    number = parsed.token_at(start)
    framed = frames.of_sentence(parsed, number)
    if framed is not None:
        return Found(framed, start, end)
    chain = structure.chain(parsed, start, end)
    reading = compose(
        chain,
        denied=frames.is_denied(parsed, number),
        exists=frames.is_place(parsed, number),
        scene=frames.is_scene(parsed, number),
    )
    if reading is not None:
        return Found(reading.standing, reading.start, reading.end)
    return _stated(parsed, chain, start, end)


def _stated(parsed: structure.Parsed, chain: structure.Chain, start: int, end: int) -> Found | None:
    """Return that a zone is, where a verb states something and no word of will, order or doubt does."""
    own = parsed.stretches[parsed.stretch_of(chain.at)]
    first = own.first if own.resumes is None else parsed.stretches[own.resumes].first
    for op in parsed.within(first, own.last):
        if op.finite and op.form != "fut" and op.mood is None and not op.negated:
            return Found("completed", op.start, op.end)
    known = chain.definite and parsed.code == "en"
    return Found("completed", start, end) if known else None
