"""What Alke knows from the beginning: whole in three languages, checked against the catalogue, loaded once."""

from __future__ import annotations

from collections import Counter

import pytest

from alke.areas import MAINLAND
from alke.base.errors import InputError
from alke.base.languages import Language
from alke.indicators import catalogue
from alke.indicators.themes import themes
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.strategies import reference
from alke.workspace.strategies.models import Decision, Element, Goal, Programme, ProgrammeIndicator, SetTheme, ThemeSet
from tests.workspace.conftest import World


def test_the_decision_in_force_has_three_priorities_three_views_and_three_preconditions(loaded: None) -> None:
    kinds = Counter(Element.objects.filter(decision__code="2024-2027").values_list("kind", flat=True))
    assert kinds == {"priority": 3, "cross_cutting": 3, "precondition": 3}
    decision = Decision.objects.get(code="2024-2027")
    assert (decision.name_sv, str(decision.adopted_on)) == ("Förnyelse och välmående i regionerna", "2024-03-27")


def test_the_two_decisions_before_it_are_there(loaded: None) -> None:
    assert list(Decision.objects.values_list("code", flat=True)) == ["2024-2027", "2020-2023", "2016-2019"]
    assert Element.objects.filter(decision__code="2020-2023", kind="priority").count() == 5
    assert Element.objects.filter(decision__code="2020-2023", kind="cross_cutting").count() == 2
    assert Element.objects.filter(decision__code="2016-2019", kind="priority").count() == 3


def test_there_were_six_themes_and_now_there_are_four(loaded: None) -> None:
    sizes = {one.code: one.themes.count() for one in ThemeSet.objects.all()}
    assert sizes == {"2024": 4, "2023": 6}


def test_the_themes_of_today_are_those_of_the_catalogue(loaded: None) -> None:
    for theme, row in zip(themes("2024"), SetTheme.objects.filter(theme_set__code="2024"), strict=True):
        assert (row.key, row.names) == (theme.key, theme.names)
        assert row.indicators == sorted(k for k, one in catalogue.load().items() if theme.key in one.themes["2024"])


@pytest.mark.parametrize("model", [Decision, Element, ThemeSet, SetTheme, Programme])
def test_every_name_is_there_in_three_languages(loaded: None, model: type[Decision]) -> None:
    for row in model.objects.all():
        assert all(getattr(row, f"name_{language}").strip() for language in Language), row
        assert set(row.ours) <= {*Language}


def test_every_indicator_of_a_theme_and_a_target_is_in_the_catalogue(loaded: None) -> None:
    known = catalogue.load()
    for theme in SetTheme.objects.all():
        assert len(theme.indicators) == len(set(theme.indicators))
        assert set(theme.indicators) <= known.keys(), theme
    assert set(ProgrammeIndicator.objects.exclude(indicator="").values_list("indicator", flat=True)) <= known.keys()


def test_kinship_holds_both_ways_and_never_inside_one_set(loaded: None) -> None:
    for theme in SetTheme.objects.prefetch_related("kin"):
        assert theme.kin.exists(), theme
        for other in theme.kin.all():
            assert theme in other.kin.all()
            assert other.theme_set_id != theme.theme_set_id


def test_every_decision_that_themes_reach_is_reached_from_the_elements_too(loaded: None) -> None:
    for theme in SetTheme.objects.prefetch_related("elements"):
        assert all(theme in element.set_themes.all() for element in theme.elements.all())
    assert SetTheme.objects.filter(key="population", elements=None).count() == 2


def test_programmes_are_what_public_sources_told_and_none_is_said_to_be_complete(loaded: None) -> None:
    assert not Programme.objects.filter(complete=True).exists()
    assert all(one.region in MAINLAND for one in Programme.objects.select_related("organisation"))
    uusimaa = Programme.objects.get(organisation__regions=["MK01"])
    assert ProgrammeIndicator.objects.filter(goal__programme=uusimaa).count() == 3
    assert Goal.objects.filter(programme__organisation__regions=["MK19"]).count() == 7
    assert str(Programme.objects.get(organisation__regions=["MK07"]).adopted_on) == "2025-12-03"


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = Event.objects.count()
    assert reference.load() == 0
    assert Event.objects.count() == before
    assert verify().faults == []


def test_what_a_person_has_changed_stays_as_she_left_it(loaded: None, world: World) -> None:
    element = Element.objects.get(decision__code="2024-2027", key="skills")
    with act("element.edit", element, by=world.coordinator) as row:
        row.name_en = "Competence and learning"
        row.save()
    goal = Goal.objects.filter(programme__organisation=world.lappi).first()
    assert goal is not None
    with act("goal.remove", goal, by=world.outsider) as row:
        row.delete()
    assert reference.load() == 0
    element.refresh_from_db()
    assert element.name_en == "Competence and learning"
    assert Goal.objects.filter(programme__organisation=world.lappi).count() == 6


def test_what_nobody_has_touched_is_mended(loaded: None) -> None:
    Element.objects.filter(decision__code="2024-2027", key="labour").update(name_sv="Fel")
    assert reference.load() == 1
    assert Element.objects.get(decision__code="2024-2027", key="labour").name_sv.startswith("Sysselsättning")


def test_a_programme_waits_for_its_council(world: World) -> None:
    reference.load()
    assert {one.region for one in Programme.objects.select_related("organisation")} == {"MK18", "MK19"}


def test_a_broken_name_says_where_it_is() -> None:
    with pytest.raises(InputError, match="somewhere"):
        reference.names({"name": {"sv": "Bara svenska"}}, "somewhere")
