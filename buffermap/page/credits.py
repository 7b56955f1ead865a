"""The credits that stand on the map and on every picture of it."""

from buffermap.export.provenance import DataSource, Provenance
from buffermap.export.terms import of_measurements, of_picture
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


def terms(data: PageData) -> dict[str, str]:
    """Return the licences of the tables and of the pictures that leave a page."""
    told = Provenance(
        sources=tuple(
            DataSource(name=one.name, version=one.version, licence=one.licence, attribution=one.attribution)
            for one in data.sources
        )
    )
    return {"table": of_measurements(told), "picture": of_picture(told)}
