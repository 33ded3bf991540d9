"""One thing to do: what, why, by when, where. And the desk on which all files of this folder look for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Max, Min
from django.urls import NoReverseMatch

from alke.base.languages import Language, Text
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import OrganisationKind, Role
from alke.workspace.rounds.models import Round, RoundState, Session
from alke.workspace.rounds.rules.deadlines import Standing, standing
from alke.workspace.rounds.rules.law import in_force
from alke.workspace.words import word

NOTHING = Text.same("")
SHOWN_NAMES = 4
"""How many names a duty tells before it tells only how many more there are."""
PEOPLE_OF_REGION = (Role.PREPARER, Role.APPROVER)


@dataclass(frozen=True, slots=True)
class Duty:
    """A thing to do.

    Attributes:
        what: What is to be done, as a heading.
        why: Why, with the section of law or who asked.
        act: The words of the link.
        page: Name of the page where it is done.
        args: What the page's address takes.
        subject: Kind and id of what it is about: the same thing is never reminded of twice in a few days.
        due: The day by which, None when there is none.
        words: The deadline in its source's own words, or the event that gives the day.
        weight: The heavier of two that are equally urgent comes first.
        owed: Whether someone waits for it; what is only for reading is never sent by mail.
        standing: `LATE`, `SOON` or `NOT_YET`.
    """

    what: Text
    why: Text
    act: Text
    page: str
    args: Mapping[str, Any]
    subject: tuple[str, str]
    due: date | None = None
    words: Text = NOTHING
    weight: int = 0
    owed: bool = True
    standing: Standing = Standing.NOT_YET

    @property
    def key(self) -> tuple[int, date, int]:
        """Sorts: late, soon, later; then by day; then the heavier first."""
        return self.standing.rank, self.due or date.max, -self.weight

    def address(self, language: Language) -> str:
        """The address of the page; "" while the site has no such page."""
        try:
            return address(language, self.page, **self.args)
        except NoReverseMatch:
            return ""

    def time_left(self, today: date) -> Text:
        """How many days there are left, or how many it is late; empty without a day."""
        if self.due is None:
            return NOTHING
        days = (self.due - today).days
        key = (
            "duty_today"
            if days == 0
            else f"duty_{'late' if days < 0 else 'left'}_{'one' if abs(days) == 1 else 'many'}"
        )
        return word(key).format(days=abs(days))


@dataclass(frozen=True)
class Desk:
    """For whom and for which day duties are looked for; what several files need is asked once."""

    actor: Actor
    today: date

    @cached_property
    def rounds(self) -> dict[int, Round]:
        """The rounds under way, by id."""
        rows = Round.objects.filter(state=RoundState.OPEN).select_related("operating_model")
        return {one.pk: one for one in rows}

    @cached_property
    def talks(self) -> dict[int, tuple[date, date]]:
        """Round's id → the first and last day of its sessions that are not cancelled."""
        rows = (
            Session.objects.filter(
                round__state=RoundState.OPEN, meeting__cancelled=False, meeting__starts_on__isnull=False
            )
            .order_by()
            .values("round")
            .annotate(first=Min("meeting__starts_on"), last=Max("meeting__starts_on"), end=Max("meeting__ends_on"))
        )
        return {row["round"]: (row["first"], max(row["end"] or row["last"], row["last"])) for row in rows}

    def first_day(self, of: Round) -> date | None:
        """The first day of a round's talks, when it is known."""
        return self.talks[of.pk][0] if of.pk in self.talks else None

    def talks_are_over(self, of: Round) -> bool:
        """Whether the last known session has passed."""
        return of.pk in self.talks and self.talks[of.pk][1] < self.today

    @property
    def coordinates(self) -> bool:
        """Whether the actor runs the rounds."""
        return self.actor.has(Role.COORDINATOR)

    @property
    def keeps(self) -> bool:
        """Whether the actor keeps the state's meetings: the coordinator and the state's secretaries."""
        return self.coordinates or (self.actor.has(Role.SECRETARY) and self.actor.state)

    @property
    def speaks_for_region(self) -> bool:
        """Whether the actor prepares or approves for a council."""
        kinds = (OrganisationKind.COUNCIL, OrganisationKind.ALAND)
        return self.actor.has(*PEOPLE_OF_REGION) and self.actor.kind in kinds

    @property
    def is_expert(self) -> bool:
        """Whether the actor is a ministry's expert."""
        return self.actor.has(Role.EXPERT) and self.actor.state

    def own_regions(self, of: Round) -> list[str]:
        """The regions of the actor's organisation that take part in a round."""
        return [code for code in of.regions if code in self.actor.regions]

    def before_talks(self, of: Round) -> dict[str, Any]:
        """`due` and `words` of what should be done before the talks begin; nothing without a day that is ahead."""
        day = None if self.talks_are_over(of) else self.first_day(of)
        return {} if day is None else {"due": day, "words": word("duty_before_talks")}

    def duty(self, key: str, of: Round, *, due: date | None = None, **more: Any) -> Duty:
        """A duty of a round with the words ``duty_KEY``, ``duty_KEY_why`` and ``duty_KEY_act``.

        Args:
            key: The words; their slots are filled with `names`, `round` and what `told` gives.
            of: The round.
            due: The day by which.
            **more: `told` (slots), `law` (key of a rule of law told in the reason), `day_is` (the word that tells what
                day `due` is), and fields of `Duty`.
        """
        slots: dict[str, Any] = {"round": Text.same(str(of)), **more.pop("told", {})}
        why = filled(word(more.pop("why", f"duty_{key}_why")), slots)
        day_is = more.pop("day_is", "")
        if due is not None and day_is:
            more["words"] = word(day_is)
        if law := more.pop("law", ""):
            why = with_law(why, law, of)
        return Duty(
            filled(word(f"duty_{key}"), slots),
            why,
            word(f"duty_{more.pop('act', key)}_act"),
            more.pop("page", "round"),
            more.pop("args", {"year": of.year}),
            more.pop("subject", (f"rounds.round/{key}", str(of.year))),
            due,
            standing=standing(due, None, self.today),
            **more,
        )


