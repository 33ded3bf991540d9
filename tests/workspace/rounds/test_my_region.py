"""A region's own page: public for all nineteen, and the preparer's next step on top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alke.areas import REGIONS
from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.rounds.actions import comments, deliveries
from alke.workspace.rounds.models import Deliverable, Position, Round, Theme
from alke.workspace.rounds.rules.deadlines import Standing
from alke.workspace.rounds.rules.regions import Open, Step, next_step
from tests.workspace.conftest import World
from tests.workspace.content import fill
from tests.workspace.rounds.papers import WORDS, aland, asked, open_round, pdf

FI = Language.FI


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def shown(client: Client, code: str = "MK18", by: Actor | None = None, language: Language = FI) -> str:
    client.logout()
    if by is not None:
        client.force_login(User.objects.get(pk=by.user_id))
    answer = client.get(address(language, "my-region", code=code))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_region_has_its_page_for_anyone_in_every_language(client: Client, db: None) -> None:
    fill(2, 19, 3)
    for code in REGIONS:
        for language in Language:
            shown(client, code, language=language)


def test_a_code_that_is_no_region_is_not_found(client: Client, db: None) -> None:
    assert client.get(address(FI, "my-region", code="MK99")).status_code == 404
    assert client.get(address(FI, "my-region", code="SSS")).status_code == 404


def test_without_a_round_the_page_says_so(client: Client, world: World) -> None:
    Round.objects.create(year=2025, state="preparing")
    assert "Yhtään kierrosta ei ole vielä avattu" in shown(client)


def test_aland_is_heard_in_its_own_matters_and_owes_nothing(client: Client, world: World) -> None:
    aland()
    deliveries.ask(
        open_round(regions=["MK18", "MK21"]),
        rule={"rule": "end_of_year", "year": 2024},
        receiver=world.tem,
        by=world.coordinator,
    )
    told = shown(client, "MK21")
    assert "kuullaan omissa asioissaan, ei toimitusvelvollisuutta" in told
    assert "Mitä toimitetaan ja milloin" not in told
    assert [one.owner for one in Deliverable.objects.all()] == [world.kainuu]


def test_what_is_owed_is_told_with_its_day_and_its_words(client: Client, world: World) -> None:
    asked(world)
    told = shown(client)
    assert "31.12.2024" in told and WORDS in told


def test_the_next_step_is_the_preparer_s_own_and_nobody_else_s(client: Client, world: World) -> None:
    asked(world)
    assert "Seuraavaksi" in shown(client, by=world.preparer)
    for other in (None, world.outsider, world.coordinator, world.member):
        assert "Seuraavaksi" not in shown(client, by=other)


def test_the_next_step_follows_what_has_been_done(client: Client, world: World) -> None:
    owed = asked(world)
    assert "Toimita tilanne- ja kehityskuva" in shown(client, by=world.preparer)
    deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    assert "Kirjaa tilanne- ja kehityskuvan käsittely MYR:ssä" in shown(client, by=world.preparer)
    deliveries.record_step(owed, kind="myr", on=timezone.localdate(), certainty="held", by=world.preparer)
    assert "Juuri nyt ei ole tehtävää" in shown(client, by=world.preparer)
    theme = Theme.objects.create(round=owed.round, name_fi="Kestävä kasvu", state="confirmed")
    assert "Kirjoita maakunnan nosto teemoista, joista se puuttuu (1)" in shown(client, by=world.preparer)
    made = {"round": owed.round, "theme": theme, "region": "MK18", "organisation": world.kainuu}
    Position.objects.create(state="released", **made)
    assert "Juuri nyt ei ole tehtävää" in shown(client, by=world.preparer)
    comments.open_round(
        owed.round,
        title="Kommentit teemoista",
        subject="themes",
        due=timezone.localdate() + timedelta(days=5),
        asked=[world.kainuu],
        by=world.coordinator,
    )
    assert "Vastaa kommenttipyyntöön" in shown(client, by=world.preparer)


def test_a_draft_position_of_the_council_is_not_told_to_others(client: Client, world: World) -> None:
    of = open_round()
    theme = Theme.objects.create(round=of, name_fi="Kestävä kasvu", state="confirmed")
    Position.objects.create(
        round=of, theme=theme, region="MK18", organisation=world.kainuu, stance="cannot_support", state="draft"
    )
    assert "ei voi kannattaa" in shown(client, by=world.preparer)
    for other in (None, world.outsider, world.coordinator):
        assert "ei voi kannattaa" not in shown(client, by=other)


def test_an_earlier_round_can_be_chosen(client: Client, db: None) -> None:
    fill(2, 19, 2, first=2024)
    told = client.get(address(FI, "my-region", code="MK18") + "?year=2024").content.decode()
    assert "Kierros 2024" in told and "päättynyt" in told


@given(
    st.sampled_from([None, *Standing]),
    st.booleans(),
    st.one_of(st.none(), st.just(date(2025, 1, 1))),
    st.integers(0, 2),
)
def test_what_is_late_always_comes_before_everything_else(
    standing: Standing | None, handled: bool, comments_due: date | None, count: int
) -> None:
    step = next_step(Open(standing, date(2025, 2, 1), handled, comments_due, count, count))
    if standing is Standing.LATE:
        assert step is Step.DELIVER
    elif comments_due is not None:
        assert step is Step.COMMENT
    if step is Step.NOTHING:
        assert not count and comments_due is None


def test_the_page_costs_the_same_queries_however_much_there_is(
    client: Client, world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    fill(1, 2, 2, first=2019)
    with django_assert_max_num_queries(100) as few:
        client.get(address(FI, "my-region", code="MK01") + "?year=2019")
    fill(1, 19, 12, first=2024)
    with django_assert_max_num_queries(len(few)):
        client.get(address(FI, "my-region", code="MK01") + "?year=2024")
