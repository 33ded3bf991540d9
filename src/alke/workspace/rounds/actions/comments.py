"""Comment rounds among ministries and councils: opened, commented on, closed with who did not answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from alke.workspace import clock
from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models import Comment, CommentRound, Round
from alke.workspace.rounds.policies.comments import COMMENT_ROUNDS, COMMENTS
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.rules.deliveries import UnfitError

State = CommentRound.State
SUBJECTS = ("pictures", "themes", "outcome", "agenda")


def open_round(
    of: Round,
    *,
    title: str,
    subject: str,
    due: date,
    asked: Iterable[Organisation],
    by: Actor,
    opens_on: date | None = None,
) -> CommentRound:
    """Ask organisations to comment on something by a day.

    Raises:
        UnfitError: when nobody is asked, or the day is before the opening.
        Refused: when the actor may not.
    """
    COMMENT_ROUNDS.demand(by, "open", CommentRound(round=of))
    wanted = sorted(asked, key=lambda one: one.code)
    if not wanted:
        raise UnfitError("comment_nobody_asked", "asked")
    asker = organisation_of(by)
    one = CommentRound(round=of, organisation=asker, title=title.strip(), subject=subject, due=due)
    one.opens_on = opens_on or clock.today()
    _check_due(one)
    told: dict[str, Any] = {"asked": [each.code for each in wanted]}
    with act("commentround.open", one, by=by, told=told):
        one.save()
        one.asked.set(wanted)
    return one


def extend(comment_round: CommentRound, *, due: date, reason: str, by: Actor) -> CommentRound:
    """Give more time; a closed comment round opens again.

    Raises:
        UnfitError: when there is no reason, or the day is before the opening.
        Refused: when the actor may not.
    """
    if not reason.strip():
        raise UnfitError("delivery_reason_needed", "reason")
    with act("commentround.extend", comment_round, by=by, reason=reason.strip()) as row:
        COMMENT_ROUNDS.demand(by, "extend", row)
        row.due, row.state = due, State.OPEN
        _check_due(row)
        row.save()
    return row


def close(comment_round: CommentRound, *, by: Actor) -> list[Organisation]:
    """Take no more comments; drafts stay with those who wrote them.

    Returns:
        Those who were asked and did not answer; the log keeps them.

    Raises:
        Refused: when the actor may not.
    """
    told: dict[str, Any] = {}
    with act("commentround.close", comment_round, by=by, told=told) as row:
        COMMENT_ROUNDS.demand(by, "close", row)
        row.state = State.CLOSED
        row.save()
        absent = silent(row)
        told["silent"] = [one.code for one in absent]
    return absent


def silent(comment_round: CommentRound) -> list[Organisation]:
    """Those who were asked and have released no comment."""
    answered = comment_round.comments.filter(state=Comment.State.RELEASED).values("organisation")
    return list(comment_round.asked.exclude(pk__in=answered).order_by("code"))


def start(comment_round: CommentRound, *, by: Actor) -> Comment:
    """The actor's organisation's comment, begun as a draft when there is none.

    Raises:
        UnfitError: when the organisation was not asked.
        Refused: when the actor may not, or comments are no longer taken.
    """
    COMMENT_ROUNDS.demand(by, "comment", comment_round)
    own = Comment.objects.select_related("comment_round__round", "organisation").filter(
        comment_round=comment_round, organisation__code=by.organisation
    )
    if (begun := own.first()) is not None:
        return begun
    writer = comment_round.asked.filter(code=by.organisation).first()
    if writer is None:
        raise UnfitError("comment_not_asked")
    one = Comment(comment_round=comment_round, organisation=writer)
    with act("comment.start", one, by=by, audience=Audience.ORGANISATION):
        comment_round.refresh_from_db()
        COMMENT_ROUNDS.demand(by, "comment", comment_round)
        if (begun := own.first()) is not None:  # another began it before the lock was ours
            return begun
        one.save()
    return one


def release(comment: Comment, *, by: Actor) -> Comment:
    """Let everyone read it.

    Raises:
        UnfitError: when it has no text.
        Refused: when the actor may not, or comments are no longer taken.
    """
    with act("comment.release", comment, by=by) as row:
        COMMENTS.demand(by, "release", row)
        if not any(version.text for version in writings.current([row]).values()):
            raise UnfitError("comment_empty")
        row.state = Comment.State.RELEASED
        row.save()
    return row


def _check_due(row: CommentRound) -> None:
    if row.due < row.opens_on:
        raise UnfitError("comment_due_before_opening", "due")
