"""``buffermap explain``: from a settlement back to the sentence."""

import click

from buffermap.cli.shared import say


@click.command("explain", no_args_is_help=True)
@click.argument("settlement")
@click.argument("scenario", metavar="SCENARIO.toml", type=click.Path())
def command(*, settlement: str, scenario: str) -> None:
    r"""Say why a settlement lies inside or outside: distance, accuracy, depth, and who states each assumption.

    SETTLEMENT is a name or a GeoNames id.

    \b
    Example:
      buffermap explain Sudzha s.toml
    """
    from buffermap.explaining import explain  # loads text, places and shapes; --help needs none of them

    for line in explain(scenario, settlement):
        say(line)
