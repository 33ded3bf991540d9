"""The outcome document of decree 797/2021, 15 §, its conclusions, and the follow-up of each at the next rounds."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from alke.base.errors import AlkeError
from alke.workspace import clock
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models.round import Round
from alke.workspace.rounds.models.session import Session
from alke.workspace.rounds.models.theme import Theme
from alke.workspace.strategies.models import TargetKind


class OutcomeDocument(models.Model):
    """The document that the talks end in.

    Writings: ``government_view`` and ``region_view`` (both views of the picture), ``operating_conditions`` and
    ``priorities`` (the conclusions), ``innovation`` (smart specialisation, may be empty).
    """

    class State(models.TextChoices):
        """How far the document is."""

        DRAFT = "draft"
        CLEARING = "clearing"
        """Text closed; both sides are asked to clear it."""
        CLEARED = "cleared"
        PUBLISHED = "published"

    round = models.ForeignKey(Round, models.PROTECT, related_name="outcomes")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="outcomes")
    regions = models.JSONField(default=list)
    """Codes of the regions it concerns; empty for all of the round."""
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outcomes")
    """Who keeps it: TEM."""
    answers_by = models.DateField(null=True)
    """The day by which both sides are asked to clear it; after it the coordinator may record a region as silent."""
    published_on = models.DateField(null=True)

    class Meta:
        ordering = ["round", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def concerned(self) -> list[str]:
        """Codes of the regions that it concerns; their councils clear it."""
        return list(self.regions or self.round.regions)


class Clearance(models.Model):
    """One side's clearing of an outcome document, or its refusal with the reason.

    A region that has not answered by the day asked is recorded as silent by the coordinator, with the reason.
    """

    class Side(models.TextChoices):
        """The side of the talks."""

        STATE = "state"
        REGION = "region"

    outcome = models.ForeignKey(OutcomeDocument, models.PROTECT, related_name="clearances")
    side = models.CharField(max_length=10, choices=Side.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clearances")
    cleared = models.BooleanField()
    silent = models.BooleanField(default=False)
    """Recorded by the coordinator for a region that did not answer; not the region's own word."""
    reason = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    """SHA-256 over the texts that were cleared: a later change needs a new clearance."""
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(cleared=True) & Q(silent=False)) | ~Q(reason=""), name="rounds_refusal_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.organisation}"

    @property
    def round(self) -> Round:
        """The round of the document."""
        return self.outcome.round


