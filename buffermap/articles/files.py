"""Files by their names: which may hold articles, and which a folder holds. Loads no reader, so that commands start fast."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "text", "web page", "JSON", "JSON lines", "CSV", "TSV", "Parquet", "feed", "PDF", "mail", "saved page", "mailbox", "captions",
    "Word document", "OpenDocument text", "workbook", "web archive", "press clippings", "chat page",
    "chat text", "archive",
]  # fmt: skip

TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".text"}
BY_SUFFIX: dict[str, Kind] = {
    **dict.fromkeys(sorted(TEXT_SUFFIXES), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "web page"),
    ".json": "JSON",
    ".js": "JSON",
    ".geojson": "JSON",
    **dict.fromkeys((".jsonl", ".ndjson"), "JSON lines"),
    ".csv": "CSV",
    ".tsv": "TSV",
    ".parquet": "Parquet",
    **dict.fromkeys((".rss", ".atom", ".xml", ".rdf"), "feed"),
    ".pdf": "PDF",
    ".eml": "mail",
    **dict.fromkeys((".mhtml", ".mht"), "saved page"),
    ".mbox": "mailbox",
    **dict.fromkeys((".srt", ".vtt"), "captions"),
    **dict.fromkeys((".docx", ".docm"), "Word document"),
    ".odt": "OpenDocument text",
    ".xlsx": "workbook",
    ".warc": "web archive",
    ".zip": "archive",
}
_POSTS_AS_SCRIPT = re.compile(r"(?:community-)?tweets?(?:-part\d+)?\.js", re.IGNORECASE)
"""The one kind of script in a folder that holds texts: posts in an archive of X."""

SUFFIXES = set(BY_SUFFIX) - {".js", ".geojson"}
"""Files that a folder is searched for; each may also be packed as ``.gz``."""

_SAVE = "save it as .docx, .txt or .html"
REFUSED: dict[str, str] = {
    ".rtf": f"rich text (RTF) is not read; {_SAVE}",
    ".doc": f"old Word files are not read; {_SAVE}",
    ".msg": "Outlook messages are not read; save it as .eml",
    ".pst": "Outlook mailboxes are not read; save the mails as .eml",
    ".ods": "OpenDocument spreadsheets are not read; save it as .csv or .xlsx",
    ".odp": "presentations are not read; save it as .pdf or .txt",
    ".xls": "old Excel files are not read; save it as .csv or .xlsx",
    ".pptx": "presentations are not read; save it as .pdf or .txt",
    ".ppt": "presentations are not read; save it as .pdf or .txt",
    ".epub": "electronic books are not read; save its pages as .html",
    ".wacz": "packed web archives (WACZ) are not read; unpack it and give the .warc",
    ".tar": "tar archives are not read; unpack it, or pack it as .zip",
    ".tgz": "tar archives are not read; unpack it, or pack it as .zip",
    ".7z": "7z archives are not read; unpack it, or pack it as .zip",
    ".rar": "RAR archives are not read; unpack it, or pack it as .zip",
}


def suffix_of(name: str) -> str:
    """Suffix that says what a file holds, without ``.gz``."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix


def refusal_of(name: str) -> str | None:
    """Return why files of this name are not read, None where they may be."""
    return REFUSED.get(suffix_of(name))


def is_readme(name: str) -> bool:
    """Whether a file is about the others of its folder."""
    return name.lower().startswith("readme")


def files_read(sources: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Yield the files that paths on a command line are read from: each file, and those of each folder."""
    for path in map(Path, sources):
        if path.is_dir():
            yield from (member for member in members(path) if not_looked_at(member.name) is None)
        else:
            yield path


def members(folder: Path) -> list[Path]:
    """Return the files in a folder and those below it, by name; what is hidden is left out with its folder."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names)]
    return found


def not_looked_at(name: str) -> str | None:
    """Return why a file of a folder is left out: empty for what is no content of it, None for what is read."""
    if name.startswith(".") or is_readme(name) or name.lower() in {"thumbs.db", "desktop.ini"}:
        return ""
    suffix = suffix_of(name)
    if suffix in SUFFIXES or _POSTS_AS_SCRIPT.fullmatch(name):
        return None
    if refusal := refusal_of(name):
        return f"{suffix} files: {refusal}"
    return (
        f"{suffix} files: not among the formats that are read"
        if suffix
        else "files without a suffix that names a format"
    )
