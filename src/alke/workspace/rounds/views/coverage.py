"""The coverage board, one cell of it, and what is done to a cell; the round page's panel on sessions and coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alke.areas import area
from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.meetings.models import Meeting
from alke.workspace.meetings.rules import in_words, order
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import coverage as acts
from alke.workspace.rounds.actions.formats import layout_of, planned_of
from alke.workspace.rounds.models import Coverage, Round, Theme
from alke.workspace.rounds.policies.meetings import MEETINGS
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.policies.sessions import SESSIONS, TALKS, of_region, sessions
from alke.workspace.rounds.rules.coverage import Cell, Counts, Standing, concerned, standing
from alke.workspace.rounds.rules.formats import Layout, format_of
from alke.workspace.rounds.views.fields import NamedChoice, RowsForm
from alke.workspace.rounds.views.sessions import MARKS
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import ReasonForm, SureForm, posted, verb_page
from alke.workspace.words import word

STANDING_MARKS = {"discussed": "good", "planned": "part", "skipped": "off", "undiscussed": "bad"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is, or was, taken up: one coverage row in words; `number` is the meeting's on the board."""

    row: Coverage
    name: str
    when: str
    link: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell on the board: where it stands, and where it is taken up."""

    cell: Cell
    theme: Theme
    standing: Standing
    mark: str
    places: tuple[Place, ...]


Board = list[tuple[str, list[Shown | None]]]
"""Each region's code and its cells, None for a theme that does not concern it."""


def places(of: Round, rows: Iterable[Coverage], language: Language) -> tuple[Place, ...]:
    """The rows of a cell in words; a plan in a cancelled meeting is left out."""
    found = []
    for row in rows:
        meeting = row.meeting
        if meeting is None:
            found.append(Place(row, "", "", ""))
        elif not (meeting.cancelled and row.state == "planned"):
            session = getattr(meeting, "session", None)
            if session is None:
                link = address(language, "meeting", pk=meeting.pk)
            else:
                link = address(language, "session", year=of.year, pk=session.pk)
            found.append(Place(row, meeting.names[language], in_words(meeting, language), link))
    return tuple(found)


def numbered(board: Board) -> tuple[Board, list[Place]]:
    """The board with a number for each meeting, and the meetings by number: in order of time, each told once."""
    met: dict[int, tuple[Meeting, Place]] = {}
    for place in (place for _, line in board for one in line if one for place in one.places):
        if place.row.meeting is not None:
            met[place.row.meeting.pk] = place.row.meeting, place
    told = sorted(met, key=lambda pk: (order(met[pk][0]), pk))
    numbers = {pk: number for number, pk in enumerate(told, 1)}

    def mark(one: Shown | None) -> Shown | None:
        return one and replace(
            one, places=tuple(replace(each, number=numbers.get(each.row.meeting_id or 0, 0)) for each in one.places)
        )

    return [(code, [mark(one) for one in line]) for code, line in board], [met[pk][1] for pk in told]


def shown(of: Round, cell: Cell, theme: Theme, rows: Iterable[Coverage], language: Language) -> Shown:
    """A cell of the board."""
    rows = list(rows)
    where = standing(acts.marks(rows))
    return Shown(cell, theme, where, STANDING_MARKS[where], places(of, rows, language))


