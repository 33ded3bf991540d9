"""Tables of the journal: acts, the end of their chain, and versions of texts. The database refuses to change them."""

from __future__ import annotations

from django.db import models

from alke.base.languages import Language


class Audience(models.TextChoices):
    """Who may read an act in the log."""

    PUBLIC = "public"
    OFFICIALS = "officials"
    """Anyone signed in with a role."""
    ORGANISATION = "organisation"
    """Members of the organisation that acted: its drafts."""


class Head(models.Model):
    """The end of the chain: one row, locked by every act from its beginning, so that acts come one after another."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head")]


class Event(models.Model):
    """One act: who, in what role, for which organisation, why, and the row before and after.

    Rows are written by `journal.acts.act` only; triggers refuse UPDATE and DELETE.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    organisation = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=300)
    round_year = models.PositiveSmallIntegerField(null=True)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    before = models.JSONField()
    after = models.JSONField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="journal_of_subject"),
            models.Index(fields=["round_year", "-number"], name="journal_of_round"),
        ]


class Writing(models.Model):
    """A text that people write: one part of one row, in one language."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    part = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=[(code, code) for code in Language])
    current = models.PositiveIntegerField(default=0)
    """Number of the version in force; 0 when nothing has been written."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "part", "language"], name="journal_one_writing_per_part"
            )
        ]


class Version(models.Model):
    """A version of a text; never changed, never deleted.

    `aside` marks a text that came too late: it was written on top of `base` when a newer version was already in force.
    It is kept beside the one in force until a person has merged it.
    """

    writing = models.ForeignKey(Writing, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    aside = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    checksum = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["writing", "number"], name="journal_one_version_per_number"),
            models.CheckConstraint(condition=models.Q(base__lt=models.F("number")), name="journal_base_is_earlier"),
        ]
