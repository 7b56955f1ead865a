"""Divisions, short names, nationalities and acronyms in Ukrainian and Russian text."""

import pytest

from gazetteer.build.sources import read_table
from gazetteer.paths import TABLES

LINES = [line for line in read_table(TABLES / "raions.csv") if line["code"][:2] in ("UA", "BY")]
_CASES = {
    "uk": ("ий район", "ого району", "ому району", "им районом", "ому районі"),
    "ru": ("ий район", "ого района", "ому району", "им районом", "ом районе"),
}
_FRAMES = {
    "uk": "Кореспондент писав про {} ще вчора.",
    "ru": "Корреспондент писал про {} ещё вчера.",
}


def places(parser, text):
    return [(m.surface, m.name, m.kind) for m in parser.parse(text)]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_raions_in_all_cases_lie_in_their_country(parser, language):
    """Namesakes (Berezivka in Ukraine and Biaroza in Belarus) can be told apart only by other words: one in twenty."""
    wrong, total = [], 0
    for line in LINES:
        row = parser.lexicon.gazetteer.row_of_code(line["code"])
        wanted = int(parser.lexicon.gazetteer.geonameid[row])
        for case in _CASES[language]:
            adjective = line[language]
            form = adjective[:-2] + case
            total += 1
            found = parser.parse(_FRAMES[language].format(form))
            if [mention.geonameid for mention in found] != [wanted]:
                wrong.append(form)
    assert len(wrong) < 0.05 * total, wrong[:20]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пожежа в Балаклійській міській громаді.", [("Балаклійській", "Balakliia hromada", "admin2")]),
        ("Дороги Великобурлуцької громади.", [("Великобурлуцької", "Velykyi Burluk hromada", "admin2")]),
        ("У Дергачівській та Мереф'янській громадах сніг.", [
            ("Дергачівській", "Derhachi hromada", "admin2"), ("Мереф'янській", "Merefa hromada", "admin2"),
        ]),
        ("В Грайворонском муниципальном округе дождь.", [("Грайворонском", "Grayvoronsky District", "admin2")]),
        ("У Корeневському районі сніг.".replace("e", "е"), [("Кореневському", "Korenevsky District", "admin2")]),
        ("Учения Южного военного округа.", []),
    ],
)  # fmt: skip
def test_divisions_named_by_an_adjective(parser, text, expected):
    assert places(parser, text) == expected


def test_a_hromada_says_that_its_point_is_that_of_the_town(parser):
    (mention,) = parser.parse("Голова Липецької громади подякував людям.")
    assert mention.lat == pytest.approx(50.2, abs=0.1)
    assert "the data lack the hromada" in mention.reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Торгівля між ЄС та РФ скоротилася.", ["European Union", "Russia"]),
        ("Товары из ФРГ и ЕС подорожали.", ["Germany", "European Union"]),
        ("Про це повідомили в ОВА та ГУР.", []),
        ("Крім дощу, нічого не було. Чому ж усі мовчали?", []),
        ("Однако снег растаял. Среди гостей были дети.", []),
    ],
)
def test_short_names_of_states_are_places_and_other_short_words_are_not(parser, text, names):
    assert [mention.name for mention in parser.parse(text)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тут будують польські компанії.", [("польські", "Poland", "adjective")]),
        ("Приехали румынские врачи и чехи.", [
            ("румынские", "Romania", "adjective"), ("чехи", "Czechia", "demonym"),
        ]),
        ("Японського авто немає, зате є німці.", [
            ("Японського", "Japan", "adjective"), ("німці", "Germany", "demonym"),
        ]),
    ],
)  # fmt: skip
def test_adjectives_and_people_of_countries_are_associative(parser, text, expected):
    found = parser.parse(text)
    assert [(m.surface, m.name, m.subtype) for m in found] == expected
    assert {m.usage for m in found} == {"associative"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Put the mail server in the DMZ and close the port.", []),
        ("From Seoul they drove to the DMZ.", ["Seoul", "Korean Demilitarized Zone"]),
        ("A KAB fell into the field, the SBU said.", []),
        ("He was born in Greenville, SC, in May.", ["Greenville", "South Carolina"]),
    ],
)
def test_acronyms_in_english(parser, text, names):
    assert [mention.name for mention in parser.parse(text)] == names


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Slovyansk", "Sloviansk"),
        ("Hulyaypole", "Huliaipole"),
        ("Zaporizhzhya", "Zaporizhzhia"),
        ("Enakievo", "Yenakiieve"),
    ],
)
def test_usual_romanisations_are_names(parser, spelling, name):
    (mention,) = parser.parse(f"Shops in {spelling} opened again.")
    assert mention.name == name


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("Снег выпал в Октябрьском районе Курской области.", "Kursk Oblast"),
        ("Снег выпал в Октябрьском районе Ростовской области.", "Rostov Oblast"),
        ("Дождь в Красногвардейском округе Белгородской области.", "Belgorod Oblast"),
    ],
)
def test_a_division_that_follows_at_once_holds_the_name(parser, text, admin1):
    assert parser.parse(text)[0].admin1 == admin1


def test_okrugs_are_russian_whatever_raion_is_called_so(parser):
    (mention,) = parser.parse("Школы Красногвардейского округа закрыты.")
    assert mention.country == "RU"
