"""What is known of a round and who said it, question by question, and the sources themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.meetings.actions import record_source
from alke.workspace.meetings.models import Item, Meeting, Source
from alke.workspace.meetings.rules import When, in_words
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import facts as acts
from alke.workspace.rounds.models import Round, Statement, ThemeStep
from alke.workspace.rounds.policies.facts import SOURCES, STATEMENTS
from alke.workspace.rounds.policies.meetings import MEETINGS
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.rules.answers import said
from alke.workspace.rounds.rules.statements import QUESTIONS, Question, by_question
from alke.workspace.rounds.views.fields import DaysForm, RowsForm, certainties
from alke.workspace.rounds.views.gathered import source_address
from alke.workspace.rounds.views.rounds import fetch
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import posted
from alke.workspace.words import WORDS, word


class StatementForm(DaysForm):
    """One source's word on one question."""

    labels = {
        name: f"fact_field_{name}"
        for name in ("question", "shown", "starts_on", "ends_on", "said_by", "said_on", "title", "address", "quote")
    } | {"certainty": "field_certainty"}
    choices = {"question": "question", "certainty": "certainty"}
    field_order = ("question", "shown")
    question = forms.ChoiceField(choices=[("", ""), *((one, one) for one in QUESTIONS)])
    shown = forms.CharField(max_length=180)
    certainty = forms.ChoiceField(choices=certainties(), initial=Certainty.EXPECTED)
    said_by = forms.CharField(max_length=200)
    said_on = forms.DateField(required=False)
    title = forms.CharField(max_length=300, required=False)
    address = forms.URLField(max_length=400, required=False, assume_scheme="https")
    quote = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def answer(self) -> str:
        """What answers are compared by: the days, where they are given, else the words."""
        first, last = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        if first is None:
            return str(self.cleaned_data["shown"]).casefold()
        return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat()}"


class SettleForm(RowsForm):
    """The event that settles a question, and the statements that it bore out."""

    labels = {name: f"fact_field_{name}" for name in ("event", "on", "true")}
    event = forms.CharField(max_length=300)
    on = forms.DateField(required=False)
    true = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Known:
    """A question as the page shows it: `subject` is what it is about when not the round.

    Each statement has its answer in words and the address of its source.
    """

    question: Question[Statement]
    title: str
    subject: str
    statements: tuple[tuple[Statement, str, str], ...]
    may_settle: bool


def title_of(code: str, language: Language) -> str:
    """A question in words; the code itself where a source has asked something of its own."""
    key = f"question_{code}"
    return word(key)[language] if key in WORDS else code


def known_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Everything that is known of a round, the contested first."""
    of, actor = fetch(request, "see", year), actor_of(request)
    rows = Statement.objects.filter(round=of).select_related("source__body", "source__organisation", "organisation")
    questions = by_question(STATEMENTS.visible(actor, rows))
    subjects, may = _subjects(questions, language), bool(ROUNDS.may(actor, "settle", of))
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "known", language),
        "questions": [_known(one, subjects, actor, language, may=may) for one in questions],
        "contested": sum(one.contested for one in questions),
        "may_tell": bool(ROUNDS.may(actor, "tell", of)),
    }
    return page(request, "rounds/known", language, **told)


def _known(
    one: Question[Statement], subjects: dict[tuple[str, str], str], actor: Actor, language: Language, *, may: bool
) -> Known:
    rows = tuple((row, said(row, language), source_address(row, actor, language)) for row in one.statements)
    return Known(one, title_of(one.code, language), subjects.get(one.subject, ""), rows, may and bool(one.open))


def _subjects(questions: list[Question[Statement]], language: Language) -> dict[tuple[str, str], str]:
    """The names of the rows asked about, one query for each kind of row."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for one in questions:
        if one.subject[0]:
            kinds[one.subject[0]].add(one.subject[1])
    found = {}
    for kind, ids in kinds.items():
        for pk, row in apps.get_model(kind)._default_manager.in_bulk([int(each) for each in ids]).items():
            names = getattr(row, "names", None)
            found[(kind, str(pk))] = names[language] if names else str(row)
    return found


