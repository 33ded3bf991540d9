"""What people ask of an area's picture beside what the numbers say: what is lifted, and what is hidden.

Given as an argument, so that findings know of no people. Leaves out who may ask, and why it was asked
(`workspace/editions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from alke.findings.finding import Finding

_GOAL = 1.0
_THEME = 0.5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked.

    Attributes:
        goals: Indicators that the region's own programme follows; their findings get the part ``goal`` of the score.
        themes: Indicators of the round's confirmed themes; their findings get the part ``theme``.
        hidden: Keys of findings (`Finding.key`) that the preparer has hidden; the next take their places.
    """

    goals: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are left, those lifted with their new parts."""
        return [self._lifted(each) for each in findings if each.key not in self.hidden]

    def _lifted(self, finding: Finding) -> Finding:
        parts: dict[str, float] = {}
        if finding.indicator in self.goals:
            parts["goal"] = _GOAL
        if finding.indicator in self.themes:
            parts["theme"] = _THEME
        return replace(finding, score={**finding.score, **parts}) if parts and finding.score else finding


NONE = Wishes()
"""Nothing is asked."""
