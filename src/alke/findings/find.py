"""All findings of an area, heaviest first. Leaves out the rules (`rules/`) and which are told (`choose.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from alke.base.periods import Period
from alke.findings import score
from alke.findings.because import Because
from alke.findings.context import Context, is_country
from alke.findings.finding import Finding
from alke.findings.peers import near
from alke.findings.rules import RULES
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values


def find(values: Mapping[str, Values], catalogue: Mapping[str, Indicator], area: str) -> list[Finding]:
    """Everything the rules say of an area, heaviest first; refusals weigh nothing and come last.

    Of an indicator that is nil in every period, as migration between regions is for the whole country, nothing is said.

    Args:
        values: The values of the indicators, by id.
        catalogue: The indicators; one without a single number gives the refusal ``no_figure``.
        area: An area code such as ``MK18`` or ``SSS``.
    """
    findings: list[Finding] = []
    newest = max((held.periods()[-1] for held in values.values() if held.periods()), default=None)
    year = data_year(values, area)
    peers = near(values, area)
    for key, indicator in catalogue.items():
        if indicator.family:
            continue
        if _holds(values.get(key)):
            context = Context(values, indicator, area, peers)
            if not (is_country(area) and context.between_regions):
                found = (finding for rule in RULES for finding in rule.find(context))
                findings.extend(_weighed(finding, indicator, year) for finding in found)
        else:
            period = newest or indicator.expected_from or Period(1)
            facts = {"about": "level", "because": Because.NO_FIGURE.value}
            findings.append(Finding("refusal", Because.NO_FIGURE.value, key, area, period, facts=facts))
    return sorted(findings, key=order)


def data_year(values: Mapping[str, Values], area: str) -> int:
    """The newest year that an area has any figure of, by which the others are recent or not; 0 when it has none."""
    return max((value.period.year for held in values.values() if (value := held.latest(area))), default=0)


def _weighed(finding: Finding, indicator: Indicator, newest: int) -> Finding:
    """A finding with what its weight owes to its indicator and age; what weighs little by itself is lifted little."""
    if finding.rule == "refusal":
        return finding
    lift = min(1.0, finding.weight)
    parts = {"headline": score.HEADLINE * indicator.headline, "recent": score.recent(finding.period.year, newest)}
    return replace(finding, score={**finding.score, **{name: round(lift * part, 3) for name, part in parts.items()}})


def _holds(held: Values | None) -> bool:
    return held is not None and bool(held.layers) and not bool(np.isnan(held.layers[0].numbers).all())


def order(finding: Finding) -> tuple[float, bool, str, str, str, str]:
    """Heaviest first; what weighs the same, in an order that does not depend on how it was found."""
    years = str(finding.facts.get("years", "")).zfill(2)
    return (-finding.weight, finding.rule == "refusal", finding.indicator, finding.rule, finding.case, years)
