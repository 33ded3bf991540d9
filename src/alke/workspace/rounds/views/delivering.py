"""The forms by which a delivery comes: a file, Alke's own picture, what the ministry records, steps of the handling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, address
from alke.workspace.meetings.models import Body, BodyKind, Meeting
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions import deliveries as acts
from alke.workspace.rounds.models import Deliverable, Delivery, HandlingStep
from alke.workspace.rounds.policies.deliveries import DELIVERABLES
from alke.workspace.rounds.rules.deliveries import ENDINGS, LIMIT, too_large
from alke.workspace.rounds.views.deadlines import of_deliverable, owed
from alke.workspace.rounds.views.fields import NamedChoice, RowsForm, certainties
from alke.workspace.rounds.views.unfit import posted, verb_page
from alke.workspace.words import word

RECORDED = [(str(one), str(one)) for one in acts.RECORDED]
PICTURE_FORMS = ("pdf", "docx", "html")


class FileField(forms.FileField):
    """A document; its size is looked at before it is read."""

    widget = forms.FileInput(attrs={"accept": ",".join(ENDINGS)})


def sized(form: RowsForm, name: str) -> UploadedFile[Any] | None:
    """The file of a field, when it is not beyond the limit; else the field has the error."""
    given: UploadedFile[Any] | None = form.cleaned_data.get(name)
    if given is not None and (given.size or 0) > LIMIT:
        form.add_error(name, too_large(given.name or "", given.size or 0).reason[form.language])
        return None
    return given


class CoverForm(RowsForm):
    """What goes with a delivery, whatever it is."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"delivery_field_{name}"
        for name in (
            "file",
            "written_in",
            "form",
            "channel",
            "received_on",
            "note",
            "before_handling",
            "replaces_because",
        )
    }
    choices: ClassVar[Mapping[str, str]] = {
        "channel": "delivery_channel",
        "written_in": "language",
        "form": "delivery_form",
    }
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=10_000)
    before_handling = forms.BooleanField(required=False)
    replaces_because = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000)

    def for_row(self, row: Deliverable) -> None:
        """Ask for a reason only where there is something to replace."""
        if not row.deliveries.exists():
            self.drop("replaces_because")

    def cover(self) -> dict[str, Any]:
        """What goes with it, for the acts."""
        given = self.cleaned_data
        return {
            "note": given["note"].replace("\r\n", "\n").strip(),
            "before_handling": given["before_handling"],
            "replaces_because": given.get("replaces_because", ""),
        }


class UploadForm(CoverForm):
    """A council's own file."""

    field_order = ["file", "note"]
    file = FileField(max_length=300)

    def clean(self) -> dict[str, Any]:
        """Look at the size before anything reads the file."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        sized(self, "file")
        return given

    def content(self) -> tuple[bytes, str]:
        """The file's bytes and its name."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        return given.read(), given.name or ""


class RecordForm(UploadForm):
    """What came to the ministry by e-mail or post."""

    field_order = ["channel", "received_on", "file", "note"]
    channel = forms.ChoiceField(choices=RECORDED)
    received_on = forms.DateField()


class PictureForm(CoverForm):
    """Alke's own picture."""

    field_order = ["written_in", "form", "note"]
    written_in = forms.ChoiceField(choices=[(str(code), str(code)) for code in Language])
    form = forms.ChoiceField(choices=[(code, code) for code in PICTURE_FORMS])


