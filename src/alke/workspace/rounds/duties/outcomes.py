"""Outcome documents to write, clear and publish (decree 797/2021, 15 §)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, listed, shortened
from alke.workspace.rounds.models import OutcomeDocument
from alke.workspace.rounds.rules.outcomes import demanded, fingerprint, missing
from alke.workspace.words import word

State = OutcomeDocument.State


def duties(desk: Desk) -> Iterator[Duty]:
    """For the coordinator, for councils, and for ministries' experts who write the Government's view."""
    if not (desk.coordinates or desk.speaks_for_region or desk.is_expert):
        return
    rows = list(OutcomeDocument.objects.filter(round__in=desk.rounds).prefetch_related("conclusions", "clearances"))
    for row in rows:
        row.round = desk.rounds[row.round_id]
    texts = writings.current([row for row in rows if row.state in (State.DRAFT, State.CLEARING)])
    if desk.coordinates:
        yield from _lacking(desk, by_round(rows))
        yield from (_kept(desk, row, texts) for row in rows if row.state in (State.DRAFT, State.CLEARED))
    for row in rows:
        if row.state == State.DRAFT and not desk.coordinates:
            yield from _view(desk, row, texts)
        if row.state == State.CLEARING:
            yield from _to_clear(desk, row, texts)


def _lacking(desk: Desk, rows: dict[int, list[OutcomeDocument]]) -> Iterator[Duty]:
    """Rounds whose talks are over and that have no document for some region."""
    for pk, of in desk.rounds.items():
        covered = {code for row in rows.get(pk, []) for code in row.concerned}
        if demanded(of) and desk.talks_are_over(of) and not set(of.regions) <= covered:
            yield desk.duty("make_outcome", of, page="outcomes", law="outcome", weight=75)


def _one(desk: Desk, key: str, row: OutcomeDocument, weight: int, **more: Any) -> Duty:
    """A duty about one document."""
    fields = {"subject": (f"rounds.outcomedocument/{key}", str(row.pk)), **more}
    return desk.duty(
        key,
        row.round,
        page="outcome",
        args={"year": row.round.year, "pk": row.pk},
        told={"title": shortened(row.title), **fields.pop("told", {})},
        law="outcome",
        weight=weight,
        **fields,
    )


def _kept(desk: Desk, row: OutcomeDocument, texts: writings.Texts) -> Duty:
    """What the keeper of a document does next: writes what it lacks, sends it to be cleared, or publishes it."""
    if row.state == State.CLEARED:
        return _one(desk, "publish_outcome", row, 75)
    lacking = missing(row, texts)
    if not lacking:
        return _one(desk, "submit_outcome", row, 70)
    names = listed([word(f"outcome_part_{part}") for part in lacking])
    return _one(desk, "write_outcome", row, 60, told={"names": names})


def _view(desk: Desk, row: OutcomeDocument, texts: writings.Texts) -> Iterator[Duty]:
    """One side's view of the picture, while nobody has written it."""
    if desk.speaks_for_region and not set(desk.actor.regions) & set(row.concerned):
        return
    part = "region_view" if desk.speaks_for_region else "government_view"
    if writings.best(texts, row, part, Language.FI) is None:
        yield _one(desk, f"write_{part}", row, 60)


def _to_clear(desk: Desk, row: OutcomeDocument, texts: writings.Texts) -> Iterator[Duty]:
    """For one that clears for her side, while the document as it now reads has no word from it."""
    state = desk.coordinates and row.organisation_id == desk.actor.organisation_id
    region = desk.speaks_for_region and desk.actor.has(Role.APPROVER) and set(desk.actor.regions) & set(row.concerned)
    if not (state or region):
        return
    now = fingerprint(row, row.conclusions.all(), texts)
    given = [one for one in row.clearances.all() if one.organisation_id == desk.actor.organisation_id]
    if not given or max(given, key=lambda one: one.pk).fingerprint != now:
        key = "clear_outcome_again" if given else "clear_outcome"
        yield _one(
            desk,
            key,
            row,
            95,
            due=row.answers_by,
            day_is="duty_answers_by",
            subject=("rounds.outcomedocument/clear", str(row.pk)),
        )
