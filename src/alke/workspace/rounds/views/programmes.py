"""The programme of a session and its invitations: the pages where they are edited and answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, below
from alke.workspace.frame import page
from alke.workspace.people.actors import actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.people.policies import Refused, impossible
from alke.workspace.rounds.actions import programmes as acts
from alke.workspace.rounds.actions.programmes import Line
from alke.workspace.rounds.models import Coverage, Invitee, Session
from alke.workspace.rounds.policies.sessions import ALIVE, INVITEES
from alke.workspace.rounds.views.fields import NamedChoices, RowsForm
from alke.workspace.rounds.views.sessions import changed, fetch, home, lead, of_session
from alke.workspace.rounds.views.verbs import SureForm, posted, verb_page
from alke.workspace.words import word

SPARE = 4
"""Empty lines offered under the programme."""
Kind = OrganisationKind
LISTS: dict[str, tuple[OrganisationKind, ...]] = {
    "councils": (Kind.COUNCIL, Kind.ALAND),
    "authorities": (Kind.EVK, Kind.ELY),
    "wellbeing": (Kind.WELLBEING,),
    "ministries": (Kind.GOVERNMENT, Kind.MINISTRY),
    "parties": (Kind.MYR_PARTY,),
}
NATIONAL = (Kind.GOVERNMENT, Kind.MINISTRY)


class ProgrammeForm(RowsForm):
    """The lines of a programme, a few empty ones under them; a line without a subject is left out."""

    labels = {"base": "field_base"}
    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, language: Language, session: Session, lines: list[Line], *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, initial={"base": acts.fingerprint(lines)}, **kwargs)
        themes = [(str(theme.pk), theme.names[language]) for theme in session.round.themes.exclude(state="withdrawn")]
        self.count = len(lines) + SPARE
        if self.is_bound:  # as many as were shown, also when someone has added lines in the meantime
            self.count = max(self.count, sum(key.startswith("title_") for key in self.data))
        for number in range(self.count):
            line = lines[number] if number < len(lines) else Line("")
            self._line(number, line, [("", word("session_line_no_theme")[language]), *themes])

    def _line(self, number: int, line: Line, themes: list[tuple[str, str]]) -> None:
        made: dict[str, forms.Field] = {
            "order": forms.IntegerField(initial=number + 1, min_value=1, max_value=999, required=False),
            "time": forms.TimeField(initial=line.starts_at, required=False),
            "title": forms.CharField(initial=line.title, max_length=300, required=False),
            "who": forms.CharField(initial=line.who, max_length=300, required=False),
            "theme": forms.ChoiceField(choices=themes, initial=str(line.theme or ""), required=False),
        }
        for name, field in made.items():
            field.label = word(f"session_line_{name}")[self.language]
            self.fields[f"{name}_{number}"] = field
        made["time"].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    @property
    def groups(self) -> list[tuple[int, list[Any]]]:
        """The fields line by line, for the template."""
        names = ("order", "time", "title", "who", "theme")
        return [(n + 1, [self[f"{name}_{n}"] for name in names]) for n in range(self.count)]

    @property
    def lines(self) -> list[Line]:
        """The lines given, in their order."""
        given = self.cleaned_data
        found = []
        for n in range(self.count):
            title, theme = given[f"title_{n}"].strip(), given[f"theme_{n}"]
            if title:
                line = Line(title, given[f"time_{n}"], given[f"who_{n}"].strip(), int(theme) if theme else None)
                found.append((given[f"order_{n}"] or 999, n, line))
        return [line for _, _, line in sorted(found, key=lambda one: one[:2])]


def programme_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Edit the programme; what someone else saved in the meantime is shown beside it."""
    row = fetch(request, "programme", year, pk)
    now = acts.lines_of(row)
    form = ProgrammeForm(language, row, now, posted(request))
    stale = False
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_programme(row, form.lines, base=form.cleaned_data["base"], by=actor_of(request))
        except Refused as refusal:
            form.add_error(None, refusal.reason[language])
            form.data = changed(request, base=acts.fingerprint(now))
            stale = True
        else:
            messages.success(request, word("session_programme_saved")[language])
            return HttpResponseRedirect(home(row, language))
    told = {"session": row, "form": form, "now": now if stale else [], "back": home(row, language)}
    return page(request, "rounds/programme", language, lead=lead(row, language), **told)


