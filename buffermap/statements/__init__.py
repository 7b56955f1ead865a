"""What texts say about zones: statements with evidence, distance claims, unnamed places, reprints.

Called as a function it is ``bm.statements(articles)``: see `buffermap.pipeline.statements`.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from buffermap.articles import Article

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from buffermap.statements.claims import DistanceClaim
    from buffermap.statements.unnamed import UnnamedPlaces
    from buffermap.statements.values import Statement
    from gazetteer.mention import Mention


def read_article(
    article: Article, mentions: "Sequence[Mention] | None" = None
) -> "tuple[list[Statement], list[DistanceClaim], list[UnnamedPlaces]]":
    """Return the statements, the checked distance claims and the unnamed places of one article.

    ``mentions`` are found where they are not given.
    """
    from buffermap.statements.claims import check, find_claims
    from buffermap.statements.find import find
    from buffermap.statements.ranges import Measurer
    from buffermap.statements.unnamed import find_unnamed
    from gazetteer.sentences import split
    from gazetteer.store import open_gazetteer

    if mentions is None:
        from buffermap.pipeline import mentions_of

        mentions = mentions_of(article)
    sentences = split(article.text, article.body_start)
    claims = find_claims(article, sentences, mentions)
    if claims:
        measurer = Measurer(open_gazetteer())
        claims = [check(claim, measurer) for claim in claims]
    return find(article, sentences, mentions), claims, find_unnamed(article, sentences, mentions)


class _Callable(ModuleType):
    """A module that can be called: ``bm.statements(articles)`` whether or not the package is already imported."""

    def __call__(self, *args: Any, **options: Any) -> "pd.DataFrame":
        from buffermap import pipeline

        return pipeline.statements(*args, **options)


sys.modules[__name__].__class__ = _Callable
