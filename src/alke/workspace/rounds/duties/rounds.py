"""Rounds to open and to close."""

from __future__ import annotations

from collections.abc import Iterator

from alke.workspace.rounds.duties.duty import Desk, Duty, by_round
from alke.workspace.rounds.models import FollowUp, OutcomeDocument, Round, RoundState
from alke.workspace.rounds.rules.followups import left
from alke.workspace.rounds.rules.outcomes import demanded


def duties(desk: Desk) -> Iterator[Duty]:
    """For the coordinator."""
    if not desk.coordinates:
        return
    for of in Round.objects.filter(state=RoundState.PREPARING):
        yield desk.duty("open_round", of, due=of.begins_on, law="talks", day_is="duty_round_begins", weight=58)
    yield from _to_close(desk)


def _to_close(desk: Desk) -> Iterator[Duty]:
    """Rounds whose talks are over and that nothing keeps open any more."""
    over = {pk: of for pk, of in desk.rounds.items() if desk.talks_are_over(of)}
    if not over:
        return
    published = by_round(OutcomeDocument.objects.filter(round__in=over, state=OutcomeDocument.State.PUBLISHED))
    followups = by_round(FollowUp.objects.filter(round__in=over).select_related("conclusion"))
    for pk, of in over.items():
        covered = {code for one in published.get(pk, []) for code in one.regions or of.regions}
        if demanded(of) and not set(of.regions) <= covered:
            continue
        if not any(left(one) for one in followups.get(pk, [])):
            yield desk.duty("close_round", of, law="outcome" if demanded(of) else "", weight=54)
