"""Numbers as people write them: digits with any thousands mark, scales, and words; and what range each allows.

Leaves out what a number is about (`binding.py`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from alke.base.languages import Language
from alke.findings.rounding import rounded

# What an approximator lets the value be, as multiples of the number that is said: (from, to).
RANGES = {
    "about": (0.93, 1.07),
    "almost": (0.90, 1.006),
    "soft_over": (0.994, 1.2),
    "over": (0.9999, 2.0),
    "under": (-math.inf, 1.0001),
    "atleast": (0.9999, 2.0),
    "atmost": (-math.inf, 1.0001),
}
FRACTION_TOLERANCE = 0.10
_MEANT_AT = frozenset({"about", "almost", "soft_over"})  # a value close to the number is meant
_STEPS = 3.0  # of the last digit told, that such a value may be away: "almost 79,000" of 76,500 is no more
_NEAR_STEPS = 5.0  # that it may be, to be neither right nor wrong
_ROUNDEST = (100.0, 1000.0, 1e6)
_RARE = 2.0  # per cents up to which a fraction in words is told roughly
_ROUNDED_ZEROS = 2  # this many zeros at the end are taken as rounding, fewer as digits


@dataclass(frozen=True, slots=True)
class Said:
    """A number as a text says it.

    Attributes:
        number: The number, signed when the text has a sign.
        step: The size of its last digit: 0.1 of "9,2", 1 000 of "64 000".
        approx: The approximator before it, "" when none.
        signed: Whether the text has a sign.
        loose: It is a fraction or a number in words, never meant to a digit.
    """

    number: float
    step: float
    approx: str = ""
    signed: bool = False
    loose: bool = False

    def times(self, factor: float) -> Said:
        """The same in another unit."""
        return replace(self, number=self.number * factor, step=self.step * factor)

    def allows(self, value: float) -> bool:
        """Whether a value is what the text says, at the precision the text shows."""
        said = self.number
        if self.approx in ("over", "under") and not said:
            return value > 0 if self.approx == "over" else value < 0
        if self.approx:
            low, high = self._edges()
            slack = 1e-9
            if self.approx in ("about", "almost", "soft_over"):
                slack = min(0.5 * self.step, 0.04 * abs(said)) if self.step > 1 else 0.5 * self.step
            return low - slack * 1.0001 <= value <= high + slack * 1.0001
        if self.loose:
            return abs(value - said) <= max(FRACTION_TOLERANCE * abs(said), 0.5 * self.step)
        if self.step < 1 or self.step == 1:
            decimals = max(0, round(-math.log10(self.step)))
            half = abs(abs(value - said) - 0.5 * self.step) < self.step * 1e-6  # a half is rounded either way
            return half or abs(float(rounded(value, decimals)) - said) < self.step * 1e-6
        return abs(value - said) <= min(0.5 * self.step, 0.035 * abs(said)) * 1.0001

    def _edges(self, steps: float = _STEPS) -> tuple[float, float]:
        """From where to where a value may be: a number told to three digits is not meant to within seven per cent."""
        low, high = sorted(self.number * edge for edge in RANGES[self.approx])
        if self.approx not in _MEANT_AT or self.loose:
            return low, high
        size = max(steps * self._last(), 0.01 * abs(self.number))
        return max(low, self.number - size), min(high, self.number + size)

    def _last(self) -> float:
        """The size of the last digit that is not a zero at the end."""
        size, number = self.step, abs(self.number)
        while size >= 1 and number and number % (size * 10) == 0:
            size *= 10
        return size

    def nearly(self, value: float) -> bool:
        """Whether a value might be what the text means: cut instead of rounded, or rounded without saying so."""
        if self.allows(value):
            return True
        if self.approx:
            low, high = self._edges(_NEAR_STEPS)
            share = 0.005 if self.approx in ("over", "under", "atleast", "atmost") else 0.06 if self.loose else 0.03
            margin = max(share * abs(self.number), min(self.step, share * abs(self.number)))
            far = 2.0 if self.approx in ("over", "atleast") else 1.0  # "over 10" of 35 is neither right nor wrong
            margin = min(margin, self._last()) if self.approx in _MEANT_AT and not self.loose else margin
            return low - margin <= value <= far * high + margin
        if self.loose:
            wide = 0.5 if self.number in _ROUNDEST else 0.15  # "a thousand more" may be fifteen hundred
            wide = 0.3 if self.step < 1 and self.number <= _RARE else wide  # "one in a hundred" of 1.2 per cent
            return abs(value - self.number) <= wide * abs(self.number)
        size = self.step
        if size >= 1 and self.number and self.number % (size * 10) == 0:
            size *= 10
            return abs(value - self.number) <= 0.5 * size
        return size > 1 and (
            0 <= abs(value) - abs(self.number) < min(size, 0.06 * abs(self.number))
            or abs(value - self.number) <= min(0.5 * size, 0.06 * abs(self.number))
        )

    def cut(self, value: float) -> bool:
        """Whether whole per cents may be a value whose decimals were cut off."""
        return self.step == 1 and not self.approx and 0 <= abs(value) - abs(self.number) < 1


_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}


def of_digits(text: str, scale: str, language: Language) -> Said | None:
    """The number that digits say, "" for no scale, k thousand, m million, b milliard; None when they say none."""
    sign = -1.0 if text[0] in "-−–" else 1.0
    signed = text[0] in "-−–+"
    plain = re.sub(r"[\s\u00a0\u202f]", "", text.lstrip("-−–+ "))
    point, group = (".", ",") if language is Language.EN else (",", ".")
    plain = _ungrouped(plain, group)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    if group in plain and point not in plain:
        point, group = group, point
    whole, _, fraction = plain.partition(point)
    if not whole.isdigit() or (fraction and not fraction.isdigit()):
        return None
    number = float(f"{whole}.{fraction or 0}")
    step = 10.0 ** -len(fraction)
    if not fraction:
        zeros = len(whole) - len(whole.rstrip("0"))
        step = 10.0**zeros if zeros >= _ROUNDED_ZEROS and number else 1.0
    factor = _SCALES.get(scale, 1.0)
    return Said(sign * number * factor, step * factor, signed=signed)


def _ungrouped(plain: str, group: str) -> str:
    """Digits without their thousands marks, the other language's too where it can be nothing else."""
    if re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+(?!\d).*", plain):
        return plain.replace(group, "")
    return plain
