"""The catalogue: one YAML file per indicator, checked by a JSON schema, read into `Indicator`.

A broken file fails with file, line, field and the nearest valid word. Leaves out arithmetic (`compute.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from alke.base.languages import Text
from alke.base.periods import Period
from alke.base.units import Unit

Polarity = Literal["better", "worse", "neutral"]


@dataclass(frozen=True)
class Selection:
    """Where an input's cells are: the tables that hold it and what to take from each axis.

    Attributes:
        source: statfin, sotkanet, eurostat, sample …
        tables: Accepted table ids, newest name first (StatFin renamed its tables in 2026).
        take: Category codes accepted, by what they are: a key is a role (``content``) or a stem of a class variable's
            code (``sukupuoli`` matches both ``Sukupuoli`` and ``sukupuoli_9_20180101``; case is ignored); a value lists
            code groups: each group is the accepted codes of *one* category over time (``[[SSS, total]]``), and the
            groups are summed. Axes not named must have one category or a total that `Axis` marks.
    """

    source: str
    tables: tuple[str, ...]
    take: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    scale: float = 1.0


@dataclass(frozen=True)
class Input:
    """A named input of a formula: its selections in order of preference; each cell is taken from the first that has it.

    Attributes:
        lag: Read the input this many periods earlier (for a change or a mean over two year-ends).
        window: ``sum12`` or ``mean12`` turns months into years (only years with all twelve); "" leaves periods alone.
    """

    name: str
    selections: tuple[Selection, ...]
    lag: int = 0
    window: Literal["", "sum12", "mean12"] = ""


@dataclass(frozen=True)
class Break:
    """A break in the series: no change is computed from before `period` to it or after."""

    period: Period
    reason: Text


@dataclass(frozen=True)
class Checked:
    """Whether the selections were checked, told honestly.

    Attributes:
        against: ``live`` metadata, ``recorded`` metadata or data in the tests, ``embedded`` figures only, or ``no``.
        on: ISO date of the check, "" when against is ``no``.
    """

    against: Literal["live", "recorded", "embedded", "no"]
    on: str = ""
    note: str = ""


@dataclass(frozen=True)
class InText:
    """The indicator's name as the subject of a sentence, in lower case.

    Attributes:
        fi: Case forms by ``nom``, ``gen``, ``par``; always a singular noun phrase ("työttömien osuus työvoimasta").
        sv: In the definite form ("andelen arbetslösa av arbetskraften").
        en: With its article ("the unemployed jobseekers' share of the labour force").
    """

    fi: Mapping[str, str]
    sv: str
    en: str


@dataclass(frozen=True)
class Indicator:
    """An indicator.

    Attributes:
        id: The file's name without its ending.
        key: Its key in the field's list of 130 (A01 …), or "".
        themes: Theme keys by theme set ("2024": population, vitality, wellbeing, environment).
        higher_is, polarity_reason: Whether more is better, worse or neither, and why.
        formula: An expression over the inputs' names with + − * / and parentheses, such as ``100 * a / b``.
        as_published: The publisher alone can compute it: taken as is, in its own division, never summed or averaged.
        additive: The value itself is a count that may be summed over areas (population), as opposed to a ratio.
        survey: A sample survey: small values are not ranked.
        rank_minimum: Population (persons) under which a survey's area is not ranked, 0 for none.
        projection: Inputs that give the same formula's projection, by input name; empty when there is none.
        variant: The projection's name ("2019").
    """

    id: str
    key: str
    name: Text
    in_text: InText
    definition: Text
    why: Text
    reading: Text
    pitfalls: Text
    unit: Unit
    decimals: int
    higher_is: Polarity
    polarity_reason: Text
    themes: Mapping[str, tuple[str, ...]]
    formula: str
    inputs: tuple[Input, ...]
    as_published: bool
    additive: bool
    survey: bool
    rank_minimum: int
    breaks: tuple[Break, ...]
    expected_from: Period | None
    checked: Checked
    owner: str
    next_review: str
    projection: tuple[Input, ...] = ()
    variant: str = ""
    related: tuple[str, ...] = ()
