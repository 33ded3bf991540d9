"""What is wanted of a source: tables by any of their names, and which categories of them.

A publisher's variables and codes are found by what they are for (role) and by accepted codes, so that a table keeps
being found when it is renamed. The same rules read a kept table (`alke.indicators.reading`); here they decide what is
asked for. Leaves out how it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from alke.base.errors import SourceError
from alke.statistics.cube import Axis, Role
from alke.statistics.matching import first, is_total, means, total, whole

Take = Mapping[str, tuple[tuple[str, ...], ...]]
Picked = tuple[tuple[str, ...], ...]

_AREAS = re.compile(r"SSS|MK\d{2}|KU\d{3}")


@dataclass(frozen=True)
class Wanted:
    """A table that is wanted.

    Attributes:
        source: The source's name.
        tables: Accepted ids of the table, newest first.
        takes: What each reader of it takes: category codes accepted, by role or by the stem of a variable's code (as
            in the catalogue). None means every category. Periods and areas may be named too, else see `picks`.
        codelists: The publisher's grouping to use for a variable, by the stem of its code (PxWeb 2).
    """

    source: str
    tables: tuple[str, ...]
    takes: tuple[Take, ...] = ()
    codelists: Mapping[str, str] = field(default_factory=dict)


def picks(axes: Sequence[Axis], wanted: Wanted, *, where: str) -> tuple[Picked, tuple[str, ...]]:
    """The codes to ask for on each axis, in the table's order, and warnings of what the table lacks.

    All periods are taken, the whole country, regions and municipalities of the areas (all areas where the table codes
    them otherwise), and of the other axes what some take names, or the total where it names nothing.

    Raises:
        SourceError: when the table has none of what is wanted.
    """
    chosen: list[set[int]] = [set() for _ in axes]
    warnings = []
    for take in wanted.takes:
        found, lacking = _taken(axes, take)
        if lacking:
            warnings.append(f"{where}: {lacking}")
            continue
        for places, more in zip(chosen, found, strict=True):
            places |= more
    if wanted.takes and len(warnings) == len(wanted.takes):
        fix = "The publisher may have renamed them: mend the catalogue's selection, and see docs/adding-a-source.md"
        raise SourceError(
            f"the table has none of what is wanted: {warnings[0].removeprefix(f'{where}: ')}", where=where, fix=fix
        )
    picked = []
    for axis, places in zip(axes, chosen, strict=True):
        if axis.role in (Role.AREA, Role.TIME) and places:
            picked.append(tuple(axis.codes[place] for place in sorted(places)))
        elif axis.role is Role.AREA:
            codes = tuple(code for code in axis.codes if _AREAS.fullmatch(code))
            picked.append(codes or axis.codes)
        elif axis.role is Role.TIME or not wanted.takes:
            picked.append(axis.codes)
        else:
            picked.append(tuple(axis.codes[place] for place in sorted(places)))
    return tuple(picked), tuple(dict.fromkeys(warnings))


def _taken(axes: Sequence[Axis], take: Take) -> tuple[list[set[int]], str]:
    """The places that a take names on each axis, or what the table lacks for it."""
    asked = dict(take)
    found: list[set[int]] = []
    for axis in axes:
        key = next((key for key in asked if means(key, axis)), None)
        if key is None and axis.role in (Role.AREA, Role.TIME):
            found.append(set())
            continue
        groups = asked.pop(key) if key is not None else None
        if groups is None:
            everything = total(axis)
            if not everything:
                return [], f"variable {axis.code} has no total, and no category of it is named"
            found.append(set(everything))
            continue
        places: set[int] = set()
        for accepted in groups:
            place = first(axis, accepted)
            more = (place,) if place is not None else whole(axis) if is_total(accepted) else ()
            if not more:
                return [], f"variable {axis.code} has no category {' or '.join(accepted)}"
            places |= {*more}
        found.append(places)
    if asked:
        return [], f"no variable is called {' or '.join(asked)} (there are {', '.join(axis.code for axis in axes)})"
    return found, ""
