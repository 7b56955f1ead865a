"""Articles, sentences and mentions as the page's values.

Sentences are carried over as they stand in the source; what the page may show of the text (sentences, full text, links
only) is decided here and nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from buffermap.page.data import PageArticle, PageCandidate, PageMention, PageSentence, TextMode
from gazetteer.place import Place

if TYPE_CHECKING:
    from buffermap.articles.article import Article
    from gazetteer.files.store import Gazetteer
    from gazetteer.mention import Candidate, Mention


@dataclass(slots=True)
class TextBuilder:
    """Collects articles, sentences, mentions and the places that they mean, each once."""

    gazetteer: "Gazetteer"
    articles: list[PageArticle] = field(default_factory=list)
    sentences: list[PageSentence] = field(default_factory=list)
    mentions: list[PageMention] = field(default_factory=list)
    places: list["Place"] = field(default_factory=list)
    _place_at: dict[int, int] = field(default_factory=dict)
    _sentence_at: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(
        self,
        article: "Article",
        sentences: Iterable[tuple[int, int]],
        mentions: Sequence["Mention"],
        *,
        extra: Iterable[int] = (),
        text_mode: TextMode = "sentences",
        reprint_of: int | None = None,
    ) -> None:
        """Add an article with its mentions.

        Parameters
        ----------
        sentences
            Spans in the article's text, ascending.
        mentions
            Ascending by start.
        extra
            Starts of further sentences that the page needs (those of statements).
        text_mode
            ``sentences`` and ``links`` keep only sentences with mentions and the extra ones; ``full`` keeps all.
        reprint_of
            Number of the article whose text this one prints again.
        """
        number = len(self.articles)
        self.articles.append(_page_article(article, reprint_of))
        wanted = set(extra)
        rest = list(mentions)
        gap = True
        for start, end in sentences:
            here = []
            while rest and rest[0].start < end:
                here.append(rest.pop(0))
            if text_mode == "full" or here or start in wanted:
                paragraph = gap or "\n" in article.text[max(start - 2, 0) : start]
                self._add_sentence(number, start, article.text[start:end], begins_paragraph=paragraph)
                gap = False
                for mention in here:
                    self._add_mention(number, start, end, mention)
            else:
                gap = True  # what was left out shows as a break between paragraphs

    def sentence(self, article: int, start: int) -> int | None:
        """Return the number of the sentence that begins at an offset of an article, if the page carries it."""
        return self._sentence_at.get((article, start))

    def _add_sentence(self, article: int, start: int, text: str, *, begins_paragraph: bool) -> None:
        self._sentence_at[article, start] = len(self.sentences)
        self.sentences.append(
            PageSentence(article=article, start=start, text=text, begins_paragraph=begins_paragraph)
        )

    def _add_mention(self, article: int, start: int, end: int, mention: "Mention") -> None:
        if mention.end > end:
            return  # a name that a wrong sentence break cuts in two cannot be marked
        self.mentions.append(
            PageMention(
                sentence=self._sentence_at[article, start],
                start=mention.start - start,
                end=mention.end - start,
                surface=mention.surface,
                kind=mention.kind,
                place=self._place(mention),
                usage=mention.usage,
                subtype=mention.subtype,
                flags=mention.flags,
                score=mention.score,
                reason=mention.reason,
                candidates=tuple(_page_candidate(c) for c in mention.candidates),
            )
        )

    def _place(self, mention: "Mention") -> int | None:
        """Return the page's number of a place; places are numbered in the order of their first mention."""
        geonameid = mention.geonameid
        if geonameid is None:
            return None
        if geonameid not in self._place_at:
            row = self.gazetteer.row_of(geonameid)
            self._place_at[geonameid] = len(self.places)
            self.places.append(
                _as_mentioned(geonameid, mention) if row is None else self.gazetteer.place(row)
            )
        return self._place_at[geonameid]


def _as_mentioned(geonameid: int, mention: "Mention") -> Place:
    """Return a place that is no entry of the gazetteer, from a list of our own or a server, as its mention has it."""
    return Place(
        geonameid=geonameid,
        name=mention.name or mention.surface,
        kind=mention.kind,
        lat=mention.lat,
        lon=mention.lon,
        country=mention.country or "",
        admin1=mention.admin1,
        admin1_code=mention.admin1_code,
        source="",
        layer="",
    )


def _page_article(article: "Article", reprint_of: int | None) -> PageArticle:
    """Return what the page says of an article: never its text, never a path."""
    return PageArticle(
        doc_id=article.doc_id,
        title=article.title,
        url=article.url,
        published=article.published,
        outlet=article.outlet,
        author=article.author,
        archived_url=article.archived_url,
        language=article.language,
        reprint_of=reprint_of,
    )


def _page_candidate(candidate: "Candidate") -> PageCandidate:
    where = ", ".join(
        part for part in (candidate.admin1, candidate.country) if part and part != candidate.name
    )
    return PageCandidate(
        geonameid=candidate.geonameid,
        name=candidate.name,
        place=f"{candidate.kind}, {where}" if where else candidate.kind,
        score=candidate.score,
        reason=candidate.reason,
    )
