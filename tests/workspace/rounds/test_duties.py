"""What each person must do now: every reason is true to the rows, the most urgent first, at a constant cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties import gather
from alke.workspace.rounds.duties.duty import Duty
from alke.workspace.rounds.duties.gather import duties_of
from alke.workspace.rounds.models import (
    Assessment,
    Clearance,
    Comment,
    CommentRound,
    Coverage,
    FollowUp,
    HandlingStep,
    Position,
    Round,
)
from alke.workspace.rounds.rules.outcomes import REQUIRED, fingerprint
from tests.workspace.conftest import World, person
from tests.workspace.content import fill
from tests.workspace.rounds.desk import (
    TODAY,
    a_body,
    a_conclusion,
    a_meeting,
    a_round,
    a_session,
    a_theme,
    an_outcome,
    delivered,
    expected,
    invited,
    owed,
    user,
)

FI = Language.FI


def told(actor: Actor, beginning: str, today: date = TODAY) -> Duty | None:
    """The duty whose heading begins so."""
    return next((one for one in duties_of(actor, today) if one.what.fi.startswith(beginning)), None)


def headings(actor: Actor, today: date = TODAY) -> list[str]:
    return [one.what.fi for one in duties_of(actor, today)]


# Deliveries


def test_a_preparer_is_told_to_deliver_with_the_law_the_recipient_and_the_deadlines_own_words(world: World) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    duty = told(world.preparer, "Toimita tilanne- ja kehityskuva: ALKE 2025")
    assert duty is not None
    assert (duty.due, duty.words.fi, duty.standing) == (date(2024, 12, 31), "vuoden loppuun mennessä", "not_yet")
    assert "Työ- ja elinkeinoministeriö" in duty.why.fi and duty.why.fi.endswith("(756/2021, 27 §).")
    assert duty.why.en.endswith("(756/2021, section 27).")
    assert duty.time_left(TODAY).fi == "21 päivää jäljellä"


def test_a_round_before_the_law_is_not_told_to_rest_on_it(world: World) -> None:
    of = a_round(world, 2018)
    owed(of, world.kainuu, world.tem, due=date(2017, 12, 12))
    duty = told(world.preparer, "Toimita tilanne")
    assert duty is not None and "756/2021" not in duty.why.fi


def test_a_delivery_is_soon_and_then_late(world: World) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    soon = told(world.approver, "Toimita", date(2024, 12, 20))
    late = told(world.approver, "Toimita", date(2025, 1, 1))
    assert soon is not None and soon.standing == "soon"
    assert late is not None and (late.standing, late.time_left(date(2025, 1, 1)).fi) == ("late", "1 päivän myöhässä")


def test_what_has_been_delivered_waived_or_is_anothers_is_not_asked_for(world: World) -> None:
    of = a_round(world)
    delivered(owed(of, world.kainuu, world.tem))
    owed(of, world.kainuu, world.tem, kind="themes", waived="sovittu toisin")
    owed(of, world.lappi, world.tem)
    assert told(world.preparer, "Toimita") is None
    assert told(world.outsider, "Toimita") is not None


@pytest.mark.parametrize("state", ["preparing", "closed"])
def test_a_round_that_is_not_under_way_asks_nothing_of_a_council(world: World, state: str) -> None:
    of = a_round(world, state=state, closed_on=date(2025, 12, 1) if state == "closed" else None)
    owed(of, world.kainuu, world.tem)
    a_theme(of)
    a_session(of)
    assert headings(world.preparer) == []


def test_the_coordinator_is_told_who_is_late(world: World) -> None:
    of = a_round(world)
    for council in (world.kainuu, world.lappi):
        owed(of, council, world.tem)
    assert told(world.coordinator, "Muistuta", date(2024, 12, 31)) is None
    duty = told(world.coordinator, "Muistuta", date(2025, 1, 2))
    assert duty is not None and "Kainuun liitto, Lapin liitto" in duty.what.fi and duty.why.fi.endswith("2.")


def test_a_picture_delivered_before_its_handling_is_asked_about_once_it_has_been_handled(world: World) -> None:
    what = owed(a_round(world), world.kainuu, world.tem)
    delivered(what, date(2024, 11, 20), before_handling=True)
    assert told(world.preparer, "Tarkista") is None
    HandlingStep.objects.create(
        deliverable=what, kind="board", body=a_body("mh", "board"), on=date(2024, 12, 9), certainty="held"
    )
    duty = told(world.preparer, "Tarkista")
    assert duty is not None and "20.11.2024" in duty.why.fi and "9.12.2024" in duty.why.fi
    delivered(what, date(2024, 12, 10), number=2)
    assert told(world.preparer, "Tarkista") is None


# Themes


def test_after_the_meeting_the_secretary_is_asked_whether_the_themes_were_confirmed(world: World) -> None:
    of = a_round(world)
    theme = a_theme(of, state="proposed")
    expected(theme, a_meeting(of, starts_on=date(2024, 12, 3), certainty="expected"))
    assert told(world.secretary, "Kirjaa, vahvistettiinko", date(2024, 12, 3)) is None
    duty = told(world.secretary, "Kirjaa, vahvistettiinko teemat: Kestävä kasvu")
    assert duty is not None
    assert (duty.due, duty.standing) == (date(2024, 12, 3), "late")
    assert "3.12.2024: AUNE" in duty.why.fi
    theme.state = "confirmed"
    theme.save()
    assert told(world.secretary, "Kirjaa, vahvistettiinko") is None


def test_a_confirmation_expected_at_a_cancelled_meeting_is_not_asked_about(world: World) -> None:
    of = a_round(world)
    meeting = a_meeting(of, starts_on=date(2024, 12, 3), certainty="expected", cancelled=True)
    expected(a_theme(of, state="proposed"), meeting)
    assert told(world.secretary, "Kirjaa, vahvistettiinko") is None


def test_a_confirmation_expected_in_a_month_is_asked_about_when_the_month_is_over(world: World) -> None:
    of = a_round(world)
    expected(a_theme(of, state="proposed"), a_meeting(of, month="2024-12", certainty="expected"))
    assert told(world.secretary, "Kirjaa, vahvistettiinko", date(2024, 12, 31)) is None
    assert told(world.secretary, "Kirjaa, vahvistettiinko", date(2025, 1, 1)) is not None


def test_contested_themes_are_the_coordinators_to_settle_and_others_are_not_told(world: World) -> None:
    of = a_round(world)
    a_theme(of, "Kasvu", state="contested")
    a_theme(of, "Hyvinvointi", state="proposed")
    a_theme(of, "Turvallisuus", state="confirmed")
    assert told(world.coordinator, "Ratkaise kiistanalaiset teemat: Kasvu") is not None
    assert told(world.coordinator, "Vie esitetyt teemat vahvistettaviksi: Hyvinvointi") is not None
    assert told(world.secretary, "Ratkaise") is None
    assert not [heading for heading in headings(world.preparer) if "Kasvu" in heading]


def test_a_council_s_own_secretary_does_not_keep_the_states_meetings(world: World) -> None:
    of = a_round(world)
    expected(a_theme(of, state="proposed"), a_meeting(of, starts_on=date(2024, 12, 3), certainty="expected"))
    own = person("Sanna Sihteeri", world.kainuu, Role.SECRETARY)
    assert told(own, "Kirjaa, vahvistettiinko") is None


# Sessions


def test_a_session_to_which_nobody_is_invited_waits_for_invitations(world: World) -> None:
    session = a_session(a_round(world))
    duty = told(world.coordinator, "Lähetä kutsut: Keskustelut")
    assert duty is not None and duty.due == date(2025, 3, 20)
    invited(session, world.kainuu)
    assert told(world.coordinator, "Lähetä kutsut") is None


def test_the_invited_is_asked_to_answer_until_she_has(world: World) -> None:
    invitation = invited(a_session(a_round(world)), world.kainuu)
    assert told(world.preparer, "Vastaa kutsuun: Keskustelut") is not None
    assert told(world.outsider, "Vastaa kutsuun") is None
    assert told(world.member, "Vastaa kutsuun") is None
    invitation.state = "coming"
    invitation.save()
    assert told(world.preparer, "Vastaa kutsuun") is None


def test_nobody_is_asked_to_answer_for_a_cancelled_session(world: World) -> None:
    session = a_session(a_round(world))
    invited(session, world.kainuu)
    session.meeting.cancelled = True
    session.meeting.save()
    assert told(world.preparer, "Vastaa kutsuun") is None
    assert told(world.coordinator, "Lähetä kutsut") is None


def test_a_session_whose_day_has_passed_is_to_be_recorded(world: World) -> None:
    a_session(a_round(world))
    assert told(world.secretary, "Kirjaa, pidettiinkö", date(2025, 3, 21)) is None
    duty = told(world.secretary, "Kirjaa, pidettiinkö tilaisuus: Keskustelut", date(2025, 3, 22))
    assert duty is not None and duty.standing == "late"


def test_cells_without_a_session_are_counted_before_the_talks_and_after_them(world: World) -> None:
    of = a_round(world)
    one, two = a_theme(of, "Yksi"), a_theme(of, "Kaksi", regions=["MK18"])
    session = a_session(of)
    Coverage.objects.create(round=of, region="MK18", theme=one, meeting=session.meeting)
    Coverage.objects.create(round=of, region="MK18", theme=two, state="skipped", reason="sovittu")
    before = told(world.coordinator, "Sovi, missä")
    assert before is not None and "1/3" in before.why.fi and before.due == date(2025, 3, 20)
    Coverage.objects.filter(theme=one).update(state="left", reason="aika loppui")
    after = told(world.coordinator, "Kirjaa, miksi", date(2025, 4, 1))
    assert after is not None and "2/3" in after.why.fi
    assert told(world.coordinator, "Sovi, missä", date(2025, 4, 1)) is None


# Positions


def test_a_council_states_its_points_on_confirmed_themes_that_concern_its_region(world: World) -> None:
    of = a_round(world)
    one = a_theme(of, "Kasvu")
    a_theme(of, "Lapin rajat", regions=["MK19"])
    a_theme(of, "Kiistelty", state="contested")
    a_session(of)
    duty = told(world.preparer, "Kirjaa maakunnan nostot: ")
    assert duty is not None and duty.what.fi == "Kirjaa maakunnan nostot: Kasvu"
    assert (duty.due, duty.words.fi) == (date(2025, 3, 20), "keskustelut alkavat")
    position = Position.objects.create(round=of, region="MK18", theme=one, organisation=world.kainuu)
    assert told(world.preparer, "Kirjaa maakunnan nostot") is None
    assert told(world.preparer, "Viimeistele näkemysten luonnokset: Kasvu") is not None
    assert told(world.approver, "Julkaise näkemysten luonnokset: Kasvu") is not None
    position.state = "released"
    position.save()
    assert told(world.approver, "Julkaise") is None


def test_a_ministry_states_its_views_where_it_is_invited_and_one_for_all_regions_is_enough(world: World) -> None:
    of = a_round(world)
    theme, session = a_theme(of, "Kasvu"), a_session(of)
    Coverage.objects.create(round=of, region="MK18", theme=theme, meeting=session.meeting)
    assert told(world.expert, "Kirjaa ministeriön näkemykset") is None
    invitation = invited(session, world.ym)
    duty = told(world.expert, "Kirjaa ministeriön näkemykset: Kasvu")
    assert duty is not None and "Kainuu" in duty.why.fi and "797/2021, 15 §" in duty.why.fi
    Position.objects.create(round=of, region="SSS", theme=theme, organisation=world.ym, state="released")
    assert told(world.expert, "Kirjaa ministeriön") is None
    Position.objects.all().delete()
    invitation.state = "not_coming"
    invitation.save()
    assert told(world.expert, "Kirjaa ministeriön") is None


# Outcome documents


def test_after_the_talks_the_document_that_the_decree_asks_for_is_missing_until_it_is_drawn_up(world: World) -> None:
    of = a_round(world)
    a_session(of)
    after = date(2025, 4, 1)
    assert told(world.coordinator, "Laadi tulosasiakirja") is None
    duty = told(world.coordinator, "Laadi tulosasiakirja: ALKE 2025", after)
    assert duty is not None and duty.why.fi.endswith("(797/2021, 15 §).")
    an_outcome(of, world, regions=["MK18"])
    assert told(world.coordinator, "Laadi tulosasiakirja", after) is not None
    an_outcome(of, world, regions=["MK19"])
    assert told(world.coordinator, "Laadi tulosasiakirja", after) is None


def test_a_draft_lacks_what_has_not_been_written_and_is_then_sent_to_be_cleared(world: World) -> None:
    outcome = an_outcome(a_round(world), world)
    lacking = told(world.coordinator, "Kirjoita tulosasiakirja valmiiksi")
    assert lacking is not None
    assert told(world.preparer, "Kirjoita alueen näkemys") is not None
    assert told(world.expert, "Kirjoita valtioneuvoston näkemys") is not None
    for part in REQUIRED:
        writings.write(outcome, part, FI, "Teksti.", base=0, by=world.coordinator)
    assert told(world.coordinator, "Lähetä tulosasiakirja") is not None
    assert told(world.preparer, "Kirjoita alueen") is None


def test_an_approver_clears_until_she_has_and_again_when_the_text_changes(world: World) -> None:
    outcome = an_outcome(a_round(world), world, state="clearing", answers_by=date(2024, 12, 20), regions=["MK18"])
    duty = told(world.approver, "Hyväksy tulosasiakirja")
    assert duty is not None and (duty.due, duty.words.fi) == (date(2024, 12, 20), "pyydetty vastauspäivä")
    assert told(world.preparer, "Hyväksy") is None
    assert told(world.outside_approver, "Hyväksy") is None
    now = fingerprint(outcome, [], writings.current([outcome]))
    Clearance.objects.create(outcome=outcome, side="region", organisation=world.kainuu, cleared=True, fingerprint=now)
    assert told(world.approver, "Hyväksy") is None
    assert told(world.coordinator, "Hyväksy tulosasiakirja") is not None
    writings.write(outcome, "priorities", FI, "Uusi teksti.", base=0, by=world.coordinator)
    assert told(world.approver, "Hyväksy muuttunut tulosasiakirja") is not None


def test_a_day_that_is_not_known_is_not_spoken_of(world: World) -> None:
    a_conclusion(an_outcome(a_round(world), world, state="clearing"), world.ym)
    duty = told(world.expert, "Ilmoita, suostuuko")
    assert duty is not None and (duty.due, duty.words.fi) == (None, "")


def test_themes_still_contested_after_the_talks_are_not_told_to_be_late(world: World) -> None:
    of = a_round(world)
    a_theme(of, state="contested")
    a_session(of)
    before, after = (told(world.coordinator, "Ratkaise", day) for day in (TODAY, date(2025, 4, 1)))
    assert before is not None and before.due == date(2025, 3, 20)
    assert after is not None and after.due is None


def test_a_responsible_party_is_asked_to_consent_and_the_coordinator_sees_who_has_not_answered(world: World) -> None:
    outcome = an_outcome(a_round(world), world, state="clearing", answers_by=date(2024, 12, 20))
    one = a_conclusion(outcome, world.ym)
    duty = told(world.expert, "Ilmoita, suostuuko")
    assert duty is not None and "Ratayhteyksiä parannetaan." in duty.what.fi
    assert told(world.approver, "Ilmoita, suostuuko") is None
    assert told(world.coordinator, "Kysy vastuutahojen suostumukset: Ympäristöministeriö") is not None
    one.consent = "given"
    one.save()
    assert told(world.expert, "Ilmoita") is None
    assert told(world.coordinator, "Kysy") is None


# Comments and assessments


def test_those_asked_comment_until_their_comment_is_released(world: World) -> None:
    asked = CommentRound.objects.create(
        round=a_round(world), organisation=world.tem, title="Kuvat", opens_on=date(2024, 12, 1), due=date(2024, 12, 18)
    )
    asked.asked.add(world.ym)
    duty = told(world.expert, "Anna kommentit: Kuvat")
    assert duty is not None and duty.due == date(2024, 12, 18) and "Työ- ja elinkeinoministeriö" in duty.why.fi
    assert told(world.preparer, "Anna kommentit") is None
    comment = Comment.objects.create(comment_round=asked, organisation=world.ym)
    assert told(world.expert, "Viimeistele ja julkaise kommentit: Kuvat") is not None
    comment.state = "released"
    comment.save()
    assert told(world.expert, "Viimeistele ja julkaise kommentit") is None
    assert told(world.coordinator, "Päätä kommenttikierros: Kuvat", date(2024, 12, 19)) is not None


def test_a_delivered_picture_waits_for_an_assessment_and_a_draft_for_its_release(world: World) -> None:
    of = a_round(world)
    delivered(owed(of, world.kainuu, world.tem))
    owed(of, world.lappi, world.tem)
    assert told(world.coordinator, "Laadi arviot tilanne- ja kehityskuvista: Kainuu") is not None
    Assessment.objects.create(round=of, region="MK18", organisation=world.ym)
    assert told(world.coordinator, "Laadi arviot") is None
    assert told(world.expert, "Viimeistele ja julkaise arviot: Kainuu") is not None
    assert told(world.other_expert, "Viimeistele ja julkaise arviot") is None


# Follow-up


@pytest.fixture
def followed(world: World) -> FollowUp:
    """A conclusion of 2023 that Kainuu answers for, followed in the round of 2025."""
    before = a_round(world, 2023, state="closed", closed_on=date(2023, 6, 1))
    one = a_conclusion(an_outcome(before, world, state="published"), world.kainuu, consent="given")
    return FollowUp.objects.create(conclusion=one, round=a_round(world))


def test_the_owner_says_how_a_conclusion_stands_and_then_shows_it(world: World, followed: FollowUp) -> None:
    duty = told(world.preparer, "Kerro, miten johtopäätös on toteutunut: Ratayhteyksiä")
    assert duty is not None and "2023" in duty.why.fi and duty.why.fi.endswith("(797/2021, 15 §).")
    assert told(world.outsider, "Kerro") is None
    followed.said = "done"
    followed.save()
    assert told(world.preparer, "Kerro") is None
    assert told(world.preparer, "Osoita, mihin toteutuminen perustuu") is not None


def test_what_is_neither_treated_nor_skipped_is_the_coordinators(world: World, followed: FollowUp) -> None:
    assert told(world.coordinator, "Käsittele seurattava johtopäätös") is not None
    followed.skipped = "käsitellään syksyllä"
    followed.save()
    assert told(world.coordinator, "Käsittele seurattava") is None
    assert told(world.preparer, "Kerro") is None


# Rounds, minutes, reading


def test_a_round_in_preparation_is_opened_by_the_coordinator_and_known_to_nobody_else(world: World) -> None:
    a_round(world, 2026, state="preparing")
    assert told(world.coordinator, "Avaa kierros: ALKE 2026") is not None
    everyone = (world.secretary, world.expert, world.preparer, world.approver, world.member, world.auditor)
    assert [heading for actor in everyone for heading in headings(actor) if "2026" in heading] == []


def test_a_round_is_closed_when_nothing_keeps_it_open(world: World, followed: FollowUp) -> None:
    of, after = followed.round, date(2025, 4, 1)
    session = a_session(of)
    an_outcome(of, world, state="published")
    assert told(world.coordinator, "Päätä kierros", after) is None
    followed.discussed_at = session
    followed.save()
    assert told(world.coordinator, "Päätä kierros: ALKE 2025", after) is not None
    assert told(world.coordinator, "Päätä kierros", TODAY) is None


def test_the_minutes_of_ones_own_body_are_asked_for_when_nothing_has_been_recorded(world: World) -> None:
    of = a_round(world)
    body = a_body("kainuu-myrs", "secretariat", world.kainuu)
    for day in (date(2024, 12, 5), date(2024, 11, 7)):
        a_meeting(of, "Sihteeristö", body, starts_on=day)
    heading = "Tuo pöytäkirja tai kirjaa kokouksen asiat: Sihteeristö 7.11.2024, Sihteeristö 5.12.2024"
    assert told(world.preparer, heading) is not None
    assert told(world.outsider, "Tuo pöytäkirja") is None


def test_a_reader_is_told_the_next_meeting_and_new_outcome_documents_of_her_region(world: World) -> None:
    of = a_round(world)
    a_meeting(of, "AUNE 1/2025", starts_on=date(2025, 1, 15))
    an_outcome(of, world, title="Kainuu", regions=["MK18"], state="published", published_on=date(2024, 12, 1))
    an_outcome(of, world, title="Lappi", regions=["MK19"], state="published", published_on=date(2024, 12, 1))
    assert headings(world.reader) == ["Seuraava kokous: AUNE 1/2025", "Lue tulosasiakirja: Kainuu"]
    assert [one.owed for one in duties_of(world.reader, TODAY)] == [False, False]
    assert "Käy läpi tapahtumaloki" in headings(world.auditor)


# All together


def test_late_ones_come_first_then_those_due_soon_then_the_rest_by_day(world: World) -> None:
    of = a_round(world)
    owed(of, world.kainuu, world.tem, due=date(2024, 12, 15))
    owed(of, world.kainuu, world.tem, kind="themes", due=date(2024, 12, 1))
    a_theme(of)
    a_session(of)
    found = duties_of(world.preparer, TODAY)
    assert [str(one.standing) for one in found] == ["late", "soon", "not_yet"]


def test_nobody_signed_in_has_no_duties(world: World) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    assert duties_of(world.anyone, TODAY) == []


def test_every_duty_has_words_in_three_languages_without_open_slots(world: World) -> None:
    fill(rounds=3, regions=4, themes=4, first=2023)
    a_round(world, 2030, state="preparing")
    actors = [world.coordinator, world.secretary, world.expert, world.preparer, world.approver, world.auditor]
    found = [one for actor in actors for one in duties_of(actor, date(2026, 1, 1))]
    assert len(found) >= 10
    for one in found:
        for text in (one.what, one.why, one.act):
            assert all(text[language] and "{" not in text[language] for language in Language)


def test_duties_cost_as_many_queries_with_ten_rounds_as_with_two(world: World) -> None:
    actors = [world.coordinator, world.secretary, world.expert, world.preparer, world.approver, world.reader]

    def cost() -> list[int]:
        counts = []
        for actor in actors:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                duties_of(actor, TODAY)
            counts.append(len(queries))
        return counts

    fill(rounds=2, regions=3, themes=3, first=2014)
    small = cost()
    fill(rounds=8, regions=19, themes=20, first=2016)
    big = cost()
    Round.objects.update(state="open", closed_on=None)
    assert (big, cost()) == (small, small)
    assert max(big) <= 25


def test_every_file_of_duties_is_asked() -> None:
    assert len(gather.finders()) == 12


# The page


def test_her_home_shows_at_most_seven_and_leads_to_the_rest(world: World, client: Any) -> None:
    for year in range(2020, 2029):
        owed(a_round(world, year), world.kainuu, world.tem, due=TODAY - timedelta(year - 2000))
    client.force_login(user(world.preparer))
    page = client.get("/fi/tehtavat/").content.decode()
    assert page.count('<li class="late">') == 7
    assert "Näytä vielä 2 tehtävää" in page
    whole = client.get("/fi/tehtavat/?all=1").content.decode()
    assert whole.count('<li class="late">') == 9


def test_one_who_has_nothing_to_do_is_told_what_comes_next_and_when(world: World, client: Any) -> None:
    client.force_login(user(world.approver))
    assert "Yhtään keskustelukierrosta ei ole käynnissä" in client.get("/fi/tehtavat/").content.decode()
    a_meeting(a_round(world), "AUNE 1/2030", starts_on=date(2030, 1, 15))
    page = client.get("/fi/tehtavat/").content.decode()
    assert "Seuraavaksi: AUNE 1/2030, 15.1.2030." in page


def test_one_who_has_not_signed_in_is_led_to_signing_in_and_back(client: Any, db: None) -> None:
    answer = client.get("/sv/uppgifter/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fsv%2Fuppgifter%2F")


@pytest.mark.parametrize("there", ["/fi/tehtavat/", "/sv/uppgifter/", "/en/duties/"])
def test_every_link_of_the_page_leads_somewhere_that_she_may_see(world: World, client: Any, there: str) -> None:
    of = a_round(world)
    owed(of, world.kainuu, world.tem)
    theme = a_theme(of)
    invited(a_session(of), world.kainuu)
    a_conclusion(an_outcome(of, world, state="clearing"), world.kainuu)
    assert theme
    for actor in (world.approver, world.coordinator):
        client.force_login(user(actor))
        for duty in duties_of(actor, TODAY):
            link = duty.address(Language.FI)
            assert link, duty.page
            assert client.get(link).status_code == 200, link
        assert client.get(there).status_code == 200


def test_the_page_costs_a_constant_number_of_queries(world: World, client: Any) -> None:
    fill(rounds=2, regions=3, themes=3, first=2014)
    client.force_login(user(world.coordinator))
    counts = []
    for _ in range(2):
        client.get("/fi/tehtavat/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/fi/tehtavat/")
        counts.append(len(queries))
        if len(counts) == 1:
            fill(rounds=8, regions=19, themes=20, first=2016)
    assert counts[0] == counts[1]
