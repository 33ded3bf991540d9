"""A region's own page: what it owes, when it talks, what it has said, what it answers for, and its next step.

Public for every region, Åland among them. Leaves out the pages that these lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse

from alke.areas import MAINLAND, REGIONS, area
from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.meetings.rules import in_words, order
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Organisation, OrganisationKind, Role
from alke.workspace.rounds.actions.coverage import standings
from alke.workspace.rounds.models import (
    Comment,
    CommentRound,
    Deliverable,
    FollowUp,
    Position,
    Round,
    RoundState,
    Said,
    Session,
    Theme,
)
from alke.workspace.rounds.policies.comments import COMMENT_ROUNDS
from alke.workspace.rounds.policies.deliveries import DELIVERABLES
from alke.workspace.rounds.policies.followups import FOLLOWUPS
from alke.workspace.rounds.policies.positions import POSITIONS
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.policies.sessions import SESSIONS, of_region, sessions
from alke.workspace.rounds.policies.themes import THEMES
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.positions import EVERYWHERE
from alke.workspace.rounds.rules.regions import Open, Step, next_step
from alke.workspace.rounds.views.deadlines import owed
from alke.workspace.rounds.views.deliveries import Line, lines
from alke.workspace.rounds.views.followups import SAID_MARKS
from alke.workspace.strategies.models import Programme
from alke.workspace.words import word


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme as the region sees it: whether it has been talked of, its own position, how many ministries' views."""

    row: Theme
    covered: str
    own: Position | None
    views: int


@dataclass(frozen=True, slots=True)
class Next:
    """The next step in words, with the page that it is done on and its day."""

    words: str
    link: str = ""
    due: date | None = None


