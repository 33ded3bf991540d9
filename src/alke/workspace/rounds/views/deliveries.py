"""What is owed and what has come: the board of a round, the page of one thing owed, its files and its handling.

Leaves out asking, deadlines and waivers (`deadlines.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alke.areas import REGIONS
from alke.base.errors import AlkeError
from alke.base.languages import Language, Text
from alke.language.dates import day_in
from alke.workspace import clock
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.journal.models import Event
from alke.workspace.people import telling
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.models import (
    Assessment,
    CommentRound,
    Commission,
    Deliverable,
    Delivery,
    HandlingStep,
    Round,
)
from alke.workspace.rounds.policies.assessments import ASSESSMENTS
from alke.workspace.rounds.policies.comments import COMMENT_ROUNDS
from alke.workspace.rounds.policies.commissions import COMMISSIONS
from alke.workspace.rounds.policies.deliveries import DELIVERABLES, DELIVERIES
from alke.workspace.rounds.rules.deadlines import Standing, standing, told
from alke.workspace.rounds.rules.deliveries import ENDINGS, FORMS
from alke.workspace.rounds.views.deadlines import of_deliverable, of_deliveries, owed, round_of
from alke.workspace.rounds.views.gathered import may_read, source_address
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.words import word

Steps = dict[str, HandlingStep]
SHOWN_STEPS = ("myr", "board", "presented")
"""The steps that have a column on the board."""
EVENTS = 100
"""Acts shown on the page of one thing owed, at most; the log has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that is owed, as the board shows it.

    Attributes:
        row: The thing, with its owner, round and source.
        region: Code of the region it is of; "" for other organisations.
        standing: How it stands today.
        words: The deadline in its source's own words, "" when it has none.
        rule: The deadline in words of ours.
        deliveries: All that has come, the first first.
        steps: Kind → the latest step of it.
        assessed: Whether the Government's assessment of the region has been released.
    """

    row: Deliverable
    region: str
    standing: Standing
    words: str
    rule: Text
    deliveries: Sequence[Delivery]
    steps: Steps
    assessed: bool

    @property
    def last(self) -> Delivery | None:
        """The delivery in force."""
        return self.deliveries[-1] if self.deliveries else None

    @property
    def first(self) -> Delivery | None:
        """The delivery that is judged against the deadline."""
        return self.deliveries[0] if self.deliveries else None

    @property
    def times(self) -> int:
        """How many times it has been replaced."""
        return max(len(self.deliveries) - 1, 0)

    @property
    def in_words(self) -> bool:
        """Whether words of the rule tell more than its day does."""
        return bool(self.row.rule.get("rule") != "day")

    @property
    def spoken(self) -> str:
        """The language of the source's own words."""
        return self.row.source.language if self.row.source else str(Language.FI)

    @property
    def shown_steps(self) -> list[tuple[str, HandlingStep | None]]:
        """The steps that have a column, in its order."""
        return [(kind, self.steps.get(kind)) for kind in SHOWN_STEPS]

    @property
    def order(self) -> tuple[int, date, int]:
        """Its place on the board: the most urgent first."""
        place = REGIONS.index(self.region) if self.region in REGIONS else len(REGIONS)
        return self.standing.rank, self.row.due or date.max, place


def lines(rows: QuerySet[Deliverable], actor: Actor, day: date) -> list[Line]:
    """What is owed, the most urgent first; a constant number of queries."""
    found = list(rows.prefetch_related("deliveries", "handling__body", "handling__meeting"))
    released = Assessment.objects.filter(round__in={one.round_id for one in found}, state=Assessment.State.RELEASED)
    assessed = set(ASSESSMENTS.visible(actor, released).values_list("round", "region"))
    return sorted((_line(one, assessed, day) for one in found), key=lambda line: line.order)


def _line(row: Deliverable, assessed: set[tuple[int, str]], day: date) -> Line:
    came = sorted(row.deliveries.all(), key=lambda one: one.number)
    region = row.owner.regions[0] if row.owner.regions else ""
    now = standing(row.due, came[0].received_on if came else None, day, waived=bool(row.waived))
    steps = {step.kind: step for step in row.handling.all()}
    return Line(row, region, now, row.words, told(row.rule), came, steps, (row.round_id, region) in assessed)


def counts(board: Iterable[Line]) -> dict[str, int]:
    """Standing → how many stand so, with `all` and `come`."""
    tally: Counter[str] = Counter(str(line.standing) for line in board)
    come = tally["delivered"] + tally["delivered_late"]
    return {str(one): tally[one] for one in Standing} | {"all": sum(tally.values()) - tally["waived"], "come": come}


def deliveries_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The board: what each council owes the round and what has come."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    board = lines(DELIVERABLES.visible(actor, owed().filter(round=of)), actor, clock.today())
    kinds = [kind for kind in Deliverable.Kind.values if any(line.row.kind == kind for line in board)]
    of_kind = [(kind, [line for line in board if line.row.kind == kind]) for kind in kinds]
    asks = DELIVERABLES.may(actor, "ask", Deliverable(round=of))
    content: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "deliveries", language),
        "boards": [(kind, held, counts(held)) for kind, held in of_kind],
        "may_ask": bool(asks),
        "may_commission": bool(COMMISSIONS.may(actor, "make", Commission(round=of))),
        "may_open": bool(COMMENT_ROUNDS.may(actor, "open", CommentRound(round=of))),
        "commissions": COMMISSIONS.visible(actor, Commission.objects.filter(round=of)),
        "comment_rounds": COMMENT_ROUNDS.visible(actor, CommentRound.objects.filter(round=of)),
        "aland": "MK21" in of.regions,
        "today": clock.today(),
    }
    return page(request, "rounds/deliveries", language, **content)


