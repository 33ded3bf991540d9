"""Editing strategies: who may, what broken input is told, and that nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alke.indicators.generation import Generation
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.people.policies import Refused
from alke.workspace.strategies.actions import ChangedError, InUseError, add, edit, fingerprint, remove
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)
from tests.workspace.conftest import World
from tests.workspace.strategies.test_pages import own_programme, sign_in

FI = "/fi/strategiat"


def target(**told: Any) -> dict[str, Any]:
    """A form of an indicator, filled so that it is accepted."""
    whole = {"indicator": "population", "target_kind": "direction", "sign": "up"}
    return {key: value for key, value in (whole | told).items() if value is not None}


@pytest.fixture
def goal(loaded: None, world: World, client: Client, figures: Generation) -> Goal:
    """A goal of Kainuu's programme, its preparer signed in."""
    sign_in(client, world.preparer)
    return Goal.objects.create(programme=Programme.objects.get(organisation=world.kainuu), name_fi="Elinvoima", order=1)


def errors(client: Client, goal: Goal, **told: Any) -> str:
    answer = client.post(f"{FI}/lisaa/target/{goal.pk}/", target(**told))
    assert answer.status_code == 200
    assert not ProgrammeIndicator.objects.filter(goal=goal).exists()
    return answer.content.decode()


def test_the_baseline_is_read_from_the_figures_in_use(goal: Goal, client: Client, figures: Generation) -> None:
    client.post(f"{FI}/lisaa/target/{goal.pk}/", target())
    row, latest = ProgrammeIndicator.objects.get(goal=goal), figures.values("population").latest("MK18")
    assert latest is not None
    assert (row.baseline, row.baseline_period, row.baseline_vintage) == (
        latest.number,
        str(latest.period),
        latest.vintage,
    )
    assert (row.name_fi, row.name_sv) == ("Väkiluku", figures.catalogue["population"].name.sv)


def test_the_baseline_is_read_of_the_period_asked_for(goal: Goal, client: Client, figures: Generation) -> None:
    period = figures.values("population").periods()[2]
    client.post(f"{FI}/lisaa/target/{goal.pk}/", target(baseline_period=str(period)))
    assert ProgrammeIndicator.objects.get(goal=goal).baseline == figures.values("population").number("MK18", period)


def test_saving_again_keeps_where_the_baseline_came_from(goal: Goal, client: Client) -> None:
    client.post(f"{FI}/lisaa/target/{goal.pk}/", target())
    row = ProgrammeIndicator.objects.get(goal=goal)
    written = f"{row.baseline:.12g}".replace(".", ",")
    told = target(baseline=written, baseline_period=row.baseline_period, name_fi="Asukkaita", seen=fingerprint(row))
    assert client.post(f"{FI}/muokkaa/target/{row.pk}/", told).status_code == 302
    now = ProgrammeIndicator.objects.get(goal=goal)
    assert (now.name_fi, now.baseline, now.baseline_vintage) == ("Asukkaita", row.baseline, row.baseline_vintage)
    assert now.baseline_vintage


@pytest.mark.parametrize(
    ("written", "number"), [("1 234,5", 1234.5), ("1234.5", 1234.5), ("-3", -3), ("\N{MINUS SIGN}0,5", -0.5)]
)
def test_a_number_is_read_as_people_write_it(goal: Goal, client: Client, written: str, number: float) -> None:
    client.post(f"{FI}/lisaa/target/{goal.pk}/", target(baseline=written, baseline_period="2020"))
    row = ProgrammeIndicator.objects.get(goal=goal)
    assert (row.baseline, row.baseline_vintage) == (number, "")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"baseline": "paljon", "baseline_period": "2020"}, "”paljon” ei ole luku. Kirjoita esimerkiksi 70,5."),
        ({"baseline": "5"}, "Kerro, miltä ajankohdalta lähtöarvo on."),
        ({"baseline_period": "viime vuosi"[:10]}, "ei ole ajankohta"),
        ({"baseline_period": "1901"}, "ei ole tämän tunnusluvun lukua ajankohdalta 1901"),
        ({"indicator": "hatusta"}, "hatusta"),
        ({"indicator": ""}, "Valitse tunnusluku luettelosta tai kirjoita mittarille nimi suomeksi."),
        ({"target_kind": "number"}, "Kirjoita tavoite lukuna."),
        ({"target_kind": "words"}, "Kirjoita tavoite sanoin."),
        ({"target_kind": "direction", "sign": ""}, "Valitse tavoiteltu suunta."),
        ({"target_kind": "change", "target_number": "-5"}, "Muutos ja suunta ovat ristiriidassa."),
        (
            {"indicator": "", "name_fi": "Oma", "target_kind": "number", "target_number": "5", "sign": ""},
            "sitä ei voi päätellä ilman lähtöarvoa",
        ),
        ({"target_kind": None}, "Tämä kenttä vaaditaan."),
        ({"target_year": "20305"}, "2100"),
    ],
)
def test_broken_input_is_told_and_nothing_is_saved(goal: Goal, client: Client, told: dict[str, Any], said: str) -> None:
    assert said in errors(client, goal, **told)


