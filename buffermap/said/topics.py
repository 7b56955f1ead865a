"""Articles whose zones are of another trade: nature reserves, diseases, clinics, the sea."""

from buffermap.said.grammar import lexicon

_FORCES = lexicon.pattern("context", "forces")
_CLEAR = 3  # different words of one trade that say what a text is about
_ALONE = 2  # that do where no forces are spoken of at all


def is_of_another_trade(text: str) -> bool:
    """Whether a text holds more words of one other trade than of forces and fighting."""
    forces: int | None = None
    for trade in lexicon.table("trades"):
        words = len(trade.pattern.words(text))
        if words < _ALONE:
            continue
        if forces is None:
            forces = len(_FORCES.words(text))
        if words > forces and (words >= _CLEAR or not forces):
            return True
    return False
