"""Pages on which a council hides findings from the picture of its region, and returns them.

Leaves out who may (`editions/policies.py`) and what is done (`editions/actions.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alke.areas import REGIONS, area
from alke.base import home
from alke.base.languages import Language
from alke.findings import Finding
from alke.findings.generate import findings
from alke.indicators.generation import Generation
from alke.language.sentences import sentence
from alke.workspace.addresses import Pages, address, below
from alke.workspace.editions import actions
from alke.workspace.editions.models import HiddenFinding
from alke.workspace.editions.policies import HIDDEN
from alke.workspace.frame import page
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.rounds.views.verbs import ReasonForm, SureForm, posted, verb_page


def council_of(code: str) -> Organisation | None:
    """The council of a region, or Åland's government; None for the whole country."""
    kinds = (OrganisationKind.COUNCIL, OrganisationKind.ALAND)
    rows = [one for one in Organisation.objects.filter(kind__in=kinds) if code in one.regions]
    return min(rows, key=lambda one: (one.valid_to is not None, -(one.valid_to or date.min).toordinal()), default=None)


def may_hide(actor: Actor, code: str) -> bool:
    """Whether the actor may hide findings from the picture of an area."""
    if code not in actor.regions:
        return False
    council = council_of(code)
    return council is not None and bool(HIDDEN.may(actor, "hide", HiddenFinding(organisation=council, region=code)))


def _council(code: str) -> Organisation:
    council = council_of(code) if code in REGIONS else None
    if council is None:
        raise Http404
    return council


def hidden_page(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The findings that the council has hidden, for its own people."""
    council, actor = _council(code), actor_of(request)
    if actor.organisation_id != council.pk:
        raise Http404
    found = {each.key for each in findings(Generation.current(home.home()), code)}
    rows = list(HIDDEN.visible(actor, HiddenFinding.objects.filter(region=code)))
    content: dict[str, Any] = {
        "code": code,
        "place": area(code),
        "rows": [(row, row.told(language), row.key in found) for row in rows],
        "may": may_hide(actor, code),
    }
    return page(request, "web/hidden", language, **content)


def hide_page(request: HttpRequest, language: Language, code: str, key: str) -> HttpResponse:
    """Hide a finding, with a reason."""
    council, actor = _council(code), actor_of(request)
    HIDDEN.demand(actor, "hide", HiddenFinding(organisation=council, region=code))
    made = Generation.current(home.home())
    finding = _finding(made, code, key)
    told = {each: str(sentence(finding, each, made.catalogue)) for each in Language}
    return verb_page(
        request,
        language,
        ReasonForm(language, posted(request)),
        title="hide_finding",
        lead=told[language],
        do=lambda data: actions.hide(council, code, key, told, reason=data["reason"], by=actor),
        back=address(language, "area", code=code),
        done="hide_finding_done",
        there=lambda _: address(language, "hidden-findings", code=code),
    )


def _finding(made: Generation, code: str, key: str) -> Finding:
    found = next((each for each in findings(made, code) if each.key == key and each.rule != "refusal"), None)
    if found is None:
        raise Http404
    return found


def show_page(request: HttpRequest, language: Language, code: str, pk: int) -> HttpResponse:
    """Return a hidden finding to the picture."""
    actor = actor_of(request)
    row = HIDDEN.fetch(actor, "show", HiddenFinding.objects.filter(region=code), pk=pk)
    return verb_page(
        request,
        language,
        SureForm(language, posted(request)),
        title="show_finding",
        lead=row.told(language),
        do=lambda _: actions.show(row, by=actor),
        back=address(language, "hidden-findings", code=code),
        done="show_finding_done",
    )


_at = below("fi/alue/<code>/piilotetut/", "sv/omrade/<code>/dolda/", "en/area/<code>/hidden/")
PAGES: Pages = {
    "hidden-findings": (_at(), hidden_page),
    "hide-finding": (_at("piilota/<key>/", "dolj/<key>/", "hide/<key>/"), hide_page),
    "show-finding": (_at("<int:pk>/palauta/", "<int:pk>/aterta/", "<int:pk>/return/"), show_page),
}
