"""Text in, mentions of places out.

>>> from gazetteer.geoparse import Geoparser
>>> parser = Geoparser.open()                                                   # doctest: +SKIP
>>> [(m.surface, m.name, m.kind) for m in parser.parse("Shelling in the Sumy region, Kyiv says.")]  # doctest: +SKIP
[('Sumy', 'Sumy Oblast', 'admin1'), ('Kyiv', 'Kyiv', 'settlement')]
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gazetteer.boilerplate import boilerplate, is_boilerplate
from gazetteer.corrections import Corrections
from gazetteer.document import Document
from gazetteer.hints import bare_last
from gazetteer.lexicon import Lexicon
from gazetteer.mention import Candidate, Mention
from gazetteer.model import Model, open_model
from gazetteer.recognise import THRESHOLD, Found, recognise
from gazetteer.resolve import Resolution, resolve
from gazetteer.sentences import split
from gazetteer.store import Gazetteer, open_gazetteer
from gazetteer.usage import Reading, read_usage

SHOWN_CANDIDATES = 5
AMBIGUOUS_BELOW = 0.6
PART_CHARACTERS = 120_000


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
        home_country: str | None = None,
        corrections: Corrections | None = None,
        doc_id: str | None = None,
    ) -> list[Mention]:
        """Return the mentions of places in a text.

        Parameters
        ----------
        text
            Any text in a Latin or Cyrillic script.
        start
            Where the prose begins; offsets still count from the beginning of ``text``.
        home_country
            ISO code of the country that the outlet writes for, if known: it settles close cases.
        corrections
            An analyst's corrections (:class:`gazetteer.corrections.Corrections`), applied last.
        doc_id
            The document's name, for corrections that concern one document.

        Returns
        -------
        Mentions in the order of the text; none overlap.
        """
        mentions = [
            mention
            for begin, end in _parts(text, start)
            for mention in self._parse_part(text, begin, end, home_country)
        ]
        if corrections is not None:
            mentions = corrections.apply(
                mentions, text=text, doc_id=doc_id, lexicon=self.lexicon, start=start
            )
        return mentions

    def _parse_part(self, text: str, begin: int, end: int, home_country: str | None) -> list[Mention]:
        part = text if end == len(text) else text[:end]
        document = Document.read(part, start=begin)
        found = recognise(document, self.lexicon, self.model, threshold=self.threshold)
        if not found:
            return []
        resolutions = resolve(
            document, [item.match for item in found], self.lexicon, self.model, home_country=home_country
        )
        page = boilerplate(part, begin)
        return [
            self._mention(document, item, resolution, page)
            for item, resolution in zip(found, resolutions, strict=True)
        ]

    def _mention(
        self, document: Document, found: Found, resolution: Resolution, page: list[tuple[int, int]]
    ) -> Mention:
        match = found.match
        start = document.tokens.starts[match.first]
        end = document.tokens.ends[bare_last(document, match) - 1]
        placed = self.model.placed(resolution.probability)
        entry, order = resolution.entry, resolution.order[:SHOWN_CANDIDATES]
        candidates = tuple(
            Candidate(
                score=round(float(score), 4),
                **_candidate_fields(self.lexicon.describe(int(entry.row[index]))),
            )
            for index, score in zip(order, placed, strict=False)
        )
        reading: Reading = read_usage(document, match, self.model, chosen_kind=int(entry.kind[order[0]]))
        flags = list(reading.flags)
        if float(placed[0]) < AMBIGUOUS_BELOW and len(entry) > 1:
            flags.append("ambiguous")
        if is_boilerplate(start, page):
            flags.append("boilerplate")
        place = self.lexicon.describe(int(entry.row[order[0]]))
        reason = resolution.reason + (f"; {reading.reason}" if reading.reason else "")
        return Mention(
            start=start,
            end=end,
            surface=document.text[start:end],
            usage=reading.usage,
            subtype=reading.subtype,
            flags=tuple(flags),
            score=round(float(np.clip(found.probability * placed[0], 0.0, 1.0)), 4),
            reason=reason if place["lat"] is not None else f"{reason}; a region without an agreed point",
            candidates=candidates,
            **place,
        )


def _candidate_fields(place: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in place.items() if key != "admin1_code"}


def _parts(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Cut a very long text at the ends of sentences, so that time and memory grow with its length only."""
    if len(text) - start <= PART_CHARACTERS:
        yield start, len(text)
        return
    begin = start
    for _, end in split(text, start):
        if end - begin > PART_CHARACTERS:
            yield begin, end
            begin = end
    if begin < len(text):
        yield begin, len(text)
