"""The calendar: its page, a person's own feed by a secret address, and the public feed of each round."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people.actions import prefer
from alke.workspace.people.actors import acting, actor_of, memberships
from alke.workspace.people.models import User
from alke.workspace.people.policies import WORDS as POLICY_WORDS
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import feeds, reminders
from alke.workspace.rounds.duties.dates import Dated, ahead, dates_of, dates_of_round
from alke.workspace.rounds.models import Round, RoundState
from alke.workspace.rounds.policies.rounds import OPENED
from alke.workspace.rounds.rules.calendars import Event, calendar
from alke.workspace.rounds.views.dates import link, shown
from alke.workspace.words import word

ACTS: dict[str, tuple[Callable[[User], object], str]] = {
    "renew": (feeds.renew, "calendar_made"),
    "remove": (feeds.remove, "calendar_removed"),
    "off": (lambda user: prefer(user, reminders=False), "reminders_turned_off"),
    "on": (lambda user: prefer(user, reminders=True), "reminders_turned_on"),
}
"""What the buttons of the page do, and the word that tells it was done."""


def calendar_page(request: HttpRequest, language: Language) -> HttpResponse:
    """Dates ahead, the address of one's own calendar, reminders, and the rounds' public calendars."""
    user = request.user if isinstance(request.user, User) else None
    if request.method == "POST":
        return _change(request, language, user)
    actor, today = actor_of(request), clock.today()
    rounds = list(Round.objects.filter(state=RoundState.OPEN))
    dates: list[Dated] = dates_of(actor) if actor.organisation else []
    coming = [shown(event, language) for event, _ in ahead(dates, today)]
    told: dict[str, Any] = {
        "dates": [one for one in coming if not one["absent"]],
        "undated": [one for one in coming if one["absent"]],
        "person": user,
        "address": _feed_address(request, user),
        "rounds": [(one, request.build_absolute_uri(address(language, "round-feed", year=one.year))) for one in rounds],
    }
    return page(request, "rounds/calendar", language, **told)


def _change(request: HttpRequest, language: Language, user: User | None) -> HttpResponse:
    if user is None:
        raise Refused(POLICY_WORDS["sign_in_first"])
    asked = request.POST.get("act", "")
    if asked not in ACTS:
        raise Http404
    do, done = ACTS[asked]
    do(user)
    messages.success(request, word(done)[language])
    return HttpResponseRedirect(address(language, "calendar"))


def _feed_address(request: HttpRequest, user: User | None) -> str:
    token = feeds.token_of(user) if user else None
    return request.build_absolute_uri(reverse("feed", kwargs={"token": token})) if token else ""


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own calendar; whoever knows the address is taken to be her."""
    user = feeds.owner_of(token)
    if user is None:
        raise Http404
    language = Language(user.language)
    found: dict[str, Event] = {}
    for membership in memberships(user):
        found |= {event.uid: event for event, _ in dates_of(acting(membership))}
    name = word("feed_name")[language].format(name=user.name)
    answer = _answer(request, calendar(found.values(), language, name=name, link=_link(language)), "private")
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def round_feed(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The public calendar of a round; one in preparation has none, not even for its coordinator."""
    of = Round.objects.filter(OPENED, year=year).first()
    if of is None:
        raise Http404
    events = [event for event, _ in dates_of_round(of)]
    name = word("feed_name_round")[language].format(year=of.year)
    return _answer(request, calendar(events, language, name=name, link=_link(language)), "public")


def _link(language: Language) -> Callable[[Event], str]:
    def whole(event: Event) -> str:
        there = link(event, language)
        return reminders.base() + there if there else ""

    return whole


def _answer(request: HttpRequest, content: bytes, cached: str) -> HttpResponse:
    """The calendar, or 304 when the program has it already."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == tag
    answer = HttpResponse(
        b"" if same else content, status=304 if same else 200, content_type="text/calendar; charset=utf-8"
    )
    answer["ETag"] = tag
    answer["Cache-Control"] = f"{cached}, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    if not same:
        answer["Content-Disposition"] = 'inline; filename="alke.ics"'
    return answer


PAGES: Pages = {
    "calendar": (Text("fi/kalenteri/", "sv/kalender/", "en/calendar/"), calendar_page),
    "round-feed": (
        Text(
            "fi/kierros/<int:year>/kalenteri.ics",
            "sv/omgang/<int:year>/kalender.ics",
            "en/round/<int:year>/calendar.ics",
        ),
        round_feed,
    ),
}
EXTRA = [path("kalenteri/<slug:token>.ics", feed, name="feed")]
