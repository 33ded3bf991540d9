"""A finding in words: the sentence rule ``rule/case`` and the slots its templates may use.

Templates are in `fi.yaml`, `sv.yaml` and `en.yaml`, one to three to a case, so that a language is reviewed as one page.
Which of them is used depends on the finding alone, so the same finding always reads the same. No sentence gives a
cause, and none judges. Leaves out refusals' reasons (`reasons.py`).
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings.finding import Finding
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind
from alke.language import amounts, dates, forms
from alke.language.runs import Plain, Runs, Sentence
from alke.language.template import fill


@cache
def templates(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The templates of a language by ``rule/case``."""
    raw = yaml.safe_load(Path(__file__).with_name(f"{language}.yaml").read_text("utf-8"))
    return {str(key): tuple(lines) for key, lines in raw.items()}


def sentence(
    finding: Finding, language: Language, catalogue: Mapping[str, Indicator], *, variant: int | None = None
) -> Sentence:
    """The finding as one sentence whose numbers carry their addresses.

    Args:
        finding: What is said.
        language: In which language.
        catalogue: The indicators by id.
        variant: Which of the case's templates, counted round; by default one that follows from the finding.

    Raises:
        UnknownCodeError: when no sentence rule exists for the finding's rule and case.
    """
    key = f"{finding.rule}/{finding.case}"
    known = templates(language)
    if key not in known:
        raise UnknownCodeError("sentence rule", key, known, where=language.value)
    chosen = known[key]
    if variant is None:
        variant = zlib.crc32(f"{finding.indicator}:{finding.area}:{finding.rule}".encode())
    return Sentence(key, fill(chosen[variant % len(chosen)], _slots(finding, language, catalogue[finding.indicator])))


def _slots(finding: Finding, language: Language, indicator: Indicator) -> dict[str, Runs]:
    slots = {slot: (Plain(text),) for slot, text in _word_slots(finding, language, indicator).items()}
    return {**slots, **_number_slots(finding, language, indicator)}


def _word_slots(finding: Finding, language: Language, indicator: Indicator) -> dict[str, str]:
    up, down = (forms.direction(indicator, way, language) for way in (True, False))
    when = dates.at(finding.period, language)
    if finding.kind is Kind.PRELIMINARY:
        when = f"{when} ({forms.word('preliminary', language)})"
    slots = {
        "subject": forms.subject(indicator, language),
        "in": forms.inside(finding.area, language),
        "when": when,
        "more": up.comparative,
        "less": down.comparative,
        "grew": up.verb,
        "shrank": down.verb,
    }
    if "since" in finding.facts:
        earlier = Period.parse(finding.facts["since"])
        slots["span"] = dates.from_to(earlier, finding.period, language)
        slots["before"] = dates.at(earlier, language)
        slots["between"] = dates.between(earlier, finding.period, language)
    if "years" in finding.facts:
        slots["years"] = dates.years(int(finding.facts["years"]), language)
    return slots


def _number_slots(finding: Finding, language: Language, indicator: Indicator) -> dict[str, Runs]:
    made: dict[str, Runs] = {}
    for slot, ref in finding.refs.items():
        number = finding.numbers[slot]
        if slot in ("value", "earlier", "country"):
            made[slot] = amounts.value(number, ref, indicator, language)
        elif slot in ("gap", "change"):
            made[slot] = amounts.difference(number, ref, indicator, language)
        elif slot in ("percent", "share", "people"):
            made[slot] = amounts.percent(number, ref, language)
        elif slot == "ratio":
            made[slot] = amounts.percent(number, ref, language, 0)
    return made
