"""Conclusions: their words stay, their owner consents, and one is superseded by another with the chain kept."""

from __future__ import annotations

from datetime import date

import pytest

from alke.base.errors import AlkeError
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.conclusions import (
    edit_conclusion,
    give_consent,
    make_conclusion,
    remove_conclusion,
    settle,
    supersede,
)
from alke.workspace.rounds.actions.outcomes import publish_outcome
from alke.workspace.rounds.models import Conclusion, OutcomeDocument
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS
from alke.workspace.rounds.rules.conclusions import chain
from tests.workspace.conftest import World
from tests.workspace.rounds.concluding import QUOTE, cleared, drafted, opened, published, session


def test_a_due_rule_gives_its_day_and_keeps_its_words(world: World) -> None:
    of = opened(world, 2025)
    rule = {"rule": "end_of_year", "year": 2026}
    made = drafted(world, of, QUOTE, rule=rule, words="vuoden 2026 loppuun mennessä").conclusions.get()
    assert (made.due, made.words) == (date(2026, 12, 31), "vuoden 2026 loppuun mennessä")


def test_a_due_rule_may_be_told_by_the_days_of_the_talks(world: World) -> None:
    of = opened(world, 2025)
    session(of)
    made = drafted(world, of, QUOTE, rule={"rule": "days_after", "anchor": "talks", "days": 30}).conclusions.get()
    assert made.due == date(2025, 4, 19)


def test_conclusions_are_numbered_in_order_and_only_the_coordinator_writes_them(world: World) -> None:
    made = drafted(world, opened(world, 2025), "Yksi.", "Kaksi.")
    assert list(made.conclusions.values_list("number", flat=True)) == [1, 2]
    assert [str(one) for one in made.conclusions.all()] == ["1. Yksi", "2. Kaksi"], "the log ends the sentence itself"
    with pytest.raises(Refused):
        make_conclusion(made, quote="Kolme.", level="action", owner=world.kainuu, by=world.approver)


def test_a_conclusion_that_comes_just_after_the_publication_is_refused(world: World) -> None:
    in_writing = cleared(world, opened(world, 2025), QUOTE)
    publish_outcome(OutcomeDocument.objects.get(pk=in_writing.pk), by=world.coordinator)
    with pytest.raises(Refused):
        make_conclusion(in_writing, quote="Myöhässä.", level="action", owner=world.kainuu, by=world.coordinator)
    assert in_writing.conclusions.count() == 1


def test_consent_is_given_by_the_owners_own_people(world: World) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    for other in (world.coordinator, world.outside_approver, world.preparer, world.expert):
        with pytest.raises(Refused):
            give_consent(one, given=True, by=other)
    assert give_consent(one, given=True, by=world.approver).consent == "given"


def test_a_ministrys_expert_consents_for_her_ministry(world: World) -> None:
    one = drafted(world, opened(world, 2025), QUOTE, owner=world.ym).conclusions.get()
    assert give_consent(one, given=True, by=world.expert).consent == "given"
    with pytest.raises(Refused):
        give_consent(one, given=True, by=world.other_expert)


def test_the_owner_sees_what_it_is_asked_to_answer_for_before_others_do(world: World) -> None:
    of = opened(world, 2025, "MK19")
    drafted(world, of, QUOTE)
    rows = Conclusion.objects.all()
    assert CONCLUSIONS.visible(world.approver, rows).exists(), "Kainuu is asked though the document is Lapland's"
    assert not CONCLUSIONS.visible(world.reader.__class__(9, "X", "reader", "x"), rows).exists()
    assert not CONCLUSIONS.visible(world.anyone, rows).exists()


def test_a_refused_consent_has_a_reason(world: World) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    with pytest.raises(Refused, match="Give the reason"):
        give_consent(one, given=False, by=world.approver)
    give_consent(one, given=False, reason="Ei kuulu liitolle.", by=world.approver)
    assert (one.consent, one.consent_reason) == ("refused", "Ei kuulu liitolle.")


def test_who_consented_to_other_words_is_asked_anew(world: World) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    give_consent(one, given=True, by=world.approver)
    edit_conclusion(one, hook="jts", by=world.coordinator)
    assert one.consent == "given"
    edit_conclusion(one, quote="Toiset sanat.", by=world.coordinator)
    assert one.consent == "asked"


def test_a_published_conclusion_is_never_reworded(world: World) -> None:
    (one,) = published(world, opened(world, 2025))
    with pytest.raises(Refused, match="not changed"):
        edit_conclusion(one, quote="Toiset sanat.", by=world.coordinator)
    one.quote = "Toiset sanat."
    with pytest.raises(AlkeError, match="never reworded"):
        one.save()
    with pytest.raises(Refused, match="not changed"):
        remove_conclusion(one, reason="Ei enää tarpeen", by=world.coordinator)
    assert Conclusion.objects.get().quote == QUOTE


def test_a_conclusion_superseded_twice_keeps_its_chain_and_its_words(world: World) -> None:
    (first,) = published(world, opened(world, 2023), "Ensimmäiset sanat.")
    (second,) = published(world, opened(world, 2024), "Toiset sanat.")
    (third,) = published(world, opened(world, 2025), "Kolmannet sanat.")
    supersede(first, by_another=second, reason="Tarkennettiin.", by=world.coordinator)
    supersede(second, by_another=third, reason="Tarkennettiin taas.", by=world.coordinator)
    for one in (first, second, third):
        assert [each.quote for each in chain(one)] == ["Ensimmäiset sanat.", "Toiset sanat.", "Kolmannet sanat."]
    assert [one.state for one in chain(third)] == ["superseded", "superseded", "open"]


def test_a_conclusion_is_not_superseded_by_itself_an_earlier_one_or_a_draft(world: World) -> None:
    (first,) = published(world, opened(world, 2023))
    (second,) = published(world, opened(world, 2024))
    draft = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    for one, other in ((first, first), (second, first), (first, draft)):
        with pytest.raises(Refused, match="later than this one"):
            supersede(one, by_another=other, reason="Syy.", by=world.coordinator)


def test_a_conclusion_is_settled_with_a_reason_and_then_followed_no_more(world: World) -> None:
    (one,) = published(world, opened(world, 2023))
    with pytest.raises(Refused, match="Give the reason"):
        settle(one, reason="", by=world.coordinator)
    settle(one, reason="Toteutettu.", by=world.coordinator)
    with pytest.raises(Refused):
        settle(one, reason="Uudelleen.", by=world.coordinator)
