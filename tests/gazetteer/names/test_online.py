"""Nominatim by its protocol, from a real server on loopback: answers, cache, pace, errors and rate limits."""

import dataclasses
import json
import threading
import time
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from gazetteer.errors import SourceUnavailableError
from gazetteer.names.online import ATTRIBUTION, Online
from tests.gazetteer.http_server import head, serve, status

ITEM = {
    "osm_type": "node",
    "osm_id": 337505135,
    "lat": "50.9216",
    "lon": "34.8003",
    "name": "Sumy",
    "addresstype": "city",
    "importance": 0.61,
    "display_name": "Sumy, Sumy Raion, Sumy Oblast, Ukraine",
    "address": {"country_code": "ua", "state": "Sumy Oblast"},
}


def found(*items):
    body = json.dumps(items).encode()

    def answer(handler):
        head(handler, 200, Content_Type="application/json; charset=utf-8", Content_Length=len(body))
        handler.wfile.write(body)

    return answer


def raw(body: bytes, kind: str = "application/json"):
    def answer(handler):
        head(handler, 200, Content_Type=kind, Content_Length=len(body))
        handler.wfile.write(body)

    return answer


@pytest.fixture
def waits():
    return []


@pytest.fixture
def ask(tmp_path, waits):
    """Ask a server on loopback; waits are noted, not waited."""

    def make(server, **options):
        return Online(
            cache_dir=tmp_path / "cache", domain=server.url.removeprefix("http://"), scheme="http", sleep=waits.append,
            **options,
        )  # fmt: skip

    return make


def test_an_answer_becomes_a_candidate_with_its_attribution(ask):
    with serve(found(ITEM)) as server:
        (candidate,) = ask(server).search("Sumy", country="UA")
    assert (candidate.name, candidate.kind, candidate.country) == ("Sumy", "settlement", "UA")
    assert (candidate.lat, candidate.lon, candidate.admin1) == (50.9216, 34.8003, "Sumy Oblast")
    assert candidate.geonameid < -1_000_000
    assert ATTRIBUTION in candidate.reason
    path, headers = server.requests[0]
    asked = parse_qs(urlsplit(path).query)
    assert urlsplit(path).path == "/search"
    assert (asked["q"], asked["countrycodes"], asked["accept-language"]) == (["Sumy"], ["ua"], ["en"])
    assert "buffermap" in headers["user-agent"]


def test_the_same_question_is_asked_once_even_by_another_process(ask):
    with serve(found(ITEM)) as server:
        first = ask(server).search("Sumy")
        assert ask(server).search(" Sumy ") == first
        assert len(server.requests) == 1
        ask(server).search("Sumy", country="UA")
        assert len(server.requests) == 2


def test_nothing_found_is_an_answer_too(ask):
    with serve(found()) as server:
        assert ask(server).search("Nowhere") == []
        assert ask(server).search("Nowhere") == []
        assert ask(server).search("  ") == []
    assert len(server.requests) == 1


