"""The forms of this room, with errors that say what is wrong and what to write. Leaves out saving (`actions.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, ClassVar

from django import forms

from alke.base.errors import InputError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.indicators.generation import Generation
from alke.language.numbers import read
from alke.workspace.forms import WordsForm
from alke.workspace.strategies import figures
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    Sign,
    TargetKind,
    ThemeSet,
)
from alke.workspace.strategies.rules import Aim, sign_of
from alke.workspace.words import word

FIRST_YEAR, LAST_YEAR = 1990, 2100
_FIELDS = (
    *("name_fi", "name_sv", "name_en", "kind", "first_year", "last_year", "adopted_on", "publication", "source"),
    *("note_fi", "note_sv", "note_en", "complete", "elements", "kin", "indicators", "indicator", "unit", "measure"),
    *("baseline", "baseline_period", "target_kind", "target_number", "target_words", "target_year", "sign", "reason"),
)


class StrategyForm(WordsForm):
    """A form whose words begin with ``strategy_field_``; `seen` is the fingerprint of the row it was opened on."""

    labels: ClassVar[Mapping[str, str]] = {name: f"strategy_field_{name}" for name in _FIELDS} | {"seen": "field_base"}
    lists: ClassVar[tuple[str, ...]] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What goes into the row's own columns."""
        return {key: value for key, value in self.cleaned_data.items() if key not in (*self.lists, "seen")}

    @property
    def mapped(self) -> dict[str, Any]:
        """What goes into the row's lists."""
        return {key: list(self.cleaned_data[key]) for key in self.lists}


class NumberField(forms.CharField):
    """A number as people write it: 1 234,5 or 1,234.5 by the page's language; None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)
        self.language = Language.FI

    def clean(self, value: Any) -> Any:
        """The number.

        Raises:
            ValidationError: when the text is no number.
        """
        text = "".join(str(super().clean(value)).split()).replace("-", "\N{MINUS SIGN}")
        if not text:
            return None
        number = read(text, self.language)
        if number is None and self.language != Language.EN:
            number = read(text.replace(".", ","), self.language)
        if number is None or not isfinite(number):
            raise forms.ValidationError(word("strategy_no_number")[self.language].format(text=str(value)[:40]))
        return number


class NamesForm(StrategyForm):
    """A name in three languages, Finnish at least."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name_fi = forms.CharField(max_length=300)
    name_sv = forms.CharField(max_length=300, required=False)
    name_en = forms.CharField(max_length=300, required=False)


class YearsForm(NamesForm):
    """A name and years; the last is not before the first."""

    first_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    adopted_on = forms.DateField(required=False)
    publication = forms.CharField(max_length=200, required=False)
    source = forms.URLField(max_length=400, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """The years in order."""
        found = dict(super().clean() or {})
        first, last = found.get("first_year"), found.get("last_year")
        if first is not None and last is not None and last < first:
            self.fail("last_year", "strategy_years_turned", first=first)
        return found


class DecisionForm(YearsForm):
    """A regional development decision."""

    def __init__(self, *args: Any, row: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self) -> dict[str, Any]:
        """No other decision of the same years."""
        found = super().clean()
        if {"first_year", "last_year"} <= found.keys():
            code = f"{found['first_year']}-{found['last_year']}"
            if Decision.objects.filter(code=code).exclude(pk=self.row.pk).exists():
                self.fail("first_year", "strategy_decision_exists", years=code.replace("-", "–"))
            if self.row.pk is None:
                found["code"] = code
        return found


class ElementForm(NamesForm):
    """An element of a decision."""

    choices: ClassVar[Mapping[str, str]] = {"kind": "strategy_kind"}
    kind = forms.ChoiceField(choices=Element.Kind.choices, widget=forms.RadioSelect)


class ThemeSetForm(NamesForm):
    """A theme set, named by the year it begins."""

    first_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, row: ThemeSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self) -> dict[str, Any]:
        """No other set of the same year."""
        found = dict(super().clean() or {})
        year = found.get("first_year")
        if year is not None and ThemeSet.objects.filter(first_year=year).exclude(pk=self.row.pk).exists():
            self.fail("first_year", "strategy_theme_set_exists", year=year)
        if year is not None and self.row.pk is None:
            found["code"] = str(year)
        return found


