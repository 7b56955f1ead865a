from dataclasses import replace

from buffermap.corpus.reader import Memory, Work, read_article, read_part
from buffermap.finder import Finder


class Counting(Finder):
    """A finder that knows how often it was asked."""

    asked = 0

    def __call__(self, article):
        self.asked += 1
        return super().__call__(article)


class Failing(Finder):
    def __call__(self, article):
        if article.doc_id == "d1":
            raise ZeroDivisionError("of\nits own")
        return super().__call__(article)


def test_a_text_is_known_again_whoever_printed_it(articles):
    finder, memory = Counting(), Memory()
    first = read_article(articles[4], finder, memory)
    again = read_article(replace(articles[4], doc_id="reprint", published="2026-04-02"), finder, memory)
    assert finder.asked == 1
    assert again.mentions == first.mentions
    assert [one.doc_id for one in [*again.statements, *again.claims, *again.unnamed]] == ["reprint"] * 3
    assert again.statements[0].published == "2026-04-02"


def test_memory_is_bounded(articles):
    finder, memory = Counting(), Memory(most=8)
    for article in (articles[0], articles[1], articles[0], articles[2], articles[1]):
        read_article(article, finder, memory)  # three mentions each: two texts are remembered
    assert finder.asked == 4


def test_an_article_that_fails_leaves_the_others(articles):
    part = read_part(Work(number=0, articles=articles[:3], finder=Failing(), run="fails", made_of="m"))
    assert part.counts["failed"] == 1
    assert part.counts["articles"] == 3
    assert part.counts["mentions"] == 6