def deliverable_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One thing that is owed: its deadline, everything that has come, its handling and its history."""
    actor = actor_of(request)
    row = DELIVERABLES.fetch(actor, "see", owed(), pk=pk, round__year=year)
    line = lines(owed().filter(pk=row.pk), actor, clock.today())[0]
    verbs = ("deliver", "record", "handle", "change_deadline", "waive", "owe_again")
    content: dict[str, Any] = {
        "round": row.round,
        "row": row,
        "line": line,
        "deliveries": [(one, FORMS[media_type(one)], _size(one.size, language)) for one in reversed(line.deliveries)],
        "handling": list(row.handling.select_related("body", "meeting")),
        "may": {verb: bool(DELIVERABLES.may(actor, verb, row)) for verb in verbs},
        "source": row.source if row.source and may_read(row.source, actor) else None,
        "source_address": source_address(row, actor, language),
        "history": _history(row, line, actor, language),
        "tabs": tabs(row.round, "deliveries", language),
    }
    return page(request, "rounds/deliverable", language, **content)


def _history(row: Deliverable, line: Line, actor: Actor, language: Language) -> list[telling.Told]:
    """What has been done to it, its deliveries and its steps, the latest first."""
    seen = readable(actor)
    steps = [str(step.pk) for step in row.handling.all()]
    events: QuerySet[Event] = (
        seen.filter(subject_kind="rounds.deliverable", subject_id=str(row.pk))
        | seen.filter(subject_kind="rounds.delivery", subject_id__in=[str(one.pk) for one in line.deliveries])
        | seen.filter(subject_kind="rounds.handlingstep", subject_id__in=steps)
    )
    return telling.told(events.order_by("-number")[:EVENTS], language)


def _size(size: int, language: Language) -> str:
    """A file's size as people read it: "340 kt", "1,2 Mt"."""
    large = size >= 10**6
    unit = word("delivery_megabytes" if large else "delivery_kilobytes")[language]
    number = format_decimal(size / 10**6 if large else max(size / 1000, 1), "0.#" if large else "0", str(language))
    return f"{number}\N{NO-BREAK SPACE}{unit}"


def media_type(delivery: Delivery) -> str:
    """The media type of a delivery's file, by its checked name."""
    return ENDINGS[Path(str(delivery.file.name)).suffix]


def file(request: HttpRequest, language: Language, year: int, pk: int, number: int) -> HttpResponseBase:
    """A delivered file, for anyone: it became public on receipt (621/1999, 7 §).

    It is always given as a download, never shown within the site, so that nothing in it can act in the site's name.
    """
    lookup = {"deliverable__pk": pk, "deliverable__round__year": year, "number": number}
    row = DELIVERIES.fetch(actor_of(request), "see", Delivery.objects.select_related("deliverable__round"), **lookup)
    return download(str(row.file.name), row.name)


def download(kept: str, name: str) -> HttpResponseBase:
    """A kept file as a download under its own name.

    Raises:
        AlkeError: when the file is not where it was kept.
    """
    path = Path(settings.MEDIA_ROOT) / kept
    if path.suffix not in ENDINGS:
        raise Http404
    try:
        opened = path.open("rb")
    except OSError as error:
        fix = "Bring back the folder media from the backup"
        raise AlkeError(f"the file {name} cannot be read", where=kept, fix=fix) from error
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=ENDINGS[path.suffix])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """On the round's page: how many have come, how many are late, what is due next."""
    rows = DELIVERABLES.visible(actor, owed().filter(round=of, kind=Deliverable.Kind.PICTURE))
    board = lines(rows, actor, clock.today())
    if not board:
        return None
    tally = counts(board)
    shown = [word("deliveries_panel_come")[language].format(come=tally["come"], all=tally["all"])]
    if tally["late"]:
        shown.append(word("deliveries_panel_late")[language].format(late=tally["late"]))
    waiting = [line for line in board if line.standing in (Standing.SOON, Standing.NOT_YET) and line.row.due]
    if waiting:
        first = min(waiting, key=lambda line: line.row.due or date.max)
        day = day_in(first.row.due or date.max, language)
        shown.append(word("deliveries_panel_next")[language].format(day=day, words=first.words or first.rule[language]))
    link = address(language, "deliveries", year=of.year)
    title, link_text = word("deliveries_panel_title")[language], word("deliveries_panel_link")[language]
    return Panel(title, tuple(shown), link, link_text)


PAGES: Pages = {
    "deliveries": (of_deliveries(), deliveries_page),
    "deliverable": (of_deliverable(), deliverable_page),
    "delivery-file": (of_deliverable("<int:number>/"), file),
}
