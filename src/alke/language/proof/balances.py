"""Losses and gains that grow or shrink: of a balance such as net migration, whose loss grows when the balance falls.

Leaves out the numbers of balances (`amounts.py`) and whether one is above or below zero (`moves.py`).
"""

from __future__ import annotations

import re

from alke.base.periods import Period
from alke.indicators.values import Kind, Measure, Ref
from alke.language.proof.binding import Scene
from alke.language.proof.judging import Reading
from alke.language.proof.lexicon import Token

_SIGNED = re.compile(r"^net-|natural|total-net")


def signed(key: str) -> bool:
    """Whether an indicator is a balance: what came less what went."""
    return bool(_SIGNED.search(key))


def below_zero(key: str) -> bool:
    """Whether an indicator may be below zero: a balance or a change."""
    return signed(key) or "change" in key


def side(scene: Scene, place: int) -> int:
    """−1 where what grows or compares at a token is a loss, 1 where it is a gain, 0 where neither is told."""
    first, _ = scene.clause(place)
    for k in range(place - 1, first - 1, -1):
        token = scene.tokens[k]
        if token.sort in ("IND", "LOSS", "GAIN", "ANA", "DIR") and (told := word(scene, token)):
            return told
        if token.sort in ("IND", "LOSS", "GAIN", "NUM", "DIR", "CMP"):
            return 0
    return 0


def word(scene: Scene, token: Token) -> int:
    """−1 for a word that names a loss, 1 for one that names a gain, 0 for any other."""
    lost, gained = scene.sign("lost").search(token.text), scene.sign("gained").search(token.text)
    return -1 if lost else 1 if gained else 0


def grown(
    scene: Scene, key: str, area: str, years: tuple[int, int], goes: int, way: str, size: int, *, likely: bool
) -> Reading:
    """Whether a loss (`size` −1) or a gain (1) grew or shrank; one that was none at an end is neither right nor wrong.

    Args:
        scene: The sentence.
        key: The balance.
        area: Whose it is.
        years: From which year to which.
        goes: 1 where the size is told to grow or the balance to be better, −1 the other way, 0 unchanged.
        way: The word's own way; better and worse are of the balance, the others of the size.
        size: Whether the size is of a loss or of a gain.
        likely: Whether the words point to these years.
    """
    first, last = years
    a, b = scene.facts.number(key, area, first), scene.facts.number(key, area, last)
    if a is None or b is None or first >= last or goes not in (1, -1) or scene.facts.broken(key, first, last):
        return Reading(None, key, area, last, likely=likely)
    wanted = goes * size if way in ("better", "worse") else goes
    change = (b - a) * size
    there = (a * size > 0) + (b * size > 0)
    holds = there == len(years) and change * wanted > 0
    ref = Ref(key, area, Period(last), Kind.OBSERVED, Measure.CHANGE, str(first))
    return Reading(holds, key, area, last, None, b - a, ref, there == 1, likely)
