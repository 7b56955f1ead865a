"""Write the guide's reference from docstrings and help texts, and the guide as web pages.

``python docs/build.py`` writes ``reference.md`` and ``commands.md``; ``python docs/build.py --site FOLDER`` renders all
pages there, with nothing but the Markdown parser that rich brings along. Nothing is asked of the network.
"""

import argparse
import importlib
import inspect
import re
import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import click

import buffermap
from buffermap.cli import cli

DOCS = Path(__file__).parent
PAGES = (
    "README.md", "concepts.md", "how-to.md", "reference.md", "commands.md", "formats.md", "accuracy.md", "scaling.md",
    "other-tools.md", "security.md", "extending.md", "page-format.md",
)  # fmt: skip
"""The guide's pages in the order of its navigation."""

FUNCTIONS = {
    "Read and extract": (
        "read",
        "extract",
        "extract_parts",
        "extract_table",
        "Archive",
        "statements",
        "stated_zones",
        "distances",
        "resolve",
        "boundary",
        "Article",
        "UserData",
    ),
    "Borders and zones": ("border", "zone", "Zone", "rings", "settlements", "depth_curve", "sweep", "inside"),
    "Events": ("events", "count_events"),
    "Scenarios": (
        "Scenario",
        "scenario",
        "read_scenario",
        "write_scenario",
        "run",
        "compare",
        "Comparison",
        "explain",
    ),
    "Maps": ("map_articles", "map_comparison", "BufferMap"),
    "Errors": (
        "BuffermapError",
        "InputError",
        "ScenarioError",
        "GeoError",
        "GeometryError",
        "DepthError",
        "GazetteerError",
        "DataMissingError",
        "DataCorruptError",
        "UnknownPlaceError",
        "UnknownBorderError",
        "SourceUnavailableError",
        "LayerError",
        "CorrectionsError",
        "UserDataError",
    ),
}
MODULES = {
    "Stretches of borders": ("geo.border", ("Border",)),
    "Files": ("buffermap.export", ("write", "provenance")),
    "Pictures": ("buffermap.show.pictures", ("depth_curve", "ring_bars", "small_multiples")),
    "Sums": ("buffermap.zones.aggregate", ("by_division",)),
    "Population grids": ("buffermap.zones.population", ("population",)),
}
NOTE = "<!-- Written by docs/build.py from the program itself: change it there. -->\n"


def reference() -> str:
    """Return the reference of the library as Markdown."""
    lines = [NOTE, "# Reference\n", "Everything below is at hand after `import buffermap as bm`.\n"]
    for title, names in FUNCTIONS.items():
        lines.append(f"## {title}\n")
        for name in names:
            lines += described(getattr(buffermap, name), f"bm.{name}")
    for title, (module, names) in MODULES.items():
        lines += [f"## {title}\n", f"From `{module}`.\n"]
        for name in names:
            lines += described(
                getattr(importlib.import_module(module), name), f"{module.split('.')[-1]}.{name}"
            )
    return "\n".join(lines).rstrip() + "\n"


def described(thing: Any, name: str) -> Iterator[str]:
    """Yield a function or class, and a class's own methods below it."""
    yield f"### {name}\n"
    if not (inspect.isclass(thing) and issubclass(thing, Exception)):
        yield f"```text\n{signature(thing, name)}\n```\n"
    yield from body(thing)
    if inspect.isclass(thing) and not issubclass(thing, Exception):
        for key, method in vars(thing).items():
            if inspect.isfunction(method) and not key.startswith("_") and inspect.getdoc(method):
                yield f"#### {name.rsplit('.', maxsplit=1)[-1]}.{key}\n"
                yield f"```text\n{signature(method, f'.{key}')}\n```\n"
                yield from body(method)


def signature(thing: Any, name: str) -> str:
    """Return a call as one would write it, one line for each argument where there are many."""
    known = inspect.signature(thing)
    parts: list[str] = []
    starred = False
    for parameter in known.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        mark = {parameter.VAR_KEYWORD: "**", parameter.VAR_POSITIONAL: "*"}.get(parameter.kind, "")
        given = f": {annotation(parameter.annotation)}" if parameter.annotation is not parameter.empty else ""
        default = "" if parameter.default is parameter.empty else f" = {default_text(parameter.default)}"
        parts.append(f"{mark}{parameter.name}{given}{default}")
    result = known.return_annotation
    arrow = "" if result is known.empty or inspect.isclass(thing) else f" -> {annotation(result)}"
    line = f"{name}({', '.join(parts)}){arrow}"
    if len(line) <= 100:
        return line
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){arrow}"


def annotation(value: Any) -> str:
    """Return a type as written, without the folders that it lives in."""
    text = value if isinstance(value, str) else getattr(value, "__name__", str(value))
    if not isinstance(value, (str, type)) or getattr(value, "__args__", None):
        text = value if isinstance(value, str) else str(value)
    return re.sub(r"\b(?:\w+\.)+(?=[A-Z_a-z])", "", text).strip("'\"")


def default_text(value: Any) -> str:
    """Return a default as one would write it; what is made anew for each object is only hinted at."""
    text = repr(value)
    return "…" if text.startswith("<") else text


