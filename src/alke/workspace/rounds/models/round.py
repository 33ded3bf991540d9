"""The round and the operating model of the talks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alke.areas import MAINLAND
from alke.base.certainty import Certainty
from alke.workspace import clock
from alke.workspace.meetings.models import CERTAINTIES, Meeting, Source
from alke.workspace.naming import Named
from alke.workspace.strategies.models import Decision, ThemeSet


def mainland() -> list[str]:
    """The eighteen regions that prepare and deliver; Åland is outside the act (756/2021, 5 §)."""
    return list(MAINLAND)


class OperatingModel(Named):
    """How the talks are arranged for a whole government term; its text is the writing ``model``."""

    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default=Certainty.PREPARING)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="operating_models")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-first_year"]


class RoundState(models.TextChoices):
    """How far a round is."""

    PREPARING = "preparing"
    """TEM's draft; nobody else sees it."""
    OPEN = "open"
    CLOSED = "closed"


class Round(models.Model):
    """A round of talks, named by its year. Its own text is the writing ``purpose``.

    A round that began on or after 1.9.2021 is not closed without a published outcome document or a recorded reason
    (decree 797/2021, 15 §); `rules.law` tells which law holds.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.PREPARING)
    regions = models.JSONField(default=mainland)
    """Codes of the regions that take part."""
    operating_model = models.ForeignKey(OperatingModel, models.PROTECT, null=True, blank=True, related_name="rounds")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="rounds")
    theme_set = models.ForeignKey(ThemeSet, models.PROTECT, null=True, blank=True, related_name="rounds")
    meetings = models.ManyToManyField(Meeting, related_name="rounds", blank=True)
    """Meetings of any body that belong to the round, its sessions among them."""
    begins_on = models.DateField(null=True, blank=True)
    """The day that decides which law holds; by default 1 January of the year."""
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_without = models.TextField(blank=True)
    """Why it was closed without an outcome document, where it was."""
    note = models.TextField(blank=True)
    """What is known of a past round beside its rows."""

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="rounds_closed_has_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"ALKE {self.year}"

    @property
    def round_year(self) -> int:
        """Its year, for the log."""
        return self.year


class FormatChange(models.Model):
    """A change of the way the talks are held, mid-round: what the sessions covered before and after.

    `before` and `after` are layouts as `rules.formats.Layout.record` writes them.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="format_changes")
    at = models.DateTimeField(default=clock.now)
    reason = models.TextField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.round}: {self.at:%Y-%m-%d}"
