import pytest

from buffermap.articles.article import Article

PLACES = ("Sumy", "Kharkiv", "Chernihiv", "Kursk", "Belgorod", "Bryansk", "Poltava", "Kyiv", "Odesa")


@pytest.fixture
def articles():
    """Nine short reports, one of which speaks of a zone, a distance and villages without a name."""
    texts = [f"Trains between Lviv and {place} run again, officials in Kyiv said." for place in PLACES]
    texts[4] += (
        " A buffer zone 15 km deep along the border of the Sumy region is needed, the governor said."
        " Chuhuiv lies 35 km from Kharkiv. Four Ukrainian villages near the border were left."
    )
    return [
        Article(doc_id=f"d{number}", text=text, published="2026-03-01", language="en")
        for number, text in enumerate(texts)
    ]
