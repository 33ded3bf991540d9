"""What is done to a theme: each verb leaves a step, and the theme's state follows from its steps (`rules.themes`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max

from alke.base.certainty import Certainty
from alke.workspace.journal.acts import act
from alke.workspace.meetings.actions import Span, found_or_made
from alke.workspace.meetings.models import Body, Meeting, Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.rounds import audience
from alke.workspace.rounds.models import Round, Theme, ThemeStep
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.policies.themes import THEMES
from alke.workspace.rounds.rules.themes import state_after
from alke.workspace.strategies.models import Element, SetTheme
from alke.workspace.words import word

Kind = ThemeStep.Kind


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who took a step, where, when and by what source; the actor's own organisation when neither is given."""

    body: Body | None = None
    organisation: Organisation | None = None
    meeting: Meeting | None = None
    on: date | None = None
    month: str = ""
    words: str = ""
    certainty: Certainty = Certainty.HELD
    source: Source | None = None
    span: Span = None


HERE = Occasion()


def _audience(theme: Theme) -> str:
    return audience(theme.round)


@found_or_made
def propose(
    of: Round,
    name_fi: str,
    *,
    by: Actor,
    occasion: Occasion = HERE,
    reason: str = "",
    elements: Iterable[Element] = (),
    set_themes: Iterable[SetTheme] = (),
    **fields: Any,
) -> Theme:
    """A theme is proposed; proposing one of that name again leaves another step on it, once for each source.

    Args:
        of: The round.
        name_fi: Its name in Finnish.
        by: Who enters it.
        occasion: Who proposed it, where and when.
        reason: Why, in the proposer's words.
        elements: Elements of the regional development decision that it serves.
        set_themes: Themes of the picture that it takes up.
        fields: `name_sv`, `name_en`, `focus_fi` …, `cross_cutting`, `regions`, `order`.
    """
    name_fi = name_fi.strip()
    theme = Theme.objects.filter(round=of, name_fi=name_fi).first()
    if theme is None:
        last = Theme.objects.filter(round=of).aggregate(last=Max("order"))["last"] or 0
        theme = Theme(round=of, name_fi=name_fi, **{"order": last + 1, **fields})
    told: dict[str, Any] = {}
    with act("theme.propose", theme, by=by, reason=reason, audience=_audience, told=told) as theme:
        of.refresh_from_db()
        ROUNDS.demand(by, "propose_theme", of)
        new = theme.pk is None
        if new:
            theme.save()
            told |= _map(theme, elements, set_themes)
        _step(theme, Kind.PROPOSED, occasion, reason, by, told)
    return theme


def support(theme: Theme, *, by: Actor, occasion: Occasion = HERE, reason: str = "") -> Theme:
    """Someone supports a theme."""
    return _take("theme.support", theme, Kind.SUPPORTED, occasion, reason, by)


def contest(theme: Theme, *, reason: str, by: Actor, occasion: Occasion = HERE) -> Theme:
    """Someone contests a theme, with the reason: it stays contested until it is confirmed or withdrawn."""
    return _take("theme.contest", theme, Kind.CONTESTED, occasion, reason, by)


def confirm(theme: Theme, *, by: Actor, occasion: Occasion = HERE, reason: str = "") -> Theme:
    """Record the confirmation of a theme, or by its certainty that one is expected."""
    return _take("theme.confirm", theme, Kind.CONFIRMED, occasion, reason, by)


def withdraw(theme: Theme, *, reason: str, by: Actor, occasion: Occasion = HERE) -> Theme:
    """Take a theme off the round, with the reason."""
    return _take("theme.withdraw", theme, Kind.WITHDRAWN, occasion, reason, by)


