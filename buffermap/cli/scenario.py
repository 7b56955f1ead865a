"""``buffermap scenario``: a scenario file from what the articles state."""

from pathlib import Path

import click

from buffermap.articles.report import ReadingReport
from buffermap.cli.shared import echo_report, keep_inputs, note


@click.command("scenario", no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option(
    "-o", "--output", required=True, type=click.Path(), metavar="FILE",
    help="The scenario file to write, for example s.toml.",
)  # fmt: skip
@click.option("--zone", "zone_id", metavar="ID", help="Start from this zone of `statements --zones`.")
def command(*, inputs: tuple[str, ...], output: str, zone_id: str | None) -> None:
    r"""Write a scenario file from the zone that the articles' statements support best.

    What several sentences say of one zone is put together; every assumption names its source: the sentence, its speaker
    and article, or "default". What no text states stays unstated; other zones, and what is said differently of this
    one, are kept beside it, to choose from. Edit the file, then `buffermap run` it.

    \b
    Examples:
      buffermap scenario seeds -o s.toml
      buffermap scenario report.txt --zone report.txt/zone-2 -o other.toml
    """
    from buffermap.running import draft  # loads text, places and shapes; --help needs none of them

    keep_inputs(outputs=[output], inputs=inputs)
    reading = ReadingReport()
    drafted = draft(inputs, Path(output), zone_id=zone_id, reading=reading)
    echo_report(reading)
    depths = ", ".join(drafted.depth_texts) or "not stated"
    others = {one.zone_id for one in drafted.alternatives} - {drafted.zone_id}
    beside = f"{len(others)} other zone{'' if len(others) == 1 else 's'} and {len(drafted.against)} contradiction{'' if len(drafted.against) == 1 else 's'} kept beside"
    note(f"{output}: {drafted.title}; depth {depths}; {beside}")
