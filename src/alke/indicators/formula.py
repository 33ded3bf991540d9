"""Formulas over named inputs: + − * / parentheses and numbers, with the reasons for missing numbers carried along.

Leaves out where the inputs come from (`reading.py`).
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from alke.base.errors import InputError, UnknownCodeError
from alke.statistics.cube import Reason

REASONS: tuple[Reason, ...] = tuple(Reason)
NUMBER = REASONS.index(Reason.NUMBER)
NOT_AVAILABLE = REASONS.index(Reason.NOT_AVAILABLE)
NOT_APPLICABLE = REASONS.index(Reason.NOT_APPLICABLE)
NIL = REASONS.index(Reason.NIL)

_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Cells:
    """Numbers with what is said of them, arrays of one shape.

    Attributes:
        numbers: float64, NaN where there is none.
        reasons: uint8 places in `REASONS`; `NUMBER` exactly where there is a number.
        preliminary: bool.
    """

    numbers: npt.NDArray[np.float64]
    reasons: npt.NDArray[np.uint8]
    preliminary: npt.NDArray[np.bool_]

    def take(self, index: Any) -> Cells:
        """The cells at an index."""
        return Cells(self.numbers[index], self.reasons[index], self.preliminary[index])


@dataclass(frozen=True)
class Formula:
    """A checked formula.

    Attributes:
        text: As written.
        names: The inputs it uses, in their declared order.
    """

    text: str
    names: tuple[str, ...]
    _tree: ast.expr

    @classmethod
    def parse(cls, text: str, inputs: tuple[str, ...], *, where: str = "") -> Formula:
        """The formula of a text.

        Raises:
            InputError: when it holds anything but numbers, names, + − * / and parentheses.
            UnknownCodeError: when a name is not an input.
        """
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise _not_a_formula(text, where) from None
        names: dict[str, None] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                if node.id not in inputs:
                    raise UnknownCodeError("input in the formula", node.id, inputs, where=where)
                names[node.id] = None
            elif not _allowed(node):
                raise _not_a_formula(text, where)
        if not names:
            raise _not_a_formula(text, where)
        return cls(text, tuple(name for name in inputs if name in names), tree)

    def evaluate(self, inputs: Mapping[str, Cells]) -> Cells:
        """The formula's cells; a missing input's reason is carried, and a division by zero is not applicable."""
        first = inputs[self.names[0]]
        reasons = np.full(first.numbers.shape, NUMBER, np.uint8)
        preliminary = np.zeros(first.numbers.shape, bool)
        for name in self.names:
            reasons = np.where(reasons == NUMBER, inputs[name].reasons, reasons)
            preliminary = preliminary | inputs[name].preliminary
        with np.errstate(all="ignore"):
            raw = _value(self._tree, {name: inputs[name].numbers for name in self.names})
        numbers = np.broadcast_to(np.asarray(raw, np.float64), reasons.shape).copy()
        reasons = np.where((reasons == NUMBER) & ~np.isfinite(numbers), NOT_APPLICABLE, reasons).astype(np.uint8)
        numbers[reasons != NUMBER] = np.nan
        return Cells(numbers, reasons, preliminary & (reasons == NUMBER))

    def number(self, inputs: Mapping[str, float]) -> float:
        """The formula of plain numbers; NaN where it divides by zero."""
        with np.errstate(all="ignore"):
            result = float(_value(self._tree, {name: np.float64(inputs[name]) for name in self.names}))
        return result if np.isfinite(result) else float("nan")


def _allowed(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.BinOp):
        return type(node.op) in _OPERATIONS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    return isinstance(node, ast.operator | ast.USub | ast.expr_context)


def _value(node: ast.expr, inputs: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return inputs[node.id]
    if isinstance(node, ast.Constant):
        return np.float64(node.value)  # type: ignore[arg-type]  # checked by `_allowed`
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, inputs)
    assert isinstance(node, ast.BinOp)
    return _OPERATIONS[type(node.op)](_value(node.left, inputs), _value(node.right, inputs))


def _not_a_formula(text: str, where: str) -> InputError:
    return InputError(
        f"{text!r} is not a formula",
        where=where,
        fix="Use the inputs' names, numbers, + - * / and parentheses, such as 100 * a / b",
    )
