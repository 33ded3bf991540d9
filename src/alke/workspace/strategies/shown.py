"""What stands on the pages of strategies: plain data for their templates, each in a constant number of queries.

Leaves out requests and the right to change anything, except whose programme it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.strategies import figures
from alke.workspace.strategies.figures import Standing, standing
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)
from alke.workspace.strategies.policies import PROGRAMMES
from alke.workspace.strategies.rules import Mapped, Unmapped, Way, unmapped
from alke.workspace.words import word


@dataclass(frozen=True)
class Group:
    """The elements of one kind."""

    kind: str
    elements: Sequence[Element]


@dataclass(frozen=True)
class ThemeRow:
    """A theme with what it is mapped to, column by column: kin by other set, elements by decision."""

    theme: SetTheme
    kin: Sequence[tuple[ThemeSet, Sequence[SetTheme]]]
    elements: Sequence[tuple[Decision, Sequence[Element]]]
    indicators: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SetView:
    """A theme set with the columns of its table and what its maps leave out."""

    theme_set: ThemeSet
    shown_name: str
    others: Sequence[ThemeSet]
    decisions: Sequence[Decision]
    rows: Sequence[ThemeRow]
    decision: Decision | None
    left: Left


@dataclass(frozen=True)
class Left:
    """What a set's maps leave out, as rows and names."""

    without_elements: Sequence[SetTheme]
    without_indicators: Sequence[SetTheme]
    without_kin: Sequence[SetTheme]
    elements: Sequence[Element]
    indicators: Sequence[tuple[str, str]]

    @property
    def count(self) -> int:
        """How many things belong to nothing."""
        lists = (self.without_elements, self.without_indicators, self.without_kin, self.elements, self.indicators)
        return sum(map(len, lists))


@dataclass(frozen=True)
class CouncilRow:
    """A region, its council and its programmes, the newest first."""

    region: str
    council: Organisation | None
    programmes: Sequence[Programme]
    may_add: bool


@dataclass(frozen=True)
class MeasureView:
    """A measure with its indicators."""

    row: Measure
    name: str
    caption: str
    standings: Sequence[Standing]


@dataclass(frozen=True)
class GoalView:
    """A goal with the indicators of its own and its measures."""

    goal: Goal
    caption: str
    standings: Sequence[Standing]
    measures: Sequence[MeasureView]


def in_order(elements: Iterable[Element]) -> list[Element]:
    """Priorities first, then views and preconditions, each in the decision's order."""
    return sorted(elements, key=lambda one: (Element.Kind.values.index(one.kind), one.order))


def groups(elements: Iterable[Element]) -> list[Group]:
    """The elements by kind, in the order of kinds; a kind without any is left out."""
    found = in_order(elements)
    by_kind = [Group(kind, [one for one in found if one.kind == kind]) for kind in Element.Kind.values]
    return [group for group in by_kind if group.elements]


def overview(made: Generation | None, language: Language) -> dict[str, Any]:
    """The decisions, the newest theme set, how many programmes there are, and what belongs to nothing."""
    decisions = list(Decision.objects.prefetch_related("elements"))
    sets = theme_sets(made, language)
    councils_with = set(Programme.objects.values_list("organisation_id", flat=True))
    return {
        "decision": decisions[0] if decisions else None,
        "groups": groups(decisions[0].elements.all()) if decisions else [],
        "earlier": decisions[1:],
        "sets": sets,
        "entered": len(councils_with),
        "all": len(MAINLAND),
    }


def decision(of: Decision) -> dict[str, Any]:
    """The elements of a decision by kind, each with its themes and goals."""
    themes = SetTheme.objects.select_related("theme_set")
    goals = Goal.objects.select_related("programme__organisation")
    elements = of.elements.prefetch_related(Prefetch("set_themes", themes), Prefetch("goals", goals))
    return {"groups": groups(elements)}


def theme_sets(made: Generation | None, language: Language) -> list[SetView]:
    """Every theme set, the newest first, with its maps."""
    themes = SetTheme.objects.prefetch_related("kin", "elements")
    sets = list(ThemeSet.objects.prefetch_related(Prefetch("themes", themes)))
    decisions = list(Decision.objects.prefetch_related("elements"))
    known = {key: one.name[language] for key, one in figures.known(made).items()}
    return [_set_view(one, sets, decisions, known, language) for one in sets]