class Conclusion(models.Model):
    """A conclusion of the talks in the document's own words (`quote`), with who answers for it, how it is followed."""

    class Level(models.TextChoices):
        """How binding it is; the talks themselves bind nobody."""

        SHARED_VIEW = "shared_view"
        INTENTION = "intention"
        ACTION = "action"
        DECIDED_ELSEWHERE = "decided_elsewhere"

    class Consent(models.TextChoices):
        """What the responsible party has said to being responsible."""

        ASKED = "asked"
        GIVEN = "given"
        REFUSED = "refused"

    class Hook(models.TextChoices):
        """Where in the planning of operations and finances it is taken up."""

        JTS = "jts"
        BUDGET = "budget"
        PERFORMANCE_GUIDANCE = "performance_guidance"
        FUNDING = "funding"
        """AKKE and EU funding."""
        AGREEMENT = "agreement"
        """Act 756/2021, 28 §."""
        NONE = "none"

    class State(models.TextChoices):
        """Whether it is still followed."""

        OPEN = "open"
        SETTLED = "settled"
        SUPERSEDED = "superseded"

    outcome = models.ForeignKey(OutcomeDocument, models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField()
    quote = models.TextField()
    language = models.CharField(max_length=2, default="fi")
    level = models.CharField(max_length=20, choices=Level.choices)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="conclusions")
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.ASKED)
    consent_reason = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="conclusions")
    regions = models.JSONField(default=list)
    hook = models.CharField(max_length=30, choices=Hook.choices, default=Hook.NONE)
    rule = models.JSONField(default=dict)
    """The due rule, see `rules.deadlines`."""
    due = models.DateField(null=True)
    words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    # The indicator contract: what in the statistics would show it, measured from when, towards what.
    indicator = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=10, blank=True)
    baseline_period = models.CharField(max_length=10, blank=True)
    baseline = models.FloatField(null=True)
    baseline_vintage = models.CharField(max_length=200, blank=True)
    target_kind = models.CharField(max_length=20, choices=TargetKind.choices, blank=True)
    target_number = models.FloatField(null=True)
    target_words = models.CharField(max_length=300, blank=True)
    direction = models.CharField(max_length=4, choices=[("up", "up"), ("down", "down"), ("keep", "keep")], blank=True)

    class Meta:
        ordering = ["outcome", "number"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "number"], name="rounds_one_conclusion_per_number"),
            models.CheckConstraint(
                condition=~Q(consent="refused") | ~Q(consent_reason=""), name="rounds_refused_consent_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(indicator="") | (~Q(area="") & ~Q(direction="")), name="rounds_contract_is_whole"
            ),
            models.CheckConstraint(
                condition=~Q(state="superseded") | Q(superseded_by__isnull=False), name="rounds_superseded_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.quote[:120].removesuffix('.')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a published conclusion keeps its words for good, and another that supersedes it says what is new.

        Raises:
            AlkeError: when the quote or its language would change after publication.
        """
        if self.pk is not None:
            published = Conclusion.objects.filter(pk=self.pk, outcome__state=OutcomeDocument.State.PUBLISHED)
            if published.exclude(quote=self.quote, language=self.language).exists():
                fix = "Write a new conclusion that supersedes this one"
                raise AlkeError("a published conclusion is never reworded", where=str(self), fix=fix)
        super().save(*args, **kwargs)

    @property
    def round(self) -> Round:
        """The round it was concluded in."""
        return self.outcome.round


class Said(models.TextChoices):
    """What the responsible party says."""

    NOT_SAID = "not_said"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Evidenced(models.TextChoices):
    """What the evidence supports."""

    NOT_ASSESSED = "not_assessed"
    NONE_FOUND = "none_found"
    """No public evidence as of the day."""
    PARTLY = "partly"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"


class Schedule(models.TextChoices):
    """How the schedule stands."""

    NO_DATE = "no_date"
    ON_TIME = "on_time"
    LATE = "late"
    OVER = "over"
    """Done, or no longer to be done."""


class FollowUp(models.Model):
    """The follow-up of one conclusion in a later round (decree 797/2021, 15 §): three separate statuses.

    Created for every open conclusion when a round opens; not skipped without a reason. Its text is the writing
    ``remarks``. Changes of the statuses are read from the log.
    """

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="followups")
    round = models.ForeignKey(Round, models.PROTECT, related_name="followups")
    said = models.CharField(max_length=20, choices=Said.choices, default=Said.NOT_SAID)
    said_on = models.DateField(null=True)
    evidenced = models.CharField(max_length=20, choices=Evidenced.choices, default=Evidenced.NOT_ASSESSED)
    evidenced_on = models.DateField(null=True)
    schedule = models.CharField(max_length=20, choices=Schedule.choices, default=Schedule.NO_DATE)
    discussed_at = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="followups")
    skipped = models.TextField(blank=True)
    """Why it was not treated in this round, where it was not."""

    class Meta:
        ordering = ["round", "conclusion"]
        constraints = [models.UniqueConstraint(fields=["conclusion", "round"], name="rounds_one_followup_per_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.conclusion}"


class Evidence(models.Model):
    """Something that shows, or contradicts, that a conclusion has been carried out."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=400, blank=True)
    dated = models.DateField(null=True)
    supports = models.BooleanField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="evidence")
    """Who brought it."""

    class Meta:
        ordering = ["dated", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def round(self) -> Round:
        """The round of the follow-up."""
        return self.follow_up.round
