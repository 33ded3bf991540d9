"""A finding as a record that JSON can hold, and back; what a generation keeps on disk. Leaves out the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alke.base.errors import InputError
from alke.base.periods import Period
from alke.findings.finding import Finding
from alke.indicators.values import Kind, Ref


def to_record(finding: Finding) -> dict[str, Any]:
    """The finding as strings, numbers and mappings of them."""
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


def from_record(record: Mapping[str, Any]) -> Finding:
    """The finding of a record.

    Raises:
        InputError: when the record lacks a field.
    """
    try:
        return Finding(
            record["rule"],
            record["case"],
            record["indicator"],
            record["area"],
            Period.parse(record["period"]),
            Kind(record["kind"]),
            {slot: Ref.parse(text) for slot, text in record["refs"].items()},
            dict(record["facts"]),
            dict(record["score"]),
            dict(record["numbers"]),
        )
    except KeyError as error:
        raise InputError(
            f"the record of a finding lacks {error}", fix="Run alke compute to write the findings again"
        ) from None
