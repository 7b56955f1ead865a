"""Options that several commands share, and the values that they become."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from buffermap import incidents
from buffermap.cli.shared import is_quiet, note
from buffermap.errors import InputError
from buffermap.zones.depth import parse_depths

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from buffermap.zones.people import People
    from geo.border import Border

ADMIN_LEVELS = [f"{word}{n}" for word in ("adm", "admin") for n in (1, 2, 3, 4)]
F = TypeVar("F", bound=Callable[..., Any])


class Depths(click.ParamType[list[float]]):
    """Depths with units, separated by commas: ``10km,20km,15mi``."""

    name = "depths"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[float]:
        """Return metres; a missing unit is our error (exit 1, with the way out), not a usage error."""
        del param, ctx
        return value if isinstance(value, list) else parse_depths(value)


def reading_options(command: F) -> F:
    """Add the options of all commands that read articles: --column, --keep-people."""
    for option in (
        click.option(
            "--keep-people", is_flag=True,
            help="Keep senders of mails and posts, e-mail addresses and telephone numbers.",
        ),
        click.option("--column", help="Column or key that holds the text (fields.body: a key in a key)."),
    ):  # fmt: skip
        command = option(command)
    return command


def output_options(*formats: str) -> Callable[[F], F]:
    """Add --format and --output of the commands that print a table or write it."""

    def add(command: F) -> F:
        command = click.option(
            "-o", "--output", type=click.Path(), metavar="FILE", help="File to write; standard output without it.",
        )(command)  # fmt: skip
        return click.option(
            "-f", "--format", "format_", type=click.Choice(formats),
            help="Format; by default that of the file name, else a table.",
        )(command)  # fmt: skip

    return add


def share_option(command: F) -> F:
    """Add --share."""
    return click.option(
        "--share", type=click.Choice(["desk", "public"]), default="desk", show_default=True,
        help="public: name only places of the articles and large ones, count the others by district.",
    )(command)  # fmt: skip


def people_options(command: F) -> F:
    """Add the options that say where people live: --population-grid, --built-up."""
    for option in (
        click.option(
            "--built-up", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
            help="Polygons of built-up land: how much of a city lies within.",
        ),
        click.option(
            "--population-grid", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.tif",
            help="People within by a population grid of your own (WorldPop, GHS-POP); several for several countries.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def border_options(command: F) -> F:
    """Add the options that choose a line: --border, --along, --between, --line, --pov."""
    for option in reversed(
        [
            click.option("--border", metavar="A-B", help="Border of two countries (RU-UA), or of one (UA)."),
            click.option(
                "--along", metavar="NAMES",
                help="Only the stretches that touch these divisions: first-level ones, or any that you added.",
            ),
            click.option(
                "--between", nargs=2, metavar="PLACE PLACE", help="Only the part between two places or LAT,LON.",
            ),
            click.option(
                "--around", metavar="PLACE", help="A settlement or LAT,LON instead of a border: zones are discs.",
            ),
            click.option(
                "--line", type=click.Path(dir_okay=False, path_type=Path),
                help="Your own line or area instead of a border; sides are left and right.",
            ),
            click.option(
                "--sublayer", multiple=True, metavar="NAME",
                help="Which layer or sheet of a file (--line, --places) that has several.",
            ),
            click.option(
                "--map", "choices", multiple=True, metavar="FIELD=COLUMN",
                help="Which column of your layer holds what: name, lat, lon, population …",
            ),
            click.option("--pov", default="un", show_default=True, help="Point of view of the border data."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


def zone_options(command: F) -> F:
    """Add the options that choose a line and a zone along it."""
    for option in reversed(
        [
            click.option("--side", default="both", show_default=True, help="Country (UA), left, right, or both."),
            click.option("--depth", type=Depths(), metavar="DEPTHS", help="10km,20km,15mi: km, mi, nmi or m."),
            click.option(
                "--ends", type=click.Choice(["round", "cut"]), default="round", show_default=True,
                help="Round ends, or cut where the divisions end.",
            ),
        ]
    ):  # fmt: skip
        command = option(command)
    return border_options(command)


def events_options(command: F) -> F:
    """Add the options that name tables of events and say what may leave of them."""
    for option in reversed(
        [
            click.option(
                "--events", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                help="Table of events with coordinates: ACLED, UCDP GED, a log of your own.",
            ),
            click.option(
                "--events-share", default="aggregate", show_default=True,
                type=click.Choice(["aggregate", "derived", "rows", "own-use"]),
                help="What leaves of their rows; those of ACLED never do, but for own-use.",
            ),
            click.option("--events-licence", metavar="TEXT", help="Under which rows may be passed on."),
            click.option("--events-accessed", metavar="DATE", help="When the tables were fetched."),
            click.option(
                "--events-precision", metavar="LENGTH",
                help="How exact points are of which no column says so; 5km is assumed.",
            ),
            click.option(
                "--events-map", multiple=True, metavar="FIELD=COLUMN",
                help="Which column holds what: date, text, type, precision, lat, lon …",
            ),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


def chosen_events(
    *,
    events: tuple[Path, ...],
    events_share: str,
    events_licence: str | None,
    events_accessed: str | None,
    events_precision: str | None,
    events_map: tuple[str, ...],
    **zone: Any,
) -> "gpd.GeoDataFrame | None":
    """Return the events that the options name, None where they name none; ``zone`` is what reading them takes besides."""
    if not events:
        return None
    return incidents.told_events(
        events, say=note, share=events_share, licence=events_licence, accessed=events_accessed,
        precision=events_precision, columns=events_map, **zone,
    )  # fmt: skip


def chosen_stretch(
    *,
    border: str | None,
    along: str | None,
    between: tuple[str, str] | None,
    around: str | None,
    line: Path | None,
    pov: str,
    sublayer: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
) -> "Border":
    """Return the stretch that the border options name.

    Raises
    ------
    InputError
        Neither a border nor a line is given, or both are.
    """
    if (border is None and around is None) == (line is None):
        raise InputError("name one line: --border RU-UA, --around PLACE, or --line FILE with your own")
    from buffermap.zones import stretch  # loads the geometry; --help needs none

    if line is not None and not (along or between or around):
        return stretch.own_line(line, sublayer=sublayer, columns=column_choices(choices))
    names = None if along is None else [name.strip() for name in along.removesuffix(",").split(",")]
    return stretch.border(border, along=names, between=between or None, around=around, line=line, pov=pov)


def column_choices(choices: tuple[str, ...]) -> dict[str, str]:
    """Return which column holds what, of ``name=ADM4_EN`` and its like."""
    if not choices:
        return {}
    from gazetteer.userdata.mapping import parse_choices  # loads pandas

    return parse_choices(choices)


def chosen_layer(
    places: Path | None, *, sublayer: tuple[str, ...] = (), choices: tuple[str, ...] = (), **_: Any
) -> "pd.DataFrame | None":
    """Return the settlement layer that the options name, None where they name none."""
    if places is None:
        return None
    from buffermap.zones.layers import read_layer  # as above

    return read_layer(places, sublayer=sublayer, columns=column_choices(choices))


def echo_notes(stretch: "Border") -> None:
    """Say on stderr what there is to know about a line before its zone is relied on."""
    for known in stretch.notes:
        note(f"Note on {stretch.name}: {known}.")


def put(
    tables: "dict[str, pd.DataFrame]",
    output: str | None,
    *,
    format_: str | None,
    above: str,
    stretch: "Border",
    side: str,
    depths_m: list[float],
    people: "People | None" = None,
) -> None:
    """Print the first of some tables, or write what a file takes of them; ``above`` says what they cover."""
    from buffermap import export, listing  # load pandas

    name, table = next(iter(tables.items()))
    to_screen = output in (None, "-")
    if to_screen and format_ in (None, "table"):
        listing.echo(table, above=above, notes=not is_quiet())
        return
    export.write(
        listing.fitting(tables, Path(output or "-"), format_=format_),
        export.STDOUT if to_screen else Path(str(output)),
        format_=format_,
        provenance=export.provenance(
            stretch,
            side=side,
            depths_m=depths_m,
            coverage=above,
            assumptions=export.of_people(people) if people else (),
        ),
        layer=name,
    )
    if not to_screen or format_ == "csv":  # which has no room for it
        note(above)


def required_depths(depths: list[float] | None) -> list[float]:
    """Return the depths, or say how to give them."""
    if not depths:
        raise InputError("no depth given; add for example --depth 10km,20km")
    return depths
