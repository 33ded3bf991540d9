"""Periods of official statistics: years, quarters and months, as PxWeb writes them (2018, 2018Q3, 2018M12).

Leaves out days, weeks and how a period is written in a sentence (`language/`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

from alke.base.errors import InputError

Frequency = Literal["A", "Q", "M"]
_PER_YEAR: dict[Frequency, int] = {"A": 1, "Q": 4, "M": 12}
_FORM = re.compile(r"^(\d{4})(?:[-]?([QMK])[-]?(\d{1,2})|-(\d{2}))?\*?$")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, quarter or month; ordered by its end, so that 2018M12 and 2018 sort beside each other."""

    year: int
    frequency: Frequency = "A"
    part: int = 1

    @classmethod
    def parse(cls, text: str | int) -> Period:
        """The period of ``2018``, ``2018Q3``, ``2018M12`` or ``2018-12``.

        Raises:
            InputError: when the text is none of these.
        """
        match = _FORM.match(str(text).strip())
        if match:
            year, letter, part, month = match.groups()
            frequency: Frequency = "M" if month or letter in ("M", "K") else "Q" if letter == "Q" else "A"
            number = int(part or month or 1)
            if 1 <= number <= _PER_YEAR[frequency]:
                return cls(int(year), frequency, number)
        raise InputError(f"{text!r} is not a period", fix="Write a year 2018, a quarter 2018Q3 or a month 2018M12")

    def __str__(self) -> str:
        if self.frequency == "A":
            return str(self.year)
        return f"{self.year}{self.frequency}{self.part:02d}" if self.frequency == "M" else f"{self.year}Q{self.part}"

    def __lt__(self, other: Period) -> bool:
        return self.end < other.end

    @property
    def end(self) -> float:
        """The period's end in years, 2018.5 for 2018Q2: a place on a time axis."""
        return self.year + (self.part / _PER_YEAR[self.frequency] if self.frequency != "A" else 1.0)

    def back(self, count: int) -> Period:
        """The period `count` steps of the same frequency earlier (negative: later)."""
        size = _PER_YEAR[self.frequency]
        index = self.year * size + self.part - 1 - count
        return Period(index // size, self.frequency, index % size + 1)
