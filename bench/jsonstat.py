"""How fast JSON-stat is read beside pxwebpy and pyjstat, in one run and in alternation: CPU and wall ratios, memory.

Goals (issue 2): 1 million cells to values, statuses and a tidy table at least 25 times pxwebpy and 100 times pyjstat.
pxwebpy unpacks a response into a list of rows meant for a data frame, so the data frame is part of its time; its rows
alone are shown besides. Neither peer keeps statuses. The file is made on the fly in the style of PxWeb's API 2, three
cells in a hundred without a number; its figures mean nothing.
Run: ``python -m bench.jsonstat [--cells N] [--rounds N]``. Exits with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Run:
    """What one run of one reader took."""

    cpu: float
    wall: float
    extra: int  # bytes of memory above what was there before


def make(path: Path, cells: int) -> None:
    """A synthetic table of about `cells` cells: counts, decimals and three in a hundred marks."""
    rng = np.random.default_rng(2026)
    years = max(1, round(cells / (310 * 101 * 2)))
    sizes = {"alue": 310 if cells > 62_620 else 5, "ika": 101, "sukupuoli": 2, "vuosi": years, "tiedot": 1}
    count = int(np.prod(list(sizes.values())))
    counts, kinds = rng.geometric(0.012, count).tolist(), rng.random(count).tolist()
    values = [None if kind < 0.03 else n / 10 if kind < 0.13 else n for n, kind in zip(counts, kinds, strict=True)]
    dimension = {
        code: {
            "label": code.title(),
            "category": {
                "index": {f"{code}{n:03d}": n for n in range(size)},
                "label": {f"{code}{n:03d}": f"{code.title()} {n}" for n in range(size)},
            },
        }
        for code, size in sizes.items()
    }
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": "Koetaulukko",
        "source": "Alke",
        "updated": "2026-11-24T08:00:00Z",
        "id": list(sizes),
        "size": list(sizes.values()),
        "role": {"time": ["vuosi"], "metric": ["tiedot"], "geo": ["alue"]},
        "dimension": dimension,
        "value": values,
        "status": {str(place): ".." for place, value in enumerate(values) if value is None},
    }
    path.write_text(json.dumps(document, separators=(",", ":")), "utf-8")


def alke(path: Path) -> int:
    """Alke: a cube with statuses, and its tidy Arrow table."""
    from alke.statistics.readers.jsonstat import read
    from alke.statistics.tidy import to_arrow

    (cube,) = read(path.read_bytes(), path=str(path))
    return int(to_arrow(cube).num_rows)


def pxwebpy_rows(path: Path) -> int:
    """pxwebpy: a list of one dict per cell."""
    from pxweb._internal.functions import unpack_table_data

    return len(unpack_table_data(json.loads(path.read_bytes())))


def pxwebpy(path: Path) -> int:
    """pxwebpy: its rows as a pandas data frame, as its documentation does."""
    import pandas as pd
    from pxweb._internal.functions import unpack_table_data

    return len(pd.DataFrame(unpack_table_data(json.loads(path.read_bytes()))))


def pyjstat(path: Path) -> int:
    """pyjstat: a pandas data frame."""
    from pyjstat.pyjstat import Dataset

    return len(Dataset.read(path.read_text("utf-8")).write("dataframe"))


READERS: dict[str, Callable[[Path], int]] = {
    reader.__name__: reader for reader in (alke, pxwebpy_rows, pxwebpy, pyjstat)
}
GOALS = {"pxwebpy": 25, "pyjstat": 100}


def _memory(kind: str) -> int:
    """Memory of this process in bytes: VmRSS now, VmHWM at its highest."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(kind))


def child(reader: str, path: Path, warm: Path) -> None:
    """Measure one reader in this process, imports before the clock, and print."""
    READERS[reader](warm)
    before_memory = _memory("VmRSS")
    before, started = time.process_time(), time.perf_counter()
    READERS[reader](path)
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    print(cpu, wall, max(0, _memory("VmHWM") - before_memory))


def measured(reader: str, path: Path, warm: Path) -> Run:
    """One run in a fresh process."""
    command = [sys.executable, __file__, "--child", reader, "--path", str(path), "--warm", str(warm)]
    cpu, wall, extra = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Run(float(cpu), float(wall), int(extra))


def report(runs: dict[str, list[Run]], size: int) -> int:
    """Print the table; the exit status, 0 when every goal is met."""
    from bench.common import Line, finish, times

    lines = []
    ours, extra = (statistics.median(getattr(run, each) for run in runs["alke"]) for each in ("cpu", "extra"))
    print(f"{'':14} {'CPU s':>7} {'wall s':>7} {'CPU ratio':>10} {'goal':>5} {'wall ratio':>11} {'memory/file':>12}")
    for name, theirs in runs.items():
        cpu = statistics.median(run.cpu for run in theirs)
        wall = statistics.median(run.wall for run in theirs)
        pairs = list(zip(theirs, runs["alke"], strict=True))
        ratio = statistics.median(peer.cpu / own.cpu for peer, own in pairs)
        walls = statistics.median(peer.wall / own.wall for peer, own in pairs)
        memory = statistics.median(run.extra for run in theirs) / size
        goal = GOALS.get(name)
        good = goal is None or ratio >= goal
        shown = f"{goal}x" if goal else ""
        print(
            f"{name:14} {cpu:7.3f} {wall:7.3f} {ratio:9.1f}x {shown:>5} {walls:10.1f}x {memory:11.1f}x"
            f"{'' if good else ' MISSED'}"
        )
        if goal:
            lines.append(
                Line("JSON-stat, in process", f"{ours:.3f} CPU s", f"{name} {cpu:.2f} CPU s", times(ratio),
                     times(walls), f"{extra / size:.1f} / {memory:.1f} × file", f"CPU ≥ {goal} ×", good)
            )  # fmt: skip
    return finish(lines)


def main() -> int:
    """Make the files, run in alternation, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", choices=READERS)
    parser.add_argument("--path", type=Path)
    parser.add_argument("--warm", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.path, asked.warm)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.json", Path(folder) / "small.json"
        make(large, asked.cells)
        make(small, 50_000)
        size = large.stat().st_size
        print(f"JSON-stat of {asked.cells:,} cells, {size / 1e6:.1f} MB; medians of {asked.rounds} alternated rounds")
        runs: dict[str, list[Run]] = {name: [] for name in READERS}
        for _ in range(asked.rounds):
            for name in READERS:
                runs[name].append(measured(name, large, small))
        return report(runs, size)


if __name__ == "__main__":
    sys.exit(main())
