"""The one place where a value becomes words, for terminal, page, files and notebook, in every language of the page.

The words are templates in ``page/strings/LANGUAGE.json``, with the language's plural forms, numbers and dates; the
page's script (``js/panels/text.js``) reads the same templates by the same rules, for its slider phrases every depth.

A value that is said in words is first a *phrase*, which is plain JSON: a text stands for itself, a number for a whole
number, a list for its items, and an object for one of

- ``{"t": KEY, …}``: a template and what stands in its braces, each a phrase again;
- ``{"m": METRES, "u": UNIT}``: a distance, in the unit in which it is a short number where none is given;
- ``{"c": CODE}``: a country; ``{"p": ID, "name": NAME, "local": NAME}``: a place, perhaps with its local name.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from buffermap.paths import STRINGS

if TYPE_CHECKING:
    from buffermap.said.values import Depth, NamedPlace, Side, Where
    from buffermap.said.zones.described import DescribedZone
    from geo.border import Border

Language = Literal["en", "uk", "pl", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Languages of the page: those with a file in `page/strings`."""
_ALWAYS: tuple[Language, ...] = ("en", "uk")
Phrase: TypeAlias = "str | float | list[Any] | dict[str, Any]"

METRES_PER_UNIT = {"m": 1.0, "km": 1_000.0, "mi": 1_609.344, "nmi": 1_852.0}
"""Metres in one unit; miles are international statute miles."""

UNSTATED = "unstated"

_BRACES = re.compile(r"\{(\w+)\}")


@cache
def strings() -> dict[str, dict[str, Any]]:
    """Return all templates by language."""
    return {code: json.loads((STRINGS / f"{code}.json").read_text(encoding="utf-8")) for code in LANGUAGES}


def offered(language: str) -> tuple[str, ...]:
    """Return the languages that a page carries: English and Ukrainian, or English and the one that it opens in."""
    return _ALWAYS if language in _ALWAYS else ("en", language)


