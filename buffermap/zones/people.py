"""What says where people live besides a list of settlements: population grids and built-up areas of the user's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Level = Literal["admin1", "admin2", "admin3", "admin4"]
LEVELS: tuple[Level, ...] = get_args(Level)
Files = str | Path | Iterable[str | Path] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Files that say where people live, and by which divisions they are summed.

    Parameters
    ----------
    grids
        Rasters of people per cell (see `buffermap.zones.gridcurve`).
    built_up
        Polygons of built-up land: how much of a city lies within a depth.
    level
        ``admin1`` to ``admin4``: the divisions of a page.
    """

    grids: tuple[Path, ...] = ()
    built_up: Path | None = None
    level: Level = "admin1"

    @property
    def files(self) -> tuple[Path, ...]:
        """All files."""
        return (*self.grids, *([self.built_up] if self.built_up else []))


NOTHING = People()


def level_of(name: str) -> Level:
    """Return the level that ``adm2`` or ``admin2`` names."""
    return LEVELS[int(name[-1]) - 1]


def people_of(
    grid: Files = None, built_up: str | Path | None = None, *, level: Level | None = None
) -> People:
    """Return what the caller gives: one grid or several, built-up land."""
    grids = [grid] if isinstance(grid, str | Path) else list(grid or ())
    return People(
        grids=tuple(map(Path, grids)),
        built_up=None if built_up is None else Path(built_up),
        level=level or "admin1",
    )
