"""Writing the evidence of a page: scenario, sentences, hashes of the articles, data versions, corrections, command."""

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from buffermap import __version__
from buffermap.errors import InputError
from buffermap.evidence import computing, package
from buffermap.evidence.package import sha256
from buffermap.export.atomic import whole_file
from buffermap.export.cells import json_text
from buffermap.parsed import read_articles
from buffermap.scenarios.data import data_versions, digest
from buffermap.scenarios.file import write_scenario

if TYPE_CHECKING:
    from buffermap.mapping import Made

_HEAD = re.compile(r'id="bm-data">\{"format": ?(\d+), ?"id": ?"(\w+)"')
_README = """\
The evidence of a page that buffermap {version} made: {page}

scenario.toml    what the hypothetical zone is assumed to be, each value with its source; buffermap run computes it
settlements.csv  who would lie inside or uncertain, with distances; zone.geojson is its shape. People by a population grid are not in here
articles.jsonl   what was read: names, dates, addresses, archived addresses, SHA-256 of each text; the texts are not in here
sentences.jsonl  the sentences that the page shows; statements.jsonl is what was read from them
manifest.json    the command, data versions, the page's id, and the SHA-256 of every file in here

buffermap verify evidence.zip ARTICLES...  computes it all again and says OK, or what differs. Without ARTICLES only
the zone and its settlements. A hash shows a change by chance or by a careless hand; who wants to forge can write a new one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page was asked for, besides its zone."""

    command: str
    column: str | None = None
    keep_people: bool = False
    corrections: Path | None = None
    places: Path | None = None


def check_evidence(*, share: str, text_mode: str, layer_as_it_is: bool) -> None:
    """Refuse the evidence of a page that would say more than the page, before anything is read.

    Raises
    ------
    InputError
        With the way out.
    """
    if share != "desk":
        raise InputError(
            "an evidence file lists every settlement and sentence: leave it out, or use --share desk"
        )
    if text_mode == "links":
        raise InputError(
            "an evidence file holds the sentences, this page only links: choose --text sentences"
        )
    if not layer_as_it_is:
        raise InputError(
            "a scenario cannot say which columns a layer has: name them as --map would, in the file"
        )


def write_evidence(made: "Made", page: Path, target: Path, asked: Asked) -> None:
    """Write the evidence of a page, whole or not at all.

    Raises
    ------
    InputError
        The page's articles are those of an archive, whose texts are not at hand.
    """
    if len(list(read_articles(made.parsed))) < len(made.parsed):
        raise InputError("an archive holds no whole texts to hash: make the page of the articles themselves")
    members = computing.from_articles(made)
    if asked.corrections:
        members[package.CORRECTIONS] = asked.corrections.read_bytes()
    of_zone, stretch = _of_zone(made, asked)
    members |= of_zone
    members["README.txt"] = _README.format(version=__version__, page=page.name).encode()
    manifest = _manifest(made, page, asked) | {
        "stretch": stretch,
        "members": {name: sha256(members[name]) for name in sorted(members)},
    }
    members[package.MANIFEST] = f"{json_text(manifest, indent=1)}\n".encode()
    with whole_file(target) as draft:
        draft.write_bytes(package.packed(members))


def _of_zone(made: "Made", asked: Asked) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the scenario with what running it gives, and facts of its stretch; nothing for a page without a zone."""
    if made.ask is None:
        return {}, {}
    if made.ask.scenario is None:
        raise InputError("a scenario file cannot name this zone, so nobody could compute it again")
    with tempfile.TemporaryDirectory(prefix="buffermap-") as name:
        folder = Path(name)
        scenario = computing.alone(made.ask.scenario, folder, made.ask.stretch)
        wanted = computing.OUTPUTS if scenario.depths else {}
        write_scenario(replace(scenario, data=data_versions(), outputs=wanted), folder / package.SCENARIO)
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        return files | computing.from_scenario(folder, places=asked.places), computing.stretch_facts(folder)


def _manifest(made: "Made", page: Path, asked: Asked) -> dict[str, Any]:
    content = page.read_bytes()
    head = _HEAD.search(content.decode("utf-8", "replace"))
    return {
        "format": package.FORMAT,
        "buffermap": __version__,
        "command": asked.command,
        "page": {
            "file": page.name,
            "id": head[2] if head else "",
            "format": int(head[1]) if head else None,
            "sha256": sha256(content),
        },
        "reading": {"column": asked.column, "keep_people": asked.keep_people},
        "places_sha256": digest(asked.places) if asked.places else None,
        "stated": bool(made.ask and made.ask.scenario and made.ask.scenario.zone_id),
        "data": data_versions(),
    }
