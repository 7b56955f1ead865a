"""What all commands share: ``--json``, ``--quiet`` and ``--verbose``, before or after the command's name."""

import json
import logging
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from buffermap.articles.files import files_read
from buffermap.errors import InputError
from buffermap.export.atomic import refuse_overwriting
from buffermap.show.printable import printable

if TYPE_CHECKING:
    from buffermap.articles.report import ReadingReport

_META = "buffermap.cli"


def _remember(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's callback
    """Keep what was asked for where the program and all its commands find it."""
    if value and param.name:
        ctx.meta[f"{_META}.{param.name}"] = True
        set_log_level(ctx)


def shared_options() -> list[click.Parameter]:
    """Return new options for one command."""
    told: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True, "callback": _remember}
    return [
        # main() looks for --json itself: the error that it shapes may come before options are read
        click.Option(["--json", "json_errors"], help="Report an error as one JSON object, for scripts.", **told),
        click.Option(["-q", "--quiet"], help="No progress and notes on standard error, only errors.", **told),
        click.Option(["-v", "--verbose"], help="Say on standard error what is done.", **told),
    ]  # fmt: skip


def with_shared_options(command: click.Command) -> click.Command:
    """Let a command, and those below it, take the shared options; each is changed once."""
    known = {option for parameter in command.params for option in parameter.opts}
    command.params.extend(one for one in shared_options() if known.isdisjoint(one.opts))
    if command.help:
        # in a raw docstring click's mark for lines that stay as they are is two characters
        command.help = command.help.replace("\\b\n", "\b\n")
    if isinstance(command, click.Group):
        for below in command.commands.values():
            with_shared_options(below)
    return command


def set_log_level(ctx: click.Context) -> None:
    """Let messages through by what was asked for: warnings, all of them, or only errors."""
    level = (
        logging.ERROR if asked(ctx, "quiet") else logging.INFO if asked(ctx, "verbose") else logging.WARNING
    )
    for name in ("buffermap", "gazetteer", "geo"):  # libraries below have nothing to say to a reader
        logging.getLogger(name).setLevel(level)


def asked(ctx: click.Context | None, name: str) -> bool:
    """Whether a shared option was given."""
    return ctx is not None and bool(ctx.meta.get(f"{_META}.{name}"))


def is_quiet() -> bool:
    """Whether notes are unwanted."""
    return asked(click.get_current_context(silent=True), "quiet")


def keep_inputs(*, outputs: Iterable[str | Path | None], inputs: Iterable[str | Path | None]) -> None:
    """Refuse to overwrite what a command reads; folders stand for the articles in them.

    Raises
    ------
    InputError
        An output is an input, or two outputs are one file.
    """
    refuse_overwriting((one for one in outputs if one), files_read(one for one in inputs if one))


def format_of(output: Path | None, suffixes: Mapping[str, str]) -> str:
    """Return the format that a file's name asks for, a table for standard output.

    Raises
    ------
    InputError
        The name asks for a format that is not among them.
    """
    if output is None or str(output) == "-":
        return "table"
    if output.suffix.lower() not in suffixes:
        raise InputError(
            f"{output.name}: cannot write this format; choose {', '.join(suffixes)}, or name one with -f"
        )
    return suffixes[output.suffix.lower()]


def command_line() -> str:
    """Return the running command as it could be typed elsewhere: what was given, files by their names alone."""
    context = click.get_current_context()
    words = ["buffermap", context.info_name or ""]
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        if not given or name not in context.params:
            continue
        value = context.params[name]
        option = [] if isinstance(parameter, click.Argument) else [max(parameter.opts, key=len)]
        if value is True:
            words += option
        elif isinstance(value, tuple) and parameter.multiple:
            words += [part for one in value for part in (*option, _word(one))]
        elif isinstance(value, tuple):
            words += [*option, *map(_word, value)]
        else:
            words += [*option, _word(value)]
    return shlex.join(words)


def _word(value: Any) -> str:
    """Return a value as somebody typed it; of a path the name."""
    if isinstance(value, list):  # depths in metres
        return ",".join(f"{depth_m:g}m" for depth_m in value)
    text = str(value)
    return Path(text).name or text if isinstance(value, Path) or Path(text).exists() else text


def note(text: str) -> None:
    """Say something on standard error that is no error and no result, unless notes are unwanted."""
    if not is_quiet():
        click.echo(printable(text), err=True)


def echo_report(report: "ReadingReport") -> None:
    """Say on standard error what was read as what and what was skipped: in words, or with --json as one object."""
    if asked(click.get_current_context(silent=True), "json_errors"):
        note(json.dumps({"reading": report.as_record()}, ensure_ascii=False))
        return
    for line in report.lines(with_reasons=False):
        note(line)


def say(text: str) -> None:
    """Print what people read: names and sentences in it may come from a hostile file."""
    click.echo(printable(text))
