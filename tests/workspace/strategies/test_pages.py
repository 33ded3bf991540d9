"""Pages of strategies: what they show, what is missing said plainly, whole in three languages, in few queries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.strategies.models import Element, Goal, Measure, Programme, ProgrammeIndicator, SetTheme
from tests import checkers
from tests.workspace.conftest import World

PAGES: list[tuple[str, dict[str, Any]]] = [
    ("strategies", {}),
    ("decision", {"code": "2024-2027"}),
    ("decision", {"code": "2020-2023"}),
    ("decision", {"code": "2016-2019"}),
    ("theme-sets", {}),
    ("programmes", {}),
    ("programme", {"code": "MK17", "year": 2018}),
    ("programme", {"code": "MK01", "year": 2022}),
    ("programme", {"code": "MK18", "year": 2026}),
]


def shown(client: Client, page: str, language: Language = Language.FI, **args: Any) -> str:
    """A page's text, without markup and with plain spaces."""
    answer = client.get(address(language, page, **args))
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").split())


def sign_in(client: Client, actor: Actor) -> None:
    client.force_login(User.objects.get(pk=actor.user_id))


def own_programme(world: World) -> Programme:
    """A programme of Kainuu with a goal, a measure and an indicator of each."""
    programme = Programme.objects.get(organisation=world.kainuu)
    goal = Goal.objects.create(programme=programme, name_fi="Osaava työvoima", order=1)
    goal.elements.add(Element.objects.get(decision__code="2024-2027", key="labour"))
    measure = Measure.objects.create(goal=goal, name_fi="Täydennyskoulutus", order=1)
    common: dict[str, Any] = {"goal": goal, "target_kind": "number", "indicator": "unemployed-share-tem"}
    told = {"baseline": 1.0, "baseline_period": "1990", "sign": "down"}
    ProgrammeIndicator.objects.create(**common, **told, name_fi="Työttömien osuus", target_number=0.5)
    down = {"target_kind": "direction", "indicator": "population", "sign": "up"}
    ProgrammeIndicator.objects.create(
        goal=goal, measure=measure, name_fi="Väkiluku", baseline=82_000, baseline_period="2008", **down
    )
    return programme


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("page", "args"), PAGES)
def test_every_page_opens_in_every_language(
    loaded: None, client: Client, page: str, args: dict[str, Any], language: Language
) -> None:
    text = shown(client, page, language, **args)
    assert "{" not in text
    assert "None" not in text


def test_the_decision_shows_its_elements_in_the_language_of_the_page(loaded: None, client: Client) -> None:
    text = shown(client, "decision", Language.SV, code="2024-2027")
    for name in ("Hållbar livskraft och investeringar", "Regional orientering", "Tillgänglighet"):
        assert name in text


def test_a_name_that_is_our_translation_is_said_to_be(loaded: None, client: Client) -> None:
    assert "Accessibility (Alke's own wording)" in shown(client, "decision", Language.EN, code="2024-2027")
    assert "Saavutettavuus (Alken" not in shown(client, "decision", Language.FI, code="2024-2027")


def test_the_theme_sets_stand_beside_each_other_and_the_decisions(loaded: None, client: Client) -> None:
    text = shown(client, "theme-sets")
    for theme in SetTheme.objects.all():
        assert theme.name_fi in text
    row = "Kestävä elinvoima ja investoinnit Elinkeinot ja TKI-toiminta Työvoiman saatavuus, osaaminen ja sivistys"
    assert row in text


def test_what_is_mapped_to_nothing_is_shown(loaded: None, client: Client) -> None:
    text = shown(client, "theme-sets")
    assert "eivät liity yhteenkään aluekehittämispäätöksen 2024–2027 kohtaan Väestönkehitys" in text
    assert "joihin mikään teema ei liity Kokonaisturvallisuus; Kansainvälisyys; Aluelähtöisyys" in text
    assert "Teemat ilman tunnuslukuja" not in text
    assert "eivät kuulu mihinkään teemaan" not in text
    assert "Kytkemättä: 4" in shown(client, "strategies")


