"""Labels in tiers above or below marks on one axis, each joined to its mark by an upright leader.

No label covers another or lies on another's leader. Leaves out drawing, and labels beside lines (`scale.spread`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 8.0  # px between labels of one tier
CLEAR = 3.0  # px between a label and another's leader
TRIES = 3000  # places looked at before a number of tiers is given up
BESIDE = 4.0  # px from a leader to the label that hangs beside it


@dataclass(frozen=True)
class Place:
    """Where a label stands: its left edge, its tier, 0 nearest to the marks, and whether it hangs beside its leader."""

    left: float
    tier: int
    beside: bool


def callouts(xs: Sequence[float], widths: Sequence[float], low: float, high: float, tiers: int) -> list[Place | None]:
    """A place for each label, in as few tiers as can be; None for the last ones given where not all find one.

    Labels stand at the end of their leaders or hang beside them like flags, so that marks at one place can be told too.

    Args:
        xs: Where the marks are, in px.
        widths: Of the labels.
        low: Left of which no label goes.
        high: Right of which no label goes.
        tiers: How many there may be.
    """
    order = sorted(range(len(xs)), key=lambda index: xs[index])
    labels = [(xs[index], widths[index]) for index in order]
    for limit in range(1, tiers + 1):
        found = _search(labels, (low, high), limit)
        if found is not None:
            return [place for _, place in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
    return [*callouts(xs[:-1], widths[:-1], low, high, tiers), None] if xs else []


def _search(labels: Sequence[tuple[float, float]], ends: tuple[float, float], tiers: int) -> list[Place] | None:
    """Places for labels of (x, width) from the left, trying back where one finds none; None when it gives up."""
    placed: list[Place] = []
    tries = [_candidates(*label, ends, tiers) for label in labels[:1]]
    for _ in range(TRIES):
        if not tries:
            break
        x, width = labels[len(placed)]
        pairs = list(zip(labels, placed, strict=False))
        fits = (each for each in tries[-1] if all(_apart(x, width, each, *label, other) for label, other in pairs))
        place = next(fits, None)
        if place is None:
            tries.pop()
            placed = placed[:-1]
        elif len(placed) + 1 == len(labels):
            return [*placed, place]
        else:
            placed.append(place)
            tries.append(_candidates(*labels[len(placed)], ends, tiers))
    return None if labels else []


def _candidates(x: float, width: float, ends: tuple[float, float], tiers: int) -> Iterator[Place]:
    return (place for tier in range(tiers) for place in _around(x, width, tier, ends))


def _around(x: float, width: float, tier: int, ends: tuple[float, float]) -> Iterator[Place]:
    """Where a label may stand in a tier: under its leader, or outwards and inwards beside it."""
    low, high = ends
    yield Place(min(max(x - width / 2, low), high - width), tier, beside=False)
    sides = (x - width - BESIDE, x + BESIDE)
    for left in sides if 2 * x < low + high else sides[::-1]:
        if low <= left <= high - width:
            yield Place(left, tier, beside=True)


def _apart(x: float, width: float, place: Place, other_x: float, other_width: float, other: Place) -> bool:
    """Whether two labels with their leaders leave one another alone."""
    near, far = (place.left, place.left + width), (other.left, other.left + other_width)
    gap = 2 * CLEAR if place.beside and other.beside else GAP  # flags on both sides of leaders that all but meet
    if place.tier == other.tier and near[1] + gap > far[0] and far[1] + gap > near[0]:
        return False
    if place.tier <= other.tier and near[0] - CLEAR < other_x < near[1] + CLEAR:
        return False
    return not (other.tier <= place.tier and far[0] - CLEAR < x < far[1] + CLEAR)
