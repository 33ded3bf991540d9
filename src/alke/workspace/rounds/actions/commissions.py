"""What is done to the ministry's commission letter. Its text is a writing; its number is recorded, not issued."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import PurePath

from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.rounds.actions import files
from alke.workspace.rounds.models import Commission, Round
from alke.workspace.rounds.policies.commissions import COMMISSIONS
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.rules.deliveries import UnfitError, taken

File = tuple[bytes, str]
"""The bytes of a file and its name."""


def make(
    of: Round, *, title: str, by: Actor, number: str = "", dated: date | None = None, template: File | None = None
) -> Commission:
    """Begin a letter; it is the ministry's draft until it is released.

    Raises:
        UnfitError: when the template's file cannot be taken.
        Refused: when the actor may not.
    """
    COMMISSIONS.demand(by, "make", Commission(round=of))
    sender = organisation_of(by)
    letter = Commission(round=of, organisation=sender)
    return _save("commission.make", letter, title, number, dated, template, by)


def edit(
    letter: Commission,
    *,
    title: str,
    by: Actor,
    number: str = "",
    dated: date | None = None,
    template: File | None = None,
) -> Commission:
    """Change what is recorded of a letter; without a new template the old one stays.

    Raises:
        UnfitError: when the template's file cannot be taken.
        Refused: when the actor may not.
    """
    COMMISSIONS.demand(by, "edit", letter)
    return _save("commission.edit", letter, title, number, dated, template, by)


def _audience(letter: Commission) -> str:
    return Audience.PUBLIC if letter.released else Audience.ORGANISATION


def _save(
    verb: str, letter: Commission, title: str, number: str, dated: date | None, template: File | None, by: Actor
) -> Commission:
    document = taken(*template, field="template") if template else None
    keeping = (
        files.kept(files.COMMISSIONS, document.content, PurePath(document.name).suffix.lower())
        if document
        else nullcontext("")
    )
    with keeping as kept, act(verb, letter, by=by, audience=_audience) as row:
        COMMISSIONS.demand(by, verb.split(".")[1], row)
        row.title, row.number, row.dated = title.strip(), number.strip(), dated
        if document is not None:
            row.template, row.template_name = kept, document.name
        row.save()
    return row


def release(letter: Commission, *, by: Actor) -> Commission:
    """Send the letter: everyone may read it.

    Raises:
        UnfitError: when it has no text.
        Refused: when the actor may not.
    """
    with act("commission.release", letter, by=by) as row:
        COMMISSIONS.demand(by, "release", row)
        if not any(version.text for version in writings.current([row]).values()):
            raise UnfitError("commission_empty")
        row.released = True
        row.save()
    return row
