"""Reminders sent: the memory of the cadence."""

from __future__ import annotations

from django.db import models

from alke.workspace.people.models import User


class Reminder(models.Model):
    """A mail sent to one person about one thing."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reminders_sent")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    sent_on = models.DateField()
    why = models.CharField(max_length=30)

    class Meta:
        ordering = ["-sent_on"]
        indexes = [models.Index(fields=["user", "subject_kind", "subject_id"], name="rounds_reminders_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject_kind", "subject_id", "sent_on"], name="rounds_one_reminder_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.subject_kind} {self.subject_id}, {self.sent_on}"
