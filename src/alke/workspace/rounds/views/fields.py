"""Fields that the forms of a round share: rows by their names, regions, times, certainty. Leaves out the forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models

from alke.areas import MAINLAND, REGIONS, area
from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace.forms import WordsForm
from alke.workspace.words import word

OTHERS = tuple(code for code in REGIONS if code not in MAINLAND)


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # none at run time
    """One row of many, by its name in the page's language."""

    language = Language.FI

    def label_from_instance(self, obj: Any) -> str:
        """The name, with what a row says of itself beside it."""
        return label(obj, self.language)


class NamedChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # none at run time
    """Some rows of many, by their names in the page's language."""

    language = Language.FI
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return label(obj, self.language)


def label(row: Any, language: Language) -> str:
    """A row's name in a list to choose from: a meeting with its time, a body with its short name."""
    from alke.workspace.meetings.models import Body, Meeting
    from alke.workspace.meetings.rules import in_words

    name = str(row.names[language])
    if isinstance(row, Meeting):
        when = in_words(row, language)
        return f"{name}, {when}" if when else name
    if isinstance(row, Body) and row.short and row.short not in name:
        return f"{name} ({row.short})"
    return name


class Regions(forms.MultipleChoiceField):
    """Regions, by default those of the mainland first and Åland last."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(code, code) for code in (*MAINLAND, *OTHERS)], **kwargs)


class RowsForm(WordsForm):
    """A form whose fields of rows, regions and certainty speak the page's language."""

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, NamedChoice):
                field.language = language
                field.empty_label = word("choose")[language]
            elif isinstance(field, NamedChoices):
                field.language = language
            elif isinstance(field, Regions):
                field.choices = [(code, area(code).names[language]) for code in (*MAINLAND, *OTHERS)]

    def drop(self, *names: str) -> None:
        """Leave out fields that this person is not asked."""
        for name in names:
            self.fields.pop(name, None)

    def rows(self, name: str, rows: models.QuerySet[Any]) -> None:
        """The rows that a field offers."""
        field = self.fields[name]
        assert isinstance(field, NamedChoice | NamedChoices)
        field.queryset = rows


class DaysForm(RowsForm):
    """From which day to which; the last may be left out."""

    starts_on = forms.DateField(required=False)
    ends_on = forms.DateField(required=False)

    def clean(self) -> None:
        """The last day is not before the first, nor without it."""
        super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if last and (not first or last < first):
            self.fail("ends_on", "round_ends_before")


class WhenForm(DaysForm):
    """When something is, as exactly as it is known, and where."""

    starts_at = forms.TimeField(required=False)
    ends_at = forms.TimeField(required=False)
    month = forms.RegexField(r"^20\d\d-(0[1-9]|1[0-2])$", required=False)
    words = forms.CharField(max_length=200, required=False)
    place = forms.CharField(max_length=200, required=False)

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        self.fields["month"].error_messages["invalid"] = word("meeting_month_form")[language]


def certainties(*among: Certainty) -> list[tuple[str, str]]:
    """The choices of certainty, the most certain first; their words are ``certainty_…``."""
    return [(str(one), str(one)) for one in (among or tuple(Certainty))]


def given(form: WordsForm, names: Iterable[str]) -> dict[str, Any]:
    """The cleaned values of some fields that the form has."""
    return {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
