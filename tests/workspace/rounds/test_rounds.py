"""The life of a round, the law of its day, and its pages: the list, the timeline, fora and meetings."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alke.base.certainty import Certainty
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language, Text
from alke.workspace.journal.models import Event
from alke.workspace.meetings import reference
from alke.workspace.meetings.actions import cancel_meeting, plan_meeting, record_source
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.meetings.rules import When
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import facts, themes
from alke.workspace.rounds.actions import rounds as acts
from alke.workspace.rounds.actions import sessions as talks
from alke.workspace.rounds.models import Deliverable, OutcomeDocument, Round
from alke.workspace.rounds.policies.meetings import MEETINGS
from alke.workspace.rounds.rules import law
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.sessions import Facts
from tests.workspace.conftest import World


def opened(world: World, year: int = 2025) -> Round:
    return acts.open_round(acts.make_round(year, by=world.coordinator), by=world.coordinator)


def sign_in(client: Client, actor: Actor) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_the_law_of_a_day_tells_its_section_or_that_there_was_none() -> None:
    rule = law.in_force("outcome", date(2021, 9, 1))
    assert rule is not None
    assert (rule.section, rule.cited(Language.EN)) == ("797/2021, 15 §", "797/2021, section 15")
    assert law.in_force("outcome", date(2021, 8, 31)) is None
    with pytest.raises(UnknownCodeError):
        law.in_force("outcomes", date(2025, 1, 1))


def test_a_round_lives_from_preparation_to_closing_and_can_be_reopened(world: World) -> None:
    of = opened(world)
    assert (of.state, of.opened_on, len(of.regions)) == ("open", timezone.localdate(), 18)
    acts.close_round(of, without="Keskusteluja ei pidetty", by=world.coordinator)
    assert (of.state, of.closed_without) == ("closed", "Keskusteluja ei pidetty")
    with pytest.raises(Refused, match="reason"):
        acts.reopen_round(of, reason="", by=world.coordinator)
    acts.reopen_round(of, reason="Päätettiin erehdyksessä", by=world.coordinator)
    assert (of.state, of.closed_on, of.closed_without) == ("open", None, "")
    verbs = list(Event.objects.filter(subject_kind="rounds.round").order_by("number").values_list("verb", flat=True))
    assert verbs == ["round.make", "round.open", "round.close", "round.reopen"]


def test_only_the_coordinator_makes_opens_and_closes_a_round(world: World) -> None:
    for actor in (world.secretary, world.preparer, world.expert, world.anyone):
        with pytest.raises(Refused):
            acts.make_round(2030, by=actor)
    of = acts.make_round(2030, by=world.coordinator)
    with pytest.raises(Refused):
        acts.open_round(of, by=world.secretary)
    acts.open_round(of, by=world.coordinator)
    with pytest.raises(Refused):
        acts.close_round(of, without="Syy", by=world.secretary)
    with pytest.raises(Refused, match="state"):
        acts.open_round(of, by=world.coordinator)


def test_a_round_after_the_decree_needs_an_outcome_document_or_a_reason(world: World) -> None:
    of = opened(world)
    with pytest.raises(Refused):
        acts.close_round(of, by=world.coordinator)
    assert Round.objects.get().state == "open"
    OutcomeDocument.objects.create(
        round=of, title="Tulosasiakirja", state="published", published_on=date(2025, 4, 1), organisation=world.tem
    )
    acts.close_round(of, by=world.coordinator)
    assert (of.state, of.closed_without) == ("closed", "")


def test_a_round_before_the_decree_is_closed_without_one(world: World) -> None:
    of = acts.make_round(2020, begins_on=date(2020, 11, 2), by=world.coordinator)
    acts.open_round(of, on=date(2020, 11, 2), by=world.coordinator)
    acts.close_round(of, on=date(2020, 11, 16), by=world.coordinator)
    assert (of.state, of.closed_on) == ("closed", date(2020, 11, 16))


def test_a_round_in_preparation_is_404_to_everyone_but_the_coordinator(client: Client, world: World) -> None:
    of = acts.make_round(2031, by=world.coordinator)
    theme = themes.propose(of, "Luonnos", by=world.coordinator)
    pages = ["", "teemat/", f"teemat/{theme.pk}/", "mita-tiedetaan/", "muuta/", "avaa/", "kokous/", "toimintamalli/"]
    for actor in (None, world.reader, world.preparer, world.secretary, world.expert):
        client.logout() if actor is None else sign_in(client, actor)
        answers = {page: client.get(f"/fi/kierros/2031/{page}").status_code for page in pages}
        assert set(answers.values()) == {404}, (actor, answers)
        assert "2031" not in client.get("/fi/kierrokset/").content.decode()
    sign_in(client, world.coordinator)
    answers = {page: client.get(f"/fi/kierros/2031/{page}").status_code for page in pages}
    assert set(answers.values()) == {200}, answers
    assert Event.objects.filter(audience="public", round_year=2031).count() == 0


def test_an_occasion_of_the_talks_is_hidden_while_its_round_is_in_preparation(world: World) -> None:
    reference.load()
    of = acts.make_round(2031, by=world.coordinator)
    meeting = Meeting.objects.create(body=Body.objects.get(code="alke"), name_fi="Keskustelut")
    of.meetings.add(meeting)
    forum = plan_meeting(Body.objects.get(code="aune"), when=When(month="2030-12"), by=world.coordinator)
    acts.add_meeting(of, forum, by=world.coordinator)
    rows = Meeting.objects.all()
    assert set(MEETINGS.visible(world.secretary, rows)) == {forum}
    assert set(MEETINGS.visible(world.coordinator, rows)) == {forum, meeting}
    acts.open_round(of, by=world.coordinator)
    assert set(MEETINGS.visible(world.anyone, rows)) == {forum, meeting}


def test_an_operating_model_keeps_its_certainty_and_a_source_sets_it_where_none_is(world: World) -> None:
    of = opened(world)
    names = Text("Toimintamalli hallituskaudeksi", "Verksamhetsmodell", "Operating model")
    for _ in range(2):
        model = acts.make_operating_model(names, first_year=2023, last_year=2027, by=world.preparer)
    acts.set_operating_model(of, model, by=world.preparer)
    assert Round.objects.get().operating_model == model
    with pytest.raises(Refused):
        acts.set_operating_model(of, None, by=world.preparer)
    with pytest.raises(Refused):
        acts.edit_operating_model(model, certainty=Certainty.DECIDED, by=world.preparer)
    acts.edit_operating_model(model, certainty=Certainty.DECIDED, by=world.coordinator)
    assert model.certainty == "decided"


def test_the_round_is_made_opened_and_closed_on_its_pages(client: Client, world: World) -> None:
    sign_in(client, world.coordinator)
    made = client.post("/fi/kierrokset/uusi/", {"year": 2026, "regions": ["MK18", "MK19"], "note": "Pienempi kierros"})
    assert made["Location"] == "/fi/kierros/2026/"
    again = client.post("/fi/kierrokset/uusi/", {"year": 2026, "regions": ["MK18"]})
    assert "on jo kierros" in again.content.decode()
    client.post("/fi/kierros/2026/avaa/")
    assert Round.objects.get().state == "open"
    page = client.get("/fi/kierros/2026/paata/").content.decode()
    assert "Kierrokselta puuttuu" in page
    assert client.post("/fi/kierros/2026/paata/", {"without": ""}).status_code == 200
    assert Round.objects.get().state == "open"
    client.post("/fi/kierros/2026/paata/", {"without": "Keskusteluja ei pidetty"})
    page = client.get("/fi/kierros/2026/").content.decode()
    assert "Keskusteluja ei pidetty" in page and "päättynyt" in page and "Pienempi kierros" in page


def test_the_timeline_tells_everything_with_its_certainty_and_its_own_words(client: Client, world: World) -> None:
    reference.load()
    of = opened(world)
    source = record_source(kind="minutes", title="Keksitty", text="AUNE 3.12.", by=world.preparer)
    aune = Body.objects.get(code="aune")
    told = [
        (When(starts_on=date(2024, 12, 3)), Certainty.EXPECTED, "AUNE vahvistaa"),
        (When(month="2024-12"), Certainty.DECIDED, "TEM päättää"),
        (When(words="myöhemmin keväällä"), Certainty.PREPARING, "Seurantakokous"),
        (When(starts_on=date(2024, 11, 12)), Certainty.HELD, "AUNE esitti"),
    ]
    for when, certainty, name in told:
        made = plan_meeting(
            aune,
            names=Text(name, "", ""),
            when=when,
            certainty=certainty,
            source=source,
            span=(0, 4),
            by=world.coordinator,
        )
        acts.add_meeting(of, made, by=world.preparer)
    cancel_meeting(made := Meeting.objects.get(name_fi="Seurantakokous"), reason="Ei tarvita", by=world.secretary)
    for council in (world.kainuu, world.lappi):
        Deliverable.objects.create(
            round=of,
            owner=council,
            receiver=world.tem,
            rule={"rule": "end_of_year", "year": 2024},
            due=date(2024, 12, 31),
            words="vuoden loppuun mennessä",
        )
    page = client.get("/fi/kierros/2025/").content.decode()
    page = page[page.index('id="timeline"') :]
    order = ["12.11.2024", "AUNE esitti", "3.12.2024", "odotetaan", "31.12.2024", "2 organisaatiota"]
    order += [
        "vuoden loppuun mennessä",
        "joulukuussa 2024",
        "TEM päättää",
        "myöhemmin keväällä",
        "peruttu",
        "Ei tarvita",
    ]  # noqa: E501
    places = [page.index(one) for one in order]
    assert places == sorted(places)
    assert f"/fi/lahde/{source.pk}/?a=0&amp;b=4#span" in page


def test_a_round_without_rows_says_honestly_what_is_known_of_it(client: Client, world: World) -> None:
    of = acts.make_round(2019, note="Oli tarkoitus pitää osana yhteisiä päiviä.", by=world.coordinator)
    acts.open_round(of, on=date(2019, 1, 1), by=world.coordinator)
    page = client.get("/fi/kierros/2019/").content.decode()
    assert "Oli tarkoitus pitää osana yhteisiä päiviä." in page
    for honest in ("Teemoja ei ole vielä esitetty", "ei vielä kirjattu tietoja", "ei ollut voimassa säännöstä"):
        assert honest in page or honest.replace("ei vielä kirjattu", "ei ole vielä kirjattu") in page


def test_the_list_tells_each_rounds_format_and_days_in_words(client: Client, world: World) -> None:
    of = opened(world)
    theme = themes.propose(of, "Osaava työvoima", by=world.coordinator)
    cells = [Cell(region, theme.pk) for region in of.regions]
    told = Facts(name_fi="Keskustelut", starts_on=date(2025, 3, 20), ends_on=date(2025, 3, 21), place="Helsinki")
    talks.plan(of, told, cells, by=world.coordinator)
    for language, address, words in (
        ("fi", "kierrokset", ("yhteinen temaattinen", "20.–21.3.2025", "käynnissä")),
        ("sv", "omgangar", ("gemensamt tematiskt", "20–21.3.2025", "pågår")),
        ("en", "rounds", ("joint thematic", "20–21 March 2025", "under way")),
    ):
        page = client.get(f"/{language}/{address}/").content.decode()
        assert all(one in page for one in words), language


def test_lists_and_the_rounds_page_cost_the_same_however_much_there_is(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    reference.load()
    counts: list[tuple[int, ...]] = []
    aune = Body.objects.get(code="aune")
    for many in (1, 6):
        for number in range(many):
            of = opened(world, 2030 + 10 * many + number)
            for each in range(many):
                theme = themes.propose(of, f"Teema {each}", by=world.preparer)
                meeting = plan_meeting(aune, when=When(month=f"20{many}{each}-01"), by=world.coordinator)
                acts.add_meeting(of, meeting, by=world.coordinator)
                talks.plan(of, Facts(name_fi=f"Tilaisuus {each}"), [Cell("MK18", theme.pk)], by=world.coordinator)
                facts.state(
                    of, "talks_place", answer=f"p{each}", shown="P", certainty=Certainty.PROPOSED, by=world.preparer
                )
        asked = []
        for page in ("kierrokset/", f"kierros/{of.year}/", "foorumit/", "foorumi/aune/"):
            with django_assert_max_num_queries(60) as found:  # type: ignore[operator]
                assert client.get(f"/fi/{page}").status_code == 200
            asked.append(len(found))
        counts.append(tuple(asked))
    assert counts[0] == counts[1]


def test_a_forum_shows_its_meetings_and_what_each_decided_on_themes(client: Client, world: World) -> None:
    reference.load()
    of = opened(world)
    theme = themes.propose(of, "Kestävä elinvoima", by=world.expert)
    meeting = plan_meeting(Body.objects.get(code="aune"), when=When(starts_on=date(2024, 12, 3)), by=world.coordinator)
    acts.add_meeting(of, meeting, by=world.coordinator)
    themes.confirm(theme, occasion=themes.Occasion(meeting=meeting), by=world.coordinator)
    for page in ("foorumi/aune/", f"kokous/{meeting.pk}/"):
        text = client.get(f"/fi/{page}").content.decode()
        assert "Kestävä elinvoima" in text and "Vahvistaminen" in text and "3.12.2024" in text
    assert "AUNE" in client.get("/fi/foorumit/").content.decode()


def test_a_meeting_is_planned_changed_held_and_cancelled_on_its_pages(client: Client, world: World) -> None:
    reference.load()
    opened(world)
    sign_in(client, world.secretary)
    told = {"name_fi": "AUNE 1/2026", "month": "2026-01", "certainty": "expected", "round": "2025"}
    there = client.post("/fi/foorumi/aune/kokous/", told)["Location"]
    meeting = Meeting.objects.get()
    assert there == f"/fi/kokous/{meeting.pk}/"
    assert "tammikuussa 2026" in client.get(there).content.decode()
    assert "ajankohta sanoin" in client.post("/fi/foorumi/aune/kokous/", {"certainty": "expected"}).content.decode()
    client.post(f"{there}muuta/", {"starts_on": "2026-01-14", "certainty": "decided", "name_fi": "AUNE 1/2026"})
    client.post(f"{there}peru/", {"reason": "Ei asioita"})
    assert "Ei asioita" in client.get(there).content.decode()
    client.post(f"{there}peru/", {"reason": "Asioita tuli"})
    client.post(f"{there}pidetty/")
    meeting.refresh_from_db()
    assert (meeting.certainty, meeting.month, meeting.cancelled) == ("held", "", False)
    sign_in(client, world.preparer)
    assert client.get(f"{there}muuta/").status_code == 403
    assert "muuta/" not in client.get(there).content.decode()
