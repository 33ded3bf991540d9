"""The dossier of a session: assembled from what the round knows, added to, supplemented. Numbers are never reused.

What a document said when it was issued is kept with it, so that papers in people's hands and the page agree. Only what
everyone may see goes in. Leaves out how it looks (`rules/dossiers.py`, `views/dossiers.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alke.areas import area
from alke.base.languages import Language, Text
from alke.language.dates import day_in, time_in
from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.people.actors import ANYONE, Actor
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.actions import matrices
from alke.workspace.rounds.models import (
    Conclusion,
    Coverage,
    Deliverable,
    Delivery,
    DossierEntry,
    OutcomeDocument,
    Position,
    ProgrammeItem,
    Session,
    Theme,
)
from alke.workspace.rounds.policies.positions import POSITIONS
from alke.workspace.rounds.policies.sessions import SESSIONS
from alke.workspace.rounds.rules.dossiers import Style, next_number, piece, texts_of
from alke.workspace.rounds.rules.positions import EVERYWHERE
from alke.workspace.words import word


@dataclass(frozen=True)
class Draft:
    """A document as it would be issued now; `kind` and `subject` tell which number it is an issue of.

    `language` is told of a document that a person wrote: its title is in that language alone.
    """

    kind: str
    subject: str
    title: Text
    pieces: list[dict[str, Any]]
    language: Language | None = None

    @property
    def content(self) -> list[dict[str, Any]]:
        """The title in every language that it exists in first, then the pieces."""
        title = {str(code): self.title[code] for code in ([self.language] if self.language else Language)}
        return [piece("heading", title), *self.pieces]


def _said(style: Style, text: Text, **link: Any) -> dict[str, Any]:
    return piece(style, texts_of(text), **link)


def entries(session: Session) -> list[DossierEntry]:
    """The newest issue of every number, in order."""
    newest = {one.number: one for one in DossierEntry.objects.filter(session=session).order_by("number", "issue")}
    return list(newest.values())


def assemble(session: Session, *, by: Actor) -> list[DossierEntry]:
    """Issue every document that is not there yet, and a new issue of each that has changed; gives the new ones.

    Raises:
        Refused: when the actor may not, or the session has been cancelled.
    """
    changed: dict[str, Any] = {}
    made: list[DossierEntry] = []
    with act("session.assemble_dossier", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "dossier", session)
        known = {(one.kind, one.subject_id): one for one in entries(session)}
        for draft in drafts(session, {subject for kind, subject in known if kind in ("positions", "matrix")}):
            before = known.get((draft.kind, draft.subject))
            if before is None or before.content != draft.content:
                made.append(_issue(session, before, draft))
        if made:
            changed["issued"] = [[one.number, one.issue, one.title] for one in made]
    return made


def add(session: Session, title: str, text: str, *, by: Actor, language: Language, link: str = "") -> DossierEntry:
    """Add a document of one's own under a new number; it is in the language it is written in.

    Raises:
        Refused: when the actor may not, or the session has been cancelled.
        Impossible: when it has neither text nor a link.
    """
    changed: dict[str, Any] = {}
    with act("session.add_to_dossier", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "dossier", session)
        made = _issue(session, None, _own(title, text, language, link))
        changed["issued"] = [[made.number, made.issue, made.title]]
    return made


def supplement(
    entry: DossierEntry, title: str, text: str, *, by: Actor, language: Language, link: str = ""
) -> DossierEntry:
    """A new issue of a document of one's own; the earlier ones stay, and no number or page of another moves.

    Raises:
        Refused: when the actor may not, or the session has been cancelled.
        Impossible: when the document is one that Alke assembles, or nothing is given.
    """
    session = entry.session
    changed: dict[str, Any] = {}
    with act("session.supplement_dossier", session, by=by, told=changed) as session:
        SESSIONS.demand(by, "dossier", session)
        if entry.kind != "other":
            raise impossible("dossier_is_assembled")
        newest = DossierEntry.objects.filter(session=session, number=entry.number).order_by("-issue")[0]
        made = _issue(session, newest, _own(title, text, language, link))
        changed["issued"] = [[made.number, made.issue, made.title]]
    return made


def _own(title: str, text: str, language: Language, link: str) -> Draft:
    if not title.strip() or not (text.strip() or link.strip()):
        raise impossible("dossier_needs_content")
    pieces = [piece("body", {language: text.strip()})] if text.strip() else []
    pieces += [piece("body", {language: link.strip()}, address=link.strip())] if link.strip() else []
    return Draft("other", "", Text.same(title.strip()), pieces, language)


def _issue(session: Session, before: DossierEntry | None, draft: Draft) -> DossierEntry:
    if before is not None:
        number, issue = before.number, before.issue + 1
    else:
        number, issue = next_number(session.dossier.values_list("number", flat=True)), 1
    return DossierEntry.objects.create(
        session=session,
        number=number,
        issue=issue,
        kind=draft.kind,
        subject_id=draft.subject,
        title=draft.title.fi[:300],
        content=draft.content,
    )


def drafts(session: Session, told: Collection[str] = ()) -> Iterator[Draft]:
    """The documents of a session as they would be now: programme, themes, pictures, positions, earlier conclusions.

    Args:
        session: The session.
        told: Codes of regions whose positions have a document already, and ``matrix`` when the matrix has one; they
            stay when positions are withdrawn.
    """
    rows = Coverage.objects.filter(meeting=session.meeting)
    there = set(rows.values_list("region", flat=True))
    regions = [code for code in session.round.regions if code in there]
    themes = list(Theme.objects.filter(coverage__in=rows).distinct().order_by("order", "pk"))
    yield _programme(session)
    yield _themes(themes)
    yield from _pictures(session, regions)
    yield _conclusions(session, regions)
    yield from _positions(session, regions, themes, told)


def _programme(session: Session) -> Draft:
    lines = ProgrammeItem.objects.filter(session=session).order_by("order", "pk")
    pieces = [_said("item", _line(one)) for one in lines] or [_said("body", word("session_programme_none"))]
    return Draft("programme", "", word("dossier_kind_programme"), pieces)


def _line(one: ProgrammeItem) -> Text:
    tail = f"{one.title}, {one.who}" if one.who else one.title
    if one.starts_at is None:
        return Text.same(tail)
    return Text(*(f"{time_in(one.starts_at, language)} {tail}" for language in Language))


def _themes(themes: Iterable[Theme]) -> Draft:
    pieces: list[dict[str, Any]] = []
    for theme in themes:
        pieces.append(_said("heading", theme.names))
        focus = Text(theme.focus_fi, theme.focus_sv or theme.focus_fi, theme.focus_en or theme.focus_fi)
        if focus.fi:
            slots = (word("dossier_focus")[code].format(focus=focus[code]) for code in Language)
            pieces.append(_said("body", Text(*slots)))
        if theme.cross_cutting:
            pieces.append(_said("note", word("dossier_cross_cutting")))
    return Draft("themes", "", word("dossier_kind_themes"), pieces)


def _pictures(session: Session, regions: list[str]) -> Iterator[Draft]:
    """A document for each region: its council's latest delivery, and Alke's own picture beside it."""
    owed = Deliverable.objects.filter(round=session.round, kind=Deliverable.Kind.PICTURE).select_related("owner")
    latest: dict[int, Delivery] = {
        one.deliverable_id: one for one in Delivery.objects.filter(deliverable__in=owed).order_by("number")
    }
    of_region = {code: one for one in owed for code in one.owner.regions}
    for code in regions:
        deliverable = of_region.get(code)
        came = latest.get(deliverable.pk) if deliverable else None
        told = _delivered(came) if came else word("dossier_not_delivered")
        link = (
            {"page": "deliverable", "args": {"year": session.round.year, "pk": deliverable.pk}} if deliverable else {}
        )
        pieces = [_said("body", told, **(link if came else {}))]
        pieces.append(_said("body", word("dossier_own_picture"), page="area", args={"code": code}))
        yield Draft("picture", code, _of_region("dossier_kind_picture", code), pieces)


def _delivered(came: Delivery) -> Text:
    def told(language: Language) -> str:
        on = day_in(came.received_on, language)
        return word("dossier_delivered")[language].format(name=came.name, day=on, number=came.number)

    return Text(*(told(code) for code in Language))


def _of_region(key: str, code: str) -> Text:
    names = word("position_everywhere") if code == EVERYWHERE else area(code).names
    return Text(*(word(key)[language].format(region=names[language]) for language in Language))


def _positions(session: Session, regions: list[str], themes: list[Theme], told: Collection[str]) -> Iterator[Draft]:
    """The ministries' matrix, and a document for each region of which something has been released, and the country."""
    rows: QuerySet[Position] = Position.objects.filter(round=session.round, theme__in=themes, state="released")
    rows = POSITIONS.visible(ANYONE, rows).select_related("theme", "organisation")
    rows = rows.order_by("theme__order", "theme", "organisation__code")
    by_region: defaultdict[str, list[Position]] = defaultdict(list)
    for one in rows:
        by_region[one.region].append(one)
    texts = writings.current([one for found in by_region.values() for one in found])
    none = [_said("body", word("dossier_no_positions"))]
    if (matrix := matrices.tables(regions, themes, rows)) or "matrix" in told:
        yield Draft("matrix", "matrix", word("dossier_kind_matrix"), matrix or none)
    for code in (*regions, EVERYWHERE):
        found = by_region.get(code, [])
        if not found and code not in told:
            continue
        pieces = [shown for one in found for shown in _position(one, texts)]
        yield Draft("positions", code, _of_region("dossier_kind_positions", code), pieces or none)


