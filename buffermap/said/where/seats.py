"""Divisions meant by the names of their towns: "chunks of Kharkiv and Sumy", "the regions of Kursk, Bryansk and Belgorod"."""

import re
from dataclasses import replace

from buffermap.said.grammar.patterns import Pattern
from buffermap.said.where.named import Group
from buffermap.said.where.surroundings import DIRECTION_AFTER, TERRITORIES
from buffermap.said.where.ties import tie_of
from gazetteer.files.store import Gazetteer, open_gazetteer
from gazetteer.mention import Mention
from gazetteer.text.names import fold

_SAME = 4  # letters: "Kursk", "Kurskaya Oblast'"
_CLOSE = Pattern(r"[^,.;:()]{0,40}")
_TYPE_AFTER = Pattern(
    r"\s+(?:regions?|oblasts?|provinces?|states?|governorates?|departments?|voivodeships?|област\w+|провинци\w+|провінці\w+|воеводств\w*|воєводств\w*)(?!\w)",
    re.IGNORECASE,
)
_PROVINCE_AFTER = Pattern(r"\s+(?:provinces?|governorates?|oblasts?|voivodeships?)\b", re.IGNORECASE)
_PROVINCE_OF = Pattern(
    r"\b(?:provinces?|governorates?) of\s+$|(?<!\w)(?:провинци|провінці|мухафаз)\w*\s+$", re.IGNORECASE
)
_AREA_BEFORE = Pattern(
    r"(?:\b(?:regions?|oblasts?|provinces?|states?|governorates?|departments?|chunks?|pieces?|slices?|swathes?|portions?|much|most|parts?|rest|all) of"
    r"|\b(?:bordering|adjoining|abutting|adjacent to)"
    r"|(?<!\w)(?:област\w+|провинци\w+|провінці\w+|мухафаз\w*|граничащ\w+ с|межу\w+ з|прилега\w+ (?:к|до)|прилегл\w+ до))\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def divided(text: str, group: Group, end: int, *, gazetteer: Gazetteer | None = None) -> Group:
    """Return a group with the divisions in place of their towns, where the words around say that areas are meant.

    A zone (its phrase ends at ``end``) "in Sumy" is in the region: none is made in a town.
    """
    if group.kinds <= {"admin1"} and group.countries and TERRITORIES.issuperset(group.countries):
        return replace(group, mentions=tuple(replace(one, kind="region") for one in group.mentions))
    kinds = group.kinds
    if kinds <= {"admin1"} or not kinds <= {"admin1", "admin2", "settlement"}:
        return group
    mixed = "admin1" in kinds and group.end > group.mentions[-1].end
    typed = _TYPE_AFTER.match(text, group.mentions[-1].end) or _AREA_BEFORE.search(text, 0, group.start)
    near = _CLOSE.fullmatch(text, end, group.start) and not DIRECTION_AFTER.match(text, group.end)
    zoned = near and tie_of(text, group) == "inside"
    if not typed and ("admin2" in kinds or not (mixed or zoned)):
        return group
    divisions = [
        division_of(mention, any_name=bool(mixed or typed), gazetteer=gazetteer) for mention in group.mentions
    ]
    if None in divisions and (
        _PROVINCE_AFTER.match(text, group.mentions[-1].end) or _PROVINCE_OF.search(text, 0, group.start)
    ):
        divisions = [_unlisted(mention) for mention in group.mentions]
    found = tuple(one for one in divisions if one is not None)
    return replace(group, mentions=found) if len(found) == len(divisions) else group


def _unlisted(mention: Mention) -> Mention:
    """Return a mention of a province that the gazetteer does not list, by the name of its town."""
    return replace(mention, kind="admin1", geonameid=None, admin1_code=None)


def division_of(
    mention: Mention, *, any_name: bool = False, gazetteer: Gazetteer | None = None
) -> Mention | None:
    """Return a mention of the first-level division that has the name of a town and holds it; None if there is none.

    With ``any_name`` any of the division's names counts ("Dohuk province" is Duhok), not only the one shown.
    """
    if mention.kind == "admin1":
        return mention
    if mention.kind not in {"settlement", "admin2"} or mention.admin1_code is None or mention.name is None:
        return None
    if mention.country in TERRITORIES:
        return None
    surface = mention.surface if any_name else None
    opened = gazetteer or open_gazetteer()
    found = _division(opened, mention.admin1_code, fold(mention.name)[:_SAME], surface)
    if found is None:
        return None
    geonameid, name, lat, lon = found
    return replace(mention, kind="admin1", geonameid=geonameid, name=name, lat=lat, lon=lon)


def _division(
    gazetteer: Gazetteer, code: str, begins: str, surface: str | None
) -> tuple[int, str, float, float] | None:
    row = gazetteer.row_of_code(code)
    if row is None:
        return None
    also = surface is not None and any(match.row == row for match in gazetteer.match(surface))
    if not (also or fold(gazetteer.name(row)).startswith(begins)):
        return None
    place = gazetteer.place(row)
    if place.kind != "admin1" or place.lat is None or place.lon is None:
        return None
    return place.geonameid, place.name, place.lat, place.lon
