"""Downloads from a real server on loopback that stalls, cuts, redirects, corrupts, throttles and never ends."""

import hashlib
import socket
import time
from pathlib import Path

import httpx
import pytest

from gazetteer.errors import LayerError, SourceUnavailableError
from gazetteer.userdata.fetch import Downloader, Limits, _redirected
from tests.gazetteer.http_server import cut, head, serve, status, whole

BODY = bytes(range(256)) * 2000
HASH = hashlib.sha256(BODY).hexdigest()
QUICK = Limits(first_wait_s=0.01, stall_s=0.5, connect_s=1, attempts=3, connections=20, longest_wait_s=2)


def get(url: str, folder: Path, *, limits: Limits = QUICK, proxy: str | None = None, **options):
    return Downloader(limits=limits, proxy=proxy).download(url, folder / "file.zip", **options)


def refuses(folder: Path, *answers, match: str, limits: Limits = QUICK, path: str = "/f", **options):
    with serve(*answers) as server, pytest.raises(SourceUnavailableError, match=match) as caught:
        get(server.url + path, folder, limits=limits, **options)
    assert "\n" not in str(caught.value)
    assert not (folder / "file.zip").exists()
    return server


def test_a_file_arrives_whole_with_its_hash_and_progress(tmp_path):
    steps = []
    with serve(whole(BODY, Last_Modified="Mon, 02 Nov 2026 00:00:00 GMT")) as server:
        loader = Downloader(limits=QUICK, progress=lambda done, total: steps.append((done, total)))
        fetched = loader.download(server.url + "/UA.zip", tmp_path / "UA.zip", sha256=HASH)
    assert fetched.path.read_bytes() == BODY
    assert (fetched.bytes, fetched.sha256) == (len(BODY), HASH)
    assert fetched.modified == "Mon, 02 Nov 2026 00:00:00 GMT"
    assert steps[-1] == (len(BODY), len(BODY))
    assert [p.name for p in tmp_path.iterdir()] == ["UA.zip"]
    assert "buffermap" in server.requests[0][1]["user-agent"]
    assert server.requests[0][1]["accept-encoding"] == "identity"


def test_a_cut_transfer_is_resumed_where_it_stopped(tmp_path):
    with serve(cut(BODY, 100_000, ETag='"a"'), whole(BODY, ETag='"a"')) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH
    assert server.requests[1][1]["range"] == "bytes=100000-"
    assert server.requests[1][1]["if-range"] == '"a"'


def test_a_later_run_resumes_what_an_earlier_one_left(tmp_path):
    with serve(cut(BODY, 100_000, ETag='"a"'), status(404)) as server:
        url = server.url + "/f"
        with pytest.raises(SourceUnavailableError, match="404"):
            get(url, tmp_path)
        server.answers = [whole(BODY, ETag='"a"')]
        assert get(url, tmp_path).sha256 == HASH
    assert server.requests[-1][1]["range"] == "bytes=100000-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path):
    newer = b"newer" * 50_000
    with serve(cut(BODY, 100_000, ETag='"a"'), whole(newer, ETag='"b"')) as server:
        assert get(server.url + "/f", tmp_path).path.read_bytes() == newer


def test_without_proof_of_sameness_nothing_is_resumed(tmp_path):
    with serve(cut(BODY, 100_000), whole(BODY)) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH
    assert "range" not in server.requests[1][1]


def test_a_part_of_another_file_is_not_glued_on(tmp_path):
    def wrong_part(handler):
        head(handler, 206, Content_Range=f"bytes 5-9/{len(BODY)}", Content_Length=5, ETag='"a"')
        handler.wfile.write(b"wrong")

    with serve(cut(BODY, 100_000, ETag='"a"'), wrong_part, whole(BODY, ETag='"a"')) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH


def test_a_part_that_is_already_complete_is_accepted(tmp_path):
    with serve(cut(BODY, len(BODY), ETag='"a"'), whole(BODY, ETag='"a"')) as server:
        url = server.url + "/f"
        with pytest.raises(SourceUnavailableError):
            get(url, tmp_path, limits=Limits(max_bytes=len(BODY) - 1))
        (tmp_path / "file.zip.part").write_bytes(BODY)
        meta = f'{{"url": "{url}", "validator": "\\"a\\"", "total": {len(BODY)}, "modified": null}}'
        (tmp_path / "file.zip.part.json").write_text(meta)
        assert get(url, tmp_path).sha256 == HASH
    assert len(server.requests) == 2


def test_a_stalled_transfer_is_cut_and_resumed(tmp_path):
    def stall(handler):
        cut(BODY, 50_000, ETag='"a"')(handler)
        handler.wfile.flush()
        time.sleep(1.0)

    with serve(stall, whole(BODY, ETag='"a"')) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH
    assert server.requests[1][1]["range"] == "bytes=50000-"


def test_a_server_that_drips_its_headers_is_given_up(tmp_path):
    """Each byte comes in time, the head of the answer never ends."""

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    began = time.monotonic()
    with serve(drip) as server, pytest.raises(SourceUnavailableError, match="the head of its answer"):
        get(server.url, tmp_path, limits=Limits(stall_s=0.3, connect_s=0.1, first_wait_s=0.01, attempts=2))
    assert time.monotonic() - began < 6


