"""What must I do now: the home of one who has signed in. Leaves out finding it out (`duties/`)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch
from django.utils.http import urlencode

from alke.areas import area
from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import WORDS as POLICY_WORDS
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.duties.dates import Dated, ahead, dates_of
from alke.workspace.rounds.duties.duty import Duty
from alke.workspace.rounds.duties.gather import MOST, duties_of
from alke.workspace.rounds.models import Round, RoundState
from alke.workspace.rounds.views.dates import shown
from alke.workspace.words import word

NEXT_DATES = 3


def duties(request: HttpRequest, language: Language) -> HttpResponse:
    """The most urgent duties, or with ``?all=1`` every one."""
    actor = actor_of(request)
    if not actor.signed_in:
        return _to_sign_in(request, language)
    today = clock.today()
    every = duties_of(actor, today)
    whole = "all" in request.GET
    dates = ahead(dates_of(actor), today) if actor.organisation else []
    own = Organisation.objects.filter(code=actor.organisation).first()
    told: dict[str, Any] = {
        "duties": [_told(duty, language) for duty in (every if whole else every[:MOST])],
        "more": 0 if whole else max(0, len(every) - MOST),
        "whole": whole and len(every) > MOST,
        "today": today,
        "dates": [shown(event, language) for event, _ in dates[:NEXT_DATES]],
        "empty": "" if every else _nothing(actor, dates, language),
        "links": _links(actor, own, language),
        "organisation": own,
    }
    return page(request, "rounds/duties", language, **told)


def _to_sign_in(request: HttpRequest, language: Language) -> HttpResponse:
    """To the page of signing in, and from there back here.

    Raises:
        Refused: while the site has no such page.
    """
    try:
        there = address(language, "sign-in")
    except NoReverseMatch:
        raise Refused(POLICY_WORDS["sign_in_first"]) from None
    return HttpResponseRedirect(f"{there}?{urlencode({'next': request.get_full_path()})}")


def _told(duty: Duty, language: Language) -> dict[str, Any]:
    return {
        "duty": duty,
        "undated": duty.due is None and not duty.words[language],
        "what": duty.what[language],
        "why": duty.why[language],
        "words": duty.words[language],
        "as_said": duty.words.fi == duty.words.sv,  # the source's own words, in Finnish on every page
        "act": duty.act[language],
        "left": duty.time_left(clock.today())[language],
        "address": duty.address(language),
    }


def _nothing(actor: Actor, dates: list[Dated], language: Language) -> str:
    """What comes next for one who has nothing to do."""
    if not actor.organisation:
        return word("duties_no_role")[language]
    if dates:
        event = dates[0][0]
        return word("duties_none_next")[language].format(name=event.name[language], when=shown(event, language)["when"])
    under_way = Round.objects.filter(state=RoundState.OPEN).exists()
    return word("duties_none_dates" if under_way else "duties_none_round")[language]


def _links(actor: Actor, own: Organisation | None, language: Language) -> list[tuple[str, str]]:
    """Words and addresses of the person's own pages; those that the site does not have are left out."""
    wanted: list[tuple[str, str, dict[str, str]]] = [
        (word("duties_my_region")[language].format(name=area(code).names[language]), "my-region", {"code": code})
        for code in actor.regions
    ]
    if own is not None:
        told = word("duties_organisation")[language].format(name=own.names[language])
        wanted.append((told, "organisation", {"code": own.code}))
    wanted.append((word("duties_rounds")[language], "rounds", {}))
    found = []
    for told, name, args in wanted:
        try:
            found.append((told, address(language, name, **args)))
        except NoReverseMatch:
            continue
    return found


PAGES: Pages = {"duties": (Text("fi/tehtavat/", "sv/uppgifter/", "en/duties/"), duties)}
