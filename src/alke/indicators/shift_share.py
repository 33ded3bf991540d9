"""Shift–share: the change of jobs in a region in three parts that sum to it.

Over a time, each industry of a region has changed from one count of jobs to another. Of the region's change,

- **the country's** part is what it would have been had all jobs changed as the whole country's did in all,
- **the mix** is what follows from the region's industries having changed otherwise in the whole country than all jobs,
- **the own** part is what its industries have changed otherwise than the same industries in the whole country.

This is arithmetic and gives no cause (E. S. Dunn, "A statistical and analytical technique for regional analysis",
Papers of the Regional Science Association 6, 1960). Leaves out where the jobs come from
(`catalogue/jobs-by-industry.yaml`) and whether the parts are worth telling (`findings/rules/shift_share.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

FAMILY = "jobs-by-industry"
GROUPS = ("a", "bde", "c", "f", "g", "h", "i", "j", "kl", "mn", "o", "p", "q", "rstu", "x")
INDUSTRIES = tuple(f"{FAMILY}-{group}" for group in GROUPS)
"""The indicators whose values add up to all jobs, in the order of the classification TOL 2008."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a change, in jobs.

    Attributes:
        country: What the change would have been at the whole country's rate.
        mix: What follows from the industries the region has.
        own: What each industry has changed beyond the same industry in the whole country, in the order given.
    """

    country: float
    mix: float
    own: tuple[float, ...]

    @property
    def change(self) -> float:
        """The region's change: the sum of the parts."""
        return fsum((self.country, self.mix, *self.own))


def beyond(before: float, after: float, country_before: float, country_after: float) -> float:
    """The change less what it would have been at the whole country's rate; all of it where the country had none."""
    return after - (before * country_after / country_before if country_before else 0.0)


def parts(
    before: Sequence[float], after: Sequence[float], country_before: Sequence[float], country_after: Sequence[float]
) -> Parts:
    """The parts of a region's change.

    Args:
        before: The region's jobs by industry at the first time.
        after: The same at the second.
        country_before: The whole country's at the first time, in the same order; together more than none.
        country_after: The same at the second.

    Raises:
        ValueError: when the four are not of one length, or the country had no jobs.
    """
    region, country = fsum(before), fsum(country_before)
    if country <= 0:
        raise ValueError("the whole country has no jobs at the first time")
    rows = zip(before, after, country_before, country_after, strict=True)
    own = tuple(beyond(*row) for row in rows)
    share = region * (fsum(country_after) / country - 1)
    return Parts(share, fsum(after) - region - share - fsum(own), own)
