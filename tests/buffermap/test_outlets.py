import pytest

from buffermap.articles.article import Article
from buffermap.finder import Finder
from buffermap.outlets import LEAST, SAMPLE, outlet_of, sampled
from buffermap.pipeline import extract

DOUBT = "A barn burned near Oxford on Monday, and nobody was hurt."


def article(number, text="", **known):
    return Article(doc_id=f"d{number}", text=text, **known)


def paper(**known):
    """Return articles of a paper of Mississippi, the last of them with a name that could lie elsewhere."""
    texts = [
        "The council of Tupelo met. A bridge near Pontotoc, Mississippi, was closed.",
        "Crews from Batesville, Mississippi, helped in Water Valley.",
        "A school in Holly Springs, Miss., won a prize. Pupils from Tupelo will visit.",
        "Farmers of Calhoun County, Mississippi, sell maize in Jackson.",
        DOUBT,
    ]
    return [article(number, text, **known) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("known", "outlet"),
    [
        ({"url": "https://www.example.org/a", "outlet": "The Paper"}, "example.org"),
        ({"outlet": "The  Paper"}, "the paper"),
        ({"url": "http://[bad", "outlet": "The Paper"}, "the paper"),
        ({"url": "not a url"}, ""),
        ({}, ""),
    ],
)
def test_an_outlet_is_a_domain_or_a_name(known, outlet):
    assert outlet_of(article(1, **known)) == outlet


def test_few_articles_of_each_outlet_are_kept():
    many = [article(number, outlet="big") for number in range(3 * SAMPLE)]
    few = [article(number, outlet="small") for number in range(LEAST - 1)]
    nowhere = [article(number) for number in range(9)]
    assert {outlet: len(own) for outlet, own in sampled([*many, *few, *nowhere]).items()} == {"big": SAMPLE}


def place_of(mentions, surface="Oxford"):
    [row] = mentions[mentions.surface == surface].to_dict("records")
    return row


def test_the_other_articles_of_an_outlet_settle_a_doubt():
    alone, together = extract(article(0, DOUBT)), extract(paper(url="https://example.org/x"))
    assert place_of(alone)["country"] == "GB"
    assert place_of(together)["admin1"] == "Mississippi"
    assert "4 other articles of the outlet" in place_of(together)["reason"]


def test_articles_of_no_outlet_or_of_different_ones_explain_nothing():
    assert place_of(extract(paper()))["country"] == "GB"
    spread = [article(n, one.text, outlet=f"paper {n}") for n, one in enumerate(paper())]
    assert place_of(extract(spread))["country"] == "GB"


def test_a_stated_home_overrides_the_outlet():
    found = place_of(extract(paper(outlet="The Paper"), home="GB"))
    assert found["country"] == "GB"


def test_an_outlet_is_the_same_in_several_processes():
    articles = paper(outlet="The Paper")
    finder = Finder()
    finder.learn(articles)
    one, two = (list(finder.each(articles, jobs=jobs)) for jobs in (1, 2))
    assert one == two
