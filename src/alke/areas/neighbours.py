"""Which regions lie beside which. Leaves out boundaries (`charts/boundaries.py`) and older divisions."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def neighbours() -> Mapping[str, tuple[str, ...]]:
    """The regions that share a land border, by code; a region without any, as Åland, is not a key."""
    lines = Path(__file__).with_name("data").joinpath("neighbours.csv").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        first, second = f"MK{row['code']}", f"MK{row['other']}"
        found.setdefault(first, []).append(second)
        found.setdefault(second, []).append(first)
    return {code: tuple(sorted(others)) for code, others in sorted(found.items())}