def _position(one: Position, texts: writings.Texts) -> Iterator[dict[str, Any]]:
    heads = (
        word("dossier_position")[code].format(
            theme=one.theme.names[code],
            organisation=one.organisation.names[code],
            stance=word(f"position_stance_{one.stance}")[code],
        )
        for code in Language
    )
    yield _said("heading", Text(*heads))
    said = {code: texts[key].text for code in Language if (key := (str(one.pk), "position", str(code))) in texts}
    if any(said.values()):
        yield piece("body", {str(code): text for code, text in said.items()})


def _conclusions(session: Session, regions: list[str]) -> Draft:
    """What earlier rounds concluded and is still followed, for the regions of the session."""
    rows = Conclusion.objects.filter(
        outcome__round__year__lt=session.round.year,
        outcome__state=OutcomeDocument.State.PUBLISHED,
        state=Conclusion.State.OPEN,
    ).select_related("outcome__round", "owner")
    pieces = []
    for one in rows.order_by("outcome__round__year", "outcome", "number"):
        if one.regions and not set(one.regions) & set(regions):
            continue
        heads = (
            word("dossier_conclusion")[code].format(
                round=one.outcome.round, number=one.number, quote=one.quote, owner=one.owner.names[code]
            )
            for code in Language
        )
        pieces.append(_said("item", Text(*heads)))
    none = [_said("body", word("dossier_no_conclusions"))]
    return Draft("conclusions", "", word("dossier_kind_conclusions"), pieces or none)
