"""Forms with their words in three languages and their errors said in full. Leaves out what a form does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms

from alke.base.languages import Language
from alke.workspace.words import WORDS, word


class DayInput(forms.DateInput):
    """A day: the browser's own calendar, and plain ISO 8601 where there is none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WordsForm(forms.Form):
    """A form whose labels, hints and choices are words of ours.

    The label of a field is the word ``field_NAME`` (or what `labels` names), its hint ``field_NAME_hint`` where there
    is one. `choices` names, for a field of codes, the beginning of the words of its codes: ``{"state": "theme_state"}``
    shows the code ``proposed`` as the word ``theme_state_proposed``.
    """

    labels: ClassVar[Mapping[str, str]] = {}
    choices: ClassVar[Mapping[str, str]] = {}

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.use_required_attribute = False  # our own errors say more than the browser's, in the page's language
        for name, field in self.fields.items():
            key = self.labels.get(name, f"field_{name}")
            field.label = word(key)[language]
            if f"{key}_hint" in WORDS:
                field.help_text = word(f"{key}_hint")[language]
            if name in self.choices and isinstance(field, forms.ChoiceField):
                prefix = self.choices[name]
                field.choices = [
                    (code, word(f"{prefix}_{code}")[language] if code else word("choose")[language])
                    for code, _ in list(cast("Any", field.choices))
                ]
            if isinstance(field, forms.DateField):
                field.widget = DayInput()
            elif isinstance(field, forms.TimeField):
                field.widget = ClockInput()

    @property
    def wrong(self) -> list[tuple[str, str, list[str]]]:
        """For the summary of errors: id of the field, its label, its errors."""
        found = []
        for name, errors in self.errors.items():
            told = [str(one) for one in errors]
            if name == "__all__":
                found.append(("", "", told))
            else:
                found.append((str(self[name].id_for_label), str(self.fields[name].label), told))
        return found

    def fail(self, field: str | None, key: str, **values: object) -> None:
        """Add an error of ours: the word `key`."""
        self.add_error(field, word(key)[self.language].format(**values))
