"""``buffermap data``: show, add, check and remove the data that answers come from."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buffermap.cli.shared import is_quiet, note, say
from buffermap.errors import InputError
from buffermap.show.printable import printable
from gazetteer.files import manifest

if TYPE_CHECKING:
    from buffermap.userdata import UserData
    from gazetteer.userdata.fetch import Progress
    from gazetteer.userdata.library import Library
    from gazetteer.userdata.mapping import ColumnMapping
    from gazetteer.userdata.records import LayerRecord

_FILE = click.Path(dir_okay=False, path_type=Path)
_MOST_SHOWN = 3  # items of a note


@click.group()
def command() -> None:
    """Show, add and check the data."""


@command.command()
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def info(*, form: str) -> None:
    """Show what data there are: source, version, licence, attribution, hash, and what is missing."""
    library = _data().library
    embedded, added = manifest.load(), library.records()
    if form == "json":
        values = {"embedded": [asdict(e) for e in embedded], "added": [asdict(r) for r in added]}
        click.echo(json.dumps(values | {"folder": str(library.user_dir)}, ensure_ascii=False, indent=1))
        return
    say("Embedded data")
    for entry in embedded:
        say(f"\n{entry.file}: {entry.description} ({entry.bytes / 1e6:.1f} MB, sha256 {entry.sha256[:16]}…)")
        for source in entry.sources:
            say(f"  {source.name} {source.version}, {source.licence}: {source.attribution}")
        for key, value in entry.notes.items():
            say(f"  {_note_line(key, value)}")
    say(f"\nAdded data, in {library.user_dir}")
    for record in added:
        _describe(record, library)
    if not added:
        say("  none; `buffermap data add UA` adds every village of a country")


@command.command()
@click.argument("countries", nargs=-1, metavar="[CC]...")
@click.option(
    "--from", "origin", metavar="FILE|FOLDER|URL", help="A GeoNames dump, or a folder or mirror with dumps."
)
@click.option("--layer", type=_FILE, help="Your own settlements: any vector file or table.")
@click.option("--boundaries", type=_FILE, help="Boundaries of divisions: any vector file with areas.")
@click.option("--name", help="What to call the layer; the file's name by default.")
@click.option("--map", "choices", multiple=True, metavar="FIELD=COLUMN", help="Which column holds what.")
@click.option("--sublayer", help="Which layer of a file that has several.")
@click.option("--country", default="", metavar="CC", help="Country of a layer whose rows name none.")
@click.option("--level", type=click.IntRange(1, 4), help="Level of the boundaries; guessed by default.")
@click.option("--licence", default="", help="Licence of your layer, shown with it.")
@click.option("--attribution", default="", help="Attribution of your layer, shown with it.")
@click.option("--alternates", type=_FILE, help="A GeoNames table of alternate names, for --from FILE.")
@click.option("--no-alternates", is_flag=True, help="Leave out the table of alternate names.")
@click.option("--mirror", metavar="URL", help="Download from here instead of GeoNames (or BUFFERMAP_MIRROR).")
@click.option("--proxy", metavar="URL", help="Proxy for downloads; by default that of the environment.")
@click.option("--sha256", metavar="HEX", help="Expected hash of the dump.")
def add(**options: Any) -> None:
    r"""Add GeoNames dumps of countries, a settlement layer, or boundaries.

    \b
    buffermap data add UA RU BY
    buffermap data add UA --from UA.zip
    buffermap data add --layer places.gpkg --name "COD-AB 2025" --map name=ADM4_EN
    buffermap data add --boundaries adm1.gpkg
    """
    chosen = [key for key in ("layer", "boundaries") if options[key]]
    if len(chosen) > 1 or (chosen and (options["countries"] or options["origin"])):
        raise click.UsageError("add one thing at a time: countries (with --from), --layer, or --boundaries")
    if options["layer"]:
        _add_layer(**options)
    elif options["boundaries"]:
        _add_boundaries(**options)
    elif options["countries"] or options["origin"]:
        _add_dumps(**options)
    else:
        raise click.UsageError("what to add? country codes (UA RU), --layer FILE, or --boundaries FILE")


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def remove(*, names: tuple[str, ...]) -> None:
    """Remove added layers by name."""
    for name in names:
        say(f"removed {_data().remove(name).name}")


@command.command()
def verify() -> None:
    """Check every file of the embedded and of the added data against its hash."""
    wrong = _data().verify()
    for problem in wrong:
        click.echo(printable(problem), err=True)
    entries = manifest.verify()
    if wrong:
        raise InputError(f"{len(wrong)} added files are damaged; `buffermap data rebuild` builds them again")
    click.echo(f"{len(entries)} embedded files and all added ones are as they were written")


@command.command()
def rebuild() -> None:
    """Build all that look-ups open again from the layers as they were added."""
    data = _data()
    for record in data.rebuild():
        _describe(record, data.library)


# -- adding -------------------------------------------------------------------------------------------


def _add_dumps(
    *,
    countries: tuple[str, ...],
    origin: str | None,
    mirror: str | None,
    proxy: str | None,
    sha256: str | None,
    alternates: Path | None,
    no_alternates: bool,
    **_: Any,
) -> None:
    data = _data()
    with _progress() as progress:
        records = data.add_countries(
            *countries,
            origin=origin or mirror,
            sha256=sha256,
            alternates=alternates,
            with_names=not no_alternates,
            proxy=proxy,
            progress=progress,
        )
    for record in records:
        _describe(record, data.library)


def _add_layer(
    *,
    layer: Path,
    name: str | None,
    choices: tuple[str, ...],
    sublayer: str | None,
    country: str,
    licence: str,
    attribution: str,
    **_: Any,
) -> None:
    data = _data()
    record = data.add_layer(
        layer,
        name=name,
        columns=data.parse_choices(choices),
        sublayer=sublayer,
        country=country,
        licence=licence,
        attribution=attribution,
        ask=_asked if _is_interactive() else None,
        tell=note,
    )
    _describe(record, data.library)


def _add_boundaries(
    *,
    boundaries: Path,
    name: str | None,
    choices: tuple[str, ...],
    sublayer: str | None,
    country: str,
    level: int | None,
    licence: str,
    attribution: str,
    **_: Any,
) -> None:
    data = _data()
    record = data.add_boundaries(
        boundaries,
        name=name,
        columns=data.parse_choices(choices),
        sublayer=sublayer,
        country=country,
        level=level,
        licence=licence,
        attribution=attribution,
    )
    _describe(record, data.library)


def _is_interactive() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _asked(mapping: "ColumnMapping") -> dict[str, str]:
    """Ask the person at the keyboard which column holds what is unclear."""
    answers = {}
    for key, columns in mapping.unclear.items():
        kind = click.Choice(columns) if columns else None
        answers[key] = click.prompt(f"Which column holds {key}?", type=kind, err=True)
    return answers


def _data() -> "UserData":
    from buffermap.userdata import UserData  # loads pandas and the geometry; --help needs neither

    return UserData()


# -- showing ------------------------------------------------------------------------------------------


def _describe(record: "LayerRecord", library: "Library") -> None:
    """Print what is known of an added layer."""
    say(f"\n{record.name}: {record.summary}")
    origin = [
        f"from {record.source}",
        record.retrieved,
        record.licence or "licence not stated",
        record.attribution,
    ]
    say(f"  {', '.join(filter(None, origin))} (sha256 {record.sha256[:16]}…)")
    for line in record.notes:
        say(f"  {line}")
    conflicts = library.conflicts_file(record)
    if conflicts:
        say(f"  conflicts: {conflicts}")


def _note_line(key: str, value: Any) -> str:
    """Return one note of the manifest in words: units in brackets, of long lists the first few."""
    words = re.sub(r"_(k?m2?)$", r" (\1)", key).replace("_", " ")
    if not isinstance(value, dict | list):
        return f"{words}: {value}"
    parts = [f"{name} {_words(item)}" for name, item in value.items()] if isinstance(value, dict) else value
    shown = "; ".join(map(_words, parts[:_MOST_SHOWN]))
    more = len(parts) - _MOST_SHOWN
    return f"{words}: {shown}" + (f"; and {more:,} more (all of them with -f json)" if more > 0 else "")


def _words(value: Any) -> str:
    """Return a value of a note in words, without brackets and quotes."""
    if isinstance(value, dict):
        return ", ".join(
            f"{name.replace('_', ' ')} {_words(item)}" for name, item in value.items() if item != ""
        )
    return ", ".join(map(_words, value)) if isinstance(value, list) else str(value)


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """Show a bar on standard error while something is downloaded, where a person looks at it."""
    if is_quiet() or not sys.stderr.isatty():
        yield None
        return
    from buffermap.show import bars  # loads rich, only where somebody looks

    with bars.of_bytes() as bar:
        task = bar.add_task("download", total=None)

        def show(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield show