def test_a_server_that_only_stalls_is_given_up(tmp_path):
    def stall(_):
        time.sleep(0.6)

    refuses(
        tmp_path,
        stall,
        match="stopped sending|connection broke",
        limits=Limits(stall_s=0.2, first_wait_s=0.01, attempts=2),
    )


def test_a_crawling_transfer_is_cut(tmp_path):
    def crawl(handler):
        head(handler, 200, Content_Length=10_000)
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)

    limits = Limits(slow_s=0.1, slow_bytes_per_s=1000, attempts=1, connections=2, first_wait_s=0.01)
    refuses(tmp_path, crawl, match="too slow|broke 2 times", limits=limits)


def test_an_endless_body_is_stopped(tmp_path):
    def endless(handler):
        head(handler, 200)
        for _ in range(10_000):
            handler.wfile.write(b"x" * 10_000)

    refuses(
        tmp_path, endless, match="does not end within the limit of 1 MB", limits=Limits(max_bytes=1_000_000)
    )
    assert not list(tmp_path.iterdir())


def test_a_file_over_the_limit_is_not_begun(tmp_path):
    refuses(tmp_path, _announces(10**12), match="larger than the limit")


def _announces(size: int):
    def answer(handler):
        head(handler, 200, Content_Length=size)

    return answer


def test_throttling_waits_as_long_as_the_server_asks(tmp_path):
    start = time.monotonic()
    with serve(status(429, Retry_After=1), status(503), whole(BODY)) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH
    assert time.monotonic() - start >= 1.0


def test_a_server_that_asks_for_an_hour_is_quoted(tmp_path):
    server = refuses(tmp_path, status(429, Retry_After=3600), match="429 .* come back in 3600 s")
    assert len(server.requests) == 1


def test_errors_of_the_server_are_retried_and_then_named(tmp_path):
    server = refuses(tmp_path, status(502), match="502 Bad Gateway")
    assert len(server.requests) == QUICK.attempts


def test_a_missing_file_is_not_retried(tmp_path):
    assert len(refuses(tmp_path, status(404), match="404 Not Found").requests) == 1


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x/", "data:text/plain,x"]
)
def test_redirects_to_other_schemes_are_refused(tmp_path, where):
    refuses(tmp_path, status(302, Location=where), match="only http and https|leads to none")


def test_an_encrypted_address_leads_to_no_unencrypted_one():
    def answer(location: str) -> httpx.Response:
        return httpx.Response(
            302, headers={"location": location}, request=httpx.Request("GET", "https://example.org/a/f.zip")
        )

    assert _redirected(answer("g.zip")) == "https://example.org/a/g.zip"
    assert _redirected(answer("https://example.com/f.zip")) == "https://example.com/f.zip"
    with pytest.raises(SourceUnavailableError, match="redirects to an unencrypted address"):
        _redirected(answer("http://example.org/a/f.zip"))


def test_redirects_are_followed_but_not_for_ever(tmp_path):
    with serve(status(302, Location="/g"), status(307, Location="h"), whole(BODY)) as server:
        assert get(server.url + "/f", tmp_path).sha256 == HASH
    assert [path for path, _ in server.requests] == ["/f", "/g", "/h"]
    refuses(tmp_path / "loop", status(302, Location="/f"), match="redirects more than 5 times")


def test_a_corrupted_file_is_fetched_anew_once(tmp_path):
    bad = b"\1" + BODY[1:]
    with serve(whole(bad), whole(BODY)) as server:
        assert get(server.url + "/f", tmp_path, sha256=HASH).sha256 == HASH
    server = refuses(tmp_path / "again", whole(bad), match="has SHA-256", sha256=HASH)
    assert len(server.requests) == 2


def test_a_failed_check_of_the_content_fetches_anew_once(tmp_path):
    def check(path):
        if path.read_bytes() != BODY:
            raise LayerError("not a zip file")

    with serve(whole(b"garbage"), whole(BODY)) as server:
        assert get(server.url + "/f", tmp_path, check=check).sha256 == HASH
    with serve(whole(b"garbage")) as server, pytest.raises(LayerError, match="not a zip"):
        get(server.url + "/f", tmp_path / "again", check=check)


def test_a_web_page_is_not_a_data_file(tmp_path):
    refuses(tmp_path, whole(b"<html>log in", Content_Type="text/html; charset=utf-8"), match="web page")


def test_compressed_transfer_is_refused(tmp_path):
    refuses(tmp_path, whole(b"x", Content_Encoding="gzip"), match="encoded as gzip")


def test_no_connection_is_one_line_with_a_way_out(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(SourceUnavailableError, match=r"no connection .* --from FILE"):
        get(f"http://127.0.0.1:{port}/UA.zip", tmp_path)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "UA.zip", "http://[bad/", "http://exa mple\x00/"])
def test_what_is_no_web_address_is_refused(tmp_path, url):
    with pytest.raises(SourceUnavailableError):
        get(url, tmp_path)


def test_a_proxy_is_used(tmp_path):
    with serve(whole(BODY)) as proxy:
        assert get("http://geonames.invalid/UA.zip", tmp_path, proxy=proxy.url).sha256 == HASH
    assert proxy.requests[0][0] == "http://geonames.invalid/UA.zip"


def test_a_proxy_from_the_environment_is_used(tmp_path, monkeypatch):
    with serve(whole(BODY)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert get("http://geonames.invalid/UA.zip", tmp_path).sha256 == HASH
