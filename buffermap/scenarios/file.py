"""Scenario files: TOML that people read and edit, checked line by line.

Written by a small writer of our own: what is written here is one flat kind of document, and its comments and the
order of its tables are part of it.
"""

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from buffermap.errors import InputError, ScenarioError
from buffermap.export.atomic import whole_file
from buffermap.export.sharing import Share, checked_share
from buffermap.said.values import STANDINGS, VOICES
from buffermap.scenarios.scenario import VERSION, Alternative, Entry, Scenario, ScenarioEvents, Source
from buffermap.zones.depth import parse_depth
from gazetteer.boundaries.lines import named_lines

SCHEMA_URL = "https://json-schema.org/draft/2020-12/schema"
HEAD = """\
# A buffermap scenario: what a hypothetical zone along a border is assumed to be. Not a forecast, not control of
# territory. Every table names its source: "text" (with article and sentence), "analyst" (you) or "default".
# Change a value and set its source to "analyst"; `buffermap run` then makes everything under [outputs] again.
"""

_NO_DEPTH = (
    "# No depth is stated. Add one with:",
    "# [[depth]]",
    '# value = "20 km"',
    '# source = "analyst"',
)
_ENTRIES = (
    "border", "line", "along", "between", "around", "side", "ends", "pov", "places", "corrections", "population_grid",
    "built_up", "by",
)  # fmt: skip
_LISTS = frozenset({"along", "between", "population_grid"})
_EVIDENCE = ("article", "sentence", "speaker", "voice", "said_on", "standing", "note")
_FILES = ("line", "places")
"""Entries that name a file with layers or sheets."""
_ENTRY_KEYS = ("value", "source", *_EVIDENCE)
_LEVELS = ("adm1", "adm2", "adm3", "adm4")
_OUTPUTS = ("map", "settlements", "zone", "events", *_LEVELS)
_EVENTS = ("share", "licence", "accessed", "precision", "sublayer")
"""Keys of [events] besides value, its files."""
_FIELDS = ("border", "along", "around", "side", "depth", "standing")  # of an alternative
_TOP = (
    "version", "title", "articles", "zone_id", *_ENTRIES, "depth", "events", "outputs", "alternative", "data",
)  # fmt: skip
_SOURCES: tuple[str, ...] = get_args(Source)
_CHOICES = {"source": _SOURCES, "voice": VOICES, "standing": STANDINGS}
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")


def read_scenario(path: str | Path) -> Scenario:
    """Read and check a scenario file.

    Raises
    ------
    ScenarioError
        The file is no TOML or does not hold together; the message names the file, the line and what to write.
    FileNotFoundError, OSError
        There is no such file, or it cannot be read.
    """
    name = Path(path).name
    raw = Path(path).read_bytes()
    try:
        return parse_scenario(raw.decode("utf-8-sig"), name=name)
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def parse_scenario(text: str, *, name: str = "scenario") -> Scenario:
    """Return the scenario that a TOML text describes; older versions are brought up to date first.

    Raises
    ------
    ScenarioError
        As `read_scenario`.
    """
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise ScenarioError(
            f"{name}, line {_deepest(text)}: lists or tables stand in each other too deep"
        ) from None
    except ValueError as error:  # what is no TOML, and whole numbers of thousands of digits
        raise ScenarioError(f"{name}: {error}") from error
    return _Checker(text, name).scenario(migrated(document, name=f"{name}{_line_of_version(text)}"))


def _line_of_version(text: str) -> str:
    lines = enumerate(text.splitlines(), start=1)
    return next((f", line {number}" for number, line in lines if re.match(r"\s*[\"']?version\b", line)), "")


def _deepest(text: str) -> int:
    """Return the number of the line that opens most brackets."""
    lines = text.splitlines()
    return 1 + max(range(len(lines)), key=lambda number: len(re.findall(r"[\[{.]", lines[number])), default=0)


