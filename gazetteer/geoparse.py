"""Text in, mentions of places out.

>>> from gazetteer.geoparse import Geoparser
>>> parser = Geoparser.open()                                                   # doctest: +SKIP
>>> [(m.surface, m.name, m.kind) for m in parser.parse("Shelling in the Sumy region, Kyiv says.")]  # doctest: +SKIP
[('Sumy', 'Sumy Oblast', 'admin1'), ('Kyiv', 'Kyiv', 'settlement')]
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gazetteer.entries.lexicon import ADMIN2, Lexicon
from gazetteer.errors import UnknownPlaceError
from gazetteer.files.store import Gazetteer, open_gazetteer
from gazetteer.mention import Candidate, Mention
from gazetteer.models.model import Model, open_model
from gazetteer.place import KINDS
from gazetteer.placing.abstain import Withheld, withheld
from gazetteer.placing.namesakes import told_apart
from gazetteer.placing.outlet import Prior, Weighed
from gazetteer.placing.resolve import Resolution, resolve, weigh
from gazetteer.reading.boilerplate import boilerplate, is_boilerplate
from gazetteer.reading.document import Document
from gazetteer.reading.headline import headline
from gazetteer.reading.hints import bare_last
from gazetteer.reading.recognise import THRESHOLD, Found, recognise
from gazetteer.reading.unlisted import mention_of, unlisted
from gazetteer.reading.usage import Reading, read_usages
from gazetteer.text.mending import Mended, mend
from gazetteer.text.sentences import split

if TYPE_CHECKING:
    from gazetteer.corrections import Corrections

SHOWN_CANDIDATES = 5
AMBIGUOUS_BELOW = 0.6
PART_CHARACTERS = 120_000
_UNPLACED_SCORE = 0.5


class Geoparser:
    """Finds places in texts; open one with :meth:`open` and use it for many texts."""

    def __init__(self, gazetteer: Gazetteer, model: Model, *, threshold: float = THRESHOLD) -> None:
        self.lexicon = Lexicon(gazetteer)
        self.model = model
        self.threshold = threshold

    @classmethod
    def open(cls, gazetteer: Gazetteer | None = None) -> "Geoparser":
        """Open the geoparser with the data and the model that ship."""
        return cls(gazetteer or open_gazetteer(), open_model())

    def parse(
        self,
        text: str,
        *,
        start: int = 0,
        prior: Prior | None = None,
        corrections: "Corrections | None" = None,
        doc_id: str | None = None,
    ) -> list[Mention]:
        """Return the mentions of places in a text.

        Parameters
        ----------
        text
            Any text in a Latin or Cyrillic script.
        start
            Where the prose begins; offsets still count from the beginning of ``text``.
        prior
            What speaks for places before the text is read: a stated `home`, or the outlet's other documents
            (:mod:`gazetteer.placing.outlet`).
        corrections
            An analyst's corrections (:class:`gazetteer.corrections.Corrections`), applied last.
        doc_id
            The document's name, for corrections that concern one document.

        Returns
        -------
        Mentions in the order of the text; none overlap.
        """
        mended = mend(text, start)
        read, read_from = mended.text, mended.mended(start, len(text))[0]
        mentions = [
            mention if mended.is_same else _in_source(mention, mended, text)
            for begin, end in _parts(read, read_from)
            for mention in self._parse_part(read, begin, end, prior)
        ]
        if corrections is not None:
            mentions = corrections.apply(
                mentions, text=text, doc_id=doc_id, lexicon=self.lexicon, start=start
            )
        return mentions

    def home(self, code: str) -> Prior:
        """Return the prior of a home, for `parse`: a country ("US"), or a first-level division ("US.OH").

        Raises
        ------
        UnknownPlaceError
            There is no such country, or the data have no such division.
        """
        gazetteer = self.lexicon.gazetteer
        country, _, division = code.upper().replace("-", ".").partition(".")
        if not country or country not in gazetteer.countries:
            raise UnknownPlaceError(
                f"home {code!r}: {country} is no ISO country code; give two letters, such as UA"
            )
        number = gazetteer.countries.index(country)
        if not division:
            return Prior.home(country=number)
        row = gazetteer.row_of_code(f"{country}.{division}")
        if row is None:
            raise UnknownPlaceError(
                f"home {code!r}: no first-level division has the code {country}.{division};"
                " the column admin1_code of `buffermap extract` shows codes"
            )
        return Prior.home(country=number, division=row)

    def weigh(self, text: str, *, start: int = 0) -> Weighed | None:
        """Return what the names of a text may mean, for learning what its outlet writes of; None without names.

        Of a very long text the first part is read.
        """
        mended = mend(text, start)
        begin, end = next(_parts(mended.text, mended.mended(start, len(text))[0]), (0, 0))
        document = Document.read(mended.text[:end], start=begin)
        found = recognise(document, self.lexicon, self.model, threshold=self.threshold)
        return weigh(document, [item.match for item in found], self.lexicon, self.model) if found else None

    def _parse_part(self, text: str, begin: int, end: int, prior: Prior | None) -> list[Mention]:
        part = text if end == len(text) else text[:end]
        document = Document.read(part, start=begin)
        found = recognise(document, self.lexicon, self.model, threshold=self.threshold)
        listed = self._listed(document, found, prior) if found else []
        strange = unlisted(document, found, self.lexicon, self.model.vectors)
        if not strange:
            return listed
        countries = {mention.country for mention in listed if mention.country}
        more = [mention_of(item, document, self.lexicon, countries) for item in strange]
        return sorted([*listed, *(mention for mention in more if mention)], key=lambda mention: mention.start)

    def _listed(self, document: Document, found: list[Found], prior: Prior | None) -> list[Mention]:
        """Return the mentions of names that the data list."""
        matches = [item.match for item in found]
        resolutions = resolve(document, matches, self.lexicon, self.model, prior=prior)
        resolutions = told_apart(document, matches, resolutions, self.lexicon)
        shown = self._show(resolutions)
        knows = self.model.vectors.number
        absent = withheld(document, matches, resolutions, self.lexicon, prior=prior, knows=knows)
        begin = document.tokens.starts[0]
        page, title = boilerplate(document.text, begin), headline(document.text, begin)
        return [
            _mention(
                document,
                item,
                _without_point(shown[id(resolution)], absent.get(number)),
                reading,
                page=page,
                title=title,
            )
            for number, (item, resolution, reading) in enumerate(
                zip(found, resolutions, read_usages(document, matches, self.model), strict=True)
            )
        ]

    def _show(self, resolutions: list[Resolution]) -> "dict[int, _Shown]":
        """Return the places of each different resolution as mentions show them, by its id."""
        different = list({id(resolution): resolution for resolution in resolutions}.values())
        likeliest = [resolution.probability[:SHOWN_CANDIDATES] for resolution in different]
        placed = iter(self.model.placed(np.concatenate(likeliest)).tolist())
        shown = {}
        for resolution in different:
            rows = resolution.entry.row[resolution.order[:SHOWN_CANDIDATES]].tolist()
            probabilities = list(islice(placed, len(rows)))
            candidates = tuple(
                Candidate(score=round(probability, 4), **self.lexicon.shown(row))
                for row, probability in zip(rows, probabilities, strict=True)
            )
            place, reason = self.lexicon.describe(rows[0]), resolution.reason
            if stands_for := resolution.entry.stands_for:
                place = {**place, "kind": KINDS[ADMIN2], "name": f"{place['name']} {stands_for}"}
                reason = f"{reason}; the data lack the {stands_for}: its point is that of the town"
            if place["lat"] is None:
                reason += "; a region without an agreed point"
            shown[id(resolution)] = _Shown(place, candidates, probabilities[0], reason)
        return shown


class _Shown(NamedTuple):
    """What all mentions of one resolution share."""

    place: dict[str, Any]
    candidates: tuple[Candidate, ...]
    probability: float
    reason: str


def _without_point(shown: _Shown, absent: Withheld | None) -> _Shown:
    """Return what a mention shows, without the place where that is withheld; its candidates stay, to be looked at."""
    if absent is None:
        return shown
    place = dict.fromkeys(shown.place, None) | {"kind": shown.place["kind"], "within": absent.within}
    return _Shown(place, shown.candidates, _UNPLACED_SCORE, absent.reason)


def _mention(
    document: Document,
    found: Found,
    shown: _Shown,
    reading: Reading,
    *,
    page: list[tuple[int, int]],
    title: tuple[int, int],
) -> Mention:
    """Return one mention."""
    match = found.match
    start = document.tokens.starts[match.first] + match.skip
    end = document.tokens.ends[bare_last(document, match) - 1]
    flags = list(reading.flags)
    if shown.probability < AMBIGUOUS_BELOW and len(shown.candidates) > 1:
        flags.append("ambiguous")
    if page and is_boilerplate(start, page):
        flags.append("boilerplate")
    if title[0] <= start < title[1]:
        flags.append("headline")
    return Mention(
        start=start,
        end=end,
        surface=document.text[start:end],
        usage=reading.usage,
        subtype=reading.subtype,
        flags=tuple(flags),
        score=round(min(max(found.probability * shown.probability, 0.0), 1.0), 4),
        reason=f"{shown.reason}; {reading.reason}" if reading.reason else shown.reason,
        candidates=shown.candidates,
        **shown.place,
    )


def _in_source(mention: Mention, mended: Mended, text: str) -> Mention:
    """Return a mention of the mended text where it stands in the text as read."""
    start, end = mended.source(mention.start, mention.end)
    return replace(mention, start=start, end=end, surface=text[start:end])


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Cut a very long text at the ends of sentences, so that time and memory grow with its length only."""
    if len(text) - start <= PART_CHARACTERS:
        yield start, len(text)
        return
    begin = start
    for _, end in split(text, start):
        while end - begin > 2 * PART_CHARACTERS:  # one endless sentence: cut at a blank, or anywhere
            cut = text.rfind(" ", begin + 1, begin + PART_CHARACTERS)
            cut = cut if cut > 0 else begin + PART_CHARACTERS
            yield begin, cut
            begin = cut
        if end - begin > PART_CHARACTERS:
            yield begin, end
            begin = end
    if begin < len(text):
        yield begin, len(text)