def test_a_number_that_the_database_could_not_hold_is_refused(goal: Goal, client: Client) -> None:
    assert "ei ole luku" in errors(client, goal, baseline="9" * 400, baseline_period="2020")


def test_a_preparer_enters_a_programme_from_beginning_to_end(
    loaded: None, world: World, client: Client, figures: Generation
) -> None:
    sign_in(client, world.outsider)
    told: dict[str, Any] = {"name_fi": "Lapin maakuntaohjelma 2026–2029", "first_year": 2026, "last_year": 2029}
    assert client.post(f"{FI}/lisaa/programme/{world.lappi.pk}/", told).status_code == 302
    programme = Programme.objects.get(organisation=world.lappi, first_year=2026)
    element = Element.objects.get(decision__code="2024-2027", key="skills")
    client.post(f"{FI}/lisaa/goal/{programme.pk}/", {"name_fi": "Osaaminen", "elements": [element.pk]})
    goal = programme.goals.get()
    client.post(f"{FI}/lisaa/measure/{goal.pk}/", {"name_fi": "Koulutus"})
    measure = goal.measures.get()
    client.post(f"{FI}/lisaa/target/{goal.pk}/", target(measure=measure.pk))
    row = goal.indicators.get()
    assert (row.measure, goal.elements.get(), goal.order) == (measure, element, 1)
    page = client.get("/fi/maakuntaohjelma/MK19/2026/").content.decode()
    assert "Koulutus" in page and "Osaaminen" in page
    verbs = list(
        Event.objects.filter(actor_id=world.outsider.user_id).order_by("number").values_list("verb", flat=True)
    )
    assert verbs == ["programme.add", "goal.add", "measure.add", "programmeindicator.add"]
    assert verify().faults == []


def test_years_are_in_order_and_a_start_is_used_once(loaded: None, world: World, client: Client) -> None:
    sign_in(client, world.preparer)
    there = f"{FI}/lisaa/programme/{world.kainuu.pk}/"
    told = {"name_fi": "Ohjelma", "first_year": 2030, "last_year": 2029}
    assert "ei voi olla ennen ensimmäistä vuotta 2030" in client.post(there, told).content.decode()
    told = {"name_fi": "Ohjelma", "first_year": 2026, "last_year": 2029}
    assert "jo vuodesta 2026 alkava ohjelma" in client.post(there, told).content.decode()
    assert Programme.objects.filter(organisation=world.kainuu).count() == 1


