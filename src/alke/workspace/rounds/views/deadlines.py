"""Asking the councils, their deadlines and waivers: the coordinator's forms. Other rooms' forms may use `RuleForm`.

Leaves out the board and what has come (`deliveries.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.meetings.models import Source
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import deliveries as acts
from alke.workspace.rounds.models import Deliverable, Round
from alke.workspace.rounds.policies.deliveries import DELIVERABLES
from alke.workspace.rounds.policies.facts import SOURCES
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.rules.deadlines import FIRST_YEAR, LAST_YEAR, RULES, Anchor, Planning, check
from alke.workspace.rounds.views.fields import NamedChoice, RowsForm, certainties
from alke.workspace.rounds.views.unfit import posted, verb_page
from alke.workspace.words import word

NEEDS: Mapping[str, tuple[str, ...]] = {
    "day": ("on",),
    "end_of_year": ("year",),
    "end_of_month": ("year", "month"),
    "week": ("year", "week"),
    "days_before": ("anchor", "days"),
    "days_after": ("anchor", "days"),
    "planning": ("event",),
}
"""Rule → the fields it needs; `planning` needs a year or an anchor too."""


def _codes(among: Any) -> list[tuple[str, str]]:
    return [("", ""), *((str(code), str(code)) for code in among)]


class RuleForm(RowsForm):
    """A deadline as a rule; after `is_valid`, `rule` gives it as data."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"deadline_field_{name}" for name in ("rule", "on", "year", "month", "week", "days", "anchor", "event")
    }
    choices: ClassVar[Mapping[str, str]] = {
        "rule": "deadline_rule",
        "anchor": "deadline_anchor",
        "event": "deadline_event",
    }
    rule = forms.ChoiceField(choices=_codes(RULES))
    on = forms.DateField(required=False)
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    month = forms.IntegerField(required=False, min_value=1, max_value=12)
    week = forms.IntegerField(required=False, min_value=1, max_value=53)
    days = forms.IntegerField(required=False, min_value=0, max_value=3650)
    anchor = forms.ChoiceField(required=False, choices=_codes(Anchor))
    event = forms.ChoiceField(required=False, choices=_codes(Planning))

    def clean(self) -> dict[str, Any]:
        """Ask for what the rule needs, and that the rule as a whole makes sense."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind = str(given.get("rule") or "")
        absent = [name for name in NEEDS.get(kind, ()) if given.get(name) in (None, "") and name not in self.errors]
        if kind == "planning" and given.get("year") is None and not given.get("anchor"):
            absent.append("year")
        for name in absent:
            self.fail(name, "deadline_needs")
        if kind and not absent and not self.errors:
            try:
                check(self.data_of(given))
            except AlkeError:  # only a week that the year does not have comes this far
                self.fail("week", "deadline_no_such_week", year=given["year"], week=given["week"])
        return given

    @staticmethod
    def data_of(given: Mapping[str, Any]) -> dict[str, Any]:
        """The rule of cleaned values."""
        kind = str(given["rule"])
        if kind == "end_of_month":
            return {"rule": kind, "month": f"{given['year']}-{given['month']:02d}"}
        values = {name: given[name] for name in NEEDS[kind]}
        if kind == "planning":
            when = "anchor" if given.get("year") is None else "year"
            values[when] = given[when]
        return {"rule": kind} | ({"on": values["on"].isoformat()} if kind == "day" else values)

    def given_rule(self) -> dict[str, Any]:
        """The rule as data, for a form that is valid."""
        return self.data_of(self.cleaned_data)


def initial_of(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the fields of `RuleForm` begin with for a rule."""
    values = dict(rule)
    if "month" in values:
        year, _, month = str(values["month"]).partition("-")
        values |= {"year": int(year), "month": int(month)}
    return values


class SourceChoice(NamedChoice):
    """A source, by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """The title, with its day."""
        return f"{obj.title} ({obj.dated.year})" if obj.dated else str(obj.title)


class DeadlineForm(RuleForm):
    """A deadline with its source's own words, how certain it is, where it was told, and why it changes."""

    labels: ClassVar[Mapping[str, str]] = {
        **RuleForm.labels,
        **{name: f"deliverable_field_{name}" for name in ("words", "certainty", "source", "reason")},
    }
    choices: ClassVar[Mapping[str, str]] = {**RuleForm.choices, "certainty": "certainty"}
    field_order = ["words", "rule"]
    words = forms.CharField(max_length=200, required=False)
    certainty = forms.ChoiceField(choices=certainties())
    source = SourceChoice(queryset=Source.objects.none(), required=False)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))

    def told(self) -> dict[str, Any]:
        """The deadline for the acts."""
        given = self.cleaned_data
        return {
            "rule": self.given_rule(),
            "words": given["words"].strip(),
            "certainty": given["certainty"],
            "source": given.get("source"),
        }


