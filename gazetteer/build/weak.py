"""Training text of our own making: short invented reports, so that rare turns are known to the trees.

What the corpora hardly show: datelines and counties of American local papers, people called like towns, papers and
clubs named after them, regions of Ukraine and Russia, headlines in capitals. Every sentence is a pattern of ours,
filled with names drawn from the gazetteer by a fixed seed. Spans in ``[brackets]`` are places, all else is not.
"""

import random
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from gazetteer.entries.extras import abbreviations
from gazetteer.entries.lexicon import COUNTRY, SETTLEMENT, Lexicon
from gazetteer.reading.cues import FIRST_NAMES
from gazetteer.text.names import fold
from gazetteer.text.wordlists import words

DOCUMENTS = 160
SHORT_DOCUMENTS = 500
SEED = 20
_OPENINGS = (
    "[{CITY}], [{abbr}] (AP) — A fire destroyed two homes near [{town}] on {day}, officials said.",
    "[{CITY}] — Voters in [{city}] will decide in {month} whether to build a new school.",
    "[{city}], [{state}] – The [{county}] Sheriff's Office is looking for a missing man from [{town}].",
    "{first} {last}, of [{city}], was arrested on {day} in [{county}], police said.",
    "The body of a man was found near [{town}], about 20 miles north of [{city}], on {day}.",
    "A judge in [{city}], [{abbr}], sentenced {first} {last} of [{town}] to ten years.",
    "FLOODS CLOSE ROADS IN [{CITY}] AND [{TOWN}] AS RAIN GOES ON",
    "Police Search for Driver After Crash in [{city}]",
    "Shelling was reported in the [{oblast}] and [{oblast2}] regions overnight, the governors said.",
    "The governor of [{oblast}] region said that a drone fell near [{uatown}].",
    "Officials in [{uatown}], in the [{oblast}] region, said that power was back on {day}.",
)
_BODIES = (
    "{first} {place_last}, a teacher, said she had not heard the siren.",
    "“We were lucky,” said {place_first} {last}, who lives across the street.",
    "Mr. {place_last} said that the company would not comment.",
    "{place_first} {place_last} scored twice and {first} {place_last} once.",
    "Sen. {first} {place_last} and Rep. {place_first} {last} voted against it.",
    "Gov. {place_last} signed the bill on {day}.",
    "The {city} Times first reported the story, and the {city2} Herald followed.",
    "He told the {city} Tribune that {place_last} was his cousin.",
    "Residents of [{town}] and [{city2}] were asked to boil water.",
    "Crews from [{town}], [{city2}] and [{county}] helped.",
    "The road between [{city}] and [{town}] was closed for three hours.",
    "He moved from [{city2}] to [{town}] in {month} and opened a shop there.",
    "Services will be at First Baptist Church in [{town}], with burial in [{city2}], [{abbr}].",
    "She is a graduate of the University of [{state}].",
    "The company is based in [{city2}], [{abbr}], with plants in [{town}] and [{state}].",
    "[{city}] Mayor {first} {last} thanked the crews on {day}.",
    "The [{city}] City Council meets again in {month}.",
    "The [{city}] Police Department asked drivers to stay away.",
    "Of the three, only one was hurt. Most were back at work on {day}.",
    "Real help came late, he said. May was the worst month; March was no better.",
    "In Reading the report, {last} found no mistakes.",
    "A deputy found the car along {last} Road off Interstate 40.",
    "Explosions were heard in [{uatown}] and near [{uatown2}], close to the border of the [{oblast}] region.",
    "Troops moved from [{uatown}] towards [{uatown2}], the general staff said.",
)
# Reports of a line or two, as channels and headlines have them: names that nothing around them explains.
_LINES = (
    "[{place}] came under attack on {day}.",
    "[{uatown}] came under attack; [{uatown2}] did not.",
    "[{uatown}] was left without water.",
    "[{place}] has been cut off since {month}.",
    "[{place}] is held by the army, [{place2}] by the rebels.",
    "[{uatown}] holds out.",
    "[{place}] wakes to silence",
    "[{uatown}] loses its last doctor",
    "[{oblast}] region hit; [{place}] spared",
    "[{oblast}] was struck again.",
    "[{oblast}] and [{oblast2}] were struck again, the governors said.",
    "[{place}] itself had not been touched.",
    "[{place}] residents dig trenches.",
    "[{place}] officials deny it",
    "[{place}], once a market town, is empty now.",
    "[{place}], [{place2}] and [{uatown}] lie in ruins.",
    "[{place}]: two dead, nine hurt",
    "Two dead in [{place}]",
    "Convoy reaches [{place}]",
    "Bridge at [{uatown}] blown up",
    "Reports of clashes in [{uatown}] and [{uatown2}].",
    "Helicopters over [{place}] all night.",
    "The [{place}] crossing opens on {day}.",
    "The [{place}] bridge is gone.",
    "The siege of [{place}] ended in {month}.",
    "The front runs south of [{uatown}].",
    "What is left of [{place}]",
    "How [{place}] fell",
    "When [{uatown}] burned, nobody came.",
    "Is [{place}] next?",
    "Who rules [{place}]?",
    "Near [{uatown}], a mine went off; [{uatown2}] heard it.",
    "Soldiers left [{uatown}] for [{uatown2}].",
    "From [{place}] the road leads to [{place2}].",
    "[{COUNTRY}] SAYS [{PLACE}] IS ITS OWN",
    "[{PLACE}] FALLS AFTER LONG SIEGE",
    "ROCKETS FALL ON [{UATOWN}]",
    "THREE KILLED NEAR [{PLACE}], POLICE SAY",
    "HOW [{UATOWN}] LIVES NOW",
    "JETS BOMB [{PLACE}]",
    "SCHOOL IN [{PLACE}] BURNS",
    "[{PLACE}] VOTES ON {DAY}",
    "{PLACE_LAST} AND {LAST} LOSE AGAIN",
    "{PLACE_FIRST} WEDS {FIRST} {LAST}",
    "{place_first} called {place_first2}, who had left.",
    "{place_first} and {place_first2} are brothers.",
    "{place_last} told the paper that {first} had gone.",
    "{place_last} said that {place_last2} knew.",
    "“I saw it,” {place_last} said.",
    "A driver called {place_last} was freed.",
    "The shop of a woman named {place_first} burned.",
    "A village called [{uatown}] burned.",
    "A town named [{place}] was founded there.",
    "She ate hard cheese and wore a {place_last} hat.",
    "The {place_last} Act and the {place_last2} Report were read out.",
    "[{country}] and [{country2}] close the border at [{place}].",
    "[{country}] blames [{country2}].",
    "{place_first} lost the case.",
    "{place_last} lost the case, and {last} won it.",
    "{place_first} and {last} were left behind.",
    "{place_first} is {age}; {first} is older.",
    "{first} {place_last} came home. {place_last} was tired.",
    "My friend {place_first} wakes early.",
    "General {place_last} holds the line; Colonel {last} left.",
    "{place_last}'s lawyer denied it.",
    "{place_first} told the court that {place_last} had lied.",
    "Who is {first} {place_last}?",
    "{FIRST} {PLACE_LAST} WINS AGAIN",
    "Judge {place_last} ruled on {day}.",
    "Mrs. {place_last} and her son {place_first} were hurt.",
    "{first} {last} was seen on {day}; {place_first} was not.",
)
_LASTS = sorted(
    words(
        "Smith Johnson Miller Baker Cooper Walker Turner Parker Collins Murphy Rogers Hughes Foster Bennett Reyes Ortiz "
        "Petrenko Bondarenko Ivanov Kuznetsov Novak Kowalski Schmidt Rossi Haddad Nguyen Tanaka"
    )
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "August", "October", "November")
_OBLASTS = sorted(
    words(
        "Sumy Kharkiv Chernihiv Kherson Zaporizhzhia Donetsk Luhansk Odesa Poltava Kursk Belgorod Bryansk Voronezh Rostov"
    )
)
_ENGLISH = ("US", "CA", "GB", "AU")
_MARK = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """Names to draw from."""

    towns: list[str]
    places: list[str]
    countries: list[str]
    ukrainian: list[str]
    counties: dict[str, list[str]]
    abbreviations: dict[str, list[str]]
    states: dict[str, str]
    firsts: list[str]
    place_firsts: list[str]


