"""What the benches share: time in one process, peak memory of a fresh one, and the lines of the closing table.

A bench prints its own rounds, then gives its lines to `finish`, which prints them, leaves them for ``python -m bench``
to gather, and says by its exit status whether every goal was met. Goals are ratios or counts, never seconds.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

LINES = "ALKE_BENCH_LINES"  # environment variable: the file a bench leaves its lines in


@dataclass(frozen=True)
class Line:
    """One line of the table: all as shown, with what was judged."""

    what: str
    ours: str
    peer: str
    cpu: str  # ratio of CPU seconds, peer to ours
    wall: str
    memory: str  # peak of ours / of the peer
    goal: str
    met: bool | None  # None where there is no goal


def times(ratio: float) -> str:
    """A ratio as shown."""
    return f"{ratio:.1f} ×" if ratio < 20 else f"{ratio:.0f} ×"


def table(lines: Sequence[Line]) -> str:
    """The lines under headings, in columns."""
    heads = {"cpu": "CPU", "wall": "wall", "memory": "peak memory"}
    rows = [[heads.get(each.name, each.name) for each in fields(Line)]]
    words = {True: "yes", False: "NO", None: "–"}
    for line in lines:
        cells = asdict(line) | {"met": words[line.met]}
        rows.append([cells[each.name] for each in fields(Line)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def finish(lines: Sequence[Line]) -> int:
    """Print the lines, leave them to be gathered, and tell the exit status: 1 when a goal was missed."""
    print(f"\n{table(lines)}", flush=True)
    if path := os.environ.get(LINES):
        Path(path).write_text(json.dumps([asdict(line) for line in lines]), "utf-8")
    return 1 if any(line.met is False for line in lines) else 0


def gathered(path: Path) -> list[Line]:
    """The lines a bench has left; none where it left no file."""
    return [Line(**each) for each in json.loads(path.read_text("utf-8"))] if path.is_file() else []


def cpu_seconds() -> float:
    """CPU seconds of this process and the children it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds of a piece of work."""
    wall, before = time.perf_counter(), cpu_seconds()
    work()
    return cpu_seconds() - before, time.perf_counter() - wall


def peak(pid: int | str = "self") -> int:
    """The highest memory of a process so far in bytes (getrusage would count the parent's too)."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def peak_of(*arguments: str) -> int:
    """The highest memory of a fresh Python process that prints its own `peak` last."""
    command = [sys.executable, *arguments]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1])


def megabytes(*each: int) -> str:
    """Memory as shown: ours / the peer's."""
    return " / ".join(f"{size / 1e6:.0f}" for size in each) + " MB"


def load() -> str:
    """How busy the machine is, for whoever reads the figures."""
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def unknown(names: Iterable[str], known: Iterable[str]) -> str:
    """What to say of names that are not known, "" when all are."""
    wrong = [name for name in names if name not in set(known)]
    return f"unknown bench {', '.join(wrong)}; known: {', '.join(known)}" if wrong else ""
