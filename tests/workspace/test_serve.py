"""The server keeps house by itself: what `alke tick` does is done while it serves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from alke.findings.generate import ensure
from tests.postgresql import free_port

BEGIN = "from alke.workspace.begin import begin; begin()"


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