class _Slots(dict[str, str]):
    """Values by slot; a slot written in capitals takes the value of the small one in capitals."""

    def __missing__(self, slot: str) -> str:
        return self[slot.lower()].upper()


def weak_records(lexicon: Lexicon) -> list[dict[str, Any]]:
    """Return invented documents in the form of the corpora, without points."""
    rng = random.Random(SEED)  # noqa: S311 - draws names, guards nothing
    names = _names(lexicon)
    long = [[rng.choice(_OPENINGS), *rng.sample(_BODIES, 7)] for _ in range(DOCUMENTS)]
    short = [rng.sample(_LINES, rng.choice((1, 1, 2))) for _ in range(SHORT_DOCUMENTS)]
    return [_record(number, lines, rng, names) for number, lines in enumerate([*long, *short])]


def _record(number: int, sentences: list[str], rng: random.Random, names: _Names) -> dict[str, Any]:
    marked = "\n".join(sentence.format_map(_fill(rng, names)) for sentence in sentences)
    text, gold, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        gold.append({"start": len(text), "end": len(text) + len(match[1]), "surface": match[1]})
        text += match[1]
        at = match.end()
    return {"doc_id": f"weak-{number}", "text": text + marked[at:], "gold": gold}


def _fill(rng: random.Random, names: _Names) -> dict[str, str]:
    """Return a value for every slot of the patterns."""
    state = rng.choice(sorted(names.states))
    city, city2, town, last = rng.sample(names.towns, 4)
    oblast, oblast2 = rng.sample(_OBLASTS, 2)
    uatown, uatown2 = rng.sample(names.ukrainian, 2)
    place, place2 = rng.sample(names.places, 2)
    place_first, place_first2 = rng.sample(names.place_firsts, 2)
    country, country2 = rng.sample(names.countries, 2)
    return _Slots({
        "city": city, "city2": city2, "town": town, "county": rng.choice(names.counties[state]),
        "abbr": rng.choice(names.abbreviations[state]), "state": names.states[state],
        "oblast": oblast, "oblast2": oblast2, "uatown": uatown, "uatown2": uatown2, "place": place, "place2": place2,
        "country": country, "country2": country2, "first": rng.choice(names.firsts), "last": rng.choice(_LASTS),
        "place_first": place_first, "place_first2": place_first2, "place_last": last.split()[0],
        "place_last2": town.split()[0], "age": str(rng.randint(19, 80)), "day": rng.choice(_DAYS),
        "month": rng.choice(_MONTHS),
    })  # fmt: skip


