"""The outcome document: what it must hold, who clears it, and that a round does not close without it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alke.workspace.journal.models import Event
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.conclusions import edit_conclusion, give_consent, make_conclusion
from alke.workspace.rounds.actions.outcomes import (
    clear_outcome,
    make_outcome,
    publish_outcome,
    record_silence,
    return_outcome,
    submit_outcome,
)
from alke.workspace.rounds.actions.rounds import close_round
from alke.workspace.rounds.models import OutcomeDocument
from alke.workspace.rounds.policies.outcomes import OUTCOMES
from alke.workspace.rounds.rules.outcomes import Said, clearing, may_close, missing
from tests.workspace.conftest import World, organisation, person
from tests.workspace.rounds.concluding import QUOTE, cleared, drafted, in_clearing, opened, published, write


def said(outcome: OutcomeDocument) -> dict[str, str]:
    return {side.region: str(side.said) for side in clearing(OutcomeDocument.objects.get(pk=outcome.pk)).sides}


def test_the_decree_names_four_texts_and_a_document_without_one_is_not_sent_for_clearing(world: World) -> None:
    made = make_outcome(opened(world, 2025), title="Tulokset", by=world.coordinator)
    assert missing(made) == ["government_view", "region_view", "operating_conditions", "priorities"]
    write(made, world, ("government_view", "operating_conditions", "priorities"))
    with pytest.raises(Refused, match=r"The region's view.*section 15"):
        submit_outcome(made, answers_by=date(2025, 5, 1), by=world.coordinator)


def test_only_the_coordinator_makes_a_document(world: World) -> None:
    of = opened(world, 2025)
    for other in (world.approver, world.expert, world.secretary, world.auditor):
        with pytest.raises(Refused):
            make_outcome(of, title="Tulokset", by=other)


def test_a_draft_is_seen_by_both_sides_that_write_it_and_by_nobody_else(world: World) -> None:
    of = opened(world, 2025)
    make_outcome(of, title="Kainuun tulokset", regions=["MK18"], by=world.coordinator)
    rows = OutcomeDocument.objects.all()
    for one in (world.coordinator, world.expert, world.preparer, world.member):
        assert OUTCOMES.visible(one, rows).count() == 1
    for other in (world.outsider, world.anyone):
        assert not OUTCOMES.visible(other, rows).exists()


def test_each_side_writes_its_own_view(world: World) -> None:
    of = opened(world, 2025)
    made = make_outcome(of, title="Kainuun tulokset", regions=["MK18"], by=world.coordinator)
    assert OUTCOMES.may(world.preparer, "write_region", made)
    assert OUTCOMES.may(world.expert, "write_government", made)
    assert not OUTCOMES.may(world.preparer, "write_government", made)
    assert not OUTCOMES.may(world.expert, "write_region", made)
    assert not OUTCOMES.may(world.outsider, "write_region", made)


def test_a_joint_document_is_cleared_when_the_state_and_every_region_have_cleared_it(world: World) -> None:
    made = in_clearing(world, opened(world, 2025))
    clear_outcome(made, cleared=True, by=world.coordinator)
    clear_outcome(made, cleared=True, by=world.approver)
    assert (made.state, said(made)) == ("clearing", {"": "cleared", "MK18": "cleared", "MK19": "waiting"})
    clear_outcome(made, cleared=True, by=world.outside_approver)
    assert (made.state, clearing(made).complete) == ("cleared", True)


def test_a_preparer_does_not_clear_and_a_region_not_concerned_does_not_either(world: World) -> None:
    of = opened(world, 2025)
    made = make_outcome(of, title="Kainuun tulokset", regions=["MK18"], by=world.coordinator)
    write(made, world)
    submit_outcome(made, answers_by=date(2025, 5, 1), by=world.coordinator)
    with pytest.raises(Refused):
        clear_outcome(made, cleared=True, by=world.preparer)
    with pytest.raises(Refused, match="does not concern your region"):
        clear_outcome(made, cleared=True, by=world.outside_approver)


def test_a_change_of_any_text_voids_what_was_cleared(world: World) -> None:
    made = in_clearing(world, opened(world, 2025), QUOTE)
    clear_outcome(made, cleared=True, by=world.approver)
    write(made, world, ("priorities",), "Toinen teksti.")
    assert said(made)["MK18"] == "void"
    clear_outcome(made, cleared=True, by=world.approver)
    edit_conclusion(made.conclusions.get(), quote="Toiset sanat.", by=world.coordinator)
    assert said(made)["MK18"] == "void"
    make_conclusion(made, quote="Uusi.", level="intention", owner=world.ym, by=world.coordinator)
    for by in (world.coordinator, world.outside_approver):
        clear_outcome(made, cleared=True, by=by)
    assert made.state == "clearing", "Kainuu has not cleared the document as it now reads"
    clear_outcome(made, cleared=True, by=world.approver)
    assert made.state == "cleared"


def test_what_changed_while_one_was_reading_is_not_cleared_unread(world: World) -> None:
    made = in_clearing(world, opened(world, 2025))
    with pytest.raises(Refused, match="has changed since you opened it"):
        clear_outcome(made, cleared=True, seen="0" * 64, by=world.approver)


def test_a_refusal_has_a_reason_and_sends_the_document_back(world: World) -> None:
    made = in_clearing(world, opened(world, 2025))
    with pytest.raises(Refused, match="Give the reason"):
        clear_outcome(made, cleared=False, by=world.approver)
    clear_outcome(made, cleared=False, reason="Maakunnan näkemys puuttuu osin.", by=world.approver)
    assert (made.state, said(made)["MK18"]) == ("draft", "refused")
    write(made, world, ("region_view",), "Täydennetty näkemys.")
    assert said(made)["MK18"] == "waiting"


def test_a_silent_region_is_recorded_after_the_day_with_a_reason(world: World) -> None:
    made = in_clearing(world, opened(world, 2025))
    for by in (world.coordinator, world.approver):
        clear_outcome(made, cleared=True, by=by)
    with pytest.raises(Refused, match="has not passed"):
        record_silence(made, organisation=world.lappi, reason="Ei vastausta.", by=world.coordinator)
    OutcomeDocument.objects.update(answers_by=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="Give the reason"):
        record_silence(made, organisation=world.lappi, reason="", by=world.coordinator)
    with pytest.raises(Refused, match="already answered"):
        record_silence(made, organisation=world.kainuu, reason="Ei vastausta.", by=world.coordinator)
    record_silence(made, organisation=world.lappi, reason="Ei vastausta kahteen pyyntöön.", by=world.coordinator)
    assert (made.state, said(made)["MK19"]) == ("cleared", Said.SILENT)


def test_a_document_that_changed_after_clearing_is_not_published(world: World) -> None:
    made = cleared(world, opened(world, 2025))
    write(made, world, ("innovation",), "Lisätty.")
    with pytest.raises(Refused, match="has not been cleared by"):
        publish_outcome(made, by=world.coordinator)


def test_nobody_is_published_as_responsible_against_her_will(world: World) -> None:
    made = cleared(world, opened(world, 2025), QUOTE)
    give_consent(made.conclusions.get(), given=False, reason="Ei kuulu liitolle.", by=world.approver)
    with pytest.raises(Refused, match="has declined responsibility"):
        publish_outcome(made, by=world.coordinator)


def test_the_clearing_of_a_published_document_stays_as_it_was(world: World) -> None:
    published(world, opened(world, 2025))
    made = OutcomeDocument.objects.get()
    assert (made.state, set(said(made).values())) == ("published", {"cleared"})
    assert OUTCOMES.visible(world.anyone, OutcomeDocument.objects.all()).exists()


def test_a_document_is_returned_to_draft_with_a_reason(world: World) -> None:
    made = cleared(world, opened(world, 2025))
    return_outcome(made, reason="Korjataan kirjoitusvirhe.", by=world.coordinator)
    assert made.state == "draft"
    assert Event.objects.filter(verb="outcome.return", reason="Korjataan kirjoitusvirhe.").exists()


def test_a_round_does_not_close_without_a_published_document(world: World) -> None:
    of = opened(world, 2025)
    cleared(world, of)
    assert [one.en for one in may_close(of)] == ["The round has no published outcome document (797/2021, section 15)."]
    with pytest.raises(Refused, match="no published outcome document"):
        close_round(of, by=world.coordinator)


def test_a_round_closes_with_its_document_or_with_a_recorded_reason(world: World) -> None:
    first, second = opened(world, 2024), opened(world, 2025)
    published(world, second)
    assert may_close(second) == []
    assert close_round(second, by=world.coordinator).state == "closed"
    close_round(first, without="Asiakirjaa ei laadittu.", by=world.coordinator)
    assert (first.state, first.closed_without) == ("closed", "Asiakirjaa ei laadittu.")


def test_each_region_of_the_round_needs_a_document_that_concerns_it(world: World) -> None:
    of = opened(world, 2025)
    made = make_outcome(of, title="Kainuun tulokset", regions=["MK18"], by=world.coordinator)
    write(made, world)
    submit_outcome(made, answers_by=date(2025, 5, 1), by=world.coordinator)
    for by in (world.coordinator, world.approver):
        clear_outcome(made, cleared=True, by=by)
    publish_outcome(made, by=world.coordinator)
    assert [one.fi for one in may_close(of)] == [
        "Julkaistu tulosasiakirja puuttuu näiltä maakunnilta: Lappi (797/2021, 15 §)."
    ]


@pytest.mark.parametrize(("year", "begins"), [(2020, None), (2021, None), (2022, date(2021, 8, 31))])
def test_a_round_that_began_before_the_decree_needs_no_document(world: World, year: int, begins: date | None) -> None:
    assert may_close(opened(world, year, begins_on=begins)) == []


def test_the_government_of_aland_clears_what_concerns_aland(world: World) -> None:
    aland = organisation("aland", "aland", "Ahvenanmaan maakunnan hallitus", "MK21")
    approver = person("Åsa Ålänning", aland, Role.APPROVER)
    of = opened(world, 2025)
    made = make_outcome(of, title="Ahvenanmaan asiat", regions=["MK21"], by=world.coordinator)
    write(made, world)
    submit_outcome(made, answers_by=date(2025, 5, 1), by=world.coordinator)
    clear_outcome(made, cleared=True, by=approver)
    assert said(made) == {"": "waiting", "MK21": "cleared"}


def test_a_document_named_in_a_draft_keeps_both_sides_texts(world: World) -> None:
    made = drafted(world, opened(world, 2025), QUOTE)
    assert missing(made) == []
