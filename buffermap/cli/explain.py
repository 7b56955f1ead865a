"""``buffermap explain``: from a settlement back to the sentence, and what else the articles describe."""

import click

from buffermap.articles.report import ReadingReport
from buffermap.cli.shared import echo_report, say
from buffermap.export.cells import json_text


@click.command("explain", no_args_is_help=True)
@click.argument("asked", nargs=-1, required=True, metavar="[SETTLEMENT] SOURCE")
@click.option(
    "--json", "json_errors", is_flag=True, help="Plain values instead of lines; an error as JSON too."
)
def command(*, asked: tuple[str, ...], json_errors: bool) -> None:
    r"""Say why a settlement lies inside or outside: distance, accuracy, depth, and who states each assumption.

    SETTLEMENT is a name or a GeoNames id; SOURCE a scenario file, or articles. Below stand all zones that the articles
    describe: the one drawn, each value with its sentence and speaker, and what is said against it; then the others, and
    why they are others. Without SETTLEMENT only the zones are listed.

    \b
    Examples:
      buffermap explain Sudzha s.toml
      buffermap explain report.txt
    """
    # loads text, places and shapes; --help needs none of them
    from buffermap.explaining import explanation, lines

    if len(asked) > 2:
        raise click.UsageError(
            f"give a settlement and one source, not {len(asked)} names; quote a name of several words"
        )
    reading = ReadingReport()
    told = explanation(asked[-1], asked[0] if len(asked) == 2 else None, reading=reading)
    echo_report(reading)
    if json_errors:
        say(json_text(told, indent=1))
        return
    for line in lines(told):
        say(line)
