"""Which findings are told: the heaviest, without saying one thing twice.

Two findings say the same when they answer the same question about the same thing: how it stands (level, place, lasting
place, nearing), how it moves (change, trend, turn, shift, odd step, pace), whether it is a record, what lies ahead. An
indicator that tells another one's story in another unit (`same_as` in the catalogue) counts as that one. Leaves out how
findings are found (`find.py`) and worded (`language/`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from alke.findings.find import order
from alke.findings.finding import Finding
from alke.findings.wishes import NONE, Wishes
from alke.indicators.catalogue import Indicator

QUESTIONS: Final[Mapping[str, str]] = {
    "level": "stands",
    "peers": "stands",
    "rank": "stands",
    "persistence": "stands",
    "convergence": "stands",
    "change": "moves",
    "trend": "moves",
    "turn": "moves",
    "shift": "moves",
    "odd": "moves",
    "pace": "moves",
    "components": "moves",
    "shift_share": "parts",
    "per_head": "moves",
    "record": "record",
    "contradiction": "parts",
    "projection": "ahead",
    "target": "aims",
}
"""The question that each rule answers."""


def choose(
    findings: Iterable[Finding],
    count: int,
    per_indicator: int = 2,
    *,
    catalogue: Mapping[str, Indicator] | None = None,
    told: Iterable[Finding] = (),
    wishes: Wishes = NONE,
) -> list[Finding]:
    """The heaviest findings without crowding; refusals are left out.

    Args:
        findings: Of one area, in any order.
        count: How many at most.
        per_indicator: How many of one indicator (or of those that tell its story) at most.
        catalogue: Where `same_as` stands; without it each indicator tells its own story.
        told: What has been told elsewhere in the same text; what it answers is not told again.
        wishes: What people have lifted and hidden.
    """
    chosen: list[Finding] = []
    known = catalogue or {}
    before = [answers(finding, known) for finding in told]
    of_story = Counter(story for story, _ in before)
    answered = set(before)
    for finding in sorted(wishes.of(findings), key=order):
        if len(chosen) == count:
            break
        if finding.rule == "refusal":
            continue
        question = story, _ = answers(finding, known)
        if question in answered or of_story[story] >= per_indicator:
            continue
        chosen.append(finding)
        answered.add(question)
        of_story[story] += 1
    return chosen


def story_of(indicator: str, catalogue: Mapping[str, Indicator]) -> str:
    """The indicator whose story is told: itself, or the one it is `same_as`."""
    held = catalogue.get(indicator)
    return held.same_as if held is not None and held.same_as else indicator


def answers(finding: Finding, catalogue: Mapping[str, Indicator]) -> tuple[str, str]:
    """The story a finding tells and the question it answers of it; how a change stands is how its story moves."""
    held, question = catalogue.get(finding.indicator), QUESTIONS[finding.rule]
    change = held is not None and bool(held.same_as) and any(each.lag for each in held.inputs)
    return story_of(finding.indicator, catalogue), "moves" if change and question == "stands" else question
