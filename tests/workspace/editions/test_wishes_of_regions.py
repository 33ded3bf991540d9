"""What lifts a region's findings: goals of its programme in force, and the confirmed themes of the round."""

from __future__ import annotations

import pytest

from alke.workspace.rounds.actions import rounds
from alke.workspace.rounds.models import Theme, ThemeState
from alke.workspace.strategies.models import Goal, Programme, ProgrammeIndicator, SetTheme, ThemeSet
from alke.workspace.web import wishes
from tests.workspace.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKE_TODAY", "2024-12-20")


def follow(world: World, first: int, last: int) -> None:
    programme = Programme.objects.create(
        organisation=world.kainuu, first_year=first, last_year=last, name_fi=f"Kainuu-ohjelma {first}"
    )
    goal = Goal.objects.create(programme=programme, order=1, name_fi="Tavoite")
    for indicator in ("gdp-per-head", ""):
        ProgrammeIndicator.objects.create(
            goal=goal, indicator=indicator, name_fi="Tunnusluku", target_kind="direction", sign="up"
        )


def test_the_programme_in_force_lifts_the_indicators_it_follows_in_its_own_region(world: World) -> None:
    follow(world, 2022, 2025)
    assert wishes.of_region("MK18").goals == {"gdp-per-head"}
    assert wishes.of_region("MK19").goals == frozenset()


def test_a_programme_that_has_ended_lifts_nothing(world: World) -> None:
    follow(world, 2018, 2021)
    assert wishes.of_region("MK18").goals == frozenset()


def test_confirmed_themes_of_the_open_round_lift_their_indicators(world: World) -> None:
    of = rounds.open_round(rounds.make_round(2025, by=world.coordinator), by=world.coordinator)
    theme_set = ThemeSet.objects.create(code="2024", first_year=2024, name_fi="Teemat 2024")
    own = SetTheme.objects.create(
        theme_set=theme_set, key="talous", order=1, name_fi="Talous", indicators=["gdp", "jobs"]
    )
    confirmed = Theme.objects.create(round=of, name_fi="Talous", state=ThemeState.CONFIRMED, regions=["MK18"])
    confirmed.set_themes.add(own)
    Theme.objects.create(round=of, name_fi="Muu").set_themes.add(own)
    rounds.make_round(2026, by=world.coordinator)  # an act, after which what was gathered is gathered anew
    assert wishes.of_region("MK18").themes == {"gdp", "jobs"}
    assert wishes.of_region("MK19").themes == frozenset()


def test_every_wish_changes_the_mark(world: World) -> None:
    before = wishes.mark()
    follow(world, 2022, 2025)
    assert wishes.mark() != before
