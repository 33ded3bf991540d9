"""All findings of an area, heaviest first, and the choice of a few of them. Leaves out the rules (`rules/`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from alke.base.periods import Period
from alke.findings.because import Because
from alke.findings.context import Context, is_country
from alke.findings.finding import Finding
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
    for key, indicator in catalogue.items():
        if indicator.family:
            continue
        if _holds(values.get(key)):
            context = Context(values, indicator, area)
            if not (is_country(area) and context.between_regions):
                findings.extend(finding for rule in RULES for finding in rule.find(context))
        else:
            period = newest or indicator.expected_from or Period(1)
            facts = {"about": "level", "because": Because.NO_FIGURE.value}
            findings.append(Finding("refusal", Because.NO_FIGURE.value, key, area, period, facts=facts))
    return sorted(findings, key=_order)


def choose(findings: Iterable[Finding], count: int, per_indicator: int = 2) -> list[Finding]:
    """The heaviest findings without crowding: at most `per_indicator` of one indicator, and one of each rule of it.

    Refusals are left out: a page that wants them takes them from the findings by their rule.
    """
    chosen: list[Finding] = []
    of_indicator: Counter[str] = Counter()
    of_rule: set[tuple[str, str]] = set()
    for finding in sorted(findings, key=_order):
        if len(chosen) == count:
            break
        rule = (finding.indicator, finding.rule)
        if finding.rule == "refusal" or rule in of_rule or of_indicator[finding.indicator] >= per_indicator:
            continue
        chosen.append(finding)
        of_rule.add(rule)
        of_indicator[finding.indicator] += 1
    return chosen


def _holds(held: Values | None) -> bool:
    return held is not None and bool(held.layers) and not bool(np.isnan(held.layers[0].numbers).all())


def _order(finding: Finding) -> tuple[float, bool, str, str, str, str]:
    """Heaviest first; what weighs the same, in an order that does not depend on how it was found."""
    years = str(finding.facts.get("years", "")).zfill(2)
    return (-finding.weight, finding.rule == "refusal", finding.indicator, finding.rule, finding.case, years)
