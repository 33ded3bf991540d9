"""Outcome documents on pages: the list of a round, one document with who has cleared it, and the acts on it.

Leaves out its conclusions (`conclusions.py`), its files (`outcome_files.py`) and writing its texts (`texts.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse

from alke.areas import area
from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.journal.acts import kind_of
from alke.workspace.journal.models import Version
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import outcomes as acts
from alke.workspace.rounds.actions.positions import demand
from alke.workspace.rounds.models import Conclusion, OutcomeDocument, Round, RoundState, Session
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS
from alke.workspace.rounds.policies.outcomes import OUTCOMES, VERB_OF
from alke.workspace.rounds.rules import outcomes as rules
from alke.workspace.rounds.views.outcome_files import document_file
from alke.workspace.rounds.views.positions import round_of
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import ReasonForm, SureForm, offer, posted, verb_page
from alke.workspace.words import word

MARKS = {"draft": "off", "clearing": "soon", "cleared": "part", "published": "good"}
SAID_MARKS = {"waiting": "", "cleared": "good", "silent": "part", "refused": "bad", "void": "soon"}


class OutcomeForm(WordsForm):
    """What a document is of."""

    labels: ClassVar[dict[str, str]] = {
        "title": "outcome_title",
        "regions": "outcome_regions",
        "session": "outcome_session",
    }
    title = forms.CharField(max_length=300)
    regions = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    session = forms.ChoiceField(required=False)


class SubmitForm(WordsForm):
    """By which day both sides are asked to answer."""

    labels: ClassVar[dict[str, str]] = {"answers_by": "outcome_answers_by"}
    answers_by = forms.DateField()

    def clean_answers_by(self) -> Any:
        """Not a day that has passed."""
        day = self.cleaned_data["answers_by"]
        if day < clock.today():
            self.fail("answers_by", "outcome_day_passed")
        return day


class ClearForm(WordsForm):
    """One side's answer."""

    labels: ClassVar[dict[str, str]] = {
        "seen": "outcome_title",
        "answer": "outcome_answer",
        "reason": "outcome_answer_reason",
    }
    choices: ClassVar[dict[str, str]] = {"answer": "outcome_answer"}
    seen = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("cleared", ""), ("refused", "")], widget=forms.RadioSelect)
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> None:
        """A refusal has a reason."""
        super().clean()
        if self.cleaned_data.get("answer") == "refused" and not self.cleaned_data.get("reason"):
            self.fail("reason", "position_reason_needed")


class SilentForm(WordsForm):
    """Which council has not answered, and what has been done to hear it."""

    labels: ClassVar[dict[str, str]] = {"council": "outcome_silent_council", "reason": "verb_reason"}
    council = forms.ChoiceField()
    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the document as shown; `version` is None when it has not been written."""

    key: str
    version: Version | None
    required: bool
    may_write: bool


def _rows() -> Any:
    return OutcomeDocument.objects.select_related("round", "organisation", "session__meeting")


def fetch(request: HttpRequest, verb: str, year: int, pk: int) -> tuple[Actor, OutcomeDocument]:
    """The actor and the document, when she may do the verb to it."""
    actor = actor_of(request)
    return actor, OUTCOMES.fetch(actor, verb, _rows(), pk=pk, round__year=year)


def regions_in(one: OutcomeDocument, language: Language) -> str:
    """The regions that a document concerns, in words."""
    if not one.regions:
        return word("outcome_all_regions")[language]
    return ", ".join(area(code).names[language] for code in one.regions)


def outcomes_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The documents of a round, and whether the law asks for them."""
    actor = actor_of(request)
    of = round_of(actor, year)
    rows = list(OUTCOMES.visible(actor, _rows().filter(round=of)))
    cleared = rules.clearings(rows)
    shown = [
        {
            "row": one,
            "regions": regions_in(one, language),
            "done": sum(side.said.done for side in cleared[one.pk].sides),
            "all": len(cleared[one.pk].sides),
            "void": len(cleared[one.pk].void),
        }
        for one in rows
    ]
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "outcomes", language),
        "rows": shown,
        "demanded": rules.demanded(of),
        "marks": MARKS,
        "may_make": bool(OUTCOMES.may(actor, "make")) and of.state == RoundState.OPEN,
        "hindrances": rules.may_close(of) if actor.has("coordinator") and of.state == RoundState.OPEN else [],
    }
    return page(request, "rounds/outcomes", language, **told)


