"""Inside, uncertain, outside: the same in tables, on the static map and in the page's script."""

import json
import shutil
import subprocess

import numpy as np
import pytest

from buffermap.page.picture.states import holds, states
from buffermap.paths import PAGE
from geo.containment import classify
from tests.browser import invented

PROGRAM = """
import { readFileSync } from "node:fs";
import { statusOf, INSIDE, OUTSIDE } from "%s";
const name = (status) => (status === INSIDE ? "inside" : status === OUTSIDE ? "outside" : "uncertain");
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map((values) => name(statusOf(...values)))));
"""


def test_the_script_and_the_tables_say_the_same_of_every_place() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    chance = np.random.default_rng(16)
    cases = [
        (float(d), float(u), float(depth), bool(on))
        for d, u, depth, on in zip(
            [*chance.uniform(0, 30_000, 200).round(1), 10_000, 10_000, 9_000, 11_000],
            [*chance.choice([0, 1_200, 5_000], 200), 0, 1_200, 1_000, 1_000],
            [*chance.choice([5_000, 10_000, 20_000], 200), 10_000, 10_000, 10_000, 10_000],
            [*chance.choice([True, False], 200), True, True, True, True],
            strict=True,
        )
    ]
    here = [classify([d], depth_m=depth, accuracy_m=u, on_side=on).tolist()[0] for d, u, depth, on in cases]
    done = subprocess.run(
        [node, "--input-type=module", "-e", PROGRAM % (PAGE / "js" / "state" / "model.js").as_uri()],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == here
    assert set(here) == {"inside", "uncertain", "outside"}


def test_the_static_map_draws_what_the_table_lists() -> None:
    data = invented.page()
    assert data.zone is not None
    assert data.settlements is not None
    assert data.zone.depth_m is not None
    inside, near = states(data.settlements, data.zone)
    codes = [side.code for side in data.zone.sides]
    chosen = data.settlements.side == codes.index(data.zone.side)
    assert inside.sum() == (chosen & (data.settlements.distance_m <= data.zone.depth_m)).sum() > 0
    assert near.any()
    assert not near[~chosen].any()
    within = [place.name for place in data.places if holds(data.zone, place)]
    assert within
    assert all(place.side == data.zone.side for place in data.places if place.name in within)
