"""What a minutes item says, as candidates for a person to confirm: each fact with its place in the text.

`read` (in `reading.py`) makes an `Item` of a text. A fact is never invented: its `quote` is the text at its `span`, and
what cannot be read is absent. Leaves out files and formats (`files.py`), the lexicon of each house (`lexicon/`) and
saving: what a person confirms is saved by the workspace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from alke.base.certainty import Certainty

Value = str | int | bool | list[str] | None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the text: characters from `start` to before `end`, counted in the text as given, newlines included."""

    start: int
    end: int


class Kind(StrEnum):
    """What a fact is about; its fields (all optional unless said) stand beside it, dates as ISO 8601."""

    BODY = "body"
    """The body whose minutes these are. name (nominative, as known to the lexicon, required), region (MKnn)."""
    DATE = "date"
    """The day of the meeting. date (required)."""
    SECTION = "section"
    """The item's §. number (int, required)."""
    REGISTRY_NUMBER = "registry_number"
    """number (as written, required), scheme (dynasty, dno, ahjo, ministry, council, labelled), running (int),
    task_class, year (int)."""
    TITLE = "title"
    """title (required)."""
    PART = "part"
    """A headed part. part (summary, account, proposal, handling, decision, contacts, attachments, preparers, votes,
    appeal, distribution), heading (as written). The span is the part's text without its heading."""
    STAGE = "stage"
    """An earlier or this handling of the item. body, date, section (int): "Maakuntahallitus 25.10.2021 § 130"."""
    PRESENTED_BY = "presented_by"
    """Who told about the item (*esitteli asian*). name (required)."""
    PRESENTER = "presenter"
    """The official presenter (*esittelijä*). name, role."""
    PREPARER = "preparer"
    """Who prepared it (*valmistelija*). name, role."""
    CONTACT = "contact"
    """Who gives more information (*lisätietoja*). name (required), role."""
    OUTCOME = "outcome"
    """What was decided. outcome (see `Outcome`, required), as_proposed (bool), to_body (of a proposal to another body),
    asks (what that body is asked: noted, approved, …), amended (bool)."""
    ROUND = "round"
    """A round of talks. year (int, required), format (per_region, per_area, joint_thematic, mixed)."""
    OPERATING_MODEL = "operating_model"
    """The operating model of the talks. by (organisation), term ("hallituskausi")."""
    PICTURE_THEME = "picture_theme"
    """A theme of the situation picture. name (required), order (int)."""
    DISCUSSION_THEME = "discussion_theme"
    """A theme of the talks. name (required), focus, cross_cutting (bool), order (int), year (int), by, at (forum)."""
    EVENT = "event"
    """Something dated. what (webinar, forum_meeting, talks, theme_proposal, theme_confirmation, theme_decision,
    delivery, board_handling, presentation, hearing, statement, other; required), body, to (receiver),
    start, end, month ("2024-12" when only the month is said), place, words (the time as written, required),
    year_from ("written" or "context")."""
    DEADLINE = "deadline"
    """Something owed. what (picture, themes, agenda, statement, candidates, comments, other; required), who, to,
    due, words (the time as written, required), year_from ("written" or "context")."""
    FORUM = "forum"
    """A forum that is named. name (canonical, required), role (preparing, discussed, alternative, deciding, other)."""
    INTEREST = "interest"
    """What someone wishes of the talks. who, what (use_other_fora, lower_pressure, same_format, other)."""
    CONFLICT = "conflict"
    """Two facts that cannot both be. about (theme_confirmation, date, place, …), sides (ids of the facts)."""
    VOTE = "vote"
    """yes, no, abstain (int)."""
    RECUSAL = "recusal"
    """name."""
    LEFT = "left"
    """Who left or came. name, at ("11.32"), when (during, after), arrived (bool)."""
    ATTACHMENT = "attachment"
    """name (required)."""


class Outcome(StrEnum):
    """What a body did with an item; after Helsinki's list of ten, with the proposal to another body beside them."""

    NOTED = "noted"
    AS_PROPOSED = "as_proposed"
    AMENDED = "amended"
    AFTER_VOTE = "after_vote"
    REJECTED = "rejected"
    TABLED = "tabled"
    RETURNED = "returned"
    REMOVED = "removed"
    ELECTION = "election"
    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    PROPOSAL_TO_BODY = "proposal_to_body"


@dataclass(frozen=True, slots=True)
class Fact:
    """One candidate.

    Attributes:
        kind: What it is about.
        fields: Its values by the names that `Kind` gives.
        span: Where the text says it: the smallest stretch that carries the fact.
        quote: The text at the span, as written.
        certainty: How certain the text says it is.
        confidence: 0 to 1, how sure the reading is; what is below 0.5 is not offered at all.
        rule: The rule of the lexicon that found it, for the reviewer and for mending.
        said_by: Who says it, when that is another than the body itself ("keskustelussa", "TEM").
    """

    kind: Kind
    fields: Mapping[str, Value]
    span: Span
    quote: str
    certainty: Certainty
    confidence: float
    rule: str
    said_by: str = ""

    @property
    def id(self) -> str:
        """The same for the same fact at the same place, in every reading."""
        told = f"{self.kind}|{self.span.start}|{self.span.end}|{sorted(self.fields.items())!r}"
        return f"{self.kind}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"

    def as_json(self) -> dict[str, Any]:
        """The fact as plain data for ``alke import --json``."""
        return {
            "id": self.id,
            "kind": str(self.kind),
            **{key: value for key, value in self.fields.items() if value not in (None, "", [])},
            "span": [self.span.start, self.span.end],
            "quote": self.quote,
            "certainty": str(self.certainty),
            "confidence": round(self.confidence, 2),
            "rule": self.rule,
            **({"said_by": self.said_by} if self.said_by else {}),
        }


@dataclass(frozen=True, slots=True)
class Item:
    """One item of minutes as read.

    Attributes:
        text: The whole text, to which all spans refer.
        house: The lexicon used: uusimaa-like ``dynasty``, ``cloudnc``, ``jsp``, ``ahjo``, ``pdf`` or ``plain``.
        facts: In the order of the text.
        remarks: What could not be read and why, for the reviewer.
    """

    text: str
    house: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...] = field(default=())

    @property
    def checksum(self) -> str:
        """SHA-256 of the text; the same item imported again is known by it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def of(self, kind: Kind) -> list[Fact]:
        """The facts of a kind."""
        return [fact for fact in self.facts if fact.kind is kind]
