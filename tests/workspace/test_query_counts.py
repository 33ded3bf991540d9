"""Every board and home costs as many queries with ten rounds × 19 regions × 20 themes as with next to nothing.

Pages are made anew here (kept ones are off in tests). Leaves out pages of one row, which each slice tests.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.models import Role, User
from alke.workspace.rounds.models import Coverage, FollowUp, Position, Round
from tests.workspace.conftest import World, person
from tests.workspace.content import councils, fill

OF_A_ROUND = ("round", "themes", "coverage", "deliveries", "positions", "outcomes", "followups", "known")
REGION = "MK01"


def places(year: int) -> list[str]:
    """The addresses that are counted."""
    fi = Language.FI
    boards = [address(fi, name, year=year) for name in OF_A_ROUND]
    show = [f"{address(fi, 'coverage', year=year)}?show=undiscussed", f"{address(fi, 'followups', year=year)}?show=all"]
    region = address(fi, "my-region", code=REGION)
    return [*boards, *show, f"{region}?year={year}", address(fi, "rounds"), address(fi, "duties")]


def costs(client: Client, year: int) -> dict[str, int]:
    """Address without its year → queries of the page."""
    found = {}
    for place in places(year):
        client.get(place)  # what is read once in a process, and the cookie of forms
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(place)
        assert answer.status_code in (200, 302), place
        found[place.replace(str(year), "YEAR")] = len(asked.captured_queries)
    return found


@pytest.fixture
def clients(world: World) -> Mapping[str, Client]:
    """One who has not signed in, a coordinator, and a preparer of the first region."""
    preparer = person("Ulla Uusimaa", councils()[REGION], Role.PREPARER)
    found = {"anyone": Client()}
    for name, actor in (("coordinator", world.coordinator), ("preparer", preparer)):
        found[name] = Client()
        found[name].force_login(User.objects.get(pk=actor.user_id))
    return found


def test_no_page_costs_more_queries_with_ten_rounds_of_19_regions_and_20_themes(
    clients: Mapping[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKE_TODAY", "2023-02-01")
    fill(2, 3, 3, first=2022)
    few = {name: costs(client, 2023) for name, client in clients.items()}
    Round.objects.filter(year=2023).update(state="closed", closed_on="2023-12-01")
    monkeypatch.setenv("ALKE_TODAY", "2033-02-01")  # as far into the open round as before
    last = fill(10, 19, 20, first=2024)[-1]
    assert Coverage.objects.filter(round=last).count() == 19 * 20 - 19 * 20 // 4
    assert Position.objects.filter(round=last).count() == 2 * 19 * 20
    assert FollowUp.objects.filter(round=last).count() > 9 * 19
    many = {name: costs(client, last.year) for name, client in clients.items()}
    grown = [
        f"{name} {page}: {few[name][page]} → {asked}"
        for name, each in many.items()
        for page, asked in each.items()
        if asked != few[name][page]
    ]
    assert grown == []
    assert max(max(each.values()) for each in few.values()) <= 50
