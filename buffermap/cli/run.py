"""``buffermap run``: everything that a scenario file asks for."""

from pathlib import Path

import click

from buffermap.cli.shared import note


@click.command("run", no_args_is_help=True)
@click.argument("scenario", metavar="SCENARIO.toml", type=click.Path())
@click.option(
    "--into",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Folder to write to, made where there is none; that of the scenario without it.",
)
def command(*, scenario: str, into: str | None) -> None:
    r"""Make the outputs of a scenario file: map, settlements, zone.

    The same scenario, articles and data give the same bytes anywhere; where the data differ from those that the
    scenario names, it says so.

    \b
    Example:
      buffermap run s.toml --into results
    """
    from buffermap.running import opened, run
    from buffermap.scenarios.data import data_versions, differing_data, file_hashes
    from buffermap.scenarios.file import read_scenario

    asked = opened(scenario)
    folder = Path(into) if into else Path(scenario).parent
    now = data_versions() | file_hashes(read_scenario(scenario), Path(scenario).parent)
    differing = differing_data(asked, now)
    if differing:
        note(
            f"the data differ from those that the scenario was made with ({', '.join(differing)}): results may differ"
        )
    for line in run(asked, folder, inputs=[scenario]):
        note(line)
