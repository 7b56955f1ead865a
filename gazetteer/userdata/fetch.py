"""Downloads that resume, retry, verify and stop: one file from an HTTP server that may do anything.

A partial download lies beside its target as ``NAME.part`` with what is needed to resume it in ``NAME.part.json``.
It is resumed only where the server can prove (by ETag or date) that it still has the same file.
"""

import hashlib
import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

import httpx

from gazetteer.errors import GazetteerError, SourceUnavailableError
from gazetteer.files.deadline import deadline

Progress = Callable[[int, int | None], None]
"""Called with the bytes that are there and the bytes expected (None where the server does not say)."""

USER_AGENT = "buffermap (gazetteer data; one file at a time)"
_TRANSIENT = {408, 425, 429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where a download stops. Times are seconds.

    ``attempts`` counts attempts in a row that brought no byte; ``connections`` counts all of them. A transfer
    slower than ``slow_bytes_per_s`` over ``slow_s`` is cut and resumed on a new connection.
    """

    max_bytes: int = 4 * 1024**3
    attempts: int = 5
    connections: int = 100
    redirects: int = 5
    connect_s: float = 10.0
    stall_s: float = 30.0
    slow_bytes_per_s: float = 500.0
    slow_s: float = 60.0
    total_s: float = 4 * 3600.0
    first_wait_s: float = 1.0
    longest_wait_s: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A complete file and where it came from; ``modified`` is the server's date of it, if any."""

    path: Path
    url: str
    bytes: int
    sha256: str
    modified: str | None = None


@dataclass(slots=True, kw_only=True)
class _Partial:
    """What has arrived so far, and the proof that the rest belongs to it."""

    path: Path
    url: str
    validator: str | None = None
    total: int | None = None
    modified: str | None = None
    size: int = 0

    @property
    def _meta(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    @classmethod
    def load(cls, path: Path, url: str) -> "_Partial":
        """Take up what an earlier run left, if it was of the same URL."""
        partial = cls(path=path, url=url)
        with suppress(OSError, ValueError, TypeError, KeyError):
            meta = json.loads(partial._meta.read_text(encoding="utf-8"))
            if meta["url"] == url and isinstance(meta["validator"], str):
                partial.size = path.stat().st_size
                partial.validator = meta["validator"]
                partial.total = meta["total"]
                partial.modified = meta["modified"]
        return partial

    def begin(self, headers: httpx.Headers) -> None:
        """Start from nothing with the file that this response announces."""
        etag = headers.get("etag", "")
        self.modified = headers.get("last-modified")
        self.validator = etag if etag.startswith('"') else self.modified
        self.total = _whole_number(headers.get("content-length"))
        self.size = 0
        self.path.write_bytes(b"")
        meta = {"url": self.url, "validator": self.validator, "total": self.total, "modified": self.modified}
        self._meta.write_text(json.dumps(meta), encoding="utf-8")

    def drop(self) -> None:
        """Forget everything that has arrived."""
        self.path.unlink(missing_ok=True)
        self._meta.unlink(missing_ok=True)
        self.size, self.validator, self.total, self.modified = 0, None, None, None

    def finish(self, target: Path) -> None:
        """Give the complete file its name."""
        self.path.replace(target)
        self._meta.unlink(missing_ok=True)


class _TryAgainError(Exception):
    """An attempt failed in a way that another may not; ``wait_s`` is the server's own wish."""

    def __init__(self, cause: str, *, wait_s: float | None = None, hopeless_after: int = 99) -> None:
        super().__init__(cause)
        self.wait_s = wait_s
        self.hopeless_after = hopeless_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloader:
    """Downloads files, one at a time.

    Parameters
    ----------
    limits
        Where to stop.
    proxy
        URL of a proxy; None leaves it to the environment (``HTTPS_PROXY``, ``NO_PROXY`` …).
    progress
        Told how far the transfer is.
    """

    limits: Limits = field(default_factory=Limits)
    proxy: str | None = None
    progress: Progress | None = None

    def download(
        self,
        url: str,
        target: Path,
        *,
        sha256: str | None = None,
        check: Callable[[Path], None] | None = None,
    ) -> Fetched:
        """Download ``url`` to ``target``, which appears only when it is complete and has passed every check.

        Parameters
        ----------
        sha256
            Expected hash, where one is known.
        check
            Raises a GazetteerError where the content is not what it should be; the file is then fetched anew once.

        Raises
        ------
        SourceUnavailableError
            The file could not be had; the message says why in one line. A resumable part stays beside the target.
        """
        _check_scheme(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = _Partial.load(target.with_name(target.name + ".part"), url)
        try:
            for last_try in (False, True):
                self._complete(partial)
                try:
                    digest = _digest(partial.path)
                    if sha256 and digest != sha256.lower():
                        raise SourceUnavailableError(
                            f"{url} has SHA-256 {digest[:16]}… instead of {sha256[:16]}…"
                        )
                    if check:
                        check(partial.path)
                except GazetteerError:
                    partial.drop()
                    if last_try:
                        raise
                else:
                    break
        except httpx.InvalidURL as error:
            raise SourceUnavailableError(
                f"{url} is no address that can be fetched, or leads to none: {error}"
            ) from error
        fetched = Fetched(path=target, url=url, bytes=partial.size, sha256=digest, modified=partial.modified)
        partial.finish(target)
        return fetched

    def _complete(self, partial: _Partial) -> None:
        """Attempt until the file is whole, with growing pauses, or give up."""
        fruitless, end = 0, time.monotonic() + self.limits.total_s
        for _ in range(self.limits.connections):
            before = partial.size
            try:
                with self._client() as client:
                    self._attempt(client, partial, end)
            except (_TryAgainError, httpx.TransportError) as error:
                fruitless = 0 if partial.size > before else fruitless + 1
                self._pause_or_give_up(partial.url, _explain(error), fruitless, end)
            else:
                return
        raise SourceUnavailableError(f"{partial.url}: the connection broke {self.limits.connections} times")

    def _pause_or_give_up(self, url: str, error: _TryAgainError, fruitless: int, end: float) -> None:
        if fruitless >= min(self.limits.attempts, error.hopeless_after):
            raise SourceUnavailableError(f"cannot download {url}: {error}") from error
        wait = error.wait_s
        if wait is None:
            wait = self.limits.first_wait_s * 2 ** max(0, fruitless - 1)
        if wait > self.limits.longest_wait_s or time.monotonic() + wait > end:
            raise SourceUnavailableError(
                f"cannot download {url}: {error}, and asks to come back in {wait:.0f} s"
                if error.wait_s
                else f"cannot download {url}: {error}, and it took too long"
            ) from error
        time.sleep(wait)

    def _client(self) -> httpx.Client:
        timeout = httpx.Timeout(self.limits.stall_s, connect=self.limits.connect_s)
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        return httpx.Client(
            timeout=timeout, proxy=self.proxy, headers=headers, follow_redirects=False, verify=_certificates()
        )

    def _attempt(self, client: httpx.Client, partial: _Partial, end: float) -> None:
        headers = {}
        if partial.size and partial.validator:
            headers = {"Range": f"bytes={partial.size}-", "If-Range": partial.validator}
        url = httpx.URL(partial.url)
        for _ in range(self.limits.redirects + 1):
            with self._opened(client, url, headers) as response:
                if response.status_code in _REDIRECTS:
                    url = _redirected(response)
                    continue
                if self._accept(response, partial):
                    self._receive(response, partial, end)
                return
        raise SourceUnavailableError(f"{partial.url} redirects more than {self.limits.redirects} times")

    @contextmanager
    def _opened(
        self, client: httpx.Client, url: httpx.URL, headers: dict[str, str]
    ) -> Iterator[httpx.Response]:
        """Ask for a file; an answer whose head does not arrive in time is none, however steadily it drips."""
        opened = ExitStack()
        with opened:
            with deadline(self.limits.connect_s + self.limits.stall_s, client.close) as passed:
                try:
                    response = opened.enter_context(client.stream("GET", url, headers=headers))
                except (httpx.HTTPError, RuntimeError, OSError) as error:
                    if passed():
                        raise _TryAgainError(
                            "the server does not finish the head of its answer", hopeless_after=2
                        ) from error
                    raise
            yield response

    def _accept(self, response: httpx.Response, partial: _Partial) -> bool:
        """Decide from status and headers what the body is; False where nothing is left to receive."""
        status, headers, url = response.status_code, response.headers, partial.url
        if status == 416 and partial.size:
            if headers.get("content-range", "") == f"bytes */{partial.size}":
                return False
            partial.drop()
            raise _TryAgainError("the file has changed on the server")
        if status in _TRANSIENT:
            raise _TryAgainError(
                f"the server answers {status} {response.reason_phrase}".strip(),
                wait_s=_retry_after(headers.get("retry-after")),
            )
        if status not in {200, 206}:
            raise SourceUnavailableError(
                f"{url}: the server answers {status} {response.reason_phrase}".strip()
            )
        if headers.get("content-encoding", "identity").lower() not in {"identity", ""}:
            raise SourceUnavailableError(
                f"{url} comes encoded as {headers['content-encoding']}, which was not asked for"
            )
        if "html" in headers.get("content-type", ""):
            raise SourceUnavailableError(
                f"{url} gives a web page instead of a data file (a log-in page, perhaps)"
            )
        if status == 206:
            self._check_range(headers, partial)
        else:
            partial.begin(headers)
        if (partial.total or 0) > self.limits.max_bytes:
            partial.drop()
            raise SourceUnavailableError(
                f"{url} is larger than the limit of {self.limits.max_bytes / 1e6:,.0f} MB"
            )
        return True

    @staticmethod
    def _check_range(headers: httpx.Headers, partial: _Partial) -> None:
        """Make sure that a partial answer begins where we stand, and is of the same file."""
        unit, _, rest = headers.get("content-range", "").partition(" ")
        span, _, total = rest.partition("/")
        fits = unit == "bytes" and span.partition("-")[0] == str(partial.size)
        same = partial.total is None or total in {"*", str(partial.total)}
        if not (fits and same):
            partial.drop()
            raise _TryAgainError("the server sends another part than was asked for")
        partial.total = _whole_number(total) or partial.total

    def _receive(self, response: httpx.Response, partial: _Partial, end: float) -> None:
        with partial.path.open("ab") as file:
            for chunk in _not_too_slow(response.iter_raw(), self.limits, end):
                self._append(file, chunk, partial)
        if partial.total is not None and partial.size != partial.total:
            if partial.size > partial.total:
                partial.drop()
            raise _TryAgainError(f"{partial.size:,} of {partial.total or 0:,} bytes arrived")

    def _append(self, file: BinaryIO, chunk: bytes, partial: _Partial) -> None:
        if partial.size + len(chunk) > self.limits.max_bytes:
            file.close()
            partial.drop()
            raise SourceUnavailableError(
                f"{partial.url} does not end within the limit of {self.limits.max_bytes / 1e6:,.0f} MB"
            )
        file.write(chunk)
        file.flush()
        partial.size += len(chunk)
        if self.progress:
            self.progress(partial.size, partial.total)


@cache
def _certificates() -> ssl.SSLContext:
    """Certificates that servers are checked against, read once: that takes longer than many a download."""
    return httpx.create_ssl_context()


def _check_scheme(url: str, *, after: str = "") -> None:
    scheme = url.partition(":")[0].lower()
    if scheme not in {"http", "https"}:
        raise SourceUnavailableError(f"{after or url}: only http and https are fetched, not {scheme}:")


def _redirected(response: httpx.Response) -> httpx.URL:
    """Return the next address; never another scheme than HTTP, never from HTTPS back to HTTP."""
    here = response.url
    try:
        there = here.join(response.headers.get("location", ""))
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceUnavailableError(f"{here} redirects to something that is no address") from error
    _check_scheme(str(there), after=f"{here} redirects elsewhere")
    if here.scheme == "https" and there.scheme == "http":
        raise SourceUnavailableError(f"{here} redirects to an unencrypted address; not followed")
    return there


def _not_too_slow(chunks: Iterator[bytes], limits: Limits, end: float) -> Iterator[bytes]:
    """Pass chunks on; cut a transfer that crawls, or that goes on past the end."""
    start, arrived = time.monotonic(), 0
    for chunk in chunks:
        yield chunk
        arrived += len(chunk)
        now = time.monotonic()
        if now > end:
            raise SourceUnavailableError(f"the download took longer than {limits.total_s / 60:.0f} minutes")
        if now - start > limits.slow_s:
            if arrived < limits.slow_bytes_per_s * limits.slow_s:
                raise _TryAgainError("the transfer became too slow")
            start, arrived = now, 0


def _explain(error: _TryAgainError | httpx.TransportError) -> _TryAgainError:
    """Put a transport failure into words for the person who waits."""
    if isinstance(error, _TryAgainError):
        return error
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return _TryAgainError(
            f"no connection ({error or 'timed out'}). Offline? Bring the file and use --from FILE, or name a mirror with --mirror",
            hopeless_after=2,
        )
    if isinstance(error, httpx.ProxyError):
        return _TryAgainError(f"the proxy refuses: {error}", hopeless_after=2)
    if isinstance(error, httpx.TimeoutException):
        return _TryAgainError("the server stopped sending")
    return _TryAgainError(f"the connection broke ({error})" if str(error) else "the connection broke")


def _retry_after(value: str | None) -> float | None:
    """Seconds that the server asks us to wait, given as seconds or as a date."""
    if not value:
        return None
    number = _whole_number(value)
    if number is not None:
        return float(number)
    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    return None


def _whole_number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
