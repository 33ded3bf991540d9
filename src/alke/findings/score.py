"""The parts of a finding's score, each 0–1: how large, how unusual among the regions, how lasting, how new.

The parts are told beside the finding, so that a person sees why it stands where it stands. Leaves out which parts a
rule uses, and any judgement of good or bad.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_MAD_TO_SIGMA = 1.4826  # makes the median absolute deviation of a normal distribution its standard deviation
_UNUSUAL_AT = 4.0  # robust standard deviations from the median that count as wholly unusual
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


def lasting(differences: Numbers) -> float:
    """For how many of the newest differences the sign has been the same as in the newest one."""
    run = 0
    for difference in reversed(differences.tolist()):
        if np.isnan(difference) or difference == 0 or np.sign(difference) != np.sign(differences[-1]):
            break
        run += 1
    return part(run, _LASTING_AT)


def turned(differences: Numbers) -> float:
    """1 when the newest difference has another sign than the one before it, otherwise 0."""
    known = differences[~np.isnan(differences)]
    return float(len(known) > 1 and bool(np.sign(known[-1]) != np.sign(known[-2])))
