"""Which scenario a row of a result belongs to: a short hash of its assumptions and of the versions of the data.

Two tables of one scenario have the same id, whoever made them: command line, notebook, or a page whose reader moved
its slider there (``js/wire/identity.js`` computes the same).
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from gazetteer.files import manifest
from gazetteer.files.swap import current_version, default_user_dir

if TYPE_CHECKING:
    import pandas as pd

    from geo.border import Border

_BASIS, _PRIME, _WORD = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def basis(border: "Border", *, ends: str = "round", layer: "pd.DataFrame | None" = None) -> str:
    """Return the hash of what a scenario rests on but for its side and depth.

    Parameters
    ----------
    border
        The stretch: its line, name and point of view.
    ends
        Of its zones.
    layer
        A settlement layer of the user's own; None is the gazetteer.
    """
    parts = [
        border.name.encode(),
        border.pov.encode(),
        shapely.to_wkb(border.line),
        b"" if border.rest is None or ends == "round" else shapely.to_wkb(border.rest),
        ends.encode(),
        _data(current_version(default_user_dir())).encode(),
        b""
        if layer is None
        else layer.drop(columns="geometry", errors="ignore").to_csv(index=False).encode(),
    ]
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


def scenario_id(basis: str, *, side: str, depth_m: float) -> str:
    """Return the id of a scenario: 16 hexadecimal digits (FNV-1a of 64 bits, which a page computes as well)."""
    value = _BASIS
    for byte in f"{basis}/{side}/{depth_m:.3f}".encode():
        value = ((value ^ byte) * _PRIME) & _WORD
    return f"{value:016x}"


@lru_cache(maxsize=4)
def _data(added: Path | None) -> str:
    """Return one hash of the data that ship and of those that the user added."""
    shipped = sorted((entry.file, entry.sha256) for entry in manifest.load())
    own = (added / "manifest.json").read_bytes() if added and (added / "manifest.json").is_file() else b""
    return hashlib.sha256(repr(shipped).encode() + own).hexdigest()
