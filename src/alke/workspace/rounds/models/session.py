"""Sessions, what each covers of regions × themes, their programme, invitations and dossiers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alke.areas import area
from alke.base.certainty import Certainty
from alke.workspace import clock
from alke.workspace.meetings.models import Meeting
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round, RoundState
from alke.workspace.rounds.models.theme import Theme


class Session(models.Model):
    """An occasion of the talks. Its time, place and certainty are its meeting's; its notes are writings.

    Writings: ``invitation`` (the letter), ``notes`` (what was said, for the whole session).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="sessions")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="session")
    order = models.PositiveSmallIntegerField(default=1)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        ordering = ["round", "order", "pk"]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def state(self) -> str:
        """``planned``, ``held`` or ``cancelled``, as its meeting tells."""
        if self.meeting.cancelled:
            return "cancelled"
        return "held" if self.meeting.certainty == Certainty.HELD else "planned"

    @property
    def stage(self) -> str:
        """Its state, or ``closed`` once its round is closed: then nothing of it changes."""
        return "closed" if self.round.state == RoundState.CLOSED else self.state


class Coverage(models.Model):
    """One cell, region × theme, covered by a meeting of any body, or skipped with a reason.

    A cell of a theme and region that has no row is undiscussed, and shown so. `rules.coverage` tells where a cell with
    many rows stands.
    """

    class State(models.TextChoices):
        """Whether a cell has been discussed."""

        PLANNED = "planned"
        DISCUSSED = "discussed"
        SKIPPED = "skipped"
        """Not to be discussed in this round, because."""
        LEFT = "left"
        """Was on the agenda of the meeting but not reached, because; still undiscussed."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="coverage")
    region = models.CharField(max_length=10)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="coverage")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="coverage")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "region", "meeting"], name="rounds_one_coverage"),
            models.UniqueConstraint(fields=["theme", "region"], condition=Q(meeting=None), name="rounds_one_skip"),
            models.CheckConstraint(
                condition=Q(state="skipped", meeting=None) & ~Q(reason="")
                | Q(state="left", meeting__isnull=False) & ~Q(reason="")
                | Q(state__in=["planned", "discussed"], meeting__isnull=False),
                name="rounds_skipped_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["round", "region"], name="rounds_coverage_of_region")]

    def __str__(self) -> str:
        return f"{self.theme}, {area(self.region).names.fi}"


class ProgrammeItem(models.Model):
    """A line of a session's programme."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="programme")
    order = models.PositiveSmallIntegerField()
    starts_at = models.TimeField(null=True, blank=True)
    title = models.CharField(max_length=300)
    who = models.CharField(max_length=300, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="programme")

    class Meta:
        ordering = ["session", "order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def round(self) -> Round:
        """The round of the session."""
        return self.session.round


class Invitee(models.Model):
    """An organisation invited to a session, and what it answered."""

    class State(models.TextChoices):
        """What was answered."""

        INVITED = "invited"
        COMING = "coming"
        NOT_COMING = "not_coming"

    session = models.ForeignKey(Session, models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invited_to")
    state = models.CharField(max_length=20, choices=State.choices, default=State.INVITED)
    people = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["session", "organisation"]
        constraints = [models.UniqueConstraint(fields=["session", "organisation"], name="rounds_one_invitation")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.state}"

    @property
    def round(self) -> Round:
        """The round of the session."""
        return self.session.round


class DossierEntry(models.Model):
    """A numbered document of a session's dossier; its number is never given to another.

    A supplement is a new issue of the same number: pages are numbered ``number–page`` within each entry, so no other
    page number moves.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="dossier")
    number = models.PositiveSmallIntegerField()
    issue = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=30)
    """programme, themes, picture, matrix, positions, conclusions, other."""
    title = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=list)
    """What it said when it was issued: ``[{style, texts: {fi, sv, en}, link}]`` and tables, see `rules.dossiers`."""
    issued_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["session", "number", "issue"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number", "issue"], name="rounds_one_issue_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def round(self) -> Round:
        """The round of the session."""
        return self.session.round
