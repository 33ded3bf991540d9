"""A finding: one fact worth saying about one area, with the numbers it rests on and why it weighs what it weighs.

"Cannot be said, because …" is a finding too. Leaves out the rules that make findings (`rules/`) and words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alke.base.periods import Period
from alke.indicators.values import Kind, Ref


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding.

    Attributes:
        rule: The rule's name, such as ``level``.
        case: Which case of the rule, such as ``above``, ``below``, ``grew``, ``tied``, ``highest``: a sentence rule is
            chosen by ``rule/case``.
        indicator, area, period, kind: What it is about.
        refs: The numbers a sentence may show, by slot name (``value``, ``country``, ``change``, ``rank``, ``gap`` …).
        facts: Other things a sentence needs, by slot name: plain strings, integers or periods as text; for a refusal
            ``because`` names the reason.
        score: Parts of the score by name (`score.PARTS`), each 0–1.
        numbers: What each of `refs` measured when the finding was made, unrounded, by the same slot names.
    """

    rule: str
    case: str
    indicator: str
    area: str
    period: Period
    kind: Kind = Kind.OBSERVED
    refs: Mapping[str, Ref] = field(default_factory=dict)
    facts: Mapping[str, str | int] = field(default_factory=dict)
    score: Mapping[str, float] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What names it among all findings of one time: ``change:shrank:population:MK18:2018:5``."""
        parts = (self.rule, self.case, self.indicator, self.area, str(self.period), str(self.facts.get("years", "")))
        return ":".join(parts).rstrip(":")

    @property
    def weight(self) -> float:
        """The sum of the score's parts; findings are shown heaviest first."""
        return sum(self.score.values())
