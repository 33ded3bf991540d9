"""A cached region page beside a bare Django page on the same server, and what an uncached one costs.

Both are served by Granian on loopback with the same workers and threads; four connections ask in turn for a few seconds
each, as browsers do (kept alive, gzip accepted). Exits with 1 when the cached page has less than half of the bare
page's request rate, or the uncached one asks the database more than 25 times. Run ``python -m bench.serving``.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
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
    until = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", at, timeout=20)
        while time.perf_counter() < until:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            sizes[number] = len(answer.read())
            assert answer.status == 200
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS, sizes[0]


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
            print("round  cached region page/s   bare page/s   ratio")
            for number in range(1, ROUNDS + 1):
                (mine, size), (other, _) = rate(ours, PAGE), rate(bare, "/")
                rounds.append((mine, other, mine / other))
                print(f"{number:>5} {mine:>21.0f} {other:>13.0f} {mine / other:>7.2f}")
            used = [memory(server) for server in servers]
        finally:
            for server in servers:
                server.terminate()
                server.wait(20)
        queries, taken, whole = uncached(home)
    mine, other, ratio = (statistics.median(each) for each in zip(*rounds, strict=True))
    sizes = f"{whole / 1024:.0f} KiB, {size / 1024:.0f} KiB compressed"
    return finish([
        Line("a cached region page", f"{mine:.0f} pages/s", f"bare Django page {other:.0f} pages/s", "", f"{ratio:.2f} ×",
             megabytes(*used), f"rate ≥ {GOAL} ×", ratio >= GOAL),
        Line("an uncached region page", f"{queries} queries, {taken * 1000:.0f} ms, {sizes}", "", "", "", "",
             f"≤ {QUERIES} queries", queries <= QUERIES),
    ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