def format_scenario(scenario: Scenario) -> str:
    """Return a scenario as TOML text; the same scenario gives the same text."""
    return "\n".join([HEAD, f"version = {VERSION}", *_lines(scenario, (*_ENTRIES, "depth"))]) + "\n"


def format_frame(scenario: Scenario) -> str:
    """Return a scenario as TOML text without its side and depths, which somebody else writes below it."""
    entries = [name for name in _ENTRIES if name != "side"]
    return "\n".join([HEAD, f"version = {VERSION}", *_lines(scenario, entries)]) + "\n"


def _lines(scenario: Scenario, entries: Sequence[str]) -> Iterator[str]:
    for key in ("title", "articles", "zone_id"):
        if value := getattr(scenario, key):
            yield f"{key} = {_value(value)}"
    yield from _alternatives(scenario.against, "Said against this zone, or otherwise of it:")
    for key in entries:
        entry = None if key == "depth" else getattr(scenario, key)
        if entry is not None:
            yield from ("", f"[{key}]", *_entry_lines(entry))
    if "depth" in entries:
        if not scenario.depths:
            yield from ("", *_NO_DEPTH)
        for entry in scenario.depths:
            yield from ("", "[[depth]]", *_entry_lines(entry))
    others = [one for one in scenario.alternatives if one not in scenario.against]
    yield from _alternatives(
        others, "Other zones described; the tables of one zone_id are together one of them:"
    )
    yield from _event_lines(scenario.events) if scenario.events else ()
    for table in ("outputs", "data"):
        values: Mapping[str, str] = getattr(scenario, table)
        if values:
            yield from ("", f"[{table}]", *(f"{_key(key)} = {_text(values[key])}" for key in sorted(values)))


def _alternatives(alternatives: Sequence[Alternative], head: str) -> Iterator[str]:
    if any(one.zone_id for one in alternatives):
        yield from ("", f"# {head}")
    for one in alternatives:
        yield from ("", "[[alternative]]", f"field = {_text(one.field)}")
        if one.zone_id:
            yield f"zone_id = {_text(one.zone_id)}"
        yield from _entry_lines(one.entry)


def write_scenario(scenario: Scenario, path: str | Path) -> None:
    """Write a scenario file, whole or not at all.

    Parameters
    ----------
    scenario
        A scenario.
    path
        Where to; ``-`` for standard output.

    Raises
    ------
    InputError
        The file cannot be written.

    Examples
    --------
    >>> import buffermap as bm
    >>> from buffermap.scenarios.scenario import Entry
    >>> bm.write_scenario(bm.Scenario(border=Entry(value="EE-LV")), "-")  # doctest: +SKIP
    """
    with whole_file(Path(path)) as draft:
        draft.write_text(format_scenario(scenario), encoding="utf-8", newline="\n")


def migrated(document: dict[str, Any], *, name: str = "scenario") -> dict[str, Any]:
    """Return a document of any known version as one of the current version.

    Version 0 is the short form that people write by hand, without tables: ``border = "RU-UA"``,
    ``depth = "10 km, 20 km"``; everything in it is the analyst's.

    Raises
    ------
    ScenarioError
        The file is of a later version than this program knows.
    """
    version = document.get("version", 0)
    if not isinstance(version, int) or isinstance(version, bool):
        raise ScenarioError(f"{name}: version must be a whole number, like {VERSION}")
    if version < 0:
        raise ScenarioError(f"{name}: version is {version}; versions are whole numbers from 1 to {VERSION}")
    if version > VERSION:
        raise ScenarioError(
            f"{name}: version {version} is later than {VERSION}, the latest that this buffermap reads; update buffermap"
        )
    while version < VERSION:
        document = _MIGRATIONS[version](document)
        version += 1
    return document


