"""Verbs of conclusions: written before publication, consented to by their owner, superseded or settled after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.actions.positions import demand
from alke.workspace.rounds.models import Conclusion, OutcomeDocument, Theme
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS, audience
from alke.workspace.rounds.policies.outcomes import OUTCOMES
from alke.workspace.rounds.rules.conclusions import due
from alke.workspace.words import word

State = Conclusion.State
Consent = Conclusion.Consent


def make_conclusion(
    outcome: OutcomeDocument,
    *,
    quote: str,
    level: str,
    owner: Organisation,
    language: str = "fi",
    rule: Mapping[str, Any] | None = None,
    words: str = "",
    hook: str = Conclusion.Hook.NONE,
    theme: Theme | None = None,
    regions: Sequence[str] = (),
    by: Actor,
) -> Conclusion:
    """A conclusion in the document's own words; its owner is asked to consent.

    Args:
        outcome: The document, still being written.
        quote: The words, in `language`.
        level: A value of `Conclusion.Level`.
        owner: The responsible party.
        language: fi, sv or en.
        rule: See `rules.deadlines.due`.
        words: The deadline in the document's own words.
        hook: A value of `Conclusion.Hook`.
        theme: The theme it belongs to.
        regions: Empty for all of the document's.
        by: The coordinator.
    """
    made = Conclusion(outcome=outcome, number=0, quote=quote, language=language, level=level, owner=owner)
    with act("conclusion.make", made, by=by, audience=Audience.OFFICIALS):
        outcome.refresh_from_db()
        OUTCOMES.demand(by, "conclude", outcome)
        last = Conclusion.objects.filter(outcome=outcome).aggregate(last=Max("number"))["last"]
        made.number = (last or 0) + 1
        made.rule, made.words, made.hook, made.theme, made.regions = dict(rule or {}), words, hook, theme, list(regions)
        made.due = due(made.rule, outcome.round)
        made.save()
    return made


def edit_conclusion(conclusion: Conclusion, *, by: Actor, **fields: Any) -> Conclusion:
    """Change an unpublished conclusion. Who consented to other words, or is another, is asked anew.

    Args:
        conclusion: The conclusion.
        by: The coordinator.
        fields: Any of the arguments of `make_conclusion`.
    """
    known = {"quote", "level", "owner", "language", "rule", "words", "hook", "theme", "regions"}
    if unknown := fields.keys() - known:
        raise TypeError(f"not fields of a conclusion: {sorted(unknown)}")
    with act("conclusion.edit", conclusion, by=by, audience=Audience.OFFICIALS) as row:
        CONCLUSIONS.demand(by, "edit", row)
        agreed = (row.quote, row.owner_id, row.level, row.rule, row.words)
        for name, value in fields.items():
            setattr(row, name, value)
        row.due = due(row.rule, row.outcome.round)
        if (row.quote, row.owner_id, row.level, row.rule, row.words) != agreed:
            row.consent, row.consent_reason = Consent.ASKED, ""
        row.save()
    return conclusion


def remove_conclusion(conclusion: Conclusion, *, reason: str, by: Actor) -> None:
    """Take an unpublished conclusion out of the document; the log keeps its words."""
    told = {"removed": conclusion.quote, "owner": conclusion.owner.code}
    subject = conclusion.outcome
    with act("conclusion.remove", subject, by=by, reason=reason, audience=Audience.OFFICIALS, told=told):
        row = Conclusion.objects.get(pk=conclusion.pk)
        CONCLUSIONS.demand(by, "remove", row)
        demand(reason, word("position_reason_needed"))
        row.delete()


def give_consent(conclusion: Conclusion, *, given: bool, reason: str = "", by: Actor) -> Conclusion:
    """The owner's own word on being responsible; a refusal has a reason. It may be changed while it is followed."""
    with act("conclusion.consent", conclusion, by=by, reason=reason, audience=audience) as row:
        CONCLUSIONS.demand(by, "consent", row)
        demand(given or reason, word("position_reason_needed"))
        row.consent = Consent.GIVEN if given else Consent.REFUSED
        row.consent_reason = "" if given else reason
        row.save()
    return conclusion


def supersede(conclusion: Conclusion, *, by_another: Conclusion, reason: str, by: Actor) -> Conclusion:
    """Let a later published conclusion take the place of this one, whose words stay as they are.

    Raises:
        Refused: when the other is not published, is not a later one, or has itself been superseded.
    """
    with act("conclusion.supersede", conclusion, by=by, reason=reason) as row:
        CONCLUSIONS.demand(by, "supersede", row)
        demand(reason, word("position_reason_needed"))
        other = Conclusion.objects.select_related("outcome__round").get(pk=by_another.pk)
        later = (other.outcome.round.year, other.pk) > (row.outcome.round.year, row.pk)
        ready = other.outcome.state == OutcomeDocument.State.PUBLISHED and other.state == State.OPEN
        demand(later and ready, word("conclusion_not_a_successor"))
        row.state, row.superseded_by = State.SUPERSEDED, other
        row.save()
    return conclusion


def settle(conclusion: Conclusion, *, reason: str, by: Actor) -> Conclusion:
    """End the following of a conclusion: it has been carried out, or there is no more to follow."""
    with act("conclusion.settle", conclusion, by=by, reason=reason) as row:
        CONCLUSIONS.demand(by, "settle", row)
        demand(reason, word("position_reason_needed"))
        row.state = State.SETTLED
        row.save()
    return conclusion