class StepForm(RowsForm):
    """A step of the handling."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"handlingstep_field_{name}" for name in ("kind", "meeting", "on", "certainty", "body", "note")
    }
    choices: ClassVar[Mapping[str, str]] = {"kind": "handlingstep_kind", "certainty": "certainty"}
    kind = forms.ChoiceField(choices=HandlingStep.Kind.choices)
    meeting = NamedChoice(queryset=Meeting.objects.none(), required=False)
    on = forms.DateField(required=False)
    certainty = forms.ChoiceField(choices=certainties())
    body = NamedChoice(queryset=Body.objects.none(), required=False)
    note = forms.CharField(required=False, max_length=300)


def _lead(row: Deliverable, language: Language) -> str:
    return f"{row.owner.names[language]}: {word(f'deliverable_kind_{row.kind}')[language]}, {row.round}"


def deliver_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Deliver a file of one's own."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "deliver", owed(), pk=pk, round__year=year)
    form = UploadForm(language, *posted(request))
    form.for_row(row)
    return verb_page(
        request,
        form,
        lambda: acts.deliver(row, *form.content(), by=actor, **form.cover()),
        key="delivery_deliver",
        lead=_lead(row, language),
        back=address(language, "deliverable", year=year, pk=pk),
    )


def picture_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Deliver Alke's own picture as it is now."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "deliver", owed(), pk=pk, round__year=year)
    if row.kind != Deliverable.Kind.PICTURE:
        raise Http404
    form = PictureForm(language, *posted(request), initial={"written_in": str(language), "form": "pdf"})
    form.for_row(row)

    def do() -> Delivery:
        given = form.cleaned_data
        written = Language(given["written_in"])
        return acts.deliver_picture(row, language=written, form=given["form"], by=actor, **form.cover())

    return verb_page(
        request,
        form,
        do,
        key="delivery_picture",
        lead=_lead(row, language),
        back=address(language, "deliverable", year=year, pk=pk),
    )


def record_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Record what came to the ministry by e-mail or post."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "record", owed(), pk=pk, round__year=year)
    start = {"received_on": clock.today(), "channel": Delivery.Channel.EMAIL}
    form = RecordForm(language, *posted(request), initial=start)
    form.for_row(row)

    def do() -> Delivery:
        when: dict[str, Any] = {
            "channel": form.cleaned_data["channel"],
            "received_on": form.cleaned_data["received_on"],
        }
        return acts.deliver(row, *form.content(), by=actor, **(when | form.cover()))

    return verb_page(
        request,
        form,
        do,
        key="delivery_record",
        lead=_lead(row, language),
        back=address(language, "deliverable", year=year, pk=pk),
    )


def _step_form(request: HttpRequest, language: Language, row: Deliverable, initial: dict[str, Any]) -> StepForm:
    form = StepForm(language, *posted(request), initial=initial)
    bodies = Body.objects.filter(Q(organisation=row.owner_id) | Q(kind=BodyKind.FORUM))
    form.rows("body", bodies)
    recent = Q(starts_on=None) | Q(starts_on__year__gte=row.round.year - 1)
    meetings = Meeting.objects.filter(recent, body__in=bodies, cancelled=False)
    form.rows("meeting", meetings.order_by("-starts_on", "-month", "pk"))
    return form


def step_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Record a step of the handling."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "handle", owed(), pk=pk, round__year=year)
    kind = request.GET.get("kind", "")
    start = {"kind": kind if kind in HandlingStep.Kind.values else "myr", "certainty": str(Certainty.DECIDED)}
    form = _step_form(request, language, row, start)
    return verb_page(
        request,
        form,
        lambda: acts.record_step(row, by=actor, **form.cleaned_data),
        key="handlingstep_record",
        lead=_lead(row, language),
        back=address(language, "deliverable", year=year, pk=pk),
    )


def step_change_page(request: HttpRequest, language: Language, year: int, pk: int, step: int) -> HttpResponse:
    """Say anew when a step is and how certain that is."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "handle", owed(), pk=pk, round__year=year)
    known = row.handling.filter(pk=step).select_related("deliverable__round", "deliverable__owner").first()
    if known is None:
        raise Http404
    names = ("meeting", "on", "certainty", "body", "note")
    start = {name: getattr(known, name) for name in names}
    form = _step_form(request, language, row, start)
    form.drop("kind")
    what = word(f"handlingstep_kind_{known.kind}")[language]
    return verb_page(
        request,
        form,
        lambda: acts.change_step(known, by=actor, **form.cleaned_data),
        key="handlingstep_change",
        lead=f"{_lead(row, language)}: {what}",
        back=address(language, "deliverable", year=year, pk=pk),
    )


PAGES: Pages = {
    "delivery-deliver": (of_deliverable("toimita/", "leverera/", "deliver/"), deliver_page),
    "delivery-picture": (of_deliverable("toimita-kuva/", "leverera-bild/", "deliver-picture/"), picture_page),
    "delivery-record": (of_deliverable("kirjaa/", "registrera/", "record/"), record_page),
    "deliverable-step": (of_deliverable("kasittely/", "behandling/", "handling/"), step_page),
    "deliverable-step-change": (
        of_deliverable("kasittely/<int:step>/", "behandling/<int:step>/", "handling/<int:step>/"),
        step_change_page,
    ),
}
