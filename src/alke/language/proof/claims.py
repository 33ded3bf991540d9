"""What the proof check says of a text: one `Claim` per statement it could read, with a verdict and its grounds.

Leaves out reading (`reading.py`), binding to values (`binding.py`) and judging (`judging.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alke.base.languages import Text
from alke.base.periods import Period
from alke.indicators.values import Ref


class Verdict(StrEnum):
    """What the values say of a claim."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_CHECK = "cannot_check"


class Sort(StrEnum):
    """What kind of statement a claim is."""

    VALUE = "value"
    CHANGE = "change"
    DIRECTION = "direction"
    COMPARISON = "comparison"
    SHARE = "share"
    RANK = "rank"
    RECORD = "record"
    MULTIPLE = "multiple"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a claim was judged as it was: a code for programs and a text for people."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a text and what the values say of it.

    Attributes:
        start, end: Its place in the text, in characters; `text` is what stands there.
        kind: What kind of statement it is.
        verdict: Holds, does not hold, or cannot be checked.
        indicator, area, period: What it was bound to; None when to nothing, or to several.
        said: The number that the text says, in the indicator's unit; None when it says none.
        value: The number that the values give, unrounded; None when there is none.
        ref: The address of `value` where it has one.
        why: The reason, of a claim that holds too.
    """

    start: int
    end: int
    text: str
    kind: Sort
    verdict: Verdict
    indicator: str | None
    area: str | None
    period: Period | None
    said: float | None
    value: float | None
    ref: Ref | None
    why: Why
