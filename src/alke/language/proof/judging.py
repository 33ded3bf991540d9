"""From the readings of a claim to its verdict: it holds if a reading holds, and fails only if every reading fails.

Leaves out how the readings are found (`binding.py` and the kinds beside it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alke.base.languages import Texts, texts
from alke.base.periods import Period
from alke.indicators.values import Ref
from alke.language.proof.claims import Claim, Sort, Verdict, Why


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim, and whether the values carry it so.

    Attributes:
        holds: None when a value is missing.
        near: It does not hold to the digit shown, but may be what is meant.
        likely: A reading that the words point to; others only keep a claim from being called false.
        said, value: What the text says and what the values give, in the same unit.
    """

    holds: bool | None
    indicator: str
    area: str
    year: int | None = None
    said: float | None = None
    value: float | None = None
    ref: Ref | None = None
    near: bool = False
    likely: bool = True


@cache
def reasons() -> Texts:
    """The reasons by code."""
    return texts(Path(__file__).with_name("reasons.yaml"))


def why(code: str) -> Why:
    """A reason with its text in the three languages."""
    return Why(code, reasons()[code])


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a claim stands and of what kind it is."""

    start: int
    end: int
    sort: Sort


def unchecked(text: str, anchor: Anchor, code: str, indicator: str | None = None, area: str | None = None) -> Claim:
    """A claim that cannot be checked, and why."""
    span = text[anchor.start : anchor.end]
    kind = Verdict.CANNOT_CHECK
    return Claim(anchor.start, anchor.end, span, anchor.sort, kind, indicator, area, None, None, None, None, why(code))


def judged(text: str, anchor: Anchor, readings: Iterable[Reading], *, sure: bool, series: bool = False) -> Claim:
    """The verdict on a claim.

    Args:
        text: The whole text.
        anchor: Where the claim stands.
        readings: Every reasonable way to understand it.
        sure: Whether its indicator is certain enough to call the claim false.
        series: Whether the readings are of series that share a name, so that a comparison needs them all to agree.
    """
    readings = list(readings)
    known = [each for each in readings if each.holds is not None]
    likely = [each for each in known if each.likely]
    if not likely:
        return unchecked(text, anchor, "no_value", *_bound(readings))
    true = [each for each in likely if each.holds]
    if series and true and {each.indicator for each in true} != {each.indicator for each in likely}:
        return unchecked(text, anchor, "ambiguous")
    if true:
        return _claim(text, anchor, true[0], Verdict.HOLDS, "agrees")
    if any(each.holds for each in known):
        return _claim(text, anchor, likely[0], Verdict.CANNOT_CHECK, "ambiguous")
    if any(each.near for each in known):
        return _claim(text, anchor, likely[0], Verdict.CANNOT_CHECK, "precision")
    if not sure:
        return _claim(text, anchor, likely[0], Verdict.CANNOT_CHECK, "unsure")
    return _claim(text, anchor, likely[0], Verdict.DOES_NOT_HOLD, "differs")


def _bound(readings: Iterable[Reading]) -> tuple[str | None, str | None]:
    first = next(iter(readings), None)
    return (first.indicator, first.area) if first else (None, None)


def _claim(text: str, anchor: Anchor, reading: Reading, verdict: Verdict, code: str) -> Claim:
    return Claim(
        anchor.start,
        anchor.end,
        text[anchor.start : anchor.end],
        anchor.sort,
        verdict,
        reading.indicator,
        reading.area,
        None if reading.year is None else Period(reading.year),
        reading.said,
        reading.value,
        reading.ref,
        why(code),
    )
