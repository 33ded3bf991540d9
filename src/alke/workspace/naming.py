"""Names in three languages on database rows. Leaves out texts that people write at length: `journal/writings.py`.

A person's own name for a thing exists in the languages she wrote it in; Finnish always, and `language_of_name` tells
which one is shown.
"""

from __future__ import annotations

from django.db import models

from alke.base.languages import Language, Text


class Named(models.Model):
    """A row with a name; Swedish and English may be absent."""

    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def names(self) -> Text:
        """The name in every language, Finnish standing in where there is none."""
        return Text(self.name_fi, self.name_sv or self.name_fi, self.name_en or self.name_fi)

    def language_of_name(self, language: Language) -> Language:
        """The language that `names[language]` is really in; goes into the `lang` attribute on a page."""
        return language if getattr(self, f"name_{language}") else Language.FI

    def __str__(self) -> str:
        return self.name_fi
