"""Tables of editions: the findings that a council has hidden from the picture of its region."""

from __future__ import annotations

from django.db import models

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.people.models import Organisation


class HiddenFinding(models.Model):
    """A finding that is not told in the picture of a region; shown again, the row is gone and the log remembers.

    It is named by what it said of which period (`alke.findings.Finding.key`), so that newer figures are told anew.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hidden_findings")
    """The council whose picture it is."""
    region = models.CharField(max_length=10)
    key = models.CharField(max_length=200)
    told_fi = models.TextField()
    told_sv = models.TextField()
    told_en = models.TextField()
    """The sentence that was hidden, as it read then."""
    reason = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["region", "-pk"]
        constraints = [models.UniqueConstraint(fields=["region", "key"], name="editions_hidden_once")]

    def __str__(self) -> str:
        return self.told_fi

    def told(self, language: Language) -> str:
        """The sentence in a language."""
        return str(getattr(self, f"told_{language}"))
