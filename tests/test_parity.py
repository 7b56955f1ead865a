"""What the command line can, Python can: each option of each command has its place in the library."""

import inspect
from functools import reduce

import click
import pytest

import buffermap as bm
from buffermap.cli import cli

SAME = None  # how results leave the program: files, formats and messages are `buffermap.export.write` and `print`

ZONE = {
    "border": "border spec", "along": "border along", "between": "border between", "around": "border around",
    "line": "border line", "sublayer": "border sublayer", "choices": "border columns", "pov": "border pov", "side": "zone side",
    "ends": "zone ends",
}  # fmt: skip
EVENTS = {
    "events": "events source",
    "events_share": "events share",
    "events_licence": "events licence",
    "events_accessed": "events accessed",
    "events_precision": "events precision",
    "events_map": "events columns",
}
LEAVES = {"keep_people": "read keep_people", "output": SAME, "format_": SAME, "form": SAME}
TABLE = {
    "map": ZONE | EVENTS | LEAVES | {
        "inputs": "map_articles articles", "depth": "zone depth", "places": "map_articles places",
        "text_mode": "map_articles text_mode", "corrections": "map_articles corrections", "column": "read column",
        "title": "map_articles title", "language": "map_articles language", "tiles": "map_articles tiles",
        "tiles_attribution": "map_articles tiles", "zone_id": "map_articles zone_id", "population_grid": "map_articles grid",
        "built_up": "map_articles built_up", "by": "map_articles by", "share": "map_articles share", "also": "BufferMap.save_picture outfile",
    },
    "extract": LEAVES | {
        "inputs": "extract articles", "column": "read column", "corrections": "extract corrections", "home": "extract home",
        "jobs": "extract jobs", "resume": "extract_parts resume", "scheduler": "extract_parts executor", "no_boilerplate": "extract boilerplate", "no_outlets": "extract outlets",
    },
    "resolve": LEAVES | {
        "names": "resolve name", "near": "resolve near", "country": "resolve country", "kind": "resolve kind",
        "limit": "resolve limit", "online": "resolve server", "server": "resolve server",
    },
    "zone": ZONE | LEAVES | {"depth": "rings depth", "bands": "rings bands"},
    "settlements": ZONE | LEAVES | {
        "depth": "settlements depth", "places": "settlements places", "everything": "settlements everything",
        "by": "settlements by", "min_cell": "settlements min_cell", "language": "settlements language",
        "population_grid": "settlements grid", "built_up": "settlements built_up",
        "share": "map_articles share",
    },
    "events": ZONE | EVENTS | LEAVES | {
        "depth": "events depth", "by": "count_events by", "mentions": "events mentions",
        "everything": SAME,  # Python has all of them
    },
    "statements": LEAVES | {"inputs": "statements articles", "rows": "distances articles", "zones": "stated_zones articles", "column": "read column"},
    "scenario": LEAVES | {"inputs": "scenario articles", "zone_id": "scenario zone_id"},
    "run": EVENTS | {"scenario": "run scenario", "into": "run into", "events": "run events", "share": "run share", "sublayer": "events sublayer",
        "population_grid": "run grid", "built_up": "run built_up"},
    "diff": LEAVES | {
        "a": "compare a", "b": "compare b", "depth": "compare depth", "title": "map_comparison title",
        "language": "map_comparison language", "population_grid": "compare grid", "built_up": "compare built_up",
    },
    "verify": {"evidence": "verify evidence", "articles": "verify articles", "places": "verify places"},
    "explain": {"asked": "explain settlement"},
    "data add": {
        "countries": "UserData.add_countries codes", "origin": "UserData.add_countries origin",
        "mirror": "UserData.add_countries origin", "proxy": "UserData.add_countries proxy",
        "sha256": "UserData.add_countries sha256", "alternates": "UserData.add_countries alternates",
        "no_alternates": "UserData.add_countries with_names", "layer": "UserData.add_layer path",
        "boundaries": "UserData.add_boundaries path", "name": "UserData.add_layer name",
        "choices": "UserData.add_layer columns", "sublayer": "UserData.add_layer sublayer",
        "country": "UserData.add_layer country", "level": "UserData.add_boundaries level",
        "licence": "UserData.add_layer licence", "attribution": "UserData.add_layer attribution",
    },
    "data info": LEAVES,
    "data rebuild": {},
    "data remove": {"names": "UserData.remove name"},
    "data verify": {},
}  # fmt: skip
SHARED = {"json_errors", "quiet", "verbose"}


def commands(group=cli, above=""):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")
        else:
            yield pytest.param(f"{above}{name}", command, id=f"{above}{name}")


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_option_is_in_the_library(name, command):
    """A new option needs a line in the table above, and the argument that the line names."""
    options = {parameter.name for parameter in command.params} - SHARED
    assert options - set(TABLE[name]) == set()
    for option in options:
        place = TABLE[name][option]
        if place is not None:
            path, parameter = place.split()
            function = reduce(getattr, path.split("."), bm)
            assert parameter in inspect.signature(function).parameters, f"{name} --{option}"
