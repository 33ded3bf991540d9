"""The server keeps house by itself: what `alke tick` does is done while it serves."""

from __future__ import annotations

import io
import logging
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import Client

from alke.findings.generate import ensure
from alke.workspace.rounds.views import rounds
from tests.postgresql import free_port

BEGIN = "from alke.workspace.begin import begin; begin()"
FORKED = """
import django; django.setup()
import threading
from alke.workspace.rounds import tick
stop, worked = threading.Event(), []
tick.once = tick.tick = tick._keep_house = lambda *_: worked.append(1)
tick.start(stop, every=0.01)
stop.set()
next(one for one in threading.enumerate() if one.name == "alke-tick").join(60)
print(len(worked))
"""


def test_the_server_takes_away_sessions_of_sign_in_that_have_ended(tmp_path: Path) -> None:
    env = {**os.environ, "ALKE_HOME": str(tmp_path)}
    env.pop("ALKE_DATABASE", None)
    ensure(tmp_path)
    subprocess.run([sys.executable, "-c", BEGIN], env=env, check=True)
    with sqlite3.connect(tmp_path / "alke.sqlite3") as database:
        database.execute("INSERT INTO django_session VALUES ('ended', 'x', '2020-01-01 00:00:00')")
    command = [str(Path(sys.executable).with_name("alke")), "serve", "--port", str(free_port()), "--workers", "1"]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with sqlite3.connect(tmp_path / "alke.sqlite3") as database:
                (left,) = database.execute("SELECT count(*) FROM django_session").fetchone()
            if not left:
                break
            assert server.poll() is None
            time.sleep(0.25)
        assert left == 0
    finally:
        server.terminate()
        server.wait(20)


def test_housekeeping_never_works_in_the_process_that_workers_are_forked_from(tmp_path: Path) -> None:
    env = {**os.environ, "ALKE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "alke.workspace.settings"}
    env.pop("ALKE_DATABASE", None)
    subprocess.run([sys.executable, "-c", BEGIN], env=env, check=True)
    told = subprocess.run([sys.executable, "-c", FORKED], env=env, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0"]


def test_what_has_failed_is_told_where_the_server_was_started(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("made to fail")

    monkeypatch.setattr(rounds, "talks", broken)
    told = io.StringIO()
    monkeypatch.setattr(logging.getLogger("django.request").handlers[0], "stream", told)
    assert Client(raise_request_exception=False).get("/fi/kierrokset/").status_code == 500
    assert "RuntimeError: made to fail" in told.getvalue()
