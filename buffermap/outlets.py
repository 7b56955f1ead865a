"""What the articles of one outlet tell about each other: who is an outlet, and which articles are read to learn it."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

from buffermap.articles.article import Article
from gazetteer.placing.outlet import LEAST_OTHERS, OutletPrior, Weighed, learn

LEAST = LEAST_OTHERS + 1
"""Articles that an outlet must have to tell something."""
SAMPLE = 40
"""Articles of an outlet that are read to learn what it writes of: more tell nothing new."""
MOST = 4_000
"""Articles that are read for it in all."""
_MOST_OUTLETS = 20_000


def outlet_of(article: Article) -> str:
    """Return the outlet of an article: the domain of its URL, else its outlet's name; empty if neither is known."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:  # a URL from outside that is none
        host = ""
    return host.removeprefix("www.") or " ".join((article.outlet or "").casefold().split())


def sampled(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Return the first articles of each outlet that has enough of them; reads all, keeps few."""
    first: dict[str, list[Article]] = {}
    kept = 0
    for article in articles:
        outlet = outlet_of(article)
        if not outlet or kept >= MOST or (outlet not in first and len(first) >= _MOST_OUTLETS):
            continue
        own = first.setdefault(outlet, [])
        if len(own) < SAMPLE:
            own.append(article)
            kept += len(own) >= LEAST
    return {outlet: own for outlet, own in first.items() if len(own) >= LEAST}


def learnt(
    articles: Iterable[Article], weigh: Callable[[Article], Weighed | None]
) -> Mapping[str, OutletPrior]:
    """Learn what outlets write of from their articles, without labels, see `gazetteer.placing.outlet`.

    Parameters
    ----------
    articles
        Of any number of outlets. They are read once; at most `SAMPLE` of an outlet and `MOST` in all are weighed.
    weigh
        Returns what the names of an article may mean.
    """
    return {
        outlet: learn([(one.doc_id, known) for one in own if (known := weigh(one)) is not None])
        for outlet, own in sampled(articles).items()
    }
