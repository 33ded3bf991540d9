"""Who may do what, as a table: *may I* is answered with a reason, and the same policy filters querysets.

A room writes one `Policy` for each of its models in its own `policies.py`. What an actor may not know of is hidden
(404 to her), what she may see but not do is refused (403, with the reason). Leaves out signing in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404

from alke.base.languages import Text, texts
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.words import word

M = TypeVar("M", bound=models.Model)
WORDS = texts(Path(__file__).parent / "texts" / "policies.yaml")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether it may be done; when not, the reason in three languages."""

    allowed: bool
    reason: Text = Text.same("")
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(reason: Text) -> Answer:
    """Refused, because."""
    return Answer(False, reason)


class Refused(PermissionDenied):
    """An act that the actor may not do; `reason` is for her to read."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Impossible(Refused):
    """It cannot be done as things stand, whoever asks; `reason` tells why, and what to do instead."""


def impossible(key: str, **values: object) -> Impossible:
    """The error of a word of ours."""
    return Impossible(word(key).format(**values))


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may do a verb.

    Attributes:
        roles: The roles that may.
        own: Only for a row of the actor's own organisation.
        side: Only for an actor of the state's side (``state``) or of a region (``region``); "" for either.
        states: The states of the row in which it may be done; empty for any.
        why: Section of law or agreement it rests on, where there is one.
    """

    roles: frozenset[str]
    own: bool = False
    side: str = ""
    states: frozenset[str] = frozenset()
    why: str = ""


def grant(*roles: str, own: bool = False, side: str = "", states: Iterable[str] = (), why: str = "") -> Grant:
    """A grant to these roles; see `Grant`."""
    return Grant(frozenset(roles), own, side, frozenset(states), why)


@dataclass(frozen=True)
class Policy(Generic[M]):
    """The rules of one model.

    Attributes:
        grants: verb → grants; any one that fits is enough. A verb that is not here is an error of ours.
        owner: Lookup from the row to the organisation it belongs to, such as ``organisation``; "" when none.
        public: What anyone may see; None for everything.
        officials: What anyone with a role in an organisation may see beside that.
        roles: role → what that role may see beside that.
        state: Attribute that tells the row's state for `Grant.states`; names are in `state_words`.
        state_words: state → its name for the reason of a refusal.
    """

    grants: Mapping[str, tuple[Grant, ...]]
    owner: str = ""
    public: Q | None = None
    officials: Q | None = None
    roles: Mapping[str, Q] = field(default_factory=dict)
    state: str = "state"
    state_words: Mapping[str, Text] = field(default_factory=dict)

    def visible(self, actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows that the actor may know of."""
        if self.public is None:
            return rows
        seen = self.public
        if actor.signed_in and actor.organisation:
            if self.officials is not None:
                seen |= self.officials
            if self.owner:
                seen |= Q(**{f"{self.owner}__id": actor.organisation_id})
            if actor.role in self.roles:
                seen |= self.roles[actor.role]
        return rows.filter(seen)

    def may(self, actor: Actor, verb: str, row: M | None = None) -> Answer:
        """Whether the actor may do the verb to a row that she sees (or to the model at large, without a row).

        Raises:
            KeyError: when the policy does not know the verb.
        """
        grants = self.grants[verb]
        if not actor.signed_in:
            return no(WORDS["sign_in_first"])
        able = [one for one in grants if actor.role in one.roles and self._side(one, actor)]
        if not able:
            return no(_roles_reason(grants))
        if row is None:
            return YES
        able = [one for one in able if not one.own or self._owns(actor, row)]
        if not able:
            return no(WORDS["own_only"])
        state = str(getattr(row, self.state, ""))
        if not any(not one.states or state in one.states for one in able):
            return no(self._state_reason(state))
        return YES

    def _state_reason(self, state: str) -> Text:
        name = self.state_words.get(state, Text.same(state))
        return Text(
            WORDS["wrong_state"].fi.format(state=name.fi),
            WORDS["wrong_state"].sv.format(state=name.sv),
            WORDS["wrong_state"].en.format(state=name.en),
        )

    @staticmethod
    def _side(one: Grant, actor: Actor) -> bool:
        return not one.side or (one.side == "state") == actor.state

    def _owns(self, actor: Actor, row: M) -> bool:
        value: Any = row
        for part in filter(None, self.owner.split("__")):
            value = getattr(value, part, None)
        return value is not None and getattr(value, "pk", value) == actor.organisation_id

    def demand(self, actor: Actor, verb: str, row: M | None = None) -> None:
        """Refuse what may not be done.

        Raises:
            Refused: with the reason.
        """
        answer = self.may(actor, verb, row)
        if not answer:
            raise Refused(answer.reason)

    def fetch(self, actor: Actor, verb: str, rows: QuerySet[M], **lookup: Any) -> M:
        """The one row, when the actor may see it and do the verb to it; ``see`` asks only for seeing.

        Raises:
            Http404: when there is none that she may know of.
            Refused: when she may see it but not do this.
        """
        row = self.visible(actor, rows).filter(**lookup).first()
        if row is None:
            raise Http404
        if verb != "see":
            self.demand(actor, verb, row)
        return row


def _roles_reason(grants: tuple[Grant, ...]) -> Text:
    """Names the roles that may, in the order of `Role`."""
    roles = [role for role in Role if any(role in one.roles for one in grants)]

    def told(language: str) -> str:
        return ", ".join(str(getattr(WORDS[f"role_{role}"], language)) for role in roles)

    reason = WORDS["roles_only"]
    return Text(
        reason.fi.format(roles=told("fi")), reason.sv.format(roles=told("sv")), reason.en.format(roles=told("en"))
    )
