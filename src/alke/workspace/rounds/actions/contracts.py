"""Agreeing on an indicator contract: its baseline is read from today's figures and frozen with its vintage."""

from __future__ import annotations

from alke.base.home import home
from alke.base.periods import Period
from alke.indicators.generation import Generation
from alke.workspace.journal.acts import act
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.models import Conclusion
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS, audience
from alke.workspace.rounds.rules.contracts import point
from alke.workspace.words import word


def make_contract(
    conclusion: Conclusion,
    *,
    indicator: str,
    area: str,
    target_kind: str,
    direction: str,
    target_number: float | None = None,
    target_words: str = "",
    baseline_period: Period | None = None,
    by: Actor,
    made: Generation | None = None,
) -> Conclusion:
    """Agree what in the statistics would show a conclusion carried out. It stands once the document is published.

    Args:
        conclusion: The conclusion.
        indicator: Id in the catalogue.
        area: Code of the area that is followed.
        target_kind: ``number``, ``change``, ``direction`` or ``words``.
        direction: ``up``, ``down`` or ``keep``.
        target_number: In the indicator's unit; needed for ``number`` and ``change``.
        target_words: Needed for ``words``.
        baseline_period: Which period it is measured from; by default the newest that has a figure.
        by: The coordinator.
        made: The generation to read; by default the one in use.

    Raises:
        Refused: when she may not, a part of the target is missing, or the catalogue has no such indicator.
        AlkeError: when no figures have been computed.
    """
    made = made or Generation.current(home())
    with act("conclusion.contract", conclusion, by=by, audience=audience) as row:
        CONCLUSIONS.demand(by, "contract", row)
        if indicator not in made.catalogue:
            raise Refused(word("contract_no_indicator"))
        if target_kind in ("number", "change") and target_number is None:
            raise Refused(word("contract_needs_number"))
        if target_kind == "words" and not target_words:
            raise Refused(word("contract_needs_words"))
        found = point(made, indicator, area, baseline_period)
        row.indicator, row.area, row.direction, row.target_kind = indicator, area, direction, target_kind
        row.target_number = target_number if target_kind in ("number", "change") else None
        row.target_words = target_words
        row.baseline = found.number if found else None
        row.baseline_period = str(found.period) if found else ""
        row.baseline_vintage = found.vintage[:200] if found else ""
        row.save()
    return conclusion
