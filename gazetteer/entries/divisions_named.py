"""Divisions that an adjective names and no list has so: by the sound of the adjective, or by the town that they are named after."""

from gazetteer.entries.lexicon import ADMIN2, SETTLEMENT, Entry, Lexicon
from gazetteer.files.shard import SKELETON_PREFIX
from gazetteer.names import fuzzy
from gazetteer.names.spelling import skeleton, sound
from gazetteer.names.town_adjectives import towns_of

_FARTHEST = 0.25  # of the letters: beyond it two adjectives share a skeleton by chance
_CLASS_WORDS = (" District", " Raion", " Rayon", " rayon", " raion", " Urban Okrug", " Gorodskoy Okrug")


def division_by_sound(adjective: str, lexicon: Lexicon) -> Entry | None:
    """Return the Slavic second-level divisions whose name sounds as a folded adjective (masculine nominative) does.

    A Ukrainian text calls Глушковский район Глушківський, and the data have some Russian districts in Latin letters only.
    """

    def rows() -> list[int]:
        gazetteer = lexicon.gazetteer
        heard = sound(adjective)
        close: dict[int, float] = {}
        for row, _ in gazetteer.match_folded(SKELETON_PREFIX + skeleton(adjective)):
            if gazetteer.kind[row] == ADMIN2:
                shown = gazetteer.name(row)
                for word in _CLASS_WORDS:
                    shown = shown.removesuffix(word)
                close[row] = fuzzy.distance(heard, sound(shown))
        return [row for row, unlike in close.items() if unlike <= min(_FARTHEST, min(close.values()) + 0.05)]

    return lexicon.built(f"adjective:{adjective}", rows)


def seat_of_division(
    stem: str, lexicon: Lexicon, *, kind_word: str, countries: tuple[str, ...]
) -> Entry | None:
    """Return the towns that a division may be named after, by the stem of its adjective.

    Parameters
    ----------
    stem
        As :func:`gazetteer.names.inflection.adjective_stem` gives it.
    kind_word
        What to call the division that the town stands for: ``hromada``, ``okrug``.
    countries
        Where the towns may lie, by ISO code.
    """

    def rows() -> list[int]:
        gazetteer = lexicon.gazetteer
        among = {gazetteer.countries.index(code) for code in countries if code in gazetteer.countries}
        for name in towns_of(stem, gazetteer.names_from):
            found = [
                match.row
                for match in gazetteer.match_folded(name)
                if gazetteer.kind[match.row] == SETTLEMENT and int(gazetteer.country[match.row]) in among
            ]
            if found:
                return found
        return []

    return lexicon.built(f"seat:{kind_word}:{stem}", rows, stands_for=kind_word)


def divisions_of(entry: Entry, countries: tuple[str, ...], lexicon: Lexicon) -> Entry | None:
    """Return the second-level divisions of an entry that lie in some countries; None for none: okrugs are Russian."""
    gazetteer = lexicon.gazetteer
    among = {gazetteer.countries.index(code) for code in countries if code in gazetteer.countries}
    rows = [
        row
        for row, kind, country in zip(
            entry.row.tolist(), entry.kind.tolist(), entry.country.tolist(), strict=True
        )
        if kind == ADMIN2 and country in among
    ]
    if len(rows) == len(entry) or not rows:
        return None
    flags = dict(zip(entry.row.tolist(), entry.flags.tolist(), strict=True))
    return lexicon.built(f"of {'+'.join(countries)}:{entry.key}", lambda: rows, flags=flags)
