"""Local names of places in phrases, for pages whose readers read their letters."""

from typing import TYPE_CHECKING, Any

from buffermap import words
from buffermap.errors import InputError
from buffermap.zones.depth import parse_depth
from buffermap.zones.naming import places_called

if TYPE_CHECKING:
    from buffermap.export.provenance import Assumption
    from gazetteer.files.store import Gazetteer
    from geo.border import Border


def localised(phrase: words.Phrase, gazetteer: "Gazetteer") -> words.Phrase:
    """Return a phrase whose places have the names that their own country gives them beside ours."""
    if isinstance(phrase, list):
        return [localised(part, gazetteer) for part in phrase]
    if not isinstance(phrase, dict):
        return phrase
    made: dict[str, Any] = {name: localised(value, gazetteer) for name, value in phrase.items()}
    row = gazetteer.row_of(made["p"]) if "p" in made else None
    if row is not None and (local := gazetteer.place(row).name_local):
        made["local"] = local
    return made


def stretch(border: "Border", gazetteer: "Gazetteer") -> words.Phrase:
    """Return a stretch as a phrase, its divisions with their local names."""
    phrase = words.stretch(border)
    if isinstance(phrase, dict) and isinstance(phrase.get("names"), list):
        phrase = {**phrase, "names": [_division(one["name"], border) for one in phrase["names"]]}
    return localised(phrase, gazetteer)


def assumption(item: "Assumption", border: "Border", gazetteer: "Gazetteer") -> words.Phrase:
    """Return the value of an assumption as a phrase: divisions and distances in the reader's language."""
    if item.name == "Along":
        return localised([_division(name, border) for name in item.value.split(", ")], gazetteer)
    if item.name in {"Depth", "Accuracy of the line"}:
        try:
            return [words.distance(parse_depth(part)) for part in item.value.split(", ")]
        except InputError:  # "not stated"
            pass
    return words.assumption(item.name, item.value)


def _division(name: str, border: "Border") -> words.Phrase:
    found = [
        one for one in places_called(name, kind="admin1", countries=list(border.sides)) if one.name == name
    ]
    return {"p": found[0].geonameid, "name": name} if found else name
