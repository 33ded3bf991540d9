"""The document side of an import: what came of it, and the source, case and item that minutes are.

Leaves out the round and what belongs to it (`imports.py`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from alke.areas import MAINLAND, find
from alke.base.certainty import Certainty
from alke.base.errors import AlkeError
from alke.base.languages import Language, Text
from alke.minutes.facts import Fact, Item, Kind, Outcome
from alke.workspace.meetings import actions as meetings
from alke.workspace.meetings.models import Body, BodyKind, Case, Meeting, Source
from alke.workspace.meetings.models import Item as Row
from alke.workspace.meetings.rules import When
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.models import Round
from alke.workspace.rounds.rules.answers import FORA
from alke.workspace.rounds.rules.imports import told
from alke.workspace.words import word

OF_REGION = (
    ("yhteistyöryhmän sihteeristö", "myrs", BodyKind.SECRETARIAT),
    ("samarbetsgrupps sekretariat", "myrs", BodyKind.SECRETARIAT),
    ("yhteistyöryhmä", "myr", BodyKind.MYR),
    ("samarbetsgrupp", "myr", BodyKind.MYR),
    ("valtuusto", "assembly", BodyKind.ASSEMBLY),
    ("fullmäktige", "assembly", BodyKind.ASSEMBLY),
    ("hallitus", "board", BodyKind.BOARD),
    ("styrelse", "board", BodyKind.BOARD),
)
"""What a body's name contains → the beginning of its code, and its kind."""
PARTS = ("summary", "account", "proposal", "handling", "decision")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that a fact led to: `new` when it was made now; `refused` tells why it was not saved."""

    kind: str
    told: str
    new: bool = False
    refused: Text | None = None


@dataclass(slots=True)
class Imported:
    """What came of a confirmation."""

    entries: list[Entry] = field(default_factory=list)
    source: Source | None = None
    item: Row | None = None
    round: Round | None = None

    @property
    def saved(self) -> list[Entry]:
        """What is new."""
        return [one for one in self.entries if one.new]

    @property
    def known(self) -> list[Entry]:
        """What was there already."""
        return [one for one in self.entries if not one.new and one.refused is None]

    @property
    def left(self) -> list[Entry]:
        """What was not saved."""
        return [one for one in self.entries if one.refused is not None]


class Saving:
    """One confirmation under way: each step finds or makes its rows and notes what came of it."""

    def __init__(self, item: Item, chosen: list[Fact], by: Actor, public: bool, name: str) -> None:
        self.item, self.chosen, self.by, self.public = item, chosen, by, public
        self.name = name or word("import_kind_part").fi
        self.done = Imported()

    # Finding what was confirmed

    def _of(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.chosen if fact.kind is kind]

    def _first(self, kind: Kind) -> Fact | None:
        return next(iter(self._of(kind)), None)

    @contextlib.contextmanager
    def _noted(self, fact: Fact) -> Iterator[None]:
        """A refusal of one row leaves the others: it is told beside them, and nothing of that fact is saved."""
        try:
            with transaction.atomic():
                yield
        except Refused as error:
            self._note(fact, refused=error.reason)
        except AlkeError as error:
            self._note(fact, refused=getattr(error, "reason", None) or Text.same(str(error)))

    def _note(self, fact: Fact, *, new: bool = False, refused: Text | None = None) -> None:
        shown = told(fact, self.item, Language.FI)
        self.done.entries.append(Entry(str(fact.kind), shown, new, refused))

    def _make(self, fact: Fact, model: type[models.Model], make: Callable[[], Any]) -> Any:
        """Call a verb that finds or makes one row, and note which it did."""
        before = model._default_manager.count()
        made = make()
        self._note(fact, new=model._default_manager.count() > before)
        return made

    # Source, case and item

    def _item(self) -> Meeting | None:
        """The meeting whose minutes these are, with the item and its case; None when it was not confirmed."""
        place, day = self._first(Kind.BODY), self._first(Kind.DATE)
        title = self._first(Kind.TITLE)
        held = date.fromisoformat(str(day.fields["date"])) if day else None
        body = self._body(str(place.fields["name"]), str(place.fields.get("region") or "")) if place else None
        source = self.done.source = meetings.record_source(
            kind=Source.Kind.MINUTES,
            title=str(title.fields["title"]) if title else self.name,
            text=self.item.text,
            dated=held,
            body=body,
            organisation=body.organisation if body else None,
            public=self.public,
            by=self.by,
        )
        if body is None or day is None or held is None:
            self.done.entries.append(Entry("section", "", refused=word("import_no_meeting")))
            return None
        meeting: Meeting = self._make(
            day,
            Meeting,
            lambda: meetings.record_meeting(
                body,
                source=source,
                when=When(held),
                certainty=Certainty.HELD,
                span=(day.span.start, day.span.end),
                by=self.by,
            ),
        )
        self._row(meeting, body, title)
        return meeting

    def _row(self, meeting: Meeting, body: Body, title: Fact | None) -> None:
        number, section = self._first(Kind.REGISTRY_NUMBER), self._first(Kind.SECTION)
        case: Case | None = None
        name = str(title.fields["title"]) if title else self.name
        if number is not None:
            case = self._make(
                number,
                Case,
                lambda: meetings.record_case(
                    str(number.fields["number"]), title=name, organisation=body.organisation, by=self.by
                ),
            )
        fact = section or title
        if fact is None:
            return
        self.done.item = self._make(
            fact,
            Row,
            lambda: meetings.record_item(
                meeting,
                title=name,
                section=int(str(section.fields["number"])) if section else None,
                case=case,
                by=self.by,
                source=self.done.source,
                **self._columns(),
            ),
        )

    def _columns(self) -> dict[str, Any]:
        """The texts and the outcome of the item; of a part told at several stages the last."""
        texts = {str(fact.fields["part"]): fact.quote.strip() for fact in self._of(Kind.PART)}
        made: dict[str, Any] = {part: texts.get(part, "") for part in PARTS}
        outcomes = self._of(Kind.OUTCOME)
        if outcomes:
            last = outcomes[-1].fields
            made |= {"outcome": last["outcome"], "as_proposed": bool(last.get("as_proposed"))}
            if last["outcome"] == Outcome.PROPOSAL_TO_BODY and last.get("to_body"):
                made |= {"to_body": self._body(str(last["to_body"]), ""), "asks": str(last.get("asks") or "")}
        for kind, column in ((Kind.PRESENTED_BY, "presented_by"), (Kind.PRESENTER, "presenter")):
            if fact := self._first(kind):
                made[column] = str(fact.fields.get("name") or fact.fields.get("role") or "")
        made["contacts"] = [
            {"name": str(fact.fields["name"]), "role": str(fact.fields.get("role") or "")}
            for fact in self._of(Kind.CONTACT)
        ]
        return made

    def _body(self, name: str, region: str) -> Body:
        """The body of a name: a forum, a council's own, or one that minutes alone know."""
        if name in FORA:
            return Body.objects.get(code=FORA[name])
        small = name.casefold()
        begins, kind = next(((code, kind) for part, code, kind in OF_REGION if part in small), ("body", BodyKind.BOARD))
        if not region:
            region = next((found for found in _regions_in(name) if found in MAINLAND), "")
        code = f"{begins}-{region}" if region else f"{begins}-{slug(name)}"
        found = Body.objects.filter(code=code).select_related("organisation").first()
        return found or meetings.record_body(code, kind=kind, name=name, by=self.by)


def _regions_in(name: str) -> list[str]:
    """Codes of the regions that the words of a name may mean."""
    found = (find(part) for part in name.split() if len(part) > 3)
    return [one.code for one in found if one is not None and one.code.startswith("MK")]


def slug(name: str) -> str:
    """A name as a code: small letters, digits and dashes."""
    return slugify(name.replace("ä", "a").replace("ö", "o").replace("å", "a"))[:50] or "unnamed"