def my_region_page(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The page of a region, on the round asked for, else on the one under way, else on the last."""
    if code not in REGIONS:
        raise Http404
    actor = actor_of(request)
    rounds = list(ROUNDS.visible(actor, Round.objects.all()))
    of = _chosen(rounds, request.GET.get("year", ""))
    councils = _councils(code)
    council = next(iter(councils), None)
    content: dict[str, Any] = {
        "code": code,
        "place_name": area(code).names[language],
        "mainland": code in MAINLAND,
        "council": council,
        "round": of,
        "rounds": rounds,
        "programme": Programme.objects.filter(organisation=council).order_by("-first_year").first(),
    }
    if of is not None:
        content |= _of_round(of, code, councils, actor, language)
    return page(request, "rounds/my_region", language, **content)


def _chosen(rounds: list[Round], year: str) -> Round | None:
    """The round of a year; by default the latest one under way, else the latest of all."""
    asked = next((one for one in rounds if str(one.year) == year), None)
    under_way = next((one for one in rounds if one.state == RoundState.OPEN), None)
    return asked or under_way or next(iter(rounds), None)


def _councils(code: str) -> list[Organisation]:
    """The council of a region, or Åland's government, and after it those that were before it."""
    kinds = (OrganisationKind.COUNCIL, OrganisationKind.ALAND)
    rows = [one for one in Organisation.objects.filter(kind__in=kinds) if code in one.regions]
    return sorted(rows, key=lambda one: (one.valid_to is not None, -(one.valid_to or date.min).toordinal(), one.pk))


def _of_round(of: Round, code: str, councils: list[Organisation], actor: Actor, language: Language) -> dict[str, Any]:
    council = next(iter(councils), None)
    rows = DELIVERABLES.visible(actor, owed().filter(round=of, owner__in=councils))
    board = lines(rows, actor, clock.today())
    themes = _themes(of, code, council, actor)
    followups = _followups(of, code, council, actor)
    own = council is not None and actor.organisation_id == council.pk and actor.has(Role.PREPARER, Role.APPROVER)
    return {
        "taking_part": code in of.regions,
        "lines": board,
        "sessions": _sessions(of, code, actor, language),
        "themes": themes,
        "followups": followups,
        "said_marks": SAID_MARKS,
        "next": _next(of, council, board, themes, followups, actor, language) if own and council else None,
    }


def _sessions(of: Round, code: str, actor: Actor, language: Language) -> list[tuple[Session, str]]:
    """The sessions that the region is in, in the order of time, each with its time in words."""
    rows = of_region(SESSIONS.visible(actor, sessions().filter(round=of)), code)
    return [(row, in_words(row.meeting, language)) for row in sorted(rows, key=lambda one: order(one.meeting))]


def _themes(of: Round, code: str, council: Organisation | None, actor: Actor) -> list[ThemeLine]:
    cells = standings(of)
    seen = POSITIONS.visible(actor, Position.objects.filter(round=of, region__in=(code, EVERYWHERE)))
    positions = list(seen)
    made = []
    for theme in THEMES.visible(actor, of.themes.exclude(state="withdrawn")):
        if theme.regions and code not in theme.regions:
            continue
        of_theme = [one for one in positions if one.theme_id == theme.pk]
        own = next((one for one in of_theme if council is not None and one.organisation_id == council.pk), None)
        views = sum(one.state == Position.State.RELEASED and one is not own for one in of_theme)
        covered = cells.get(Cell(code, theme.pk))
        made.append(ThemeLine(theme, str(covered) if covered else "", own, views))
    return made


def _followups(of: Round, code: str, council: Organisation | None, actor: Actor) -> list[FollowUp]:
    """The follow-ups of conclusions that concern the region or that its council answers for."""
    rows = FOLLOWUPS.visible(actor, FollowUp.objects.filter(round=of)).select_related(
        "conclusion__owner", "conclusion__outcome__round"
    )
    return [one for one in rows if _concerns(one, code, council)]


def _concerns(one: FollowUp, code: str, council: Organisation | None) -> bool:
    regions = one.conclusion.regions or one.conclusion.outcome.regions
    answers = council is not None and one.conclusion.owner_id == council.pk
    return answers or not regions or code in regions


def _next(
    of: Round,
    council: Organisation,
    board: list[Line],
    themes: list[ThemeLine],
    followups: list[FollowUp],
    actor: Actor,
    language: Language,
) -> Next:
    """The preparer's next step, and where it is done."""
    picture = next((line for line in board if line.row.kind == Deliverable.Kind.PICTURE), None)
    asked = _asked(of, council, actor)
    without = [one for one in themes if one.own is None or one.own.state != Position.State.RELEASED]
    not_said = [
        one
        for one in followups
        if one.conclusion.owner_id == council.pk and one.said == Said.NOT_SAID and not one.skipped
    ]
    myr = picture.steps.get("myr") if picture else None
    step = next_step(
        Open(
            picture.standing if picture else None,
            picture.row.due if picture else None,
            myr is not None and myr.stands == Certainty.HELD,
            asked.due if asked else None,
            len(without) if of.state == RoundState.OPEN else 0,
            len(not_said),
        )
    )
    count = {Step.POSITION: len(without), Step.FOLLOW_UP: len(not_said)}.get(step, 0)
    words, year = word(f"my_region_next_{step}")[language].format(count=count), of.year
    if step in (Step.DELIVER, Step.HANDLING) and picture:
        due = picture.row.due if step is Step.DELIVER else None
        return Next(words, address(language, "deliverable", year=year, pk=picture.row.pk), due)
    if step is Step.COMMENT and asked:
        return Next(words, address(language, "comment-round", year=year, pk=asked.pk), asked.due)
    pages = {Step.POSITION: "positions", Step.FOLLOW_UP: "followups"}
    return Next(words, address(language, pages[step], year=year) if step in pages else "")


def _asked(of: Round, council: Organisation, actor: Actor) -> CommentRound | None:
    """The open comment round that the council has been asked to answer and has not, the nearest first."""
    answered = Comment.objects.filter(comment_round=OuterRef("pk"), organisation=council, state=Comment.State.RELEASED)
    rows = COMMENT_ROUNDS.visible(actor, CommentRound.objects.filter(round=of, state=CommentRound.State.OPEN))
    return rows.filter(asked=council).exclude(Exists(answered)).order_by("due").first()


PAGES: Pages = {
    "my-region": (
        Text("fi/oma-maakunta/<slug:code>/", "sv/eget-landskap/<slug:code>/", "en/my-region/<slug:code>/"),
        my_region_page,
    ),
}