def coverage_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The board: every region × theme, the sessions, and how much is where; in a constant number of queries."""
    actor = actor_of(request)
    of = ROUNDS.fetch(actor, "see", Round.objects.all(), year=year)
    themes, rows = acts.themes_of(of), acts.rows_of(of)
    board, met = numbered(
        [
            (code, [_or_none(of, Cell(code, pk), theme, rows, language) for pk, theme in themes.items()])
            for code in of.regions
        ]
    )
    cells = [one for _, line in board for one in line if one is not None]
    region = request.GET.get("region", "")
    region = region if region in of.regions else ""
    lines = session_lines(of, region, actor, language)
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "coverage", language),
        "themes": list(themes.values()),
        "board": board,
        "met": met,
        "undiscussed": [(code, found) for code, line in board if (found := _open(line))],
        "skipped": [one for one in cells if one.standing == Standing.SKIPPED],
        "only": request.GET.get("show") == "undiscussed",
        "counts": Counts.of(one.standing for one in cells),
        "format": format_of(layout_of(of)),
        "changes": list(of.format_changes.all()),
        "region": region,
        "sessions": [one for one in lines if one["session"].state != "cancelled"],
        "cancelled": [one for one in lines if one["session"].state == "cancelled"],
        "may": {verb: bool(TALKS.may(actor, verb, of)) for verb in ("plan", "change_format")},
        "has_planned": bool(planned_of(of)),
    }
    return page(request, "rounds/coverage", language, **told)


def _or_none(of: Round, cell: Cell, theme: Theme, rows: dict[Cell, list[Coverage]], language: Language) -> Shown | None:
    if theme.regions and cell.region not in theme.regions:
        return None
    return shown(of, cell, theme, rows.get(cell, ()), language)


def _open(line: Iterable[Shown | None]) -> list[Shown]:
    return [one for one in line if one is not None and one.standing == Standing.UNDISCUSSED]


def session_lines(of: Round, region: str, actor: Actor, language: Language) -> list[dict[str, Any]]:
    """The sessions of a round, or of one region in it, each with its time, state and what it covers."""
    rows = SESSIONS.visible(actor, sessions().filter(round=of)).order_by("meeting__starts_on", "order", "pk")
    rows = of_region(rows, region) if region else rows
    found = list(rows)
    covers: dict[int, tuple[set[str], set[int]]] = {one.meeting_id: (set(), set()) for one in found}
    pairs = Coverage.objects.filter(meeting__in=covers).values_list("meeting", "region", "theme")
    for meeting, code, theme in pairs:
        covers[meeting or 0][0].add(code)
        covers[meeting or 0][1].add(theme)
    return [
        {
            "session": one,
            "when": in_words(one.meeting, language),
            "mark": MARKS[one.state],
            "regions": len(covers[one.meeting_id][0]),
            "themes": len(covers[one.meeting_id][1]),
            "only": next(iter(covers[one.meeting_id][0])) if len(covers[one.meeting_id][0]) == 1 else "",
        }
        for one in found
    ]


def panel(round: Round, actor: Actor, language: Language) -> Panel | None:  # noqa: A002 – named by the tabs
    """Sessions, the format, and how many cells stand where."""
    counts = Counts.of(acts.standings(round).values())
    layout: Layout = layout_of(round)
    slots = {name: getattr(counts, name) for name in ("discussed", "planned", "undiscussed", "skipped")}
    lines = [word("coverage_panel_sessions")[language].format(count=len(layout.sessions))]
    if layout.sessions:
        kind = word(f"format_{format_of(layout)}")[language]
        lines.append(word("coverage_panel_format")[language].format(format=kind))
    lines.append(word("coverage_panel_cells")[language].format(**slots))
    link = address(language, "coverage", year=round.year)
    return Panel(word("session_list")[language], tuple(lines), link, word("coverage_panel_link")[language])


def _fetch(request: HttpRequest, verb: str, year: int, region: str, theme: int) -> tuple[Round, Cell, Theme]:
    """The cell, when the round may be seen, the verb done, and the theme concerns the region."""
    actor = actor_of(request)
    policy = ROUNDS if verb == "see" else TALKS
    of = policy.fetch(actor, verb, Round.objects.all(), year=year)
    row = of.themes.filter(pk=theme).exclude(state="withdrawn").first()
    if row is None or Cell(region, theme) not in concerned(of.regions, {theme: row.regions}):
        raise Http404
    return of, Cell(region, theme), row


def _name(cell: Cell, theme: Theme, language: Language) -> str:
    told = word("coverage_cell")[language]
    return told.format(region=area(cell.region).names[language], theme=theme.names[language])


def _at(of: Round, cell: Cell, language: Language) -> str:
    return address(language, "cell", year=of.year, region=cell.region, theme=cell.theme)


def cell_page(request: HttpRequest, language: Language, year: int, region: str, theme: int) -> HttpResponse:
    """One cell: where it is taken up, and what can be done to it."""
    actor = actor_of(request)
    of, cell, row = _fetch(request, "see", year, region, theme)
    found = acts.rows_of(of).get(cell, [])
    seen = shown(of, cell, row, found, language)
    may_skip, may_cover = (bool(TALKS.may(actor, verb, of)) for verb in ("skip", "cover"))
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "coverage", language),
        "title": _name(cell, row, language),
        "seen": seen,
        "may_cover": may_cover and seen.standing != Standing.SKIPPED,
        "may_uncover": may_cover,
        "may_skip": may_skip and seen.standing not in (Standing.SKIPPED, Standing.DISCUSSED),
        "may_unskip": may_skip and seen.standing == Standing.SKIPPED,
    }
    return page(request, "rounds/coverage_cell", language, **told)


class CoverForm(RowsForm):
    """Which meeting covers the cell."""

    labels = {"meeting": "coverage_field_meeting"}
    meeting = NamedChoice(Meeting.objects.none())


class SkipForm(ReasonForm):
    """Why a cell is skipped, or a record taken back."""

    labels = {"reason": "coverage_field_reason"}


def cover_page(request: HttpRequest, language: Language, year: int, region: str, theme: int) -> HttpResponse:
    """Let a meeting cover a cell."""
    actor = actor_of(request)
    of, cell, row = _fetch(request, "cover", year, region, theme)
    form = CoverForm(language, posted(request))
    form.rows("meeting", MEETINGS.visible(actor, of.meetings.filter(cancelled=False)))

    def do(given: dict[str, Any]) -> Coverage:
        return acts.cover(of, cell, given["meeting"], by=actor)

    text = word("coverage_cover_lead")[language].format(cell=_name(cell, row, language))
    told: dict[str, Any] = {
        "title": "coverage_cover",
        "done": "coverage_covered",
        "submit": "save",
        "back": _at(of, cell, language),
    }
    return verb_page(request, language, form, do=do, lead=text, **told)


def skip_page(request: HttpRequest, language: Language, year: int, region: str, theme: int) -> HttpResponse:
    """Skip a cell with a reason."""
    of, cell, row = _fetch(request, "skip", year, region, theme)
    form = SkipForm(language, posted(request))

    def do(given: dict[str, Any]) -> Coverage:
        return acts.skip(of, cell, reason=given["reason"], by=actor_of(request))

    text = word("coverage_skip_lead")[language].format(cell=_name(cell, row, language))
    told: dict[str, Any] = {"title": "coverage_skip", "done": "coverage_covered", "back": _at(of, cell, language)}
    return verb_page(request, language, form, do=do, lead=text, **told)


def unskip_page(request: HttpRequest, language: Language, year: int, region: str, theme: int) -> HttpResponse:
    """Take a skip back."""
    of, cell, row = _fetch(request, "skip", year, region, theme)
    skipped = Coverage.objects.filter(theme=row, region=region, state="skipped").select_related("round").first()
    if skipped is None:
        raise Http404

    def do(_: dict[str, Any]) -> None:
        acts.unskip(skipped, by=actor_of(request))

    text = word("coverage_unskip_lead")[language].format(cell=_name(cell, row, language))
    told: dict[str, Any] = {"title": "coverage_unskip", "done": "coverage_covered", "back": _at(of, cell, language)}
    return verb_page(request, language, SureForm(language, posted(request)), do=do, lead=text, **told)


def uncover_page(
    request: HttpRequest, language: Language, year: int, region: str, theme: int, meeting: int
) -> HttpResponse:
    """Take a cell from a meeting."""
    of, cell, row = _fetch(request, "cover", year, region, theme)
    found = (
        Coverage.objects.filter(theme=row, region=region, meeting=meeting).select_related("round", "meeting").first()
    )
    if found is None or found.meeting is None:
        raise Http404
    form = SkipForm(language, posted(request))

    def do(given: dict[str, Any]) -> None:
        acts.uncover(found, reason=given["reason"], by=actor_of(request))

    slots = {"cell": _name(cell, row, language), "meeting": found.meeting.names[language]}
    text = word("coverage_uncover_lead")[language].format(**slots)
    told: dict[str, Any] = {"title": "coverage_uncover", "done": "coverage_covered", "back": _at(of, cell, language)}
    return verb_page(request, language, form, do=do, lead=text, **told)


_under = below("fi/kierros/<int:year>/kattavuus/", "sv/omgang/<int:year>/tackning/", "en/round/<int:year>/coverage/")
_CELL = "<slug:region>/<int:theme>/"
_MEETING = "<int:meeting>/"


PAGES: Pages = {
    "coverage": (_under(), coverage_page),
    "cell": (_under(_CELL), cell_page),
    "cell-cover": (_under(f"{_CELL}kokous/", f"{_CELL}mote/", f"{_CELL}meeting/"), cover_page),
    "cell-uncover": (
        _under(f"{_CELL}poista/{_MEETING}", f"{_CELL}ta-bort/{_MEETING}", f"{_CELL}remove/{_MEETING}"),
        uncover_page,
    ),
    "cell-skip": (_under(f"{_CELL}jata/", f"{_CELL}lamna/", f"{_CELL}skip/"), skip_page),
    "cell-unskip": (_under(f"{_CELL}palauta/", f"{_CELL}aterta/", f"{_CELL}unskip/"), unskip_page),
}
