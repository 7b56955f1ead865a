"""The credits that stand on the map and on every picture of it."""

from buffermap.page.data import PageData


def credits_line(data: PageData) -> str:
    """Join the attributions that the sources' licences ask for, each once; the panel of sources has all of them."""
    lines = [
        source.attribution or source.name
        for source in data.sources
        if source.licence not in ("public domain", "MIT")
    ]
    if data.tiles is not None:
        lines.append(data.tiles.attribution)
    return " · ".join(dict.fromkeys(line for line in lines if line))
