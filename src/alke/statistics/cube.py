"""The Cube: a statistical table as axes, numbers and a status for each cell.

Every reader makes one and every writer takes one. The primary form is N-dimensional arrays, because tidy rows first is
what makes other tools twenty to a hundred times slower (docs/decisions). Leaves out reading, writing and arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from alke.base.errors import UnknownCodeError

Numbers = npt.NDArray[np.float64]
Statuses = npt.NDArray[np.uint8]
Translations = Mapping[str, str]  # language code → text, in the file's own languages


class Reason(StrEnum):
    """Why a cell holds no number, or what is said of the number it holds."""

    NUMBER = "number"
    PRELIMINARY = "preliminary"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    CONFIDENTIAL = "confidential"
    NOT_YET = "not_yet"
    LESS_THAN_HALF = "less_than_half"
    NIL = "nil"
    OTHER = "other"  # a mark whose meaning the table itself does not tell

    @property
    def has_number(self) -> bool:
        """Whether a cell with this reason carries a number."""
        return self in (Reason.NUMBER, Reason.PRELIMINARY)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as the publisher wrote it (``"."``, ``".."``, ``"-"``, ``"p"``) and what it means in this table."""

    sign: str
    reason: Reason
    text: str = ""


PLAIN = Mark("", Reason.NUMBER)


class Role(StrEnum):
    """What an axis is for, so that selections need not know its name (StatFin renamed its variables in 2026)."""

    AREA = "area"
    TIME = "time"
    CONTENT = "content"
    CLASS = "class"


@dataclass(frozen=True)
class Axis:
    """One dimension of a cube.

    Attributes:
        code: The publisher's code of the variable (``Alue``, ``alue_23_20260101``).
        role: What it is for.
        codes: Category codes in order, unique.
        names: The variable's name by language.
        labels: Category labels by language, each as long as `codes`; a language may be absent.
        units: Unit by category code, for a content axis.
        decimals: Shown decimals by category code.
        parents: Code → parent code, for a hierarchy.
        codelist: The name of the classification or map, where told.
    """

    code: str
    role: Role
    codes: tuple[str, ...]
    names: Translations = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    codelist: str = ""

    def __post_init__(self) -> None:
        if len(set(self.codes)) != len(self.codes):
            raise ValueError(f"axis {self.code}: category codes are not unique")
        for language, labels in self.labels.items():
            if len(labels) != len(self.codes):
                raise ValueError(f"axis {self.code}: {len(labels)} labels in {language} for {len(self.codes)} codes")

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def positions(self) -> dict[str, int]:
        """Code → place on the axis."""
        return {code: place for place, code in enumerate(self.codes)}

    def name(self, language: str) -> str:
        """The variable's name in a language, else in any language, else its code."""
        return self.names.get(language) or next(iter(self.names.values()), self.code)

    def label(self, code: str, language: str) -> str:
        """A category's label in a language, else in any language, else the code."""
        labels = self.labels.get(language) or next(iter(self.labels.values()), self.codes)
        return labels[self.positions[code]]


@dataclass(frozen=True)
class Cube:
    """A statistical table.

    Attributes:
        axes: The dimensions, slowest first.
        numbers: float64 of the axes' shape; NaN exactly where the cell's mark has no number.
        statuses: uint8 of the same shape: the place in `marks` of each cell's mark; 0 is a plain number.
        marks: The marks in use; ``marks[0]`` is always `PLAIN`.
        table: The publisher's table id, such as ``11re``, or "".
        titles, sources, notes: Texts by language.
        publisher, licence, updated: As the file tells them; `updated` as an ISO time or "".
        warnings: What the reader had to overlook, each naming line and keyword.
        extra: What only this file's format can say, kept for writing it back; read by that format's writer alone.
    """

    axes: tuple[Axis, ...]
    numbers: Numbers
    statuses: Statuses
    marks: tuple[Mark, ...] = (PLAIN,)
    table: str = ""
    titles: Translations = field(default_factory=dict)
    sources: Translations = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publisher: str = ""
    licence: str = ""
    updated: str = ""
    warnings: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        shape = tuple(len(axis) for axis in self.axes)
        if self.numbers.shape != shape or self.statuses.shape != shape:
            raise ValueError(f"axes say {shape}, numbers {self.numbers.shape}, statuses {self.statuses.shape}")
        if self.numbers.dtype != np.float64 or self.statuses.dtype != np.uint8:
            raise ValueError("numbers are float64 and statuses uint8")
        if not self.marks or self.marks[0] != PLAIN:
            raise ValueError("marks[0] is the plain number")

    @property
    def shape(self) -> tuple[int, ...]:
        """Categories on each axis."""
        return self.numbers.shape

    @property
    def size(self) -> int:
        """Cells: the product of the dimensions."""
        return int(self.numbers.size)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its titles, names and labels are in, in the file's order."""
        found = dict.fromkeys(self.titles)
        for axis in self.axes:
            found |= dict.fromkeys(axis.names) | dict.fromkeys(axis.labels)
        return tuple(found)

    def axis(self, code_or_role: str | Role) -> Axis:
        """The axis with this code, or the only axis with this role.

        Raises:
            UnknownCodeError: when there is none, or several with the role.
        """
        return self.axes[self.axis_place(code_or_role)]

    def axis_place(self, code_or_role: str | Role) -> int:
        """The place of `axis(code_or_role)` among the axes."""
        if isinstance(code_or_role, Role):
            places = [place for place, axis in enumerate(self.axes) if axis.role is code_or_role]
        else:
            places = [place for place, axis in enumerate(self.axes) if axis.code == code_or_role]
        if len(places) != 1:
            raise UnknownCodeError("axis", str(code_or_role), [axis.code for axis in self.axes], where=self.table)
        return places[0]

    def cell(self, **coordinates: str) -> tuple[float, Mark]:
        """The number (NaN when none) and mark at one category code per axis, by axis code."""
        place = tuple(axis.positions[coordinates[axis.code]] for axis in self.axes)
        return float(self.numbers[place]), self.marks[int(self.statuses[place])]

    def with_(self, **changes: Any) -> Cube:
        """The same cube with fields replaced."""
        return replace(self, **changes)
