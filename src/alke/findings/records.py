"""Findings as plain records, as a generation keeps them, and back. Leaves out making findings (`find.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alke.base.periods import Period
from alke.findings.finding import Finding
from alke.indicators.generation import Generation
from alke.indicators.values import Kind, Ref


def record(finding: Finding) -> dict[str, Any]:
    """The finding as a record of plain values."""
    return {
        "rule": finding.rule,
        "case": finding.case,
        "indicator": finding.indicator,
        "area": finding.area,
        "period": str(finding.period),
        "kind": finding.kind.value,
        "refs": {slot: str(ref) for slot, ref in finding.refs.items()},
        "facts": dict(finding.facts),
        "score": dict(finding.score),
        "numbers": dict(finding.numbers),
    }


def finding(record: Mapping[str, Any]) -> Finding:
    """The finding of a record."""
    fields = dict(record)
    refs = {slot: Ref.parse(text) for slot, text in fields.pop("refs").items()}
    period, kind = Period.parse(fields.pop("period")), Kind(fields.pop("kind"))
    return Finding(period=period, kind=kind, refs=refs, **fields)


def findings(generation: Generation, area: str) -> tuple[Finding, ...]:
    """The findings of an area in a generation, heaviest first; none for an area without any."""
    return tuple(finding(each) for each in generation.finding_records(area))
