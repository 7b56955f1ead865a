"""``buffermap scenario``: a scenario file from what the articles state."""

from pathlib import Path

import click

from buffermap.cli.shared import keep_inputs, note


@click.command("scenario", no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The scenario file to write, for example s.toml.",
)
def command(*, inputs: tuple[str, ...], output: str) -> None:
    r"""Write a scenario file from the zone statement that says most closely where its zone lies.

    Every assumption names its source: the sentence, its speaker and article, or "default". What no text states stays
    unstated; what other statements say is kept beside it, to choose from. Edit the file, then `buffermap run` it.

    \b
    Example:
      buffermap scenario seeds -o s.toml
    """
    import os
    from dataclasses import replace

    from buffermap import pipeline
    from buffermap.errors import InputError
    from buffermap.scenarios.data import data_versions, file_hashes
    from buffermap.scenarios.file import write_scenario
    from buffermap.scenarios.stated import from_statements

    keep_inputs(outputs=[output], inputs=inputs)
    parsed = pipeline.parse(inputs)
    statements = [one for item in parsed for one in item.statements]
    target = Path(output)
    # articles are found from the scenario's own folder, so that both can move together
    articles = [Path(os.path.relpath(name, target.parent)).as_posix() for name in inputs if name != "-"]
    scenario = from_statements(statements, articles=articles)
    if scenario is None:
        raise InputError(
            f"no statement gives the location of a zone ({len(statements)} statements about zones in {len(parsed)} "
            'articles); write a file with border = "RU-UA" and run it'
        )
    stem = "scenario" if output == "-" else target.stem
    outputs = {"map": f"{stem}.html"}
    if scenario.depths:
        outputs |= {"settlements": f"{stem}.csv", "zone": f"{stem}.geojson"}
    data = data_versions() | file_hashes(scenario, target.parent)
    write_scenario(replace(scenario, outputs=outputs, data=data), target)
    depths = ", ".join(scenario.depth_texts) or "not stated"
    others = len(scenario.alternatives)
    note(
        f"{output}: {scenario.title}; depth {depths}; {others} alternative{'' if others == 1 else 's'} kept beside"
    )
