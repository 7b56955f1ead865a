"""Which of the villages of one name a text means: relations that texts state, through the whole geoparser.

Run: ``python -m tests.benchmarks.bench_bearings DUMP.txt [--relations 180] [--seed N] [--failing]`` with a GeoNames
dump of Ukraine, which is added to a folder of its own first. Sentences in three languages and reports of several
sentences are written from real places: a village that shares its name, and a neighbour that places it. A relation
counts where both names are found and placed, the direction holds within 67.5° and the distance within 60 km.
"""

import argparse
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gazetteer.files.store import Gazetteer
from gazetteer.geoparse import Geoparser
from gazetteer.mention import Mention
from gazetteer.placing.siting import Point, between_km
from gazetteer.reading.bearings import Bearing
from gazetteer.userdata.library import Library
from tests.gazetteer.placing.satisfied import degrees_from, holds

WINDS = {
    "en": ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"),
    "uk": ("північ", "північний схід", "схід", "південний схід", "південь", "південний захід", "захід", "північний захід"),
    "ru": ("северу", "северо-востоку", "востоку", "юго-востоку", "югу", "юго-западу", "западу", "северо-западу"),
}  # fmt: skip
MORE = {
    "uk": ("північніше", "північно-східніше", "східніше", "південно-східніше", "південніше", "південно-західніше", "західніше", "північно-західніше"),
    "ru": ("севернее", "северо-восточнее", "восточнее", "юго-восточнее", "южнее", "юго-западнее", "западнее", "северо-западнее"),
}  # fmt: skip
# v the village (vg its genitive), t the town that places it (tg likewise), u another village near it, s a third name
TEMPLATES = {
    "en": (
        "A grain store burned down near {v} ({w} of {t}) overnight.",
        "Residents of {v}, {k} km {w} of {t}, were asked to boil their water.",
        "Engineers cleared a field {w} of {t} near {v} on Monday.",
        "The road is closed in {v} (about {k} kilometers {w} of {t}) until Friday.",
        "Two houses were damaged in the village of {v}, {w} of {t}.",
        "Patrols were seen close to {v}, located just {w} of {t}, the mayor said.",
        "A bridge near {v}, close to {t}, has been reopened.",
        "Power was cut in {v} near {t} for six hours.",
        "A column stopped on the road between {v} and {t}.",
        "The convoy passed {v}, between {t} and {u}, before noon.",
        "Shelling was reported near {u} and {v} (both {w} of {t}).",
        "Fires were put out {w} of {t} near {u} and {v}.",
    ),
    "uk": (
        "Уночі згорів склад біля села {v} ({m} {tg}).",
        "Жителів села {v}, що за {k} км на {w} від {tg}, просять кип'ятити воду.",
        "У понеділок сапери розмінували поле поблизу {vg}, {m} {tg}.",
        "У селі {v} неподалік від {tg} шість годин не було світла.",
        "Колона зупинилася на дорозі між {v} та {t}.",
        "Пошкоджено два будинки в селі {v} на {w} від {tg}.",
        "Дорогу перекрито: {v} ({k} км на {w} від міста {t}) об'їжджають.",
    ),
    "ru": (
        "Ночью сгорел склад у села {v} ({m} {tg}).",
        "Жителей села {v}, что в {k} км к {w} от {tg}, просят кипятить воду.",
        "В понедельник сапёры разминировали поле возле {vg}, {m} {tg}.",
        "В селе {v} недалеко от {tg} шесть часов не было света.",
        "Колонна остановилась на дороге между {v} и {t}.",
        "Повреждены два дома в селе {v} к {w} от {tg}.",
        "Дорога перекрыта: {v} (в {k} км к {w} от города {t}) объезжают.",
    ),
}
OPENINGS = (
    "Situation report for {a}, {d} {month}.",
    "The regional administration of {a} published its evening summary on {d} {month}.",
    "{a}: events of the past day, as told by local councils.",
)
NOISE = (
    "No casualties were reported.",
    "The national grid operator said that repairs would take a week.",
    "Kyiv and Warsaw agreed on new rules for hauliers.",
    "A spokesman in Moscow declined to comment.",
    "Observers could not confirm the accounts.",
)
MONTHS = ("March", "June", "October")
_LOCAL = re.compile("[А-ЯІЇЄҐЁ][А-Яа-яІіЇїЄєҐґЁё'’ -]+")


