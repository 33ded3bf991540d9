"""Fora with their meetings, and what is done to a meeting. A session of the talks has pages of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.meetings import actions as acts
from alke.workspace.meetings.models import Body, BodyKind, Meeting
from alke.workspace.meetings.policies import BODIES
from alke.workspace.meetings.rules import When, in_words, order
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import rounds as round_acts
from alke.workspace.rounds.models import Coverage, Round, RoundState, ThemeStep
from alke.workspace.rounds.policies.meetings import MEETINGS
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.views.fields import NamedChoice, RowsForm, WhenForm, certainties
from alke.workspace.rounds.views.gathered import may_read, session_address, source_address
from alke.workspace.rounds.views.rounds import WhyForm, YesForm, fetch
from alke.workspace.rounds.views.verbs import posted
from alke.workspace.words import word

NAMES = ("name_fi", "name_sv", "name_en")
WHEN = ("starts_on", "ends_on", "starts_at", "ends_at", "month", "words")
FORA = (BodyKind.FORUM, BodyKind.WEBINAR)
VERBS = ("change", "cancel", "hold")


class MeetingForm(WhenForm):
    """A meeting: its names, its time as exactly as it is known, its place."""

    labels = {name: f"meeting_field_{name}" for name in (*NAMES, *WHEN, "place", "round")} | {
        "certainty": "field_certainty"
    }
    choices = {"certainty": "certainty"}
    field_order = NAMES
    name_fi = forms.CharField(max_length=300, required=False)
    name_sv = forms.CharField(max_length=300, required=False)
    name_en = forms.CharField(max_length=300, required=False)
    certainty = forms.ChoiceField(choices=certainties(), initial=Certainty.DECIDED)
    round = forms.ChoiceField(required=False)

    def clean(self) -> None:
        """A time is told somehow."""
        super().clean()
        told = self.cleaned_data
        if not self.errors and not any(told.get(name) for name in ("starts_on", "month", "words")):
            self.fail("starts_on", "meeting_needs_time")

    @property
    def when(self) -> When:
        """The time told; a day makes a month needless."""
        told = {name: self.cleaned_data[name] for name in WHEN}
        return When(**told | ({"month": ""} if told["starts_on"] else {}))


class AddForm(RowsForm):
    """A meeting that belongs to a round."""

    labels = {"meeting": "meeting_field_meeting"}
    meeting = NamedChoice(Meeting.objects.none())


def fora(request: HttpRequest, language: Language) -> HttpResponse:
    """The fora of the state's side with their latest meetings, and the councils' own bodies."""
    alive = Meeting.objects.filter(cancelled=False).exclude(body__kind=BodyKind.TALKS)
    counts = dict(alive.values_list("body").annotate(count=Count("pk")))
    rows = list(Body.objects.exclude(kind=BodyKind.TALKS).select_related("organisation"))
    rows.sort(key=lambda one: one.names[language].casefold())
    told: dict[str, Any] = {
        "fora": [(one, counts.get(one.pk, 0)) for one in rows if one.kind in FORA],
        "others": [(one, counts[one.pk]) for one in rows if one.kind not in FORA and one.pk in counts],
    }
    return page(request, "rounds/fora", language, **told)


def forum(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """One body: its meetings, and what each decided on themes."""
    actor = actor_of(request)
    body = BODIES.fetch(actor, "see", Body.objects.select_related("organisation"), code=code)
    steps = "theme_steps__theme__round"
    rows = MEETINGS.visible(actor, Meeting.objects.filter(body=body)).prefetch_related("rounds", steps)
    meetings = [_told(row, actor, language) for row in sorted(rows, key=order, reverse=True)]
    loose = ThemeStep.objects.filter(body=body, meeting=None).exclude(theme__round__state=RoundState.PREPARING)
    told: dict[str, Any] = {
        "body": body,
        "meetings": meetings,
        "loose": [(one, _when(one, language)) for one in loose.select_related("theme__round")],
        "may_plan": bool(BODIES.may(actor, "plan", body)) and body.kind != BodyKind.TALKS,
    }
    return page(request, "rounds/forum", language, **told)


def _told(row: Meeting, actor: Actor, language: Language) -> dict[str, Any]:
    """A meeting as the forum's page tells it, without rounds in preparation."""
    steps = [one for one in row.theme_steps.all() if one.theme.round.state != RoundState.PREPARING]
    rounds = [one for one in row.rounds.all() if one.state != RoundState.PREPARING]
    return {"row": row, "when": in_words(row, language), "steps": steps, "rounds": rounds}