def _names(lexicon: Lexicon) -> _Names:
    gazetteer = lexicon.gazetteer
    ukraine = gazetteer.countries.index("UA")
    towns = gazetteer.settlement_rows(countries=_ENGLISH)
    towns = towns[gazetteer.population[towns] > 3000]
    abbreviated: dict[str, list[str]] = {}
    for item in abbreviations():
        if item.code.startswith("US.") and item.name.endswith("."):
            abbreviated.setdefault(item.code, []).append(item.name)
    states = {
        code: gazetteer.name(row) for code in abbreviated if (row := gazetteer.row_of_code(code)) is not None
    }
    counties = {
        code: [
            gazetteer.name(int(row))
            for row in np.flatnonzero(
                (gazetteer.admin1_row == gazetteer.row_of_code(code)) & (gazetteer.kind == 2)
            )
        ]
        for code in states
    }
    abroad = gazetteer.settlement_rows()
    english = [gazetteer.countries.index(code) for code in _ENGLISH]
    abroad = abroad[(gazetteer.population[abroad] > 20_000) & ~np.isin(gazetteer.country[abroad], english)]
    local = np.flatnonzero(
        (gazetteer.country == ukraine) & (gazetteer.kind == SETTLEMENT) & (gazetteer.population > 8000)
    )
    known = sorted(
        name
        for name in FIRST_NAMES
        if (entry := lexicon.entry(fold(name))) is not None and entry.prior[0] > 5.5
    )
    return _Names(
        towns=[gazetteer.name(int(row)) for row in towns[:: max(1, len(towns) // 3000)]],
        places=[gazetteer.name(int(row)) for row in abroad[:: max(1, len(abroad) // 4000)]],
        countries=[gazetteer.name(int(row)) for row in np.flatnonzero(gazetteer.kind == COUNTRY)],
        ukrainian=[gazetteer.name(int(row)) for row in local],
        counties={code: names for code, names in counties.items() if names},
        abbreviations=abbreviated,
        states={code: name for code, name in states.items() if counties[code]},
        firsts=[name.capitalize() for name in sorted(FIRST_NAMES) if name not in known],
        place_firsts=[name.capitalize() for name in known],
    )
