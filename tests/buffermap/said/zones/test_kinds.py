"""Kinds in which articles speak of a zone: whole short articles, and the zone that is drawn from each."""

import pytest

import buffermap as bm
from buffermap import pipeline
from buffermap.said.zones.compose import zones_of


def best(text):
    """Return border, divisions, side and depth in metres of the zone that the text supports best."""
    (article,) = bm.read(text)
    (item,) = pipeline.parse([article])
    zones = sorted(zones_of(item.statements), key=lambda zone: (zone.border is None, -zone.support))
    if not zones or zones[0].border is None:
        return None
    zone = zones[0]
    along = [place.name for place in zone.along.value] if zone.along else []
    high = zone.depth.value[1] if zone.depth else None
    return "-".join(sorted(zone.border.value)), along, zone.side.value if zone.side else None, high


CASES = {
    "a depth three sentences on, of what is pushed away": (
        (
            "Росіяни хочуть буферну зону на Чернігівщині. Так каже речник. Він не назвав строків. "
            "«Вони мріють відсунути нас від кордону кілометрів на дванадцять», — додав він."
        ),
        ("RU-UA", ["Chernihiv Oblast"], "UA", 12_000.0),
    ),
    "a question how deep, answered after other words": (
        (
            "МОДЕРАТОР. Що пропонують? ЕКСПЕРТ. Буферну зону на Сумщині, уздовж російського кордону. "
            "МОДЕРАТОР. Хто пропонує? ЕКСПЕРТ. Депутати. Їх двоє. Обидва з комітету. "
            "МОДЕРАТОР. І наскільки вглиб? ЕКСПЕРТ. Дванадцять, може, п'ятнадцять кілометрів."
        ),
        ("RU-UA", ["Sumy Oblast"], "UA", 15_000.0),
    ),
    "a depth that was, said at the beginning of a long sentence": (
        (
            "Estonia widens the border zone along its frontier with Russia. "
            "Up to now, the zone along the frontier, which few people had ever noticed, was 2 km deep. It will be 6 km."
        ),
        ("EE-RU", [], None, 6_000.0),
    ),
    "a length along the border beside a depth": (
        (
            "Latvia keeps people out of a border strip along its frontier with Russia. "
            "The strip runs for 90 km of the frontier. On it, entry is barred within 400 metres of the line."
        ),
        ("LV-RU", [], "LV", 400.0),
    ),
    "a former depth": (
        (
            "Latvia has a closed border strip at the frontier with Russia. "
            "At first it was 3 km deep; since May it is 500 metres."
        ),
        ("LV-RU", [], "LV", 500.0),
    ),
    "a depth that grows": (
        "Lithuania will extend its border zone with Belarus from one to four kilometres.",
        ("BY-LT", [], "LT", 4000.0),
    ),
    "the border in a sentence beside": (
        "Finland closes the border strip in two municipalities. The order concerns the section adjoining Russia.",
        ("FI-RU", [], "FI", None),
    ),
    "both draw back": (
        (
            "Kyrgyzstan and Tajikistan agreed that the troops of both countries be withdrawn 6 km from the border "
            "in the Batken region."
        ),
        ("KG-TJ", ["Batken"], "both", 6000.0),
    ),
    "parties and a side, no border": (
        (
            "Ethiopia and Eritrea sign a truce. The paper provides for a security zone 9 kilometres wide. "
            "It will lie wholly on the Eritrean side."
        ),
        ("ER-ET", [], "ER", 9000.0),
    ),
    "a direction is no side": (
        "Узбекистан расширил запретную полосу на афганском направлении до четырёх километров от границы.",
        ("AF-UZ", [], "UZ", 4000.0),
    ),
    "two borders of a third country in a region of its own": (
        "Rebels are to leave a neutral strip along the Rwandan and Ugandan borders in North Kivu.",
        ("CD-RW", ["North Kivu"], "CD", None),
    ),
    "a place that is known by its border": (
        "Israeli troops entered the demilitarised zone on the Golan. The zone is between 1 and 9 km wide.",
        ("IL-SY", [], None, 9000.0),
    ),
    "ends of a stretch that are regions": (
        "Від Чернігівщини до Харківщини вздовж російського кордону потрібна демілітаризована смуга завглибшки 40 км.",
        ("RU-UA", ["Chernihiv Oblast", "Kharkiv Oblast"], None, 40_000.0),
    ),
    "where soldiers come from is no place of the zone": (
        (
            "The military zone along the border with Mexico in New Mexico is 30 metres deep. "
            "Soldiers from Fort Huachuca in Arizona patrol the zone."
        ),
        ("MX-US", ["New Mexico"], "US", 30.0),
    ),
    "zones that have letters": (
        (
            "Zone C is a demilitarised strip along the Egyptian-Israeli border, 30 km deep. "
            "On the Israeli side lies Zone D, which is 4 km deep."
        ),
        ("EG-IL", [], None, 30_000.0),
    ),
    "a border without a line in the data": (
        "A ground safety zone reaches 5 km beyond the Kosovo boundary into Serbia.",
        None,
    ),
    "a match": (
        (
            "Supporters of Argentina and Brazil are kept apart by a buffer zone of four rows in the stadium. "
            "A security cordon two kilometres wide surrounds the match."
        ),
        None,
    ),
    "an army inside its neighbour, no border named": (
        "Київ каже, що мета Москви — створити на території України буферну зону завглибшки 14 кілометрів.",
        ("RU-UA", [], "UA", 14_000.0),
    ),
    "a closed zone of a governor": (
        (
            "Жителям сёл, попавших в четырёхкилометровую закрытую зону, дадут жильё, заявил губернатор Белгородской "
            "области. Въезд туда запрещён из-за обстрелов с Украины."
        ),
        ("RU-UA", ["Belgorod Oblast"], "RU", 4000.0),
    ),
    "the border in one word": (
        "Власти Брянской области запретили жителям находиться в лесах ближе двух километров от госграницы с Украиной.",
        ("RU-UA", ["Bryansk Oblast"], "RU", 2000.0),
    ),
    "closer to the border than": (
        "Литва заборонила цивільним наближатися до кордону з Білоруссю ближче ніж на 700 метрів.",
        ("BY-LT", [], "LT", 700.0),
    ),
    "heights beside a depth": (
        "Finland bans flights below 3 km in a strip 25 km deep along its border with Russia.",
        ("FI-RU", [], "FI", 25_000.0),
    ),
    "one kilometre without a number": (
        "Гана переселит жителей деревень, которые стоят ближе километра к границе с Буркина-Фасо.",
        ("BF-GH", [], "GH", 1000.0),
    ),
    "a number without its unit": (
        (
            "Turkmenistan keeps a restricted border strip along the frontier with Uzbekistan. "
            "Instead of 40 kilometres, permits will be needed only within 12."
        ),
        ("TM-UZ", [], "TM", 12_000.0),
    ),
    "the river is the border": (
        (
            "Tanzania moves people away from the Ruvuma river, which forms its border with Mozambique. "
            "No one may stay within three kilometres of the river, an officer said."
        ),
        ("MZ-TZ", [], "TZ", 3000.0),
    ),
    "north of a line": (
        "North Korea empties a strip two kilometres north of the Military Demarcation Line of villagers.",
        ("KP-KR", [], "KP", 2000.0),
    ),
    "a side that the sentence before names": (
        (
            "Bulldozers work on the Moroccan side of the fence at Melilla, the Spanish enclave. "
            "A security strip 250 m wide will run along the land border with Spain."
        ),
        ("ES-MA", [], "MA", 250.0),
    ),
    "an old zone beside the new one": (
        (
            "A weapons-free zone three kilometres wide is to be set up along the Israeli-Lebanese border. "
            "Officials recalled the old security zone, which was 20 km deep."
        ),
        ("IL-LB", [], None, 3000.0),
    ),
    "regions that a later sentence counts": (
        (
            "Ecuador puts a belt of 15 km along its border with Colombia under army control, a decree says. "
            "Carchi and Sucumbíos are the provinces concerned."
        ),
        ("CO-EC", ["Carchi", "Sucumbíos"], "EC", 15_000.0),
    ),
    "a front": (
        "A plan would make the part of Donetsk region from which Ukraine withdraws a demilitarised zone.",
        None,
    ),
    "a lender": (
        "Lithuania's central bank wants lenders to hold a bigger capital buffer, as loans at the Polish border grow.",
        None,
    ),
    "a tax": (
        "Colombian merchants want the border economic zone moved nearer to Venezuela; companies there pay less tax.",
        None,
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_zone_is_drawn_as_its_article_speaks_of_it(kind):
    text, expected = CASES[kind]
    assert best(text) == expected


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            (
                "Niger wants a buffer zone 15 km deep on the Malian side of the border with Mali, its army said. "
                "A 20-kilometre strip that Burkina Faso closed along its own border with Mali is held up as a model."
            ),
            ("ML-NE", 15_000.0),
        ),
        (
            (
                "Таджикистан требует буферной зоны глубиной 12 км вдоль границы с Афганистаном. "
                "Полосу в 30 километров Узбекистан закрыл вдоль своей границы с Афганистаном ещё в прошлом году."
            ),
            ("AF-TJ", 12_000.0),
        ),
    ],
)
def test_a_neighbour_s_strip_at_its_own_border_lends_no_depth(text, pair):
    border, _, _, depth_m = best(text)
    assert (border, depth_m) == pair