class Village(NamedTuple):
    """One line of the dump, with its names in the three languages."""

    names: dict[str, str]
    point: Point
    admin1: str


class Case(NamedTuple):
    """A relation as a text states it: the words of the names, where they lie, the direction (None for nearness)."""

    subject: str
    anchor: str
    village: Village
    degrees: float | None


def read(dump: Path) -> list[Village]:
    """Return the places of a dump that have names in all three languages."""
    villages = []
    for line in dump.read_text(encoding="utf-8").splitlines():
        c = line.split("\t")
        local = [name for name in c[3].split(",") if _LOCAL.fullmatch(name)]
        uk = next((n for n in local if re.search("[іїєґ']", n)), "")
        ru = next((n for n in local if n != uk and not re.search("[іїєґІЇЄҐ'’]", n)), "")
        point = Point(float(c[4]), float(c[5]), float(c[14] or 0))
        villages.append(Village({"en": c[1], "uk": uk, "ru": ru}, point, c[10]))
    return villages


def genitive(name: str, language: str) -> str | None:
    """Return the genitive of a name of one of the commonest shapes; None for others."""
    if " " in name or "-" in name:
        return None
    y = "и" if language == "uk" or name[-2] in "гкхжчшщ" else "ы"
    for ending, other in (("ка", "ки"), ("не", "ного"), ("ное", "ного"), ("ське", "ського"), ("ское", "ского"), ("ова", "ово" + "ї"),
                          ("ськ", "ська"), ("ск", "ска"), ("їв", "єва"), ("ів", "ова"), ("ов", "ова"), ("ець", "ця"), ("ца", "ц" + y),
                          ("ль", "ля"), ("град", "града"), ("поль", "поля"), ("піль", "поля"), ("ин", "ина"), ("ки", "ок")):  # fmt: skip
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + other
    return name[:-1] + y if name.endswith("а") else None


