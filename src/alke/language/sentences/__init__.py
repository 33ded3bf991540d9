"""A finding in words: the sentence rule ``rule/case`` and the slots its templates may use.

Templates are in `fi.yaml`, `sv.yaml` and `en.yaml`, one to three to a case, so that a language is reviewed as one page.
Which of them is used depends on the finding alone, so the same finding always reads the same. No sentence gives a
cause, and none judges. Leaves out refusals' reasons (`reasons.py`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from alke.areas import REGIONS
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings.because import Because
from alke.findings.finding import Finding
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind
from alke.language import amounts, dates, forms
from alke.language.numbers import place, shown
from alke.language.reasons import clause
from alke.language.runs import Number, Plain, Runs, Sentence, plain
from alke.language.template import fill
from alke.statistics.cube import Reason

_AMONG_REGIONS = ("rank", "persistence", "peers")  # "the region" would be one of those spoken of
_REGIONS = ("maakun", "landskap", "region")
_NAMED_AT_MOST = 3  # regions that show the same number, by name
_OPENING = 3  # words or slots of a template that open it
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_PREPOSITIONS = {"av", "enligt", "från", "inom", "med", "mellan", "som", "till"}
_PREPOSITIONS |= {"among", "between", "by", "from", "of", "per", "to", "with"}
_FIGURE, _COUNTED = "Talet för", ("antal", "andel")
_NO_OWNER = ("välinen", "tilaston", "tutkimuksen")  # "Kainuun kuntien välinen nettomuutto" would be inside Kainuu


@cache
def templates(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The templates of a language by ``rule/case``."""
    raw = yaml.safe_load(Path(__file__).with_name(f"{language}.yaml").read_text("utf-8"))
    return {str(key): tuple(lines) for key, lines in raw.items()}


def sentence(
    finding: Finding,
    language: Language,
    catalogue: Mapping[str, Indicator],
    *,
    variant: int | None = None,
    near: bool = False,
) -> Sentence:
    """The finding as one sentence whose numbers carry their addresses.

    Args:
        finding: What is said.
        language: In which language.
        catalogue: The indicators by id.
        variant: Which of the case's templates, counted round; by default one that follows from the finding.
        near: Whether the sentence before has named the region, then "the region" where no others are spoken of.

    Raises:
        UnknownCodeError: when no sentence rule exists for the finding's rule and case.
    """
    key = f"{finding.rule}/{finding.case}"
    known = templates(language)
    if key not in known:
        raise UnknownCodeError("sentence rule", key, known, where=language.value)
    chosen = _fitting(known[key], forms.subject(catalogue[finding.indicator], language))
    if variant is None:
        variant = zlib.crc32(f"{finding.indicator}:{finding.area}:{finding.rule}".encode())
    filled = slots(finding, language, catalogue)
    if near and finding.area in REGIONS and not _among_regions(finding, filled):
        filled |= {slot: (Plain(forms.word(f"region_{slot}", language)),) for slot in ("in", "of_area")}
    return Sentence(key, fill(chosen[variant % len(chosen)], filled))


def notes(
    refusals: Iterable[Finding], language: Language, catalogue: Mapping[str, Indicator]
) -> dict[Sentence, list[str]]:
    """Refusals in short, for under a table that names the indicators and their newest years.

    Args:
        refusals: Those of one area about indicators that have a value.
        language: In which language.
        catalogue: The indicators by id.

    Returns:
        Each note once, with the indicators it is of; by reason and by the years that are missing.
    """
    told: dict[Sentence, list[str]] = {}
    order = list(Because)
    for finding in sorted(refusals, key=lambda each: (order.index(Because(each.case)), str(each.facts.get("missing")))):
        rule = f"{finding.rule}/{finding.case}/note"
        said = Sentence(rule, fill(templates(language)[rule][0], slots(finding, language, catalogue)))
        told.setdefault(said, []).append(finding.indicator)
    return told


