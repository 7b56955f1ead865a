"""``buffermap run``: everything that a scenario file asks for."""

from pathlib import Path
from typing import Any

import click

from buffermap.articles.report import ReadingReport
from buffermap.cli.options import chosen_events, events_options, people_options, share_option
from buffermap.cli.shared import echo_report, note
from buffermap.zones.people import people_of


@click.command("run", no_args_is_help=True)
@click.argument("scenario", metavar="SCENARIO.toml", type=click.Path())
@click.option(
    "--into", type=click.Path(file_okay=False), metavar="FOLDER",
    help="Folder to write to, made where there is none; that of the scenario without it.",
)  # fmt: skip
@people_options
@events_options
@click.option("--sublayer", multiple=True, metavar="NAME", help="Which layer or sheet of a file of events.")
@share_option
def command(
    *,
    scenario: str,
    into: str | None,
    share: Any,
    events: tuple[Path, ...],
    population_grid: tuple[Path, ...],
    built_up: Path | None,
    **told: Any,
) -> None:
    r"""Make the outputs of a scenario file: map, settlements, zone, sums by division (adm1 to adm4).

    The same scenario, articles and data give the same bytes anywhere; where the data differ from those that the
    scenario names, it says so. Tables of events that are given stand in place of those that it names.

    \b
    Example:
      buffermap run s.toml --into results
    """
    from buffermap import running  # loads text, places and shapes; --help needs none of them

    reading = ReadingReport()
    found = chosen_events(events=events, **told)
    people = people_of(population_grid, built_up)
    read = [*events, *people.files]
    for line in running.steps(
        scenario, into=into, events=found, inputs=read, reading=reading, share=share, people=people
    ):
        note(line)
    if reading.files:
        echo_report(reading)
