"""Sessions: planned, changed, cancelled, held; their programme, invitations and notes; who may, and the page."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.rounds.actions import deliveries
from alke.workspace.rounds.actions.coverage import standings
from alke.workspace.rounds.actions.programmes import (
    Line,
    answer,
    fingerprint,
    invite,
    lines_of,
    set_programme,
    withdraw_invitation,
)
from alke.workspace.rounds.actions.sessions import cancel, change, hold, plan
from alke.workspace.rounds.models import Coverage, Invitee, Round, Session, Theme
from alke.workspace.rounds.policies.parts import part_of
from alke.workspace.rounds.policies.sessions import SESSIONS, sessions
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.sessions import Facts
from tests.workspace.conftest import World, organisation

YESTERDAY = date.today() - timedelta(days=1)


@pytest.fixture
def talks(world: World) -> Round:
    made = Round.objects.create(year=2027, state="open", regions=["MK17", "MK18", "MK19"])
    for order, name in enumerate(("Kasvu", "Hyvinvointi"), start=1):
        Theme.objects.create(round=made, order=order, name_fi=name, name_sv=f"{name} sv")
    return made


def cells(talks: Round, *regions: str) -> list[Cell]:
    return [Cell(code, theme.pk) for code in regions or talks.regions for theme in talks.themes.all()]


def planned(talks: Round, world: World, *regions: str, **facts: Any) -> Session:
    told = Facts("Pohjoisen keskustelu", **{"starts_on": YESTERDAY, "place": "Kajaani"} | facts)
    return plan(talks, told, cells(talks, *regions), by=world.coordinator)


def signed_in(client: Client, actor: Actor) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_planned_session_has_a_meeting_of_the_talks_and_covers_its_cells(talks: Round, world: World) -> None:
    session = planned(talks, world, "MK17", "MK18")
    assert (session.meeting.body.code, session.meeting.place) == ("alke", "Kajaani")
    assert talks.meetings.get() == session.meeting
    assert set(session.meeting.coverage.values_list("state", flat=True)) == {"planned"}
    assert {where.value for cell, where in standings(talks).items() if cell.region == "MK19"} == {"undiscussed"}
    event = Event.objects.get(verb="session.plan")
    assert (event.round_year, len(event.after["cells"])) == (2027, 4)


def test_a_change_moves_cells_and_tells_the_calendar(talks: Round, world: World) -> None:
    session = planned(talks, world, "MK17")
    change(session, Facts("Pohjoisen keskustelu", place="Oulu"), cells(talks, "MK18"), by=world.coordinator)
    session = sessions().get()
    assert (session.meeting.place, session.meeting.starts_on, session.meeting.sequence) == ("Oulu", None, 1)
    assert set(session.meeting.coverage.values_list("region", flat=True)) == {"MK18"}


def test_a_cancelled_session_uncovers_its_cells_and_stays_to_be_seen(talks: Round, world: World) -> None:
    session = cancel(planned(talks, world), reason="lumimyrsky", by=world.coordinator)
    session = sessions().get(pk=session.pk)
    assert (session.state, session.cancelled_because, session.meeting.sequence) == ("cancelled", "lumimyrsky", 1)
    assert not Coverage.objects.exists()
    with pytest.raises(Refused):
        cancel(session, reason="taas", by=world.coordinator)


def test_holding_discusses_the_cells_but_for_those_not_reached(talks: Round, world: World) -> None:
    session = planned(talks, world, "MK17", "MK18")
    left = cells(talks, "MK18")[1]
    hold(session, left={left: "aika loppui"}, by=world.secretary)
    where = {cell: one.value for cell, one in standings(talks).items()}
    assert [where[cell] for cell in cells(talks, "MK17", "MK18")] == ["discussed"] * 3 + ["undiscussed"]
    row = Coverage.objects.get(state="left")
    assert (Cell(row.region, row.theme_id), row.reason) == (left, "aika loppui")
    assert sessions().get().state == "held"


@pytest.mark.parametrize(
    ("facts", "left", "told"),
    [
        ({"starts_on": None}, {}, "Anna päivä"),
        ({"starts_on": date.today() + timedelta(days=3)}, {}, "vasta edessä"),
        ({}, {Cell("MK19", 0): "syy"}, "ei kuulu kierrokseen"),
    ],
)
def test_a_session_that_cannot_have_been_held_is_not_marked_held(
    facts: dict[str, Any], left: dict[Cell, str], told: str, talks: Round, world: World
) -> None:
    session = planned(talks, world, **facts)
    with pytest.raises(Impossible) as error:
        hold(session, left=left, by=world.coordinator)
    assert told in error.value.reason.fi
    assert sessions().get().state == "planned"


def test_a_session_is_not_marked_held_by_changing_it(talks: Round, world: World) -> None:
    session = planned(talks, world)
    with pytest.raises(Impossible):
        change(session, Facts("Nimi", certainty=Certainty.HELD), by=world.coordinator)


def test_a_session_cannot_cover_what_is_not_of_the_round(talks: Round, world: World) -> None:
    with pytest.raises(Impossible):
        plan(talks, Facts("Vieras"), [Cell("MK01", talks.themes.first().pk)], by=world.coordinator)  # type: ignore[union-attr]
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        ("change", {"coordinator"}),
        ("cancel", {"coordinator"}),
        ("hold", {"coordinator", "secretary"}),
        ("invite", {"coordinator", "secretary"}),
        ("dossier", {"coordinator", "secretary"}),
        ("note", {"coordinator", "secretary", "expert", "other_expert"}),
    ],
)
def test_who_may_do_what_to_a_session_and_the_others_are_told_why_not(
    verb: str, allowed: set[str], talks: Round, world: World
) -> None:
    session = planned(talks, world)
    people = (
        "coordinator",
        "secretary",
        "expert",
        "other_expert",
        "preparer",
        "approver",
        "auditor",
        "reader",
        "anyone",
    )
    for name in people:
        told = SESSIONS.may(getattr(world, name), verb, session)
        assert bool(told) == (name in allowed), name
        assert told or told.reason.fi


def test_nothing_of_a_session_changes_once_its_round_is_closed(talks: Round, world: World) -> None:
    session = planned(talks, world)
    Round.objects.update(state="closed", closed_on=date.today())
    with pytest.raises(Refused) as refused:
        hold(session, by=world.coordinator)
    assert "kierros on päättynyt" in refused.value.reason.fi


def test_the_programme_keeps_its_order_and_a_stale_save_loses_nothing(talks: Round, world: World) -> None:
    session = planned(talks, world)
    lines = [Line("Avaus", time(9, 0), "Elli Esimerkki"), Line("Kasvu", theme=talks.themes.all()[0].pk)]
    set_programme(session, lines, base=fingerprint([]), by=world.secretary)
    assert lines_of(session) == lines
    with pytest.raises(Impossible):
        set_programme(session, [Line("Toinen")], base=fingerprint([]), by=world.coordinator)
    assert lines_of(session) == lines


def test_the_invited_answer_for_themselves_and_not_for_others(talks: Round, world: World) -> None:
    session = planned(talks, world)
    assert invite(session, [world.kainuu, world.lappi], by=world.secretary) == 2
    assert invite(session, [world.kainuu], by=world.coordinator) == 0
    ours = Invitee.objects.get(organisation=world.kainuu)
    answer(ours, "coming", people="Vilma Valmistelija", by=world.preparer)
    assert Invitee.objects.get(pk=ours.pk).state == "coming"
    with pytest.raises(Refused) as refused:
        answer(ours, "not_coming", by=world.outsider)
    assert "toiselle organisaatiolle" in refused.value.reason.fi
    answer(ours, "not_coming", by=world.secretary)
    withdraw_invitation(Invitee.objects.get(organisation=world.lappi), by=world.coordinator)
    assert Invitee.objects.count() == 1


def test_a_cancelled_session_is_not_answered_any_more(talks: Round, world: World) -> None:
    session = planned(talks, world)
    invite(session, [world.kainuu], by=world.coordinator)
    cancel(session, reason="syy", by=world.coordinator)
    with pytest.raises(Impossible):
        answer(Invitee.objects.get(), "coming", by=world.preparer)


def test_notes_are_written_by_ministries_and_read_by_officials_only(talks: Round, world: World, client: Client) -> None:
    session = planned(talks, world)
    part = part_of("session", "notes")
    part.write(session, "notes", Language.FI, "Todettiin tärkeää", base=0, by=world.expert)
    with pytest.raises(Refused):
        part.write(session, "notes", Language.FI, "Muuta", base=1, by=world.preparer)
    found = writings.text_of(session, "notes", Language.FI)
    assert found is not None
    assert found.text == "Todettiin tärkeää"
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/"
    assert "Todettiin" not in client.get(there).content.decode()
    assert "Todettiin" in signed_in(client, world.preparer).get(there).content.decode()


def test_a_session_of_a_round_in_preparation_is_unknown_to_others(talks: Round, world: World, client: Client) -> None:
    session = planned(talks, world)
    Round.objects.update(state="preparing")
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/"
    assert client.get(there).status_code == 404
    assert signed_in(client, world.preparer).get(there).status_code == 404
    assert signed_in(client, world.coordinator).get(there).status_code == 200


def test_the_session_page_shows_buttons_only_to_who_may(talks: Round, world: World, client: Client) -> None:
    session = planned(talks, world)
    invite(session, [world.kainuu], by=world.coordinator)
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/"
    assert "Peru tilaisuus" in signed_in(client, world.coordinator).get(there).content.decode()
    page = signed_in(client, world.preparer).get(there).content.decode()
    assert "Peru tilaisuus" not in page
    assert "/vastaa/" in page
    assert signed_in(client, world.preparer).get(f"{there}peru/").status_code == 403
    for language, path in (("sv", "/sv/omgang/2027/tillfalle/"), ("en", "/en/round/2027/session/")):
        assert f'lang="{language}"' in client.get(f"{path}{session.pk}/").content.decode()


def test_a_session_is_planned_changed_and_held_through_its_pages(talks: Round, world: World, client: Client) -> None:
    signed_in(client, world.coordinator)
    themes = [theme.pk for theme in talks.themes.all()]
    given = {"name_fi": "Kainuun keskustelu", "certainty": "expected", "regions": ["MK18"], "themes": themes}
    made = client.post("/fi/kierros/2027/tilaisuus/uusi/", given)
    session = sessions().get()
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/"
    assert (made.status_code, made["Location"]) == (302, there)
    skewed = client.post(f"{there}muuta/", given | {"starts_on": "2027-02-02", "ends_on": "2027-02-01"})
    assert "Viimeinen päivä on ennen ensimmäistä" in skewed.content.decode()
    client.post(f"{there}muuta/", given | {"place": "Kajaani", "regions": ["MK18", "MK19"]})
    session = sessions().get()
    assert (session.meeting.place, session.meeting.coverage.count()) == ("Kajaani", 4)
    left = f"left_MK19_{themes[1]}"
    assert client.post(f"{there}pidetty/", {left: "aika loppui"}).status_code == 200
    done = client.post(f"{there}pidetty/", {"starts_on": YESTERDAY.isoformat(), left: "aika loppui"})
    assert done.status_code == 302
    assert sorted(Coverage.objects.values_list("state", flat=True)) == ["discussed"] * 3 + ["left"]


def test_single_cells_added_to_a_session_survive_a_change_of_its_place(
    talks: Round, world: World, client: Client
) -> None:
    session = planned(talks, world, "MK17")
    Coverage.objects.filter(theme=talks.themes.all()[1]).delete()
    Coverage.objects.create(round=talks, region="MK18", theme=talks.themes.all()[1], meeting=session.meeting)
    given = {"name_fi": "Nimi", "certainty": "decided", "place": "Oulu", "regions": ["MK17", "MK18"]}
    signed_in(client, world.coordinator).post(
        f"/fi/kierros/2027/tilaisuus/{session.pk}/muuta/", given | {"themes": [t.pk for t in talks.themes.all()]}
    )
    assert sessions().get().meeting.place == "Oulu"
    assert Coverage.objects.count() == 2


def test_the_programme_page_shows_both_when_another_saved_first(talks: Round, world: World, client: Client) -> None:
    session = planned(talks, world)
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/ohjelma/"
    signed_in(client, world.coordinator)
    base = fingerprint([])
    set_programme(session, [Line("Toisen avaus")], base=base, by=world.secretary)
    stale = client.post(there, {"base": base, "title_0": "Oma avaus", "order_0": 1}).content.decode()
    assert "Oma avaus" in stale
    assert "Toisen avaus" in stale
    again = {
        "base": fingerprint([Line("Toisen avaus")]),
        "title_0": "Oma avaus",
        "order_0": 2,
        "title_1": "Alku",
        "order_1": 1,
    }
    assert client.post(there, again).status_code == 302
    assert [line.title for line in lines_of(session)] == ["Alku", "Oma avaus"]


def test_a_list_of_councils_invites_those_of_the_sessions_regions(talks: Round, world: World, client: Client) -> None:
    session = planned(talks, world, "MK18")
    organisation("vanha-ely", "ely", "Vanha ELY", "MK18", valid_to=date(2025, 12, 31))
    signed_in(client, world.secretary)
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/kutsu/"
    assert "Valitse ainakin yksi" in client.post(there, {}).content.decode()
    assert client.post(there, {"lists": ["councils", "authorities"]}).status_code == 302
    assert [one.organisation for one in Invitee.objects.all()] == [world.kainuu]


def test_the_session_page_costs_the_same_whatever_it_covers(
    talks: Round, world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    session = planned(talks, world, "MK17")
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/"
    with django_assert_max_num_queries(30) as few:
        client.get(there)
    for order in range(3, 23):
        theme = Theme.objects.create(round=talks, order=order, name_fi=f"Teema {order}")
        for code in talks.regions:
            Coverage.objects.create(round=talks, region=code, theme=theme, meeting=session.meeting)
    invite(session, [organisation(f"o{n}", "other", f"O {n}") for n in range(20)], by=world.coordinator)
    with django_assert_max_num_queries(len(few)):
        client.get(there)


def test_a_deadline_told_from_the_talks_moves_with_them(talks: Round, world: World) -> None:
    session = planned(talks, world, starts_on=date(2027, 3, 20))
    rule = {"rule": "days_before", "anchor": "talks", "days": 14}
    (owed,) = deliveries.ask(talks, rule=rule, receiver=world.tem, owners=[world.kainuu], by=world.coordinator)
    assert owed.due == date(2027, 3, 6)
    change(session, Facts("Pohjoisen keskustelu", starts_on=date(2027, 4, 3)), by=world.coordinator)
    owed.refresh_from_db()
    assert (owed.due, owed.sequence) == (date(2027, 3, 20), 1)