class Writer:
    """Writes texts about real places."""

    def __init__(self, villages: Sequence[Village], seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - reproducible choice, no secret
        count = Counter(village.names["en"] for village in villages)
        self.villages = villages
        self.homonyms = [v for v in villages if count[v.names["en"]] >= 4]
        self.cells: dict[tuple[int, int], list[Village]] = defaultdict(list)
        for village in villages:
            self.cells[round(village.point.lat * 2), round(village.point.lon * 2)].append(village)

    def near(self, village: Village, language: str, *, km: float = 40) -> list[Village]:
        """Return named neighbours, larger places several times over: reports place villages by towns."""
        y, x = round(village.point.lat * 2), round(village.point.lon * 2)
        around = [v for i in (-1, 0, 1) for j in (-1, 0, 1) for v in self.cells[y + i, x + j]]
        found = [
            v
            for v in around
            if v.names[language]
            and v.names[language] != village.names[language]
            and 3 < between_km(v.point, village.point) < km
        ]
        return found + 8 * [v for v in found if v.point.people > 3000]

    def sentence(self, language: str, *, village: Village | None = None) -> tuple[str, list[Case]] | None:
        """Return a sentence and what it says; None where the choice of places does not allow it."""
        village = village or self.rng.choice(self.homonyms)
        near = self.near(village, language) if village.names[language] else []
        if not near:
            return None
        town, third = self.rng.choice(near), self.rng.choice(near)
        template = self.rng.choice(TEMPLATES[language])
        degrees = degrees_from(town.point, village.point)
        wind = round(degrees / 45) % 8
        if "{u}" in template and not _third_fits(template, village, town, third, wind):
            return None
        v, t, u = (x.names[language] for x in (village, town, third))
        vg, tg = ("", "") if language == "en" else (genitive(v, language), genitive(t, language))
        if (vg is None and "{vg}" in template) or (tg is None and "{tg}" in template):
            return None
        text = template.format(
            v=v, t=t, u=u, vg=vg, tg=tg,
            k=round(between_km(town.point, village.point)),
            w=WINDS[language][wind],
            m=MORE.get(language, WINDS["en"])[wind],
        )  # fmt: skip
        subject = vg if vg and "{vg}" in template else v
        anchor = tg if tg and "{tg}" in template else t
        stated = 45.0 * wind if "{w}" in template or "{m}" in template else None
        return text, [Case(subject, anchor, village, stated)]

    def sentences(self, language: str, count: int) -> Iterator[tuple[str, list[Case]]]:
        """Yield so many sentences."""
        while count:
            if made := self.sentence(language):
                count -= 1
                yield made

    def reports(self, relations: int) -> Iterator[tuple[str, list[Case]]]:
        """Yield reports on one area each, with so many relations together."""
        while relations > 0:
            first = self.rng.choice(self.homonyms)
            around = [v for v in self.near(first, "en", km=60) if v in self.homonyms]
            parts, cases = [], []
            for village in [first, *self.rng.sample(around, min(5, len(around)))]:
                if made := self.sentence("en", village=village):
                    parts.append(made[0])
                    cases += made[1]
                    parts += [self.rng.choice(NOISE)] * self.rng.randint(0, 1)
            if len(cases) >= 3:
                opening = self.rng.choice(OPENINGS).format(
                    a=f"area {self.rng.randint(1, 9)}",
                    d=self.rng.randint(1, 28),
                    month=self.rng.choice(MONTHS),
                )
                relations -= len(cases)
                yield f"{opening} {' '.join(parts)}", cases


def _third_fits(template: str, village: Village, town: Village, third: Village, wind: int) -> bool:
    """Whether a third place lies where the sentence says: in the same direction, or on the other side."""
    if third.names["en"] in {village.names["en"], town.names["en"]}:
        return False
    if "{w}" in template:
        bearing = Bearing(subject=0, anchors=(1,), relation="direction", degrees=45.0 * wind)
        return holds(bearing, third.point, [town.point])
    way = between_km(village.point, town.point) + between_km(village.point, third.point)
    return way < 1.3 * between_km(town.point, third.point)


def judge(text: str, cases: Sequence[Case], mentions: Sequence[Mention]) -> Iterator[tuple[str, bool]]:
    """Yield for each relation what became of it, and whether the very village was found."""
    start = 0
    for case in cases:
        subject, start = _named(text, case.subject, mentions, start)
        anchor, _ = _named(text, case.anchor, mentions, max(0, start - 200))
        if subject is None or anchor is None:
            yield f"{'subject' if subject is None else 'anchor'} not found", False
            continue
        if None in (subject.lat, subject.lon, anchor.lat, anchor.lon):
            yield "without a point", False
            continue
        here, there = Point(subject.lat or 0, subject.lon or 0), Point(anchor.lat or 0, anchor.lon or 0)
        relation = Bearing(subject=0, anchors=(1,), relation="direction", degrees=case.degrees)
        right = between_km(here, case.village.point) < 5
        yield ("satisfied" if holds(relation, here, [there]) else "not satisfied"), right


def _named(text: str, name: str, mentions: Sequence[Mention], start: int) -> tuple[Mention | None, int]:
    at = text.find(name, start)
    if at < 0:
        at = text.find(name)
    found = next((m for m in mentions if m.start < at + len(name) and m.end > at), None)
    return found, at + len(name)


def main() -> None:
    """Print shares by language, and of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--relations", type=int, default=180)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--failing", action="store_true")
    parser.add_argument("--user-dir", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        user_dir = options.user_dir or Path(folder)
        if not options.user_dir:
            Library(user_dir=user_dir).add_dump(options.dump)
        geoparser = Geoparser.open(Gazetteer.open(user_dir=user_dir))
        writer = Writer(read(options.dump), options.seed)
        each = options.relations // 3
        texts = {language: list(writer.sentences(language, each)) for language in TEMPLATES}
        texts["reports"] = list(writer.reports(options.relations))
        for name, material in texts.items():
            tally: Counter[str] = Counter()
            right = 0
            for text, cases in material:
                mentions = geoparser.parse(text)
                for case, (outcome, same) in zip(cases, judge(text, cases, mentions), strict=True):
                    tally[outcome] += 1
                    right += same
                    if options.failing and outcome != "satisfied":
                        print(f"  {outcome}: {case.subject} / {case.anchor}: {text}", file=sys.stderr)
            total = tally.total()
            print(f"{name}: {total} relations, {100 * tally['satisfied'] / total:.1f} % satisfied, "
                  f"{100 * right / total:.1f} % the very village; {dict(tally)}")  # fmt: skip


if __name__ == "__main__":
    main()
