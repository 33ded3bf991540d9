"""The Government's assessments of the regions' pictures: those not written, and drafts not released."""

from __future__ import annotations

from collections.abc import Iterator

from alke.areas import area
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, listed
from alke.workspace.rounds.models import Assessment, Deliverable, Delivery


def duties(desk: Desk) -> Iterator[Duty]:
    """For the coordinator what has come and has not been assessed; for whoever has begun one, its drafts."""
    if not (desk.coordinates or desk.is_expert):
        return
    rows = by_round(Assessment.objects.filter(round__in=desk.rounds))
    for pk, those in rows.items():
        drafts = [
            one
            for one in those
            if one.state == Assessment.State.DRAFT and one.organisation_id == desk.actor.organisation_id
        ]
        if drafts:
            yield _of_regions(desk, "release_assessments", pk, [one.region for one in drafts])
    if desk.coordinates:
        for pk, codes in _delivered(desk).items():
            begun = {one.region for one in rows.get(pk, [])}
            lacking = [code for code in desk.rounds[pk].regions if code in codes and code not in begun]
            if lacking:
                yield _of_regions(desk, "assess", pk, lacking)


def _delivered(desk: Desk) -> dict[int, set[str]]:
    """Round's id → regions whose picture has come."""
    came = Delivery.objects.filter(
        deliverable__round__in=desk.rounds, deliverable__kind=Deliverable.Kind.PICTURE
    ).values_list("deliverable__round", "deliverable__owner__regions")
    found: dict[int, set[str]] = {}
    for pk, regions in came:
        found.setdefault(pk, set()).update(regions)
    return found


def _of_regions(desk: Desk, key: str, pk: int, codes: list[str]) -> Duty:
    of = desk.rounds[pk]
    return desk.duty(
        key,
        of,
        told={"names": listed([area(code).names for code in codes])},
        page="assessments",
        weight=50,
        **desk.before_talks(of),
    )
