"""The command line: each command turns options into values, calls one function, prints, sets the exit code.

One module per command, imported when the command is run, so that ``--help`` stays fast.
"""

import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import NoReturn

import click

from buffermap import __version__
from buffermap.cli.shared import set_log_level, shared_options, with_shared_options
from buffermap.errors import BuffermapError
from buffermap.show.printable import one_line

# command -> (module with a click command named `command`, one-line help)
COMMANDS = {
    "map": ("buffermap.cli.map", "Articles in, one self-contained HTML page out."),
    "extract": ("buffermap.cli.extract", "Mentions of places in articles, and the places that they mean."),
    "resolve": ("buffermap.cli.resolve", "Ranked candidates for a place name."),
    "zone": ("buffermap.cli.zone", "Hypothetical buffer zones along a border, as polygons."),
    "settlements": ("buffermap.cli.settlements", "Which settlements lie inside a hypothetical zone."),
    "events": ("buffermap.cli.events", "How many events of your own tables lie inside a hypothetical zone."),
    "statements": (
        "buffermap.cli.statements",
        "What the articles say about zones: where, how deep, who said it.",
    ),
    "scenario": ("buffermap.cli.scenario", "Write a scenario file from what the articles state."),
    "run": ("buffermap.cli.run", "Do everything that a scenario file asks for, reproducibly."),
    "diff": ("buffermap.cli.diff", "Compare two scenarios, or what two pages say."),
    "explain": ("buffermap.cli.explain", "From a settlement back to the sentence that puts it in the zone."),
    "verify": ("buffermap.cli.verify", "Compute the evidence of a page again: OK, or what differs."),
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
        return with_shared_options(import_module(COMMANDS[cmd_name][0]).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List commands with the help lines above, importing none of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's callback
    """Print the program's version and those of the data it would use."""
    del param
    if not value or ctx.resilient_parsing:
        return
    from gazetteer.files import manifest  # no command needs the manifest at its start

    click.echo(f"buffermap {__version__}")
    sources = {source for entry in manifest.load() for source in entry.sources}
    for source in sorted(sources, key=lambda source: source.name):
        click.echo(f"  {source.name} {source.version}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=print_version,
            help="Show the versions of the program and its data.",
        ),
        *shared_options(),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """From news articles to a map, and from a hypothetical border zone back to the sentences."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine("buffermap: %(message)s"))
    logging.basicConfig(handlers=[handler], force=True)
    set_log_level(ctx)


def main(args: list[str] | None = None) -> None:
    """Run the command line; errors become one line on stderr (or one JSON object) and an exit code.

    0 done; 1 an error, nothing half-written; 2 wrong usage; 130 interrupted.
    """
    words = sys.argv[1:] if args is None else args
    as_json = "--json" in (words[: words.index("--")] if "--" in words else words)
    try:
        with stopped_in_order():
            cli.main(args=args, prog_name="buffermap", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        report("interrupted", code=130, as_json=as_json)
    except click.ClickException as error:
        if not as_json:
            error.show()
            sys.exit(error.exit_code)
        report(error.format_message(), code=error.exit_code, as_json=True)
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing more to say, and nothing for Python to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not is_ours(error):
            raise
        report(message_of(error), code=1, as_json=as_json, kind=type(error).__name__)


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Let a request to stop unwind the program, so that what it was writing is taken away."""

    def stop(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = threading.current_thread() is threading.main_thread()
    # one that is ignored (nohup) stays ignored
    replaced = [one for one in signals if ours and signal.getsignal(one) is signal.SIG_DFL]
    for one in replaced:
        signal.signal(one, stop)
    try:
        yield
    finally:
        for one in replaced:
            signal.signal(one, signal.SIG_DFL)


def report(message: str, *, code: int, as_json: bool, kind: str = "Usage") -> NoReturn:
    """Print an error to stderr and exit."""
    line = (
        json.dumps({"error": kind, "message": message, "exit_code": code})
        if as_json
        else f"buffermap: {message}"
    )
    click.echo(line, err=True)
    sys.exit(code)


def is_ours(error: Exception) -> bool:
    """Whether an error is one that a user can do something about: raised by us on purpose, or by the system."""
    return isinstance(error, (BuffermapError, OSError))


def message_of(error: Exception) -> str:
    """Return an error's message as one line."""
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        text = f"{error.filename}: {error.strerror.lower()}"
    else:
        text = str(error)
    return one_line(text) or type(error).__name__


class OneLine(logging.Formatter):
    """Messages as single harmless lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message of a record."""
        return one_line(super().format(record))