def test_the_coordinator_adds_the_next_decision_and_themes(loaded: None, world: World, client: Client) -> None:
    sign_in(client, world.coordinator)
    told: dict[str, Any] = {"name_fi": "Uusi päätös", "first_year": 2028, "last_year": 2031}
    client.post(f"{FI}/lisaa/decision/0/", told)
    decision = Decision.objects.get(code="2028-2031")
    client.post(f"{FI}/lisaa/element/{decision.pk}/", {"name_fi": "Ensimmäinen painopiste", "kind": "priority"})
    client.post(f"{FI}/lisaa/element/{decision.pk}/", {"name_fi": "Toinen painopiste", "kind": "priority"})
    assert list(decision.elements.values_list("key", "order")) == [
        ("ensimmainen-painopiste", 1),
        ("toinen-painopiste", 2),
    ]
    client.post(f"{FI}/lisaa/theme-set/0/", {"name_fi": "Teemat 2028", "first_year": 2028})
    of = ThemeSet.objects.get(code="2028")
    kin = SetTheme.objects.get(theme_set__code="2024", key="population")
    theme = {"name_fi": "Väestö", "kin": [kin.pk], "elements": [], "indicators": ["population", "deaths"]}
    client.post(f"{FI}/lisaa/set-theme/{of.pk}/", theme)
    made = of.themes.get()
    assert (made.key, made.indicators, list(kin.kin.filter(theme_set=of))) == (
        "vaesto",
        ["population", "deaths"],
        [made],
    )
    again = client.post(f"{FI}/lisaa/decision/0/", told).content.decode()
    assert "Vuosien 2028–2031 päätös on jo Alkessa." in again


def test_a_theme_is_never_kin_to_one_of_its_own_set(loaded: None, world: World, client: Client) -> None:
    sign_in(client, world.coordinator)
    theme, other = SetTheme.objects.filter(theme_set__code="2024")[:2]
    told = {"name_fi": theme.name_fi, "kin": [other.pk], "seen": fingerprint(theme)}
    answer = client.post(f"{FI}/muokkaa/set-theme/{theme.pk}/", told)
    assert answer.status_code == 200
    assert other not in theme.kin.all()


def test_a_save_on_top_of_anothers_shows_both_and_loses_neither(loaded: None, world: World, client: Client) -> None:
    programme = own_programme(world)
    goal = programme.goals.get()
    seen = fingerprint(goal)
    edit(goal, {"name_fi": "Hyväksyjän nimi"}, by=world.approver, seen=seen)
    sign_in(client, world.preparer)
    there = f"{FI}/muokkaa/goal/{goal.pk}/"
    answer = client.post(there, {"name_fi": "Valmistelijan nimi", "seen": seen}).content.decode()
    assert "Nyt on voimassa: Nimi suomeksi: Hyväksyjän nimi" in answer
    assert 'value="Valmistelijan nimi"' in answer
    assert Goal.objects.get(pk=goal.pk).name_fi == "Hyväksyjän nimi"
    now = fingerprint(Goal.objects.get(pk=goal.pk))
    assert f'value="{now}"' in answer
    assert client.post(there, {"name_fi": "Valmistelijan nimi", "seen": now}).status_code == 302
    with pytest.raises(ChangedError):
        edit(goal, {"name_fi": "Vanhan päälle"}, by=world.approver, seen=seen)


def test_what_a_person_names_is_no_longer_our_wording(loaded: None, world: World) -> None:
    goal = Goal.objects.filter(programme__organisation=world.lappi)[0]
    assert goal.ours == ["fi", "sv", "en"]
    names = {"name_fi": "Talous ja elinkeinoelämä", "name_sv": goal.name_sv, "name_en": goal.name_en}
    edit(goal, names, by=world.outsider, seen=fingerprint(goal))
    assert Goal.objects.get(pk=goal.pk).ours == ["sv", "en"]


def test_removing_tells_what_goes_with_it_and_the_log_keeps_the_names(
    loaded: None, world: World, client: Client
) -> None:
    programme = own_programme(world)
    goal = programme.goals.get()
    sign_in(client, world.preparer)
    there = f"{FI}/poista/goal/{goal.pk}/"
    assert "Samalla poistuvat: Täydennyskoulutus, Työttömien osuus, Väkiluku." in client.get(there).content.decode()
    assert client.post(there, {"reason": "kirjattiin väärään ohjelmaan"}).status_code == 302
    event = Event.objects.get(verb="goal.remove")
    assert event.after == {"with": ["Täydennyskoulutus", "Työttömien osuus", "Väkiluku"]}
    assert (event.subject_id, event.reason) == (str(goal.pk), "kirjattiin väärään ohjelmaan")
    assert not Measure.objects.filter(goal_id=goal.pk).exists()
    assert verify().faults == []


