"""What is known, question by question: which statements contest each other and which are settled. Pure.

Leaves out the rows and who may state or settle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from alke.base.certainty import Certainty
from alke.workspace.rounds.rules.answers import WHO_WHEN

QUESTIONS = ("theme_confirmation", "talks_time", "talks_place", "format", "operating_model", "deadline", "other")
"""In the order in which they are shown; the last one gathers what belongs to no question, so it contests nothing."""


class Stated(Protocol):
    """One source's answer to one question."""

    @property
    def pk(self) -> Any:
        """Its id."""

    @property
    def question(self) -> str:
        """The question."""

    @property
    def subject_kind(self) -> str:
        """What kind of row it is about; "" for the round."""

    @property
    def subject_id(self) -> str:
        """The row."""

    @property
    def answer(self) -> str:
        """The answer as a code or date."""

    @property
    def certainty(self) -> str:
        """A value of `Certainty`."""

    @property
    def said_on(self) -> date | None:
        """When it was said."""

    @property
    def settled_by(self) -> str:
        """The event that settled it; "" while open."""

    @property
    def settled_on(self) -> date | None:
        """The day of the event."""

    @property
    def held_true(self) -> bool | None:
        """Whether the event bore it out."""


S = TypeVar("S", bound=Any)  # a `Stated`; the bound cannot be said of rows of Django


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
    """Whether two answers can both be true.

    They are the same, or one is a day within the other, a month or a year; of who and when (``aune@2024-12-03``) each
    part agrees, and a part that one of them does not tell contests nothing.
    """
    parts = zip(one.casefold().split(WHO_WHEN), other.casefold().split(WHO_WHEN), strict=False)
    return all(_agree(first.strip(), second.strip()) for first, second in parts)


def _agree(first: str, second: str) -> bool:
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return short[:4].isdigit() and long.startswith(f"{short}-")


def contested(statements: Sequence[Stated]) -> bool:
    """Whether unsettled statements on one question give answers that cannot all be true."""
    left = [one for one in statements if not one.settled_by and one.question != "other"]
    return any(_contest(one, other) for one in left for other in left)


def _contest(one: Stated, other: Stated) -> bool:
    """Deadlines of different things contest nothing: ``picture:2024-12-31``, ``themes:2024-11-30``."""
    if one.question != "deadline":
        return not agree(one.answer, other.answer)
    (what, due), (that, then) = (_owed(each.answer) for each in (one, other))
    return not (what and that and what != that) and not agree(due, then)


def _owed(answer: str) -> tuple[str, str]:
    what, colon, due = answer.partition(":")
    return (what, due) if colon else ("", answer)


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
