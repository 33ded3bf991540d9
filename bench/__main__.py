"""Runs every bench one after another, each in its own process: ``python -m bench [NAME …]``.

Each prints its own rounds; the last table gathers the lines of all. Exits with 1 when a goal was missed or a bench
failed. One that leaves no lines is told by its exit status alone, and its figures stand in what it printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.common import LINES, Line, gathered, load, table, unknown

BENCHES = ("px", "jsonstat", "charts", "pdf", "pictures", "serving", "findings", "language", "rounds")


def run(name: str, left: Path) -> list[Line]:
    """The lines of one bench, run in a process of its own."""
    print(f"\n=== {name} ===", flush=True)
    command = [sys.executable, "-m", f"bench.{name}"]
    status = subprocess.run(command, env={**os.environ, LINES: str(left)}, check=False).returncode
    lines = gathered(left)
    if not lines or (status and all(line.met is not False for line in lines)):
        lines.append(
            Line(name, "as above", "", "", "", "", "as above" if status in (0, 1) else f"exit {status}", not status)
        )
    return lines


def main(names: list[str]) -> int:
    """Run the benches named, or all."""
    if wrong := unknown(names, BENCHES):
        print(wrong)
        return 2
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names or BENCHES:
            lines += run(name, Path(folder) / f"{name}.json")
    missed = [line.what for line in lines if line.met is False]
    print(f"\n=== all ===\n{table(lines)}\n{load()}")
    print(f"Missed: {', '.join(missed)}" if missed else "All goals met.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
