"""The indicator contract of a conclusion: what the statistics say of it, worsening said as worsening. Pure.

One indicator, one area, one baseline, one target: judgements are never averaged over units or indicators. A figure that
has moved does not prove what moved it. Leaves out the words (`views/contracts.py`) and who agrees on a contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from alke.base.periods import Period
from alke.findings.rounding import rounded
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.values import Kind
from alke.workspace.rounds.models import Conclusion


class Verdict(StrEnum):
    """What the figures say, what most needs attention first."""

    AWAY = "away"
    """Worsening: it has moved the wrong way since the baseline."""
    UNCHANGED = "unchanged"
    BROKEN = "broken"
    """A break in the series lies between: cannot be told."""
    CANNOT_TELL = "cannot_tell"
    NO_NEWER = "no_newer"
    TOWARD = "toward"
    REACHED = "reached"

    @property
    def rank(self) -> int:
        """0 for what is listed first."""
        return list(Verdict).index(self)


class Why(StrEnum):
    """Why it cannot be told."""

    NONE = ""
    NO_BASELINE = "no_baseline"
    NO_SERIES = "no_series"
    """The catalogue no longer holds the indicator, or it has no figures of the area."""
    REVISED = "revised"
    """The baseline has been revised since, so much that the direction depends on which one is believed."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a period, with the vintages it comes from."""

    number: float
    period: Period
    vintage: str = ""
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What was agreed to be aimed at.

    Attributes:
        kind: ``number``, ``change`` (in the indicator's unit, from the baseline), ``direction`` or ``words``.
        direction: ``up``, ``down`` or ``keep``.
    """

    kind: str
    direction: str
    number: float | None = None

    def level(self, baseline: float) -> float | None:
        """The number aimed at, None when only a direction or words were agreed."""
        if self.number is None or self.kind not in ("number", "change"):
            return None
        return baseline + self.number if self.kind == "change" else self.number


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the figures say of one contract.

    Attributes:
        change: Latest minus baseline, in the indicator's unit, rounded as it is shown; None when not comparable.
        level: The number aimed at, None when there is none.
        revised: The number that the baseline's period has today, where it differs from the frozen one.
        survey: The figures come from a sample survey: a small change may be chance.
    """

    verdict: Verdict
    baseline: Point | None = None
    latest: Point | None = None
    change: float | None = None
    level: float | None = None
    why: Why = Why.NONE
    revised: float | None = None
    survey: bool = False

    @property
    def worsened(self) -> bool:
        """Whether it has moved away from the target."""
        return self.verdict is Verdict.AWAY


def judge(
    baseline: Point | None,
    latest: Point | None,
    target: Target,
    *,
    decimals: int,
    noise: float = 0.0,
    breaks: tuple[Period, ...] = (),
    revised: float | None = None,
    survey: bool = False,
) -> Judgement:
    """Judge one contract.

    Args:
        baseline: The frozen figure it is measured from.
        latest: The newest observed figure.
        target: What was agreed.
        decimals: How many the indicator is shown with; what shows as no change is no change.
        noise: A change up to this, in the indicator's unit, is not taken for a change.
        breaks: Periods from which the series is not comparable with what was before.
        revised: What the baseline's period shows today.
        survey: Whether it is a sample survey.
    """
    if baseline is None:
        return Judgement(Verdict.CANNOT_TELL, latest=latest, why=Why.NO_BASELINE, survey=survey)
    differs = revised is not None and rounded(revised, decimals) != rounded(baseline.number, decimals)
    level = target.level(baseline.number)
    told = Judgement(Verdict.NO_NEWER, baseline, latest, None, level, Why.NONE, revised if differs else None, survey)
    if latest is None or latest.period <= baseline.period:
        return told
    if any(baseline.period < one <= latest.period for one in breaks):
        return _as(told, Verdict.BROKEN)
    change = float(rounded(latest.number - baseline.number, decimals))
    verdict = _moved(latest.number - baseline.number, target.direction, decimals, noise)
    # What was agreed stays the baseline; but a direction that a revision of it turns cannot be told.
    again = verdict if revised is None else _moved(latest.number - revised, target.direction, decimals, noise)
    if differs and again is not verdict:
        return _as(told, Verdict.CANNOT_TELL, change, Why.REVISED)
    if verdict is not Verdict.AWAY and _reached(latest.number, level, target.direction, decimals):
        verdict = Verdict.REACHED
    return _as(told, verdict, change)


def _as(told: Judgement, verdict: Verdict, change: float | None = None, why: Why = Why.NONE) -> Judgement:
    return Judgement(verdict, told.baseline, told.latest, change, told.level, why, told.revised, told.survey)


def _moved(change: float, direction: str, decimals: int, noise: float) -> Verdict:
    """Which way it has moved; where the aim is to keep it, any move is away."""
    if rounded(change, decimals) == 0 or abs(change) <= noise:
        return Verdict.UNCHANGED
    if direction == "keep":
        return Verdict.AWAY
    return Verdict.TOWARD if (change > 0) == (direction == "up") else Verdict.AWAY


def _reached(latest: float, level: float | None, direction: str, decimals: int) -> bool:
    if level is None:
        return False
    now, aim = rounded(latest, decimals), rounded(level, decimals)
    return now >= aim if direction == "up" else now <= aim if direction == "down" else now == aim


def target_of(one: Conclusion) -> Target:
    """The target of a conclusion's contract."""
    return Target(one.target_kind, one.direction, one.target_number)


def baseline_of(one: Conclusion) -> Point | None:
    """The frozen baseline of a conclusion's contract; None when there was no figure."""
    if one.baseline is None or not one.baseline_period:
        return None
    return Point(one.baseline, Period.parse(one.baseline_period), one.baseline_vintage)


def point(made: Generation, indicator: str, area: str, period: Period | None = None) -> Point | None:
    """An observed figure: of a period, or the newest one; None when there is none."""
    values = made.values(indicator)
    if area not in values.rows:
        return None
    found = values.latest(area) if period is None else values.at(area, period)
    if found is None or found.number is None:
        return None
    return Point(found.number, found.period, found.vintage, found.kind is Kind.PRELIMINARY)


def judged(one: Conclusion, made: Generation | None) -> Judgement | None:
    """What today's figures say of a conclusion; None when it has no contract.

    Args:
        one: The conclusion.
        made: The generation in use; None when nothing has been computed.
    """
    if not one.indicator:
        return None
    catalogue: Mapping[str, Indicator] = made.catalogue if made else {}
    indicator, baseline = catalogue.get(one.indicator), baseline_of(one)
    if made is None or indicator is None or (latest := point(made, one.indicator, one.area)) is None:
        return Judgement(Verdict.CANNOT_TELL, baseline, why=Why.NO_SERIES)
    now = point(made, one.indicator, one.area, baseline.period) if baseline else None
    return judge(
        baseline,
        latest,
        target_of(one),
        decimals=indicator.decimals,
        breaks=tuple(each.period for each in indicator.breaks),
        revised=now.number if now else None,
        survey=indicator.survey,
    )


def period_of(text: str) -> Period | None:
    """The period that a person wrote, or None when she wrote none.

    Raises:
        InputError: when it is not a period.
    """
    return Period.parse(text.strip()) if text.strip() else None
