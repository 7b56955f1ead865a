"""Short reports of our own from all over the world: what is found in each, whole, and where it lies."""

import pytest

REPORTS = [
    (
        (
            "A dhow carrying migrants sank off Zuwara in western Libya. Survivors were taken to Tripoli, while two bodies "
            "washed ashore near Djerba in Tunisia."
        ),
        "Zuwara LY, Libya LY, Tripoli LY, Djerba TN, Tunisia TN",
    ),
    (
        (
            "The army of Mali said it had retaken Kidal from rebels. Residents of Gao and Timbuktu heard aircraft through the "
            "night. Bamako gave no figures."
        ),
        "Mali ML, Kidal ML, Gao ML, Timbuktu ML, Bamako ML",
    ),
    (
        "In Kinshasa, the president promised help for Goma. The Congo army says Rwanda arms the men in the hills.",
        "Kinshasa CD, Goma CD, Congo CD, Rwanda RW",
    ),
    (
        (
            "A bus left the road between Potosí and Oruro, killing 14. The injured were flown to La Paz. Bolivia's transport "
            "minister, Santiago Cruz, flew to the scene."
        ),
        "Potosí BO, Oruro BO, La Paz BO, Bolivia BO",
    ),
    (
        (
            "A 6.1 quake struck off Oaxaca, Mexico. Buildings swayed in Mexico City; a church fell in Juchitán and power "
            "failed in Salina Cruz."
        ),
        "Oaxaca MX, Mexico MX, Mexico City MX, Juchitán MX, Salina Cruz MX",
    ),
    (
        (
            "Austin Reed, a nurse from Lubbock, Texas, said the tornado passed within a mile of her house. Two people died "
            "in Plainview, about 45 miles north, sheriff's deputies said."
        ),
        "Lubbock US, Texas US, Plainview US",
    ),
    (
        (
            "Monsoon floods cut Sylhet off from Dhaka. In Assam state, across the border, the Brahmaputra burst its banks at "
            "Dibrugarh."
        ),
        "Sylhet BD, Dhaka BD, Assam IN, Brahmaputra ?, Dibrugarh IN",
    ),
    (
        (
            "Bushfires threaten Katoomba, west of Sydney. Crews came from Dubbo and from New Zealand, and smoke reached "
            "Newcastle."
        ),
        "Katoomba AU, Sydney AU, Dubbo AU, New Zealand NZ, Newcastle AU",
    ),
    (
        (
            "German police stopped a van near Dresden that had come from Wrocław. Its driver, from Georgia, said he was bound "
            "for Lille, France."
        ),
        "German DE, Dresden DE, Wrocław PL, Georgia GE, Lille FR, France FR",
    ),
    (
        (
            "У Запоріжжі пролунали вибухи. Уламки впали в Оріхові та на околиці Василівки; постраждала Віра Харківська, "
            "вчителька."
        ),
        "Запоріжжі UA, Оріхові UA, Василівки UA",
    ),
    (
        "Війська відбили штурм біля Вовчанська, а на Куп'янському напрямку тривають бої. Поранених везуть до Харкова.",
        "Вовчанська UA, Куп'янському UA, Харкова UA",
    ),
    (
        (
            "Iran closed the crossing at Mehran after pilgrims were crushed. Iraqi officials in Basra and Karbala asked "
            "Tehran to wait."
        ),
        "Iran IR, Mehran IR, Iraqi IQ, Basra IQ, Karbala IQ, Tehran IR",
    ),
    (
        (
            "The barge ran aground on the Danube near Ruse; cargo for Constanța waits at Giurgiu, on the Romanian bank."
        ),
        "Danube ?, Ruse BG, Constanța RO, Giurgiu RO, Romanian RO",
    ),
    (
        "Прем'єр Японії прибув до Бучі. Він відвідав Ірпінь і поїхав до Варшави.",
        "Японії JP, Бучі UA, Ірпінь UA, Варшави PL",
    ),
    (
        "В Мариуполе и Бердянске пропал свет. Глава района Иван Донской уехал в Мелитополь.",
        "Мариуполе UA, Бердянске UA, Мелитополь UA",
    ),
    (
        "Президент Казахстана прилетел в Ташкент. Стороны обсудили дорогу от Шымкента до Самарканда.",
        "Казахстана KZ, Ташкент UZ, Шымкента KZ, Самарканда UZ",
    ),
    (
        "Писатель Антон Серов приехал в Хабаровск из Владивостока. В библиотеке он прочёл рассказ о войне в Сирии.",
        "Хабаровск RU, Владивостока RU, Сирии SY",
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_all_places_of_a_report_and_no_others(parser, text, expected):
    found = [f"{mention.surface} {mention.country or '?'}" for mention in parser.parse(text)]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ebola cases rose in eastern Congo, around Beni and Butembo.", "DR Congo"),
        ("Congo said in Brazzaville and in Pointe-Noire that the port was open.", "Republic of the Congo"),
        ("Mexico sent troops to Oaxaca.", "Mexico"),
        ("Atlanta is the capital of Georgia.", "Georgia"),
        ("St. John's, the capital of Antigua, lost power.", "Antigua and Barbuda"),
        ("Rwanda signed the agreement in Washington on Friday.", "Washington"),
        ("The road from Seattle to the coast of Washington was closed.", "Washington"),
    ],
)
def test_a_name_that_several_large_places_have(parser, text, expected):
    assert expected in {mention.name for mention in parser.parse(text)}