def openings(finding: Finding, language: Language, catalogue: Mapping[str, Indicator]) -> tuple[str, ...]:
    """How each template that suits the finding opens, by variant: its first three words or slots.

    A text that picks the variant whose opening it has used least does not begin every line alike.
    """
    lines = templates(language)[f"{finding.rule}/{finding.case}"]
    return tuple(map(opening, _fitting(lines, forms.subject(catalogue[finding.indicator], language))))


def _among_regions(finding: Finding, filled: Mapping[str, Runs]) -> bool:
    """Whether a sentence speaks of other regions too, so that "the region" would not tell which."""
    return finding.rule in _AMONG_REGIONS or any(word in plain(filled["subject"]) for word in _REGIONS)


def opening(template: str) -> str:
    """How a template opens: its first three words or slots."""
    return " ".join(template.split()[:_OPENING]).strip(",.;:")


def _fitting(lines: tuple[str, ...], subject: str) -> tuple[str, ...]:
    """The templates that suit the subject, or all of them when none does.

    One that holds a year ("vuonna 2000 tai myöhemmin valmistuneiden …") stands first, away from other years and from
    the value. After one that holds a preposition, "in Kainuu" would seem to belong to its last words; before one that
    speaks of what lies between areas or of a statistic, "Kainuun" would seem to belong to its first. What is called a
    number or a share is not called a figure too: "talet för antalet".
    """
    words = subject.split()
    if subject.startswith(_COUNTED):
        lines = tuple(line for line in lines if not line.startswith(_FIGURE)) or lines
    if _YEAR.search(subject):
        return tuple(line for line in lines if line.startswith("{subject}")) or lines
    if any(word.endswith(_NO_OWNER) for word in words):
        return tuple(line for line in lines if "{of_area} {subject}" not in line) or lines
    if _PREPOSITIONS.isdisjoint(words):
        return lines
    return tuple(line for line in lines if "{subject} {in}" not in line) or lines


def slots(finding: Finding, language: Language, catalogue: Mapping[str, Indicator]) -> dict[str, Runs]:
    """What a finding fills the slots of a template with, by slot."""
    words = {
        **_subject_slots(finding, language, catalogue[finding.indicator]),
        **_other_slots(finding, language, catalogue),
        **_time_slots(finding, language),
        **_fact_slots(finding, language),
    }
    return {slot: (Plain(text),) for slot, text in words.items()} | _number_slots(finding, language, catalogue)


def _subject_slots(finding: Finding, language: Language, indicator: Indicator) -> dict[str, str]:
    up, down = (forms.direction(indicator, way, language) for way in (True, False))
    return {
        "subject": forms.subject(indicator, language),
        "subject_gen": forms.subject(indicator, language, "gen"),
        "subject_par": forms.subject(indicator, language, "par"),
        "in": forms.inside(finding.area, language),
        "of_area": forms.of_area(finding.area, language),
        "more": up.comparative,
        "less": down.comparative,
        "most": up.superlative,
        "least": down.superlative,
        "most_to": up.to,
        "least_to": down.to,
        "more_to": up.next,
        "less_to": down.next,
        "most_at": up.peak,
        "least_at": down.peak,
        "most_among": up.among,
        "least_among": down.among,
        "grew": up.verb,
        "shrank": down.verb,
        "will_grow": up.future,
        "will_shrink": down.future,
    }


def _other_slots(finding: Finding, language: Language, catalogue: Mapping[str, Indicator]) -> dict[str, str]:
    """The words of a second indicator, when the finding is about two."""
    if "other" not in finding.facts:
        return {}
    other = catalogue[str(finding.facts["other"])]
    up, down = (forms.direction(other, way, language) for way in (True, False))
    return {"other_subject": forms.subject(other, language), "other_grew": up.verb, "other_shrank": down.verb}


