import pytest

from gazetteer.names.name_parts import split_class, split_container


@pytest.mark.parametrize(
    ("name", "bare", "kinds"),
    [
        ("Kursk region", "Kursk", {"admin1", "region"}),
        ("Sumy Oblast", "Sumy", {"admin1"}),
        ("oblast of Sumy", "Sumy", {"admin1"}),
        ("City of London", "London", {"settlement"}),
        ("Сумська область", "Сумська", {"admin1"}),
        ("Сумская обл.", "Сумская", {"admin1"}),
        ("м. Київ", "Київ", {"settlement"}),
        ("с. Мала Данилівка", "Мала Данилівка", {"settlement"}),
        ("Sudzha district", "Sudzha", {"admin2", "admin1"}),
        ("River Dnipro", "Dnipro", {"water"}),
        ("Kyiv", "Kyiv", set()),
        ("с Новое", "с Новое", set()),
        ("region", "region", set()),
        ("", "", set()),
    ],
)
def test_class_words(name, bare, kinds):
    assert split_class(name) == (bare, frozenset(kinds))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Paris, Texas", ("Paris", "Texas")),
        ("Sumy (Ukraine)", ("Sumy", "Ukraine")),
        ("Paris,", ("Paris,", "")),
        ("Paris", ("Paris", "")),
        ("A, B, C", ("A", "B, C")),
    ],
)
def test_containers(name, parts):
    assert split_container(name) == parts
