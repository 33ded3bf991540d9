"""Comment rounds that wait for an organisation's comment, or for their end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, shortened
from alke.workspace.rounds.models import Comment, CommentRound

COMMENT = (Role.PREPARER, Role.APPROVER, Role.EXPERT)


def duties(desk: Desk) -> Iterator[Duty]:
    """For those who comment, and for the coordinator what has ended but is still open."""
    if desk.coordinates:
        for row in CommentRound.objects.filter(
            round__in=desk.rounds,
            organisation=desk.actor.organisation_id,
            state=CommentRound.State.OPEN,
            due__lt=desk.today,
        ):
            yield _one(desk, "end_comments", row, 40, owed=False)
    if desk.actor.has(*COMMENT):
        ours = Comment.objects.filter(comment_round=OuterRef("pk"), organisation=desk.actor.organisation_id)
        rows = CommentRound.objects.filter(
            ~Exists(ours.filter(state=Comment.State.RELEASED)),
            round__in=desk.rounds,
            state=CommentRound.State.OPEN,
            opens_on__lte=desk.today,
            asked=desk.actor.organisation_id,
        ).annotate(begun=Exists(ours))
        for row in rows.select_related("organisation"):
            yield _one(desk, "finish_comment" if row.begun else "comment", row, 70, act="comment")


def _one(desk: Desk, key: str, row: CommentRound, weight: int, **more: Any) -> Duty:
    of = desk.rounds[row.round_id]
    return desk.duty(
        key,
        of,
        due=row.due,
        told={"title": shortened(row.title), "asker": row.organisation.names},
        page="comment-round",
        args={"year": of.year, "pk": row.pk},
        subject=("rounds.commentround", str(row.pk)),
        weight=weight,
        **more,
    )
