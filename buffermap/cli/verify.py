"""``buffermap verify``: the evidence of a page computed again."""

from pathlib import Path

import click

from buffermap.cli.shared import say


@click.command("verify", no_args_is_help=True)
@click.argument("evidence", metavar="EVIDENCE.zip", type=click.Path(path_type=Path))
@click.argument("articles", metavar="[ARTICLES]...", nargs=-1, type=click.Path())
@click.option(
    "--places", type=click.Path(dir_okay=False, path_type=Path),
    help="The settlement layer that the page was made with.",
)  # fmt: skip
def command(*, evidence: Path, articles: tuple[str, ...], places: Path | None) -> None:
    r"""Compute the evidence of a page again, and say OK or what differs.

    EVIDENCE.zip is what `buffermap map … --also evidence.zip` wrote; ARTICLES are what the page was made of, under the same
    names. Without them only the zone and its settlements are computed. Exit code 1 where something differs.

    \b
    Examples:
      buffermap verify evidence.zip
      buffermap verify evidence.zip articles/
    """
    from buffermap.evidence import verifying  # loads text, places and shapes; --help needs none

    found = verifying.verify(evidence, articles, places=places)
    for line in found.lines():
        say(line)
    if not found.ok:
        click.get_current_context().exit(1)
