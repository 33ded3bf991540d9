"""Finding a variable or a category by what it is for and by accepted codes, so that a renamed table is still found.

The same rules decide what is asked of a source (`sources/wanted.py`) and what is read of a kept table
(`alke.indicators.reading`). Leaves out both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from alke.statistics.cube import Axis, Role

# What a category that holds all the others is called, in codes and labels.
_TOTALS = ("sss", "total", "yhteensa", "totalt", "summa", "t", "kaikki", "alla")
# Men and women: two categories of which a table without a total is the sum.
_SEXES = (("1", "miehet", "men", "males", "man"), ("2", "naiset", "women", "females", "kvinnor"))


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A code or label without case, accents and leading zeros: ``Ikä`` meets ``ika`` and ``015`` meets ``15``."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold().strip()) if not unicodedata.combining(c))
    return re.sub(r"^0+(?=\d+$)", "", plain)


def means(key: str, axis: Axis) -> bool:
    """Whether a role or the stem of a code is meant for an axis."""
    return fold(key) == axis.role.value if key in {*Role} else fold(axis.code).startswith(fold(key))


def is_total(accepted: Sequence[str]) -> bool:
    """Whether accepted codes name the category that holds all others."""
    return any(fold(word) in _TOTALS for word in accepted)


def first(axis: Axis, accepted: Sequence[str]) -> int | None:
    """The place of the category that has the first accepted code that is there, else the first accepted label."""
    codes = {fold(code): place for place, code in reversed(list(enumerate(axis.codes)))}
    for names in (codes, *({fold(label): i for i, label in enumerate(labels)} for labels in axis.labels.values())):
        for word in accepted:
            if fold(word) in names:
                return names[fold(word)]
    return None


def total(axis: Axis) -> tuple[int, ...]:
    """The category that holds all others: the only one, or by the hierarchy, or by name; else men and women."""
    return (0,) if len(axis) == 1 else whole(axis)


def whole(axis: Axis) -> tuple[int, ...]:
    """The category that is called a total or stands over all others; else men and women; else none."""
    roots = [code for code in axis.codes if code not in axis.parents]
    if axis.parents and len(roots) == 1:
        return (axis.positions[roots[0]],)
    found = first(axis, _TOTALS)
    if found is not None:
        return (found,)
    sexes = [place for names in _SEXES if (place := first(axis, names)) is not None]
    return tuple(sexes) if len(axis) == len(sexes) == len(_SEXES) else ()
