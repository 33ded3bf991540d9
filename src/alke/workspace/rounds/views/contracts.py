"""Indicator contracts in words: what the figures say of one, and the page on which one is agreed.

Leaves out the judgement itself (`rules/contracts.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse

from alke.areas import COUNTRY, REGIONS, area
from alke.base.errors import InputError
from alke.base.languages import Language, Text
from alke.base.periods import Period
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.values import Ref
from alke.language.dates import day_in, named
from alke.language.numbers import shown
from alke.workspace.addresses import Pages, address
from alke.workspace.forms import WordsForm
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions.contracts import make_contract
from alke.workspace.rounds.models import Conclusion
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS
from alke.workspace.rounds.rules.contracts import Judgement, Point, Verdict, Why, judged, period_of
from alke.workspace.rounds.views.verbs import offer, posted, verb_page
from alke.workspace.strategies.figures import in_use
from alke.workspace.strategies.models import TargetKind
from alke.workspace.words import word

MARKS = {
    Verdict.AWAY: "bad",
    Verdict.UNCHANGED: "soon",
    Verdict.BROKEN: "off",
    Verdict.CANNOT_TELL: "off",
    Verdict.NO_NEWER: "",
    Verdict.TOWARD: "part",
    Verdict.REACHED: "good",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the figures say of a contract, in words.

    Attributes:
        verdict: The judgement as a word, such as "has worsened".
        mark: The class of its state.
        worsened: Whether it has moved away from its target.
        subject: The indicator and the area.
        numbers: Baseline, latest figure and change with their periods and unit.
        target: What was agreed to be aimed at.
        notes: What must be known of the figures: revision, survey, preliminary, vintage.
        link: The address of the latest figure's page, "" where there is none.
        rank: 0 for what is listed first.
    """

    verdict: str
    mark: str
    worsened: bool
    subject: str
    numbers: str
    target: str
    notes: tuple[str, ...]
    link: str
    rank: int


def in_words(one: Conclusion, made: Generation | None, language: Language) -> Told | None:
    """What the figures in use say of a conclusion; None when it has no contract."""
    judgement = judged(one, made)
    if judgement is None:
        return None
    indicator = made.catalogue.get(one.indicator) if made else None
    name = indicator.name[language] if indicator else one.indicator
    key = f"contract_why_{judgement.why}" if judgement.why else f"contract_verdict_{judgement.verdict}"
    link = ""
    if judgement.latest and judgement.why != Why.NO_SERIES:
        link = address(language, "number", ref=str(Ref(one.indicator, one.area, judgement.latest.period)))
    return Told(
        verdict=word(key)[language],
        mark=MARKS[judgement.verdict],
        worsened=judgement.worsened,
        subject=f"{name}, {area(one.area).names[language]}",
        numbers=_numbers(judgement, indicator, language),
        target=_target(one, judgement, indicator, language),
        notes=tuple(_notes(one, judgement, made, indicator, language)),
        link=link,
        rank=judgement.verdict.rank,
    )


def _decimals(indicator: Indicator | None) -> int:
    return indicator.decimals if indicator else 1


def _point(point: Point, indicator: Indicator | None, language: Language) -> str:
    return f"{shown(point.number, _decimals(indicator), language)} ({named(point.period, language)})"


def _numbers(judgement: Judgement, indicator: Indicator | None, language: Language) -> str:
    """Baseline → latest, change with its unit."""
    points = [_point(one, indicator, language) for one in (judgement.baseline, judgement.latest) if one]
    if judgement.baseline and judgement.latest and judgement.baseline.period == judgement.latest.period:
        points = points[:1]
    told = " → ".join(points)
    if judgement.change is None or indicator is None:
        return told
    change = shown(judgement.change, indicator.decimals, language, sign=True)
    unit = indicator.unit.difference[language]
    return f"{told}; {word('contract_change')[language]} {change} {unit}".strip()


def _target(one: Conclusion, judgement: Judgement, indicator: Indicator | None, language: Language) -> str:
    way = word(f"contract_direction_{one.direction}")[language]
    if one.target_kind == TargetKind.WORDS:
        return f"{one.target_words} ({way})"
    if judgement.level is not None:
        unit = indicator.unit.name[language] if indicator else ""
        return f"{shown(judgement.level, _decimals(indicator), language)} {unit} ({way})".replace("  ", " ")
    return way


