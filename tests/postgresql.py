"""A PostgreSQL of the tests' own on loopback, from Debian's package; None where the package is not there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of initdb and postgres of the newest version installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """A fresh cluster, stopped and removed at the end; yields ``postgresql://…/alke``."""
    where = programs()
    assert where is not None
    folder = Path(tempfile.mkdtemp(prefix="alke-postgresql-"))
    port = free_port()
    root = os.geteuid() == 0
    if root:
        shutil.chown(folder, "postgres", "postgres")

    def run(*command: str) -> None:
        line = ["runuser", "-u", "postgres", "--", *command] if root else list(command)
        subprocess.run(line, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run(str(where / "initdb"), "-D", data, "-U", "alke", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200"
    run(str(where / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        run(str(where / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "alke", "alke")
        yield f"postgresql://alke@127.0.0.1:{port}/alke"
    finally:
        run(str(where / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