class Words:
    r"""Phrases in one language.

    Parameters
    ----------
    language
        One of `LANGUAGES`.
    templates
        In place of the language's own.

    Examples
    --------
    >>> Words("en")("text.count", n=1_200), Words("uk")("text.count", n=1_203)
    ('1,200 articles', '1\xa0203 статті')
    >>> Words("en").say({"t": "depth.up_to", "high": {"m": 10_000}})
    'up to 10 km'
    """

    def __init__(self, language: str = "en", *, templates: Mapping[str, Any] | None = None) -> None:
        self.language = language
        own = strings()[language] if templates is None else templates
        self._strings = (
            own if language == "en" else {**strings()["en"], **own}
        )  # what is not said yet is English

    def __contains__(self, key: str) -> bool:
        """Whether there is a template of this name."""
        return key in self._strings

    def __call__(self, key: str, **values: Phrase) -> str:
        """Return a template with phrases in its braces; its plural form is that of ``n``."""
        text = self._strings[key]
        if isinstance(text, dict):
            text = text.get(self.plural(values.get("n", 0)), text["other"])
        # in one pass: a name from outside may hold braces
        return _BRACES.sub(lambda hole: self.say(values[hole[1]]) if hole[1] in values else hole[0], text)

    def say(self, phrase: Phrase) -> str:
        """Return a phrase as text."""
        if isinstance(phrase, str):
            return phrase
        if isinstance(phrase, list):
            return ", ".join(self.say(part) for part in phrase)
        if not isinstance(phrase, Mapping):
            return self.number(phrase, decimals=3)
        if "t" in phrase:
            return self(phrase["t"], **{name: value for name, value in phrase.items() if name != "t"})
        if "m" in phrase:
            return self.distance(phrase["m"], unit=phrase.get("u"))
        return self.country(phrase["c"]) if "c" in phrase else self.name(phrase["name"], phrase.get("local"))

    def name(self, name: str, local: str | None) -> str:
        """Return the name that a place has where it lies, if it is in letters that this language's readers read."""
        letters = self._strings["letters"]
        return local if letters and local and re.search(letters, local) else name

    def plural(self, n: Phrase) -> str:
        """Return the plural form of a number by the language's own rules; fractions have the form ``other``."""
        if not isinstance(n, int | float) or n != int(n):
            return "other"
        for rule in self._strings["plural"]:
            if all(int(n) % modulus in rests for modulus, rests in rule.get("in", [])) and not any(
                int(n) % modulus in rests for modulus, rests in rule.get("not", [])
            ):
                return str(rule["form"])
        return "other"

    def number(self, value: float, *, decimals: int = 0, fixed: bool = False) -> str:
        """Return a number in groups of three digits, halves rounded up.

        Parameters
        ----------
        decimals
            Decimals at most.
        fixed
            Whether all of them are shown, zeros too.
        """
        # the same two roundings as in the script, so that both say the same of every value
        scaled = math.floor(abs(value) * 10**decimals + 0.5)
        whole, rest = divmod(scaled, 10**decimals)
        fraction = f"{rest:0{decimals}d}" if decimals else ""
        fraction = fraction if fixed else fraction.rstrip("0")
        marks = self._strings["number"]
        text = f"{whole:,}".replace(",", marks["group"]) + (
            f"{marks['decimal']}{fraction}" if fraction else ""
        )
        return f"−{text}" if value < 0 and scaled else text

    def people(self, count: float) -> str:
        """Return a number of people to three digits: no undated listed figure deserves more."""
        return self.number(round_to_3(int(count)))

    def kilometres(self, metres: float, *, decimals: int = 1) -> str:
        """Return kilometres of a distance, without the unit."""
        return self.number(metres / 1000, decimals=decimals, fixed=True)

    def distance(self, metres: float, *, unit: str | None = None) -> str:
        """Return a distance as people say it: without decimals that are not there, to a metre or a hundredth mile.

        Parameters
        ----------
        unit
            km, mi, nmi or m; by default that in which it is a short number.
        """
        unit = unit if unit in METRES_PER_UNIT else short_unit(metres)
        scale = 1000 if unit == "km" else 100
        return self(f"unit.{unit}", n=math.floor(metres / METRES_PER_UNIT[unit] * scale + 0.5) / scale)

    def country(self, code: str) -> str:
        """Return a country's name; what is no code stays as it is."""
        return str(self._strings.get(f"country.{code}", code))

    def day(self, iso: str | None) -> str:
        """Return the day of an ISO date or date-time as a newspaper writes it; other texts as they are."""
        try:
            day = date.fromisoformat((iso or "")[:10])
        except ValueError:
            return iso or ""
        month = self._strings["months"].split()[day.month - 1]
        return self("date", day=str(day.day), month=month, year=str(day.year))