def _time_slots(finding: Finding, language: Language) -> dict[str, str]:
    when = dates.at(finding.period, language)
    if finding.kind is Kind.PRELIMINARY:
        when = f"{when} ({forms.word('preliminary', language)})"
    slots = {"when": when}
    if "since" in finding.facts:
        earlier = Period.parse(finding.facts["since"])
        slots["span"] = dates.from_to(earlier, finding.period, language)
        slots["before"] = dates.at(earlier, language)
        slots["between"] = dates.between(earlier, finding.period, language)
        slots["since"] = dates.since(earlier, language)
        slots["of"] = dates.of(earlier, language)
        slots["until"] = dates.until(earlier, language)
        slots["since_from"] = dates.first(earlier, language)
    if "first" in finding.facts:
        slots["first_since"] = dates.since(Period.parse(finding.facts["first"]), language)
    if "years" in finding.facts:
        slots["years"] = dates.years(int(finding.facts["years"]), language)
    if "last" in finding.facts:
        slots["after"] = forms.word("after_year", language).format(year=finding.facts["last"])
    if "missing" in finding.facts:
        missing = str(finding.facts["missing"]).replace("-", "\N{EN DASH}").split(",")
        years = "for_year" if "".join(missing).isdigit() and len(missing) == 1 else "for_years"
        slots["missing"] = f"{forms.word(years, language)} {forms.listed(missing, language)}"
    if "at" in finding.facts:
        slots["at_break"] = dates.at(Period.parse(finding.facts["at"]), language)
    return slots


def _fact_slots(finding: Finding, language: Language) -> dict[str, str]:
    facts = finding.facts
    slots = {slot: str(facts[slot]) for slot in ("variant",) if slot in facts}
    if "same" in facts:
        slots["same"] = _named_areas(str(facts["same"]).split(","), language)
    if "next" in facts:
        slots["next"] = forms.name(str(facts["next"]), language)
    if "at_median" in facts:
        slots["at_median"] = forms.word("at_median", language)
    if f"programme_{language}" in facts:
        slots["programme"] = str(facts[f"programme_{language}"])
    if "by" in facts:
        slots["by"] = forms.word("by_year", language).format(year=facts["by"])
    if "strict" in facts:
        slots["over"] = forms.word(f"strictly_{facts['strict']}", language)
    if "minimum" in facts:
        slots["minimum"] = shown(float(facts["minimum"]), 0, language)
    if finding.case == Because.NO_VALUE:
        slots["reason"] = clause(Reason(str(facts["reason"])), language)
    elif finding.case == Because.BREAK:
        slots["reason"] = str(facts[f"reason_{language}"]).rstrip(".")
    return slots


def _named_areas(codes: list[str], language: Language) -> str:
    """Where it is the same: up to three places by name."""
    if len(codes) > _NAMED_AT_MOST:
        return forms.word("others", language)
    return forms.listed([forms.inside(code, language) for code in codes], language)


_DIFFERENCES = frozenset(
    ("gap", "change", "next_gap", "slope", "gap_before", "change_before", "other_change", "spread", "spread_before")
)


def _number_slots(finding: Finding, language: Language, catalogue: Mapping[str, Indicator]) -> dict[str, Runs]:
    made: dict[str, Runs] = {}
    own = catalogue[finding.indicator]
    for slot, ref in finding.refs.items():
        number, indicator = finding.numbers[slot], catalogue.get(ref.indicator, own)
        match slot:
            case "change" if finding.rule in ("components", "shift_share"):
                made[slot] = amounts.difference(number, ref, indicator, language, sign=True)
            case "lower" | "upper":
                made[slot] = (Number(shown(number, indicator.decimals, language), ref),)
            case "as_country" | "mix" | "own":
                made[slot] = (Number(shown(number, indicator.decimals, language, sign=True), ref),)
            case _ if slot in _DIFFERENCES:
                made[slot] = amounts.difference(number, ref, indicator, language)
            case "median_gap":
                made[slot] = amounts.difference(number, ref, indicator, language, sign=True)
            case "percent" | "share" | "people" | "product":
                made[slot] = amounts.percent(number, ref, language)
            case "ratio":
                made[slot] = amounts.percent(number, ref, language, 0)
            case "target":
                made[slot] = amounts.level(number, ref, indicator, language)
            case "rank":
                made[slot] = (Number(place(int(number), language), ref),)
            case "count":
                made[slot] = (Number(shown(number, 0, language), ref),)
            case _:
                made[slot] = amounts.value(number, ref, indicator, language)
    return made
