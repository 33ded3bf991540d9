"""The middle yearly change of a series: Theil and Sen's slope, which one odd year does not move.

Source: Sen (1968), Estimates of the regression coefficient based on Kendall's tau. Leaves out whether a change is more
than chance (`findings/signal.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def theil_sen(numbers: Sequence[float] | npt.NDArray[np.float64]) -> float:
    """The median of the changes per step between all pairs of numbers; NaN when fewer than two are known.

    Args:
        numbers: Evenly spaced, oldest first; NaN where there is none.
    """
    row = np.asarray(numbers, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(row))
    if len(known) < 2:
        return float("nan")
    first, second = np.triu_indices(len(known), 1)
    steps = (row[known[second]] - row[known[first]]) / (known[second] - known[first])
    return float(np.median(steps))