def round_to_3(number: int) -> int:
    """Round to three digits, halves up: what undated listed figures can bear."""
    step: int = 10 ** max(len(str(abs(number))) - 3, 0)
    return (number + step // 2) // step * step


def short_unit(metres: float) -> str:
    """Return the unit in which a distance is a short number: km and m where they are, miles where only they are."""
    if abs(metres - round(metres / 100) * 100) < 1e-6:
        return "km" if metres >= 1000 else "m"
    for unit in ("mi", "nmi"):
        value = metres / METRES_PER_UNIT[unit]
        tenths = math.floor(value * 10 + 0.5)
        if abs(value - tenths / 10) < 1e-9 and (tenths < 100 or (tenths % 10 == 0 and tenths < 10_000)):
            return unit
    return "km" if metres >= 1000 else "m"


# -- values as phrases ---------------------------------------------------------------------------------


def distance(metres: float, *, unit: str | None = None) -> Phrase:
    """Return a distance as a phrase."""
    return {"m": metres} | ({"u": unit} if unit else {})


def country(code: str) -> Phrase:
    """Return a country as a phrase."""
    return {"c": code}


def place(named: "NamedPlace") -> Phrase:
    """Return a place as a phrase."""
    return named.name if named.geonameid is None else {"p": named.geonameid, "name": named.name}


def stretch(border: "Border") -> Phrase:
    """Return a stretch as it stands after "within 20 km of": "the Russia–Ukraine border along Kursk Oblast"."""
    codes = border.name.split("-")
    line: Phrase
    if border.name.startswith(_AROUND):
        line = border.name.removeprefix(_AROUND)
    elif not border.sides or any(code not in border.sides for code in codes):
        return border.name or {"t": "line.own"}
    elif len(codes) == 1:
        line = {"t": "line.whole", "country": country(codes[0])}
    else:
        line = {"t": "line.border", "a": country(codes[0]), "b": country(codes[1])}
    if not border.along:
        return line
    between = border.along[0].removeprefix(_BETWEEN) if border.along[0].startswith(_BETWEEN) else ""
    if between:
        return {"t": "line.between", "line": line, "ends": between}
    return {"t": "line.stretch", "line": line, "names": [{"name": name} for name in border.along]}


_AROUND, _BETWEEN = "around ", "between "


def where(said: "Where") -> Phrase:
    """Return where a zone is said to be; what could not be resolved stays in the text's own words."""
    names = [place(one) for one in said.places]
    main = _main(said, names)
    inside = (
        {"t": "where.inside", "countries": [country(code) for code in said.inside]} if said.inside else None
    )
    parts = [part for part in (main, inside, *said.unresolved) if part]
    return _beside(parts) if parts else {"t": UNSTATED}


def zone_where(zone: "DescribedZone") -> Phrase:
    """Return where a zone as described lies: along divisions, around or between places, and along which border."""
    border: list[Phrase] = []
    if zone.border is not None:
        one, other = zone.border.value
        border = [{"t": "line.border", "a": country(one), "b": country(other)}]
    main: list[Phrase] = []
    if zone.along is not None:
        main = [
            {"t": "where.along", "line": {"t": "line.of", "names": [place(one) for one in zone.along.value]}}
        ]
    elif zone.around is not None:
        main = [{"t": "where.around", "line": place(zone.around.value)}]
    elif zone.between is not None:
        first, last = zone.between.value
        main = [{"t": "where.from", "from": place(first), "to": place(last)}]
    parts = [*main, *(border if main else [{"t": "where.along", "line": border}] if border else [])]
    return _beside(parts) if parts else {"t": UNSTATED}


def _beside(parts: Sequence[Phrase]) -> Phrase:
    return parts[0] if len(parts) == 1 else {"t": "beside", "first": parts[0], "then": _beside(parts[1:])}


def _main(said: "Where", names: list[Phrase]) -> "Phrase | None":
    within = None if said.within_m is None else distance(said.within_m)
    if said.kind == "unstated":
        return None if within is None else {"t": "where.near", "distance": within}
    if said.kind == "line" and len(names) == 2:
        return {"t": "where.from", "from": names[0], "to": names[1]}
    line = _line(said, names)
    if within is not None:
        return {"t": "where.within", "distance": within, "line": line}
    return {"t": "where.around" if said.kind == "around" else "where.along", "line": line}


def _line(said: "Where", names: list[Phrase]) -> Phrase:
    if said.kind == "border":
        return [{"t": "line.border", "a": country(a), "b": country(b)} for a, b in said.pairs]
    if said.kind == "country-border":
        whose = country(said.country or "")
        if said.neighbour and not said.direction:
            return {"t": "line.border", "a": whose, "b": country(said.neighbour)}
        if said.direction:
            known = f"direction.{said.direction}" in Words()
            part: Phrase = {"t": f"direction.{said.direction}"} if known else said.direction
            return {"t": "line.part", "direction": part, "country": whose}
        return {"t": "line.of", "names": whose}
    return {"t": "line.of", "names": names} if said.kind == "along-divisions" else names


def depth(said: "Depth | None") -> Phrase:
    """Return a stated depth: "15 km to 20 km", "up to 10 km"; an implied one stays in the words of the text."""
    if said is None:
        return {"t": UNSTATED}
    low, high = (None if metres is None else distance(metres) for metres in (said.low_m, said.high_m))
    if low is None and high is None:
        return {"t": "depth.implied", "words": said.evidence.text}
    if said.kind == "range" and low is not None and high is not None and low != high:
        return {"t": "depth.range", "low": low, "high": high}
    one = high if high is not None else low
    if said.kind in {"up_to", "at_least", "about"}:
        return {"t": f"depth.{said.kind}", "high": one}
    return one if one is not None else ""


def side(said: "Side | None") -> Phrase:
    """Return the side that a text states."""
    if said is None:
        return {"t": UNSTATED}
    return [{"t": "side.both"} if code == "both" else country(code) for code in said.countries]


def quoted(said: Phrase, text: str) -> Phrase:
    """Return a value with the words of the text beside it."""
    return {"t": "depth.inText", "depth": said, "words": text}


# -- what a table of settlements covers ----------------------------------------------------------------


def coverage_of_layer(*, settlements: int, without_figure: int, own: bool) -> Phrase:
    """Return what a layer near a stretch covers, whatever depth a reader chooses."""
    return {
        "t": "coverage.reach",
        "n": settlements,
        "missing": without_figure,
        "omits": {"t": f"coverage.{'own' if own else 'embedded'}"},
    }


def coverage(
    *,
    depth_m: float,
    inside: int,
    uncertain: int,
    twice: int,
    layers: Mapping[str, Sequence[str]],
    people: Mapping[str, tuple[int | None, int]],
) -> Phrase:
    """Return what a table of settlements inside a zone covers and what it omits.

    Parameters
    ----------
    layers
        Which layers list the settlements of each side.
    people
        By side: listed people, None where no settlement has a figure, and the number of settlements without one.
    """
    doubts: list[Phrase] = [{"t": "coverage.uncertain", "n": uncertain}]
    if twice:
        doubts.append({"t": "coverage.twice", "n": twice})
    return {
        "t": "coverage.depth",
        "depth": distance(depth_m),
        "n": inside,
        "doubts": doubts,
        "omits": _omits(layers),
        "people": [_people(code, *listed) for code, listed in people.items()] or {"t": "coverage.none"},
    }


def _omits(layers: Mapping[str, Sequence[str]]) -> Phrase:
    """Return what layers leave out: of each side where they differ, for then nothing may compare the sides."""
    if len({tuple(names) for names in layers.values()}) <= 1:
        embedded = all(name == "embedded" for names in layers.values() for name in names)
        return {"t": f"coverage.{'embedded' if embedded else 'own'}"}
    sides: list[Phrase] = [
        {"t": "coverage.layers", "side": country(code), "layers": ", ".join(names)}
        for code, names in layers.items()
    ]
    return {"t": "coverage.apart", "sides": sides}


def _people(code: str, listed: int | None, missing: int) -> Phrase:
    where = country(code)
    if listed is None:
        return {"t": "coverage.unknown", "country": where, "n": missing}
    return {"t": "coverage.people" if missing else "coverage.all", "country": where,
            "people": Words().people(listed), "n": missing}  # fmt: skip


def reading(report: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """Return what was read as what and what was skipped, a phrase a line, of a report as plain values."""
    files = [
        {"t": "reading.kind", "kind": {"t": f"kind.{kind}"}, "n": count}
        for kind, count in report["files"].items()
    ]
    lines: list[Phrase] = [{"t": "reading.read", "n": report["articles"], "undated": report["undated"]}]
    if files:
        lines.append({"t": "reading.files", "n": sum(report["files"].values()), "kinds": files})
    known = [one for one in report["languages"] if one["language"] != "unknown"]
    limits = {
        "reading.unread": [one for one in known if not one["read_for_places"]],
        "reading.unread_zones": [
            one for one in known if one["read_for_places"] and not one["read_for_zones"]
        ],
    }
    lines += [
        {"t": name, "list": [one["language"] for one in unread]} for name, unread in limits.items() if unread
    ]
    strange = sum(one["articles"] for one in report["languages"] if one["language"] == "unknown")
    if strange:
        lines.append({"t": "reading.strange", "n": strange})
    if "gathered" in report:
        lines.append({"t": "reading.gathered", **report["gathered"]})
    for kind in ("empty", "format", "other"):
        count = sum(one["count"] for one in report["skipped"] if one["kind"] == kind)
        if count:
            lines.append({"t": f"reading.skipped.{kind}", "n": count})
    return tuple(lines)


def assumption(name: str, value: str) -> Phrase:
    """Return the value of an assumption as a phrase: what is a word of ours is said in the reader's language."""
    for group in ("value", "standing"):
        if f"{group}.{value}" in Words():
            return {"t": f"{group}.{value}"}
    return country(value) if name == "Side" else value


def english(phrase: Phrase) -> str:
    """Return a phrase as files and terminals say it."""
    return Words().say(phrase)
