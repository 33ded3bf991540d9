"""The site as it is served: a real server on loopback with the embedded figures, and a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alke.findings.generate import ensure
from tests.checkers import chromium


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the embedded figures computed."""
    folder = tmp_path_factory.mktemp("home")
    ensure(folder)
    return folder


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of `alke serve` on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("alke")), "serve", "--port", str(port), "--workers", "1"]
    with (home / "serve.log").open("w") as log:
        server = subprocess.Popen(command, env={**os.environ, "ALKE_HOME": str(home)}, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/fi/", timeout=20).read()
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert server.poll() is None, (home / "serve.log").read_text()
                time.sleep(0.25)
        yield address
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, for the tests of a module: its driver's event loop must have ended before other tests begin."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


def get(address: str) -> tuple[int, str, str]:
    """Status, content type and text of an address."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode("utf-8", "replace")