class InviteForm(RowsForm):
    """Whom to invite."""

    labels = {"lists": "session_field_lists", "organisations": "session_field_organisations"}
    choices = {"lists": "invite_list"}
    lists = forms.MultipleChoiceField(
        choices=[(one, one) for one in LISTS], widget=forms.CheckboxSelectMultiple, required=False
    )
    organisations = NamedChoices(
        Organisation.objects.none(), required=False, widget=forms.SelectMultiple(attrs={"size": 12})
    )

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen."""
        given = super().clean() or {}
        if not given.get("lists") and not given.get("organisations"):
            self.fail(None, "session_nobody")
        return given


def there_on(day: date) -> QuerySet[Organisation]:
    """The organisations there are on a day."""
    began = Q(valid_from=None) | Q(valid_from__lte=day)
    lasts = Q(valid_to=None) | Q(valid_to__gte=day)
    return Organisation.objects.filter(began, lasts).order_by("name_fi")


def of_lists(row: Session, lists: list[str], among: QuerySet[Organisation]) -> list[Organisation]:
    """The organisations of some lists; regional ones only of the session's regions."""
    regions = set(Coverage.objects.filter(meeting=row.meeting).values_list("region", flat=True))
    kinds = {kind for name in lists for kind in LISTS[name]}
    found = among.filter(kind__in=kinds)
    return [one for one in found if one.kind in NATIONAL or regions & set(one.regions)]


def invite_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Invite organisations."""
    row = fetch(request, "invite", year, pk)
    known = there_on(row.meeting.starts_on or clock.today())
    form = InviteForm(language, posted(request))
    form.rows("organisations", known)
    if request.method == "POST" and form.is_valid():
        chosen = [*of_lists(row, form.cleaned_data["lists"], known), *form.cleaned_data["organisations"]]
        count = acts.invite(row, chosen, by=actor_of(request))
        messages.success(request, word("session_invite_done")[language].format(count=count))
        return HttpResponseRedirect(home(row, language))
    told = {
        "title": word("session_invite")[language],
        "lead": f"{lead(row, language)}. {word('session_invite_lead')[language]}",
        "submit_text": word("session_invite")[language],
    }
    return page(request, "web/form", language, form=form, back=home(row, language), **told)


class AnswerForm(RowsForm):
    """What the invited answers."""

    labels = {"state": "session_field_answer", "people": "session_field_people", "note": "session_field_note"}
    choices = {"state": "invitee_state"}
    state = forms.ChoiceField(choices=Invitee.State.choices, widget=forms.RadioSelect)
    people = forms.CharField(max_length=300, required=False)
    note = forms.CharField(max_length=300, required=False)


def _invitee(request: HttpRequest, verb: str, year: int, pk: int) -> Invitee:
    rows = Invitee.objects.select_related("session__round", "session__meeting", "organisation")
    row = INVITEES.fetch(actor_of(request), verb, rows, pk=pk, session__round__year=year)
    if row.session.stage not in ALIVE:
        raise impossible("session_answer_late")
    return row


def answer_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Answer an invitation, or record an answer."""
    row = _invitee(request, "answer", year, pk)
    start = {"state": row.state, "people": row.people, "note": row.note}
    form = AnswerForm(language, posted(request), initial=start)

    def do(given: dict[str, Any]) -> Invitee:
        return acts.answer(row, given["state"], people=given["people"], note=given["note"], by=actor_of(request))

    text = f"{row.organisation.names[language]}: {lead(row.session, language)}"
    told: dict[str, Any] = {"title": "session_answer_title", "done": "session_answer_saved", "submit": "save"}
    return verb_page(request, language, form, do=do, lead=text, back=home(row.session, language), **told)


def withdraw_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    row = _invitee(request, "withdraw", year, pk)
    back = home(row.session, language)
    text = word("session_withdraw_lead")[language].format(organisation=row.organisation.names[language])

    def do(_: dict[str, Any]) -> None:
        acts.withdraw_invitation(row, by=actor_of(request))

    told: dict[str, Any] = {"title": "session_withdraw", "done": "session_withdrawn"}
    return verb_page(request, language, SureForm(language, posted(request)), do=do, lead=text, back=back, **told)


_invitation = below(
    "fi/kierros/<int:year>/kutsu/<int:pk>/",
    "sv/omgang/<int:year>/inbjudan/<int:pk>/",
    "en/round/<int:year>/invitation/<int:pk>/",
)
PAGES: Pages = {
    "session-programme": (of_session("ohjelma/", "program/", "programme/"), programme_page),
    "session-invite": (of_session("kutsu/", "bjud-in/", "invite/"), invite_page),
    "invitation-answer": (_invitation("vastaa/", "svara/", "answer/"), answer_page),
    "invitation-withdraw": (_invitation("poista/", "ta-bort/", "withdraw/"), withdraw_page),
}
