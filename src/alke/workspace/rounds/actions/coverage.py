"""Cells of a round: read where they stand; cover them by a meeting, skip them with a reason, or take either back.

Leaves out planning sessions over many cells at once (`sessions.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from alke.areas import area
from alke.base.certainty import Certainty
from alke.base.languages import Text
from alke.workspace.journal.acts import act
from alke.workspace.meetings.models import Meeting
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.models import Coverage, Round, Theme, ThemeState
from alke.workspace.rounds.policies.sessions import TALKS
from alke.workspace.rounds.rules.coverage import Cell, Mark, Standing, concerned, standing

State = Coverage.State


def themes_of(of: Round) -> dict[int, Theme]:
    """The themes that are talked of in a round, in order; a withdrawn one is not."""
    found = of.themes.exclude(state=ThemeState.WITHDRAWN).order_by("order", "pk")
    return {theme.pk: theme for theme in found}


def cells_of(of: Round, themes: Mapping[int, Theme]) -> list[Cell]:
    """The cells of a round, row by row; its regions in its own order."""
    return concerned(of.regions, {pk: theme.regions for pk, theme in themes.items()})


def rows_of(of: Round) -> dict[Cell, list[Coverage]]:
    """The coverage rows of a round by cell, in two queries at most, with meetings and their bodies."""
    found: defaultdict[Cell, list[Coverage]] = defaultdict(list)
    rows = Coverage.objects.filter(round=of).select_related("meeting__body", "meeting__session")
    for row in rows.order_by("pk"):
        found[Cell(row.region, row.theme_id)].append(row)
    return dict(found)


def marks(rows: Iterable[Coverage]) -> list[Mark]:
    """Rows as `rules.coverage` judges them."""
    return [Mark(row.state, bool(row.meeting and row.meeting.cancelled)) for row in rows]


def standings(of: Round) -> dict[Cell, Standing]:
    """Where every cell of a round stands, in two queries."""
    found: defaultdict[Cell, list[Mark]] = defaultdict(list)
    columns = Coverage.objects.filter(round=of).values_list("region", "theme", "state", "meeting__cancelled")
    for region, theme, state, cancelled in columns.order_by("pk"):
        found[Cell(region, theme)].append(Mark(state, bool(cancelled)))
    return {cell: standing(found.get(cell, ())) for cell in cells_of(of, themes_of(of))}


def told(cells: Iterable[Cell]) -> list[list[object]]:
    """Cells as the log keeps them."""
    return [[cell.region, cell.theme] for cell in sorted(cells)]


def place(code: str) -> Text:
    """A region's name."""
    return area(code).names


def checked(of: Round, cells: Iterable[Cell]) -> frozenset[Cell]:
    """The cells, when all of them are cells of the round.

    Raises:
        Impossible: when a theme is not of the round or does not concern the region.
    """
    wanted = frozenset(cells)
    if wanted - set(cells_of(of, themes_of(of))):
        raise impossible("coverage_no_such_cell")
    return wanted


def cover(of: Round, cell: Cell, meeting: Meeting, *, by: Actor) -> Coverage:
    """Let a meeting of any body cover a cell: discussed when the meeting has been held, else planned.

    Raises:
        Impossible: when the cell is not of the round, the meeting is cancelled, or the cell is skipped.
    """
    row = Coverage.objects.filter(theme_id=cell.theme, region=cell.region, meeting=meeting).first()
    row = row or Coverage(round=of, region=cell.region, theme_id=cell.theme, meeting=meeting)
    with act("coverage.cover", row, by=by) as row:
        of.refresh_from_db()
        TALKS.demand(by, "cover", of)
        checked(of, [cell])
        meeting.refresh_from_db()
        if meeting.cancelled:
            raise impossible("coverage_meeting_cancelled")
        if Coverage.objects.filter(theme_id=cell.theme, region=cell.region, state=State.SKIPPED).exists():
            raise impossible("coverage_is_skipped")
        row.state = State.DISCUSSED if meeting.certainty == Certainty.HELD else State.PLANNED
        row.reason = ""
        row.save()
        of.meetings.add(meeting)
    return row


def uncover(row: Coverage, *, reason: str, by: Actor) -> None:
    """Take a cell from a meeting: it was not, or will not be, treated there.

    Raises:
        Impossible: when the row is not a meeting's.
    """
    with act("coverage.uncover", row, by=by, reason=reason) as row:
        TALKS.demand(by, "cover", row.round)
        if row.state == State.SKIPPED:
            raise impossible("coverage_is_skipped")
        row.delete()


def skip(of: Round, cell: Cell, *, reason: str, by: Actor) -> Coverage:
    """Leave a cell out of the talks of the round; what was planned for it is taken from its meetings.

    Raises:
        Impossible: when the cell is not of the round, has been discussed, is skipped already, or there is no reason.
    """
    changed: dict[str, object] = {}
    row = Coverage(round=of, region=cell.region, theme_id=cell.theme, state=State.SKIPPED, reason=reason.strip())
    with act("coverage.skip", row, by=by, reason=reason, told=changed) as row:
        of.refresh_from_db()
        TALKS.demand(by, "skip", of)
        checked(of, [cell])
        others = Coverage.objects.filter(theme_id=cell.theme, region=cell.region)
        states = set(others.values_list("state", flat=True))
        if State.DISCUSSED in states:
            raise impossible("coverage_is_discussed")
        if State.SKIPPED in states:
            raise impossible("coverage_is_skipped")
        if not row.reason:
            raise impossible("coverage_needs_reason")
        planned = others.filter(state=State.PLANNED)
        if taken := list(planned.values_list("meeting", flat=True)):
            changed["taken_from_meetings"] = taken
        planned.delete()
        row.save()
    return row


def unskip(row: Coverage, *, by: Actor, reason: str = "") -> None:
    """Take a skip back: the cell is undiscussed again.

    Raises:
        Impossible: when the row is not a skip.
    """
    with act("coverage.unskip", row, by=by, reason=reason) as row:
        TALKS.demand(by, "skip", row.round)
        if row.state != State.SKIPPED:
            raise impossible("coverage_not_skipped")
        row.delete()
