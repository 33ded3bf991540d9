"""The benches can be run, and a missed goal is told and exits with 1. Nothing is timed here."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from bench import __main__ as runner
from bench.common import LINES, Line, finish, gathered, megabytes, peak, peak_of, table, times

MET = Line("a made-up work", "1.00 CPU s", "peer 9.00 CPU s", "9.0 ×", "8.0 ×", "10 / 20 MB", "CPU ≥ 8 ×", True)
MISSED = Line("another", "2.00 CPU s", "peer 4.00 CPU s", "2.0 ×", "2.0 ×", "", "CPU ≥ 8 ×", False)
SHOWN = Line("a third", "", "", "", "", "", "none", None)
HELPERS = {"__init__", "__main__", "common", "bare"}
NEEDS = {"charts": "vl_convert", "serving": "psutil"}  # the others import their peers when they run


def test_every_bench_is_listed_and_nothing_else() -> None:
    there = {path.stem for path in Path(runner.__file__).parent.glob("*.py")}
    assert there - HELPERS == set(runner.BENCHES)


@pytest.mark.parametrize("name", runner.BENCHES)
def test_every_bench_can_be_imported_and_run(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason=f"needs {NEEDS[name]}, which make bench installs")
    assert callable(importlib.import_module(f"bench.{name}").main)


def test_a_missed_goal_exits_with_1_and_stands_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert finish([MET, SHOWN]) == 0
    assert "NO" not in capsys.readouterr().out
    assert finish([MET, MISSED]) == 1
    assert "NO" in capsys.readouterr().out


def test_the_table_has_a_heading_and_a_row_for_every_line_in_columns() -> None:
    heads, *rows = table([MET, MISSED, SHOWN]).splitlines()
    assert heads.split() == ["what", "ours", "peer", "CPU", "wall", "peak", "memory", "goal", "met"]
    assert [row[heads.index("met") :] for row in rows] == ["yes", "NO", "–"]


def test_a_bench_leaves_its_lines_to_be_gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LINES, str(tmp_path / "lines.json"))
    assert gathered(tmp_path / "lines.json") == []
    finish([MET, MISSED, SHOWN])
    assert gathered(tmp_path / "lines.json") == [MET, MISSED, SHOWN]


def _run(monkeypatch: pytest.MonkeyPatch, lines: dict[str, list[Line]]) -> int:
    monkeypatch.setattr(runner, "run", lambda name, left: lines[name])
    return runner.main(list(lines))


def test_one_missed_goal_among_many_benches_exits_with_1_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, {"pdf": [MET], "pictures": [MET, SHOWN]}) == 0
    assert "All goals met." in capsys.readouterr().out
    assert _run(monkeypatch, {"pdf": [MISSED], "pictures": [MET]}) == 1
    assert "Missed: another" in capsys.readouterr().out


def test_a_bench_that_fails_without_lines_counts_as_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert [line.met for line in runner.run("pdf", tmp_path / "none.json")] == [False]
    monkeypatch.setattr(sys, "executable", "/bin/true")
    assert [line.met for line in runner.run("pdf", tmp_path / "none.json")] == [True]


def test_a_bench_that_fails_after_its_goals_were_met_counts_as_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = tmp_path / "lines.json"
    monkeypatch.setenv(LINES, str(left))
    finish([MET])
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert [line.met for line in runner.run("pdf", left)] == [True, False]


def test_an_unknown_bench_is_named_with_those_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["pfd"]) == 2
    told = capsys.readouterr().out
    assert "pfd" in told
    assert "pictures" in told


def test_ratios_and_memory_are_shown_short() -> None:
    assert [times(9.04), times(53.7)] == ["9.0 ×", "54 ×"]
    assert megabytes(1_500_000, 20_000_000) == "2 / 20 MB"


def test_peak_memory_is_of_the_fresh_process_and_not_of_its_parent() -> None:
    held = bytearray(300_000_000)
    assert peak() > len(held)
    assert peak_of("-c", "from bench.common import peak; print(peak())") < 100_000_000