def test_a_theme_without_indicators_and_an_indicator_without_a_theme_are_shown(loaded: None, client: Client) -> None:
    SetTheme.objects.filter(theme_set__code="2023", key="environment").update(indicators=[])
    for theme in SetTheme.objects.filter(theme_set__code="2023"):
        theme.indicators = [one for one in theme.indicators if one != "government-establishments"]
        theme.save()
    text = shown(client, "theme-sets")
    assert "Teemat ilman tunnuslukuja Ympäristön kestävä kehitys" in text
    assert "eivät kuulu mihinkään teemaan Julkisyhteisöjen toimipaikat" in text


def test_a_theme_that_is_mapped_leaves_the_list_of_the_unmapped(loaded: None, client: Client) -> None:
    theme = SetTheme.objects.get(theme_set__code="2024", key="population")
    theme.elements.add(Element.objects.get(decision__code="2024-2027", key="security"))
    text = shown(client, "theme-sets")
    assert "joihin mikään teema ei liity Kansainvälisyys; Aluelähtöisyys" in text
    assert "Kytkemättä: 2" in shown(client, "strategies")


def test_all_eighteen_are_listed_and_those_without_a_programme_are_said_to_be(loaded: None, client: Client) -> None:
    text = shown(client, "programmes")
    assert text.count("ei ole vielä viety Alkeen") == 10
    assert "Satakunta – ei ole vielä viety Alkeen" in text
    assert "Kainuu Kainuu-ohjelma 2026–2029 vain perustiedot" in text
    assert "Ahvenanmaa" not in text


def test_an_indicator_shows_baseline_latest_target_and_which_way(
    loaded: None, client: Client, figures: Generation
) -> None:
    text = shown(client, "programme", code="MK17", year=2018)
    assert "154\N{NO-BREAK SPACE}882 (2015)" in client.get("/fi/maakuntaohjelma/MK17/2018/").content.decode()
    assert "vähintään 167 000 vuoteen 2021 mennessä kohti tavoitetta" in text
    assert "enintään 12 vuoteen 2021 mennessä ei voida sanoa Tunnusluku ei ole Alken luettelossa." in text
    assert "+100,0 lähtöarvosta vuoteen 2021 mennessä eli 757,0" in text


def test_the_latest_figure_leads_to_where_it_comes_from(loaded: None, client: Client, figures: Generation) -> None:
    page = client.get("/fi/maakuntaohjelma/MK17/2018/").content.decode()
    latest = figures.values("jobs").latest("MK17")
    assert latest is not None
    there = address(Language.FI, "number", ref=str(latest.ref))
    assert f'href="{there}"' in page
    assert client.get(there).status_code == 200


def test_a_worsening_is_told_in_words(loaded: None, client: Client, figures: Generation, world: World) -> None:
    own_programme(world)
    text = shown(client, "programme", code="MK18", year=2026)
    assert text.count("poispäin tavoitteesta") == 2
    assert "Toimenpide: Täydennyskoulutus" in text
    assert "heikentynyt lähtöarvosta 2" in text


def test_a_baseline_that_was_revised_since_is_told(
    loaded: None, client: Client, figures: Generation, world: World
) -> None:
    own_programme(world)
    assert "Julkaisija on sittemmin tarkistanut luvun" in shown(client, "programme", code="MK18", year=2026)