def outcome_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One document."""
    actor, one = fetch(request, "see", year, pk)
    texts = writings.current([one])
    parts = [
        Part(
            key,
            writings.best(texts, one, key, language),
            key in rules.REQUIRED,
            bool(OUTCOMES.may(actor, VERB_OF.get(key, "write"), one)),
        )
        for key in rules.PARTS
    ]
    cleared = rules.clearing(one)
    concluded = one.conclusions.select_related("owner", "theme", "outcome__round").order_by("number")
    verbs = ("edit", "conclude", "submit", "return", "clear", "silent", "publish")
    told: dict[str, Any] = {
        "round": one.round,
        "tabs": tabs(one.round, "outcomes", language),
        "one": one,
        "regions": regions_in(one, language),
        "parts": [part for part in parts if part.version or part.may_write or part.required],
        "missing": rules.missing(one, texts),
        "clearing": cleared,
        "sides": [_shown(side, language) for side in cleared.sides],
        "conclusions": [(each, bool(CONCLUSIONS.may(actor, "consent", each))) for each in concluded],
        "hindrances": rules.may_publish(one, cleared) if OUTCOMES.may(actor, "publish", one) else [],
        "may": {verb: bool(OUTCOMES.may(actor, verb, one)) for verb in verbs},
        "may_record": one.answers_by is not None and one.answers_by < clock.today(),
        "events": readable(actor).filter(subject_kind=kind_of(one), subject_id=str(one.pk))[:50],
        "marks": MARKS,
    }
    return page(request, "rounds/outcome", language, **told)


def _shown(side: rules.Side, language: Language) -> dict[str, Any]:
    """A side's line: who, what it has said and when."""
    who = word("outcome_the_state")[language] if not side.region else area(side.region).names[language]
    return {"who": who, "side": side, "mark": SAID_MARKS[side.said]}


def _form(request: HttpRequest, language: Language, of: Round, **initial: Any) -> OutcomeForm:
    form = OutcomeForm(language, posted(request), initial=initial)
    codes = dict.fromkeys([*of.regions, "MK21"])
    offer(form, "regions", [(code, area(code).names[language]) for code in codes])
    held = Session.objects.filter(round=of).select_related("meeting")
    offer(form, "session", [("", "–"), *((one.pk, one.meeting.names[language]) for one in held)])
    return form


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    session = Session.objects.filter(pk=given["session"]).first() if given["session"] else None
    return {"title": given["title"], "regions": given["regions"], "session": session}