def test_an_element_in_use_is_not_removed(loaded: None, world: World, client: Client) -> None:
    element = Element.objects.get(decision__code="2024-2027", key="labour")
    with pytest.raises(InUseError):
        remove(element, by=world.coordinator)
    sign_in(client, world.coordinator)
    answer = client.post(f"{FI}/poista/element/{element.pk}/", {}).content.decode()
    assert "Pura ensin kytkennät." in answer
    free = Element.objects.get(decision__code="2024-2027", key="security")
    assert client.post(f"{FI}/poista/element/{free.pk}/", {}).status_code == 302
    assert not Element.objects.filter(pk=free.pk).exists()


OWN = ("goal", "measure", "target", "programme")
NATIONAL = ("decision", "element", "theme-set", "set-theme")


def addresses(world: World) -> dict[str, list[str]]:
    """Every address that changes something, by its kind."""
    programme = own_programme(world)
    goal = programme.goals.get()
    decision, themes = Decision.objects.get(code="2024-2027"), ThemeSet.objects.get(code="2024")
    rows = {
        "goal": (programme.pk, goal.pk),
        "measure": (goal.pk, goal.measures.get().pk),
        "target": (goal.pk, goal.indicators.all()[0].pk),
        "programme": (world.kainuu.pk, programme.pk),
        "decision": (0, decision.pk),
        "element": (decision.pk, decision.elements.all()[0].pk),
        "theme-set": (0, themes.pk),
        "set-theme": (themes.pk, themes.themes.all()[0].pk),
    }
    found = {kind: [f"{FI}/lisaa/{kind}/{p}/", f"{FI}/muokkaa/{kind}/{pk}/"] for kind, (p, pk) in rows.items()}
    for kind in (*OWN, "element"):
        found[kind].append(f"{FI}/poista/{kind}/{rows[kind][1]}/")
    return found


def test_who_may_change_what(loaded: None, world: World, client: Client) -> None:
    may = {"preparer": OWN, "approver": OWN, "coordinator": NATIONAL}
    people = ("preparer", "approver", "coordinator", "member", "reader", "outsider", "outside_approver", "expert")
    found = addresses(world)
    for name in (*people, "secretary", "auditor", "other_expert", "anyone"):
        client.logout()
        if name != "anyone":
            sign_in(client, getattr(world, name))
        for kind, each in found.items():
            for there in each:
                expected = 200 if kind in may.get(name, ()) else 403
                assert client.get(there).status_code == expected, (name, there)
                if expected == 403:
                    assert client.post(there, {}).status_code == 403, (name, there)


def test_an_outsider_and_a_colleague_without_the_right_are_told_why(loaded: None, world: World, client: Client) -> None:
    there = addresses(world)["goal"][1]
    sign_in(client, world.outsider)
    assert "Tämä kuuluu toiselle organisaatiolle." in client.get(there).content.decode()
    sign_in(client, world.reader)
    assert "tarvitaan jokin näistä rooleista: valmistelija, hyväksyjä" in client.get(there).content.decode()


def test_the_verbs_themselves_refuse(loaded: None, world: World) -> None:
    goal = own_programme(world).goals.get()
    before = Event.objects.count()
    for call in (
        lambda: add(Goal(programme=goal.programme, name_fi="Vieras"), by=world.outsider),
        lambda: edit(goal, {"name_fi": "Vieras"}, by=world.outsider, seen=fingerprint(goal)),
        lambda: remove(goal, by=world.reader),
        lambda: add(ThemeSet(code="2030", first_year=2030, name_fi="Omat"), by=world.preparer),
    ):
        with pytest.raises(Refused):
            call()
    assert Event.objects.count() == before
    assert Goal.objects.filter(programme=goal.programme).count() == 1


def test_what_cannot_be_removed_has_no_page_for_it(loaded: None, world: World, client: Client) -> None:
    sign_in(client, world.coordinator)
    for there in ("poista/decision/1/", "poista/theme-set/1/", "lisaa/hattu/1/", "lisaa/element/999999/"):
        assert client.get(f"{FI}/{there}").status_code == 404


def test_a_ministry_has_no_programme(loaded: None, world: World, client: Client) -> None:
    sign_in(client, world.preparer)
    assert client.get(f"{FI}/lisaa/programme/{world.tem.pk}/").status_code == 404
