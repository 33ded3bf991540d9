"""A polite and distrustful HTTP client for JSON: waits as told, tries again within bounds, believes no answer unseen.

An answer is taken only when it is whole, of a bearable size and JSON; otherwise a `SourceError` says what came, from
where, and what to do. Leaves out what the JSON means.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import orjson

from alke import __version__
from alke.base.errors import SourceError
from alke.base.files import write_whole

Params = tuple[tuple[str, str], ...]

AGENT = f"Alke/{__version__} (situation pictures of Finland's regions)"
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_HOPS = 5
_TELLS = 160  # characters of a server's own message that an error repeats


@dataclass(frozen=True)
class Manners:
    """How patient and how polite the client is.

    Attributes:
        timeout: Seconds without a byte before an answer is given up.
        deadline: Seconds within which a whole answer must have come, however it drips.
        attempts: How many times one request is sent at most.
        backoff: Seconds before the second attempt; doubled for each one after, with up to half more by chance.
        patience: Seconds that the client waits for one request in all, as told or by itself.
        calls, window: At most so many requests within so many seconds.
        largest: Bytes of an answer, unpacked, above which it is refused.
    """

    timeout: float = 60.0
    deadline: float = 600.0
    attempts: int = 5
    backoff: float = 1.0
    patience: float = 120.0
    calls: int = 30
    window: float = 10.0
    largest: int = 256 << 20


class RefusedError(SourceError):
    """A server that answered, and said no; `status` is its HTTP status."""

    def __init__(self, what: str, status: int, *, where: str, fix: str) -> None:
        super().__init__(what, where=where, fix=fix)
        self.status = status


class UnreachableError(SourceError):
    """A server that gave no usable answer in all attempts, as opposed to one that has not what was asked for."""


class _AgainError(Exception):
    """This attempt failed in a way that another may not; `wait` is how long the server asks to be left alone."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


@dataclass(frozen=True)
class Answer:
    """A whole answer: its bytes, and the JSON in them."""

    body: bytes
    json: Any


