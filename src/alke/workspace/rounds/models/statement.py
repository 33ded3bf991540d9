"""What is known and who said it: statements side by side until an event settles them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from alke.workspace.meetings.models import CERTAINTIES, Source
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round


class Statement(models.Model):
    """One source's word on one question of a round, such as who confirms the themes.

    Statements on the same `question` (and row, when `subject_kind` is given) that give other answers contest each
    other until one is settled by an event; all of them stay. `rules.statements` tells which are contested.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="statements")
    question = models.CharField(max_length=40)
    """theme_confirmation, talks_time, talks_place, format, deadline, operating_model, other."""
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=200)
    """The answer as a code or date where it has one: ``aune``, ``2025-03-20/2025-03-21``, ``Helsinki``."""
    shown = models.CharField(max_length=300)
    """The answer as people read it."""
    certainty = models.CharField(max_length=20, choices=CERTAINTIES)
    said_by = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="statements")
    said_on = models.DateField(null=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="statements")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    quote = models.TextField(blank=True)
    confidence = models.FloatField(default=1.0)
    settled_by = models.CharField(max_length=300, blank=True)
    """The event that settled the question, as people read it; the same on every statement it settled."""
    settled_on = models.DateField(null=True)
    held_true = models.BooleanField(null=True)
    """Whether the settling event bore this statement out."""

    class Meta:
        ordering = ["round", "question", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(held_true=None) | ~Q(settled_by=""), name="rounds_settled_by_an_event"),
            models.UniqueConstraint(
                "round",
                "question",
                "subject_kind",
                "subject_id",
                "answer",
                Coalesce("source", 0),
                name="rounds_one_statement_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.shown}"
