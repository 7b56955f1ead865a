import pytest

from gazetteer.names.town_adjectives import stems_of, towns_of

TOWNS = (
    "нагора", "золотухіне", "нова балка", "новоселівка", "великии бір", "гутянськ", "липниці", "підгір'я", "балаклія", "стрии"
)  # fmt: skip


def names_from(prefix):
    return [name for name in TOWNS if name.startswith(prefix)]


@pytest.mark.parametrize(
    ("stem", "towns"),
    [
        ("новоселів", ["новоселівка"]), ("гутян", ["гутянськ"]), ("великобор", []),
        ("балакліи", ["балаклія"]), ("стрии", ["стрии"]), ("золотухін", ["золотухіне"]), ("липнице", []), ("хв", []), ("нагір", ["нагора"]),
    ],
)  # fmt: skip
def test_the_adjective_of_a_town_leads_back_to_it(stem, towns):
    assert towns_of(stem, names_from) == towns


def test_two_words_make_one_adjective():
    assert towns_of("новобал", names_from) == ["нова балка"]


def test_stems_are_in_the_order_of_what_is_added():
    stems = stems_of("долина")
    assert stems.index("долин") < stems.index("долинів")