class AskForm(DeadlineForm):
    """What is asked of the councils, and by when."""

    labels: ClassVar[Mapping[str, str]] = {**DeadlineForm.labels, "kind": "deliverable_field_kind"}
    choices: ClassVar[Mapping[str, str]] = {**DeadlineForm.choices, "kind": "deliverable_kind"}
    field_order = ["kind", "words", "rule"]
    kind = forms.ChoiceField(choices=Deliverable.Kind.choices)


class WhyForm(RowsForm):
    """Only the reason."""

    labels: ClassVar[Mapping[str, str]] = {"reason": "deliverable_field_reason"}
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))


def round_of(actor: Actor, year: int) -> Round:
    """The round of a year, when the actor may know of it."""
    return ROUNDS.fetch(actor, "see", Round.objects.all(), year=year)


def owed() -> QuerySet[Deliverable]:
    """All that is owed, with what its policy and pages need joined."""
    return Deliverable.objects.select_related("round", "owner", "receiver", "source")


def _sources(actor: Actor) -> QuerySet[Source]:
    return SOURCES.visible(actor, Source.objects.defer("text").order_by("-pk"))


def ask_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Ask the councils for something."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    DELIVERABLES.demand(actor, "ask", Deliverable(round=of))
    start = {"rule": "end_of_year", "year": of.year - 1, "certainty": "decided"}
    form = AskForm(language, *posted(request), initial=start)
    form.rows("source", _sources(actor))
    form.fields["reason"].required = False

    def do() -> Any:
        receiver = organisation_of(actor)
        given = form.cleaned_data
        return acts.ask(
            of, kind=given["kind"], receiver=receiver, reason=given["reason"].strip(), by=actor, **form.told()
        )

    return verb_page(
        request,
        form,
        do,
        key="deliverable_ask",
        lead=word("deliverable_ask_lead")[language],
        back=address(language, "deliveries", year=year),
    )


def deadline_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Give one thing that is owed another deadline."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "change_deadline", owed(), pk=pk, round__year=year)
    start = initial_of(row.rule) | {"words": row.words, "certainty": row.certainty, "source": row.source}
    form = DeadlineForm(language, *posted(request), initial=start)
    form.rows("source", _sources(actor))
    return verb_page(
        request,
        form,
        lambda: acts.change_deadline(row, reason=form.cleaned_data["reason"], by=actor, **form.told()),
        key="deliverable_deadline",
        lead=row.owner.names[language],
        back=address(language, "deliverable", year=year, pk=pk),
    )


def all_deadlines_page(request: HttpRequest, language: Language, year: int, kind: str) -> HttpResponse:
    """Give all that is owed of a kind the same new deadline."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    DELIVERABLES.demand(actor, "change_deadline", Deliverable(round=of))
    rows = DELIVERABLES.visible(actor, owed().filter(round=of, kind=kind, waived=""))
    first = rows.first()
    start = initial_of(first.rule) | {"words": first.words, "certainty": first.certainty} if first else {}
    form = DeadlineForm(language, *posted(request), initial=start)
    form.rows("source", _sources(actor))
    return verb_page(
        request,
        form,
        lambda: acts.change_all(of, kind, reason=form.cleaned_data["reason"], by=actor, **form.told()),
        key="deliverable_all_deadlines",
        lead=word("deliverable_all_deadlines_lead")[language].format(count=rows.count()),
        back=address(language, "deliveries", year=year),
    )


def waive_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Say that something is not owed after all."""
    return _with_reason(request, language, year, pk, "waive", acts.waive)


def owe_again_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take a waiver back."""
    return _with_reason(request, language, year, pk, "owe_again", acts.owe_again)


def _with_reason(request: HttpRequest, language: Language, year: int, pk: int, verb: str, do: Any) -> HttpResponse:
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, verb, owed(), pk=pk, round__year=year)
    form = WhyForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: do(row, reason=form.cleaned_data["reason"], by=actor),
        key=f"deliverable_{verb}",
        lead=row.owner.names[language],
        back=address(language, "deliverable", year=year, pk=pk),
    )


of_deliveries = below(
    "fi/kierros/<int:year>/toimitukset/", "sv/omgang/<int:year>/leveranser/", "en/round/<int:year>/deliveries/"
)
of_deliverable = below(*(f"{of_deliveries()[language]}<int:pk>/" for language in Language))
PAGES: Pages = {
    "deliveries-ask": (of_deliveries("pyyda/", "begar/", "ask/"), ask_page),
    "deliveries-deadline": (
        of_deliveries("maaraajat/<slug:kind>/", "tidsfrister/<slug:kind>/", "deadlines/<slug:kind>/"),
        all_deadlines_page,
    ),
    "deliverable-deadline": (of_deliverable("maaraaika/", "tidsfrist/", "deadline/"), deadline_page),
    "deliverable-waive": (of_deliverable("luovu/", "avsta/", "waive/"), waive_page),
    "deliverable-owe-again": (of_deliverable("palauta/", "aterstall/", "owe-again/"), owe_again_page),
}
