"""Nominatim, asked only when somebody wants it: through geopy, once a second at most, every answer kept on disk.

The public server's policy (https://operations.osmfoundation.org/policies/nominatim/): no more than one request a
second, a user agent that says who asks, results cached, OpenStreetMap credited. All of it is done here, also
between several processes on one machine.
"""

import hashlib
import json
import math
import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock
from geopy.adapters import AdapterHTTPError, URLLibAdapter
from geopy.exc import (
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import Nominatim

from gazetteer.errors import SourceUnavailableError
from gazetteer.files.deadline import deadline
from gazetteer.files.swap import default_user_dir
from gazetteer.mention import Candidate
from gazetteer.place import Kind

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright), by Nominatim"
POLICY = "https://operations.osmfoundation.org/policies/nominatim/"
USER_AGENT = "buffermap/0.2 (place names in news articles; asks once a second at most)"
LIMIT = 10
MOST_BYTES = 2_000_000
MOST_LETTERS = 300
"""How much of an answer, and of one of its texts, is read."""

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

    def notice(self) -> str:
        """Return in one line who is asked, whose data come back and by which rules."""
        return f"asking {self.domain}, once a second at most: {ATTRIBUTION}. Policy: {POLICY}"

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
        return [_candidate(answer) for answer in found][:LIMIT]

    def _asked(self, query: Mapping[str, str]) -> list["_Answer"]:
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

    def _request(self, query: Mapping[str, str]) -> list["_Answer"]:
        server = Nominatim(
            user_agent=self.user_agent,
            domain=self.domain,
            scheme=self.scheme,
            timeout=self.timeout_s,
            # geopy's own adapters wait for as long as a byte arrives now and then, or sleep when a server asks them to
            adapter_factory=_BoundedAdapter,
        )
        locations = server.geocode(
            query["q"],
            exactly_one=False,
            limit=LIMIT,
            addressdetails=True,
            language=query["language"],
            country_codes=query["country"] or None,
        )
        answers = (_understood(location.raw) for location in locations or ())
        return [answer for answer in answers if answer is not None]

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

    def _cached(self, query: Mapping[str, str]) -> list["_Answer"] | None:
        try:
            kept = json.loads(self._path(query).read_text(encoding="utf-8"))
            return [_Answer(**item) for item in kept["found"]] if kept["query"] == query else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, query: Mapping[str, str], found: list["_Answer"]) -> None:
        path = self._path(query)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        kept = {
            "query": dict(query),
            "found": [asdict(answer) for answer in found],
            "retrieved": time.strftime("%Y-%m-%d"),
            "attribution": ATTRIBUTION,
        }
        aside.write_text(json.dumps(kept, ensure_ascii=False, allow_nan=False), encoding="utf-8")
        aside.replace(path)


def _may_pass(error: Exception) -> bool:
    """Whether the failure lies in the connection or a busy server, so that asking again may help."""
    beneath = error.__cause__ or error.__context__
    broken = isinstance(beneath, OSError) and not isinstance(beneath, AdapterHTTPError)
    return isinstance(error, GeocoderTimedOut | GeocoderUnavailable) or broken


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """One place of an answer, of checked types and sizes: what is kept, and all that is believed."""

    lat: float
    lon: float
    osm_type: str
    osm_id: int
    importance: float
    name: str
    shown: str
    kind: str
    country: str
    state: str


def _understood(item: Any) -> _Answer | None:
    """Return what an answer says, checked; None for what is no place with an id and a point."""
    if not isinstance(item, dict):
        return None
    lat, lon = _finite(item.get("lat")), _finite(item.get("lon"))
    osm_type, osm_id = item.get("osm_type"), item.get("osm_id")
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    if osm_type not in {"node", "way", "relation"} or not isinstance(osm_id, int) or isinstance(osm_id, bool):
        return None
    importance = _finite(item.get("importance", 0.0) or 0.0)
    if importance is None:
        return None
    address = item.get("address")
    known = address if isinstance(address, dict) else {}
    shown, kind = _text(item.get("display_name")), item.get("addresstype") or item.get("type")
    code = _text(known.get("country_code")).upper()
    return _Answer(
        lat=lat,
        lon=lon,
        osm_type=osm_type,
        osm_id=osm_id,
        importance=min(max(importance, 0.0), 1.0),
        name=_text(item.get("name")) or shown.partition(",")[0],
        shown=shown,
        kind=_text(kind),
        country=code if re.fullmatch("[A-Z]{2}", code) else "",
        state=_text(known.get("state")),
    )


def _finite(value: Any) -> float | None:
    """Return a number, given as one or as text; None for what is none or has no end."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _text(value: Any) -> str:
    """Return a text without control characters and lone surrogates, of a length that fits a cell; else nothing."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value[:MOST_LETTERS] if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def _candidate(answer: _Answer) -> Candidate:
    """Return one answer as a candidate."""
    return Candidate(
        geonameid=_own_id(answer.osm_type, answer.osm_id),
        score=answer.importance,
        name=answer.name,
        kind=_KINDS.get(answer.kind, "site"),
        country=answer.country,
        admin1=answer.state or None,
        lat=answer.lat,
        lon=answer.lon,
        reason=f"OpenStreetMap {answer.osm_type} {answer.osm_id}: {answer.shown}. {ATTRIBUTION}",
    )


class _BoundedAdapter(URLLibAdapter):  # type: ignore[misc] # geopy has no types
    """Asks for one answer, all of it within the time and of a size that an answer can have."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> list[Any]:
        """Return the places of an answer that can be understood: one that cannot must not take the others with it."""
        found = json.loads(self.get_text(url, timeout=timeout, headers=headers))
        if not isinstance(found, list):
            raise GeocoderServiceError("its answer is no list of places")
        places = [item for item in found if _understood(item) is not None]
        if found and not places:
            raise GeocoderServiceError("none of its answers is a place with an id and a point")
        return places

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Return the body of an answer."""
        with httpx.Client(timeout=timeout) as client, deadline(timeout, client.close) as passed:
            try:
                with client.stream("GET", url, headers=dict(headers)) as response:
                    body = _at_most(response.iter_bytes(), MOST_BYTES)
            except (httpx.HTTPError, RuntimeError, OSError) as error:
                if passed() or isinstance(error, httpx.TimeoutException):
                    raise GeocoderTimedOut(f"no whole answer within {timeout:g} s") from error
                raise GeocoderUnavailable(str(error) or type(error).__name__) from error
        text = body.decode("utf-8", "replace")
        if response.status_code >= 400:
            raise AdapterHTTPError(
                f"status {response.status_code}",
                status_code=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                text=text[:500],
            )
        return text


def _at_most(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise GeocoderServiceError(f"its answer is longer than {most / 1e6:g} MB")
    return bytes(body)


def _own_id(osm_type: str, osm_id: int) -> int:
    """Return a negative id for an OpenStreetMap object, always the same; it is no GeoNames id."""
    digest = hashlib.blake2b(f"osm {osm_type} {osm_id}".encode(), digest_size=8).digest()
    return -1_000_000 - int.from_bytes(digest, "big") % 2_146_000_000
