"""Tables of strategies: decisions and their elements, programmes with goals, measures and targets, theme sets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alke.workspace.naming import Named
from alke.workspace.people.models import Organisation


class Translated(Named):
    """A name whose wording in some languages is our own: `ours` lists them; pages say so."""

    ours = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True


class Spanning(Translated):
    """A name for some years."""

    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def years(self) -> str:
        """The years as they are written: 2024–2027."""
        return f"{self.first_year}–{self.last_year}"


class Decision(Spanning):
    """A regional development decision (act 756/2021, 24 §) or its predecessor."""

    code = models.SlugField(max_length=20, unique=True)
    """Its years: ``2024-2027``."""
    publication = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=400, blank=True)
    """Address of the page that the names were read from."""

    class Meta:
        ordering = ["-first_year"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=models.F("first_year")), name="strategies_decision_years")
        ]


class Element(Translated):
    """A priority, cross-cutting view or precondition of a decision."""

    class Kind(models.TextChoices):
        """What an element is."""

        PRIORITY = "priority"
        CROSS_CUTTING = "cross_cutting"
        PRECONDITION = "precondition"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="elements")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["decision", "kind", "order"]
        constraints = [models.UniqueConstraint(fields=["decision", "key"], name="strategies_one_element_per_key")]


class ThemeSet(Translated):
    """The picture themes of a year: six in 2023, four in 2024."""

    code = models.SlugField(max_length=20, unique=True)
    first_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-first_year"]


class SetTheme(Translated):
    """A theme of a set."""

    theme_set = models.ForeignKey(ThemeSet, models.PROTECT, related_name="themes")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    elements = models.ManyToManyField(Element, related_name="set_themes", blank=True)
    kin = models.ManyToManyField("self", symmetrical=True, blank=True)
    """Themes of other sets that treat the same matters."""
    indicators = models.JSONField(default=list)
    """Ids of catalogue indicators."""

    class Meta:
        ordering = ["theme_set", "order"]
        constraints = [models.UniqueConstraint(fields=["theme_set", "key"], name="strategies_one_theme_per_key")]


class Programme(Spanning):
    """A regional programme (act 756/2021, 25 §; decree 797/2021, 14 §)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    publication = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=400, blank=True)
    note_fi = models.TextField(blank=True)
    note_sv = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    """What is known of it beside its goals, and what is not."""
    complete = models.BooleanField(default=False)
    """Whether its goals have been entered in full."""

    class Meta:
        ordering = ["organisation", "-first_year"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "first_year"], name="strategies_one_programme_per_start"),
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="strategies_programme_years"
            ),
        ]

    @property
    def region(self) -> str:
        """Code of the region; "" when its organisation answers for none."""
        return str(next(iter(self.organisation.regions), ""))


class Goal(Translated):
    """A goal of a programme, or one of its priorities."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    elements = models.ManyToManyField(Element, related_name="goals", blank=True)

    class Meta:
        ordering = ["programme", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "order"], name="strategies_goal_order")]


class Measure(Translated):
    """A measure towards a goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["goal", "order"]
        constraints = [models.UniqueConstraint(fields=["goal", "order"], name="strategies_measure_order")]


class Sign(models.TextChoices):
    """Which way is towards the goal."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class TargetKind(models.TextChoices):
    """What a target is: a number, a direction, a change from the baseline, or words."""

    NUMBER = "number"
    DIRECTION = "direction"
    CHANGE = "change"
    WORDS = "words"


class ProgrammeIndicator(Translated):
    """An indicator of a goal or of one of its measures, with baseline, target and sign."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="indicators")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="indicators")
    indicator = models.SlugField(max_length=80, blank=True)
    """Id in the catalogue; empty when the programme follows something that the catalogue does not hold."""
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.FloatField(null=True)
    baseline_period = models.CharField(max_length=10, blank=True)
    baseline_vintage = models.CharField(max_length=120, blank=True)
    """Ids of the vintages the baseline was read from; empty when it comes from the programme itself."""
    target_kind = models.CharField(max_length=20, choices=TargetKind.choices)
    target_number = models.FloatField(null=True)
    target_words = models.CharField(max_length=300, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True)
    sign = models.CharField(max_length=4, choices=Sign.choices, blank=True)

    class Meta:
        ordering = ["goal", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(target_kind__in=["number", "change"]) | Q(target_number__isnull=False),
                name="strategies_target_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(target_kind="words") | ~Q(target_words=""), name="strategies_target_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(target_kind="direction") | ~Q(sign=""), name="strategies_target_has_direction"
            ),
        ]