def test_requests_keep_a_second_apart(tmp_path):
    with serve(found(ITEM)) as server:
        online = Online(
            cache_dir=tmp_path, domain=server.url.removeprefix("http://"), scheme="http", pause_s=0.3
        )
        start = time.monotonic()
        threads = [threading.Thread(target=online.search, args=(name,)) for name in ("a", "b", "c")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert time.monotonic() - start >= 0.6
    assert len(server.requests) == 3


def test_the_pace_is_one_a_second_by_default(ask, waits):
    with serve(found(ITEM)) as server:
        ask(server).search("a")
        ask(server).search("b")
    assert len(waits) == 1
    assert 0.5 < waits[0] <= 1.0


def test_a_rate_limit_is_waited_for(ask, waits):
    with serve(status(429, Retry_After=7), found(ITEM)) as server:
        assert ask(server, pause_s=0).search("Sumy")
    assert waits == [7.0]


def test_a_rate_limit_without_end_is_an_error_with_the_policy(ask):
    with (
        serve(status(429)) as server,
        pytest.raises(SourceUnavailableError, match=r"slow down .*policies/nominatim"),
    ):
        ask(server, pause_s=0).search("Sumy")
    assert len(server.requests) == 3


def test_a_long_wait_is_not_waited_for(ask, waits):
    with (
        serve(status(429, Retry_After=3600)) as server,
        pytest.raises(SourceUnavailableError, match="3600 s"),
    ):
        ask(server, pause_s=0).search("Sumy")
    assert waits == []


def test_a_busy_server_is_tried_again(ask, waits):
    with serve(status(503), status(504), found(ITEM)) as server:
        assert ask(server, pause_s=0).search("Sumy")
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize("code", [400, 401, 403, 500])
def test_a_refusal_is_one_line(ask, code):
    with serve(status(code)) as server, pytest.raises(SourceUnavailableError, match="refuses") as caught:
        ask(server, pause_s=0).search("Sumy")
    assert "\n" not in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body", [b"<html>busy</html>", b"", b'{"error": "no"}', b"[1, 2", b"\xff\xfe", b'[{"lat": "x"}]']
)
def test_what_is_no_answer_is_one_line_and_not_kept(ask, body):
    with serve(raw(body)) as server, pytest.raises(SourceUnavailableError):
        ask(server, pause_s=0).search("Sumy")
    with serve(found(ITEM)) as server:
        assert ask(server, pause_s=0).search("Sumy")


@pytest.mark.parametrize(
    "change",
    [
        {"osm_id": None},
        {"osm_id": float("inf")},
        {"osm_id": True},
        {"osm_type": "=cmd"},
        {"importance": "many"},
        {"importance": float("nan")},
        {"lat": float("nan")},
        {"lat": [51]},
        {"lon": "1e400"},
    ],
)
def test_items_without_a_point_or_an_id_are_left_out(ask, change):
    with serve(found(ITEM | change, ITEM | {"osm_id": 7, "addresstype": "attraction"})) as server:
        candidates = ask(server).search("Sumy")
    assert [candidate.kind for candidate in candidates] == ["site"]


def test_no_connection_names_the_way_out(tmp_path):
    online = Online(cache_dir=tmp_path, domain="127.0.0.1:9", scheme="http", pause_s=0, sleep=lambda _: None)
    with pytest.raises(SourceUnavailableError, match="without --online"):
        online.search("Sumy")


def test_a_stalled_server_is_given_up(ask):
    def stall(_):
        time.sleep(0.5)

    with serve(stall) as server, pytest.raises(SourceUnavailableError):
        ask(server, pause_s=0, timeout_s=0.1, attempts=2).search("Sumy")


def test_a_damaged_cache_is_asked_anew(ask, tmp_path):
    with serve(found(ITEM)) as server:
        ask(server).search("Sumy")
        for path in (tmp_path / "cache").glob("*.json"):
            path.write_text("[]")
        assert ask(server).search("Sumy")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"address": ["Sumy"]},
        {"address": {"state": {"en": "Sumy"}, "country_code": 7}},
        {"address": {"country_code": "=1+1"}},
        {"display_name": {"a": 1}},
        {"addresstype": ["city"]},
        {"name": "Su\x1b[31mmy\u202e\ud800"},
        {"name": "x" * 100_000},
    ],
)
def test_values_of_other_types_are_not_believed(ask, change):
    with serve(found(ITEM | change)) as server:
        (candidate,) = ask(server).search("Sumy")
    assert candidate.country in {"", "UA"}
    assert candidate.admin1 is None or isinstance(candidate.admin1, str)
    assert len(candidate.name) <= 300
    assert candidate.name.isprintable()
    json.dumps(dataclasses.asdict(candidate), allow_nan=False).encode("utf-8")


def test_a_server_that_drips_is_given_up(ask):
    """Each byte comes in time, the whole never does."""

    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        with suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.05)

    began = time.monotonic()
    with serve(drip) as server, pytest.raises(SourceUnavailableError):
        ask(server, pause_s=0, timeout_s=0.3, attempts=1).search("Sumy")
    assert time.monotonic() - began < 4


def test_an_answer_without_end_is_not_read(ask):
    endless = raw(b"[" + b" " * 3_000_000 + b"]")
    with serve(endless) as server, pytest.raises(SourceUnavailableError, match="longer than 2 MB"):
        ask(server, pause_s=0).search("Sumy")
