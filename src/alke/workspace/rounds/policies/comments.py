"""Who may do what in a comment round: the coordinator opens and closes it, those asked comment for themselves."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.models import Role
from alke.workspace.people.policies import grant
from alke.workspace.rounds.models import Comment, CommentRound
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED
from alke.workspace.words import word

WRITERS = (Role.EXPERT, Role.PREPARER, Role.APPROVER, Role.COORDINATOR)

COMMENT_ROUNDS: UntilClosed[CommentRound] = UntilClosed(
    grants={
        "open": (grant(Role.COORDINATOR),),
        "extend": (grant(Role.COORDINATOR),),
        "close": (grant(Role.COORDINATOR, states=["open"]),),
        "comment": (grant(*WRITERS, states=["open"]),),
    },
    public=OF_OPENED,
    roles=COORDINATOR,
    state_words={state: word(f"commentround_state_{state}") for state in ("open", "closed")},
    after_closing=frozenset({"close"}),
)

COMMENTS: UntilClosed[Comment] = UntilClosed(
    grants={
        "write": (grant(*WRITERS, own=True, states=["draft"]),),
        "release": (grant(*WRITERS, own=True, states=["draft"]),),
    },
    owner="organisation",
    public=Q(state="released"),
    opened=~Q(comment_round__round__state="preparing"),
    state="stage",
    state_words={state: word(f"comment_state_{state}") for state in ("draft", "released", "closed")},
)


def comments() -> QuerySet[Comment]:
    """All comments, with what their policy needs joined."""
    return Comment.objects.select_related("comment_round__round", "organisation")


def _lead(row: Comment, language: Language) -> str:
    return f"{row.comment_round.title} · {row.organisation.names[language]}"


def _back(row: Comment, language: Language) -> str:
    return address(language, "comment-round", year=row.round.year, pk=row.comment_round_id)


def _private(row: Comment) -> bool:
    return row.state == Comment.State.DRAFT


PARTS = {("comment", "comment"): Part(comments, COMMENTS, "write", "comment_text", _lead, _back, private=_private)}
