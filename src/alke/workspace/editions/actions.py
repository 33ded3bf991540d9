"""The verbs of hidden findings: hide one with a reason, show it again. The only writers, each an act in the log."""

from __future__ import annotations

from collections.abc import Mapping

from alke.base.languages import Language
from alke.workspace.editions.models import HiddenFinding
from alke.workspace.editions.policies import HIDDEN
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import impossible


def hide(
    council: Organisation, region: str, key: str, told: Mapping[Language, str], *, reason: str, by: Actor
) -> HiddenFinding:
    """Leave a finding out of the picture of a region.

    Args:
        council: The council of the region.
        region: The region's code.
        key: The finding's key.
        told: The finding's sentence in every language, for the list and the log.
        reason: Why, in the actor's words.
        by: Who acts.

    Raises:
        Refused: when the actor may not.
        Impossible: when it has been hidden already.
    """
    words = {f"told_{language}": told[language] for language in Language}
    row = HiddenFinding(organisation=council, region=region, key=key, reason=reason, by_name=by.name, **words)
    with act("hiddenfinding.hide", row, by=by, reason=reason, audience=Audience.ORGANISATION):
        HIDDEN.demand(by, "hide", row)
        if HiddenFinding.objects.filter(region=region, key=key).exists():
            raise impossible("hidden_already")
        row.save()
    return row


def show(row: HiddenFinding, *, by: Actor) -> None:
    """Tell a hidden finding again.

    Raises:
        Refused: when the actor may not.
    """
    with act("hiddenfinding.show", row, by=by, audience=Audience.ORGANISATION) as kept:
        HIDDEN.demand(by, "show", kept)
        ident = kept.pk
        kept.delete()
        kept.pk = ident
