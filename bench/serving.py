"""A cached region page beside a bare Django page on the same server, and what an uncached one costs.

Both are served by Granian on loopback with the same workers and threads; four connections ask in turn for a few seconds
each, as browsers do (kept alive, gzip accepted). Exits with 1 when the cached page has less than half of the bare
page's request rate, or the uncached one asks the database more than 25 times. Run ``python -m bench.serving``.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from alke.findings.generate import ensure
from bench.common import Line, finish, load, megabytes, peak

GOAL, QUERIES, ROUNDS, SECONDS, CONNECTIONS = 0.5, 25, 5, 2.0, 4
PAGE = "/fi/alue/MK18/"


def port() -> int:
    """A free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(command: list[str], at: int, home: Path) -> subprocess.Popen[bytes]:
    """A server, once it answers."""
    server = subprocess.Popen(command, env={**os.environ, "ALKE_HOME": str(home)}, stdout=subprocess.DEVNULL)
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", at), 1):
                return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{command} does not answer")


def rate(at: int, path: str) -> tuple[float, int]:
    """Answers per second to several connections, and bytes of one answer."""
    counts, sizes = [0] * CONNECTIONS, [0] * CONNECTIONS
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{at}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        # Bare sockets: a client that costs more than the servers would make both look alike.
        with socket.create_connection(("127.0.0.1", at), 20) as connection:
            while time.perf_counter() < until:
                connection.sendall(request)
                sizes[number] = answered(connection)
                counts[number] += 1

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(ask, range(CONNECTIONS)))  # raises what a thread has raised
    return sum(counts) / SECONDS, sizes[0]


def answered(connection: socket.socket) -> int:
    """Read one answer whole, to its told length or its last chunk; the bytes of its body."""
    read = bytearray()
    head = -1
    while head < 0:
        read += connection.recv(1 << 17) or sys.exit("the server closed the connection")
        head = read.find(b"\r\n\r\n")
    assert read.startswith(b"HTTP/1.1 200"), bytes(read[:head])
    told = re.search(rb"(?i)\r\ncontent-length: *(\d+)", read[:head])
    whole = head + 4 + int(told[1]) if told else 0
    while len(read) < whole if told else not read.endswith(b"\r\n0\r\n\r\n"):
        read += connection.recv(1 << 17) or sys.exit("the server closed the connection")
    return len(read) - head - 4


def cost(server: subprocess.Popen[bytes]) -> float:
    """CPU seconds of a server and its workers so far."""
    whole = psutil.Process(server.pid)
    each = [process.cpu_times() for process in (whole, *whole.children(recursive=True))]
    return sum(used.user + used.system for used in each)


def measured(server: subprocess.Popen[bytes], at: int, path: str) -> tuple[float, float, int]:
    """Answers per second, CPU seconds of the server for a thousand, and bytes of one."""
    before = cost(server)
    answers, size = rate(at, path)
    return answers, (cost(server) - before) / (answers * SECONDS) * 1000, size


def memory(server: subprocess.Popen[bytes]) -> int:
    """The highest memory of a server and its workers together."""
    workers = psutil.Process(server.pid).children(recursive=True)
    return peak(server.pid) + sum(peak(worker.pid) for worker in workers)


def uncached(home: Path) -> tuple[int, float, int]:
    """Database queries, seconds and bytes of the page made anew, in this process."""
    os.environ |= {"ALKE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "alke.workspace.settings"}
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get("/fi/alue/MK17/")
    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        answer = client.get(PAGE)
        taken = time.perf_counter() - start
    return len(asked.captured_queries), taken, len(answer.content)


def main() -> int:
    """Measure in turn; print rounds and the median ratio."""
    root = Path(__file__).parents[1]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ensure(home)
        ours, bare = port(), port()
        tools = Path(sys.executable).parent
        servers = [
            serve([str(tools / "alke"), "serve", "--port", str(ours), "--workers", "1"], ours, home),
            serve(
                [str(tools / "granian"), "--interface", "wsgi", "--port", str(bare), "--workers", "1",
                 "--blocking-threads", "2", "--log-level", "warning", "--working-dir", str(root),
                 "bench.bare:application"],
                bare, home,
            ),
        ]  # fmt: skip
        try:
            rate(ours, PAGE), rate(bare, "/")  # both warm
            rounds = []
            print(load())
            print("round  cached region page/s   CPU s/1000   bare page/s   CPU s/1000   rate ratio")
            for number in range(1, ROUNDS + 1):
                mine, own, size = measured(servers[0], ours, PAGE)
                other, least, _ = measured(servers[1], bare, "/")
                rounds.append((mine, other, mine / other, least / own))
                print(f"{number:>5} {mine:>21.0f} {own:>12.2f} {other:>13.0f} {least:>12.2f} {mine / other:>12.2f}")
            used = [memory(server) for server in servers]
        finally:
            for server in servers:
                server.terminate()
                server.wait(20)
        queries, taken, whole = uncached(home)
    mine, other, ratio, spent = (statistics.median(each) for each in zip(*rounds, strict=True))
    sizes = f"{whole / 1024:.0f} KiB, {size / 1024:.0f} KiB compressed"
    return finish([
        Line("a cached region page", f"{mine:.0f} pages/s", f"bare Django page {other:.0f} pages/s", f"{spent:.2f} ×", f"{ratio:.2f} ×",
             megabytes(*used), f"rate ≥ {GOAL} ×", ratio >= GOAL),
        Line("an uncached region page", f"{queries} queries, {taken * 1000:.0f} ms, {sizes}", "", "", "", "",
             f"≤ {QUERIES} queries", queries <= QUERIES),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
