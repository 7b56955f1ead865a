"""Where a zone is said to be, and on which side: by border words, the places beside them, and who neighbours whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from buffermap.said.plain.tongue import Tongue
from buffermap.said.values import NamedPlace, WhereKind
from buffermap.said.where.named import as_place
from buffermap.said.where.neighbours import are_neighbours
from gazetteer.mention import Mention

_WINDOW = 90  # characters behind a border word in which the countries of the border stand
_DIVISIONS = frozenset(("admin1", "admin2"))
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Land:
    """A country that a sentence names, by itself, by an adjective, or by a place in it; offsets in the sentence."""

    country: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(slots=True)
class Found:
    """Where, and on whose side, with the spans of the words."""

    kind: WhereKind = "unstated"
    span: Span | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    places: tuple[NamedPlace, ...] = ()
    inside: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    side_span: Span | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence with its places and what the article speaks of."""

    text: str
    tongue: Tongue
    at: int
    mentions: Sequence[Mention]
    about: Sequence[str] = ()
    lands: list[Land] = field(default_factory=list)

    def __post_init__(self) -> None:
        named = [Land(m.country, m.start, m.end, m) for m in self.mentions if m.country]
        taken = [(land.start, land.end) for land in named]
        self.lands = sorted(
            named
            + [
                Land(target, *match.span())
                for target, pattern in self.tongue.adjectives
                for match in pattern.finditer(self.text)
                if not any(start < match.end() and match.start() < end for start, end in taken)
            ],
            key=lambda land: land.start,
        )

    # -- where ----------------------------------------------------------------------------------------

    def where(self) -> Found:
        """Return where the zone is."""
        found = self._line() or self._border() or self._around() or self._divisions() or Found()
        self._set_side(found)
        return found

    def _border(self) -> Found | None:
        """Return the border that a border word names: of two countries, of divisions, or of one country."""
        words = self.tongue.lists["border"].finditer(self.text)
        for word in sorted(words, key=lambda match: abs(match.start() - self.at)):
            at_border = self._at_border(word.start(), word.end())
            divisions = [land for land in at_border if land.mention and land.mention.kind in _DIVISIONS]
            if (
                len(divisions) > 1
                and len({land.country for land in divisions}) == 1
                and len(divisions) == len(at_border)
            ):
                return self._of_places("along-divisions", divisions)
            pairs = self._pairs(word.end(), at_border)
            if pairs:
                ends = [edge for land in at_border for edge in (land.start, land.end)]
                span = (min([word.start(), *ends]), max([word.end(), *ends]))
                return Found("border", span, pairs=pairs)
        return None

    def _at_border(self, start: int, end: int) -> list[Land]:
        """Return the countries that stand at a border word: adjectives and owners beside it, names behind it."""
        before = [
            land
            for land in self.lands
            if land.end <= start
            and (land.mention is None or self.text[land.end : start].strip() == "")
            and self._is_beside(land.end, start)
        ]
        behind: list[Land] = []
        reach = end
        for land in self.lands:
            if land.start >= end and land.end <= end + _WINDOW and self._joins(reach, land.start):
                behind.append(land)
                reach = land.end
        return before + behind

    def _is_beside(self, start: int, end: int) -> bool:
        """Whether two places of the sentence are one behind the other, but for other adjectives of countries."""
        between = self.text[start:end].strip(" -–")
        return not between or (
            any(land.start >= start and land.end <= end for land in self.lands) and len(between.split()) <= 2
        )

    def _joins(self, start: int, end: int) -> bool:
        """Whether only small words stand between a border word, or a country at it, and a name."""
        between = self.text[start:end]
        if any(sign in between for sign in ".;:!?"):
            return False
        for name in ("with", "between", "and", "common_border", "determiners"):
            between = self.tongue.lists[name].sub(" ", between) if name in self.tongue.lists else between
        return not between.replace(",", " ").replace("-", " ").replace("–", " ").strip()

    def _pairs(self, end: int, at_border: list[Land]) -> tuple[tuple[str, str], ...]:
        """Return the pairs of countries of a border."""
        countries = list(dict.fromkeys(land.country for land in at_border))
        between = self.tongue.find("between", self.text, end, end + 12) is not None
        if len(countries) == 2 and are_neighbours(*countries):
            with_ = self.tongue.find("with", self.text, end, at_border[-1].end)
            both_behind = all(land.start >= end for land in at_border)
            listed = with_ and both_behind and with_.start() < at_border[0].start and not between
            if not listed:
                return ((countries[0], countries[1]),)
        home = self._home(countries)
        if countries:
            pairs = tuple((home, other) for other in countries if home and are_neighbours(home, other))
            if pairs or not home:
                return pairs
        elif (parties := self._parties()) is not None:
            return (parties,)
        return ()

    def _home(self, others: list[str]) -> str | None:
        """Return whose border it is: the first country of the sentence, else of the article, that has all the others at it."""
        spoken = [land.country for land in self.lands if land.country not in others]
        for country in dict.fromkeys([*spoken, *self.about, self.tongue.home]):
            if country not in others and others and all(are_neighbours(country, other) for other in others):
                return country
        return None

    def _parties(self) -> tuple[str, str] | None:
        """Return the two neighbours that the sentence, or else the article, speaks of, where no country stands at the border."""
        for countries in (
            [land.country for land in self.lands],
            [*(land.country for land in self.lands), *self.about],
        ):
            known = list(dict.fromkeys(countries))
            for number, one in enumerate(known):
                for other in known[number + 1 :]:
                    if are_neighbours(one, other):
                        return (one, other)
        return None

    def _line(self) -> Found | None:
        """Return a line from a town to a town: between X and Y, from X to Y."""
        named = [m for m in self.mentions if m.kind == "settlement" or m.kind in _DIVISIONS]
        for one, other in pairwise(named):
            if "settlement" not in (one.kind, other.kind):
                continue
            before, joined = self.text[: one.start], self.text[one.end : other.start].strip()
            opens = next((name for name in ("between", "from") if self.tongue.ends_with(name, before)), None)
            if opens and self._is_word("and" if opens == "between" else "to", joined):
                return self._of_places("line", [_land(one), _land(other)])
        return None

    def _is_word(self, name: str, text: str) -> bool:
        found = self.tongue.lists[name].search(text) if name in self.tongue.lists else None
        return found is not None and found.group() == text

    def _around(self) -> Found | None:
        """Return the place around which the zone is."""
        for mention in self.mentions:
            if mention.kind != "country" and self.tongue.ends_with("around", self.text[: mention.start]):
                return self._of_places("around", [_land(mention)])
        return None

    def _divisions(self) -> Found | None:
        """Return the divisions, or else the region or town, in which the zone is said to be."""
        divisions = [m for m in self.mentions if m.kind in _DIVISIONS]
        if divisions:
            first = min(divisions, key=lambda m: abs(m.start - self.at))
            listed = [m for m in divisions if m.country == first.country]
            return self._of_places("along-divisions", [_land(m) for m in listed])
        for mention in self.mentions:
            if (
                mention.kind in {"region", "settlement"}
                and self._is_inside(mention)
                and mention.start > self.at
            ):
                return self._of_places("around", [_land(mention)])
        return None

    def _is_inside(self, mention: Mention) -> bool:
        return self.tongue.ends_with("inside", self.text[: mention.start]) is not None

    def _of_places(self, kind: WhereKind, lands: Sequence[Land]) -> Found:
        places = tuple(as_place(land.mention) for land in lands if land.mention)
        inside = tuple(dict.fromkeys(land.country for land in lands if land.country))
        return Found(kind, (lands[0].start, lands[-1].end), places=places, inside=inside)

    # -- side -----------------------------------------------------------------------------------------

    def _set_side(self, found: Found) -> None:
        """Set on whose side the zone is said to be."""
        if both := self.tongue.find("both_sides", self.text):
            found.side, found.side_span = ("both",), both.span()
            return
        for land in self.lands:
            before, behind = self.text[: land.start], self.text[land.end : land.end + 25]
            after = self.tongue.find("sides_after", behind)
            sided = self.tongue.ends_with("side", before) or (after and not behind[: after.start()].strip())
            deep = self.tongue.ends_with("into", before)
            inside = (
                land.mention is not None
                and land.mention.kind == "country"
                and self.tongue.ends_with("inside", before)
            )
            if (sided or deep or (inside and land.start > self.at)) and not self._is_border_name(
                found, land, strong=bool(sided or deep)
            ):
                found.side, found.side_span = (land.country,), (land.start, land.end)
                if found.kind == "unstated":
                    self._by_side(found, land)
                return

    def _is_border_name(self, found: Found, land: Land, *, strong: bool) -> bool:
        return not strong and found.span is not None and found.span[0] <= land.start < found.span[1]

    def _by_side(self, found: Found, land: Land) -> None:
        """Of a zone whose border nobody names: the border of the side with the other country of the sentence."""
        if self.tongue.find("border", self.text) is None:
            return
        other = next(
            (
                one
                for one in self.lands
                if one.country != land.country and are_neighbours(one.country, land.country)
            ),
            None,
        )
        if other is not None:
            found.kind, found.span, found.pairs = (
                "border",
                (land.start, land.end),
                ((other.country, land.country),),
            )


def _land(mention: Mention) -> Land:
    return Land(mention.country or "", mention.start, mention.end, mention)
