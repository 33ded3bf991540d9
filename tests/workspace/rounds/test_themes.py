"""Themes: proposed, supported, contested until an event settles them; who may, and what the pages tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alke.base.certainty import Certainty
from alke.workspace.journal.models import Event
from alke.workspace.meetings import reference
from alke.workspace.meetings.actions import plan_meeting, record_source
from alke.workspace.meetings.models import Body
from alke.workspace.meetings.rules import When
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import facts, themes
from alke.workspace.rounds.actions.rounds import close_round, make_round, open_round
from alke.workspace.rounds.actions.themes import Occasion
from alke.workspace.rounds.models import Round, Statement, Theme, ThemeState, ThemeStep
from alke.workspace.rounds.policies.themes import THEMES
from alke.workspace.rounds.rules.themes import state_after
from tests.workspace.conftest import World


@dataclass(frozen=True)
class Step:
    """A step without a database."""

    kind: str
    certainty: str = "held"
    on: date | None = None


KINDS = st.sampled_from([str(one) for one in ThemeStep.Kind])
STEPS = st.lists(st.builds(Step, kind=KINDS, certainty=st.sampled_from([str(one) for one in Certainty])), max_size=12)
UNSETTLING = st.builds(Step, kind=KINDS, certainty=st.sampled_from(["expected", "proposed", "preparing"]))


@given(STEPS, st.lists(UNSETTLING, max_size=4), st.integers(0, 12))
def test_what_is_only_expected_never_moves_a_theme(steps: list[Step], expected: list[Step], at: int) -> None:
    assert state_after([*steps[:at], *expected, *steps[at:]]) == state_after(steps)


@given(STEPS, st.lists(st.sampled_from([Step("proposed"), Step("supported"), Step("contested")]), max_size=6))
def test_a_contested_theme_stays_contested_until_an_event_settles_it(steps: list[Step], after: list[Step]) -> None:
    contested = [*steps, Step("confirmed"), Step("contested")]
    assert state_after([*contested, *after]) == ThemeState.CONTESTED
    for kind, state in (("confirmed", ThemeState.CONFIRMED), ("withdrawn", ThemeState.WITHDRAWN)):
        assert state_after([*contested, *after, Step(kind, "decided")]) == state


@given(STEPS)
def test_support_moves_nothing(steps: list[Step]) -> None:
    assert state_after([*steps, Step("supported")]) == state_after(steps)


def test_what_was_contested_before_a_confirmation_does_not_undo_it_though_recorded_later() -> None:
    confirmed = Step("confirmed", on=date(2024, 12, 3))
    assert state_after([confirmed, Step("contested", on=date(2024, 11, 20))]) == ThemeState.CONFIRMED
    assert state_after([confirmed, Step("contested", on=date(2024, 12, 9))]) == ThemeState.CONTESTED
    assert state_after([confirmed, Step("contested")]) == ThemeState.CONTESTED


@pytest.fixture
def of(world: World) -> Round:
    """An open round, with the bodies of the product."""
    reference.load()
    return open_round(make_round(2025, by=world.coordinator), by=world.coordinator)


def aune(on: date = date(2024, 12, 3), certainty: Certainty = Certainty.HELD) -> Occasion:
    return Occasion(body=Body.objects.get(code="aune"), on=on, certainty=certainty)


def test_a_theme_lives_from_proposal_to_confirmation_with_every_step_kept(world: World, of: Round) -> None:
    theme = themes.propose(of, "Kestävä kasvu", focus_fi="Kasvun vauhdittaminen", by=world.expert)
    themes.support(theme, by=world.preparer)
    themes.contest(theme, reason="Kasvu ei ole kaikkien maakuntien kysymys", by=world.outsider)
    assert theme.state == ThemeState.CONTESTED
    themes.confirm(theme, occasion=aune(certainty=Certainty.EXPECTED), by=world.secretary)
    assert theme.state == ThemeState.CONTESTED
    themes.confirm(theme, occasion=aune(), by=world.secretary)
    assert Theme.objects.get().state == ThemeState.CONFIRMED
    steps = [(one.kind, one.certainty) for one in theme.steps.all()]
    assert steps == [
        ("proposed", "held"),
        ("supported", "held"),
        ("contested", "held"),
        ("confirmed", "expected"),
        ("confirmed", "held"),
    ]
    told = [one.verb for one in Event.objects.filter(subject_kind="rounds.theme")]
    assert told == ["theme.confirm", "theme.confirm", "theme.contest", "theme.support", "theme.propose"]


def test_who_did_a_step_is_the_actors_organisation_unless_told_otherwise(world: World, of: Round) -> None:
    theme = themes.propose(of, "Huoltovarmuus", by=world.preparer)
    themes.confirm(theme, occasion=aune(), by=world.coordinator)
    first, last = theme.steps.all()
    assert (first.organisation, first.body) == (world.kainuu, None)
    assert last.organisation is None
    assert last.body is not None and last.body.code == "aune"


def test_proposing_again_by_the_same_source_leaves_one_step(world: World, of: Round) -> None:
    source = record_source(
        kind="minutes", title="Keksitty pöytäkirja", text="Teemaksi esitettiin X.", by=world.preparer
    )
    for _ in range(2):
        themes.propose(of, "X", occasion=Occasion(source=source, span=(8, 20)), by=world.preparer)
    themes.propose(of, "X", by=world.outsider)
    assert (Theme.objects.count(), ThemeStep.objects.count()) == (1, 2)


@pytest.mark.parametrize("verb", ["contest", "withdraw"])
def test_contesting_and_withdrawing_need_a_reason(world: World, of: Round, verb: str) -> None:
    theme = themes.propose(of, "Saavutettavuus", by=world.preparer)
    with pytest.raises(Refused, match="reason"):
        getattr(themes, verb)(theme, reason=" ", by=world.coordinator)
    assert Theme.objects.get().state == ThemeState.PROPOSED


@pytest.mark.parametrize(
    ("verb", "may", "may_not"),
    [
        ("support", ["preparer", "approver", "expert", "secretary", "coordinator"], ["member", "reader", "auditor"]),
        ("contest", ["outsider", "outside_approver", "other_expert"], ["reader", "anyone"]),
        ("confirm", ["coordinator", "secretary"], ["preparer", "approver", "expert", "reader", "anyone"]),
        ("withdraw", ["coordinator", "secretary"], ["preparer", "expert"]),
        ("edit", ["coordinator", "secretary"], ["preparer", "expert"]),
    ],
)
def test_each_verb_has_its_people_and_a_refusal_its_reason(
    world: World, of: Round, verb: str, may: list[str], may_not: list[str]
) -> None:
    theme = themes.propose(of, "Osaava työvoima", by=world.preparer)
    assert all(THEMES.may(getattr(world, name), verb, theme) for name in may)
    answers = [THEMES.may(getattr(world, name), verb, theme) for name in may_not]
    assert not any(answers)
    assert all(one.reason.fi and one.reason.sv and one.reason.en for one in answers)


def test_the_themes_of_a_closed_round_are_not_touched(world: World, of: Round) -> None:
    theme = themes.propose(of, "Väestönkehitys", by=world.preparer)
    close_round(of, without="Keskusteluja ei pidetty", by=world.coordinator)
    theme.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        themes.contest(theme, reason="Myöhässä", by=world.preparer)
    with pytest.raises(Refused):
        themes.propose(of, "Uusi", by=world.preparer)


def sign_in(client: Client, actor: Actor) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_theme_is_proposed_contested_and_confirmed_on_its_pages(client: Client, world: World, of: Round) -> None:
    sign_in(client, world.preparer)
    answer = client.post("/fi/kierros/2025/teemat/esita/", {"name_fi": "Älykäs sopeutuminen", "reason": "Väki vähenee"})
    theme = Theme.objects.get()
    assert answer["Location"] == f"/fi/kierros/2025/teemat/{theme.pk}/"
    sign_in(client, world.outsider)
    assert client.post(f"/fi/kierros/2025/teemat/{theme.pk}/kiista/", {"reason": ""}).status_code == 200
    client.post(f"/fi/kierros/2025/teemat/{theme.pk}/kiista/", {"reason": "Lapissa väki kasvaa"})
    page = client.get("/fi/kierros/2025/teemat/").content.decode()
    assert "kiistanalainen" in page and "Lapissa väki kasvaa" in page and "Väki vähenee" in page
    assert client.get("/fi/kierros/2025/teemat/vahvista/").status_code == 403
    sign_in(client, world.coordinator)
    meeting = plan_meeting(Body.objects.get(code="aune"), when=When(starts_on=date(2024, 12, 3)), by=world.coordinator)
    of.meetings.add(meeting)
    told = {"themes": [theme.pk], "certainty": "held", "meeting": meeting.pk, "body": meeting.body_id}
    client.post("/fi/kierros/2025/teemat/vahvista/", told)
    theme.refresh_from_db()
    assert theme.state == ThemeState.CONFIRMED


def test_a_confirmation_by_nobody_or_ahead_of_its_day_is_asked_again(client: Client, world: World, of: Round) -> None:
    theme = themes.propose(of, "Puhdas siirtymä", by=world.preparer)
    sign_in(client, world.coordinator)
    told = {"themes": [theme.pk], "certainty": "held"}
    page = client.post("/sv/omgang/2025/teman/faststall/", told)
    assert "Välj det forum" in page.content.decode()
    body = Body.objects.get(code="aune").pk
    page = client.post("/fi/kierros/2025/teemat/vahvista/", told | {"body": body, "on": "2100-01-01"})
    assert "vasta edessä" in page.content.decode()
    assert not theme.steps.filter(kind="confirmed").exists()


def test_confirming_leads_to_settling_who_confirms_when_sources_disagree(
    client: Client, world: World, of: Round
) -> None:
    for answer in ("aune", "tem"):
        facts.state(
            of,
            "theme_confirmation",
            answer=answer,
            shown=answer.upper(),
            certainty=Certainty.EXPECTED,
            by=world.preparer,
        )
    theme = themes.propose(of, "Kokonaisturvallisuus", cross_cutting=True, by=world.expert)
    sign_in(client, world.secretary)
    told = {"themes": [theme.pk], "certainty": "held", "body": Body.objects.get(code="aune").pk, "on": "2024-12-03"}
    there = client.post("/fi/kierros/2025/teemat/vahvista/", told)["Location"]
    page = client.get(there).content.decode()
    assert "AUNE vahvisti teemat 3.12.2024" in page
    said = Statement.objects.get(answer="aune")
    assert f'value="{said.pk}" id="id_true_0" checked' in page or "checked" in page
    client.post(there, {"event": "AUNE vahvisti teemat 3.12.2024", "on": "2024-12-03", "true": [said.pk]})
    held = dict(Statement.objects.values_list("answer", "held_true"))
    assert held == {"aune": True, "tem": False}


def test_a_member_sees_no_button_and_is_told_why_she_may_not(client: Client, world: World, of: Round) -> None:
    theme = themes.propose(of, "Investoinnit", by=world.preparer)
    sign_in(client, world.reader)
    page = client.get(f"/fi/kierros/2025/teemat/{theme.pk}/").content.decode()
    assert "/kiista/" not in page and "/vahvista/" not in page
    refused = client.get(f"/fi/kierros/2025/teemat/{theme.pk}/kiista/")
    assert refused.status_code == 403
    assert "Tähän tarvitaan" in refused.content.decode()


def test_the_board_of_themes_costs_the_same_however_many_there_are(
    client: Client, world: World, of: Round, django_assert_max_num_queries: object
) -> None:
    sign_in(client, world.coordinator)
    client.get("/fi/kierros/2025/teemat/")  # the first page gives the cookie that kept pages are told apart by
    counts = []
    for many in (2, 12):
        for number in range(many):
            theme = themes.propose(of, f"Teema {many}-{number}", by=world.preparer)
            themes.contest(theme, reason="Perustelu", by=world.outsider)
        with django_assert_max_num_queries(40) as asked:  # type: ignore[operator]
            client.get("/fi/kierros/2025/teemat/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_step_of_a_body_on_a_day_belongs_to_the_meeting_it_is_known_to_have(world: World, of: Round) -> None:
    meeting = plan_meeting(Body.objects.get(code="aune"), when=When(starts_on=date(2024, 12, 3)), by=world.coordinator)
    theme = themes.propose(of, "Monimuotoinen luonto", by=world.expert)
    themes.expect_confirmation(theme, occasion=aune(certainty=Certainty.EXPECTED), by=world.preparer)
    last = theme.steps.last()
    assert last is not None
    assert (last.meeting, last.certainty, theme.state) == (meeting, "expected", "proposed")
