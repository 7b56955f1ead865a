"""From articles, mentions, statements and a zone to the values that one page is made of.

Sentences are carried over as they stand in the source; what the page may show of the text (sentences, full text, links
only) is decided here and nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from buffermap.page.data import (
    PLACE_CLASSES,
    PageArticle,
    PageCandidate,
    PageMention,
    PagePlace,
    PageSentence,
    PageSettlements,
    TextMode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from buffermap.articles import Article
    from buffermap.settlements import Near
    from gazetteer.mention import Candidate, Mention
    from gazetteer.place import Place
    from gazetteer.store import Gazetteer
    from geo.border import Border

OUTLINED = ("country", "admin1", "admin2")  # kinds that are drawn as outlines, never as dots


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
        """
        number = len(self.articles)
        self.articles.append(_page_article(article))
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
                place=self._place(mention.geonameid),
                usage=mention.usage,
                subtype=mention.subtype,
                flags=mention.flags,
                score=mention.score,
                reason=mention.reason,
                candidates=tuple(_page_candidate(c) for c in mention.candidates),
            )
        )

    def _place(self, geonameid: int | None) -> int | None:
        """Return the page's number of a place; places are numbered in the order of their first mention."""
        if geonameid is None:
            return None
        if geonameid not in self._place_at:
            row = self.gazetteer.row_of(geonameid)
            if row is None:
                return None
            self._place_at[geonameid] = len(self.places)
            self.places.append(self.gazetteer.place(row))
        return self._place_at[geonameid]


def _page_article(article: "Article") -> PageArticle:
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


def page_place(place: "Place", *, outline: "BaseGeometry | None" = None, **measured: Any) -> PagePlace:
    """Return a place as the page shows it, with its outline or its measured distance."""
    return PagePlace(
        geonameid=place.geonameid,
        name=place.name,
        kind=place.kind,
        lat=place.lat,
        lon=place.lon,
        name_local=place.name_local,
        country=place.country,
        admin1=place.admin1,
        admin1_code=place.admin1_code,
        population=place.population,
        outline=outline,
        **measured,
    )


def measured_places(
    places: Sequence["Place"],
    *,
    border: "Border | None",
    outline_of: "Callable[[Place], BaseGeometry | None]",
) -> tuple[PagePlace, ...]:
    """Return places with their outlines, and with distance and side where there is a stretch to measure to."""
    dots = [i for i, place in enumerate(places) if place.kind not in OUTLINED and place.lat is not None]
    measured: dict[int, dict[str, Any]] = {}
    if border is not None and dots:
        from buffermap.settlements import point_uncertainty_m, side_of
        from geo.distance import DistanceIndex

        lon = np.array([places[i].lon for i in dots], float)
        lat = np.array([places[i].lat for i in dots], float)
        distance_m = DistanceIndex(border.line).distance_m(lon, lat)
        country = np.array([places[i].country for i in dots], object)
        side = side_of(border, lon=lon, lat=lat, country=country)
        population = np.array([places[i].population or np.nan for i in dots], float)
        uncertainty_m = point_uncertainty_m(border, population)
        for number, i in enumerate(dots):
            measured[i] = {
                "distance_m": float(distance_m[number]),
                "uncertainty_m": float(uncertainty_m[number]),
                "side": side[number] or None,
            }
    return tuple(
        page_place(
            place, outline=outline_of(place) if place.kind in OUTLINED else None, **measured.get(i, {})
        )
        for i, place in enumerate(places)
    )


def page_settlements(near: "Near") -> PageSettlements:
    """Return the settlements near a stretch as the page's columns."""
    table = near.table
    divisions, division = np.unique(
        np.array([name or "" for name in table["admin1"]], dtype=object), return_inverse=True
    )
    sides = list(near.border.sides)
    population = table["population"].to_numpy(float, na_value=-1).astype(np.int64)
    return PageSettlements(
        geonameid=table["geonameid"].to_numpy(np.int64),
        lat=table["lat"].to_numpy(float),
        lon=table["lon"].to_numpy(float),
        population=population,
        distance_m=table["distance_m"].to_numpy(float),
        uncertainty_m=near.accuracy_m,
        side=np.array([sides.index(label) if label in sides else -1 for label in table["side"]], np.int8),
        division=division.astype(np.int32),
        place_class=np.array([PLACE_CLASSES.index(name) for name in table["place_class"]], np.int8),
        name=tuple(table["name"]),
        divisions=tuple(divisions),
        layer=", ".join(sorted(set(table["layer"]))) or "embedded",
    )
