"""The law of the talks as data: each rule with its section and the days it is in force.

A round is under the law of the day it began. Leaves out what is done about a rule: the acts ask `in_force`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language, Text

DATA = Path(__file__).parents[1] / "data" / "law.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law.

    Attributes:
        key: What it is about: ``talks``, ``outcome``, ``follow_up``, ``guidance``.
        act: Number of the act or decree: ``797/2021``.
        paragraph: Number of its section.
        text: What it demands, in our words.
        valid_from: The first day in force.
        valid_to: The last one; None while no end is known.
    """

    key: str
    act: str
    paragraph: str
    text: Text
    valid_from: date
    valid_to: date | None = None

    @property
    def section(self) -> str:
        """The section as Finnish and Swedish cite it: ``797/2021, 15 §``."""
        return f"{self.act}, {self.paragraph} §"

    def cited(self, language: Language) -> str:
        """The section as the language cites it."""
        return f"{self.act}, section {self.paragraph}" if language == Language.EN else self.section

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in force or not."""
    return tuple(
        Rule(
            row["key"],
            row["act"],
            row["paragraph"],
            Text.of(row["text"], where=f"law.yaml, {row['key']}"),
            row["from"],
            row.get("to"),
        )
        for row in yaml.safe_load(DATA.read_text("utf-8"))
    )


def in_force(key: str, on: date) -> Rule | None:
    """The rule about something on a day; None when there was none.

    Raises:
        UnknownCodeError: when no rule of any time is about it.
    """
    about = [rule for rule in rules() if rule.key == key]
    if not about:
        raise UnknownCodeError("rule of law", key, {rule.key for rule in rules()})
    return next((rule for rule in about if rule.holds(on)), None)
