"""Tables of meetings: bodies, meetings, cases, items, and the documents that facts come from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alke.base.certainty import Certainty
from alke.workspace.naming import Named
from alke.workspace.people.models import Organisation

CERTAINTIES = [(str(one), str(one)) for one in Certainty]


class BodyKind(models.TextChoices):
    """What a body is."""

    FORUM = "forum"
    """AUNE, its network, MKJ, the ALKE directors, the government's network and working group, regional delegations."""
    TALKS = "talks"
    """The talks themselves: the body of every session."""
    WEBINAR = "webinar"
    MYR = "myr"
    SECRETARIAT = "secretariat"
    BOARD = "board"
    ASSEMBLY = "assembly"


class Body(Named):
    """A body or forum that meets; data of the national ones are in data/bodies.yaml."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="bodies")
    """Whose body it is: the council's for MYR, board and secretariat, TEM for AUNE."""
    short = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]


class Source(models.Model):
    """A document, message or page that facts come from; `text` is what spans refer to."""

    class Kind(models.TextChoices):
        """What a source is."""

        MINUTES = "minutes"
        LETTER = "letter"
        PAGE = "page"
        LAW = "law"
        MESSAGE = "message"
        ENTRY = "entry"
        """Said by a person who entered it."""

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=300)
    dated = models.DateField(null=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="sources")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="sources")
    """Who gave it."""
    address = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=2, default="fi")
    text = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, unique=True, null=True)
    """SHA-256 of the text; the same document is kept once."""
    public = models.BooleanField(default=True)
    entered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Case(models.Model):
    """A case of an organisation's own case system; its number is recorded, not issued."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="cases")
    number = models.CharField(max_length=60)
    scheme = models.CharField(max_length=20)
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="meetings_one_case_per_number"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(organisation=None), name="meetings_one_case_of_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Meeting(Named):
    """A meeting of a body, with how certain its time and place are.

    A day, a range of days, a month or only words tell the time: what is not known is left empty. `sequence` grows with
    every change that a calendar must hear of (RFC 5545, SEQUENCE).
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    month = models.CharField(max_length=7, blank=True)
    """``2024-12`` when only the month is known."""
    words = models.CharField(max_length=200, blank=True)
    """The time in its source's own words."""
    place = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default=Certainty.DECIDED)
    cancelled = models.BooleanField(default=False)
    cancelled_because = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="meetings")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["starts_on", "month", "pk"]
        indexes = [models.Index(fields=["starts_on"], name="meetings_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="meetings_end_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(certainty="held") | Q(cancelled=False), name="meetings_held_not_cancelled"
            ),
        ]

    @property
    def telling_words(self) -> str:
        """The source's words for the time, where they tell more than the day ("20-21.3.2025" does not)."""
        return "" if self.starts_on and not any(letter.isalpha() for letter in self.words) else self.words


class Item(models.Model):
    """An item of a meeting: proposal, handling and decision are three texts.

    The decision "as proposed" is a relation (`as_proposed`), not a copy. `to_body` and `asks` tell what another body is
    asked to do with it; its own item there points back by `origin`.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="items")
    section = models.PositiveIntegerField(null=True)
    """The § number, as recorded from the organisation's own system."""
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    account = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    handling = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    """A value of `alke.minutes.facts.Outcome`."""
    as_proposed = models.BooleanField(default=False)
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="items_received")
    asks = models.CharField(max_length=30, blank=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="onward")
    presented_by = models.CharField(max_length=200, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    contacts = models.JSONField(default=list)
    """``[{name, role}]`` as the minutes give them."""
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="items")

    class Meta:
        ordering = ["meeting", "section", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "section"],
                condition=Q(section__isnull=False),
                name="meetings_one_item_per_section",
            )
        ]

    def __str__(self) -> str:
        return f"§ {self.section} {self.title}" if self.section else self.title
