"""How fast PX is read beside pyaxis, in one run and in alternation: CPU and wall ratios, and extra memory.

Goals: 10 million cells in process to values, statuses and tidy Arrow at least 12 times pyaxis by libraries
alone and 40 times with ``alke[fast]``, with at most 5 times the file in extra memory (fast); 1 million cells as a whole
process at least 3 times. The file is made on the fly, in Statistics Finland's style; its figures mean nothing.
Run: ``python -m bench.px [--cells N] [--rounds N]``. Exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Run:
    """What one run of one reader took."""

    cpu: float
    wall: float
    extra: int  # bytes of memory above what was there before


@dataclass(frozen=True)
class Goal:
    """One line of the table."""

    name: str
    ours: list[Run]
    theirs: list[Run]
    ratio: float
    memory: float | None = None


def make(path: Path, cells: int) -> None:
    """A synthetic table of `cells` cells: counts, decimals, negatives and three in a hundred marks."""
    rng = np.random.default_rng(2026)
    areas, ages, sexes, years = 310, 101, 2, max(1, round(cells / (310 * 101 * 2)))
    if cells < 310 * 101 * 2:
        areas, years = max(1, round(cells / (101 * 2 * 5))), 5
    counts = rng.geometric(0.012, areas * ages * sexes * years)
    kinds = rng.random(counts.size)
    tokens = counts.astype(str).astype(object)
    for low, high, shape in ((0.0, 0.06, "{}.{}"), (0.06, 0.1, "-{}")):
        for place in np.flatnonzero((kinds >= low) & (kinds < high)):
            tokens[place] = shape.format(counts[place], counts[place] % 10)
    for low, high, sign in ((0.1, 0.11, '".."'), (0.11, 0.12, '"..."'), (0.12, 0.13, '"."')):
        tokens[(kinds >= low) & (kinds < high)] = sign
    names = {
        "Alue": [f"MK{n:03d} Alue {n}" for n in range(areas)],
        "Ikä": [f"{n} vuotta" for n in range(ages)],
        "Sukupuoli": ["Miehet", "Naiset"],
        "Vuosi": [str(1980 + n) for n in range(years)],
    }
    header = ['CHARSET="ANSI";', 'AXIS-VERSION="2013";', 'CODEPAGE="iso-8859-15";', 'LANGUAGE="fi";', "DECIMALS=1;"]
    header += ['MATRIX="bench";', 'SUBJECT-CODE="X";', 'SUBJECT-AREA="Koe";', 'TITLE="Koetaulukko";', 'CONTENTS="Koe";']
    header += ['UNITS="lukumäärä";', 'STUB="Alue","Ikä","Sukupuoli";', 'HEADING="Vuosi";']
    for name, labels in names.items():
        header.append(f'VALUES("{name}")=' + ",".join(f'"{label}"' for label in labels) + ";")
        header.append(f'CODES("{name}")=' + ",".join(f'"{n:03d}"' for n in range(len(labels))) + ";")
    with path.open("wb") as file:
        file.write(("\r\n".join(header) + "\r\nDATA=\r\n").encode("iso-8859-15"))
        for row in range(0, tokens.size, years):
            file.write((" ".join(tokens[row : row + years]) + " \r\n").encode())
        file.write(b";\r\n")


def ours(path: Path, way: str) -> int:
    """Alke: a cube and its tidy Arrow table."""
    from alke.statistics.readers.px import read
    from alke.statistics.tidy import to_arrow

    return int(to_arrow(read(path.read_bytes(), path=str(path), way=way)).num_rows)  # type: ignore[arg-type]


def theirs(path: Path, way: str) -> int:
    """The peer pyaxis: a tidy pandas table whose numbers stay text."""
    from pyaxis import pyaxis

    return len(pyaxis.parse(uri=str(path), encoding="iso-8859-15")["DATA"])


def _memory(kind: str) -> int:
    """Memory of this process in bytes: VmRSS now, VmHWM at its highest (getrusage would count the parent's too)."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(kind))


def measured(reader: str, path: Path, way: str, *, warm: Path) -> Run:
    """One in-process run in a fresh process, imports and compilation before the clock."""
    command = [sys.executable, __file__, "--child", reader, "--way", way, "--path", str(path), "--warm", str(warm)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Run(float(out[0]), float(out[1]), int(out[2]))


def child(reader: str, path: Path, way: str, warm: Path | None) -> None:
    """Measure in this process, and print."""
    run = ours if reader == "ours" else theirs
    if warm is None:
        run(path, way)
        return
    run(warm, way)
    before_memory = _memory("VmRSS")
    before, started = time.process_time(), time.perf_counter()
    run(path, way)
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    print(cpu, wall, max(0, _memory("VmHWM") - before_memory))


def whole(reader: str, path: Path) -> Run:
    """One run as a whole process, imports included."""
    command = [sys.executable, __file__, "--child", reader, "--way", "auto", "--path", str(path)]
    started = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, 0)


def report(goals: list[Goal], size: int) -> int:
    """Print the table; the exit status, 0 when every goal is met."""
    from bench.common import Line, finish, times

    lines = []
    print(f"{'':34} {'CPU s':>7} {'peer':>7} {'ratio':>6} {'goal':>6} {'wall':>6} {'memory/file':>12} {'goal':>5}")
    for goal in goals:
        cpu, peer = (statistics.median(run.cpu for run in runs) for runs in (goal.ours, goal.theirs))
        wall = statistics.median(b.wall / a.wall for a, b in zip(goal.ours, goal.theirs, strict=True))
        ratio = statistics.median(b.cpu / a.cpu for a, b in zip(goal.ours, goal.theirs, strict=True))
        memory = statistics.median(run.extra for run in goal.ours) / size
        shown = f"{memory:.1f}x" if memory else "-"
        good = ratio >= goal.ratio and (goal.memory is None or memory <= goal.memory)
        limit = "" if goal.memory is None else f"{goal.memory:.0f}"
        print(
            f"{goal.name:34} {cpu:7.2f} {peer:7.2f} {ratio:5.1f}x {goal.ratio:5.0f}x {wall:5.1f}x {shown:>12} "
            f"{limit:>5} {'' if good else 'MISSED'}"
        )
        asked = f"CPU ≥ {goal.ratio:.0f} ×" + (f", memory ≤ {limit} × file" if limit else "")
        used = f"{memory:.1f} × file" if memory else ""
        lines.append(
            Line(f"PX, {goal.name}", f"{cpu:.2f} CPU s", f"pyaxis {peer:.1f} CPU s", times(ratio), times(wall), used,
                 asked, good)
        )  # fmt: skip
    return finish(lines)


def main() -> int:
    """Make the files, run in alternation, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child")
    parser.add_argument("--way", default="auto")
    parser.add_argument("--path", type=Path)
    parser.add_argument("--warm", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.path, asked.way, asked.warm)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        large, million, small = (Path(folder) / f"{name}.px" for name in ("large", "million", "small"))
        make(large, asked.cells)
        make(million, 1_000_000)
        make(small, 5_000)
        size = large.stat().st_size
        print(f"PX of {asked.cells:,} cells, {size / 1e6:.1f} MB; medians of {asked.rounds} alternated rounds")
        blocks, fast, peer, ours_whole, peer_whole = ([] for _ in range(5))  # type: ignore[var-annotated]
        for _ in range(asked.rounds):
            blocks.append(measured("ours", large, "blocks", warm=small))
            peer.append(measured("theirs", large, "auto", warm=small))
            fast.append(measured("ours", large, "kernel", warm=small))
            ours_whole.append(whole("ours", million))
            peer_whole.append(whole("theirs", million))
        goals = [
            Goal("in process, libraries alone", blocks, peer, 12),
            Goal("in process, alke[fast]", fast, peer, 40, 5),
            Goal("1 million cells, whole process", ours_whole, peer_whole, 3),
        ]
        return report(goals, size)


if __name__ == "__main__":
    sys.exit(main())
