"""What the tests of outcomes, conclusions and follow-ups begin from: rounds and documents ready to be published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.actions.conclusions import make_conclusion
from alke.workspace.rounds.actions.outcomes import clear_outcome, make_outcome, publish_outcome, submit_outcome
from alke.workspace.rounds.actions.rounds import make_round, open_round
from alke.workspace.rounds.models import Conclusion, OutcomeDocument, Round, Session, Theme
from alke.workspace.rounds.rules.outcomes import REQUIRED
from tests.workspace.conftest import World

QUOTE = "Liitto ja ministeriö jatkavat yhdessä osaavan työvoiman saatavuuden parantamista."


def opened(world: World, year: int, *regions: str, **fields: Any) -> Round:
    """A round under way, by default of Kainuu and Lapland."""
    made = make_round(year, by=world.coordinator, regions=regions or ("MK18", "MK19"), **fields)
    return open_round(made, by=world.coordinator)


def theme(of: Round, name: str = "Kestävä kasvu", order: int = 1) -> Theme:
    """A theme of a round."""
    made: Theme = Theme.objects.create(round=of, name_fi=name, order=order)
    return made


def session(of: Round) -> Session:
    """A session of a round."""
    body, _ = Body.objects.get_or_create(code="talks", defaults={"kind": "talks", "name_fi": "Keskustelut"})
    meeting = Meeting.objects.create(body=body, name_fi=f"Keskustelut {of.year}", starts_on=date(of.year, 3, 20))
    made: Session = Session.objects.create(round=of, meeting=meeting)
    return made


def write(outcome: OutcomeDocument, world: World, parts: Sequence[str] = REQUIRED, text: str = "Teksti.") -> None:
    """Texts of a document, in Finnish."""
    for part in parts:
        now = writings.text_of(outcome, part, Language.FI)
        writings.write(outcome, part, Language.FI, text, base=now.number if now else 0, by=world.coordinator)


def drafted(world: World, of: Round, *quotes: str, owner: Organisation | None = None, **fields: Any) -> OutcomeDocument:
    """A draft with every text that the law asks for and a conclusion for each quote."""
    made = make_outcome(of, title=f"Keskustelujen tulokset {of.year}", by=world.coordinator)
    write(made, world)
    for quote in quotes:
        make_conclusion(made, quote=quote, level="action", owner=owner or world.kainuu, by=world.coordinator, **fields)
    return made


def in_clearing(world: World, of: Round, *quotes: str, **fields: Any) -> OutcomeDocument:
    """A document that both sides are asked to clear."""
    made = drafted(world, of, *quotes, **fields)
    return submit_outcome(made, answers_by=timezone.localdate() + timedelta(days=14), by=world.coordinator)


def cleared(world: World, of: Round, *quotes: str, **fields: Any) -> OutcomeDocument:
    """A document that the state, Kainuu and Lapland have cleared."""
    made = in_clearing(world, of, *quotes, **fields)
    for by in (world.coordinator, world.approver, world.outside_approver):
        clear_outcome(made, cleared=True, by=by)
    return made


def published(world: World, of: Round, *quotes: str, **fields: Any) -> list[Conclusion]:
    """The conclusions of a published document, in order."""
    made = publish_outcome(cleared(world, of, *(quotes or (QUOTE,)), **fields), by=world.coordinator)
    return list(made.conclusions.order_by("number"))
