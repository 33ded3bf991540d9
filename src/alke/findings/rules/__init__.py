"""One rule per file: ``NAME``, and ``find(context)`` that yields findings. A new rule is a file and a line here."""

from __future__ import annotations

from types import ModuleType

from alke.findings.rules import (
    change,
    components,
    contradiction,
    convergence,
    data_gap,
    level,
    odd,
    pace,
    peers,
    per_head,
    persistence,
    projection,
    rank,
    record,
    refusal,
    shift,
    shift_share,
    target,
    trend,
    turn,
)

RULES: tuple[ModuleType, ...] = (
    level,
    peers,
    target,
    change,
    trend,
    turn,
    shift,
    odd,
    pace,
    per_head,
    rank,
    persistence,
    record,
    convergence,
    components,
    shift_share,
    contradiction,
    projection,
    data_gap,
    refusal,
)
