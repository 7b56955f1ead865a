import pytest

from gazetteer.names.romanise import romanise


# the examples of the Ukrainian government's own table (Resolution 55 of 2010)
@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Алушта", "Alushta"), ("Борщагівка", "Borshchahivka"), ("Вінниця", "Vinnytsia"), ("Гадяч", "Hadiach"),
        ("Згорани", "Zghorany"), ("Ґалаґан", "Galagan"), ("Донецьк", "Donetsk"), ("Єнакієве", "Yenakiieve"),
        ("Житомир", "Zhytomyr"), ("Медвин", "Medvyn"), ("Іршава", "Irshava"), ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"), ("Йосипівка", "Yosypivka"), ("Стрий", "Stryi"), ("Харків", "Kharkiv"),
        ("Біла Церква", "Bila Tserkva"), ("Шостка", "Shostka"), ("Гоща", "Hoshcha"), ("Юрій", "Yurii"),
        ("Крюківка", "Kriukivka"), ("Яготин", "Yahotyn"), ("Костянтин", "Kostiantyn"), ("Знам'янка", "Znamianka"),
        ("Знамʼянка", "Znamianka"), ("Розгон", "Rozghon"),
    ],
)  # fmt: skip
def test_ukrainian_names_by_the_official_rule(cyrillic, latin):
    assert romanise(cyrillic, "uk") == latin


@pytest.mark.parametrize(
    ("cyrillic", "language", "latin"),
    [
        ("Курчатов", "ru", "Kurchatov"), ("Енисей", "ru", "Yenisey"), ("Объячево", "ru", "Obyachevo"),
        ("Щёкино", "ru", "Shchyokino"), ("Магілёў", "be", "Mahilyow"), ("Магілёў", "be-national", "Mahilioŭ"),
        ("Хмельницький", "uk-bgn", "Khmelnytskyy"), ("Търговище", "bg", "Targovishte"), ("Ниш", "sr", "Niš"),
    ],
)  # fmt: skip
def test_other_systems(cyrillic, language, latin):
    assert romanise(cyrillic, language) == latin


def test_what_is_not_cyrillic_stays():
    assert romanise("Km 12, Дніпро!", "uk") == "Km 12, Dnipro!"


def test_an_unknown_system_is_refused():
    with pytest.raises(KeyError):
        romanise("Київ", "xx")