class Many(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows to tick, each by its name in the page's language after what it belongs to."""

    def __init__(self, of: str, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.of, self.language = of, Language.FI

    def label_from_instance(self, obj: Any) -> str:
        """Such as "2024–2027: Saavutettavuus"."""
        return f"{str(getattr(obj, self.of).code).replace('-', '–')}: {obj.names[self.language]}"


def _elements() -> Many:
    return Many("decision", queryset=Element.objects.select_related("decision"))


class _Mapping(NamesForm):
    """A name and what it is mapped to."""

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, Many | NumberField):
                field.language = language


class SetThemeForm(_Mapping):
    """A theme of a set: its elements, its kin in other sets, its indicators."""

    lists = ("elements", "kin")
    elements = _elements()
    kin = Many("theme_set", queryset=SetTheme.objects.select_related("theme_set"))
    indicators = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, language: Language, *args: Any, row: SetTheme, made: Generation | None, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        kin = self.fields["kin"]
        assert isinstance(kin, Many)
        kin.queryset = SetTheme.objects.select_related("theme_set").exclude(theme_set_id=row.theme_set_id)
        self.fields["indicators"].choices = _indicator_choices(made, language)  # type: ignore[attr-defined]


class ProgrammeForm(YearsForm):
    """A regional programme."""

    note_fi = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False)
    note_sv = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False)
    note_en = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False)
    complete = forms.BooleanField(required=False)

    def __init__(self, *args: Any, row: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def clean(self) -> dict[str, Any]:
        """No other programme of the council from the same year."""
        found = super().clean()
        year, fellows = found.get("first_year"), Programme.objects.filter(organisation=self.row.organisation)
        if year is not None and fellows.filter(first_year=year).exclude(pk=self.row.pk).exists():
            self.fail("first_year", "strategy_programme_exists", year=year)
        return found


class GoalForm(_Mapping):
    """A goal and the elements it serves."""

    lists = ("elements",)
    elements = _elements()


class TargetForm(_Mapping):
    """An indicator of a goal: what is followed, from where, to where."""

    labels: ClassVar[Mapping[str, str]] = {**StrategyForm.labels, "name_fi": "strategy_target_name"}
    field_order = ("indicator", "name_fi", "name_sv", "name_en", "unit", "measure")
    choices: ClassVar[Mapping[str, str]] = {"target_kind": "strategy_target_kind", "sign": "strategy_sign"}
    name_fi = forms.CharField(max_length=300, required=False)
    indicator = forms.ChoiceField(required=False)
    unit = forms.CharField(max_length=60, required=False)
    measure: forms.ModelChoiceField[Measure] = forms.ModelChoiceField(queryset=None, required=False, blank=True)
    baseline = NumberField(required=False)
    baseline_period = forms.CharField(max_length=10, required=False)
    target_kind = forms.ChoiceField(choices=TargetKind.choices, widget=forms.RadioSelect)
    sign = forms.ChoiceField(choices=[("", ""), *Sign.choices], required=False)
    target_number = NumberField(required=False)
    target_words = forms.CharField(max_length=300, required=False)
    target_year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)

    def __init__(
        self, language: Language, *args: Any, row: ProgrammeIndicator, made: Generation | None, **kwargs: Any
    ) -> None:
        super().__init__(language, *args, **kwargs)
        self.row, self.made, goal = row, made, row.goal
        self.region = goal.programme.region
        none = word("strategy_not_in_catalogue")[language]
        self.fields["indicator"].choices = [("", none), *_indicator_choices(made, language)]  # type: ignore[attr-defined]
        measure: Any = self.fields["measure"]
        measure.queryset = goal.measures.all()
        measure.label_from_instance = lambda one: one.names[language]
        measure.empty_label = word("strategy_whole_goal")[language]

    def clean(self) -> dict[str, Any]:
        """Whole and in agreement with itself; the baseline is read from the figures in use where it was left empty."""
        found = dict(super().clean() or {})
        self._name(found)
        self._period(found)
        found["baseline_vintage"] = ""
        if self._as_it_was(found):
            found |= {"baseline": self.row.baseline, "baseline_vintage": self.row.baseline_vintage}
        elif found.get("indicator") and found.get("baseline") is None and "baseline_period" not in self.errors:
            self._read_baseline(found)
        self._target(found)
        return found

    def _as_it_was(self, found: dict[str, Any]) -> bool:
        """Whether the baseline shown in the form was left untouched."""
        row, number = self.row, found.get("baseline")
        if row.baseline is None or number is None:
            return False
        same = _written(row.baseline, Language.EN) == _written(number, Language.EN)
        return same and (row.indicator, row.baseline_period) == (found.get("indicator"), found.get("baseline_period"))

    def _name(self, found: dict[str, Any]) -> None:
        """The indicator's own name when none was written."""
        one = figures.known_one(self.made, found.get("indicator") or "")
        if one is not None and not found.get("name_fi"):
            found |= {f"name_{language}": one.name[language] for language in Language}
        elif not found.get("name_fi") and "name_fi" not in self.errors:
            self.fail("name_fi", "strategy_target_needs_name")

    def _period(self, found: dict[str, Any]) -> None:
        text = found.get("baseline_period") or ""
        try:
            found["baseline_period"] = str(Period.parse(text)) if text else ""
        except InputError:
            self.fail("baseline_period", "strategy_no_period", text=text)
        if found.get("baseline") is not None and not text:
            self.fail("baseline_period", "strategy_baseline_needs_period")

    def _read_baseline(self, found: dict[str, Any]) -> None:
        """The region's value of the period asked for, or its latest, with the vintages it comes from."""
        asked = found.get("baseline_period") or ""
        value = figures.value(self.made, found["indicator"], self.region, asked)
        if value is not None:
            found |= {"baseline": value.number, "baseline_period": str(value.period)}
            found["baseline_vintage"] = value.vintage[:120]
        elif asked:
            self.fail("baseline_period", "strategy_no_value_then", period=asked)

    def _target(self, found: dict[str, Any]) -> None:
        kind, number, sign = found.get("target_kind"), found.get("target_number"), found.get("sign") or ""
        if kind in ("number", "change") and number is None and "target_number" not in self.errors:
            self.fail("target_number", "strategy_target_needs_number")
        if kind == "words" and not found.get("target_words"):
            self.fail("target_words", "strategy_target_needs_words")
        if kind == "direction" and not sign:
            self.fail("sign", "strategy_target_needs_direction")
        if kind == "number" and number is not None and not sign and found.get("baseline") is None:
            self.fail("sign", "strategy_number_needs_direction")
        if kind == "change" and number is not None and sign and sign != sign_of(Aim("change", "", number), None):
            self.fail("sign", "strategy_change_against_sign")


class RemoveForm(StrategyForm):
    """Whether to remove, and why."""

    reason = forms.CharField(max_length=500, required=False)


def _indicator_choices(made: Generation | None, language: Language) -> list[tuple[str, str]]:
    known = figures.known(made)
    return sorted(((key, one.name[language]) for key, one in known.items()), key=lambda pair: pair[1].lower())


def opened(row: Programme | ProgrammeIndicator | Any, form: type[StrategyForm], language: Language) -> dict[str, Any]:
    """What a form shows of a saved row."""
    found: dict[str, Any] = {}
    for name, field in form.base_fields.items():
        if name in form.lists:
            found[name] = [one.pk for one in getattr(row, name).all()]
        elif name != "seen" and hasattr(row, name):
            found[name] = getattr(row, name)
        if isinstance(field, NumberField) and found.get(name) is not None:
            found[name] = _written(found[name], language)
    return found


def _written(number: float, language: Language) -> str:
    text = f"{number:.12g}"
    return text if language == Language.EN else text.replace(".", ",")
