"""A name in, ranked places out: from the gazetteer, or from a Nominatim server on request."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from buffermap.errors import InputError
from gazetteer.files.store import Gazetteer, open_gazetteer
from gazetteer.names.lookup import LIMIT, by_distance, resolve

if TYPE_CHECKING:
    from gazetteer.mention import Candidate
    from gazetteer.names.online import Online
    from gazetteer.place import Kind

SERVER = "https://nominatim.openstreetmap.org"
"""The public Nominatim server."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """Looks names up, all in one way.

    Parameters
    ----------
    near
        A place (name), or latitude and longitude in degrees: candidates closer to it come first.
    country, kind
        Only places of this country (ISO code), of this kind.
    limit
        At most so many.
    server
        Address of a Nominatim server to ask instead of the gazetteer.

    Raises
    ------
    InputError
        The country is no ISO code, or the server no address.
    """

    near: str | tuple[float, float] | None = None
    country: str | None = None
    kind: "Kind | None" = None
    limit: int = LIMIT
    server: str | None = None
    gazetteer: Gazetteer = field(default_factory=open_gazetteer)
    online: "Online | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Refuse what cannot be looked up."""
        if self.country is not None and self.country.upper() not in self.gazetteer.countries:
            raise InputError(f"{self.country} is no ISO country code; give two letters, such as UA")
        if self.server is not None:
            object.__setattr__(self, "online", _online(self.server))

    def __call__(self, name: str) -> "list[Candidate]":
        """Return the places that a name may mean, best first; an empty list where nothing answers to it."""
        if self.online is None:
            return resolve(
                name,
                gazetteer=self.gazetteer,
                near=self.near,
                country=self.country,
                kind=self.kind,
                limit=self.limit,
            )
        answers = self.online.search(name, country=self.country)
        found = [one for one in answers if self.kind in {None, one.kind}]
        return (by_distance(found, self.near, self.gazetteer) if self.near else found)[: self.limit]

    def population(self, geonameid: int) -> int | None:
        """Return the listed population of a place; None where unknown."""
        row = self.gazetteer.row_of(geonameid)
        people = -1 if row is None else int(self.gazetteer.population[row])
        return people if people >= 0 else None


def outline(geonameid: int) -> dict[str, Any] | None:
    """Return the outline of a country or first-level division as GeoJSON; None where there is none."""
    from gazetteer.boundaries.borders import outline as shape_of  # loads the geometry, which no look-up needs

    shape = shape_of(geonameid)
    return None if shape is None else dict(shape.__geo_interface__)


def _online(server: str) -> "Online":
    from gazetteer.names.online import Online  # loads geopy, only where a server is asked

    address = urlsplit(server)
    if address.scheme not in {"http", "https"} or not address.netloc:
        raise InputError(f"{server} is no address of a server; give https://HOST")
    return Online(domain=address.netloc + address.path.rstrip("/"), scheme=address.scheme)
