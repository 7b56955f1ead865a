"""Which name of a place is shown, and which is its local one: worked out for many places at once."""

from collections.abc import Mapping, Sequence

from gazetteer.names.local_names import CYRILLIC, CYRILLIC_NAME, closest, official_name
from gazetteer.names.romanise import romanise
from gazetteer.text.names import fold_all
from gazetteer.userdata.entries import Entry

_NOTHING = ("", "")


def shown_names(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return for each entry the name to show, and the local name (empty for none).

    Sources without languages do not say which of their names is the local one; it is found as for the embedded
    places, and Ukrainian names are shown in the official romanisation.
    """
    cyrillic = [_cyrillic(entry) for entry in entries]
    by_language: dict[str, set[str]] = {}
    for entry, names in zip(entries, cyrillic, strict=True):
        if names:
            by_language.setdefault(CYRILLIC[entry.country], set()).update(names)
    romanised = {language: _all_romanised(names, language) for language, names in by_language.items()}
    titles = list({entry.name for entry, names in zip(entries, cyrillic, strict=True) if names})
    folded = dict(zip(titles, fold_all(titles), strict=True))
    return [
        _shown(entry, names, romanised[CYRILLIC[entry.country]], folded[entry.name])
        if names
        else (entry.name, entry.name_local)
        for entry, names in zip(entries, cyrillic, strict=True)
    ]


def _cyrillic(entry: Entry) -> list[str]:
    """Return the names of a settlement in the Cyrillic letters of its country; none where it writes others."""
    if entry.country not in CYRILLIC or entry.kind != "settlement":
        return []
    names = [
        name for name, _ in entry.names if "\u0400" <= name[:1] <= "\u04ff" and CYRILLIC_NAME.fullmatch(name)
    ]
    return [entry.name_local, *names] if CYRILLIC_NAME.fullmatch(entry.name_local) else names


def _shown(
    entry: Entry, names: Sequence[str], romanised: Mapping[str, tuple[str, str]], folded: str
) -> tuple[str, str]:
    """Choose among the Cyrillic names of one entry."""
    local = entry.name_local or closest(
        folded, {name: romanised[name][1] for name in names}, CYRILLIC[entry.country]
    )
    if entry.country != "UA" or not local:
        return entry.name, local
    return official_name(entry.name, local, romanised.get(local, _NOTHING), folded=folded), local


def _all_romanised(names: set[str], language: str) -> Mapping[str, tuple[str, str]]:
    """Return for each name its romanisation, as it is and folded."""
    ordered = list(names)
    latin = romanise("\n".join(ordered), language).split("\n")
    return dict(zip(ordered, zip(latin, fold_all(latin), strict=True), strict=True))
