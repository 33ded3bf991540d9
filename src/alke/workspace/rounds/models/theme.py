"""Themes of a round and the steps of their life: proposed, supported, contested, confirmed, withdrawn."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alke.base.certainty import Certainty
from alke.workspace.meetings.models import CERTAINTIES, Body, Meeting, Source
from alke.workspace.naming import Named
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round
from alke.workspace.strategies.models import Element, SetTheme


class ThemeState(models.TextChoices):
    """Where a theme stands; follows from its steps (`rules.themes.state_after`)."""

    PROPOSED = "proposed"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Theme(Named):
    """A theme of the talks of a round; themes of the picture are `strategies.SetTheme`."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="themes")
    order = models.PositiveSmallIntegerField(default=1)
    focus_fi = models.CharField(max_length=300, blank=True)
    focus_sv = models.CharField(max_length=300, blank=True)
    focus_en = models.CharField(max_length=300, blank=True)
    cross_cutting = models.BooleanField(default=False)
    regions = models.JSONField(default=list, blank=True)
    """Codes of the regions it is for; empty for all of the round."""
    state = models.CharField(max_length=20, choices=ThemeState.choices, default=ThemeState.PROPOSED)
    elements = models.ManyToManyField(Element, related_name="themes", blank=True)
    set_themes = models.ManyToManyField(SetTheme, related_name="themes", blank=True)

    class Meta:
        ordering = ["round", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "name_fi"], name="rounds_one_theme_per_name")]


class ThemeStep(models.Model):
    """Something that happened, or is expected to happen, to a theme; never changed, a later step answers it."""

    class Kind(models.TextChoices):
        """What happened."""

        PROPOSED = "proposed"
        SUPPORTED = "supported"
        CONTESTED = "contested"
        CONFIRMED = "confirmed"
        WITHDRAWN = "withdrawn"

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="theme_steps")
    """The body that did it: AUNE."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="theme_steps")
    """The organisation that did it: TEM, the Government, a council."""
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="theme_steps")
    on = models.DateField(null=True)
    month = models.CharField(max_length=7, blank=True)
    words = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default=Certainty.HELD)
    """`held` when it has happened; `expected` for a confirmation that someone expects."""
    reason = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="theme_steps")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["contested", "withdrawn"]) | ~Q(reason=""), name="rounds_contested_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.kind}"

    @property
    def round(self) -> Round:
        """The round of the theme."""
        return self.theme.round
