"""Positions that are still to be stated or released."""

from __future__ import annotations

from collections.abc import Iterator

from alke.areas import area
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, listed
from alke.workspace.rounds.models import Coverage, Invitee, Position, Theme, ThemeState
from alke.workspace.rounds.rules.positions import EVERYWHERE


def duties(desk: Desk) -> Iterator[Duty]:
    """For a council's people the region's points; for a ministry's experts its views where it is invited."""
    if not (desk.speaks_for_region or desk.is_expert):
        return
    own = list(
        Position.objects.filter(round__in=desk.rounds, organisation=desk.actor.organisation_id).select_related("theme")
    )
    yield from _drafts(desk, own)
    yield from (_of_region(desk, own) if desk.speaks_for_region else _of_ministry(desk, own))


def _drafts(desk: Desk, own: list[Position]) -> Iterator[Duty]:
    drafts = [row for row in own if row.state == Position.State.DRAFT and row.theme.state != ThemeState.WITHDRAWN]
    for pk, rows in by_round(drafts).items():
        of = desk.rounds[pk]
        names = list({row.theme_id: row.theme.names for row in rows}.values())
        yield desk.duty(
            # A preparer's draft is released by her approver; a ministry's expert releases her own.
            "finish_positions" if desk.actor.has(Role.PREPARER) else "release_positions",
            of,
            told={"names": listed(names)},
            page="positions",
            subject=("rounds.round/release_positions", str(of.year)),
            weight=50,
            **desk.before_talks(of),
        )


def _of_region(desk: Desk, own: list[Position]) -> Iterator[Duty]:
    stated = {(row.region, row.theme_id) for row in own}
    themes = by_round(Theme.objects.filter(round__in=desk.rounds, state=ThemeState.CONFIRMED))
    for pk, rows in themes.items():
        of = desk.rounds[pk]
        if desk.talks_are_over(of):
            continue
        lacking = [
            theme.names
            for theme in rows
            if any(
                (code, theme.pk) not in stated and (not theme.regions or code in theme.regions)
                for code in desk.own_regions(of)
            )
        ]
        if lacking:
            yield desk.duty(
                "state_positions",
                of,
                told={"names": listed(lacking)},
                page="positions",
                law="talks",
                weight=60,
                **desk.before_talks(of),
            )


def _of_ministry(desk: Desk, own: list[Position]) -> Iterator[Duty]:
    """What the sessions that the ministry is invited to take up, and it has said nothing of."""
    stated = {(row.region, row.theme_id) for row in own}
    invited = Invitee.objects.filter(
        session__round__in=desk.rounds, organisation=desk.actor.organisation_id, session__meeting__cancelled=False
    ).exclude(state=Invitee.State.NOT_COMING)
    meetings = list(invited.values_list("session__meeting_id", flat=True))
    rows = (
        Coverage.objects.filter(round__in=desk.rounds, meeting__in=meetings, theme__state=ThemeState.CONFIRMED)
        .exclude(state=Coverage.State.LEFT)
        .order_by("theme__order", "region")
        .select_related("theme")
    )
    for pk, those in by_round(rows).items():
        of = desk.rounds[pk]
        lacking = [
            row
            for row in those
            if (row.region, row.theme_id) not in stated and (EVERYWHERE, row.theme_id) not in stated
        ]
        if lacking and not desk.talks_are_over(of):
            themes = list({row.theme_id: row.theme.names for row in lacking}.values())
            regions = [area(code).names for code in dict.fromkeys(row.region for row in lacking)]
            yield desk.duty(
                "state_views",
                of,
                told={"names": listed(themes), "regions": listed(regions)},
                page="positions",
                law="outcome",
                weight=60,
                **desk.before_talks(of),
            )