@dataclass
class Client:
    """Asks one server.

    Attributes:
        manners: How patient and polite.
        cache: The folder where answers to GET are kept with their ETag or date; none are when it is absent.
        calls: How many requests were sent.
        sleep: Waits; replaced in tests.
    """

    manners: Manners = field(default_factory=Manners)
    cache: Path | None = None
    calls: int = 0
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._recent: deque[float] = deque()
        self._down = False
        self._http = httpx.Client(
            timeout=self.manners.timeout, headers={"User-Agent": AGENT, "Accept": "application/json"}
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, address: str, params: Params = ()) -> Answer:
        """The JSON at an address, asked for conditionally when an earlier answer is kept.

        Raises:
            SourceError: when there is none that can be trusted.
        """
        url = str(httpx.URL(address, params=params)) if params else address
        return self._patiently(lambda: self._get(url), url)

    def post(self, address: str, question: object) -> Answer:
        """The JSON that a server answers to a JSON question.

        Raises:
            SourceError: when there is none that can be trusted.
        """
        body = orjson.dumps(question)
        headers = {"Content-Type": "application/json"}
        return self._patiently(lambda: self._checked(*self._send("POST", address, headers, body), address), address)

    def _patiently(self, attempt: Callable[[], Answer], where: str) -> Answer:
        """Attempt until it goes well, within the attempts and the patience; once only while the server is down."""
        waited, seen, attempts = 0.0, "", 1 if self._down else self.manners.attempts
        self._down = True
        for number in range(1, attempts + 1):
            try:
                answer = attempt()
                self._down = False
                return answer
            except RefusedError:
                self._down = False
                raise
            except _AgainError as failure:
                seen = failure.what
                wait = failure.wait
                if wait is None:
                    wait = self.manners.backoff * 2 ** (number - 1) * random.uniform(1, 1.5)
                if number == attempts:
                    break
                if waited + wait > self.manners.patience:
                    patience = self.manners.patience
                    what = f"{seen} and asks to wait {wait:.0f} s, longer than the patience of {patience:.0f} s"
                    fix = "Fetch again later, or with a longer --patience"
                    raise UnreachableError(what, where=where, fix=fix) from None
                self.sleep(wait)
                waited += wait
        times = f" ({attempts} attempts)" if attempts > 1 else ""
        raise UnreachableError(f"{seen}{times}", where=where, fix="Fetch again later; what came whole is kept")

    def _get(self, url: str) -> Answer:
        kept = self._kept(url)
        status, headers, body = self._send("GET", url, kept[0] if kept else {}, b"")
        if status == 304 and kept:
            return self._checked(200, httpx.Headers(), kept[1], url)
        answer = self._checked(status, headers, body, url)
        self._keep(url, headers, body)
        return answer

    def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, httpx.Headers, bytes]:
        """One request and its whole answer, redirects on the same server followed."""
        asked = url
        for _ in range(_HOPS + 1):
            self._take_turn()
            try:
                with self._http.stream(method, url, headers=dict(headers), content=body or None) as response:
                    if response.status_code not in _MOVED:
                        return response.status_code, response.headers, self._body(response, asked)
                    url = self._moved(response, method, asked)
            except httpx.TimeoutException:
                raise _AgainError(f"the server did not answer within {self.manners.timeout:g} s") from None
            except httpx.RemoteProtocolError as error:
                raise _AgainError(f"the answer broke off ({error})") from None
            except httpx.DecodingError as error:
                raise _AgainError(f"the answer cannot be unpacked ({error})") from None
            except httpx.TransportError as error:
                raise _AgainError(f"the server cannot be reached ({error})") from None
            except (httpx.InvalidURL, ValueError) as error:
                fix = "Check --base and ALKE_SOURCE_<NAME>"
                raise SourceError(f"no such address ({error})", where=url, fix=fix) from None
        fix = "Check the address with --base; the service may have moved"
        raise SourceError(f"the server redirects more than {_HOPS} times", where=asked, fix=fix)

    def _moved(self, response: httpx.Response, method: str, asked: str) -> str:
        target = response.url.join(response.headers.get("Location", ""))
        unsafe = method != "GET" and response.status_code not in (307, 308)
        if target.host != response.url.host or unsafe or (response.url.scheme, target.scheme) == ("https", "http"):
            fix = "If that is its new home, give it with --base"
            raise SourceError(f"the server sends to another address, {target}", where=asked, fix=fix)
        return str(target)

    def _body(self, response: httpx.Response, where: str) -> bytes:
        """The whole body, given up when it is too large or comes too slowly."""
        largest, started = self.manners.largest, time.monotonic()
        told = response.headers.get("Content-Length", "")
        size = int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0
        chunks: list[bytes] = []
        total = 0
        stream = response.iter_bytes() if size <= largest else iter(())
        for chunk in stream:
            total += len(chunk)
            chunks.append(chunk)
            if total > largest:
                break
            if time.monotonic() - started > self.manners.deadline:
                raise _AgainError(
                    f"the answer did not come whole within {self.manners.deadline:g} s ({total:,} bytes came)"
                )
        if max(size, total) > largest:
            what = f"the answer is too large: {max(size, total):,} bytes or more, {largest:,} at most are read"
            raise SourceError(what, where=where, fix="Ask for less, or tell the publisher")
        return b"".join(chunks)

    def _checked(self, status: int, headers: httpx.Headers, body: bytes, where: str) -> Answer:
        """The answer, when it is a whole JSON text that the server stands by."""
        if status in _AGAIN:
            raise _AgainError(f"the server answered {status}", _wait(headers, self.manners))
        if status != 200:
            tells = _tells(body)
            what = f"the server answered {status}{tells and f' ({tells})'}"
            raise RefusedError(what, status, where=where, fix=_FIXES.get(status, "Check the table, and --base"))
        try:
            return Answer(body, orjson.loads(body))
        except orjson.JSONDecodeError as error:
            kind = headers.get("Content-Type", "").split(";")[0] or "something"
            if body.lstrip()[:1] in (b"<", b"") or "html" in kind:
                found = f"a web page ({_tells(body)})" if body.strip() else "nothing"
                what = f"JSON was expected, {found} came"
                fix = "The service may be under maintenance: fetch again later, and check --base"
                raise SourceError(what, where=where, fix=fix) from None
            raise _AgainError(f"the answer is no whole JSON: {error} ({len(body):,} bytes of {kind} came)") from None

    def _take_turn(self) -> None:
        """Wait until another request is within the limit."""
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= self.manners.window:
            self._recent.popleft()
        if len(self._recent) >= self.manners.calls:
            self.sleep(self.manners.window - (now - self._recent[0]))
            self._recent.popleft()
        self._recent.append(time.monotonic())
        self.calls += 1

    def _kept(self, url: str) -> tuple[dict[str, str], bytes] | None:
        """The headers that ask whether a kept answer still holds, and its body."""
        if self.cache is None:
            return None
        try:
            head, _, body = self._place(url).read_bytes().partition(b"\n")
            kept = orjson.loads(head)
            if kept["sha256"] == hashlib.sha256(body).hexdigest() and kept["url"] == url:
                return dict(kept["ask"]), body
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def _keep(self, url: str, headers: httpx.Headers, body: bytes) -> None:
        pairs = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        ask = {asks: headers[told] for told, asks in pairs if told in headers}
        if self.cache is not None and ask:
            head = {"url": url, "ask": ask, "sha256": hashlib.sha256(body).hexdigest()}
            write_whole(self._place(url), orjson.dumps(head) + b"\n" + body)

    def _place(self, url: str) -> Path:
        assert self.cache is not None
        return self.cache / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.http"


_FIXES = {
    400: "The table may have been renamed or the question be too large; check --table and --base",
    401: "The service wants a login that Alke has none for; check --base",
    403: "The server does not allow the question: it may be larger than its limit, or the address be blocked",
    404: "Check the table's id, and the address with --base",
    413: "The question is larger than the server's limit",
}


def _wait(headers: httpx.Headers, manners: Manners) -> float | None:
    """How long a server asks to be left alone, in seconds."""
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit() and len(told) < 10:
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _tells(body: bytes) -> str:
    """The start of what a server says, on one line."""
    text = " ".join(body[:2000].decode("utf-8", "replace").split())
    return text[:_TELLS] + ("…" if len(text) > _TELLS else "")
