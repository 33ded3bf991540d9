"""The coverage board: where every cell stands, covered by any forum, skipped with a reason; its page and its cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alke.areas import REGIONS
from alke.base.languages import Language
from alke.workspace.journal.models import Event
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.rounds.actions.coverage import cover, skip, standings, uncover, unskip
from alke.workspace.rounds.actions.formats import change_format
from alke.workspace.rounds.actions.sessions import hold, plan
from alke.workspace.rounds.models import Coverage, Round, Theme
from alke.workspace.rounds.rules.coverage import Cell, Counts, Mark, Standing, concerned, standing
from alke.workspace.rounds.rules.sessions import Facts, Plan
from alke.workspace.rounds.views.coverage import panel
from tests.workspace.conftest import World

MARKS = st.lists(st.builds(Mark, st.sampled_from(["planned", "discussed", "skipped", "left"]), st.booleans()))
YESTERDAY = date.today() - timedelta(days=1)


@pytest.fixture
def talks(world: World) -> Round:
    return a_round(["MK17", "MK18"], 2)


def a_round(regions: list[str], themes: int) -> Round:
    made = Round.objects.create(year=2027, state="open", regions=regions)
    Theme.objects.bulk_create(Theme(round=made, order=n, name_fi=f"Teema {n}") for n in range(1, themes + 1))
    return made


def cell(talks: Round, region: str = "MK18", number: int = 0) -> Cell:
    return Cell(region, talks.themes.all()[number].pk)


def forum_meeting(talks: Round, certainty: str = "decided", **more: Any) -> Meeting:
    body, _ = Body.objects.get_or_create(code="aune", defaults={"kind": "forum", "name_fi": "AUNE"})
    made = Meeting.objects.create(body=body, name_fi="AUNEn kokous", certainty=certainty, starts_on=YESTERDAY, **more)
    talks.meetings.add(made)
    return made


def signed_in(client: Client, actor: Actor) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@given(MARKS)
def test_what_has_been_discussed_stays_discussed(marks: list[Mark]) -> None:
    assert (standing(marks) == Standing.DISCUSSED) == any(one.state == "discussed" for one in marks)


@given(MARKS)
def test_a_plan_in_a_cancelled_meeting_counts_for_nothing(marks: list[Mark]) -> None:
    assert standing([*marks, Mark("planned", cancelled=True)]) == standing(marks)


def test_a_theme_of_some_regions_concerns_only_those() -> None:
    assert concerned(["MK17", "MK18"], {1: [], 2: ["MK18"]}) == [("MK17", 1), ("MK18", 1), ("MK18", 2)]


def test_the_counts_add_up_to_all_cells(talks: Round, world: World) -> None:
    cover(talks, cell(talks), forum_meeting(talks, "held"), by=world.secretary)
    skip(talks, cell(talks, number=1), reason="ei ajankohtainen", by=world.coordinator)
    counts = Counts.of(standings(talks).values())
    assert (counts.discussed, counts.skipped, counts.undiscussed, counts.total) == (1, 1, 2, 4)


def test_any_forums_meeting_covers_a_cell_at_once_when_it_has_been_held(talks: Round, world: World) -> None:
    assert cover(talks, cell(talks), forum_meeting(talks, "held"), by=world.secretary).state == "discussed"
    ahead = cover(talks, cell(talks), forum_meeting(talks), by=world.coordinator)
    assert ahead.state == "planned"
    assert standings(talks)[cell(talks)] == Standing.DISCUSSED
    uncover(Coverage.objects.get(state="discussed"), reason="kirjattu väärin", by=world.coordinator)
    assert standings(talks)[cell(talks)] == Standing.PLANNED


def test_a_cell_is_not_covered_by_a_cancelled_meeting_nor_outside_the_round(talks: Round, world: World) -> None:
    with pytest.raises(Impossible, match="cancelled"):
        cover(talks, cell(talks), forum_meeting(talks, cancelled=True), by=world.coordinator)
    with pytest.raises(Impossible):
        cover(talks, Cell("MK01", cell(talks).theme), forum_meeting(talks), by=world.coordinator)


def test_a_skip_takes_the_cell_from_its_planned_meetings_and_can_be_taken_back(talks: Round, world: World) -> None:
    plan(talks, Facts("Keskustelu"), [cell(talks), cell(talks, "MK17")], by=world.coordinator)
    row = skip(talks, cell(talks), reason="käsitellään ensi vuonna", by=world.coordinator)
    assert standings(talks)[cell(talks)] == Standing.SKIPPED
    assert Coverage.objects.filter(state="planned").count() == 1
    with pytest.raises(Impossible):
        cover(talks, cell(talks), forum_meeting(talks), by=world.coordinator)
    unskip(row, by=world.coordinator)
    assert standings(talks)[cell(talks)] == Standing.UNDISCUSSED
    assert Event.objects.get(verb="coverage.skip").reason == "käsitellään ensi vuonna"


def test_what_has_been_discussed_cannot_be_skipped_nor_anything_without_a_reason(talks: Round, world: World) -> None:
    cover(talks, cell(talks), forum_meeting(talks, "held"), by=world.coordinator)
    with pytest.raises(Impossible):
        skip(talks, cell(talks), reason="syy", by=world.coordinator)
    with pytest.raises(Impossible, match="reason"):
        skip(talks, cell(talks, number=1), reason=" ", by=world.coordinator)


def test_a_region_may_not_cover_or_skip_and_is_told_who_may(talks: Round, world: World) -> None:
    for actor in (world.preparer, world.expert, world.anyone):
        with pytest.raises(Refused) as refused:
            cover(talks, cell(talks), forum_meeting(talks), by=actor)
        assert refused.value.reason.fi
    with pytest.raises(Refused, match="coordinator"):
        skip(talks, cell(talks), reason="syy", by=world.secretary)
    assert not Coverage.objects.exists()


def test_the_board_tells_of_every_cell_where_it_stands_and_where(talks: Round, world: World, client: Client) -> None:
    session = plan(talks, Facts("Pohjoisen keskustelu", starts_on=YESTERDAY), [cell(talks)], by=world.coordinator)
    hold(session, by=world.coordinator)
    skip(talks, cell(talks, number=1), reason="ei ajankohtainen", by=world.coordinator)
    page = client.get("/fi/kierros/2027/kattavuus/").content.decode()
    for told in ("käsitelty", "ei käsitellä", "käsittelemättä", "Pohjoisen keskustelu", "ei ajankohtainen"):
        assert told in page
    only = client.get("/fi/kierros/2027/kattavuus/?show=undiscussed").content.decode()
    assert "Pohjois-Pohjanmaa" in only
    assert f"/kattavuus/MK18/{cell(talks).theme}/" not in only
    for path in ("/sv/omgang/2027/tackning/", "/en/round/2027/coverage/"):
        assert client.get(path).status_code == 200


def test_the_board_names_each_meeting_once_and_marks_its_cells_by_number(
    talks: Round, world: World, client: Client
) -> None:
    board = "/fi/kierros/2027/kattavuus/"
    plan(
        talks,
        Facts("Pohjoisen keskustelu", starts_on=YESTERDAY),
        [cell(talks), cell(talks, "MK17")],
        by=world.coordinator,
    )
    alone = client.get(board).content.decode().partition("<tbody>")[0]
    assert alone.count("Pohjoisen keskustelu") == 1
    assert "samaan kokoukseen" in alone
    plan(
        talks,
        Facts("Oulun keskustelu", starts_on=YESTERDAY - timedelta(days=1)),
        [cell(talks, number=1)],
        by=world.coordinator,
    )
    legend, _, cells = client.get(board).content.decode().partition("<tbody>")
    assert legend.index("Oulun keskustelu") < legend.index("Pohjoisen keskustelu")
    cells = cells.partition("</tbody>")[0]
    assert (cells.count("kokous 1"), cells.count("kokous 2")) == (1, 2)
    assert "Pohjoisen keskustelu" not in cells


def test_a_region_sees_only_its_own_sessions_when_it_asks_so(talks: Round, world: World, client: Client) -> None:
    plan(talks, Facts("Kainuun keskustelu"), [cell(talks)], by=world.coordinator)
    plan(talks, Facts("Oulun keskustelu"), [cell(talks, "MK17")], by=world.coordinator)
    page = client.get("/fi/kierros/2027/kattavuus/?region=MK18&show=undiscussed").content.decode()
    assert "Kainuun keskustelu" in page
    assert "Oulun keskustelu" not in page


def test_a_cell_is_covered_skipped_and_restored_through_its_pages(talks: Round, world: World, client: Client) -> None:
    meeting = forum_meeting(talks, "held")
    there = f"/fi/kierros/2027/kattavuus/MK18/{cell(talks).theme}/"
    assert "Jätä käsittelemättä" not in client.get(there).content.decode()
    signed_in(client, world.coordinator)
    client.post(f"{there}jata/", {"reason": "ei ajankohtainen"})
    assert "ei ajankohtainen" in client.get(there).content.decode()
    client.post(f"{there}palauta/")
    client.post(f"{there}kokous/", {"meeting": meeting.pk})
    assert "käsitelty" in client.get(there).content.decode()
    refused = client.post(f"{there}jata/", {"reason": "syy"}).content.decode()
    assert "Tästä on jo keskusteltu" in refused
    client.post(f"{there}poista/{meeting.pk}/", {"reason": "väärin"})
    assert not Coverage.objects.exists()
    assert client.get(f"/fi/kierros/2027/kattavuus/MK01/{cell(talks).theme}/").status_code == 404
    assert signed_in(client, world.preparer).get(f"{there}jata/").status_code == 403


def test_the_board_of_19_regions_and_20_themes_costs_as_much_as_a_small_one(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    talks = a_round(["MK17", "MK18"], 2)
    plan(talks, Facts("Pieni"), standings(talks), by=world.coordinator)
    with django_assert_max_num_queries(20) as few:
        assert client.get("/fi/kierros/2027/kattavuus/").status_code == 200
    talks.regions = list(REGIONS)
    talks.save()
    Theme.objects.bulk_create(Theme(round=talks, order=n, name_fi=f"Iso {n}") for n in range(3, 21))
    plans = [
        Plan(Facts(f"Tilaisuus {code}"), frozenset(c for c in standings(talks) if c.region == code)) for code in REGIONS
    ]
    change_format(talks, plans, "suuri", by=world.coordinator)
    with django_assert_max_num_queries(len(few)):
        page = client.get("/fi/kierros/2027/kattavuus/").content.decode()
    assert page.count('class="state part" href') == 19 * 20


def test_the_panel_counts_sessions_and_cells(talks: Round, world: World) -> None:
    plan(talks, Facts("Keskustelu"), [cell(talks)], by=world.coordinator)
    told = panel(talks, world.preparer, Language.FI)
    assert told is not None
    assert told.lines[0] == "Tilaisuuksia: 1"
    assert "suunniteltu 1, käsittelemättä 3" in told.lines[-1]
