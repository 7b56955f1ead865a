"""Statements of an article in a language that is read by the words of its file: each sentence that names a zone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from buffermap.articles.article import Article
from buffermap.articles.languages import language_in
from buffermap.said.grammar.patterns import LONGEST_SENTENCE
from buffermap.said.plain.lengths import depth_in
from buffermap.said.plain.speaker import speaker_in
from buffermap.said.plain.standing import standing_in
from buffermap.said.plain.tongue import Tongue, tongue, tongues
from buffermap.said.plain.where import Found, Sentence
from buffermap.said.values import Claimed, Depth, Evidence, SaidBy, Side, Statement, What, WhatKind, Where
from gazetteer.mention import Mention


def tongue_of(article: Article) -> Tongue | None:
    """Return the words with which an article is read for zones, None where its language has a grammar or no file."""
    code = language_in(article.text[article.body_start :]) or article.language
    return tongue(code) if code in tongues() else None


def find_plainly(
    article: Article, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention], words: Tongue
) -> list[Statement]:
    """Return what an article says about zones, a statement for each sentence that names one."""
    about = Counter(mention.country for mention in mentions if mention.country)
    reader = _Reader(article, mentions, words, [country for country, _ in about.most_common()])
    return list(reader.statements(sentences))


class _Reader:
    def __init__(
        self, article: Article, mentions: Sequence[Mention], words: Tongue, about: Sequence[str]
    ) -> None:
        self.article, self.mentions, self.words, self.about = article, mentions, words, about

    def statements(self, sentences: Sequence[tuple[int, int]]) -> Iterator[Statement]:
        """Yield the statements."""
        number, read = 0, set[str]()
        for start, end in sentences:
            sentence = self.article.text[start : min(end, start + LONGEST_SENTENCE)]
            zone = self._zone(sentence)
            if zone is None or sentence in read:
                continue  # a headline may stand twice
            read.add(sentence)
            number += 1
            yield self._statement(start, sentence, zone, number)

    def _zone(self, sentence: str) -> tuple[WhatKind, int, int] | None:
        """Return the kind and the words of the zone that a sentence names."""
        words = self.words
        if words.find("heads", sentence) is None or words.find("other_trades", sentence) is not None:
            return None
        for kind, pattern in words.zones:
            if (found := pattern.search(sentence)) is not None:
                return kind, *found.span()
        head = words.find("heads", sentence)
        if (
            head is None
            or words.find("border", sentence) is None
            or depth_in(sentence, words, head.start()) is None
        ):
            return None
        return "strip", *head.span()  # "a strip of 200 m along the border"

    def _statement(
        self, start: int, sentence: str, zone: tuple[WhatKind, int, int], number: int
    ) -> Statement:
        kind, at, until = zone
        own = [
            replace(m, start=m.start - start, end=m.end - start)
            for m in self.mentions
            if start <= m.start < start + len(sentence)
        ]
        spoken = speaker_in(sentence, self.words, own)
        found = Sentence(sentence, self.words, at, own, self.about).where()
        depth, standing = depth_in(sentence, self.words, at), standing_in(sentence, self.words)
        speaker = None
        if spoken:
            speaker = SaidBy(words=sentence[slice(*spoken)], start=start + spoken[0], end=start + spoken[1])
        evidence = _Evidence(start, sentence, speaker)
        return Statement(
            statement_id=f"{self.article.doc_id}#{number}",
            doc_id=self.article.doc_id,
            start=start,
            end=start + len(sentence),
            sentence=sentence,
            what=What(kind=kind, words=sentence[at:until], evidence=evidence(at, until)),
            where=_where(found, evidence),
            side=Side(countries=found.side, evidence=evidence(*found.side_span)) if found.side_span else None,
            depth=Depth(
                kind=depth.kind,
                low_m=depth.low_m,
                high_m=depth.high_m,
                evidence=evidence(depth.start, depth.end),
            )
            if depth
            else None,
            claimed=Claimed(standing=standing[0], evidence=evidence(*standing[1])) if standing else None,
            speaker=speaker,
            voice="reported" if speaker else "author",
            said_on=None,
            published=self.article.published,
            about=tuple(Counter(m.country for m in self.mentions if m.country).most_common()),
            countries=frozenset(self.about),
        )


class _Evidence:
    """Makes evidence of spans in one sentence."""

    def __init__(self, start: int, sentence: str, speaker: SaidBy | None) -> None:
        self.start, self.sentence, self.speaker = start, sentence, speaker

    def __call__(self, start: int, end: int) -> Evidence:
        return Evidence(
            start=self.start + start,
            end=self.start + end,
            text=self.sentence[start:end],
            sentence_start=self.start,
            sentence_end=self.start + len(self.sentence),
            sentence=self.sentence,
            speaker=self.speaker.words if self.speaker else None,
            voice="reported" if self.speaker else "author",
        )


def _where(found: Found, evidence: _Evidence) -> Where:
    return Where(
        kind=found.kind,
        evidence=evidence(*found.span) if found.span else None,
        pairs=found.pairs,
        places=found.places,
        inside=found.inside,
    )
