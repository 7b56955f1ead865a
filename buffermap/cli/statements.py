"""``buffermap statements``: what the articles say about zones."""

from typing import Any

import click

from buffermap.cli.options import output_options, reading_options


@click.command("statements", no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@output_options("table", "jsonl", "json", "csv", "webannotation")
@click.option(
    "--rows", type=click.Choice(["statements", "distances"]), default="statements", show_default=True,
    help="What the rows of a csv file are.",
)  # fmt: skip
@click.option(
    "--zones", is_flag=True, help="List the zones that the statements describe, put together, instead."
)
@reading_options
def command(**options: Any) -> None:
    r"""List what articles say about zones: where, which side, how deep, claimed standing, who says it and when.

    What no words state is "unstated". Distance claims are checked against geography; places that are counted but not
    named are listed; the same event in several articles is one entry with its sources (table and json).

    \b
    Examples:
      buffermap statements seeds
      buffermap statements report.txt -f json -o statements.json
      buffermap statements report.txt --rows distances -o distances.csv
      buffermap statements report.txt --zones -f jsonl
    """
    from buffermap.cli.stating import write  # loads text, places and shapes; --help needs none of them

    write(**options)
