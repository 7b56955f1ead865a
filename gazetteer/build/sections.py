"""Which settlements are sections of a city, and of which.

GeoNames marks sections (``PPLX``), but our copy of the codes is of 2023, and cities500 has grown since. What
it does not know is decided by place: a settlement of unknown code that lies within the built-up radius of a
far larger city of the same first-level division is a section of it. The radius comes from the city's
population; how far out it reaches is learnt, country by country, from the settlements whose code is known.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from gazetteer.sphere import EARTH_KM

DENSITY_KM2 = 3000.0  # inhabitants of a built-up km²; only its product with the learnt reach matters
CITY_MIN = 20_000
FAR_LARGER = 3.0
LARGER = 1.3
MIDDLE = 0.5
NAMED_REACH = 1.2
SEARCH_KM = 40.0
DUPLICATE_KM = 2.0
REACHES = np.arange(0.3, 2.01, 0.05)
DEFAULT_REACH = 0.85  # holds for Kharkiv, Sumy and Chernihiv, whose limits are known to us
DENSE_REACH = 0.5  # in countries whose cities hold about 9,000 people a km² instead of 3,000
DENSE = frozenset(["IN", "PK", "BD", "NP", "LK", "EG", "NG", "ET", "CD", "ID", "PH", "VN"])
LARGE_PART = (
    0.05  # of the city's people: places that large beside a city are parts of it a little farther out
)
LARGE_REACH = 1.15
CHAINED_REACH = 1.0  # how far out a section may lie that is linked through another section
LEARN_MIN = 30  # known sections that a country must have before its own reach is trusted
# words that only sections bear; a settlement with one is a section a little farther out
SECTION_WORDS = frozenset(
    [
        "mikrorayon",
        "mikroraion",
        "microdistrict",
        "microraion",
        "rayon",
        "raion",
        "masyv",
        "massiv",
        "kvartal",
        "zhilmassiv",
        "ward",
        "barrio",
        "bairro",
        "colonia",
        "fraccionamiento",
        "urbanizacion",
        "quartier",
        "stadtteil",
        "borough",
        "subdivision",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlements:
    """The columns that the rule looks at, one entry a settlement; angles in degrees."""

    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    population: npt.NDArray[np.int64]
    country: npt.NDArray[np.str_]
    admin1: npt.NDArray[np.int64]
    feature: npt.NDArray[np.str_]
    folded: list[str]


def find_sections(places: Settlements) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Return for each settlement the index of the city that it is a section of, or -1; and why.

    The reason is ``PPLX`` (GeoNames says so), ``within`` (by place), ``word`` and ``name`` (by place and by what it is
    called), ``duplicate`` (a second entry of the same settlement), or empty.
    """
    index, city, relative = _pairs(places)
    coded = places.feature[index] == "PPLX"
    unknown = places.feature[index] == ""
    reach = _reaches(places, index, relative)
    default = dict.fromkeys(DENSE, DENSE_REACH)
    reaches = np.array([reach.get(code, default.get(code, DEFAULT_REACH)) for code in places.country[index]])
    part = places.population[index] >= LARGE_PART * places.population[city]
    inside = relative <= reaches * np.where(part, LARGE_REACH, 1.0)
    worded = np.array([bool(SECTION_WORDS.intersection(places.folded[i].split())) for i in index], bool)
    near = worded & (relative <= 1.5)
    duplicate = _duplicates(places, index, city)
    # two towns of their own do not lie in each other's middle: there, a little larger is enough
    ratio = np.where(relative <= MIDDLE, LARGER, FAR_LARGER)
    large = places.population[city] >= np.maximum(places.population[index], 1) * ratio

    section = np.full(len(places.lat), -1, np.int64)
    reason = [""] * len(places.lat)
    choices = (
        ("word", unknown & near & large),
        ("within", unknown & inside & large),
        ("duplicate", duplicate),
        ("PPLX", coded),
    )
    for why, chosen in choices:
        # pairs come sorted by how deep a settlement lies in the city: the deepest is written last
        for i, c in zip(index[chosen][::-1], city[chosen][::-1], strict=True):
            section[i], reason[i] = c, why
    named = unknown & large & (relative <= NAMED_REACH)
    for i, c in _named_like_sections(places, index[named], city[named], section):
        section[i], reason[i] = c, "name"
    top = _to_top(section)
    _cut_long_chains(places, section, top, reason)
    return top, reason


