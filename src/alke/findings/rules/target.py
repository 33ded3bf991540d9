"""Target: the newest value against the level that the region's own programme aims at.

The targets are those of `indicators/targets.yaml`, told with the programme's name and the year it names. Told while the
programme is in force in the value's year, or its target's year has not passed; of several programmes the newest.
Refuses nothing; tells nothing of a direction or of words, which name no level, of a target in another unit, or of a
survey in a small area. Whether a target is a good one is not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.base.languages import Language
from alke.findings import score
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.targets import Target, targets
from alke.indicators.values import Measure

NAME = "target"


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``reached`` or ``short``."""
    latest = context.latest
    if latest is None or latest.number is None or context.small_survey(latest.period):
        return
    target = next((each for each in targets(context.area, context.indicator.id) if _fits(context, each)), None)
    if target is None:
        return
    refs = {
        "value": context.ref(latest.period),
        "target": context.ref(latest.period, Measure.TARGET, target.id),
        "gap": context.ref(latest.period, Measure.GAP_TARGET, target.id),
    }
    gap = context.number(refs["gap"]) or 0.0
    facts: dict[str, str | int] = {f"programme_{each}": target.programme[each] for each in Language}
    if target.year is not None:
        facts["by"] = target.year
    if target.strict and target.sign is not None:
        facts["strict"] = target.sign.value
    parts = {"size": _size(context, target, gap), "goal": 1.0}
    case = "reached" if target.reached(latest.number) else "short"
    if case == "reached":
        del refs["gap"]
    yield context.finding(NAME, case, latest.period, refs, facts=facts, score=parts)


def _fits(context: Context, target: Target) -> bool:
    """Whether a target names a level in the indicator's unit, and the value is of its time."""
    latest = context.latest
    if latest is None or target.goal is None or target.unit is None or target.unit.key != context.indicator.unit.key:
        return False
    return target.first_year <= latest.period.year <= max(target.last_year, target.year or 0)


def _size(context: Context, target: Target, gap: float) -> float:
    """How large the gap is: beside the way from the baseline where the programme gives one, or beside the level."""
    if target.baseline is not None and target.goal is not None:
        return score.part(gap, abs(target.goal - target.baseline.number))
    return score.part(gap, 0.25 * abs(target.goal or 0.0))
