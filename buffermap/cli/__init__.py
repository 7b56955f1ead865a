"""The command line: each command turns options into values, calls one function, prints, sets the exit code.

One module per command, imported when the command is run, so that ``--help`` stays fast.
"""

import os
import sys
from importlib import import_module
from typing import Any

import click

from buffermap import __version__

# command -> (module with a click command named `command`, one-line help)
COMMANDS = {
    "map": ("buffermap.cli.map", "Articles in, one self-contained HTML page out."),
    "extract": ("buffermap.cli.extract", "Mentions of places in articles, and the places that they mean."),
    "resolve": ("buffermap.cli.resolve", "Ranked candidates for a place name."),
    "zone": ("buffermap.cli.zone", "Hypothetical buffer zones along a border, as polygons."),
    "settlements": ("buffermap.cli.settlements", "Which settlements lie inside a hypothetical zone."),
    "statements": (
        "buffermap.cli.statements",
        "What the articles say about zones: where, how deep, who said it.",
    ),
    "scenario": ("buffermap.cli.scenario", "Write a scenario file from what the articles state."),
    "run": ("buffermap.cli.run", "Do everything that a scenario file asks for, reproducibly."),
    "diff": ("buffermap.cli.diff", "Compare two scenarios: settlements in one, the other, both."),
    "explain": ("buffermap.cli.explain", "From a settlement back to the sentence that puts it in the zone."),
    "data": ("buffermap.cli.data", "Show, add and check the data."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of the contract."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands with the help lines above, importing none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="buffermap %(version)s")
def cli() -> None:
    """From news articles to a map, and from a hypothetical border zone back to the sentences."""


def main(args: list[str] | None = None) -> None:
    """Run the command line; our own errors become one line on stderr and exit code 1."""
    try:
        cli.main(args=args, prog_name="buffermap", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("buffermap: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing more to say, and nothing for Python to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not is_ours(error):
            raise
        click.echo(f"buffermap: {one_line(error)}", err=True)
        sys.exit(1)


def is_ours(error: Exception) -> bool:
    """Whether an error is one that a user can do something about: raised by us on purpose, or by the system."""
    roots: list[Any] = []
    for name, root in (
        ("buffermap.errors", "BuffermapError"),
        ("gazetteer.errors", "GazetteerError"),
        ("geo.errors", "GeoError"),
    ):
        if name in sys.modules:
            roots.append(getattr(sys.modules[name], root))
    return isinstance(error, (*roots, OSError))


def one_line(error: Exception) -> str:
    """Return the message without line breaks or control characters (it may quote a hostile file)."""
    text = " ".join(str(error).split())
    return (
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text) or type(error).__name__
    )