def filled(text: Text, slots: Mapping[str, Any]) -> Text:
    """The text with its slots filled, each language with its own words."""
    return Text(
        *(
            text[one].format(**{key: value[one] if isinstance(value, Text) else value for key, value in slots.items()})
            for one in Language
        )
    )


def with_law(why: Text, key: str, of: Round) -> Text:
    """A reason with the section of law that the round is under; as it is where there was none."""
    rule = in_force(key, of.begins_on or date(of.year, 1, 1))
    return why if rule is None else Text(*(f"{why[one].rstrip('.')} ({rule.cited(one)})." for one in Language))


def has_law(key: str, of: Round) -> bool:
    """Whether a rule of law about something was in force when the round began."""
    return in_force(key, of.begins_on or date(of.year, 1, 1)) is not None


def listed(names: Sequence[Text]) -> Text:
    """Names as a list; of a long one the first few, and how many more."""
    told = list(names[:SHOWN_NAMES])
    more = len(names) - len(told)
    text = Text(*(", ".join(name[one] for name in told) for one in Language))
    return filled(word("duty_and_more"), {"names": text, "count": more}) if more else text


def shortened(text: str, longest: int = 90) -> Text:
    """The beginning of somebody's words, the same in every language."""
    flat = " ".join(text.split())
    return Text.same(flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + " …")


def by_round(rows: Iterable[Any], of: str = "round_id") -> dict[int, list[Any]]:
    """Rows by their round's id; `of` is the path of attributes to it."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        value: Any = row
        for part in of.split("."):
            value = getattr(value, part)
        found.setdefault(value, []).append(row)
    return found


def earliest(days: Iterable[date | None]) -> date | None:
    """The first of the days that are known."""
    return min((day for day in days if day is not None), default=None)
