"""Which of its ways each line is worded in, so that a text does not begin its lines alike.

A line's ways open in different manners; the manner used most is used as seldom as can be. Deterministic. Leaves out
what the ways are (`sentences/`).
"""

from __future__ import annotations

from collections.abc import Sequence


def spread(openings: Sequence[Sequence[str]]) -> list[int]:
    """The way chosen for each line, by its place among the line's openings.

    Args:
        openings: For each line, how each of its ways opens; at least one.
    """
    most = 1
    while (chosen := _within(openings, most)) is None:
        most += 1
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
