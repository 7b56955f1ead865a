"""Cases of names, on forms that stand in real sentences (``data_inflection.tsv``, written before the rules)."""

import csv
from pathlib import Path

import pytest

from gazetteer.names.inflection import bases, division_keys

FORMS = Path(__file__).with_name("data_inflection.tsv")
LEAST_SHARE = 0.98


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("сумах", "суми"), ("києва", "киів"), ("чернівцями", "чернівці"), ("кривому", "кривии"), ("розі", "ріг"),
        ("кременчуці", "кременчук"), ("уманню", "умань"), ("запоріжжям", "запоріжжя"), ("кропивницькому", "кропивницькии"),
        ("москвои", "москва"), ("казанью", "казань"), ("ельца", "елец"), ("химок", "химки"), ("осетии", "осетия"),
        ("грозном", "грозныи"), ("набережных", "набережные"), ("набережным", "набережные"), ("чечне", "чечня"),
        ("джанкое", "джанкои"), ("нижнього", "нижніи"), ("сергиевым", "сергиев"), ("тверю", "твер"),
    ],
)  # fmt: skip
def test_a_form_leads_to_its_base(form, base):
    assert base in bases(form)


def test_the_form_itself_comes_first():
    assert bases("курск")[0] == "курск"


@pytest.mark.parametrize(
    ("adjective", "head", "key"),
    [
        ("сумськіи", "області", "сумська область"),
        ("курскои", "области", "курская область"),
        ("краснодарском", "крае", "краснодарскии краи"),
        ("глушковского", "раиона", "глушковскии раион"),
        ("дарницькому", "раионові", "дарницькии раион"),
        ("алтаиському", "краєві", "алтаиськии краи"),
    ],
)
def test_an_adjective_and_its_head_give_the_division(adjective, head, key):
    assert key in division_keys(adjective, head)


def test_nothing_without_a_head():
    assert division_keys("сумськіи", "лікарні") == ()


def test_forms_in_sentences_are_found_and_placed(parser):
    with FORMS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    parsed = {text: parser.parse(text) for text in {row["sentence"] for row in rows}}
    wrong = [row for row in rows if not _is_right(row, parsed[row["sentence"]])]
    assert len(rows) > 400
    assert len(wrong) <= (1 - LEAST_SHARE) * len(rows), [(row["surface"], row["name"]) for row in wrong]


def _is_right(row, mentions):
    start = int(row["start"])
    for mention in mentions:
        if (mention.start, mention.surface) == (start, row["surface"]):
            return str(mention.geonameid) == row["geonameid"] or (
                not row["geonameid"] and mention.kind == row["kind"]
            )
    return False


def test_a_name_as_it_stands_goes_before_what_a_rule_leads_to(parser):
    lexicon = parser.lexicon
    both = lexicon.any_of(("дубна", "дубно"), exact="дубна")
    assert both.row[0] == lexicon.entry("дубна").row[0]