def tell(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Record what a source says."""
    of, actor = fetch(request, "tell", year), actor_of(request)
    form = StatementForm(language, posted(request))
    back = address(language, "known", year=of.year)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        names = ("question", "shown", "said_by", "said_on", "quote")
        acts.state(
            of,
            answer=form.answer,
            certainty=Certainty(told["certainty"]),
            source=_source(told, language, actor),
            by=actor,
            **{name: told[name] for name in names},
        )
        messages.success(request, word("fact_told")[language])
        return HttpResponseRedirect(back)
    frame: dict[str, Any] = {"title": word("fact_tell")[language], "lead": word("fact_tell_lead")[language]}
    return page(request, "web/form", language, form=form, back=back, **frame)


def _source(told: dict[str, Any], language: Language, actor: Actor) -> Source | None:
    """The source named in the form; its words are what is quoted."""
    if not told["title"] and not told["address"]:
        return None
    kind = Source.Kind.PAGE if told["address"] else Source.Kind.MESSAGE
    title = told["title"] or told["address"]
    return record_source(
        kind=kind, title=title, address=told["address"], dated=told["said_on"], language=str(language), by=actor
    )


def settle(request: HttpRequest, language: Language, year: int, question: str) -> HttpResponse:
    """Record the event that settles a question; ``kind`` and ``row`` tell what it is about when not the round."""
    of, actor = fetch(request, "settle", year), actor_of(request)
    subject = (request.GET.get("kind", ""), request.GET.get("row", ""))
    rows = Statement.objects.filter(round=of, question=question, subject_kind=subject[0], subject_id=subject[1])
    open_ = list(STATEMENTS.visible(actor, rows.filter(settled_by="")).select_related("organisation"))
    if not open_:
        raise Http404
    came = request.GET.get("answer", "").casefold()
    start: dict[str, Any] = {"event": request.GET.get("event", ""), "on": request.GET.get("on", "")}
    start["true"] = [str(one.pk) for one in open_ if came and came in one.answer.casefold()]
    form = SettleForm(language, posted(request), initial=start)
    form.fields["true"].choices = [(str(one.pk), _said(one, language)) for one in open_]  # type: ignore[attr-defined]
    back = address(language, "known", year=of.year)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        true = [int(pk) for pk in told["true"]]
        acts.settle(of, question, event=told["event"], on=told["on"], true=true, subject=subject, by=actor)
        messages.success(request, word("fact_settled")[language])
        return HttpResponseRedirect(back)
    title = word("fact_settle")[language]
    frame: dict[str, Any] = {"title": title, "lead": title_of(question, language), "submit_text": title}
    return page(request, "web/form", language, form=form, back=back, **frame)


def _said(one: Statement, language: Language) -> str:
    who = one.said_by or (one.organisation.names[language] if one.organisation else "")
    when = in_words(When(starts_on=one.said_on), language)
    told = ", ".join(filter(None, (who, when)))
    answer = said(one, language)
    return f"{answer} ({told})" if told else answer


def source_page(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """A source with its text, the span asked for marked, and what is known by it."""
    actor = actor_of(request)
    source = SOURCES.fetch(actor, "see", Source.objects.select_related("body", "organisation"), pk=pk)
    start, end = _span(request, source.text)
    steps = ThemeStep.objects.filter(source=source).exclude(theme__round__state="preparing")
    meetings = MEETINGS.visible(actor, Meeting.objects.filter(source=source)).select_related("body")
    statements = STATEMENTS.visible(actor, Statement.objects.filter(source=source))
    told: dict[str, Any] = {
        "source": source,
        "questions": QUESTIONS,
        "before": source.text[:start],
        "marked": source.text[start:end],
        "after": source.text[end:],
        "statements": [(one, said(one, language)) for one in statements.select_related("round")],
        "steps": steps.select_related("theme__round"),
        "meetings": [(one, in_words(one, language)) for one in meetings],
        "items": Item.objects.filter(source=source).select_related("meeting__body", "case"),
    }
    return page(request, "rounds/source", language, **told)


def _span(request: HttpRequest, text: str) -> tuple[int, int]:
    """The stretch of the text that the address asks for; nothing when it asks for none."""
    start, end = (request.GET.get(name, "") for name in ("a", "b"))
    if not (start.isdecimal() and end.isdecimal()) or not 0 <= int(start) < int(end) <= len(text):
        return 0, 0
    return int(start), int(end)


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """How many questions have been answered, contested and settled."""
    questions = by_question(STATEMENTS.visible(actor, Statement.objects.filter(round=of)))
    link, text = address(language, "known", year=of.year), word("fact_to_known")[language]
    if not questions:
        return Panel(word("tab_known")[language], (word("fact_none")[language],), link, text)
    contested = sum(one.contested for one in questions)
    settled = sum(not one.open for one in questions)
    counts = (("fact_count", len(questions)), ("fact_count_contested", contested), ("fact_count_settled", settled))
    lines = tuple(word(key)[language].format(count=count) for key, count in counts)
    return Panel(word("tab_known")[language], lines, link, text)


_under = below(
    "fi/kierros/<int:year>/mita-tiedetaan/", "sv/omgang/<int:year>/vad-vi-vet/", "en/round/<int:year>/what-is-known/"
)
PAGES: Pages = {
    "known": (_under(), known_page),
    "tell": (_under("kirjaa/", "anteckna/", "record/"), tell),
    "settle": (
        _under("ratkaise/<slug:question>/", "avgor/<slug:question>/", "settle/<slug:question>/"),
        settle,
    ),
    "source": (Text("fi/lahde/<int:pk>/", "sv/kalla/<int:pk>/", "en/source/<int:pk>/"), source_page),
}
