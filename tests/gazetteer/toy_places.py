"""A toy gazetteer to add data to: one real country code, two invented oblasts, a handful of places."""

from pathlib import Path

from gazetteer.text.names import NameFlag
from gazetteer.userdata.layer_files import Row, build_layer

NAN = float("nan")


def build_toy(data_dir: Path) -> Path:
    """Build the embedded layer of the toy in ``data_dir``."""
    alt = int(NameFlag.ALTERNATE)
    settlement = {"kind": "settlement", "country": "UA"}
    rows = [
        Row(690791, "Ukraine", "country", 49.0, 32.0, country="UA", code="UA", names=(("Україна", alt),)),
        Row(617790, "Moldova", "country", 47.0, 29.0, country="MD", code="MD"),
        Row(101, "East Oblast", "admin1", 50.0, 36.0, country="UA", code="UA.21", parent=690791, names=(("East", alt),)),
        Row(102, "West Oblast", "admin1", 50.0, 30.0, country="UA", code="UA.22", parent=690791, names=(("West", alt),)),
        Row(111, "East Raion", "admin2", 50.0, 36.0, country="UA", code="UA.21.7", parent=101),
        Row(1001, "Velykyi Hai", lat=51.0, lon=35.0, population=2500, feature="PPL", parent=111, names=(("Великий Гай", alt),), **settlement),
        Row(1002, "Misto", lat=50.0, lon=36.0, population=1_000_000, feature="PPLA", parent=101, names=(("Місто", alt),), **settlement),
        Row(1003, "Nova", lat=50.05, lon=36.05, population=90_000, feature="PPLX", parent=101, section_of=1002, **settlement),
        Row(1004, "Zakhid", lat=50.0, lon=30.0, population=700, feature="PPL", parent=102, **settlement),
        Row(1005, "Kut", lat=50.5, lon=30.5, feature="PPL", parent=102, **settlement),
    ]  # fmt: skip
    build_layer(rows, data_dir / "places")
    return data_dir
