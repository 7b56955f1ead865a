"""Nominatim, asked only when somebody wants it: through geopy, once a second at most, every answer kept on disk.

The public server's policy (https://operations.osmfoundation.org/policies/nominatim/): no more than one request a
second, a user agent that says who asks, results cached, OpenStreetMap credited. All of it is done here, also
between several processes on one machine.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock
from geopy.adapters import AdapterHTTPError, URLLibAdapter
from geopy.exc import GeocoderRateLimited, GeocoderTimedOut, GeocoderUnavailable, GeopyError
from geopy.geocoders import Nominatim

from gazetteer.errors import SourceUnavailableError
from gazetteer.files.swap import default_user_dir
from gazetteer.mention import Candidate
from gazetteer.place import Kind

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright), by Nominatim"
POLICY = "https://operations.osmfoundation.org/policies/nominatim/"
USER_AGENT = "buffermap/0.1 (place names in news articles; asks once a second at most)"
LIMIT = 10

# kinds by Nominatim's `addresstype`; what stands in no table is a site
_KINDS: dict[str, Kind] = {
    "country": "country",
    **dict.fromkeys(("state", "region", "province", "territory"), "admin1"),
    **dict.fromkeys(("county", "district", "state_district", "municipality"), "admin2"),
    **dict.fromkeys(
        ("city", "town", "village", "hamlet", "isolated_dwelling", "borough", "suburb", "locality"),
        "settlement",
    ),
    **dict.fromkeys(("water", "waterway", "river", "bay", "sea", "ocean", "lake", "stream"), "water"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """A Nominatim server and what it has answered before.

    Parameters
    ----------
    cache_dir
        Where answers are kept; ``cache/nominatim`` in the user's data folder by default.
    domain, scheme
        The server.
    pause_s
        Seconds between two requests, over all processes that share the cache.
    attempts
        How often a request is tried when the server is busy.
    timeout_s
        How long an answer may take.
    sleep
        Waits; replaced in tests.
    """

    cache_dir: Path = field(default_factory=lambda: default_user_dir() / "cache" / "nominatim")
    domain: str = "nominatim.openstreetmap.org"
    scheme: str = "https"
    user_agent: str = USER_AGENT
    pause_s: float = 1.0
    attempts: int = 3
    timeout_s: float = 20.0
    sleep: Callable[[float], None] = time.sleep

    def search(self, name: str, *, country: str | None = None, language: str = "en") -> list[Candidate]:
        """Return candidates for a name, best first, at most ten; an empty list where the server knows none.

        Parameters
        ----------
        name
            What to look for.
        country
            ISO 3166 alpha-2 code to keep to.
        language
            Language of the names in the answer.

        Raises
        ------
        SourceUnavailableError
            The server cannot be reached, refuses, or gives what is no answer.
        """
        if not name.strip():
            return []
        query = {
            "q": name.strip(),
            "country": (country or "").lower(),
            "language": language,
            "server": self.domain,
        }
        found = self._cached(query)
        if found is None:
            found = self._asked(query)
            self._keep(query, found)
        candidates = (_candidate(item) for item in found if isinstance(item, dict))
        return [candidate for candidate in candidates if candidate is not None][:LIMIT]

    def _asked(self, query: Mapping[str, str]) -> list[Any]:
        """Ask the server, again after a pause where it is busy."""
        for attempt in range(1, self.attempts + 1):
            try:
                with self._turn():
                    return self._request(query)
            except GeocoderRateLimited as error:
                wait = float(error.retry_after or 5 * attempt)
                problem = f"asks to slow down (again in {wait:.0f} s)"
                if attempt == self.attempts or wait > 60:
                    raise SourceUnavailableError(f"{self.domain} {problem}; policy: {POLICY}") from error
                self.sleep(wait)
            except (GeopyError, ValueError, TypeError) as error:
                if not _may_pass(error):
                    raise SourceUnavailableError(
                        f"{self.domain} refuses or answers nonsense: {error}"
                    ) from error
                if attempt == self.attempts:
                    raise SourceUnavailableError(
                        f"{self.domain} cannot be reached ({error}); without --online the embedded gazetteer answers"
                    ) from error
                self.sleep(float(attempt))
        return []

    def _request(self, query: Mapping[str, str]) -> list[Any]:
        server = Nominatim(
            user_agent=self.user_agent,
            domain=self.domain,
            scheme=self.scheme,
            timeout=self.timeout_s,
            # geopy's other adapters retry on their own, and would sleep for as long as a server cares to ask
            adapter_factory=URLLibAdapter,
        )
        locations = server.geocode(
            query["q"],
            exactly_one=False,
            limit=LIMIT,
            addressdetails=True,
            language=query["language"],
            country_codes=query["country"] or None,
        )
        return [location.raw for location in locations or ()]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until this machine may ask again; hold the turn while asking."""
        self.cache_dir.mkdir(parents=True, exist_ok=True)
        stamp = self.cache_dir / "last-request"
        with FileLock(self.cache_dir / "lock"):
            try:
                waited = time.time() - stamp.stat().st_mtime
            except FileNotFoundError:
                waited = self.pause_s
            if 0 <= waited < self.pause_s:
                self.sleep(self.pause_s - waited)
            try:
                yield
            finally:
                stamp.touch()

    def _path(self, query: Mapping[str, str]) -> Path:
        key = json.dumps(query, sort_keys=True, ensure_ascii=False)  # sorted: the same question has one key
        return self.cache_dir / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"

    def _cached(self, query: Mapping[str, str]) -> list[Any] | None:
        try:
            kept = json.loads(self._path(query).read_text(encoding="utf-8"))
            return list(kept["found"]) if kept["query"] == query else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, query: Mapping[str, str], found: list[Any]) -> None:
        path = self._path(query)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        kept = {
            "query": dict(query),
            "found": found,
            "retrieved": time.strftime("%Y-%m-%d"),
            "attribution": ATTRIBUTION,
        }
        aside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        aside.replace(path)


def _may_pass(error: Exception) -> bool:
    """Whether the failure lies in the connection or a busy server, so that asking again may help."""
    beneath = error.__cause__ or error.__context__
    broken = isinstance(beneath, OSError) and not isinstance(beneath, AdapterHTTPError)
    return isinstance(error, GeocoderTimedOut | GeocoderUnavailable) or broken


def _candidate(item: Mapping[str, Any]) -> Candidate | None:
    """Return one answer as a candidate; None for what is no place with a point."""
    try:
        lat, lon = float(item["lat"]), float(item["lon"])
        osm_type, osm_id = str(item["osm_type"]), int(item["osm_id"])
        score = float(item.get("importance") or 0.0)
    except (KeyError, TypeError, ValueError):
        return None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        return None
    address = item.get("address") or {}
    shown = str(item.get("display_name", ""))
    return Candidate(
        geonameid=_own_id(osm_type, osm_id),
        score=min(max(score, 0.0), 1.0),
        name=str(item.get("name") or shown.partition(",")[0]),
        kind=_KINDS.get(str(item.get("addresstype") or item.get("type")), "site"),
        country=str(address.get("country_code", "")).upper(),
        admin1=address.get("state") or None,
        lat=lat,
        lon=lon,
        reason=f"OpenStreetMap {osm_type} {osm_id}: {shown}. {ATTRIBUTION}",
    )


def _own_id(osm_type: str, osm_id: int) -> int:
    """Return a negative id for an OpenStreetMap object, always the same; it is no GeoNames id."""
    digest = hashlib.blake2b(f"osm {osm_type} {osm_id}".encode(), digest_size=8).digest()
    return -1_000_000 - int.from_bytes(digest, "big") % 2_146_000_000
