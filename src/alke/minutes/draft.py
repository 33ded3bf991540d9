"""A reading in the making: the text, its lines, what the rules have found so far.

Leaves out every rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from alke.base.certainty import Certainty
from alke.minutes.facts import Fact, Kind, Span, Value
from alke.minutes.joined import Reading
from alke.minutes.lines import Line, Piece

_MOST_REMARKS = 100
OFFERED = 0.5
"""What is less sure than this is not offered."""


@dataclass
class Draft:
    """What is known of a text while it is read.

    Attributes:
        text: The whole text as it is read; places are told in it.
        lines: Its lines.
        house: The lexicon in use.
        meeting: The day of the meeting, once it has been read.
        body: The name of the body, once it has been read.
        council: The regional council or other organisation whose minutes these are, by its own name, or empty.
        found: What has been found, by kind.
        remarks: What could not be read and why.
        reading: Tells places in the text as given.
        given: The text as given, for quotes.
    """

    text: str
    lines: list[Line]
    house: str = "plain"
    meeting: date | None = None
    body: str = ""
    council: str = ""
    found: dict[Kind, list[Fact]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    reading: Reading = field(default_factory=lambda: Reading(""))
    given: str = ""

    def add(
        self,
        kind: Kind,
        fields: Mapping[str, Value],
        span: Span,
        rule: str,
        *,
        certainty: Certainty = Certainty.DECIDED,
        confidence: float = 0.9,
        said_by: str = "",
    ) -> Fact | None:
        """Offer a fact, unless it is too unsure or its place is empty; empty fields are left out."""
        span = self.reading.given(span)
        quote = (self.given or self.text)[span.start : span.end]
        if confidence < OFFERED or not quote.strip():
            return None
        told = {key: value for key, value in fields.items() if value not in (None, "", [])}
        fact = Fact(kind, told, span, quote, certainty, confidence, rule, said_by)
        self.of(kind).append(fact)
        return fact

    def remark(self, piece: Piece, told: str) -> None:
        """Tell the reviewer what could not be read and in which line, each thing once and no more than a hundred."""
        if len(self.remarks) < _MOST_REMARKS:
            where = f"line {self.text.count(chr(10), 0, piece.start) + 1}: {told}"
            if where not in self.remarks:
                self.remarks.append(where)

    def of(self, kind: Kind) -> list[Fact]:
        """The facts of a kind found so far."""
        return self.found.setdefault(kind, [])

    @property
    def facts(self) -> list[Fact]:
        """All facts found so far."""
        return [fact for facts in self.found.values() for fact in facts]