def test_washington_is_a_state_beside_its_towns(parser):
    here = {
        mention.surface: mention for mention in parser.parse("Snow fell in Spokane, Washington, on Monday.")
    }
    there = {mention.surface: mention for mention in parser.parse("The talks in Washington ended on Friday.")}
    assert (here["Washington"].kind, there["Washington"].kind) == ("admin1", "settlement")


@pytest.mark.parametrize(
    "text",
    [
        "Jordan told reporters that the vote would go ahead.",
        "It became his Waterloo, critics said.",
        "Paris, 34, works as a nurse.",
        "Річка Буг розлилася вночі.",
        "Чехов писал пьесы, а Шевченко стихи.",
        "Бої тривають. Червень видався спекотним.",
        "Директор Антон Сумской ушёл, тренер Роман Белгородский остался.",
    ],
)
def test_people_figures_and_waters_that_no_list_has_are_no_places(parser, text):
    assert parser.parse(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Дроны атаковали Шахты.", "Шахты", "Shakhty"),
        ("У місті Червень Мінської області сталася пожежа.", "Червень", "Červień"),
        ("На Покровському напрямку тихо.", "Покровському", "Pokrovsk"),
        ("Бои идут на Лиманском направлении.", "Лиманском", "Lyman"),
        ("Жителі Микитиного Рогу чекають на світло.", "Микитиного Рогу", "Nikopol"),
        ("He flew to St. John’s on Monday.", "St. John’s", "St. John's"),
        ("Police in Prince George's County said so.", "Prince George's County", "Prince George's County"),
        (
            "The Democratic People's Republic of Korea tested it.",
            "Democratic People's Republic of Korea",
            "North Korea",
        ),
        ("He crossed Kyiv’s outskirts.", "Kyiv", "Kyiv"),
        ("She studied at the University of Texas before the war.", "Texas", "Texas"),
    ],
)
def test_names_that_look_like_other_words(parser, text, surface, name):
    assert {mention.surface: mention.name for mention in parser.parse(text)}.get(surface) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anglers love the Susquehanna River in spring.", "Susquehanna River"),
        ("Ice covered Casco Bay for the first time in years.", "Casco Bay"),
        ("A barge sank in Pamlico Sound off North Carolina.", "Pamlico Sound"),
    ],
)
def test_waters_that_the_sources_of_places_lack(parser, text, name):
    mention = parser.parse(text)[0]
    assert (mention.name, mention.kind) == (name, "water")