def _notes(
    one: Conclusion, judgement: Judgement, made: Generation | None, indicator: Indicator | None, language: Language
) -> Iterable[str]:
    if judgement.revised is not None:
        number = shown(judgement.revised, _decimals(indicator), language)
        yield word("contract_revised")[language].format(number=number)
    if judgement.verdict is Verdict.BROKEN and indicator and judgement.baseline and judgement.latest:
        first, last = judgement.baseline.period, judgement.latest.period
        for each in indicator.breaks:
            if first < each.period <= last:
                yield f"{named(each.period, language)}: {each.reason[language]}"
    if judgement.survey:
        yield word("contract_survey")[language]
    if judgement.latest and judgement.latest.preliminary:
        yield word("contract_preliminary")[language]
    if judgement.baseline:
        yield word("contract_vintage")[language].format(vintage=vintage_in(one.baseline_vintage, made, language))


def vintage_in(ids: str, made: Generation | None, language: Language) -> str:
    """When a frozen figure's tables were retrieved, with their marks; the marks alone where they are gone."""
    told = []
    for ident in filter(None, ids.split("+")):
        vintage = made.vintages.get(ident) if made else None
        day = day_in(date.fromisoformat(vintage.retrieved[:10]), language) if vintage and vintage.retrieved[9:] else ""
        told.append(f"{day} ({ident})" if day else ident)
    return ", ".join(told) or "–"


class ContractForm(WordsForm):
    """What in the statistics would show it, measured from when, towards what."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"contract_{name}"
        for name in (
            "indicator",
            "area",
            "baseline_period",
            "target_kind",
            "target_number",
            "target_words",
            "direction",
        )
    }
    choices: ClassVar[Mapping[str, str]] = {"target_kind": "contract_kind", "direction": "contract_direction"}
    indicator = forms.ChoiceField()
    area = forms.ChoiceField()
    baseline_period = forms.CharField(required=False, max_length=20)
    direction = forms.ChoiceField(choices=[(one, one) for one in ("up", "down", "keep")], widget=forms.RadioSelect)
    target_kind = forms.ChoiceField(choices=[(one, one) for one in TargetKind.values], widget=forms.RadioSelect)
    target_number = forms.FloatField(required=False)
    target_words = forms.CharField(required=False, max_length=300)

    def clean_baseline_period(self) -> Period | None:
        """A year, quarter or month; none for the newest."""
        try:
            return period_of(self.cleaned_data["baseline_period"])
        except InputError:
            self.fail("baseline_period", "contract_not_a_period")
            return None

    def clean(self) -> None:
        """The target is whole."""
        super().clean()
        given = self.cleaned_data
        if given.get("target_kind") in ("number", "change") and given.get("target_number") is None:
            self.fail("target_number", "contract_needs_number")
        if given.get("target_kind") == "words" and not given.get("target_words"):
            self.fail("target_words", "contract_needs_words")


def contract_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Agree on what is followed."""
    actor = actor_of(request)
    rows = Conclusion.objects.select_related("outcome__round", "owner")
    one = CONCLUSIONS.fetch(actor, "contract", rows, pk=pk, outcome__round__year=year)
    made = in_use()
    start = {
        "area": one.area or (one.regions or one.outcome.concerned)[0],
        "target_kind": one.target_kind or TargetKind.DIRECTION,
        **{name: getattr(one, name) or None for name in ("indicator", "direction", "baseline_period")},
        "target_number": one.target_number,
        "target_words": one.target_words,
    }
    form = ContractForm(language, posted(request), initial=start)
    held = [made.catalogue[key] for key in made.ids_with_values()] if made else []
    named_ones = sorted(((each.id, each.name[language]) for each in held), key=lambda pair: pair[1].casefold())
    offer(form, "indicator", named_ones, choose=True)
    offer(form, "area", [(code, area(code).names[language]) for code in (COUNTRY, *REGIONS)])
    return verb_page(
        request,
        language,
        form,
        title="contract_agree",
        do=lambda given: make_contract(one, **given, by=actor, made=made),
        back=address(language, "conclusion", year=year, pk=pk),
        done="contract_agreed",
        lead=word("contract_agree_lead")[language],
    )


PAGES: Pages = {
    "contract": (
        Text(
            "fi/kierros/<int:year>/johtopaatokset/<int:pk>/seurantatieto/",
            "sv/omgang/<int:year>/slutsatser/<int:pk>/uppfoljningsmatt/",
            "en/round/<int:year>/conclusions/<int:pk>/measure/",
        ),
        contract_page,
    ),
}
