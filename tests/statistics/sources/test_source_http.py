"""The client is polite, patient within bounds, and believes no answer unseen."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from alke import __version__
from alke.base.errors import SourceError
from alke.statistics.sources.http import Client, Manners, RefusedError
from tests.statistics.sources.servers import Asked, Playing, Reply, playing

QUICK = Manners(timeout=0.4, deadline=0.8, attempts=3, backoff=0.01, patience=30, calls=1000)


class Waiting:
    """Stands for sleeping: remembers how long it would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def server() -> Iterator[Playing]:
    with playing(lambda asked: Reply({"ok": True})) as state:
        yield state


def in_turn(*replies: Reply) -> object:
    """Answers each request with the next reply, the last one for ever."""
    left = list(replies)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def client(manners: Manners = QUICK, cache: Path | None = None) -> tuple[Client, Waiting]:
    waiting = Waiting()
    return Client(manners, cache, sleep=waiting), waiting


def raw(*chunks: bytes, pause: float = 0) -> Reply:
    def send(handler: BaseHTTPRequestHandler) -> None:
        try:
            for chunk in chunks:
                handler.wfile.write(chunk)
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            return

    return Reply(raw=send)


def head(length: int, kind: str = "application/json") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n".encode()


def refusal(server: Playing, *replies: Reply, manners: Manners = QUICK) -> SourceError:
    server.answers = in_turn(*replies)  # type: ignore[assignment]
    with pytest.raises(SourceError) as caught:
        client(manners)[0].get(f"{server.address}/table")
    assert server.address in caught.value.where
    assert caught.value.fix
    return caught.value


def test_an_answer_is_given_with_its_json(server: Playing) -> None:
    assert client()[0].get(f"{server.address}/x", (("a", "b c"), ("a", "ä"))).json == {"ok": True}
    assert server.requests[0].query == {"a": ["b c", "ä"]}


def test_the_client_names_itself_and_its_version(server: Playing) -> None:
    client()[0].get(server.address)
    assert server.requests[0].headers["User-Agent"].startswith(f"Alke/{__version__}")


def test_a_dead_port_is_told_after_the_attempts() -> None:
    asking, waiting = client()
    with pytest.raises(SourceError, match=r"cannot be reached .*\(3 attempts\)"):
        asking.get("http://127.0.0.1:9/x")
    assert len(waiting.seconds) == 2


def test_while_a_server_is_down_each_further_question_is_tried_once() -> None:
    asking, waiting = client()
    for _ in range(3):
        with pytest.raises(SourceError):
            asking.get("http://127.0.0.1:9/x")
    assert asking.calls == 3 + 1 + 1


def test_waiting_doubles_from_attempt_to_attempt(server: Playing) -> None:
    server.answers = lambda asked: Reply(b"", 503)
    asking, waiting = client(Manners(attempts=4, backoff=1))
    with pytest.raises(SourceError, match=r"the server answered 503 \(4 attempts\)"):
        asking.get(server.address)
    assert all(low <= seconds <= 1.5 * low for low, seconds in zip([1, 2, 4], waiting.seconds, strict=True))


def test_a_server_that_recovers_is_read(server: Playing) -> None:
    server.answers = in_turn(Reply(b"", 503), Reply(b"", 500), Reply([1]))  # type: ignore[assignment]
    assert client()[0].get(server.address).json == [1]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_is_waited_for_as_told(server: Playing, status: int) -> None:
    server.answers = in_turn(Reply(b"", status, {"Retry-After": "7"}), Reply([1]))  # type: ignore[assignment]
    asking, waiting = client()
    assert asking.get(server.address).json == [1]
    assert waiting.seconds == [7]


def test_a_time_to_wait_until_may_be_a_date(server: Playing) -> None:
    told = {"Retry-After": formatdate(time.time() + 20, usegmt=True)}
    server.answers = in_turn(Reply(b"", 429, told), Reply([1]))  # type: ignore[assignment]
    asking, waiting = client()
    asking.get(server.address)
    assert 17 < waiting.seconds[0] < 21


def test_a_wait_beyond_the_patience_is_not_begun(server: Playing) -> None:
    error = refusal(server, Reply(b"", 429, {"Retry-After": "3600"}))
    assert "3600 s" in error.what
    assert "patience of 30 s" in error.what
    assert "later" in error.fix


def test_a_refusal_is_not_tried_again(server: Playing) -> None:
    error = refusal(server, Reply(b"no such table", 404))
    assert isinstance(error, RefusedError)
    assert error.status == 404
    assert "no such table" in error.what
    assert len(server.requests) == 1


def test_a_web_page_in_the_place_of_json_is_refused(server: Playing) -> None:
    page = b"<!doctype html><title>Huoltokatko</title>"
    error = refusal(server, Reply(page, headers={"Content-Type": "text/html; charset=utf-8"}))
    assert "a web page" in error.what
    assert "Huoltokatko" in error.what
    assert "maintenance" in error.fix


def test_nothing_at_all_is_refused(server: Playing) -> None:
    assert "nothing came" in refusal(server, Reply(b"")).what


def test_half_a_json_is_asked_for_again_and_then_refused(server: Playing) -> None:
    error = refusal(server, Reply(b'{"value": [1, 2, 3'))
    assert "no whole JSON" in error.what
    assert "18 bytes" in error.what
    assert len(server.requests) == 3


