"""What is known, question by question: which statements contest each other and which are settled. Pure.

Leaves out the rows and who may state or settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from alke.base.certainty import Certainty

QUESTIONS = ("theme_confirmation", "talks_time", "talks_place", "format", "operating_model", "deadline", "other")
"""In the order in which they are shown; the last one gathers what belongs to no question, so it contests nothing."""


class Stated(Protocol):
    """One source's answer to one question."""

    pk: int
    question: str
    subject_kind: str
    subject_id: str
    answer: str
    certainty: str
    said_on: date | None
    settled_by: str
    settled_on: date | None
    held_true: bool | None


S = TypeVar("S", bound=Stated)


@dataclass(frozen=True, slots=True)
class Question(Generic[S]):
    """A question about one thing, with every answer that has been given to it.

    Attributes:
        code: One of `QUESTIONS`, or a code of the source's own.
        subject: Kind and id of the row asked about; empty when about the round.
        statements: The most certain first, then the latest said.
        contested: Whether answers differ and no event has settled it.
        settled_by: The event that settled it, "" when none has.
        settled_on: Its day, where it is known.
    """

    code: str
    subject: tuple[str, str]
    statements: tuple[S, ...]
    contested: bool
    settled_by: str
    settled_on: date | None

    @property
    def open(self) -> tuple[S, ...]:
        """The statements that no event has settled."""
        return tuple(one for one in self.statements if not one.settled_by)


def agree(one: str, other: str) -> bool:
    """Whether two answers can both be true: they are the same, or one is a day within the other, a month or a year."""
    first, second = one.strip().casefold(), other.strip().casefold()
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return short[:4].isdigit() and long.startswith(f"{short}-")


def contested(statements: Sequence[Stated]) -> bool:
    """Whether unsettled statements on one question give answers that cannot all be true."""
    left = [one for one in statements if not one.settled_by and one.question != "other"]
    return any(not agree(one.answer, other.answer) for one in left for other in left)


def by_question(statements: Iterable[S]) -> list[Question[S]]:
    """The statements of a round by question: contested ones first, then in the order of `QUESTIONS`."""
    groups: dict[tuple[str, str, str], list[S]] = {}
    for one in statements:
        groups.setdefault((one.question, one.subject_kind, one.subject_id), []).append(one)
    made = [_question(code, (kind, row), group) for (code, kind, row), group in groups.items()]
    return sorted(made, key=lambda one: (not one.contested, _place(one.code), one.subject))


def _question(code: str, subject: tuple[str, str], group: list[S]) -> Question[S]:
    ordered = sorted(group, key=lambda one: (Certainty(one.certainty).rank, -_number(one.said_on), one.pk))
    settled = next((one for one in ordered if one.settled_by), None)
    return Question(
        code,
        subject,
        tuple(ordered),
        contested(group),
        settled.settled_by if settled else "",
        settled.settled_on if settled else None,
    )


def _number(day: date | None) -> int:
    return day.toordinal() if day else 0


def _place(code: str) -> int:
    return QUESTIONS.index(code) if code in QUESTIONS else len(QUESTIONS)
