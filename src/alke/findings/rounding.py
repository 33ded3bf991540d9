"""How a number is rounded where it is shown; one rule for findings, sentences, tables and charts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(number: float, decimals: int) -> Decimal:
    """The number at `decimals`, half away from zero on its decimal form: 0.15 is 0.2 and 2.675 is 2.68.

    Fourteen digits are looked at, so that a difference that came out as 782.4999999999999 is the 782.5 it stands for.
    """
    return Decimal(f"{number:.14g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
