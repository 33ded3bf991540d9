"""One rule per file: ``NAME``, and ``find(context)`` that yields findings. A new rule is a file and a line here."""

from __future__ import annotations

from types import ModuleType

from alke.findings.rules import change, level, projection, rank, record, refusal

RULES: tuple[ModuleType, ...] = (level, change, rank, record, projection, refusal)
