"""Write 100,000 settlements in every format and say how long it took: ``python tests/benchmarks/bench_export.py``."""

import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from buffermap import export
from buffermap.export import DataSource, Provenance

ROWS = 100_000
PROVENANCE = Provenance(
    coverage="made up", sources=(DataSource(name="none", version="1", licence="MIT", attribution="nobody"),)
)


def settlements() -> gpd.GeoDataFrame:
    """Made-up settlements with the columns of a settlement table."""
    random = np.random.default_rng(1)
    lon, lat = random.uniform(30, 40, ROWS), random.uniform(48, 52, ROWS)
    table = pd.DataFrame(
        {
            "geonameid": np.arange(ROWS),
            "name": [f"Selo {number}" for number in range(ROWS)],
            "name_local": [f"Село {number} & «інші»" for number in range(ROWS)],
            "kind": "settlement",
            "place_class": random.choice(["city", "town", "village"], ROWS),
            "country": random.choice(["UA", "RU"], ROWS),
            "admin1": random.choice(["Sumy Oblast", "Kharkiv Oblast"], ROWS),
            "admin2": random.choice(["Okhtyrka raion", None], ROWS),
            "admin1_code": "UA.21",
            "lat": lat.round(5),
            "lon": lon.round(5),
            "population": pd.array(random.integers(0, 90_000, ROWS), dtype="Int64"),
            "population_source": "GeoNames",
            "layer": "embedded",
            "distance_m": random.uniform(0, 100_000, ROWS),
            "side": random.choice(["UA", "RU"], ROWS),
            "zone_depth_m": 20_000.0,
            "inside": random.random(ROWS) > 0.5,
            "status": random.choice(["inside", "outside", "uncertain"], ROWS),
        }
    )
    table.loc[::7, "population"] = pd.NA
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")


def main() -> None:
    """Time every format, best of three, after one write that pays for the imports."""
    table = settlements()
    mentions = table[["geonameid", "name", "kind", "country", "admin1"]].assign(
        doc_id="a.txt",
        start=12,
        end=16,
        surface="Sumy",
        sentence="The town of Sumy and others.",
        sentence_start=0,
    )
    with tempfile.TemporaryDirectory() as folder:
        for format_ in export.FORMATS:
            rows = mentions if format_ == "jsonld" else table
            path = Path(folder, f"out.{format_}")
            export.write(rows.head(10), path, provenance=PROVENANCE)
            best_s = min(_seconds(rows, path) for _ in range(3))
            print(f"{format_:8} {best_s:5.2f} s  {path.stat().st_size / 1e6:6.1f} MB")


def _seconds(table: pd.DataFrame, path: Path) -> float:
    started = time.process_time()
    export.write(table, path, provenance=PROVENANCE)
    return time.process_time() - started


if __name__ == "__main__":
    main()