def expect_confirmation(theme: Theme, *, by: Actor, occasion: Occasion) -> Theme:
    """Record that a source expects a confirmation; it settles nothing, so anyone who takes part may record it."""
    told: dict[str, Any] = {}
    with act("theme.expect", theme, by=by, audience=_audience, told=told) as theme:
        ROUNDS.demand(by, "tell", theme.round)
        certainty = max(occasion.certainty, Certainty.EXPECTED, key=lambda one: one.rank)
        _step(theme, Kind.CONFIRMED, replace(occasion, certainty=certainty), "", by, told)
    return theme


def _take(verb: str, theme: Theme, kind: Kind, occasion: Occasion, reason: str, by: Actor) -> Theme:
    told: dict[str, Any] = {}
    with act(verb, theme, by=by, reason=reason, audience=_audience, told=told) as theme:
        THEMES.demand(by, verb.split(".")[1], theme)
        if kind in (Kind.CONTESTED, Kind.WITHDRAWN) and not reason.strip():
            raise Refused(word("theme_reason_needed"))
        _step(theme, kind, occasion, reason, by, told)
    return theme


def _step(theme: Theme, kind: Kind, occasion: Occasion, reason: str, by: Actor, told: dict[str, Any]) -> None:
    """Leave a step, unless the same source has told it already, and give the theme the state that follows."""
    start, end = occasion.span or (None, None)
    same = ThemeStep.objects.filter(theme=theme, kind=kind, source=occasion.source, span_start=start, span_end=end)
    if occasion.source is not None and same.exists():
        return
    own = None if occasion.organisation or occasion.body else by.organisation_id
    meeting = occasion.meeting or _meeting_of(occasion)
    step = ThemeStep(
        theme=theme,
        kind=kind,
        body=occasion.body or (meeting.body if meeting and not occasion.organisation else None),
        organisation_id=occasion.organisation.pk if occasion.organisation else own,
        meeting=meeting,
        on=occasion.on or (meeting.starts_on if meeting else None),
        month=occasion.month,
        words=occasion.words,
        certainty=occasion.certainty,
        reason=reason.strip(),
        source=occasion.source,
        span_start=start,
        span_end=end,
    )
    step.save()
    theme.state = state_after(theme.steps.order_by("pk"))
    theme.save()
    told |= {"step": str(kind), "certainty": str(occasion.certainty), "body": step.body.code if step.body else ""}
    told |= {"on": step.on.isoformat() if step.on else occasion.month or occasion.words}


def _meeting_of(occasion: Occasion) -> Meeting | None:
    """The meeting that the body is known to have on the day told."""
    if occasion.body is None or occasion.on is None:
        return None
    return Meeting.objects.filter(body=occasion.body, starts_on=occasion.on, cancelled=False).first()


def edit_theme(
    theme: Theme,
    *,
    by: Actor,
    reason: str = "",
    elements: Iterable[Element] | None = None,
    set_themes: Iterable[SetTheme] | None = None,
    **fields: Any,
) -> Theme:
    """Change a theme's names, foci, `order`, `regions`, `cross_cutting`, and what it is mapped to; None: as is."""
    told: dict[str, Any] = {}
    with act("theme.edit", theme, by=by, reason=reason, audience=_audience, told=told) as theme:
        THEMES.demand(by, "edit", theme)
        for name, value in fields.items():
            setattr(theme, name, value)
        theme.save()
        told |= _map(theme, elements, set_themes)
    return theme


def _map(theme: Theme, elements: Iterable[Element] | None, set_themes: Iterable[SetTheme] | None) -> dict[str, Any]:
    """Map a theme; tells the keys where the mapping changed."""
    told: dict[str, Any] = {}
    if elements is not None:
        wanted = {one.pk: one.key for one in elements}
        if wanted.keys() != set(theme.elements.values_list("pk", flat=True)):
            theme.elements.set(wanted)
            told["elements"] = sorted(wanted.values())
    if set_themes is not None:
        taken = {one.pk: one.key for one in set_themes}
        if taken.keys() != set(theme.set_themes.values_list("pk", flat=True)):
            theme.set_themes.set(taken)
            told["set_themes"] = sorted(taken.values())
    return told