def outcome_new(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Begin a document."""
    actor = actor_of(request)
    of = round_of(actor, year)
    OUTCOMES.demand(actor, "make")
    demand(of.state == RoundState.OPEN, word("position_round_not_open"))
    form = _form(request, language, of, title=word("outcome_title_of")[language].format(year=year))
    return verb_page(
        request,
        language,
        form,
        title="outcome_new",
        do=lambda given: acts.make_outcome(of, **_given(given), by=actor),
        back=address(language, "outcomes", year=year),
        done="outcome_made",
        lead=word("outcome_new_lead")[language],
        there=lambda made: address(language, "outcome", year=year, pk=getattr(made, "pk", 0)),
    )


def outcome_edit(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Change what the document is of."""
    actor, one = fetch(request, "edit", year, pk)
    form = _form(request, language, one.round, title=one.title, regions=one.regions, session=one.session_id)
    return _verb(request, language, one, form, "outcome_edit", "outcome_saved",
                 lambda given: acts.edit_outcome(one, **_given(given), by=actor))  # fmt: skip


def _verb(
    request: HttpRequest, language: Language, one: OutcomeDocument, form: WordsForm, title: str, done: str, do: Any
) -> HttpResponse:
    """A page of a verb of one document."""
    back = address(language, "outcome", year=one.round.year, pk=one.pk)
    lead = word(f"{title}_lead")[language].format(title=one.title)
    return verb_page(request, language, form, title=title, do=do, back=back, done=done, lead=lead)


def outcome_submit(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Ask both sides to clear it."""
    actor, one = fetch(request, "submit", year, pk)
    form = SubmitForm(language, posted(request))
    return _verb(request, language, one, form, "outcome_submit", "outcome_submitted",
                 lambda given: acts.submit_outcome(one, answers_by=given["answers_by"], by=actor))  # fmt: skip


def outcome_return(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take it back to be a draft."""
    actor, one = fetch(request, "return", year, pk)
    form = ReasonForm(language, posted(request))
    return _verb(request, language, one, form, "outcome_return", "outcome_returned",
                 lambda given: acts.return_outcome(one, reason=given["reason"], by=actor))  # fmt: skip


def outcome_clear(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Clear it as it now reads, or refuse."""
    actor, one = fetch(request, "clear", year, pk)
    now = rules.fingerprint(one, one.conclusions.all(), writings.current([one]))
    form = ClearForm(language, posted(request), initial={"seen": now})

    def do(given: dict[str, Any]) -> object:
        cleared = given["answer"] == "cleared"
        return acts.clear_outcome(one, cleared=cleared, reason=given["reason"], seen=given["seen"], by=actor)

    return _verb(request, language, one, form, "outcome_clear", "outcome_answered", do)


def outcome_silent(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Record that a region has not answered."""
    actor, one = fetch(request, "silent", year, pk)
    waiting = {
        str(side.organisation.pk): side.organisation
        for side in rules.clearing(one).waiting
        if side.region and side.organisation
    }
    form = SilentForm(language, posted(request))
    offer(form, "council", [(key, each.names[language]) for key, each in waiting.items()], choose=True)
    return _verb(request, language, one, form, "outcome_silent", "outcome_silence_recorded",
                 lambda given: acts.record_silence(
                     one, organisation=waiting[given["council"]], reason=given["reason"], by=actor))  # fmt: skip


def outcome_publish(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Publish it."""
    actor, one = fetch(request, "publish", year, pk)
    form = SureForm(language, posted(request))
    return _verb(request, language, one, form, "outcome_publish", "outcome_was_published",
                 lambda given: acts.publish_outcome(one, by=actor))  # fmt: skip


def outcome_file(request: HttpRequest, language: Language, year: int, pk: int, form: str) -> HttpResponse:
    """The document as a file."""
    _, one = fetch(request, "see", year, pk)
    return document_file(one, language, form)


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """How far the documents are, and how many conclusions there are."""
    rows = list(OUTCOMES.visible(actor, OutcomeDocument.objects.filter(round=of)))
    link = address(language, "outcomes", year=of.year)
    title, go = word("tab_outcomes")[language], word("outcome_panel_link")[language]
    if not rows:
        key = "outcome_panel_none" if rules.demanded(of) else "outcome_not_demanded"
        return Panel(title, (word(key)[language],), link, go)
    told = [f"{one.title}: {word(f'outcome_state_{one.state}')[language]}" for one in rows[:4]]
    if len(rows) > len(told):
        published = sum(one.state == OutcomeDocument.State.PUBLISHED for one in rows)
        told = [word("outcome_panel_many")[language].format(count=len(rows), published=published)]
    count = CONCLUSIONS.visible(actor, Conclusion.objects.filter(outcome__round=of)).count()
    told.append(word("outcome_panel_conclusions")[language].format(count=count))
    return Panel(title, tuple(told), link, go)


_under = below(
    "fi/kierros/<int:year>/tulosasiakirjat/", "sv/omgang/<int:year>/slutdokument/", "en/round/<int:year>/outcomes/"
)
_ONE = "<int:pk>/"
PAGES: Pages = {
    "outcomes": (_under(), outcomes_page),
    "outcome-new": (_under("uusi/", "nytt/", "new/"), outcome_new),
    "outcome": (_under(_ONE), outcome_page),
    "outcome-edit": (_under(f"{_ONE}muuta/", f"{_ONE}andra/", f"{_ONE}change/"), outcome_edit),
    "outcome-submit": (_under(f"{_ONE}pyyda/", f"{_ONE}begar/", f"{_ONE}ask/"), outcome_submit),
    "outcome-return": (_under(f"{_ONE}palauta/", f"{_ONE}aterfor/", f"{_ONE}return/"), outcome_return),
    "outcome-clear": (_under(f"{_ONE}hyvaksy/", f"{_ONE}godkann/", f"{_ONE}clear/"), outcome_clear),
    "outcome-silent": (_under(f"{_ONE}vastaamatta/", f"{_ONE}obesvarat/", f"{_ONE}silent/"), outcome_silent),
    "outcome-publish": (_under(f"{_ONE}julkaise/", f"{_ONE}publicera/", f"{_ONE}publish/"), outcome_publish),
    "outcome-file": (
        _under(f"{_ONE}tiedosto/<slug:form>/", f"{_ONE}fil/<slug:form>/", f"{_ONE}file/<slug:form>/"),
        outcome_file,
    ),
}
