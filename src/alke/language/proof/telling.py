"""A judged claim as plain data and as the value a page would show. Leaves out marking up and judging."""

from __future__ import annotations

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.indicators.values import Kind, Measure
from alke.language.amounts import difference, percent, value
from alke.language.numbers import shown
from alke.language.proof.claims import Claim
from alke.language.runs import plain

_WHOLE_FROM = 100  # a value without an address shows a decimal of its own only below this


def value_shown(made: Generation, claim: Claim, language: Language) -> str:
    """The value of a claim as a page would show it; "" when there is none."""
    if claim.value is None or claim.indicator is None:
        return ""
    indicator, ref = made.catalogue[claim.indicator], claim.ref
    if ref is None:
        return shown(claim.value, indicator.decimals if abs(claim.value) >= _WHOLE_FROM else 1, language)
    if ref.measure.counted:
        return shown(claim.value, 0, language)
    if ref.measure in (Measure.PERCENT_OF, Measure.CHANGE_PERCENT):
        return plain(percent(claim.value, ref, language))
    if ref.measure is Measure.VALUE:
        return plain(value(claim.value, ref, indicator, language))
    return plain(difference(claim.value, ref, indicator, language, sign=True))


def source_of(made: Generation, claim: Claim) -> str:
    """The table and the time of the value, such as ``sample population, 2024``; "" when there is none."""
    if claim.indicator is None or claim.area is None or claim.period is None:
        return ""
    values = made.values(claim.indicator)
    if claim.area not in values.rows:
        return ""
    kind = claim.ref.kind if claim.ref else Kind.OBSERVED
    held = values.at(claim.area, claim.period, kind).vintage
    tables = [f"{v.source} {v.table}" for each in held.split("+") if (v := made.vintages.get(each)) is not None]
    return ", ".join([*dict.fromkeys(tables), str(claim.period)]) if tables else ""


def record(made: Generation, claim: Claim, language: Language) -> dict[str, object]:
    """The claim as strings, numbers and mappings of them, for another program."""
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "kind": claim.kind.value,
        "verdict": claim.verdict.value,
        "indicator": claim.indicator,
        "area": claim.area,
        "period": None if claim.period is None else str(claim.period),
        "said": claim.said,
        "value": claim.value,
        "shown": value_shown(made, claim, language),
        "ref": None if claim.ref is None else str(claim.ref),
        "why": {"code": claim.why.code, "text": claim.why.text[language]},
    }
