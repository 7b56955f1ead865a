"""Statements of one article: every sentence that speaks of a zone, read field by field."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from buffermap.articles.article import Article
from buffermap.said.depth.howdeep import find_depth
from buffermap.said.depth.measures import measures
from buffermap.said.grammar.patterns import LONGEST_SENTENCE, Pattern
from buffermap.said.limits import bans, keeps, limit, may_limit, names_border, reach, restricting
from buffermap.said.plain.read import find_plainly, tongue_of
from buffermap.said.pointing import CLOSE_BY, asks_depth, defining, measured_at, own_depth, pointing_back
from buffermap.said.standing.read import find_standing
from buffermap.said.topics import is_of_another_trade
from buffermap.said.values import (
    Claimed,
    Context,
    Depth,
    Evidence,
    Named,
    NamedPlace,
    NameRole,
    Quoted,
    SaidOn,
    Seen,
    Side,
    Statement,
    What,
    WhatKind,
    Where,
)
from buffermap.said.what import ZonePhrase, find_zones, is_another, may_hold_zones
from buffermap.said.when.dates import DateRef, as_date, find_dates, published_date
from buffermap.said.where.named import (
    Group,
    as_place,
    bordering_countries,
    groups,
    inside,
    loose_countries,
    loose_names,
    starting,
)
from buffermap.said.where.neighbours import are_neighbours
from buffermap.said.where.read import find_where
from buffermap.said.where.roles import role_of
from buffermap.said.where.sides import is_side
from buffermap.said.where.surroundings import Setting, Surroundings
from buffermap.said.where.ties import Tie, tie_of
from buffermap.said.who.attribution import Attributed, Attributions, speaks_for
from gazetteer.files.store import Gazetteer
from gazetteer.mention import Mention

_MEMORY = 8  # sentences for which "the zone" still means the last one
_ANSWERED = 3  # sentences behind a question that may answer it
_BESIDE = 3  # sentences around a zone's whose divisions may be where it lies
_ACTING = frozenset({"actor", "speaker", "dateline"})
_ACROSS = 5  # sentences before and behind a zone's in which the border may be named that it lies along
_LEAD = 3  # sentences whose divisions say where an article's news is
_OPENING = 30
_NEAR = 90
_OLDER = Pattern(
    r"(?:\b(?:since|until|invasion|annexation|war|agreement|truce|law|treaty|deal|offensive)\b|(?<!\w)(?:с|з|із|після|после|вторгнен\w+|вторжени\w+))\W+(?:\w+\W+){0,3}$|\bsince\b",
    re.IGNORECASE,
)
_MODELS = Pattern(
    r"\W*(?:(?:other|past|earlier|historical|known|comparable|similar|foreign)\s+)?(?:models?|examples?|precedents?|parallels?|comparisons?|cases elsewhere|примеры|прецеденты|образцы|аналоги|приклади|прецеденти|зразки)\b[^.\n]{0,60}:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Held:
    """The zone that the sentences before spoke of."""

    kind: WhatKind
    index: int
    statement_id: str


def find(
    article: Article,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer | None = None,
) -> list[Statement]:
    """Return what an article says about zones, a statement for each sentence that does.

    Parameters
    ----------
    article
        The article; offsets are those of its text.
    sentences
        Spans of its sentences, ascending.
    mentions
        The places that it names, in the order of the text; their countries and kinds tell borders from lines.
    gazetteer
        Where they were looked up; by default the data that ship.

    Returns
    -------
    Statements in the order of the text. Every field has its own evidence; what no words state is None
    (``where.kind`` "unstated").
    """
    if (words := tongue_of(article)) is not None:
        return find_plainly(article, sentences, mentions, words)
    zones = may_hold_zones(article.text, sentences)
    if not zones and not names_border(article.text):
        return []
    mentions = sorted(
        [*mentions, *loose_countries(article.text, mentions)], key=lambda mention: mention.start
    )
    about = Counter(m.country for m in mentions if m.country)
    named = {m.country for m in mentions if m.kind == "country" and m.country}
    countries = frozenset(country for country, count in about.items() if count > 1 or country in named)
    at_border = _is_at_border(article.text, countries)
    spoken = zones | may_limit(article.text, sentences, at_border=at_border)
    if not spoken or is_of_another_trade(article.text[article.body_start :]):
        return []
    reader = _ArticleReader(
        article, sentences, mentions, gazetteer, about=about, countries=countries, at_border=at_border
    )
    found = list(reader.statements(spoken))
    return [replace(found[0], context=reader.context()), *found[1:]] if found else []


class _ArticleReader:
    """Reads the sentences of one article in order, remembering the zone spoken of."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        gazetteer: Gazetteer | None,
        *,
        about: Counter[str],
        countries: frozenset[str],
        at_border: bool,
    ) -> None:
        self.article = article
        self.gazetteer = gazetteer
        self.text = article.text
        self.sentences = [(start, min(end, start + LONGEST_SENTENCE)) for start, end in sentences]
        self.mentions = mentions
        self.attributions = Attributions(article, self.sentences, self.mentions)
        self.points = {
            m.country: (m.lat, m.lon)
            for m in self.mentions
            if m.kind == "country" and m.country and m.lat is not None and m.lon is not None
        }
        self.about = tuple(about.most_common())
        self.countries = countries
        self.at_border = at_border
        self.published = _published(article)
        self.day = as_date(self.published)
        self.roles: dict[int, tuple[tuple[Group, NameRole, Tie], ...]] = {}

    def statements(self, spoken: Collection[int]) -> Iterator[Statement]:
        """Yield the statements; ``spoken`` are the numbers of the sentences that may speak of a zone."""
        held: _Held | None = None
        number = 0
        read: set[str] = set()
        for index, (start, end) in enumerate(self.sentences):
            if held and index - held.index > _MEMORY:
                held = None
            if held is None and index not in spoken:
                continue
            phrase = self._phrase(index, held, may_hold=index in spoken)
            if held and asks_depth(self.text[start:end]):
                held = replace(held, index=index)  # who is asked may say first what else he thinks
            if phrase is None or self.text[start:end] in read:
                continue  # a headline may stand twice, over the byline and under it
            if (before := self._defining(index, read)) is not None:
                number += 1
                read.add(self.text[slice(*self.sentences[before[0]])])
                defined = self._statement(*before, f"{self.article.doc_id}#{number}", held)
                defined = replace(defined, claimed=None)  # "nobody may …" bans, it denies no zone
                held = _Held(phrase.kind, before[0], defined.statement_id)
                yield defined
            read.add(self.text[start:end])
            number += 1
            made = self._statement(index, phrase, f"{self.article.doc_id}#{number}", held)
            if (
                phrase.anaphoric
                and made.claimed
                and made.claimed.standing == "denied"
                and bans(made.sentence)
            ):
                made = replace(made, claimed=None)  # as above: a ban is no denial
            held = _Held(made.what.kind, index, made.statement_id)
            yield made

    def context(self) -> Context:
        """Return what the article says beside its statements."""
        at = [start for start, _ in self.sentences]
        naming = {bisect_right(at, mention.start) - 1 for mention in self.mentions}
        return Context(
            language=self.article.language,
            sentences=tuple(
                Quoted(number=number, start=start, end=end, text=self.text[start:end])
                for number, (start, end) in enumerate(self.sentences)
                if number in naming or measures(self.text[start:end])
            ),
            places=tuple(Seen(place=as_place(m), start=m.start, end=m.end) for m in self.mentions),
        )

    def _phrase(self, index: int, held: _Held | None, *, may_hold: bool) -> ZonePhrase | None:
        start, end = self.sentences[index]
        sentence = self.text[start:end]
        near = held is not None and index - held.index <= CLOSE_BY
        if held and near and (own := own_depth(sentence)):
            return _pointer(sentence, own, held.kind)
        if may_hold:
            mentions = starting(self.mentions, start, end)
            found = find_zones(
                sentence,
                named=len(mentions),
                names=[
                    (m.start - start, m.end - start) for m in mentions if m.country and m.kind != "country"
                ],
                after=held.kind if held else None,
                at_border=self.at_border,
            )
            if found:
                if found[0].anaphoric:
                    return found[0]  # "the zone, or a broader perimeter"
                return max(
                    found, key=lambda phrase: (round(phrase.score - 2 * phrase.anaphoric, 1), -phrase.start)
                )
            if limited := limit(sentence, at_border=self.at_border):
                closed = keeps(sentence)
                return _pointer(sentence, limited, held.kind if held else "exclusion" if closed else "zone")
        if held is None:
            return None
        named = any(m.kind == "admin1" for m in starting(self.mentions, start, end))
        back = (
            pointing_back(sentence, near=near, named=named)
            or limit(sentence, at_border=self.at_border)
            or reach(sentence, near=near)
        )
        back = back or self._answer(index)
        return _pointer(sentence, back, held.kind) if back else None

    def _answer(self, index: int) -> tuple[int, int] | None:
        """Return the length with which a sentence answers the question how deep the zone is."""
        lengths = measures(self.text[slice(*self.sentences[index])])
        before = self.sentences[max(0, index - _ANSWERED) : index]
        asked = lengths and any(asks_depth(self.text[start:end]) for start, end in before)
        return (lengths[0].start, lengths[0].end) if asked else None

    def _defining(self, index: int, read: Collection[str]) -> tuple[int, ZonePhrase] | None:
        """Return the sentence just before that says what is closed or left without calling it a zone.

        "… whoever is caught within N km of the border. The belt …"
        """
        for at in range(index - 1, max(-1, index - 1 - CLOSE_BY), -1):
            sentence = self.text[slice(*self.sentences[at])]
            found = None if sentence in read else defining(sentence) or restricting(sentence)
            if found:
                return at, _pointer(sentence, found, "zone")
        return None

    def _roles(self, index: int) -> tuple[tuple[Group, NameRole, Tie], ...]:
        """Return the groups of names of a sentence, with what each is there for and how it is tied to the words before."""
        if index not in self.roles:
            start, end = self.sentences[index]
            sentence = self.text[start:end]
            own = groups(sentence, inside(self.mentions, start, end))
            reader = Surroundings(sentence, len(sentence), len(sentence), [], Setting())
            reader.ties = {group.start: tie_of(sentence, group) for group in own}
            self.roles[index] = tuple(
                (group, role_of(reader, group, dateline=reader.dateline), reader.tie(group)) for group in own
            )
        return self.roles[index]

    def _across(self, index: int) -> tuple[tuple[str, ...], ...]:
        """Return the countries across a border, or both of a border, in the nearest sentence that names one.

        Of equally near sentences the first. "The frontiers with A and B" names two countries, "the A-B border" one border.
        """
        for apart in range(_ACROSS):
            for at in dict.fromkeys((index - apart, index + apart)):
                own = self._roles(at) if 0 <= at < len(self.sentences) else ()
                found = [
                    (group, tie)
                    for group, role, tie in own
                    if role == "border" and group.kinds <= {"country"}
                ]
                if found:
                    return tuple(
                        pair
                        for group, tie in found
                        for pair in (
                            (group.countries,)
                            if group.dashed or tie in {"between", "border_of"}
                            else ((code,) for code in group.countries)
                        )
                    )
        return ()

    def _home(self) -> tuple[str, ...]:
        """Return the countries that act or speak in the headline and the first sentences, twice, and of datelines once."""
        own = (one for at in range(min(_LEAD, len(self.sentences))) for one in self._roles(at))
        found = [
            (m.country, role)
            for group, role, _ in own
            for m in group.mentions
            if m.country and role in _ACTING
        ]
        acting = [country for country, role in found if role != "dateline"]
        return (*acting, *acting, *(country for country, role in found if role == "dateline"))

    def _sided(self, index: int) -> str | None:
        """Return the country on whose side of a border the nearest sentence before says that something is."""
        for at in range(index, max(-1, index - 1 - CLOSE_BY), -1):
            sentence = self.text[slice(*self.sentences[at])]
            for group, _, _ in self._roles(at):
                if group.kinds <= {"country"} and len(group.countries) == 1 and is_side(sentence, group.end):
                    return group.countries[0]
        return None

    def _lead(self, index: int) -> tuple[tuple[NamedPlace, Evidence], ...]:
        """Return the divisions that say where a sentence's zone may be though the sentence does not.

        What the headline, the first sentences and those before speak of; of the sentences behind only divisions in
        which something is said to be.
        """
        before = sorted({*range(min(_LEAD, index + 1)), *range(max(0, index - _BESIDE), index + 1)})
        behind = range(index + 1, min(index + 1 + _BESIDE, len(self.sentences)))
        return (
            *(one for at in before for one in self._spoken_of(at)),
            *(one for at in behind for one in self._spoken_of(at, there=True)),
        )

    def _spoken_of(self, index: int, *, there: bool = False) -> Iterator[tuple[NamedPlace, Evidence]]:
        """Yield the divisions that a sentence speaks of, with its words; ``there``: in which it says that something is."""
        start, end = self.sentences[index]
        for group, role, tie in self._roles(index):
            if role not in {"place", "actor"} or (there and tie not in {"inside", "along"}):
                continue
            for mention in group.mentions:
                if mention.kind == "admin1" and mention.subtype is None:
                    at, until = start + mention.start, start + mention.end
                    yield (
                        as_place(mention),
                        Evidence(
                            start=at,
                            end=until,
                            text=mention.surface,
                            sentence_start=start,
                            sentence_end=end,
                            sentence=self.text[start:end],
                            voice="headline" if index == 0 else "author",
                        ),
                    )

    def _statement(self, index: int, phrase: ZonePhrase, statement_id: str, held: _Held | None) -> Statement:
        start, end = self.sentences[index]
        sentence = self.text[start:end]
        said = self.attributions.of(index, phrase.start, phrase.end)
        where, side, names = self._where(index, phrase, said)
        depth = find_depth(sentence, phrase.start, phrase.end)
        if depth is None and (at := measured_at(sentence, phrase.words)) is not None:
            depth = find_depth(sentence, at, at)
        standing = find_standing(sentence, phrase.start, phrase.end)
        evidence = _Evidence(self.text, start, end, said)
        return Statement(
            statement_id=statement_id,
            doc_id=self.article.doc_id,
            start=start,
            end=end,
            sentence=sentence,
            what=What(kind=phrase.kind, words=phrase.words, evidence=evidence(phrase.start, phrase.end)),
            where=where,
            side=side,
            depth=Depth(
                kind=depth.kind,
                low_m=depth.low_m,
                high_m=depth.high_m,
                evidence=evidence(depth.start, depth.end),
            )
            if depth
            else None,
            claimed=Claimed(standing=standing.standing, evidence=evidence(standing.start, standing.end))
            if standing
            else None,
            speaker=said.speaker,
            voice=said.voice,
            said_on=self._said_on(index, said),
            published=self.published,
            continues=held.statement_id if held and phrase.anaphoric else None,
            named=names,
            about=self.about,
            countries=self.countries,
            at_border=self.at_border,
            lead=self._lead(index),
            across=self._across(index),
            home=self._home(),
            sided=self._sided(index),
            apart=self._is_model(start)
            or (
                not phrase.anaphoric
                and is_another(sentence, phrase.start, phrase.end, after=held is not None)
            ),
        )

    def _where(
        self, index: int, phrase: ZonePhrase, said: Attributed
    ) -> tuple[Where, Side | None, tuple[Named, ...]]:
        start, end = self.sentences[index]
        sentence = self.text[start:end]
        named = inside(self.mentions, start, end)
        named = bordering_countries(sentence, named)
        named += loose_names(sentence, named)
        setting = Setting(
            gazetteer=self.gazetteer,
            skip=tuple((a - start, b - start) for a, b in said.spans),
            speakers=speaks_for(self.text, said, self.mentions),
            around=self._around(index, sentence),
            before=self._before(index),
            points=self.points,
        )
        found = find_where(sentence, phrase.start, phrase.end, groups(sentence, named), setting)
        evidence = _Evidence(self.text, start, end, said)
        where = Where(
            kind=found.kind,
            evidence=evidence(*found.span) if found.span else None,
            pairs=found.pairs,
            country=found.country,
            direction=found.direction,
            neighbour=found.neighbour,
            places=found.places,
            inside=found.inside,
            unresolved=found.unresolved,
            within_m=found.within_m,
        )
        side = (
            Side(countries=found.side, evidence=evidence(*found.side_span))
            if found.side and found.side_span
            else None
        )
        names = tuple(replace(one, start=start + one.start, end=start + one.end) for one in found.named)
        return where, side, names

    def _around(self, index: int, sentence: str) -> tuple[str, ...]:
        """Countries that the text around speaks of: of the sentences before, the nearest first, then of the title."""
        first = self.sentences[max(0, index - _MEMORY)][0]
        before = starting(self.mentions, first, self.sentences[index][0])
        countries = [mention.country for mention in reversed(before) if mention.country]
        countries += [mention.country for mention in self.mentions[:3] if mention.country]
        if re.search(r"[іїєґ]", sentence, re.IGNORECASE):
            countries.append("UA")  # "the government", in Ukrainian, is Ukraine's
        return tuple(dict.fromkeys(countries))

    def _before(self, index: int) -> tuple[Mention, ...]:
        """Return the last place, no country, of the sentence before: "there"."""
        start, end = self.sentences[max(0, index - 1)]
        named = [m for m in inside(self.mentions, start, end) if m.kind != "country"] if index else []
        return tuple(named[-1:])

    def _is_model(self, start: int) -> bool:
        """Whether a sentence stands under a heading that lists other zones: "Models that did well: …"."""
        line = self.text.rfind("\n", 0, start) + 1
        return _MODELS.match(self.text[line : line + 90]) is not None

    def _said_on(self, index: int, said: Attributed) -> SaidOn | None:
        """Return the day of the statement: the date in the sentence that says who said it, else in the sentence itself."""
        for at in dict.fromkeys((said.sentence if said.sentence is not None else index, index)):
            start, end = self.sentences[at]
            refs = [
                ref
                for ref in find_dates(self.text[start:end], self.day)
                if ref.value
                and not self.attributions.in_quote(start + ref.start)
                and self._of_speech(ref, start, end, said)
            ]
            if refs:
                best = min(refs, key=lambda ref: (len(ref.value or "") < len("XXXX-05-22"), ref.start))
                return SaidOn(
                    value=best.value or "",
                    words=best.text,
                    start=start + best.start,
                    end=start + best.end,
                    basis=best.basis,
                )
        return None

    def _of_speech(self, ref: DateRef, start: int, end: int, said: Attributed) -> bool:
        """Whether a date is that of the statement, not of something older that it mentions.

        It opens the sentence or stands near the speaker; a month or year alone must open the sentence.
        """
        sentence = self.text[start:end]
        before = sentence[: ref.start]
        if _OLDER.search(f"{before[-40:]}{ref.text}"):
            return False
        if ref.start <= _OPENING:
            return True
        if len(ref.value or "") < len("XXXX-05-22"):
            return False
        if said.speaker is None:
            return True
        at = said.speaker.start - start
        return -_NEAR <= ref.start - at <= _NEAR


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Makes evidence of spans in one sentence."""

    text: str
    start: int
    end: int
    said: Attributed

    def __call__(self, start: int, end: int) -> Evidence:
        at, until = self.start + start, self.start + end
        return Evidence(
            start=at,
            end=until,
            text=self.text[at:until],
            sentence_start=self.start,
            sentence_end=self.end,
            sentence=self.text[self.start : self.end],
            speaker=self.said.speaker.words if self.said.speaker else None,
            voice=self.said.voice,
        )


def _pointer(sentence: str, span: tuple[int, int], kind: WhatKind) -> ZonePhrase:
    """Return words that stand for a zone as its phrase."""
    return ZonePhrase(
        start=span[0], end=span[1], words=sentence[slice(*span)], kind=kind, score=1.0, anaphoric=True
    )


def _is_at_border(text: str, countries: Collection[str]) -> bool:
    """Whether a text is about a border: it speaks of one, and names two neighbours."""
    return names_border(text) and any(are_neighbours(*pair) for pair in combinations(sorted(countries), 2))


def _published(article: Article) -> str | None:
    if article.published and as_date(article.published):
        return article.published
    own = published_date(article.text, article.body_start)
    return own.value if own else None
