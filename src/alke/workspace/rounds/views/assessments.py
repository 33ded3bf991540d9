"""The Government's assessments of the regions' pictures: all regions on one page, and one region's with its texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alke.areas import MAINLAND, REGIONS
from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.journal.models import Version
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import assessments as acts
from alke.workspace.rounds.models import Assessment, Deliverable, Round
from alke.workspace.rounds.policies.assessments import ASSESSMENTS, assessments
from alke.workspace.rounds.policies.deliveries import DELIVERABLES
from alke.workspace.rounds.views.deadlines import WhyForm, owed, round_of
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.unfit import posted, verb_page
from alke.workspace.rounds.views.verbs import SureForm
from alke.workspace.words import region


@dataclass(frozen=True, slots=True)
class Shown:
    """An assessment with its text in the page's language, or in the one it has, and what may be done to it."""

    row: Assessment
    text: Version | None
    may_write: bool
    may_release: bool
    may_reopen: bool


def _shown(rows: list[Assessment], actor: Actor, language: Language) -> list[Shown]:
    texts = writings.current(rows)
    return [
        Shown(
            row,
            writings.best(texts, row, "assessment", language),
            *(bool(ASSESSMENTS.may(actor, verb, row)) for verb in ("write", "release", "reopen")),
        )
        for row in rows
    ]


def assessments_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Every region of the round, with whose assessments of it may be read."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    rows = list(ASSESSMENTS.visible(actor, assessments().filter(round=of)))
    content: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "deliveries", language),
        "board": [(code, [row for row in rows if row.region == code]) for code in _regions(of)],
    }
    return page(request, "rounds/assessments", language, **content)


def _regions(of: Round) -> list[str]:
    """The regions whose pictures are assessed: those that owe one."""
    return [code for code in REGIONS if code in of.regions and code in MAINLAND]


def assessment_page(request: HttpRequest, language: Language, year: int, code: str) -> HttpResponse:
    """The assessments of one region's picture."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    if code not in _regions(of):
        raise Http404
    rows = list(ASSESSMENTS.visible(actor, assessments().filter(round=of, region=code)))
    own = any(row.organisation_id == actor.organisation_id for row in rows)
    pictures = DELIVERABLES.visible(actor, owed().filter(round=of, kind=Deliverable.Kind.PICTURE))
    content: dict[str, Any] = {
        "round": of,
        "code": code,
        "place": region(code, language),
        "tabs": tabs(of, "deliveries", language),
        "shown": _shown(rows, actor, language),
        "picture": next((one for one in pictures if code in one.owner.regions), None),
        "may_start": not own and bool(ASSESSMENTS.may(actor, "start", Assessment(round=of))),
    }
    return page(request, "rounds/assessment", language, **content)


def start_page(request: HttpRequest, language: Language, year: int, code: str) -> HttpResponse:
    """Begin the assessment of one's own ministry, and go to write it."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    if code not in _regions(of):
        raise Http404
    ASSESSMENTS.demand(actor, "start", Assessment(round=of))

    def write(made: Assessment) -> str:
        return address(language, "text", kind="assessment", pk=made.pk, part="assessment", written=language)

    form: WordsForm = SureForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.start(of, code, by=actor),
        key="assessment_start",
        lead=f"{region(code, language)}, {of}",
        back=address(language, "assessment", year=year, code=code),
        onward=write,
    )


def release_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Let everyone read it."""
    actor = actor_of(request)
    row = ASSESSMENTS.fetch(actor, "release", assessments(), pk=pk, round__year=year)
    form: WordsForm = SureForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.release(row, by=actor),
        key="assessment_release",
        lead=f"{region(row.region, language)}, {row.round}",
        back=address(language, "assessment", year=year, code=row.region),
    )


def reopen_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take a released assessment back to be corrected."""
    actor = actor_of(request)
    row = ASSESSMENTS.fetch(actor, "reopen", assessments(), pk=pk, round__year=year)
    form = WhyForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.reopen(row, reason=form.cleaned_data["reason"], by=actor),
        key="assessment_reopen",
        lead=f"{region(row.region, language)}, {row.round}",
        back=address(language, "assessment", year=year, code=row.region),
    )


_under = below("fi/kierros/<int:year>/arviot/", "sv/omgang/<int:year>/bedomningar/", "en/round/<int:year>/assessments/")
PAGES: Pages = {
    "assessments": (_under(), assessments_page),
    "assessment-release": (_under("<int:pk>/julkaise/", "<int:pk>/publicera/", "<int:pk>/release/"), release_page),
    "assessment-reopen": (_under("<int:pk>/avaa/", "<int:pk>/oppna/", "<int:pk>/reopen/"), reopen_page),
    "assessment": (_under("<slug:code>/"), assessment_page),
    "assessment-start": (_under("<slug:code>/aloita/", "<slug:code>/borja/", "<slug:code>/start/"), start_page),
}