def test_without_figures_the_programme_is_still_shown(
    loaded: None, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALKE_HOME", str(tmp_path))
    text = shown(client, "programme", code="MK17", year=2018)
    assert "Maakunnasta ei ole lukua." in text


def test_what_is_not_there_is_not_found(loaded: None, client: Client) -> None:
    for there in (
        "fi/aluekehittamispaatos/1999-2003/",
        "fi/maakuntaohjelma/MK18/1999/",
        "fi/maakuntaohjelma/MK99/2026/",
    ):
        assert client.get(f"/{there}").status_code == 404


def test_buttons_are_shown_to_those_who_may(loaded: None, client: Client, world: World) -> None:
    own_programme(world)
    there = "/fi/maakuntaohjelma/MK18/2026/"
    for actor, may in [
        (None, False),
        (world.preparer, True),
        (world.approver, True),
        (world.reader, False),
        (world.member, False),
        (world.outsider, False),
        (world.coordinator, False),
    ]:
        client.logout()
        if actor:
            sign_in(client, actor)
        page = client.get(there).content.decode()
        links = set(re.findall(r'href="(/fi/strategiat/(?:lisaa|muokkaa|poista)/[^"]+)"', page))
        assert bool(links) == may, actor
        assert all(client.get(link).status_code == 200 for link in links)


def test_a_programme_costs_as_many_queries_with_one_goal_as_with_many(
    loaded: None, client: Client, world: World, figures: Generation, django_assert_max_num_queries: Any
) -> None:
    programme = own_programme(world)
    there = "/fi/maakuntaohjelma/MK18/2026/"
    with django_assert_max_num_queries(12) as few:
        client.get(there)
    for order in range(2, 14):
        goal = Goal.objects.create(programme=programme, name_fi=f"Tavoite {order}", order=order)
        goal.elements.add(*Element.objects.all()[:5])
        measure = Measure.objects.create(goal=goal, name_fi="Toimi", order=1)
        for n in range(4):
            told: dict[str, Any] = {"indicator": "population", "target_kind": "direction", "sign": "up"}
            ProgrammeIndicator.objects.create(goal=goal, measure=measure, name_fi=f"M{n}", **told)
    with django_assert_max_num_queries(len(few)):
        client.get(there)


@pytest.mark.parametrize("page", ["strategies", "theme-sets", "programmes"])
def test_lists_cost_a_constant_number_of_queries(
    loaded: None, client: Client, world: World, page: str, django_assert_max_num_queries: Any
) -> None:
    there = address(Language.FI, page)
    with django_assert_max_num_queries(14) as few:
        client.get(there)
    for order in range(20, 40):
        theme = SetTheme.objects.filter(theme_set__code="2024")[0]
        theme.pk, theme.key, theme.order, theme._state.adding = None, f"theme-{order}", order, True
        theme.save()
        theme.elements.add(*Element.objects.all()[:6])
        theme.kin.add(*SetTheme.objects.filter(theme_set__code="2023"))
        years = {"first_year": 1950 + order, "last_year": 1953 + order}
        Programme.objects.create(organisation=world.lappi, name_fi=f"Ohjelma {order}", **years)
    with django_assert_max_num_queries(len(few)):
        client.get(there)


STYLES = Path(__file__).resolve().parents[3] / "src/alke/workspace/web/static/web"
EDITED = ["/fi/strategiat/lisaa/target/{goal}/", "/sv/strategier/redigera/programme/{programme}/"]


@pytest.mark.browser
def test_the_pages_pass_axe_and_fit_a_small_screen(
    loaded: None, client: Client, world: World, figures: Generation
) -> None:
    programme = own_programme(world)
    sign_in(client, world.preparer)
    addresses = [address(language, page, **args) for language in Language for page, args in PAGES]
    addresses += [one.format(goal=programme.goals.get().pk, programme=programme.pk) for one in EDITED]
    found = {there: client.get(there).content.decode() for there in addresses}
    found["errors"] = client.post(addresses[-2], {"baseline": "paljon"}).content.decode()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = checkers.chromium(playwright)
        tab = browser.new_page(viewport={"width": 360, "height": 800})
        for there, content in found.items():
            tab.set_content(content)
            for name in ("alke.css", "process.css"):
                tab.add_style_tag(content=(STYLES / name).read_text("utf-8"))
            assert checkers.axe(tab) == [], there
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360, there
        browser.close()
