"""Whose words a sentence of an article is: the reporter's, a headline's, or somebody's, quoted or reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from buffermap.articles.article import Article
from buffermap.said.grammar import lexicon
from buffermap.said.grammar.patterns import Pattern
from buffermap.said.grammar.phrases import is_authority, spoken_part
from buffermap.said.values import SaidBy, Voice
from buffermap.said.where.named import starting
from buffermap.said.who.back import find_sayer
from buffermap.said.who.quotes import Quote, quotes
from buffermap.said.who.speakers import attributions, find_speaker
from gazetteer.mention import Mention
from gazetteer.text.wordlists import words

_PRONOUNS = words(
    "he she they it we i who his her their он она они мы я він вона вони ми его её ее их його її їх їхніми їхньою"
)
_NO_NAMES = words(
    "this that these those there then they when while after before since where what which with from some many most both such"
    " also even just only once more earlier later meanwhile however the his her their its это этот эта эти там тогда после при если как так"
    " це цей ця там тоді після якщо також раніше потім"
)
_SELF = words("we i our my us мы я ми")
_COMMENT = Pattern(
    r"\b(?:analysts?|experts?|observers?|commentators?|critics|historians?|think tank)\b|аналитик|эксперт|обозревател|аналітик|експерт|оглядач|\?\s*[\"”»’]?$",
    re.IGNORECASE,
)
_CONJECTURE = Pattern(
    r"\b(?:could|might|would|probably|apparently|arguably|seems?|likely|is he|suggests that)\b|^were\b|вероятно|видимо|похоже|ймовірно|мабуть|схоже",
    re.IGNORECASE,
)
_OFFICE = 40  # characters between a country and the name of who speaks for it
_MOST = 50  # places of a text where a speaker's name is looked for
_TITLE_END = Pattern(r"[.!?…:;,”\"»]$")
_COMMUNICATED = Pattern(
    r"\b(?:demand(?:s|ed)|insist(?:s|ed)|propos(?:es|ed)|ask(?:s|ed)|wants?|wanted|request(?:s|ed)|suggest(?:s|ed)|urg(?:es|ed)|call(?:s|ed) for|recommend(?:s|ed))\b"
    r"|(?<!\w)(?:предложил|предлага|потребовал|требу[ею]т|вимага|зажада|просит|попросил)\w*",
    re.IGNORECASE,
)
_INTRODUCED = Pattern(r"[:,]\s*$")
_ACTING = frozenset({"country", "settlement", "site"})
_ADJACENT = 60
_PARTIAL = 3
_LEAST = 20  # characters before a pronoun that may hold whom it stands for
_BLOCK_REACH = 10  # sentences before a quotation set apart among which its speaker is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who says a sentence, in which voice, and where the text names them.

    ``sentence`` is the index of the sentence that names the speaker; ``spans`` those of all who speak in this one.
    """

    speaker: SaidBy | None
    voice: Voice
    sentence: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


