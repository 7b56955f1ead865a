"""Relations between places: read from sentences in three languages, and used to tell villages of one name apart."""

import math
import os
import random
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from gazetteer.placing.siting import Point, Sites, between_km, choose
from gazetteer.reading.bearings import Bearing, find
from tests.gazetteer.placing.satisfied import angle_between, degrees_from, holds, score


def marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets from around the names: the text, and the spans of the names."""
    text, spans = "", []
    for part in re.split(r"(<[^>]*>)", sentence):
        if part.startswith("<"):
            spans.append((len(text), len(text) + len(part) - 2))
        text += part.strip("<>")
    return text, spans


def relations(sentence: str) -> list[tuple]:
    """Return the relations with names in place of indices."""
    text, spans = marked(sentence)
    names = [text[a:b] for a, b in spans]
    found = find(text, spans)
    return [(b.relation, names[b.subject], *(names[a] for a in b.anchors), b.degrees) for b in found]


@pytest.mark.parametrize(
    ("sentence", "degrees"),
    [
        ("Drones fell near <A> (north of <B>).", 0),
        ("Drones fell near <A>, north-east of <B>.", 45),
        ("The road passes <A>, about 12 km east of <B>.", 90),
        ("The road passes <A> 12 kilometers to the southeast of <B>.", 135),
        ("<A> lies in the hills; <A> is located south of the town of <B>.", 180),
        ("Shelling hit <A> village (directly southwest of <B>).", 225),
        ("Shelling hit <A>, just west of <B>.", 270),
        ("Shelling hit <A> (on the northwestern outskirts of <B>).", 315),
        ("Село <A> (північніше <B>) залишилося без світла.", 0),
        ("Село <A>, що на північний схід від <B>, залишилося без світла.", 45),
        ("Село <A> (східніше від <B>) залишилося без світла.", 90),
        ("Село <A> на південний захід від міста <B> залишилося без світла.", 225),
        ("Село <A> за мостом, <A> північно-західніше <B>.", 315),
        ("Деревня <A> в 10 км южнее <B> осталась без света.", 180),
        ("Деревня <A> к северо-западу от <B> осталась без света.", 315),
        ("Деревня <A>, расположенная на восток от города <B>, цела.", 90),
    ],
)
def test_directions_in_three_languages(sentence, degrees):
    assert ("direction", "A", "B", degrees) in relations(sentence)


@pytest.mark.parametrize(
    "winds",
    [
        "північніше північно-східніше східніше південно-східніше південніше південно-західніше західніше північно-західніше",
        "севернее северо-восточнее восточнее юго-восточнее южнее юго-западнее западнее северо-западнее",
    ],
)
def test_each_wind_of_two_languages_has_its_degrees(winds):
    for number, wind in enumerate(winds.split()):
        assert relations(f"<A> {wind} <B>") == [("direction", "A", "B", number * 45)], wind


def test_a_direction_before_its_name_places_the_names_after_it():
    found = relations(
        "Fires broke out northeast of <Town> City near <A>, <B>, and <C>; nothing burnt in <D>."
    )
    assert found == [("direction", name, "Town", 45) for name in "ABC"]


def test_both_places_both_and_a_bare_bracket_only_the_last():
    assert relations("near <A> and <B> (both west of <C>)") == [
        ("direction", "A", "C", 270),
        ("direction", "B", "C", 270),
    ]
    assert relations("near <A> and <B> (west of <C>)") == [("direction", "B", "C", 270)]
    assert len(relations("<A>, <B> and <C>, west of <D>")) == 3


@pytest.mark.parametrize(
    "sentence",
    ["a fire near <A>, close to <B>", "пожежа в <A> біля <B>", "пожар в <A> недалеко от города <B>"],
)
def test_nearness(sentence):
    assert ("near", "A", "B", None) in relations(sentence)


def test_betweenness():
    assert relations("a bridge at <A>, between <B> and <C>") == [
        ("between", "A", "B", "C", None),
        ("near", "B", "C", None),
    ]
    assert relations("дорога між селами <A> та <B>") == [("near", "A", "B", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "<A> beat <B> in the north of the country",
        "officials of <A> met those of <B>",
        "<A>. North of <B> it rained",
        "<A> and the long, well-paved and much-travelled road that leads through the hills and then north of <B>",
        "the north of <A>",
    ],
)
def test_no_relation_where_none_is_stated(sentence):
    assert relations(sentence) == []


def test_distances_are_read():
    text, spans = marked("<A>, 12.5 km north of <B>, and <C> (15 miles south of <D>)")
    assert [b.distance_km for b in find(text, spans)] == [12.5, pytest.approx(24.14016)]


NORTH = Point(50.2, 30.0)
HERE = Point(50.0, 30.0)
SOUTH = Point(49.8, 30.0)
FAR_NORTH = Point(54.0, 30.0)


def test_a_point_in_the_stated_direction_fits_best():
    bearing = Bearing(subject=0, anchors=(1,), relation="direction", degrees=0.0)
    fits = [score(bearing, point, [HERE]) for point in (NORTH, FAR_NORTH, SOUTH)]
    assert fits[0] > 0.8
    assert fits[1] == pytest.approx(0, abs=1e-30)
    assert fits[2] < 0.01
    assert [holds(bearing, point, [HERE]) for point in (NORTH, FAR_NORTH, SOUTH)] == [True, False, False]


def test_a_stated_distance_counts():
    bearing = Bearing(subject=0, anchors=(1,), relation="direction", degrees=0.0, distance_km=22)
    assert score(bearing, NORTH, [HERE]) > 2 * score(bearing, Point(50.03, 30.0), [HERE])


def test_between_prefers_the_line():
    bearing = Bearing(subject=0, anchors=(1, 2), relation="between")
    assert score(bearing, HERE, [NORTH, SOUTH]) > 2 * score(bearing, Point(50.0, 30.6), [NORTH, SOUTH])


def test_villages_of_one_name_are_told_apart_both_ways():
    text, spans = marked("near <A> (north of <B>), and near <B>, south of <A>")
    points = {
        0: [NORTH, FAR_NORTH],
        1: [HERE, Point(47.0, 36.0)],
        2: [HERE, Point(47.0, 36.0)],
        3: [FAR_NORTH, NORTH],
    }
    weights = choose(find(text, spans), {i: Sites.of(sites) for i, sites in points.items()})
    assert weights[0][0] > 0.99
    assert weights[1][0] > 0.99
    assert weights[3][1] > 0.99


def test_names_without_candidates_are_left_out():
    text, spans = marked("near <A> (north of <B>)")
    assert choose(find(text, spans), {0: Sites.of([NORTH])}) == {}


def test_what_fits_nowhere_weighs_the_same():
    text, spans = marked("near <A> (north of <B>)")
    weights = choose(find(text, spans), {0: Sites.of([Point(0, 0), Point(1, 1)]), 1: Sites.of([HERE])})
    assert weights[0] == pytest.approx([0.5, 0.5])


@given(st.text(max_size=300), st.lists(st.integers(0, 300), max_size=12))
def test_any_text_gives_relations_between_its_names(text, cuts):
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    for bearing in find(text, spans):
        assert {bearing.subject, *bearing.anchors} <= set(range(len(spans)))
        assert bearing.subject not in bearing.anchors


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 360), st.floats(1, 60))
def test_directions_agree_with_where_one_goes(lat, lon, degrees, km):
    phi, turn, arc = math.radians(lat), math.radians(degrees), km / 6371.0088
    north = math.asin(math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(turn))
    east = math.atan2(
        math.sin(turn) * math.sin(arc) * math.cos(phi), math.cos(arc) - math.sin(phi) * math.sin(north)
    )
    there = Point(math.degrees(north), lon + math.degrees(east))
    assert angle_between(degrees_from(Point(lat, lon), there), degrees) < 1e-4
    assert between_km(Point(lat, lon), there) == pytest.approx(km, rel=1e-6)


def long_text(count: int) -> tuple[str, list[tuple[int, int]]]:
    return marked(" and ".join(f"<N{i}>" for i in range(count)) + " (north of <B>) near <C>")


def test_hostile_lists_stay_quick():
    text, spans = long_text(3000)
    assert len(find(text, spans)) <= 3001
    find("north of " * 5000 + "A", [(45_000, 45_001)])
    find("(" + " " * 20_000 + "north of B", [(0, 1), (20_010, 20_011)])


WINDS = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
TEMPLATES = [
    "near <{v}> ({wind} of <{t}>)",
    "in <{v}>, {km} km {wind} of <{t}>",
    "{wind} of <{t}> near <{v}>",
]


@pytest.fixture(scope="module")
def ukraine() -> dict[str, list[Point]]:
    folder = os.environ.get("BUFFERMAP_EVAL_DIR")
    path = Path(folder or ".") / ".." / "gazetteer" / "UA.txt"
    if not folder or not path.is_file():
        pytest.skip("needs BUFFERMAP_EVAL_DIR, with a dump of Ukraine beside it")
    places = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        places[columns[1]].append(Point(float(columns[4]), float(columns[5])))
    return places


def test_among_villages_of_one_name_the_stated_one_is_found(ukraine):
    """Sentences made from real places: a village with namesakes, placed by a neighbour with or without namesakes."""
    rng = random.Random(3)  # noqa: S311 - reproducible choice, no secret
    homonyms = [(name, point) for name, points in ukraine.items() if len(points) >= 5 for point in points]
    everyone = [(name, point) for name, points in ukraine.items() for point in points]
    chosen = satisfied = right = 0
    while chosen < 180:
        village, point = rng.choice(homonyms)
        near = [
            (n, p)
            for n, p in everyone
            if abs(p.lat - point.lat) < 0.3
            and abs(p.lon - point.lon) < 0.5
            and 3 < between_km(p, point) < 40
            and n != village
        ]
        if not near:
            continue
        town, other = rng.choice(near)
        degrees = degrees_from(other, point)
        sentence = rng.choice(TEMPLATES).format(
            v=village, t=town, wind=WINDS[round(degrees / 45) % 8], km=round(between_km(other, point))
        )
        text, spans = marked(sentence)
        found = find(text, spans)
        assert found, sentence
        weights = choose(found, {i: Sites.of(ukraine[text[a:b]]) for i, (a, b) in enumerate(spans)})
        best = {i: ukraine[text[slice(*spans[i])]][int(w.argmax())] for i, w in weights.items()}
        chosen += 1
        bearing = found[0]
        satisfied += holds(bearing, best[bearing.subject], [best[a] for a in bearing.anchors])
        right += best[bearing.subject] == point
    assert satisfied >= 0.95 * chosen
    assert right >= 0.85 * chosen


def test_names_far_apart_are_not_related_and_cost_nothing():
    """Blanks between two names took time by the cube, 8,000 of them 8 seconds: these would take hours."""
    text = "Sumy" + " " * 100_000 + "Kursk"
    assert find(text, [(0, 4), (len(text) - 5, len(text))]) == []


@pytest.mark.parametrize(
    ("text", "names", "degrees"),
    [
        ("Tanks rolled west of Lyman toward Shandryholove.", ("Lyman", "Shandryholove"), 270),
        ("They went south of Orikhiv in the direction of Robotyne.", ("Orikhiv", "Robotyne"), 180),
    ],
)
def test_a_way_to_a_place_says_where_it_lies(text, names, degrees):
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    (bearing,) = find(text, spans)
    assert (bearing.subject, bearing.anchors, bearing.degrees) == (1, (0,), degrees)


def test_a_city_places_villages_farther_off_than_a_village_does():
    bearing = Bearing(subject=0, anchors=(1,), relation="direction", degrees=90.0)
    village, city = Point(50.0, 37.4, 300.0), Point(50.0, 36.2, 1_400_000.0)
    assert score(bearing, village, [city]) > 0.1
    assert score(bearing, village, [city._replace(people=900.0)]) < 0.01


@pytest.mark.parametrize(
    ("off_deg", "share"), [(0, 1), (45, 0.73), (67.5, 0.2), (75, 0.006), (90, 0), (180, 0)]
)
def test_a_direction_holds_as_far_as_the_next_wind_but_one(off_deg, share):
    bearing = Bearing(subject=0, anchors=(1,), relation="direction", degrees=30.0)
    fits = [score(bearing, at(angle, 10.0), [HERE]) for angle in (30, 30 + off_deg, 30 - off_deg)]
    assert fits[1] / fits[0] == pytest.approx(share, rel=0.05, abs=1e-3)
    assert fits[2] / fits[0] == pytest.approx(share, rel=0.05, abs=1e-3)


def at(degrees: float, km: float) -> Point:
    lon, lat, _ = Geod(a=6_371_009, f=0).fwd(HERE.lon, HERE.lat, degrees, km * 1000)
    return Point(lat, lon)