def body(thing: Any) -> Iterator[str]:
    """Yield a numpydoc docstring as Markdown."""
    parts = re.split(r"^(\w[\w ]+)\n-{3,}\n", inspect.getdoc(thing) or "", flags=re.MULTILINE)
    yield inline(parts[0].strip()) + "\n"
    for title, text in zip(parts[1::2], parts[2::2], strict=True):
        if title == "Examples":
            yield f"```text\n{text.strip()}\n```\n"
        elif title == "Notes":
            yield inline(text.strip()) + "\n"
        else:
            yield f"**{title}**\n"
            yield "\n".join(entries(text, code=title != "Returns")) + "\n"


def entries(text: str, *, code: bool) -> Iterator[str]:
    """Yield the entries of a section as a list."""
    for head, rest in re.findall(r"^(\S.*)\n?((?:(?: {4}.*)?\n?)*)", text.strip() + "\n", flags=re.MULTILINE):
        names = ", ".join(f"`{name}`" for name in head.split(", ")) if code else f"*{head}*"
        words = " ".join(line.strip() for line in rest.splitlines() if line.strip())
        yield f"- {names}{': ' if words else ''}{inline(words)}"


def inline(text: str) -> str:
    """Return the inline markup of docstrings as Markdown's."""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")


def commands() -> str:
    """Return the help texts of all commands as Markdown."""
    lines = [NOTE, "# Commands\n", "What `--help` says, command by command.\n"]
    top = click.Context(cli, info_name="buffermap", max_content_width=100, terminal_width=100)
    lines.append(f"```text\n{cli.get_help(top)}\n```\n")
    lines += helps(cli, top)
    return "\n".join(lines).rstrip() + "\n"


def helps(group: click.Group, above: click.Context) -> Iterator[str]:
    """Yield the commands of a group, and those below them."""
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None  # noqa: S101 - the group itself named it
        context = click.Context(
            command, info_name=name, parent=above, max_content_width=100, terminal_width=100
        )
        yield f"## {context.command_path}\n"
        yield f"```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from helps(command, context)


GENERATED = {"reference.md": reference, "commands.md": commands}

# -- as web pages -------------------------------------------------------------------------------------

STYLE = """
body{font:16px/1.55 system-ui,sans-serif;color:#222;margin:0;display:flex;flex-wrap:wrap}
nav{flex:0 0 12rem;padding:2rem 1rem 2rem 2rem}nav a{display:block;padding:.2rem 0}
main{flex:1 1 30rem;max-width:52rem;min-width:0;padding:1rem 2rem 4rem}
a{color:#6b4a12}pre{background:#f5f1e8;padding:.8rem;overflow:auto;font-size:14px}code{font-size:.92em}
table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid #ddd;padding:.3rem .6rem;text-align:left}
img{max-width:100%}@media(prefers-color-scheme:dark){body{background:#1c1b19;color:#ddd}a{color:#d9b36c}
pre{background:#2a2824}td,th{border-color:#444}}
"""


def site(folder: Path) -> None:
    """Render all pages as HTML, with links between them; links into the project lead to the project's own files."""
    from markdown_it import MarkdownIt

    folder.mkdir(parents=True, exist_ok=True)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    titles = {page: title_of(DOCS / page) for page in PAGES}
    for page in PAGES:
        links = "".join(f'<a href="{address(other)}">{escape(titles[other])}</a>' for other in PAGES)
        main = with_anchors(reader.render((DOCS / page).read_text(encoding="utf-8")))
        main = re.sub(r'href="([\w.-]+\.md)(#[^"]*)?"', lambda m: f'href="{address(m[1])}{m[2] or ""}"', main)
        main = re.sub(r'href="\.\./', f'href="{DOCS.parent.as_uri()}/', main)
        text = (
            f'<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n'
            f"<title>{escape(titles[page])} – buffermap</title><style>{STYLE}</style>\n<nav>{links}</nav><main>{main}</main></html>\n"
        )
        (folder / address(page)).write_text(text, encoding="utf-8")
    for picture in DOCS.glob("*.png"):
        shutil.copy(picture, folder)


def title_of(page: Path) -> str:
    """Return the first heading of a page."""
    found = re.search(r"^# (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else page.stem


def address(page: str) -> str:
    """Return the file that a page becomes."""
    return "index.html" if page == "README.md" else page.removesuffix(".md") + ".html"


def with_anchors(html: str) -> str:
    """Give headings the anchors that links to them use."""
    return re.sub(r"<h([1-4])>(.*?)</h\1>", lambda m: f'<h{m[1]} id="{anchor(m[2])}">{m[2]}</h{m[1]}>', html)


def anchor(heading: str) -> str:
    """Return a heading's anchor, as hosts of Markdown make it."""
    words = re.sub(r"<[^>]+>|&\w+;|[^\w\s-]", "", heading.lower())
    return re.sub(r"\s", "-", words.strip())


def main(words: list[str]) -> None:
    """Write the generated pages, or the site."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--site", type=Path, help="Folder to render the guide to.")
    asked = options.parse_args(words)
    for name, make in GENERATED.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    if asked.site:
        site(asked.site)


if __name__ == "__main__":
    main(sys.argv[1:])