def _named_like_sections(
    places: Settlements,
    index: npt.NDArray[np.int64],
    city: npt.NDArray[np.int64],
    section: npt.NDArray[np.int64],
) -> Iterator[tuple[int, int]]:
    """Yield those that bear the name of a section of the same city ("Pivnichna Saltivka", North Saltivka)."""
    names: dict[int, set[str]] = defaultdict(set)
    for i in np.flatnonzero(section >= 0):
        names[int(section[i])].add(places.folded[i])
    for i, c in zip(index, city, strict=True):
        words = places.folded[i].split()
        if section[i] < 0 and len(words) > 1 and names[int(c)].intersection(words[1:]):
            yield i, c


def _cut_long_chains(
    places: Settlements,
    section: npt.NDArray[np.int64],
    top: npt.NDArray[np.int64],
    reason: list[str],
) -> None:
    """Unlink what lies too far from the city and is linked only through another section of it."""
    xyz = _xyz(places.lat, places.lon)
    for i in np.flatnonzero((section >= 0) & (top != section)):
        city = top[i]
        km = float(np.linalg.norm(xyz[i] - xyz[city])) * EARTH_KM
        if reason[i] == "within" and km > CHAINED_REACH * radius_km(places.population[city]):
            top[i], reason[i] = -1, ""


def radius_km(population: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the radius of a round city of that many people, km."""
    return np.sqrt(np.maximum(population, 1) / (np.pi * DENSITY_KM2))


def _pairs(
    places: Settlements,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return settlements beside cities, and the distance in radii of the city, nearest first."""
    xyz = _xyz(places.lat, places.lon)
    cities = np.flatnonzero((places.population >= CITY_MIN) & (places.feature != "PPLX"))
    radius = radius_km(places.population)
    tree = cKDTree(xyz)
    found = tree.query_ball_point(xyz[cities], SEARCH_KM / EARTH_KM, workers=-1)
    city = np.repeat(cities, [len(f) for f in found])
    index = np.concatenate([np.asarray(f, np.int64) for f in found])
    km = np.linalg.norm(xyz[index] - xyz[city], axis=1) * EARTH_KM
    smaller = (places.population[index] < places.population[city]) & (index != city)
    same = (places.country[index] == places.country[city]) & (
        (places.admin1[index] == places.admin1[city]) | (places.feature[index] == "PPLX")
    )
    keep = smaller & same & (km <= np.maximum(radius[city] * 2.5, 15.0))
    index, city, relative = index[keep], city[keep], (km / radius[city])[keep]
    order = np.lexsort((city, index, relative))
    return index[order], city[order], relative[order]


def _reaches(
    places: Settlements, index: npt.NDArray[np.int64], relative: npt.NDArray[np.float64]
) -> dict[str, float]:
    """Learn for each country out to how many radii settlements are mostly sections."""
    known = places.feature[index] != ""
    _, first = np.unique(index[known], return_index=True)
    rows, near = index[known][first], relative[known][first]
    reaches = {}
    for country in np.unique(places.country[rows]):
        here = places.country[rows] == country
        is_section = places.feature[rows[here]] == "PPLX"
        if is_section.sum() < LEARN_MIN:
            continue
        inside = near[here][:, None] <= REACHES
        right = (inside == is_section[:, None]).sum(axis=0)
        reaches[str(country)] = float(REACHES[int(right.argmax())])
    return reaches


def _duplicates(
    places: Settlements, index: npt.NDArray[np.int64], city: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Return which pairs are two entries of one settlement: the same name, next to each other."""
    same = np.array([places.folded[i] == places.folded[c] for i, c in zip(index, city, strict=True)], bool)
    xyz = _xyz(places.lat, places.lon)
    near: npt.NDArray[np.bool_] = np.linalg.norm(xyz[index] - xyz[city], axis=1) * EARTH_KM <= DUPLICATE_KM
    return same & near


def _to_top(section: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Link a section of a section to the city itself."""
    top = section.copy()
    for _ in range(4):
        above = np.where(top >= 0, section[top], -1)
        top = np.where(above >= 0, above, top)
    return top


def _xyz(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return unit vectors: chords stand for distances, which is exact enough below 40 km."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
