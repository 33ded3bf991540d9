"""Units of measure that indicators and charts share, each with its names; a closed vocabulary in `units.yaml`.

Leaves out how a number is grouped and rounded (`language/numbers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import UnknownCodeError
from alke.base.languages import Text

# Units that name what an indicator of their own counts; persons are counted by many indicators.
COUNTED = frozenset(
    {
        "jobs",
        "families",
        "household_dwelling_units",
        "dwellings",
        "free_time_residences",
        "establishments",
        "enterprises",
    }
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Attributes:
        key: Its code, such as ``persons`` or ``percent``.
        name: On an axis or in a heading: "henkilöä", "%", "euroa asukasta kohti".
        after_number: As it stands after a number in a sentence, plural or partitive: "henkilöä", "prosenttia".
        after_one: The same after the number one: "henkilö", "prosentti".
        difference: The unit of a difference: "prosenttiyksikköä" for a percentage, otherwise as `after_number`.
    """

    key: str
    name: Text
    after_number: Text
    after_one: Text
    difference: Text


@cache
def units() -> dict[str, Unit]:
    """All units by key, read once."""
    path = Path(__file__).with_name("units.yaml")
    raw = yaml.safe_load(path.read_text("utf-8"))
    made = {}
    for key, fields in raw.items():
        where = f"units.yaml, unit {key}"
        after = Text.of(fields["after_number"], where=where)
        made[key] = Unit(
            key,
            Text.of(fields["name"], where=where),
            after,
            Text.of(fields["after_one"], where=where) if "after_one" in fields else after,
            Text.of(fields["difference"], where=where) if "difference" in fields else after,
        )
    return made


def unit(key: str, *, where: str = "") -> Unit:
    """The unit of a key.

    Raises:
        UnknownCodeError: when no such unit exists; names the nearest.
    """
    if key not in units():
        raise UnknownCodeError("unit", key, units(), where=where)
    return units()[key]
