"""Positions: what a region lifts up and what a ministry thinks of it, region × theme × organisation."""

from __future__ import annotations

from django.db import models

from alke.areas import area
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round
from alke.workspace.rounds.models.theme import Theme


class Stance(models.TextChoices):
    """Where an organisation stands."""

    SUPPORTS = "supports"
    WITH_CONDITIONS = "with_conditions"
    NEUTRAL = "neutral"
    CONCERNED = "concerned"
    CANNOT_SUPPORT = "cannot_support"


class Position(models.Model):
    """An organisation's position on a theme in a region; its text is the writing ``position``, its history the log.

    A draft belongs to its organisation until it is released.
    """

    class State(models.TextChoices):
        """Whether others see it."""

        DRAFT = "draft"
        RELEASED = "released"

    round = models.ForeignKey(Round, models.PROTECT, related_name="positions")
    region = models.CharField(max_length=10)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=20, choices=Stance.choices, default=Stance.NEUTRAL)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)

    class Meta:
        ordering = ["region", "theme", "organisation"]
        constraints = [models.UniqueConstraint(fields=["theme", "region", "organisation"], name="rounds_one_position")]
        indexes = [models.Index(fields=["round", "region"], name="rounds_positions_of_region")]

    def __str__(self) -> str:
        return f"{self.theme}, {area(self.region).names.fi}: {self.organisation}"
