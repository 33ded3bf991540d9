"""Rules of targets and maps: whether a figure moves toward its target, and what belongs to nothing.

Pure: numbers and keys in, answers out. Leaves out where the figures come from (`figures.py`) and how answers are worded
(`texts/strategies.yaml`). A worsening is always told as one, also where the target has been reached.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alke.base.periods import Period
from alke.findings.rounding import rounded


class Way(StrEnum):
    """Where a figure stands in relation to its target."""

    REACHED = "reached"
    TOWARD = "toward"
    STILL = "still"
    """As it was at the baseline."""
    AWAY = "away"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why it cannot be told."""

    WORDS = "words"
    """The target is in words: a person judges it."""
    NO_INDICATOR = "no_indicator"
    """The catalogue does not hold what is followed."""
    NO_FIGURE = "no_figure"
    """There is no figure of the region."""
    NO_BASELINE = "no_baseline"
    NO_NEWER = "no_newer"
    """The latest figure is of the baseline's period or of an earlier one."""
    BREAK = "break"
    """The series breaks between the two."""
    REVISED = "revised"
    """The publisher has revised the baseline so that the answer would turn."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target.

    Attributes:
        kind: ``number``, ``direction``, ``change`` (from the baseline) or ``words``.
        sign: ``up``, ``down``, ``keep``, or "" when it follows from the number.
        number: The number or the change, in the indicator's unit.
        year: By when; None when that is not told.
    """

    kind: str
    sign: str = ""
    number: float | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a period, in the indicator's unit."""

    number: float
    period: Period


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer.

    Attributes:
        way: Where the figure stands.
        why: Why it cannot be told, when it cannot.
        worsened: The figure is further from the wanted direction than at the baseline.
        late: The target year has come and the target has not been reached.
        goal: The number that is aimed at, None when there is none.
    """

    way: Way
    why: Why | None = None
    worsened: bool = False
    late: bool = False
    goal: float | None = None


def judge(
    aim: Aim,
    baseline: Figure | None,
    latest: Figure | None,
    *,
    decimals: int = 6,
    breaks: Collection[Period] = (),
    revised: float | None = None,
) -> Judgement:
    """Whether the latest figure has moved toward the target since the baseline.

    Args:
        aim: The target.
        baseline: Where it started; None when that is not known.
        latest: The newest figure; None when there is none.
        decimals: How many decimals count; what shows as the same is the same.
        breaks: Periods from which on the series cannot be compared with what was before.
        revised: The baseline's number as published now, where it differs from the one recorded.
    """
    if aim.kind == "words":
        return Judgement(Way.UNKNOWN, Why.WORDS)
    goal = _goal(aim, baseline)
    if latest is None:
        return Judgement(Way.UNKNOWN, Why.NO_FIGURE, goal=goal)
    first = _judge(aim, baseline, latest, goal, decimals, breaks)
    if revised is not None and baseline is not None:
        now = Figure(revised, baseline.period)
        again = _judge(aim, now, latest, _goal(aim, now), decimals, breaks)
        if (again.way, again.worsened) != (first.way, first.worsened):
            return Judgement(Way.UNKNOWN, Why.REVISED, late=first.late, goal=goal)
    return first


def sign_of(aim: Aim, baseline: Figure | None) -> str:
    """The wanted direction; where it was not given it follows from the number, "" when nothing tells it."""
    if aim.sign or aim.number is None:
        return aim.sign
    if aim.kind == "change":
        return "up" if aim.number > 0 else "down" if aim.number < 0 else "keep"
    if aim.kind == "number" and baseline is not None:
        return "up" if aim.number > baseline.number else "down" if aim.number < baseline.number else "keep"
    return ""


def _goal(aim: Aim, baseline: Figure | None) -> float | None:
    if aim.kind == "number":
        return aim.number
    if aim.kind == "change" and baseline is not None and aim.number is not None:
        return baseline.number + aim.number
    return None


def _judge(
    aim: Aim,
    baseline: Figure | None,
    latest: Figure,
    goal: float | None,
    decimals: int,
    breaks: Collection[Period],
) -> Judgement:
    sign = sign_of(aim, baseline)
    doubt = _doubt(baseline, latest, breaks)
    moved = 0.0
    if baseline is not None and doubt is None:
        moved = float(rounded(latest.number, decimals) - rounded(baseline.number, decimals))
    step = _step(sign, moved, goal, baseline, latest)
    older = baseline is not None and latest.period < baseline.period
    if doubt is not Why.BREAK and not older and _reached(aim, sign, latest.number, goal, moved, doubt, decimals):
        return Judgement(Way.REACHED, worsened=step < 0, goal=goal)
    late = goal is not None and aim.year is not None and latest.period.year >= aim.year
    if doubt is not None:
        return Judgement(Way.UNKNOWN, doubt, late=late, goal=goal)
    way = Way.TOWARD if step > 0 else Way.AWAY if step < 0 else Way.STILL
    return Judgement(way, worsened=step < 0, late=late, goal=goal)


def _doubt(baseline: Figure | None, latest: Figure, breaks: Collection[Period]) -> Why | None:
    """Why the two figures cannot be compared, None when they can."""
    if baseline is None:
        return Why.NO_BASELINE
    if not baseline.period < latest.period:
        return Why.NO_NEWER
    if any(baseline.period < each and not latest.period < each for each in breaks):
        return Why.BREAK
    return None


def _step(sign: str, moved: float, goal: float | None, baseline: Figure | None, latest: Figure) -> float:
    """How much the figure has moved the wanted way: positive toward, negative away."""
    if sign == "up":
        return moved
    if sign == "down":
        return -moved
    if goal is None or baseline is None or moved == 0:
        return -abs(moved)
    return abs(baseline.number - goal) - abs(latest.number - goal)


def _reached(
    aim: Aim, sign: str, number: float, goal: float | None, moved: float, doubt: Why | None, decimals: int
) -> bool:
    if goal is None:
        return aim.kind == "direction" and sign == "keep" and doubt is None and moved == 0
    number, goal = float(rounded(number, decimals)), float(rounded(goal, decimals))
    if sign == "up":
        return number >= goal
    if sign == "down":
        return number <= goal
    return sign == "keep" and number == goal


@dataclass(frozen=True, slots=True)
class Unmapped:
    """What belongs to nothing, each as its key in the order given."""

    without_elements: tuple[str, ...]
    without_indicators: tuple[str, ...]
    without_kin: tuple[str, ...]
    elements: tuple[str, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a theme is mapped to, as keys."""

    elements: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()


def unmapped(themes: Mapping[str, Mapped], elements: Collection[str], indicators: Collection[str]) -> Unmapped:
    """What the maps of one theme set leave out.

    Args:
        themes: Each theme of the set by its key.
        elements: Keys of a decision's elements.
        indicators: Ids of the catalogue's indicators.
    """
    reached = frozenset[str]().union(*(one.elements for one in themes.values()))
    shown = frozenset[str]().union(*(one.indicators for one in themes.values()))
    return Unmapped(
        tuple(key for key, one in themes.items() if not one.elements),
        tuple(key for key, one in themes.items() if not one.indicators),
        tuple(key for key, one in themes.items() if not one.kin),
        tuple(key for key in elements if key not in reached),
        tuple(key for key in indicators if key not in shown),
    )
