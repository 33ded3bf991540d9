"""What a short series tells beyond chance: a trend, a turn, a shift of level, a newest step unlike the others.

Every question may be answered "cannot be said". The tests are for ten to forty numbers without published uncertainty:
ranks and medians, exact where tables are, and a check that no single year carries the answer. `bench/findings.py`
prints how often each finds what was planted and how often it sees something in noise. Leaves out words and weights.

Sources: Mann (1945) and Kendall (1975) for the trend; Sen (1968) for its slope; Mann and Whitney (1947) for the shift;
the leave-one-out check follows the public health profiles of England.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

from alke.indicators.slope import theil_sen

Numbers = npt.NDArray[np.float64]
ENOUGH = 8  # numbers that a trend, a shift or an odd step is looked for in
_SIDE = 4  # numbers on each side of a shift
_TREND_AT = 0.01  # two-sided risk of a trend in noise
_WANDERS_FROM = 0.4  # lag-one correlation of what a line leaves over, from which the series may only wander
_STEPS_AT = 0.05  # risk of as one-sided steps in a series that wanders
_SHIFT_AT = 0.01  # risk of a shift in noise, over all places where it could be
_JUMP = 0.5  # of the shift that its own step makes, and no step is larger
_SHIFT_SIZE = 2.5  # robust deviations within the sides
_BETTER = 0.8  # how much less a shape must leave over than a rival for it to be told
_ODD = 5.0  # robust deviations of the earlier steps
_SIGMA = 1.4826  # makes the median absolute deviation of a normal distribution its standard deviation


def trend(numbers: Numbers) -> int | None:
    """The direction of a tested trend: 1, −1, or 0 when there is none beyond chance; None when it cannot be said.

    A trend needs three things: the order of the numbers would be rare in noise (Mann–Kendall); without any one year the
    slope keeps its sign; and where the series wanders, its steps go one way more often than those of a walk at random.
    A series that one shift of level describes better, or that has turned, has no trend.

    Args:
        numbers: Evenly spaced, oldest first, without NaN.
    """
    if len(numbers) < ENOUGH:
        return None
    slope = theil_sen(numbers)
    if slope == 0 or kendall(numbers) > _TREND_AT or shift(numbers) is not None or turn(numbers) is not None:
        return 0
    if any(np.sign(theil_sen(left)) != np.sign(slope) for left in _without_one(numbers)):
        return 0
    if _wanders(numbers, slope):
        steps = np.sign(np.diff(numbers))
        if _binomial(int((steps == np.sign(slope)).sum()), int((steps != 0).sum())) > _STEPS_AT:
            return 0
    return int(np.sign(slope))


def turn(numbers: Numbers) -> int | None:
    """The place of the number at which a long rise or fall turned; None when nothing has turned.

    Before it at least six numbers went one way beyond chance; from it on at least three steps went the other way and
    won back more than an eighth of what had been gained or lost.
    """
    best: tuple[float, int] | None = None
    for place in range(5, len(numbers) - 3):
        before, after = numbers[: place + 1], numbers[place:]
        way = np.sign(theil_sen(before))
        back = -way * (after[-1] - after[0])
        steps = -way * np.diff(after)
        if way == 0 or kendall(before) > 0.02 or back <= abs(before[-1] - before[0]) / 8:
            continue
        if numbers[place] != (numbers.max() if way > 0 else numbers.min()):
            continue
        one_way = bool((steps > 0).all()) if len(steps) < 5 else kendall(after) <= 0.02
        if one_way and (best is None or back > best[0]):
            best = (float(back), place)
    return None if best is None else best[1]


def shift(numbers: Numbers) -> int | None:
    """The place of the first number after a shift of level; None when there is none beyond chance."""
    if len(numbers) < ENOUGH:
        return None
    places = range(_SIDE, len(numbers) - _SIDE + 1)
    left_over = {place: _left_over(numbers[:place]) + _left_over(numbers[place:]) for place in places}
    place = min(left_over, key=lambda each: (left_over[each], each))
    before, after = numbers[:place], numbers[place:]
    line = np.arange(len(numbers)) * theil_sen(numbers)
    if left_over[place] > _BETTER * _left_over(numbers - line):
        return None
    steps = np.abs(np.diff(numbers))
    jump = float(steps[place - 1])
    if jump < steps.max() or jump < _JUMP * abs(float(np.median(after) - np.median(before))):
        return None
    rest = np.concatenate([before - np.median(before), after - np.median(after)])
    width = float(np.median(np.abs(rest))) * _SIGMA
    gap = abs(float(np.median(after) - np.median(before)))
    if gap <= _SHIFT_SIZE * width or mann_whitney(before, after) * len(places) > _SHIFT_AT * 4:
        return None
    return place


def odd_step(numbers: Numbers) -> bool | None:
    """Whether the newest step is unlike all earlier ones; None when it cannot be said."""
    if len(numbers) < ENOUGH + 1:
        return None
    *earlier, newest = np.diff(numbers)
    steps = np.array(earlier)
    middle = float(np.median(steps))
    width = float(np.median(np.abs(steps - middle))) * _SIGMA
    largest = float(np.max(np.abs(steps - middle)))
    off = abs(float(newest) - middle)
    return bool(width > 0 and off > _ODD * width and off > 1.5 * largest)


def kendall(numbers: Numbers) -> float:
    """The two-sided risk that numbers in random order look as ordered as these (Mann–Kendall).

    Exact when no two numbers are equal, otherwise by the normal distribution with the correction for ties.
    """
    count = len(numbers)
    first, second = np.triu_indices(count, 1)
    score = int(np.sign(numbers[second] - numbers[first]).sum())
    _, ties = np.unique(numbers, return_counts=True)
    if ties.max(initial=1) == 1 and count <= 40:
        return _kendall_exact(count, abs(score))
    variance = (count * (count - 1) * (2 * count + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties.tolist())) / 18
    return 1.0 if variance == 0 else erfc(max(0, abs(score) - 1) / sqrt(variance) / sqrt(2))


def mann_whitney(first: Numbers, second: Numbers) -> float:
    """The two-sided risk that two groups from one distribution lie as far apart as these; exact (ties count half)."""
    above = float((second[:, None] > first[None, :]).sum() + 0.5 * (second[:, None] == first[None, :]).sum())
    whole = len(first) * len(second)
    counts = _mann_whitney_counts(len(first), len(second))
    low = int(min(above, whole - above))
    return min(1.0, 2 * sum(counts[: low + 1]) / sum(counts))


def _without_one(numbers: Numbers) -> Iterator[Numbers]:
    for place in range(len(numbers)):
        left = numbers.copy()
        left[place] = np.nan
        yield left


def _wanders(numbers: Numbers, slope: float) -> bool:
    rest = numbers - slope * np.arange(len(numbers))
    rest = rest - rest.mean()
    whole = float((rest * rest).sum())
    return whole > 0 and float((rest[1:] * rest[:-1]).sum()) / whole > _WANDERS_FROM


def _left_over(numbers: Numbers) -> float:
    return float(np.abs(numbers - np.median(numbers)).sum())


@cache
def _kendall_exact(count: int, score: int) -> float:
    """The share of orders of `count` different numbers whose score is at least `score` in size."""
    orders = [1]
    for size in range(2, count + 1):
        wider = [0] * (len(orders) + size - 1)
        for inversions, ways in enumerate(orders):
            for more in range(size):
                wider[inversions + more] += ways
        orders = wider
    most = count * (count - 1) // 2
    extreme = sum(ways for inversions, ways in enumerate(orders) if abs(most - 2 * inversions) >= score)
    return extreme / sum(orders)


@cache
def _mann_whitney_counts(first: int, second: int) -> tuple[int, ...]:
    """In how many ways two groups of these sizes give each number of pairs in order."""
    if first == 0 or second == 0:
        return (1,)
    with_first, with_second = _mann_whitney_counts(first - 1, second), _mann_whitney_counts(first, second - 1)
    counts = [0] * (first * second + 1)
    for pairs, ways in enumerate(with_first):
        counts[pairs + second] += ways
    for pairs, ways in enumerate(with_second):
        counts[pairs] += ways
    return tuple(counts)


def _binomial(hits: int, tries: int) -> float:
    """The two-sided risk of as many equal tosses as `hits` of `tries`."""
    if tries == 0:
        return 1.0
    ways = [1]
    for _ in range(tries):
        ways = [a + b for a, b in zip([0, *ways], [*ways, 0], strict=True)]
    return min(1.0, 2 * sum(ways[max(hits, tries - hits) :]) / sum(ways))