def _when(step: ThemeStep, language: Language) -> str:
    return in_words(When(starts_on=step.on, month=step.month, words=step.words), language)


def meeting(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """One meeting: when, where, how certain, of which rounds, its items and what it decided on themes."""
    actor = actor_of(request)
    row = _fetch(request, "see", pk)
    session = getattr(row, "session", None)
    rounds = list(ROUNDS.visible(actor, row.rounds.all()))
    steps = row.theme_steps.exclude(theme__round__state=RoundState.PREPARING).select_related("theme__round")
    cells = Coverage.objects.filter(meeting=row).exclude(round__state=RoundState.PREPARING).select_related("theme")
    items = row.items.select_related("case", "source")
    told: dict[str, Any] = {
        "meeting": row,
        "when": in_words(row, language),
        "source": source_address(row, actor, language),
        "rounds": rounds,
        "session": session_address(session.round, session, language) if session else "",
        "steps": [(one, _when(one, language)) for one in steps],
        "themes": sorted({one.theme for one in cells}, key=lambda one: one.order),
        "items": [one for one in items if one.source is None or may_read(one.source, actor)],
        "may": {verb: session is None and bool(MEETINGS.may(actor, verb, row)) for verb in VERBS},
        "loose": [one for one in rounds if session is None and ROUNDS.may(actor, "steer", one)],
    }
    return page(request, "rounds/meeting", language, **told)


def _fetch(request: HttpRequest, verb: str, pk: int) -> Meeting:
    rows = Meeting.objects.select_related("body__organisation", "source", "session__round")
    row = MEETINGS.fetch(actor_of(request), verb, rows, pk=pk)
    if verb != "see" and getattr(row, "session", None) is not None:
        raise Http404  # a session is changed on its own pages
    return row


def plan(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """Plan a meeting of a body, for a round or for none."""
    actor = actor_of(request)
    body = BODIES.fetch(actor, "plan", Body.objects.exclude(kind=BodyKind.TALKS), code=code)
    rounds = {str(one.year): one for one in ROUNDS.visible(actor, Round.objects.exclude(state="closed"))}
    form = MeetingForm(language, posted(request), initial={"round": request.GET.get("round", "")})
    form.fields["round"].choices = [("", "–"), *((year, str(of)) for year, of in rounds.items())]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        names = Text(*(told[name] for name in NAMES)) if told["name_fi"] else None
        with transaction.atomic():
            certainty = Certainty(told["certainty"])
            made = acts.plan_meeting(
                body, names=names, when=form.when, place=told["place"], certainty=certainty, by=actor
            )
            if told["round"]:
                round_acts.add_meeting(rounds[told["round"]], made, by=actor)
        return _done(request, language, made, "meeting_was_planned")
    title = f"{word('meeting_plan')[language]}: {body.names[language]}"
    back = address(language, "forum", code=code)
    return page(request, "web/form", language, form=form, back=back, title=title)


def change(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Change a meeting's names, time, place or certainty."""
    row = _fetch(request, "change", pk)
    names = (*NAMES, *WHEN, "place", "certainty")
    form = MeetingForm(language, posted(request), initial={name: getattr(row, name) for name in names})
    form.drop("round")
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in names}
        told |= {name: getattr(form.when, name) for name in WHEN} | {"name_fi": told["name_fi"] or row.name_fi}
        acts.change_meeting(row, by=actor_of(request), **told)
        return _done(request, language, row, "meeting_was_changed")
    return _form(request, language, row, form, "change")


def cancel(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Cancel a meeting with the reason, or take the cancelling back."""
    row, actor = _fetch(request, "cancel", pk), actor_of(request)
    form = WhyForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            do = acts.reinstate_meeting if row.cancelled else acts.cancel_meeting
            key = "meeting_was_reinstated" if row.cancelled else "meeting_was_cancelled"
            do(row, reason=form.cleaned_data["reason"][:300], by=actor)
        except Refused as refused:
            form.add_error(None, refused.reason[language])
        else:
            return _done(request, language, row, key)
    return _form(request, language, row, form, "meeting_reinstate" if row.cancelled else "meeting_cancel")


def hold(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Record that a meeting has been held."""
    row = _fetch(request, "hold", pk)
    form = YesForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.hold_meeting(row, by=actor_of(request))
        except Refused as refused:
            form.add_error(None, refused.reason[language])
        else:
            return _done(request, language, row, "meeting_was_held")
    return _form(request, language, row, form, "meeting_hold")


def add(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Take a meeting that is known already into a round."""
    of, actor = fetch(request, "tell", year), actor_of(request)
    form = AddForm(language, posted(request))
    rows = Meeting.objects.exclude(body__kind=BodyKind.TALKS).exclude(rounds=of).select_related("body")
    form.rows("meeting", rows.order_by("-starts_on", "-month", "pk"))
    back = address(language, "round", year=of.year)
    if request.method == "POST" and form.is_valid():
        round_acts.add_meeting(of, form.cleaned_data["meeting"], by=actor)
        messages.success(request, word("meeting_was_added")[language])
        return HttpResponseRedirect(back)
    bodies = [one for one in Body.objects.exclude(kind=BodyKind.TALKS) if BODIES.may(actor, "plan", one)]
    told: dict[str, Any] = {
        "title": f"{word('meeting_add')[language]}: {of}",
        "before": "rounds/round_bodies.html",
        "bodies": bodies,
    }
    return page(request, "web/form", language, form=form, back=back, round=of, **told)


def remove(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take a meeting off a round, with the reason."""
    of, row = fetch(request, "steer", year), _fetch(request, "see", pk)
    if not of.meetings.filter(pk=pk).exists():
        raise Http404
    form = WhyForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            round_acts.remove_meeting(of, row, reason=form.cleaned_data["reason"], by=actor_of(request))
        except Refused as refused:
            form.add_error(None, refused.reason[language])
        else:
            return _done(request, language, row, "meeting_was_removed")
    return _form(request, language, row, form, "meeting_remove")


def _done(request: HttpRequest, language: Language, row: Meeting, key: str) -> HttpResponse:
    messages.success(request, word(key)[language])
    return HttpResponseRedirect(address(language, "meeting", pk=row.pk))


def _form(request: HttpRequest, language: Language, row: Meeting, form: RowsForm, key: str) -> HttpResponse:
    told: dict[str, Any] = {
        "title": f"{word(key)[language]}: {row.names[language]}",
        "lead": in_words(row, language),
        "submit_text": word(key)[language] if key != "change" else "",
        "back": address(language, "meeting", pk=row.pk),
    }
    return page(request, "web/form", language, form=form, **told)


_of_meeting = below("fi/kokous/<int:pk>/", "sv/mote/<int:pk>/", "en/meeting/<int:pk>/")
PAGES: Pages = {
    "fora": (Text("fi/foorumit/", "sv/forum/", "en/fora/"), fora),
    "forum": (Text("fi/foorumi/<slug:code>/", "sv/forum/<slug:code>/", "en/forum/<slug:code>/"), forum),
    "plan-meeting": (
        Text("fi/foorumi/<slug:code>/kokous/", "sv/forum/<slug:code>/mote/", "en/forum/<slug:code>/meeting/"),
        plan,
    ),
    "meeting": (_of_meeting(), meeting),
    "change-meeting": (_of_meeting("muuta/", "andra/", "change/"), change),
    "cancel-meeting": (_of_meeting("peru/", "stall-in/", "cancel/"), cancel),
    "hold-meeting": (_of_meeting("pidetty/", "hallits/", "held/"), hold),
    "add-meeting": (
        Text("fi/kierros/<int:year>/kokous/", "sv/omgang/<int:year>/mote/", "en/round/<int:year>/meeting/"),
        add,
    ),
    "remove-meeting": (
        Text(
            "fi/kierros/<int:year>/kokous/<int:pk>/irrota/",
            "sv/omgang/<int:year>/mote/<int:pk>/ta-bort/",
            "en/round/<int:year>/meeting/<int:pk>/remove/",
        ),
        remove,
    ),
}