class Attributions:
    """Speakers and voices of an article's sentences."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention] = (),
    ) -> None:
        self.article = article
        self.text = article.text
        self.sentences = list(sentences)
        self.quotes = quotes(article.text)
        self.names = [
            (m.start, m.end) for m in mentions if m.kind in _ACTING and m.subtype in {None, "metonym"}
        ]

    def of(self, index: int, start: int, end: int) -> Attributed:
        """Return who says the words at ``start:end`` of a sentence."""
        begin, until = self.sentences[index]
        sentence = self.text[begin:until]
        headline = self.is_headline(index)
        quote = self._quote(begin + start, begin + end)
        names = [(a - begin, b - begin) for a, b in self.names if begin <= a < until]
        found = find_speaker(sentence, start, headline=headline, names=names)
        speaker: SaidBy | None = None
        named_in: int | None = None
        if found is not None:
            by = sentence[found.by_start : found.by_end] if found.by_start is not None else None
            speaker = SaidBy(
                words=sentence[found.start : found.end],
                start=begin + found.start,
                end=begin + found.end,
                quoted_by=by,
            )
            named_in = index
        if quote is not None and (speaker is None or self._inside(quote, speaker)):
            outer, where = self._of_quote(index, quote)
            speaker, named_in = _nested(speaker, outer, said=found is not None and found.said), where
        said = found is not None and found.said
        if quote is None and not headline and not said:
            sayer = self._said_next(index)
            if sayer is not None:
                speaker, named_in, said = sayer, index + 1, True
        voice = self._voice(index, headline=headline, quote=quote, said=said, speaker=speaker)
        speaker = None if speaker is None else self._plain_speaker(speaker)
        if speaker is not None and speaker.name is None and speaker.words.lower() in _PRONOUNS:
            speaker = self._named(speaker, index if named_in is None else named_in)
        spans = tuple(
            (begin + one.start, begin + one.end)
            for one in attributions(sentence)
            if not one.start <= start < one.end
        )
        if speaker is not None and begin <= speaker.start < until:
            spans = (*spans, (speaker.start, speaker.end))
        return Attributed(speaker=speaker, voice=voice, sentence=named_in, spans=spans)

    def _said_next(self, index: int) -> SaidBy | None:
        """Return who the next sentence says to have said this one: "This was stated by X"."""
        if index + 1 >= len(self.sentences):
            return None
        begin, until = self.sentences[index + 1]
        span = find_sayer(self.text[begin:until])
        if span is None:
            return None
        start, end = begin + span[0], begin + span[1]
        return SaidBy(words=self.text[start:end], start=start, end=end)

    def _plain_speaker(self, speaker: SaidBy) -> SaidBy | None:
        """Leave out what is no part of who speaks: "in" before an office, "using" and "'s words" around a name."""
        span = spoken_part(speaker.words)
        if span is None:
            return None
        start, end = span
        return replace(
            speaker, words=speaker.words[start:end], start=speaker.start + start, end=speaker.start + end
        )

    def in_quote(self, at: int) -> bool:
        """Whether a position of the text lies inside a quotation of several words."""
        return any(
            q.start <= at < q.end and len(self.text[q.start : q.end].split()) > _PARTIAL for q in self.quotes
        )

    def is_headline(self, index: int) -> bool:
        """Whether a sentence is the title, or stands alone on a line near it without a full stop."""
        begin, until = self.sentences[index]
        sentence = self.text[begin:until].strip()
        title = (self.article.title or "").strip()
        if title and _plain(sentence) == _plain(title):
            return True
        line_start = self.text.rfind("\n", 0, begin) + 1
        line_end = self.text.find("\n", until)
        line = self.text[line_start : line_end if line_end >= 0 else len(self.text)].strip()
        if line != sentence or _TITLE_END.search(sentence) or len(sentence.split()) > 22:
            return False
        return line_end >= 0 or index < len(self.sentences) - 1

    def _voice(
        self, index: int, *, headline: bool, quote: Quote | None, said: bool, speaker: SaidBy | None
    ) -> Voice:
        begin, until = self.sentences[index]
        sentence = self.text[begin:until]
        if headline:
            return "headline"
        if quote is not None:
            return "quoted"
        if said or _COMMUNICATED.search(sentence):
            return "reported"
        if speaker is None and (_COMMENT.search(sentence) or _CONJECTURE.search(sentence)):
            return "commentary"
        return "author"

    def _quote(self, start: int, end: int) -> Quote | None:
        """Return the innermost quotation around a phrase that holds more than the phrase itself."""
        around = [q for q in self.quotes if q.start <= start and end <= q.end]
        speech = [
            q
            for q in around
            if len(self.text[q.start : q.end].split()) > len(self.text[start:end].split()) + 1
        ]
        return max(speech, key=lambda q: q.start, default=None)

    def _inside(self, quote: Quote, speaker: SaidBy) -> bool:
        return quote.start <= speaker.start and speaker.end <= quote.end

    def _of_quote(self, index: int, quote: Quote) -> tuple[SaidBy | None, int | None]:
        """Who speaks a quotation: named after it, before it, or at the quotation before in the same paragraph."""
        after = self._attribution_near(quote.end, forward=True)
        if after[0] is not None:
            return after
        before = self._attribution_near(quote.start, forward=False)
        if before[0] is not None:
            return before
        paragraph = self.text.rfind("\n\n", 0, quote.start)
        earlier = [q for q in self.quotes if paragraph < q.start and q.end < quote.start]
        for other in reversed(earlier):
            found = self._attribution_near(other.end, forward=True)
            if found[0] is not None:
                return found
        return self._before_block(index) if self._is_block(quote) else (None, None)

    def _is_block(self, quote: Quote) -> bool:
        """Whether a quotation fills its paragraph: papers set a long speech apart, after whoever speaks."""
        start = self.text.rfind("\n", 0, quote.start) + 1
        end = self.text.find("\n", quote.end)
        around = self.text[start : quote.start] + self.text[quote.end : end if end >= 0 else len(self.text)]
        return not re.search(r"\w", around)

    def _before_block(self, index: int) -> tuple[SaidBy | None, int | None]:
        """Return who spoke last before a quotation that is set apart."""
        for before in range(index - 1, max(-1, index - _BLOCK_REACH), -1):
            begin, until = self.sentences[before]
            outside = [
                one
                for one in attributions(self.text[begin:until])
                if not any(q.start <= begin + one.start < q.end for q in self.quotes)
            ]
            if outside:
                start, end = begin + outside[0].start, begin + outside[0].end
                said = SaidBy(words=self.text[start:end], start=start, end=end)
                return (self._named(said, before) if said.words.lower() in _PRONOUNS else said), before
        return None, None

    def _attribution_near(self, at: int, *, forward: bool) -> tuple[SaidBy | None, int | None]:
        """Return the attribution just after (or just before) a position, outside every quotation."""
        for index, (begin, until) in enumerate(self.sentences):
            if until < at - 250 or begin > at + _ADJACENT:
                continue
            for one in attributions(self.text[begin:until]):
                start, end, verb = begin + one.start, begin + one.end, begin + one.verb
                if any(q.start <= start < q.end for q in self.quotes):
                    continue
                near = 0 <= min(start, verb) - at <= _ADJACENT if forward else 0 <= at - max(end, verb) <= 200
                gap = self.text[at : min(start, verb)] if forward else self.text[max(end, verb) : at]
                if not near or "\n" in gap or (forward and re.search(r"[.!?]\s", gap)):
                    continue
                if not forward and not (
                    begin <= at <= until + 3 or _INTRODUCED.search(self.text[begin:until])
                ):
                    continue
                return SaidBy(words=self.text[start:end], start=start, end=end), index
        return None, None

    def _named(self, speaker: SaidBy, index: int) -> SaidBy:
        """Give a pronoun the name of who spoke last before it."""
        for before in range(index, max(-1, index - 6), -1):
            begin, until = self.sentences[before]
            sentence = self.text[begin:until]
            names = [
                sentence[one.start : one.end]
                for one in attributions(sentence)
                if begin + one.end <= speaker.start and sentence[one.start : one.end].lower() not in _PRONOUNS
            ]
            names = [name for name in names if _may_be(name)]
            if not names and (before < index or speaker.start > begin + _LEAST):
                names = [name for name in _leading_name(sentence) if self._is_name(name)]
            if names:
                return SaidBy(
                    words=speaker.words,
                    start=speaker.start,
                    end=speaker.end,
                    name=names[-1],
                    quoted_by=speaker.quoted_by,
                )
        return speaker

    def _is_name(self, name: str) -> bool:
        """Whether words that open a sentence name somebody: several, an office, or a surname that stood behind a first name."""
        parts = name.split()
        if len(parts) > 1 or is_authority(name):
            return spoken_part(name) is not None
        return re.search(rf"(?-i:[A-ZА-ЯІЇЄҐ])[\w'’-]+\s{re.escape(name)}(?!\w)", self.text) is not None


def speaks_for(text: str, said: Attributed, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the countries that a speaker speaks for, as far as the text tells.

    "The foreign minister of Lebanon" says so; for a name, the words before it anywhere in the article do
    ("Russian President Vladimir Putin").
    """
    if said.speaker is None:
        return ()
    named = starting(mentions, said.speaker.start, said.speaker.end)
    own = [mention.country for mention in named if mention.country]
    if own:
        return tuple(dict.fromkeys(own))
    name = said.speaker.name or said.speaker.words
    surname = name.split(",")[0].split()[-1]
    if len(surname) < 3 or not surname[0].isupper():
        return ()
    # endings are left off, so that Путина finds Путин
    stem = re.escape(surname if surname.isascii() else surname[: max(3, len(surname) - 2)])
    for found in islice(re.finditer(rf"(?<!\w){stem}", text), _MOST):
        near = starting(mentions, found.start() - 2 * _OFFICE, found.start())
        before = [m for m in near if 0 <= found.start() - m.end <= _OFFICE and m.country]
        if before and not re.search(r"[.!?,;:\n]", text[before[-1].end : found.start()]):
            return (before[-1].country or "",)
    return next(((cue.label,) for cue in lexicon.table("people") if cue.pattern.search(name)), ())


