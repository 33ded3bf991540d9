"""What is owed and what has come: deliverables with deadlines by rule, deliveries, handling, assessment, comments."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from alke.areas import area
from alke.base.certainty import Certainty
from alke.workspace import clock
from alke.workspace.meetings.models import CERTAINTIES, Body, Meeting, Source
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round


class Commission(models.Model):
    """The ministry's commission letter; its text is the writing ``letter``, its template the file."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="commissions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commissions")
    number = models.CharField(max_length=60, blank=True)
    """Registry number, recorded."""
    title = models.CharField(max_length=300)
    dated = models.DateField(null=True)
    template = models.FileField(upload_to="commissions/", blank=True)
    template_name = models.CharField(max_length=200, blank=True)
    released = models.BooleanField(default=False)

    class Meta:
        ordering = ["round", "dated", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """``draft`` until it is released."""
        return "released" if self.released else "draft"


class Deliverable(models.Model):
    """Something an organisation owes the round, with its deadline as a rule and in its source's own words."""

    class Kind(models.TextChoices):
        """What is owed."""

        PICTURE = "picture"
        THEMES = "themes"
        COMMENTS = "comments"
        OTHER = "other"

    round = models.ForeignKey(Round, models.PROTECT, related_name="deliverables")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PICTURE)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="deliverables")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="receivables")
    rule = models.JSONField(default=dict)
    """See `rules.deadlines`: ``{"rule": "end_of_year", "year": 2024}``, ``{"rule": "days_before", "days": 14}`` …"""
    due = models.DateField(null=True)
    """The day that the rule gives; computed, never typed in beside the rule."""
    words = models.CharField(max_length=200, blank=True)
    """The deadline in its source's own words: "vuoden loppuun mennessä"."""
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default=Certainty.DECIDED)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="deliverables")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    waived = models.TextField(blank=True)
    """Why it is not owed after all."""

    class Meta:
        ordering = ["round", "kind", "owner"]
        constraints = [models.UniqueConstraint(fields=["round", "kind", "owner"], name="rounds_one_deliverable")]

    def __str__(self) -> str:
        return f"{self.owner}, {self.round}"

    @property
    def state(self) -> str:
        """The state of its round, on which depends what may be done to it."""
        return self.round.state


class Delivery(models.Model):
    """One delivery: a file with its covering note. A new one replaces the last; all are kept, all public on receipt.

    (Act on the openness of government activities 621/1999, 7 §.)
    """

    class Channel(models.TextChoices):
        """How it came."""

        UPLOAD = "upload"
        EMAIL = "email"
        POST = "post"
        ALKE = "alke"
        """Alke's own picture, frozen at delivery."""

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="deliveries")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="deliveries/")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField(default=clock.now)
    received_on = models.DateField(default=clock.today)
    generation = models.PositiveIntegerField(null=True)
    """Number of the generation that Alke's own picture shows; None for other files."""
    before_handling = models.BooleanField(default=False)
    """Delivered before MYR or the board has handled it."""
    replaces_because = models.TextField(blank=True)

    class Meta:
        ordering = ["deliverable", "number"]
        constraints = [models.UniqueConstraint(fields=["deliverable", "number"], name="rounds_one_delivery_per_number")]

    def __str__(self) -> str:
        return self.name

    @property
    def round(self) -> Round:
        """The round of the deliverable."""
        return self.deliverable.round


class HandlingStep(models.Model):
    """A step of a region's own handling: MYR, board, presentation to the government, report-back."""

    class Kind(models.TextChoices):
        """What is done."""

        PRESENTED = "presented"
        """To the government's ALKE working group."""
        MYR = "myr"
        BOARD = "board"
        GUIDELINES = "guidelines"
        """The board's guidelines for the talks."""
        REPORT_BACK = "report_back"

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="handling")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="handling_steps")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="handling_steps")
    on = models.DateField(null=True)
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default=Certainty.DECIDED)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(self.deliverable)

    @property
    def day(self) -> date | None:
        """When it is: the day of its meeting, which may have moved, else its own."""
        return self.meeting.starts_on if self.meeting else self.on

    @property
    def stands(self) -> str:
        """How certain it is: as certain as its meeting, where it has one."""
        return self.meeting.certainty if self.meeting else self.certainty

    @property
    def round(self) -> Round:
        """The round of the deliverable."""
        return self.deliverable.round


class Assessment(models.Model):
    """The government's assessment of a region's picture; its text is the writing ``assessment``."""

    class State(models.TextChoices):
        """Whether others see it."""

        DRAFT = "draft"
        RELEASED = "released"

    round = models.ForeignKey(Round, models.PROTECT, related_name="assessments")
    region = models.CharField(max_length=10)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)

    class Meta:
        ordering = ["round", "region"]
        constraints = [
            models.UniqueConstraint(fields=["round", "region", "organisation"], name="rounds_one_assessment")
        ]

    def __str__(self) -> str:
        return f"{area(self.region).names.fi}, {self.round}"


class CommentRound(models.Model):
    """A comment round among ministries or councils on one thing of the round."""

    class State(models.TextChoices):
        """Whether comments are taken."""

        OPEN = "open"
        CLOSED = "closed"

    round = models.ForeignKey(Round, models.PROTECT, related_name="comment_rounds")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="comment_rounds")
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=30)
    """pictures, themes, outcome, agenda."""
    opens_on = models.DateField(default=clock.today)
    due = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    asked = models.ManyToManyField(Organisation, related_name="asked_to_comment")

    class Meta:
        ordering = ["round", "due"]
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=models.F("opens_on")), name="rounds_comments_due_after_opening")
        ]

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """An organisation's comment; its text is the writing ``comment``."""

    class State(models.TextChoices):
        """Whether others see it."""

        DRAFT = "draft"
        RELEASED = "released"

    comment_round = models.ForeignKey(CommentRound, models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="comments")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment_round", "organisation"], name="rounds_one_comment")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.comment_round}"

    @property
    def round(self) -> Round:
        """The round commented on."""
        return self.comment_round.round

    @property
    def stage(self) -> str:
        """``closed`` when its comment round no longer takes comments, else its own state."""
        return self.comment_round.state if self.comment_round.state == CommentRound.State.CLOSED else self.state
