"""Conclusions on pages: one with its consent, contract, chain and follow-ups, and the acts on it.

Leaves out the indicator contract's form: `contracts.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse

from alke.areas import area
from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal.acts import kind_of
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.rounds.actions import conclusions as acts
from alke.workspace.rounds.models import Conclusion, OutcomeDocument, Theme
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS
from alke.workspace.rounds.rules.conclusions import chain
from alke.workspace.rounds.rules.deadlines import RULES
from alke.workspace.rounds.rules.followups import schedule_of
from alke.workspace.rounds.rules.outcomes import shortened
from alke.workspace.rounds.views.contracts import in_words
from alke.workspace.rounds.views.outcomes import fetch as fetch_outcome
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.verbs import ReasonForm, offer, posted, verb_page
from alke.workspace.strategies.figures import in_use
from alke.workspace.words import word

CONSENT_MARKS = {"asked": "soon", "given": "good", "refused": "bad"}
STATE_MARKS = {"open": "part", "settled": "good", "superseded": "off"}
DUE = ("end_of_year", "end_of_month", "day")
"""The due rules that a conclusion is given on its form; others may be given by an import."""


class ConclusionForm(WordsForm):
    """A conclusion in the document's own words."""

    labels: ClassVar[Mapping[str, str]] = {
        **{name: f"conclusion_{name}" for name in ("quote", "level", "owner", "theme", "regions", "hook", "words")},
        "written_in": "conclusion_language",
        "due": "conclusion_due_rule",
        "due_year": "conclusion_due_year",
        "due_day": "conclusion_due_day",
    }
    choices: ClassVar[Mapping[str, str]] = {
        "written_in": "language",
        "level": "conclusion_level",
        "hook": "conclusion_hook",
        "due": "deadline_rule",
    }
    quote = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000)
    written_in = forms.ChoiceField(choices=[(code, code) for code in Language])
    level = forms.ChoiceField(choices=[(code, code) for code in Conclusion.Level.values], widget=forms.RadioSelect)
    owner = forms.ChoiceField()
    due = forms.ChoiceField(choices=[("", ""), *((one, one) for one in DUE if one in RULES)], required=False)
    due_year = forms.IntegerField(required=False, min_value=2017, max_value=2100)
    due_day = forms.DateField(required=False)
    words = forms.CharField(required=False, max_length=200)
    hook = forms.ChoiceField(choices=[(code, code) for code in Conclusion.Hook.values])
    theme = forms.ChoiceField(required=False)
    regions = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def clean(self) -> None:
        """A due rule has what it needs."""
        super().clean()
        given = self.cleaned_data
        if given.get("due") == "end_of_year" and not given.get("due_year"):
            self.fail("due_year", "conclusion_due_needs")
        if given.get("due") in ("day", "end_of_month") and not given.get("due_day"):
            self.fail("due_day", "conclusion_due_needs")

    def rule(self) -> dict[str, Any]:
        """The due rule as data."""
        given = self.cleaned_data
        if given["due"] == "end_of_year":
            return {"rule": "end_of_year", "year": given["due_year"]}
        if given["due"] == "end_of_month":
            return {"rule": "end_of_month", "month": f"{given['due_day']:%Y-%m}"}
        return {"rule": "day", "on": given["due_day"].isoformat()} if given["due"] == "day" else {}


class ConsentForm(WordsForm):
    """The owner's word."""

    labels: ClassVar[Mapping[str, str]] = {"answer": "conclusion_answer", "reason": "conclusion_answer_reason"}
    choices: ClassVar[Mapping[str, str]] = {"answer": "conclusion_answer"}
    answer = forms.ChoiceField(choices=[("given", ""), ("refused", "")], widget=forms.RadioSelect)
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> None:
        """A refusal has a reason."""
        super().clean()
        if self.cleaned_data.get("answer") == "refused" and not self.cleaned_data.get("reason"):
            self.fail("reason", "position_reason_needed")