def _nested(inner: SaidBy | None, outer: SaidBy | None, *, said: bool) -> SaidBy | None:
    """Join who speaks inside a quotation with who is quoted; "we" and "I" are the quoted one."""
    if inner is None or outer is None:
        return outer or (None if inner is None or _first(inner.words) in _SELF else inner)
    if not said or _first(inner.words) in _PRONOUNS:
        return outer
    return SaidBy(words=inner.words, start=inner.start, end=inner.end, quoted_by=outer.words)


def _first(words: str) -> str:
    """Return the first word of a phrase, for "I don't" is nobody else than "I"."""
    return words.lower().split()[0]


def _may_be(name: str) -> bool:
    """Whether a pronoun can stand for a phrase: an office or a name."""
    return is_authority(name) or any(word[:1].isupper() for word in name.split()[1:]) or name[:1].isupper()


def _leading_name(sentence: str) -> list[str]:
    """Return the subject that opens a sentence: a name, or an office ("Президент выступил …")."""
    found = re.match(
        r"\W*((?:(?:[А-ЯІЇЄҐ][\w'’ʼ-]+\s+)(?:[а-яіїєґё-]+\s+){1,4})?(?:[А-ЯІЇЄҐ][\w'’ʼ-]+)(?:\s+[А-ЯІЇЄҐ][\w'’ʼ-]+)+)(?=\s+\w)",
        sentence,
    ) or re.match(
        r"\W*((?:[А-ЯІЇЄҐ][\w'’ʼ-]+)(?:\s+[А-ЯІЇЄҐ][\w'’ʼ-]+)*|(?:The\s+)?(?:[A-Z][\w.'-]+\s?)+)(?=\s+\w)",
        sentence,
    )
    name = found[1].strip() if found else ""
    return [name] if len(name) > 3 and name.split()[0].lower() not in _NO_NAMES else []


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()
