"""Which of its ways each line is worded in, so that a text does not begin its lines alike.

A line's ways open in different manners; the manner used most is used as seldom as can be, and then neighbours are given
different first words where that is possible. Deterministic. Leaves out what the ways are (`sentences/`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise


def spread(openings: Sequence[Sequence[str]]) -> list[int]:
    """The way chosen for each line, by its place among the line's openings.

    Args:
        openings: For each line, how each of its ways opens; at least one.
    """
    most = 1
    while (chosen := _within(openings, most)) is None:
        most += 1
    chosen = _parted(openings, chosen, most)
    return [list(openings[line]).index(opening) for line, opening in enumerate(chosen)]


def _within(openings: Sequence[Sequence[str]], most: int) -> list[str] | None:
    """An opening for each line, none used more than `most` times; None when there is no such choice.

    Lines push one another aside along augmenting paths, as in matching pupils with schools that have `most` places.
    """
    holders: dict[str, list[int]] = {}

    def place(line: int, tried: set[str]) -> bool:
        for opening in openings[line]:
            if opening in tried:
                continue
            tried.add(opening)
            holding = holders.setdefault(opening, [])
            if len(holding) < most:
                holding.append(line)
                return True
            for seat, other in enumerate(holding):
                if place(other, tried):
                    holding[seat] = line
                    return True
        return False

    if not all(place(line, set()) for line in range(len(openings))):
        return None
    told = {line: opening for opening, lines in holders.items() for line in lines}
    return [told[line] for line in range(len(openings))]


def _parted(openings: Sequence[Sequence[str]], chosen: list[str], most: int) -> list[str]:
    """The openings with some changed or swapped, so that fewer lines begin with the word that the line before does."""
    for line in range(1, len(chosen)):
        if _alike(chosen[line - 1 : line + 1]):
            others = [made for near in (line, line - 1) for made in _changes(openings, chosen, near, most)]
            chosen = min([chosen, *others], key=_alike)
    return chosen


def _changes(openings: Sequence[Sequence[str]], chosen: list[str], line: int, most: int) -> Iterator[list[str]]:
    """Each choice in which a line has another opening, that of another line or one that has room."""
    used = Counter(chosen)
    for opening in openings[line]:
        if opening != chosen[line] and used[opening] < most:
            yield [*chosen[:line], opening, *chosen[line + 1 :]]
    for other, opening in enumerate(chosen):
        if opening != chosen[line] and opening in openings[line] and chosen[line] in openings[other]:
            made = [*chosen]
            made[line], made[other] = opening, chosen[line]
            yield made


def _alike(chosen: Sequence[str]) -> int:
    """How many lines begin with the word that the line before begins with."""
    return sum(one.split()[0] == other.split()[0] for one, other in pairwise(chosen))