class SupersedeForm(ReasonForm):
    """Which conclusion takes its place, and why."""

    labels: ClassVar[dict[str, str]] = {**ReasonForm.labels, "by_another": "conclusion_by_another"}
    by_another = forms.ChoiceField()
    field_order = ("by_another", "reason")


def fetch(request: HttpRequest, verb: str, year: int, pk: int) -> tuple[Actor, Conclusion]:
    """The actor and the conclusion, when she may do the verb to it."""
    actor = actor_of(request)
    rows = Conclusion.objects.select_related("outcome__round", "outcome__organisation", "owner", "theme")
    return actor, CONCLUSIONS.fetch(actor, verb, rows, pk=pk, outcome__round__year=year)


def conclusion_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One conclusion."""
    actor, one = fetch(request, "see", year, pk)
    of = one.outcome.round
    followed = one.followups.select_related("round", "discussed_at__meeting", "conclusion").order_by("round__year")
    verbs = ("edit", "remove", "consent", "contract", "supersede", "settle")
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "outcomes", language),
        "one": one,
        "regions": ", ".join(area(code).names[language] for code in one.regions or one.outcome.concerned),
        "chain": chain(one),
        "contract": in_words(one, in_use(), language),
        "followups": [(each, schedule_of(each, clock.today())) for each in followed if each.round.state != "preparing"],
        "may": {verb: bool(CONCLUSIONS.may(actor, verb, one)) for verb in verbs},
        "events": readable(actor).filter(subject_kind=kind_of(one), subject_id=str(one.pk))[:50],
        "consent_marks": CONSENT_MARKS,
        "state_marks": STATE_MARKS,
    }
    return page(request, "rounds/conclusion", language, **told)


def _form(
    request: HttpRequest, language: Language, outcome: OutcomeDocument, initial: Mapping[str, Any]
) -> ConclusionForm:
    form = ConclusionForm(language, posted(request), initial=initial)
    kinds = [OrganisationKind.MYR_PARTY]
    bodies = Organisation.objects.filter(valid_to=None).exclude(kind__in=kinds).order_by("kind", "name_fi")
    offer(form, "owner", [(one.pk, one.names[language]) for one in bodies], choose=True)
    themes = Theme.objects.filter(round=outcome.round).exclude(state="withdrawn")
    offer(form, "theme", [("", "–"), *((one.pk, one.names[language]) for one in themes)])
    offer(form, "regions", [(code, area(code).names[language]) for code in outcome.concerned])
    return form


def _given(form: ConclusionForm, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the form gave; a due rule that the form cannot show is kept unless another is given."""
    given = form.cleaned_data
    other = kept if kept and kept.get("rule") not in DUE and not given["due"] else None
    return {
        **{name: given[name] for name in ("quote", "level", "hook", "words", "regions")},
        "language": given["written_in"],
        "owner": Organisation.objects.get(pk=given["owner"]),
        "theme": Theme.objects.get(pk=given["theme"]) if given["theme"] else None,
        "rule": dict(other) if other else form.rule(),
    }


