"""Follow-up at the next rounds: made for every open conclusion, said, weighed, and never lost without a reason."""

from __future__ import annotations

from datetime import date

import pytest

from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.conclusions import settle, supersede
from alke.workspace.rounds.actions.followups import (
    assess,
    bring_evidence,
    create_followups,
    discuss,
    say,
    skip,
)
from alke.workspace.rounds.actions.rounds import close_round
from alke.workspace.rounds.models import Evidenced, FollowUp, Said, Schedule
from alke.workspace.rounds.policies.followups import FOLLOWUPS
from alke.workspace.rounds.rules.followups import disputes, schedule, untreated
from alke.workspace.rounds.rules.outcomes import may_close
from tests.workspace.conftest import World
from tests.workspace.rounds.concluding import opened, published, session

DAY = date(2026, 6, 1)


def followed(world: World) -> FollowUp:
    """The follow-up at round 2025 of what round 2023 concluded, Kainuu's council answering for it."""
    published(world, opened(world, 2023))
    return FollowUp.objects.get(round=opened(world, 2025))


def test_opening_a_round_makes_one_follow_up_of_every_open_conclusion_of_every_earlier_round(world: World) -> None:
    published(world, opened(world, 2020), "Vuonna 2020.")
    published(world, opened(world, 2023), "Vuonna 2023, a.", "Vuonna 2023, b.")
    of = opened(world, 2025)
    quotes = [one.conclusion.quote for one in of.followups.order_by("pk")]
    assert quotes == ["Vuonna 2020.", "Vuonna 2023, a.", "Vuonna 2023, b."]
    assert create_followups(of, by=world.coordinator) == [], "a second time nothing is made"


def test_conclusions_outlive_several_rounds(world: World) -> None:
    (one,) = published(world, opened(world, 2018))
    for year in (2020, 2022, 2023):
        opened(world, year)
    assert list(one.followups.values_list("round__year", flat=True).order_by("round__year")) == [2020, 2022, 2023]


def test_settled_and_superseded_conclusions_get_no_follow_up(world: World) -> None:
    first, second = published(world, opened(world, 2022), "Yksi.", "Kaksi.")
    (third,) = published(world, opened(world, 2023), "Kolme.")
    settle(first, reason="Toteutettu.", by=world.coordinator)
    supersede(second, by_another=third, reason="Tarkennettiin.", by=world.coordinator)
    assert [one.conclusion for one in opened(world, 2025).followups.all()] == [third]


def test_a_document_published_late_is_followed_in_the_round_that_has_opened_already(world: World) -> None:
    first, later = opened(world, 2024), opened(world, 2025)
    assert not later.followups.exists()
    (one,) = published(world, first)
    assert [each.conclusion for each in later.followups.all()] == [one]


def test_the_owners_people_say_and_the_states_experts_weigh(world: World) -> None:
    one = followed(world)
    for other in (world.coordinator, world.outsider, world.expert, world.member):
        with pytest.raises(Refused):
            say(one, Said.DONE, by=other)
    say(one, Said.DONE, by=world.preparer)
    for other in (world.preparer, world.approver, world.secretary, world.outsider):
        with pytest.raises(Refused):
            assess(one, Evidenced.NONE_FOUND, reason="Etsittiin.", by=other)
    for weigher in (world.expert, world.auditor, world.coordinator):
        assess(one, Evidenced.NONE_FOUND, reason="Julkista näyttöä ei löytynyt.", by=weigher)
    assert (one.said, one.evidenced, one.schedule) == ("done", "none_found", "over")


def test_an_assessment_that_rests_on_evidence_needs_some(world: World) -> None:
    one = followed(world)
    with pytest.raises(Refused, match="First add the evidence"):
        assess(one, Evidenced.SUPPORTED, reason="Toteutui.", by=world.expert)
    bring_evidence(one, title="Hankkeen loppuraportti", supports=True, by=world.preparer)
    assert assess(one, Evidenced.SUPPORTED, reason="Raportti osoittaa.", by=world.expert).evidenced == "supported"


def test_giving_up_needs_a_reason(world: World) -> None:
    one = followed(world)
    with pytest.raises(Refused, match="why it has been given up"):
        say(one, Said.DROPPED, by=world.approver)


@pytest.mark.parametrize(
    ("due", "said", "told"),
    [
        (None, Said.NOT_SAID, Schedule.NO_DATE),
        (DAY, Said.UNDER_WAY, Schedule.ON_TIME),
        (date(2026, 5, 31), Said.UNDER_WAY, Schedule.LATE),
        (date(2026, 5, 31), Said.DONE, Schedule.OVER),
        (None, Said.DROPPED, Schedule.OVER),
    ],
)
def test_the_schedule_follows_from_the_due_day_and_what_is_said(due: date | None, said: Said, told: Schedule) -> None:
    assert schedule(due, said, DAY) == told


def test_what_is_said_and_what_the_evidence_supports_are_compared_in_words() -> None:
    assert disputes(Said.DONE, Evidenced.SUPPORTED) == []
    assert [one.en for one in disputes(Said.DONE, Evidenced.NONE_FOUND)] == [
        "Done according to the responsible party, but no public evidence has been found."
    ]
    assert len(disputes(Said.DONE, Evidenced.CONTRADICTED, worsened=True)) == 2
    assert disputes(Said.UNDER_WAY, Evidenced.NOT_ASSESSED, worsened=True) == []


def test_a_follow_up_is_discussed_at_a_session_of_its_round(world: World) -> None:
    one = followed(world)
    with pytest.raises(Refused, match="another round"):
        discuss(one, at=session(one.conclusion.outcome.round), by=world.coordinator)
    at = session(one.round)
    with pytest.raises(Refused):
        discuss(one, at=at, by=world.approver)
    assert discuss(one, at=at, by=world.secretary).discussed_at == at


def test_a_skipped_follow_up_has_a_reason_and_comes_back_at_the_next_round(world: World) -> None:
    one = followed(world)
    with pytest.raises(Refused, match="Give the reason"):
        skip(one, reason="", by=world.coordinator)
    skip(one, reason="Käsitellään syksyllä.", by=world.coordinator)
    assert untreated(one.round) == []
    assert opened(world, 2026).followups.get().conclusion == one.conclusion


def test_a_round_names_the_follow_ups_that_would_be_lost_when_it_closed(world: World) -> None:
    one = followed(world)
    published(world, one.round, "Uusi johtopäätös.")
    assert len(may_close(one.round)) == 1
    assert may_close(one.round)[0].fi.startswith("Vuoden 2023 johtopäätöstä 1 ei ole käsitelty")
    with pytest.raises(Refused, match="Conclusion 1 of 2023 has been neither discussed nor skipped"):
        close_round(one.round, by=world.coordinator)
    skip(one, reason="Käsitellään syksyllä.", by=world.coordinator)
    assert may_close(one.round) == []


def test_nothing_is_said_of_a_follow_up_of_a_closed_round(world: World) -> None:
    one = followed(world)
    close_round(one.round, without="Kokeilu.", by=world.coordinator)
    one = FollowUp.objects.get(pk=one.pk)
    with pytest.raises(Refused, match="not under way"):
        say(one, Said.DONE, by=world.approver)
    assert not FOLLOWUPS.may(world.coordinator, "skip", one)