def _set_view(
    of: ThemeSet, sets: Sequence[ThemeSet], decisions: Sequence[Decision], known: dict[str, str], language: Language
) -> SetView:
    themes = list(of.themes.all())
    others = [one for one in sets if one.pk != of.pk]
    mapped = {element.decision_id for theme in themes for element in theme.elements.all()}
    columns = [one for one in decisions if one.pk in mapped]
    current = next((one for one in decisions if one.first_year <= of.first_year <= one.last_year), None)
    rows = [
        ThemeRow(
            theme,
            [(other, [one for one in theme.kin.all() if one.theme_set_id == other.pk]) for other in others],
            [(one, in_order(each for each in theme.elements.all() if each.decision_id == one.pk)) for one in columns],
            _named(theme.indicators, known),
        )
        for theme in themes
    ]
    return SetView(of, of.names[language], others, columns, rows, current, _left(themes, current, others, known))


def _named(keys: Iterable[str], known: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((key, known[key]) for key in keys if key in known), key=lambda pair: pair[1].lower())


def _left(
    themes: Sequence[SetTheme], current: Decision | None, others: Sequence[ThemeSet], known: dict[str, str]
) -> Left:
    """What the maps leave out of the decision in force in the set's first year, and of the catalogue."""
    by_key = {one.key: one for one in themes}
    elements = {one.key: one for one in in_order(current.elements.all())} if current else {}
    maps = {
        one.key: Mapped(
            frozenset(each.key for each in one.elements.all() if current and each.decision_id == current.pk),
            frozenset(one.indicators),
            frozenset(each.key for each in one.kin.all()),
        )
        for one in themes
    }
    found: Unmapped = unmapped(maps, elements, known)
    return Left(
        [by_key[key] for key in found.without_elements],
        [by_key[key] for key in found.without_indicators],
        [by_key[key] for key in found.without_kin] if others else [],
        [elements[key] for key in found.elements],
        _named(found.indicators, known),
    )


def councils(code: str) -> list[int]:
    """Ids of the councils of a region."""
    found = Organisation.objects.filter(kind=OrganisationKind.COUNCIL).values_list("pk", "regions")
    return [pk for pk, regions in found if code in regions]


def programmes(actor: Actor) -> list[CouncilRow]:
    """The eighteen regions with their programmes."""
    of_region = {
        region: one for one in Organisation.objects.filter(kind=OrganisationKind.COUNCIL) for region in one.regions
    }
    entered: dict[int, list[Programme]] = {}
    counted = Programme.objects.select_related("organisation").annotate(
        goal_count=Count("goals", distinct=True), target_count=Count("goals__indicators", distinct=True)
    )
    for one in counted.order_by("-first_year"):
        entered.setdefault(one.organisation_id, []).append(one)
    rows = []
    for region in MAINLAND:
        council = of_region.get(region)
        may = council is not None and bool(PROGRAMMES.may(actor, "add", Programme(organisation=council)))
        rows.append(CouncilRow(region, council, entered.get(council.pk, []) if council else [], may))
    return rows


def programme(of: Programme, made: Generation | None, language: Language) -> dict[str, Any]:
    """The goals of a programme with their measures and indicators, and how many move which way."""
    goals = of.goals.prefetch_related(
        "elements__decision", "measures", Prefetch("indicators", ProgrammeIndicator.objects.order_by("pk"))
    )
    views, ways = [], Counter[str]()
    for goal in goals:
        standings = [standing(one, of.region, made, language) for one in goal.indicators.all()]
        ways.update("worsened" if one.judgement.worsened else one.judgement.way.value for one in standings)
        views.append(_goal_view(goal, standings, language))
    others = Programme.objects.filter(organisation=of.organisation).exclude(pk=of.pk).select_related("organisation")
    order = ("worsened", Way.STILL, Way.UNKNOWN, Way.TOWARD, Way.REACHED)
    return {
        "goals": views,
        "ways": [(str(way), ways[str(way)]) for way in order if ways[str(way)]],
        "others": list(others),
        "note": {Language.FI: of.note_fi, Language.SV: of.note_sv, Language.EN: of.note_en}[language] or of.note_fi,
        "note_language": language if getattr(of, f"note_{language}") else Language.FI,
    }


def _goal_view(goal: Goal, standings: Sequence[Standing], language: Language) -> GoalView:
    def caption(of: Goal | Measure) -> str:
        return word("programme_targets_of")[language].format(name=of.names[language])

    measures = [
        MeasureView(
            one, one.names[language], caption(one), [each for each in standings if each.row.measure_id == one.pk]
        )
        for one in goal.measures.all()
    ]
    return GoalView(goal, caption(goal), [one for one in standings if one.row.measure_id is None], measures)