def conclusion_new(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Add a conclusion to a document."""
    actor, outcome = fetch_outcome(request, "conclude", year, pk)
    start = {"written_in": str(language), "level": Conclusion.Level.INTENTION, "hook": Conclusion.Hook.NONE}
    form = _form(request, language, outcome, start)
    return verb_page(
        request,
        language,
        form,
        title="conclusion_new",
        do=lambda given: acts.make_conclusion(outcome, **_given(form), by=actor),
        back=address(language, "outcome", year=year, pk=pk),
        done="conclusion_made",
        lead=word("conclusion_new_lead")[language],
    )


def _start(one: Conclusion) -> dict[str, Any]:
    """What the form begins with for a conclusion that is there."""
    rule = one.rule or {}
    kind = rule.get("rule", "")
    return {
        **{name: getattr(one, name) for name in ("quote", "level", "hook", "words", "regions")},
        "written_in": one.language,
        "owner": one.owner_id,
        "theme": one.theme_id,
        "due": kind if kind in DUE else "",
        "due_year": rule.get("year"),
        "due_day": one.due if kind in ("day", "end_of_month") else None,
    }


def conclusion_edit(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Change an unpublished conclusion."""
    actor, one = fetch(request, "edit", year, pk)
    form = _form(request, language, one.outcome, _start(one))
    return _verb(request, language, one, form, "conclusion_edit", "conclusion_saved",
                 lambda given: acts.edit_conclusion(one, by=actor, **_given(form, one.rule)))  # fmt: skip


def _verb(
    request: HttpRequest, language: Language, one: Conclusion, form: WordsForm, title: str, done: str, do: Any,
    back: str = "",
) -> HttpResponse:  # fmt: skip
    """A page of a verb of one conclusion."""
    back = back or address(language, "conclusion", year=one.outcome.round.year, pk=one.pk)
    lead = f"{one.number}. {shortened(one.quote, 200)}"
    return verb_page(request, language, form, title=title, do=do, back=back, done=done, lead=lead)


def conclusion_remove(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take it out of the document."""
    actor, one = fetch(request, "remove", year, pk)
    form = ReasonForm(language, posted(request))
    back = address(language, "outcome", year=year, pk=one.outcome_id)
    return _verb(request, language, one, form, "conclusion_remove", "conclusion_removed",
                 lambda given: acts.remove_conclusion(one, reason=given["reason"], by=actor), back)  # fmt: skip


def conclusion_consent(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Consent to being responsible, or refuse."""
    actor, one = fetch(request, "consent", year, pk)
    form = ConsentForm(language, posted(request))
    return _verb(request, language, one, form, "conclusion_consent", "conclusion_consented",
                 lambda given: acts.give_consent(
                     one, given=given["answer"] == "given", reason=given["reason"], by=actor))  # fmt: skip


def conclusion_supersede(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Let a later conclusion take its place."""
    actor, one = fetch(request, "supersede", year, pk)
    rows = Conclusion.objects.filter(outcome__state="published", state="open", outcome__round__year__gte=year)
    others = {str(each.pk): each for each in rows.select_related("outcome__round").exclude(pk=pk)}
    form = SupersedeForm(language, posted(request))
    shown = [(key, f"{each.outcome.round.year}/{each.number}: {shortened(each.quote)}") for key, each in others.items()]
    offer(form, "by_another", shown, choose=True)
    return _verb(request, language, one, form, "conclusion_supersede", "conclusion_was_superseded",
                 lambda given: acts.supersede(
                     one, by_another=others[given["by_another"]], reason=given["reason"], by=actor))  # fmt: skip


def conclusion_settle(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """End its following."""
    actor, one = fetch(request, "settle", year, pk)
    form = ReasonForm(language, posted(request))
    return _verb(request, language, one, form, "conclusion_settle", "conclusion_was_settled",
                 lambda given: acts.settle(one, reason=given["reason"], by=actor))  # fmt: skip


_under = below(
    "fi/kierros/<int:year>/johtopaatokset/<int:pk>/",
    "sv/omgang/<int:year>/slutsatser/<int:pk>/",
    "en/round/<int:year>/conclusions/<int:pk>/",
)
PAGES: Pages = {
    "conclusion": (_under(), conclusion_page),
    "conclusion-new": (
        Text(
            "fi/kierros/<int:year>/tulosasiakirjat/<int:pk>/johtopaatos/uusi/",
            "sv/omgang/<int:year>/slutdokument/<int:pk>/slutsats/ny/",
            "en/round/<int:year>/outcomes/<int:pk>/conclusion/new/",
        ),
        conclusion_new,
    ),
    "conclusion-edit": (_under("muuta/", "andra/", "change/"), conclusion_edit),
    "conclusion-remove": (_under("poista/", "ta-bort/", "remove/"), conclusion_remove),
    "conclusion-consent": (_under("suostumus/", "samtycke/", "consent/"), conclusion_consent),
    "conclusion-supersede": (_under("korvaa/", "ersatt/", "supersede/"), conclusion_supersede),
    "conclusion-settle": (_under("paata/", "avsluta/", "settle/"), conclusion_settle),
}