def test_an_answer_shorter_than_it_says_is_refused(server: Playing) -> None:
    error = refusal(server, raw(head(1000), b'{"ok": true}'))
    assert "broke off" in error.what


def test_a_drip_is_given_up_at_the_deadline(server: Playing) -> None:
    started = time.monotonic()
    error = refusal(server, raw(head(1000), *[b" "] * 100, pause=0.1), manners=Manners(0.4, 0.5, attempts=1))
    assert "did not come whole within 0.5 s" in error.what
    assert time.monotonic() - started < 3


def test_silence_is_given_up_at_the_timeout(server: Playing) -> None:
    error = refusal(server, raw(b"", pause=1.0), manners=Manners(0.2, attempts=1))
    assert "did not answer within 0.2 s" in error.what


def test_an_answer_that_says_it_is_too_large_is_not_read(server: Playing) -> None:
    error = refusal(server, raw(head(10**12), b"["), manners=Manners(largest=1000))
    assert "1,000,000,000,000 bytes" in error.what


def test_an_answer_that_grows_too_large_is_cut_off(server: Playing) -> None:
    body = b"[" + b"1," * 5000 + b"1]"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + f"{len(body):x}\r\n".encode() + body
    assert "too large" in refusal(server, raw(chunked, b"\r\n0\r\n\r\n"), manners=Manners(largest=1000)).what


def test_a_packed_answer_is_measured_unpacked(server: Playing) -> None:
    packed = gzip.compress(b"[" + b" " * 10_000_000 + b"]")
    reply = Reply(packed, headers={"Content-Encoding": "gzip"})
    assert "too large" in refusal(server, reply, manners=Manners(largest=1_000_000)).what


def test_broken_packing_is_refused(server: Playing) -> None:
    assert "unpacked" in refusal(server, Reply(b"not gzip", headers={"Content-Encoding": "gzip"})).what


def test_a_ring_of_redirects_is_refused(server: Playing) -> None:
    error = refusal(server, Reply(b"", 302, {"Location": "/table"}))
    assert "redirects more than" in error.what
    assert len(server.requests) < 10


def test_a_redirect_on_the_same_server_is_followed(server: Playing) -> None:
    server.answers = lambda asked: Reply([1]) if asked.path == "/b" else Reply(b"", 301, {"Location": "/b"})
    assert client()[0].get(f"{server.address}/a").json == [1]


def test_a_redirect_to_another_server_is_refused_and_named(server: Playing) -> None:
    error = refusal(server, Reply(b"", 302, {"Location": "http://elsewhere.invalid/x"}))
    assert "http://elsewhere.invalid/x" in error.what
    assert "--base" in error.fix


def test_no_more_requests_are_sent_in_a_window_than_allowed(server: Playing) -> None:
    asking = Client(Manners(calls=3, window=0.4))
    started = time.monotonic()
    times = []
    for _ in range(7):
        asking.get(server.address)
        times.append(time.monotonic() - started)
    assert times[2] < 0.4 <= times[3]
    assert times[5] < 0.8 <= times[6]


def conditional(asked: Asked) -> Reply:
    if asked.headers.get("If-None-Match") == '"v1"':
        return Reply(b"", 304)
    return Reply({"v": 1}, headers={"ETag": '"v1"'})


def test_what_has_not_changed_is_not_sent_again(server: Playing, tmp_path: Path) -> None:
    server.answers = conditional
    first = client(cache=tmp_path)[0].get(server.address)
    second = client(cache=tmp_path)[0].get(server.address)
    assert first == second
    assert "If-None-Match" not in server.requests[0].headers
    assert server.requests[1].headers["If-None-Match"] == '"v1"'


def test_the_date_of_a_change_is_asked_with_too(server: Playing, tmp_path: Path) -> None:
    stamp = "Mon, 01 Jun 2026 06:00:00 GMT"
    server.answers = lambda asked: Reply([1], headers={"Last-Modified": stamp})
    for _ in range(2):
        client(cache=tmp_path)[0].get(server.address)
    assert server.requests[1].headers["If-Modified-Since"] == stamp


def test_a_damaged_kept_answer_is_not_used(server: Playing, tmp_path: Path) -> None:
    server.answers = conditional
    client(cache=tmp_path)[0].get(server.address)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-2])
    assert client(cache=tmp_path)[0].get(server.address).json == {"v": 1}
    assert "If-None-Match" not in server.requests[1].headers


def test_an_answer_without_a_mark_of_change_is_not_kept(server: Playing, tmp_path: Path) -> None:
    client(cache=tmp_path)[0].get(server.address)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["http://[", "ftp://127.0.0.1/x", "not an address"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(SourceError):
        client(Manners(attempts=1))[0].get(address)


def test_waits_differ_by_chance_so_that_clients_do_not_come_together(server: Playing) -> None:
    server.answers = lambda asked: Reply(b"", 503)
    waits = []
    for _ in range(8):
        asking, waiting = client(Manners(attempts=2, backoff=1))
        with pytest.raises(SourceError):
            asking.get(server.address)
        waits += waiting.seconds
    assert len(set(waits)) > 1
