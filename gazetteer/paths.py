"""Where the files of this package lie: the one module that knows."""

from pathlib import Path

PACKAGE = Path(__file__).parent
DATA = PACKAGE / "data"
TABLES = PACKAGE / "build" / "tables"
