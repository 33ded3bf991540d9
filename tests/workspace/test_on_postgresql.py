"""The process on PostgreSQL: every test of `tests/workspace/` that needs no browser is run again on our own cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import cluster, programs

HERE = Path(__file__).parent


@pytest.mark.debian
@pytest.mark.timeout(1200)
def test_the_process_runs_on_postgresql_too() -> None:
    if os.environ.get("ALKE_DATABASE"):
        pytest.skip("is run on PostgreSQL already")
    if programs() is None:
        pytest.skip("needs Debian's postgresql, which is not installed")
    with cluster() as address:
        env = {**os.environ, "ALKE_DATABASE": address}
        for name in ("ALKE_HOME", "ALKE_TESTS_HOME", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"):
            env.pop(name, None)
        leave = ["test_browser.py", "test_serve.py", "play"]
        command = [sys.executable, "-m", "pytest", "-q", "-x", str(HERE), *(f"--ignore-glob=*{name}" for name in leave)]
        done = subprocess.run(command, env=env, cwd=HERE.parents[1], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
