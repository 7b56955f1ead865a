"""``buffermap run``: everything that a scenario file asks for."""

import click

from buffermap.articles.report import ReadingReport
from buffermap.cli.shared import echo_report, note


@click.command("run", no_args_is_help=True)
@click.argument("scenario", metavar="SCENARIO.toml", type=click.Path())
@click.option(
    "--into",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Folder to write to, made where there is none; that of the scenario without it.",
)
def command(*, scenario: str, into: str | None) -> None:
    r"""Make the outputs of a scenario file: map, settlements, zone, sums by division (adm1 to adm4).

    The same scenario, articles and data give the same bytes anywhere; where the data differ from those that the
    scenario names, it says so.

    \b
    Example:
      buffermap run s.toml --into results
    """
    from buffermap.running import steps  # loads text, places and shapes; --help needs none of them

    reading = ReadingReport()
    for line in steps(scenario, into, reading=reading):
        note(line)
    if reading.files:
        echo_report(reading)