def _from_short_form(document: dict[str, Any]) -> dict[str, Any]:
    """Version 0 to 1: plain values become entries of the analyst, a list of depths one table each."""
    made: dict[str, Any] = {**document, "version": 1}
    for key in _ENTRIES:
        value = document.get(key)
        if key in _LISTS and isinstance(value, str):
            value = [part.strip() for part in value.split(",")]
        if value is not None and not isinstance(value, dict):
            made[key] = {"value": value, "source": "analyst"}
    depth = document.get("depth")
    if isinstance(depth, str):
        depth = [part.strip() for part in depth.split(",")]
    if isinstance(depth, list) and not any(isinstance(item, dict) for item in depth):
        made["depth"] = [{"value": item, "source": "analyst"} for item in depth]
    if isinstance(document.get("articles"), str):
        made["articles"] = [document["articles"]]
    return made


def _from_first(document: dict[str, Any]) -> dict[str, Any]:
    """Version 1 to 2: nothing changes; `around` and `zone_id` are new."""
    return {**document, "version": 2}


_MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: _from_short_form, 1: _from_first}


class _Checker:
    """Turns a document into a scenario; every complaint names the line."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.splitlines()

    def scenario(self, document: dict[str, Any]) -> Scenario:
        self._known(document, _TOP, table=None)
        entries: dict[str, Any] = {
            key: self._entry(document[key], key) for key in _ENTRIES if key in document
        }
        depths = tuple(
            self._depth(item, number) for number, item in enumerate(self._tables(document, "depth"))
        )
        alternatives = tuple(
            self._alternative(item, number)
            for number, item in enumerate(self._tables(document, "alternative"))
        )
        if ("border" in entries or "around" in entries) == ("line" in entries):
            raise self._error(
                'name one line: [border] with value = "RU-UA", or [line] with a file of your own'
            )
        return Scenario(
            **entries,
            title=self._string(document.get("title"), None, "title"),
            articles=self._strings(document.get("articles", []), None, "articles"),
            depths=depths,
            alternatives=alternatives,
            zone_id=self._string(document.get("zone_id"), None, "zone_id"),
            events=self._events(document),
            outputs=self._texts(document, "outputs", _OUTPUTS),
            data=self._texts(document, "data", None),
        )

    def _tables(self, document: dict[str, Any], key: str) -> list[Any]:
        value = document.get(key, [])
        if not isinstance(value, list):
            raise self._error(f"{key} must be written as [[{key}]], one table for each", key)
        return value

    def _entry(self, table: Any, name: str, *, number: int = 0, extra: tuple[str, ...] = ()) -> Entry:
        if not isinstance(table, dict):
            raise self._error(f"[{name}] must be a table with value and source", name)
        of_file = ("sublayer",) if name in _FILES else ()
        self._known(table, (*extra, *of_file, *_ENTRY_KEYS), table=name, number=number)
        if "value" not in table:
            raise self._error(f"[{name}] has no value", name, number=number)
        for key, allowed in _CHOICES.items():
            if key in table and table[key] not in allowed:
                raise self._error(
                    f"{key} = {table[key]!r} in [{name}]{_hint(str(table[key]), allowed)}", name, key, number
                )
        source = table.get("source", "analyst")
        if source == "text" and not (table.get("article") and table.get("sentence")):
            raise self._error(
                f'[{name}] has source = "text" but no article and sentence; give both, or write source = "analyst"',
                name,
                "source",
                number,
            )
        value = table["value"]
        made: str | tuple[str, ...] | None
        if name in _LISTS or (extra and isinstance(value, list)):
            made = self._strings(value, name, "value", number)
        else:
            made = self._string(value, name, "value", number)
        self._check_value(name, made, number)
        texts = {key: self._string(table.get(key), name, key, number) for key in (*of_file, *_EVIDENCE)}
        return Entry(value=made, source=source, **texts)

    def _check_value(self, name: str, value: str | tuple[str, ...] | None, number: int) -> None:
        if name == "ends" and value not in {"round", "cut"}:
            raise self._error(f"ends = {value!r}{_hint(str(value), ('round', 'cut'))}", name, "value", number)
        if name == "by" and value not in _LEVELS:
            raise self._error(f"by = {value!r}{_hint(str(value), _LEVELS)}", name, "value", number)
        if name == "between" and (not isinstance(value, tuple) or len(value) != 2):
            raise self._error("[between] takes two places", name, "value", number)
        if name == "border" and not _is_border(str(value)):
            raise self._error(f"border {value!r} is not two country codes like RU-UA", name, "value", number)

    def _depth(self, table: Any, number: int) -> Entry:
        entry = self._entry(table, "depth", number=number)
        try:
            parse_depth(str(entry.value))
        except InputError as error:
            raise self._error(str(error), "depth", "value", number) from error
        return entry

    def _alternative(self, table: Any, number: int) -> Alternative:
        entry = self._entry(table, "alternative", number=number, extra=("field", "zone_id"))
        name = table.get("field")
        if name not in _FIELDS:
            raise self._error(
                f"field = {name!r} in [[alternative]]{_hint(str(name), _FIELDS)}",
                "alternative",
                "field",
                number,
            )
        zone_id = self._string(table.get("zone_id"), "alternative", "zone_id", number)
        return Alternative(field=name, entry=entry, zone_id=zone_id)

    def _events(self, document: dict[str, Any]) -> ScenarioEvents | None:
        table = document.get("events")
        if table is None:
            return None
        if not isinstance(table, dict) or "value" not in table:
            raise self._error('[events] must be a table with value = ["events.csv"]', "events")
        self._known(table, ("value", "columns", *_EVENTS), table="events")
        files, columns = (self._strings(table.get(key, []), "events", key) for key in ("value", "columns"))
        told = {key: value for key in _EVENTS if (value := self._string(table.get(key), "events", key))}
        try:
            checked_share(told.get("share", "aggregate"), told.get("licence"), ())
        except InputError as error:
            raise self._error(str(error), "events", "share") from error
        return ScenarioEvents(files=files, columns=columns, **told)

    def _texts(self, document: dict[str, Any], name: str, allowed: tuple[str, ...] | None) -> dict[str, str]:
        table = document.get(name, {})
        if not isinstance(table, dict):
            raise self._error(f"[{name}] must be a table", name)
        if allowed:
            self._known(table, allowed, table=name)
        return {key: self._string(value, name, key) or "" for key, value in table.items()}

    def _known(
        self, keys: Mapping[str, Any], allowed: tuple[str, ...], *, table: str | None, number: int = 0
    ) -> None:
        for key in keys:
            if key not in allowed:
                inside = f" in [{table}]" if table else ""
                message = f"unknown key {key!r}{inside}{_hint(key, allowed)}"
                raise self._error(message, table or key, key if table else None, number)

    def _string(self, value: Any, table: str | None, key: str, number: int = 0) -> str | None:
        if value is None or isinstance(value, str):
            return value
        raise self._error(f"{key} must be text in quotation marks, not {value!r}", table, key, number)

    def _strings(self, value: Any, table: str | None, key: str, number: int = 0) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error(f'{key} must be a list of texts, like ["Kursk", "Sumy"]', table, key, number)
        return tuple(value)

    def _error(
        self, message: str, table: str | None = None, key: str | None = None, number: int = 0
    ) -> ScenarioError:
        line = self._line(table, key, number)
        return ScenarioError(f"{self.name}{f', line {line}' if line else ''}: {message}")

    def _line(self, table: str | None, key: str | None, number: int) -> int | None:
        """Return the line of a key in the ``number``-th table of a name, of the table itself, or None."""
        at_table: int | None = None
        current: str | None = None
        seen = -1
        for index, line in enumerate(self.lines, start=1):
            if header := _TABLE.match(line):
                current = header[1].strip("\"' ")
                seen += current == table
                if current == table and seen == number:
                    at_table = index
                continue
            found = _KEY.match(line)
            name = found and (found[1] or found[2] or found[3])
            inside = current == table and (table is None or seen == number)
            if name and (
                (inside and name == key) or (current is None and name == table and at_table is None)
            ):
                return index
        return at_table


def _is_border(value: str) -> bool:
    """Whether a text is codes of countries, or a line that has a name of its own."""
    return bool(re.fullmatch(r"[A-Za-z]{2}(?:-[A-Za-z]{2})?", value)) or named_lines().find(value) is not None


def _hint(written: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(written, allowed, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(allowed)}"


def _event_lines(events: ScenarioEvents) -> list[str]:
    told = {key: getattr(events, key) for key in _EVENTS}
    known = [f"{key} = {_text(value)}" for key, value in told.items() if value is not None]
    columns = [f"columns = {_value(events.columns)}"] if events.columns else []
    return ["", "[events]", f"value = {_value(events.files)}", *columns, *known]


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield f"value = {_value(entry.value if entry.value is not None else '')}"
    yield f"source = {_text(entry.source)}"
    for key in ("sublayer", *_EVIDENCE):
        value = getattr(entry, key)
        if value is not None:
            yield f"{key} = {_text(value)}"


def _value(value: str | tuple[str, ...]) -> str:
    return _text(value) if isinstance(value, str) else "[" + ", ".join(_text(item) for item in value) + "]"


def _text(value: str) -> str:
    """Write a TOML basic string; JSON escapes the same characters in the same way, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else _text(key)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, for editors; it is published as ``scenario.schema.json``."""
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    evidence: dict[str, Any] = dict.fromkeys(_EVIDENCE, text) | {
        "source": {"enum": list(_SOURCES)},
        "voice": {"enum": list(VOICES)},
        "standing": {"enum": list(STANDINGS)},
    }

    def entry(value: dict[str, Any], optional: dict[str, Any] | None = None, **extra: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {"value": value, **evidence, **extra, **(optional or {})},
            "required": ["value", *extra],
            "additionalProperties": False,
            "if": {"properties": {"source": {"const": "text"}}, "required": ["source"]},
            "then": {"required": ["article", "sentence"]},
        }

    values: dict[str, dict[str, Any]] = dict.fromkeys(_ENTRIES, text) | {
        "border": {
            "anyOf": [
                {"type": "string", "pattern": "^[A-Za-z]{2}(-[A-Za-z]{2})?$"},
                {"enum": [line.name for line in named_lines().all]},
            ]
        },
        "along": texts,
        "population_grid": texts,
        "by": {"enum": list(_LEVELS)},
        "between": {**texts, "minItems": 2, "maxItems": 2},
        "ends": {"enum": ["round", "cut"]},
    }
    field = {"enum": list(_FIELDS)}
    depth = {"type": "string", "pattern": r"^\s*[0-9.]+\s*(km|mi|nmi|m)\s*$"}
    return {
        "$schema": SCHEMA_URL,
        "title": "buffermap scenario",
        "type": "object",
        "properties": {
            "version": {"enum": list(range(1, VERSION + 1))},
            "title": text,
            "articles": texts,
            "zone_id": text,
            **{
                key: entry(value, {"sublayer": text} if key in _FILES else None)
                for key, value in values.items()
            },
            "depth": {"type": "array", "items": entry(depth)},
            "alternative": {
                "type": "array",
                "items": entry({"anyOf": [text, texts]}, {"zone_id": text}, field=field),
            },
            "events": {
                "type": "object",
                "properties": {
                    "value": texts,
                    "columns": texts,
                    **dict.fromkeys(_EVENTS, text),
                    "share": {"enum": list(get_args(Share))},
                },
                "required": ["value"],
                "additionalProperties": False,
            },
            "outputs": {
                "type": "object",
                "properties": dict.fromkeys(_OUTPUTS, text),
                "additionalProperties": False,
            },
            "data": {"type": "object", "additionalProperties": text},
        },
        "required": ["version"],
        "oneOf": [
            {"anyOf": [{"required": ["border"]}, {"required": ["around"]}]},
            {"required": ["line"]},
        ],
        "additionalProperties": False,
    }
