"""Where the files of this package lie: the one module that knows."""

from pathlib import Path

PACKAGE = Path(__file__).parent
PAGE = PACKAGE / "page"
LEAFLET = PAGE / "vendor" / "leaflet"
STRINGS = PAGE / "strings"
WORLD = PAGE / "world.json"
SCENE = PAGE / "scene.json"
SCENARIO_SCHEMA = PACKAGE / "scenarios" / "scenario.schema.json"
LEXICON = PACKAGE / "said" / "grammar" / "lexicon"
LANGUAGES = PACKAGE / "said" / "languages"
HEADINGS = PACKAGE / "zones" / "headings.json"

MANIFEST = "manifest.json"
"""Of an archive (see `buffermap.corpus`), by which its folder is known."""


def is_archive(path: str | Path) -> bool:
    """Whether a path is a folder that `buffermap extract` wrote parts to."""
    return (Path(path) / MANIFEST).is_file() and (Path(path) / "articles").is_dir()
