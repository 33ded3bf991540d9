"""Saving what a person confirmed of a minutes item: source, case, item, meetings, round, themes, deadlines, statements.

Every row is made by the verb of its own file, so its rights hold here too: what the actor may not save is left out and
told. The same item confirmed again finds every row there and changes nothing. Leaves out reading (`alke.minutes`) and
the page of review (`rules/imports.py`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.minutes.facts import Fact, Item, Kind
from alke.workspace.meetings import actions as meetings
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.meetings.rules import When, in_words
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import deliveries, facts, rounds, sessions, themes
from alke.workspace.rounds.actions.imported import Entry, Imported, Saving, slug
from alke.workspace.rounds.models import Round, RoundState, Theme
from alke.workspace.rounds.rules.answers import FORA, ORGANISATIONS, WHO_WHEN
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.imports import told
from alke.workspace.rounds.rules.sessions import Facts
from alke.workspace.strategies.models import ThemeSet
from alke.workspace.words import word

ON_DAYS = ("webinar", "forum_meeting", "theme_proposal", "theme_confirmation", "presentation", "board_handling")
"""Events that are meetings of a body."""


def confirm(item: Item, wanted: Collection[str], *, by: Actor, public: bool = True, name: str = "") -> Imported:
    """Save the facts of an item that a person has confirmed; all of them, or on an error of ours none.

    Args:
        item: The item as read.
        wanted: Ids of the facts confirmed.
        by: Who confirms; rows that she may not make are left out and told.
        public: Whether the document may be shown to all.
        name: The file's name, for a document without a title.
    """
    chosen = [fact for fact in item.facts if fact.id in wanted]
    with transaction.atomic():
        return _Saving(item, chosen, by, public, name).run()


class _Saving(Saving):
    """Saves the document first, then the round and what belongs to it."""

    def run(self) -> Imported:
        """Save in the order in which rows need each other."""
        meeting = self._item()
        self.done.round = self._round()
        if self.done.round is None:
            return self.done
        if meeting is not None:
            self._tie(meeting)
        self._model()
        self._picture_themes()
        for fact in self._of(Kind.EVENT):
            with self._noted(fact):
                self._event(fact)
        self._themes()
        self._talks()
        for fact in self._of(Kind.DEADLINE):
            with self._noted(fact):
                self._deadline(fact)
        for fact in self._of(Kind.INTEREST):
            with self._noted(fact):
                self._state(fact, "other", f"{fact.fields['who']}:{fact.fields['what']}")
        return self.done

    # The round and what belongs to it

    def _round(self) -> Round | None:
        fact = self._first(Kind.ROUND)
        year = int(str(fact.fields["year"])) if fact else self._year_of_themes()
        if year is None:
            self.done.entries.append(Entry("round", "", refused=word("import_no_round")))
            return None
        found = Round.objects.filter(year=year).first()
        if found is None:
            try:
                with transaction.atomic():
                    found = rounds.make_round(year, by=self.by)
                    rounds.open_round(found, on=self.done.source.dated if self.done.source else None, by=self.by)
                    found.refresh_from_db()
            except Refused:
                reason = word("import_round_missing").format(year=year)
                self.done.entries.append(Entry("round", str(year), refused=reason))
                return None
            self.done.entries.append(Entry("round", str(found), new=True))
        elif fact:
            self.done.entries.append(Entry("round", str(found)))
        if fact and fact.fields.get("format"):
            with self._noted(fact):
                self._state(fact, "format", str(fact.fields["format"]), of=found, silent=True)
        return found

    def _year_of_themes(self) -> int | None:
        years = {int(str(fact.fields["year"])) for fact in self._of(Kind.DISCUSSION_THEME) if fact.fields.get("year")}
        return years.pop() if len(years) == 1 else None

    def _tie(self, meeting: Meeting) -> None:
        with contextlib.suppress(Refused):
            rounds.add_meeting(self._the_round, meeting, by=self.by)

    @property
    def _the_round(self) -> Round:
        assert self.done.round is not None
        return self.done.round

    def _state(
        self, fact: Fact, question: str, answer: str, *, of: Round | None = None, shown: str = "", silent: bool = False
    ) -> None:
        """Record the fact as its source's word on a question; `shown` where it is not the whole fact in words."""
        from alke.workspace.rounds.models import Statement

        def make() -> Any:
            return facts.state(
                of or self._the_round,
                question,
                answer=answer,
                shown=(shown or told(fact, self.item, Language.FI))[:300],
                certainty=fact.certainty,
                said_by=fact.said_by,
                said_on=self.done.source.dated if self.done.source else None,
                source=self.done.source,
                span=(fact.span.start, fact.span.end),
                quote=fact.quote,
                confidence=fact.confidence,
                by=self.by,
            )

        if silent:
            make()
        else:
            self._make(fact, Statement, make)

    def _model(self) -> None:
        from alke.workspace.rounds.models import OperatingModel

        for fact in self._of(Kind.OPERATING_MODEL):
            with self._noted(fact):
                first, last = term_of(self._the_round.year)
                model = self._make(
                    fact,
                    OperatingModel,
                    partial(
                        rounds.make_operating_model,
                        word("import_operating_model"),
                        first_year=first,
                        last_year=last,
                        certainty=fact.certainty,
                        source=self.done.source,
                        span=(fact.span.start, fact.span.end),
                        by=self.by,
                    ),
                )
                if self._the_round.operating_model_id is None:
                    rounds.set_operating_model(self._the_round, model, by=self.by)
                self._state(fact, "operating_model", str(fact.certainty), silent=True)

    def _picture_themes(self) -> None:
        """The theme set of the picture whose names these are; the round follows it when it follows none."""
        told_ = self._of(Kind.PICTURE_THEME)
        names = {str(fact.fields["name"]).casefold() for fact in told_}
        for one in ThemeSet.objects.prefetch_related("themes"):
            if names and names <= {name.casefold() for theme in one.themes.all() for name in _names(theme)}:
                new = self._the_round.theme_set_id is None
                if new:
                    with self._noted(told_[0]):
                        rounds.edit_round(self._the_round, theme_set=one, by=self.by)
                for fact in told_:
                    self._note(fact, new=new)
                return
        for fact in told_:
            with self._noted(fact):
                self._state(fact, "other", f"picture_theme:{str(fact.fields['name']).casefold()}"[:200])

    # Events

    def _event(self, fact: Fact) -> None:
        assert self.done.source is not None
        source = self.done.source
        what, name = str(fact.fields["what"]), str(fact.fields.get("body") or "")
        if what == "talks":
            return
        answer = FORA.get(name) or ORGANISATIONS.get(name) or slug(name)
        meeting = None
        if what in ON_DAYS and (when := _when(fact)) != When():
            body = Body.objects.get(code="webinaarit") if what == "webinar" else self._forum(name)
            if body is not None:
                meeting = self._make(
                    fact,
                    Meeting,
                    lambda: meetings.record_meeting(
                        body,
                        source=source,
                        when=when,
                        place=str(fact.fields.get("place") or ""),
                        certainty=fact.certainty,
                        span=(fact.span.start, fact.span.end),
                        by=self.by,
                    ),
                )
                self._tie(meeting)
        if what in ("theme_confirmation", "theme_decision"):
            answer = WHO_WHEN.join(filter(None, (answer, _coded(_when(fact)))))
            self._state(fact, "theme_confirmation", answer, silent=meeting is not None)
        elif meeting is None:
            self._state(fact, "other", f"{what}:{answer}:{fact.fields.get('start') or fact.fields['words']}"[:200])

    def _forum(self, name: str) -> Body | None:
        return Body.objects.filter(code=FORA[name]).first() if name in FORA else None

    def _themes(self) -> None:
        proposed = next((one for one in self._of(Kind.EVENT) if one.fields["what"] == "theme_proposal"), None)
        for fact in self._of(Kind.DISCUSSION_THEME):
            with self._noted(fact):
                occasion = self._occasion(fact, proposed)
                theme = self._make(
                    fact,
                    Theme,
                    partial(
                        themes.propose,
                        self._the_round,
                        str(fact.fields["name"]),
                        occasion=occasion,
                        focus_fi=str(fact.fields.get("focus") or ""),
                        cross_cutting=bool(fact.fields.get("cross_cutting")),
                        by=self.by,
                    ),
                )
                self._expected(theme)

    def _occasion(self, fact: Fact, proposed: Fact | None) -> themes.Occasion:
        who = ORGANISATIONS.get(str(fact.fields.get("by") or ""))
        body = self._forum(str(fact.fields.get("at") or ""))
        when = _when(proposed) if proposed else When()
        meeting = Meeting.objects.filter(body=body, starts_on=when.starts_on).first() if body and proposed else None
        return themes.Occasion(
            organisation=Organisation.objects.filter(code=who).first() if who else None,
            body=body,
            meeting=meeting,
            on=when.starts_on,
            words=when.words,
            certainty=Certainty.HELD,
            source=self.done.source,
            span=(fact.span.start, fact.span.end),
        )

    def _expected(self, theme: Theme) -> None:
        """Who is expected to confirm it, by this source."""
        for fact in self._of(Kind.EVENT):
            if fact.fields["what"] not in ("theme_confirmation", "theme_decision"):
                continue
            name, when = str(fact.fields.get("body") or ""), _when(fact)
            themes.expect_confirmation(
                theme,
                occasion=themes.Occasion(
                    body=self._forum(name),
                    organisation=Organisation.objects.filter(code=ORGANISATIONS.get(name, "")).first(),
                    on=when.starts_on,
                    month=when.month,
                    words=when.words,
                    certainty=fact.certainty,
                    source=self.done.source,
                    span=(fact.span.start, fact.span.end),
                ),
                by=self.by,
            )

    def _talks(self) -> None:
        """The talks: a session over all regions and themes for who may plan one, else only what the source says."""
        for fact in self._of(Kind.EVENT):
            if fact.fields["what"] != "talks" or (when := _when(fact)) == When():
                continue
            with self._noted(fact):
                days = in_words(when, Language.FI)
                self._state(fact, "talks_time", _coded(when) or when.words, shown=days, silent=True)
                if place := str(fact.fields.get("place") or ""):
                    self._state(fact, "talks_place", place, shown=place, silent=True)
                self._note(fact, new=self._session(fact, when, place))

    def _session(self, fact: Fact, when: When, place: str) -> bool:
        """Plan the session, unless one is planned or the actor may not; whether it was made."""
        of = self._the_round
        if of.sessions.filter(meeting__cancelled=False).exists() or of.state == RoundState.CLOSED:
            return False
        cells = [Cell(region, theme.pk) for theme in of.themes.exclude(state="withdrawn") for region in of.regions]
        told_ = Facts(
            name_fi=word("import_session").fi,
            name_sv=word("import_session").sv,
            name_en=word("import_session").en,
            starts_on=when.starts_on,
            ends_on=when.ends_on,
            month=when.month,
            words=when.words,
            place=place,
            certainty=fact.certainty,
        )
        try:
            with transaction.atomic():
                at = (fact.span.start, fact.span.end)
                sessions.plan(of, told_, cells, by=self.by, source=self.done.source, span=at)
        except Refused:
            return False
        return True

    def _deadline(self, fact: Fact) -> None:
        due, words = fact.fields.get("due"), str(fact.fields["words"])
        asked = str(fact.fields.get("who") or "")
        everyone = "liit" in asked.casefold() or "förbund" in asked.casefold()
        receiver = Organisation.objects.filter(code=ORGANISATIONS.get(str(fact.fields.get("to") or "TEM"), "")).first()
        self._state(fact, "deadline", f"{fact.fields['what']}:{due or words}"[:200], silent=True)
        kind = {"picture": "picture", "themes": "themes", "comments": "comments"}.get(str(fact.fields["what"]))
        if not (due and kind and everyone and receiver):
            self._note(fact, new=False)
            return
        day = date.fromisoformat(str(due))
        if self._the_round.deliverables.filter(kind=kind, source=self.done.source).exists():
            self._note(fact)
            return
        last = (day.month, day.day) == (12, 31)
        rule: dict[str, Any] = (
            {"rule": "end_of_year", "year": day.year} if last else {"rule": "day", "on": day.isoformat()}
        )
        made = deliveries.ask(
            self._the_round,
            rule=rule,
            receiver=receiver,
            kind=kind,
            words=words,
            certainty=fact.certainty,
            source=self.done.source,
            span=(fact.span.start, fact.span.end),
            by=self.by,
        )
        self._note(fact, new=bool(made))


def term_of(year: int) -> tuple[int, int]:
    """The government term of a year: elections are in the spring of 2023, 2027 and every fourth year."""
    first = year - (year - 2023) % 4
    return first, first + 4


def _when(fact: Fact) -> When:
    days = {name: date.fromisoformat(str(fact.fields[name])) for name in ("start", "end") if fact.fields.get(name)}
    start, end = days.get("start"), days.get("end")
    return When(
        starts_on=start,
        ends_on=end if end != start else None,
        month="" if start else str(fact.fields.get("month") or ""),
        words=str(fact.fields.get("words") or ""),
    )


def _coded(when: When) -> str:
    """A time by which answers are compared: ``2025-03-20/2025-03-21``, ``2024-12``; "" when only words tell it."""
    days = [day.isoformat() for day in (when.starts_on, when.ends_on) if day]
    return "/".join(days) or when.month


def _names(theme: Any) -> tuple[str, ...]:
    return tuple(filter(None, (theme.name_fi, theme.name_sv, theme.name_en)))
