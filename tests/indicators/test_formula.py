from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.errors import InputError, UnknownCodeError
from alke.indicators.formula import NUMBER, REASONS, Cells, Formula
from alke.statistics.cube import Reason

NAMES = ("a", "b", "c")
numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))


def cells(*given: float | Reason, preliminary: bool = False) -> Cells:
    reasons = np.array([REASONS.index(each) if isinstance(each, Reason) else NUMBER for each in given], np.uint8)
    values = np.array([math.nan if isinstance(each, Reason) else each for each in given])
    return Cells(values, reasons, np.full(len(given), preliminary))


def evaluated(text: str, **inputs: Cells) -> list[float | Reason]:
    result = Formula.parse(text, tuple(inputs)).evaluate(inputs)
    return [n if r == NUMBER else REASONS[r] for n, r in zip(result.numbers.tolist(), result.reasons, strict=True)]


@given(numbers, numbers, st.sampled_from(["a + b", "a - b", "a * b", "2 * (a - b) + 1", "-a + b * 3", "a / b"]))
def test_a_formula_gives_what_plain_arithmetic_gives(a: float, b: float, text: str) -> None:
    try:
        expected: float | Reason = eval(text, {"a": a, "b": b})
    except ZeroDivisionError:
        expected = Reason.NOT_APPLICABLE
    assert evaluated(text, a=cells(a), b=cells(b)) == [expected]
    alone = Formula.parse(text, ("a", "b")).number({"a": a, "b": b})
    assert math.isnan(alone) if expected is Reason.NOT_APPLICABLE else alone == expected


@pytest.mark.parametrize("reason", [reason for reason in Reason if not reason.has_number])
def test_a_missing_input_gives_its_reason(reason: Reason) -> None:
    assert evaluated("100 * a / b", a=cells(1.0, 1.0), b=cells(reason, 2.0)) == [reason, 50.0]


def test_of_several_missing_inputs_the_first_gives_its_reason() -> None:
    result = evaluated("a / b", a=cells(Reason.CONFIDENTIAL), b=cells(Reason.NOT_YET))
    assert result == [Reason.CONFIDENTIAL]


def test_a_division_by_zero_is_not_applicable_and_zero_is_a_number() -> None:
    assert evaluated("a / b", a=cells(1.0, 0.0), b=cells(0.0, 5.0)) == [Reason.NOT_APPLICABLE, 0.0]


def test_a_preliminary_input_makes_the_number_preliminary() -> None:
    formula = Formula.parse("a / b", ("a", "b"))
    inputs = {"a": cells(1.0, 1.0), "b": cells(2.0, Reason.NOT_YET, preliminary=True)}
    assert formula.evaluate(inputs).preliminary.tolist() == [True, False]


def test_the_inputs_a_formula_uses_are_told() -> None:
    assert Formula.parse("100 * c / a", NAMES).names == ("a", "c")


@pytest.mark.parametrize(
    "text",
    ["", "a +", "a ** b", "a // b", "a % b", "f(a)", "a.b", "a[0]", "a if b else c", "'a'", "True * a", "a, b", "a < b"]
    + ["__import__('os')", "a := b", "lambda: a", "3", "a\nb", "+a", "1j * a", "a\x00", "(" * 2000 + "a" + ")" * 2000],
)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"is not a formula\. Use the inputs' names"):
        Formula.parse(text, NAMES, where="x.yaml")


def test_an_unknown_input_names_the_nearest() -> None:
    with pytest.raises(UnknownCodeError, match="unknown input in the formula 'populaton'. Did you mean population"):
        Formula.parse("populaton / 2", ("population", "area"))
