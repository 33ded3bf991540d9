"""The parts of a finding's score, each 0–1.

How large, how unusual among the regions, how lasting, how new and how recent, and whether its indicator is one that
readers look for first.

The parts are told beside the finding, so that a person sees why it stands where it stands. Leaves out which parts a
rule uses, and any judgement of good or bad.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
PARTS = ("size", "unusual", "lasting", "new", "headline", "recent", "goal", "theme")
"""The parts in the order they are told; `goal` and `theme` come from what people have set (`wishes.py`)."""
_MAD_TO_SIGMA = 1.4826  # makes the median absolute deviation of a normal distribution its standard deviation
_UNUSUAL_AT = 4.0  # robust standard deviations from the median that count as wholly unusual
HEADLINE = 0.7
"""What an indicator that a reader looks for first adds to a finding's weight."""
_OLD_AT = 6.0  # years behind the newest figure at which a figure is no longer recent at all
_LASTING_AT = 10.0  # periods in one direction that count as wholly lasting


def part(number: float, whole: float) -> float:
    """How much of `whole` the magnitude of `number` fills, 0–1, rounded so that records are repeatable."""
    return round(min(1.0, abs(number) / whole), 3) if whole > 0 else 0.0


def spread(numbers: Numbers) -> float:
    """The regions' robust standard deviation; 0 when there are fewer than five numbers."""
    known = numbers[~np.isnan(numbers)]
    if len(known) < 5:
        return 0.0
    return float(np.median(np.abs(known - np.median(known)))) * _MAD_TO_SIGMA


def unusual(number: float, numbers: Numbers) -> float:
    """How far a number is from the regions' median, measured in their robust standard deviations."""
    width = spread(numbers)
    return part(number - float(np.nanmedian(numbers)), _UNUSUAL_AT * width) if width else 0.0


def lasting(differences: Numbers, way: float) -> float:
    """How far the ten newest differences have gone one way: those that go `way` less those that go against it.

    A single year against the rest takes away a little, not everything.

    Args:
        differences: Oldest first; NaN where there is none.
        way: The direction told, by its sign.
    """
    newest = np.sign(differences[-int(_LASTING_AT) :])
    going = float(np.nansum(newest) * np.sign(way))
    return part(max(0.0, going), _LASTING_AT)


def recent(year: int, newest: int) -> float:
    """How near a finding's year is to the newest year of the area's figures: 1 in it, 0 six years behind."""
    return round(1.0 - part(max(0, newest - year), _OLD_AT), 3)


def turned(differences: Numbers) -> float:
    """How clearly the newest difference goes another way than the one before it, 0 when it does not.

    Wholly, when both are as large as the middle one of all; a step of almost nothing turns almost nothing.
    """
    known = differences[~np.isnan(differences)]
    if len(known) < 2 or known[-1] * known[-2] >= 0:
        return 0.0
    return part(min(abs(float(known[-1])), abs(float(known[-2]))), float(np.median(np.abs(known))))
