"""What an evidence file holds that can be computed: from its scenario, and from the articles."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from buffermap.errors import InputError
from buffermap.evidence import package
from buffermap.evidence.package import sha256
from buffermap.running import outputs, read_scenario
from buffermap.said.table import rows as statement_rows
from buffermap.scenarios.scenario import Entry, Scenario
from buffermap.scenarios.stated import from_statements
from geo.sketch import length_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from buffermap.mapping import Made
    from buffermap.parsed import Parsed
    from geo.border import Border

OUTPUTS = {"settlements": package.SETTLEMENTS, "zone": package.ZONE}
_OF_ARTICLES = ("title", "outlet", "author", "published", "language", "url", "archived_url", "retrieved")


def from_scenario(folder: Path, *, places: Path | None) -> dict[str, bytes]:
    """Run the scenario of a folder and return its settlements and zone; nothing where it states no depth.

    ``places`` is where the settlement layer lies that the scenario names.
    """
    asked = _read(folder)
    if not asked.depths:
        return {}
    if asked.places and places is None:
        raise InputError("the scenario names a settlement layer: give it with --places FILE")
    layer = asked.places and replace(asked.places, value=str(places))
    asked = replace(
        asked, places=layer, articles=(), corrections=None, events=None, population_grid=None, built_up=None, outputs=OUTPUTS,
    )  # fmt: skip
    into = folder / "computed"
    for _ in outputs(asked, into):
        pass
    return {path.name: path.read_bytes() for path in sorted(into.iterdir())}


def stretch_facts(folder: Path) -> dict[str, Any]:
    """Return what is measured of a scenario's line."""
    stretch = _read(folder).stretch()
    return {
        "border": stretch.name,
        "along": list(stretch.along),
        "pov": stretch.pov,
        "length_km": round(length_km(stretch.line), 3),
        "bounds": [round(value, 5) for value in stretch.line.bounds],
    }


def _read(folder: Path) -> Scenario:
    """Read the scenario of a folder, which may name no file outside it.

    Raises
    ------
    InputError
        It names another line than the file's own.
    """
    asked = read_scenario(folder / package.SCENARIO)
    if asked.line and Path(str(asked.line.value)) != folder / package.LINE:
        raise InputError(f"the scenario names another line than {package.LINE}")
    return asked


def from_articles(made: "Made") -> dict[str, bytes]:
    """Return articles (hashes, no text), the page's sentences and the statements of a page that was made."""
    return {
        package.ARTICLES: package.lines(map(_article, made.parsed)),
        package.SENTENCES: package.lines(_sentences(made)),
        package.STATEMENTS: package.lines(
            statement_rows(one for item in made.parsed for one in item.statements)
        ),
    }


def _article(item: "Parsed") -> dict[str, Any]:
    article = item.article
    about = {name: value for name in _OF_ARTICLES if (value := getattr(article, name)) is not None}
    return {"doc_id": article.doc_id, "text_sha256": sha256(article.text.encode("utf-8", "replace"))} | about


def _sentences(made: "Made") -> list[dict[str, Any]]:
    ids = [article.doc_id for article in made.data.articles]
    return [
        {"doc_id": ids[one.article], "start": one.start, "end": one.end, "text": one.text}
        for one in made.data.sentences
    ]


def drafted(parsed: "Sequence[Parsed]", zone_id: str) -> Scenario | None:
    """Return the scenario that the articles' statements give for a zone, None where they describe it no more."""
    try:
        return from_statements([one for item in parsed for one in item.statements], zone_id=zone_id)
    except InputError:
        return None


def alone(scenario: Scenario, folder: Path, stretch: "Border") -> Scenario:
    """Return a scenario that names nothing outside its folder but a settlement layer; its own line is written there.

    Population grids and built-up land are left out: they are not at hand where it is computed again, and no part of it.
    """
    line = scenario.line
    if line is not None:
        shape = stretch.sides.get("inside", stretch.line)
        geometry = json.loads(shapely.to_geojson(shape))
        value = {"type": "Feature", "properties": {}, "geometry": geometry}
        (folder / package.LINE).write_text(json.dumps(value), encoding="utf-8")
        line = Entry(value=package.LINE, source=line.source)
    places = scenario.places and replace(scenario.places, value=Path(str(scenario.places.value)).name)
    return replace(
        scenario, line=line, places=places, articles=(), events=None, corrections=None, population_grid=None,
        built_up=None, by=None,
    )  # fmt: skip
