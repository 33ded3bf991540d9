"""Pages of positions, outcome documents, conclusions and follow-ups: who sees what, and what a person can do there."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from alke.base.home import home
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings.generate import ensure
from alke.workspace.journal import writings
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.rounds.actions.contracts import make_contract
from alke.workspace.rounds.actions.positions import make_position, release
from alke.workspace.rounds.models import Conclusion, FollowUp, OutcomeDocument, Position, Round, Theme
from tests.spoken import in_pdf, in_word
from tests.workspace.conftest import World
from tests.workspace.rounds.concluding import QUOTE, drafted, in_clearing, opened, published, session, theme, write

REGIONS = [f"MK{number:02d}" for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)]


def here(page: str, language: str = "fi", **args: object) -> str:
    return reverse(f"{language}-{page}", kwargs={"language": Language(language), **args})


def as_(client: Client, actor: Actor) -> Client:
    """Signed in as an actor; nobody for `anyone`."""
    client.logout()
    if actor.user_id is not None:
        client.force_login(User.objects.get(pk=actor.user_id))
    return client


def read(client: Client, page: str, language: str = "fi", **args: object) -> str:
    answer = client.get(here(page, language, **args))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def post(client: Client, page: str, data: dict[str, Any] | None = None, **args: object) -> Any:
    return client.post(here(page, **args), data or {})


def test_a_draft_position_is_404_to_an_outsider_and_403_to_a_colleague_without_the_right(
    world: World, client: Client
) -> None:
    of = opened(world, 2025)
    one = make_position(of, theme=theme(of), region="MK18", by=world.preparer)
    at = {"year": 2025, "pk": one.pk}
    for other in (world.outsider, world.expert, world.anyone):
        assert as_(client, other).get(here("position", **at)).status_code == 404
    assert as_(client, world.member).get(here("position", **at)).status_code == 200
    for page in ("position-stance", "position-release"):
        refused = client.get(here(page, **at))
        assert refused.status_code == 403
        assert "rooleista" in refused.content.decode()
    assert client.get(here("position-withdraw", **at)).status_code == 403


def test_a_position_goes_from_draft_to_everyone_on_its_pages(world: World, client: Client) -> None:
    of = opened(world, 2025)
    about = theme(of)
    as_(client, world.preparer)
    assert "Kirjoita näkemys" in read(client, "positions", year=2025)
    made = post(client, "position-new", {"theme": about.pk, "region": "MK18", "stance": "concerned"}, year=2025)
    one = Position.objects.get()
    assert made.status_code == 302 and f"/position/{one.pk}/" in made.url
    client.post(made.url, {"base": 0, "text": "Työvoimapula vaikeutuu."})
    as_(client, world.approver)
    assert post(client, "position-release", year=2025, pk=one.pk).status_code == 302
    as_(client, world.anyone)
    told = read(client, "position", year=2025, pk=one.pk)
    assert "Työvoimapula vaikeutuu." in told and "on huolissaan" in told
    assert "Teksti on kirjoitettu suomeksi" not in told
    assert "Texten är skriven på finska" in read(client, "position", "sv", year=2025, pk=one.pk)
    assert "Julkaise näkemys" not in told


def test_versions_written_before_release_stay_its_organisations_own(world: World, client: Client) -> None:
    of = opened(world, 2025)
    one = make_position(of, theme=theme(of), region="MK18", by=world.preparer)
    for number, text in enumerate(("Ensimmäinen raakaversio", "Toinen versio")):
        writings.write(one, "position", Language.FI, text, base=number, by=world.preparer)
    release(one, by=world.approver)
    writings.write(one, "position", Language.FI, "Kolmas versio", base=2, by=world.approver)
    told = read(as_(client, world.outsider), "position", year=2025, pk=one.pk)
    assert "Kolmas versio" in told and "Toinen versio" in told and "raakaversio" not in told
    assert "raakaversio" in read(as_(client, world.member), "position", year=2025, pk=one.pk)


def test_opposed_positions_are_told_in_words_and_can_be_shown_alone(world: World, client: Client) -> None:
    of = opened(world, 2025)
    about = theme(of)
    release(make_position(of, theme=about, region="MK18", stance="supports", by=world.preparer), by=world.approver)
    release(make_position(of, theme=about, region="SSS", stance="cannot_support", by=world.expert), by=world.expert)
    told = read(client, "positions", year=2025)
    assert told.count("Näkemykset ovat vastakkaiset") == 1
    only = client.get(here("positions", year=2025), {"differ": "on"}).content.decode()
    assert "Kainuu" in only and '<th scope="row">Lappi' not in only


@pytest.mark.parametrize("size", [(2, 2), (19, 20)])
def test_the_matrix_costs_the_same_queries_whatever_its_size(
    world: World, client: Client, size: tuple[int, int], django_assert_max_num_queries: Any
) -> None:
    regions = [*REGIONS, "MK21"][: size[0]]
    of = opened(world, 2025, *regions)
    themes = [theme(of, f"Teema {number}", number) for number in range(size[1])]
    Position.objects.bulk_create(
        Position(round=of, region=code, theme=about, organisation=world.ym, state="released")
        for code in regions
        for about in themes
    )
    as_(client, world.preparer)
    with django_assert_max_num_queries(14):
        read(client, "positions", year=2025)


def test_a_document_is_written_cleared_and_published_on_its_pages(world: World, client: Client) -> None:
    of = opened(world, 2025)
    as_(client, world.coordinator)
    made = post(client, "outcome-new", {"title": "Keskustelujen tulokset", "session": ""}, year=2025)
    one = OutcomeDocument.objects.get()
    assert made.url == here("outcome", year=2025, pk=one.pk)
    assert "Pyydä hyväksyntää" not in read(client, "outcome", year=2025, pk=one.pk)
    write(one, world)
    concluded = {"quote": QUOTE, "written_in": "fi", "level": "action", "owner": world.kainuu.pk, "hook": "jts"}
    due = {"due": "end_of_year", "due_year": 2026, "words": "vuoden 2026 loppuun mennessä"}
    assert post(client, "conclusion-new", concluded | due, year=2025, pk=one.pk).status_code == 302
    assert Conclusion.objects.get().due == date(2026, 12, 31)
    assert post(client, "outcome-submit", {"answers_by": "2099-12-31"}, year=2025, pk=one.pk).status_code == 302
    for by in (world.coordinator, world.approver, world.outside_approver):
        form = as_(client, by).get(here("outcome-clear", year=2025, pk=one.pk))
        seen = form.content.decode().split('name="seen" value="')[1].split('"')[0]
        post(client, "outcome-clear", {"seen": seen, "answer": "cleared"}, year=2025, pk=one.pk)
    as_(client, world.approver)
    consent = post(client, "conclusion-consent", {"answer": "given"}, year=2025, pk=Conclusion.objects.get().pk)
    assert consent.status_code == 302
    as_(client, world.coordinator)
    assert post(client, "outcome-publish", year=2025, pk=one.pk).status_code == 302
    told = read(as_(client, world.anyone), "outcome", year=2025, pk=one.pk)
    assert QUOTE in told and "on suostunut" not in told and "suostunut" in told
    assert told.count("hyväksynyt") >= 3
    assert Round.objects.get(pk=of.pk).outcomes.get().state == "published"


def test_a_draft_document_is_not_known_to_the_public_nor_to_regions_it_does_not_concern(
    world: World, client: Client
) -> None:
    of = opened(world, 2025, "MK18")
    one = drafted(world, of, QUOTE)
    assert as_(client, world.anyone).get(here("outcome", year=2025, pk=one.pk)).status_code == 404
    assert as_(client, world.outsider).get(here("outcome", year=2025, pk=one.pk)).status_code == 404
    assert as_(client, world.preparer).get(here("outcome", year=2025, pk=one.pk)).status_code == 200
    assert client.get(here("outcome-publish", year=2025, pk=one.pk)).status_code == 403
    assert "Kirjoita" in read(client, "outcome", year=2025, pk=one.pk)


def test_a_voided_clearance_is_shown_in_words(world: World, client: Client) -> None:
    from alke.workspace.rounds.actions.outcomes import clear_outcome

    one = in_clearing(world, opened(world, 2025), QUOTE)
    clear_outcome(one, cleared=True, by=world.approver)
    write(one, world, ("priorities",), "Muutettu teksti.")
    told = read(as_(client, world.coordinator), "outcome", year=2025, pk=one.pk)
    assert "hyväksyi aiemman muodon" in told and "Aiemmat hyväksynnät eivät enää ole voimassa" in told


def test_a_refused_act_is_told_on_its_form_and_nothing_is_done(world: World, client: Client) -> None:
    one = in_clearing(world, opened(world, 2025))
    as_(client, world.approver)
    answer = post(client, "outcome-clear", {"seen": "0" * 64, "answer": "cleared"}, year=2025, pk=one.pk)
    assert answer.status_code == 200 and "Asiakirja muuttui" in answer.content.decode()
    assert not one.clearances.exists()


@pytest.mark.parametrize("count", [1, 18])
def test_the_list_of_documents_costs_the_same_queries_whatever_their_number(
    world: World, client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    of = opened(world, 2025, *REGIONS)
    for code in REGIONS[:count]:
        one = OutcomeDocument.objects.create(
            round=of, title=code, regions=[code], organisation=world.tem, state="clearing"
        )
        write(one, world)
    as_(client, world.coordinator)
    with django_assert_max_num_queries(16):
        read(client, "outcomes", year=2025)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_document_is_a_word_file_and_a_pdf_in_three_languages_and_keeps_peoples_words(
    world: World, client: Client, language: str
) -> None:
    published(world, opened(world, 2025), QUOTE)
    one = OutcomeDocument.objects.get()
    answer = client.get(here("outcome-file", language, year=2025, pk=one.pk, form="docx"))
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert QUOTE in text
    heading = {"fi": "Johtopäätökset", "sv": "Slutsatser", "en": "Conclusions"}[language]
    assert heading in text
    said = {"sv": "Texten är skriven på finska.", "en": "The text is written in Finnish."}
    assert (said.get(language, "x") in text) == (language != "fi")
    assert {(QUOTE, "" if language == "fi" else "fi-FI"), (heading, "")} <= in_word(answer.content)
    made = client.get(here("outcome-file", language, year=2025, pk=one.pk, form="pdf"))
    assert (("/P", "fi-FI") in in_pdf(made.content)) == (language != "fi")
    assert made.content.startswith(b"%PDF") and made["Content-Type"] == "application/pdf"


def test_a_file_is_as_secret_as_its_document(world: World, client: Client) -> None:
    one = drafted(world, opened(world, 2025), QUOTE)
    assert client.get(here("outcome-file", year=2025, pk=one.pk, form="docx")).status_code == 404


@pytest.fixture
def worsened(world: World) -> FollowUp:
    """Kainuu's dependency ratio was to fall from 2016; in the embedded figures it has grown."""
    ensure(home())
    first, second = published(world, opened(world, 2023), "Huoltosuhdetta parannetaan.", "Toinen johtopäätös.")
    of = opened(world, 2025)
    make_contract(
        first,
        indicator="demographic-dependency-ratio",
        area="MK18",
        target_kind="direction",
        direction="down",
        baseline_period=Period(2016),
        by=world.coordinator,
    )
    assert of.followups.count() == 2
    return FollowUp.objects.get(round=of, conclusion=first)


def test_worsening_is_listed_first_with_its_numbers_and_can_be_shown_alone(
    world: World, client: Client, worsened: FollowUp
) -> None:
    told = read(client, "followups", year=2025)
    assert told.index("Huoltosuhdetta parannetaan.") < told.index("Toinen johtopäätös.")
    assert "Heikentynyt: etääntynyt tavoitteesta" in told and "66,7 (2016) → 73,9 (2019)" in told
    assert "muutos +7,2" in told
    only = client.get(here("followups", year=2025), {"show": "worsened"}).content.decode()
    assert "Huoltosuhdetta parannetaan." in only and "Toinen johtopäätös." not in only
    assert "Toinen johtopäätös." in client.get(here("followups", year=2025), {"show": "undisputed"}).content.decode()
    assert "Försämrats" in read(client, "followups", "sv", year=2025)
    assert "Worsened" in read(client, "followup", "en", year=2025, pk=worsened.pk)


def test_a_follow_up_is_said_weighed_and_discussed_on_its_pages(
    world: World, client: Client, worsened: FollowUp
) -> None:
    at = {"year": 2025, "pk": worsened.pk}
    as_(client, world.preparer)
    assert post(client, "followup-say", {"said": "done"}, **at).status_code == 302
    assert client.get(here("followup-assess", **at)).status_code == 403
    as_(client, world.auditor)
    found = {"evidenced": "none_found", "reason": "Haettu julkisista lähteistä."}
    assert post(client, "followup-assess", found, **at).status_code == 302
    told = read(as_(client, world.anyone), "followup", **at)
    assert "Vastuutahon mukaan tehty, mutta julkista näyttöä ei ole löydetty." in told
    assert "sovittu tunnusluku on heikentynyt" in told
    as_(client, world.coordinator)
    held = session(worsened.round)
    assert post(client, "followup-discuss", {"session": held.pk}, **at).status_code == 302
    skipped = {"reason": "Siirretään seuraavaan."}
    other = FollowUp.objects.exclude(pk=worsened.pk).get()
    assert post(client, "followup-skip", skipped, year=2025, pk=other.pk).status_code == 302
    board = read(client, "followups", year=2025)
    assert "Siirretään seuraavaan." in board and "Keskustelut 2025" in board
    assert read(client, "outcomes", year=2025).count("käsitelty eikä ohitettu") == 0


def test_evidence_is_brought_with_its_address(world: World, client: Client, worsened: FollowUp) -> None:
    as_(client, world.approver)
    given = {
        "title": "Loppuraportti",
        "address": "https://example.org/raportti",
        "dated": "2025-01-02",
        "supports": "yes",
    }
    assert post(client, "followup-evidence", given, year=2025, pk=worsened.pk).status_code == 302
    assert "https://example.org/raportti" in read(client, "followup", year=2025, pk=worsened.pk)


def test_the_contract_is_agreed_on_its_page_and_a_wrong_period_is_told(world: World, client: Client) -> None:
    ensure(home())
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    as_(client, world.coordinator)
    whole = {
        "indicator": "unemployed-share-tem",
        "area": "MK18",
        "direction": "down",
        "target_kind": "number",
        "target_number": "9.5",
    }
    wrong = post(client, "contract", whole | {"baseline_period": "viime vuosi"}, year=2025, pk=one.pk)
    assert "Kirjoita vuosi (2018)" in wrong.content.decode()
    assert post(client, "contract", whole, year=2025, pk=one.pk).status_code == 302
    told = read(client, "conclusion", year=2025, pk=one.pk)
    assert "11,3 (2018)" in told and "9,5" in told and "Ei vielä uudempaa lukua" in told


@pytest.mark.parametrize("count", [1, 60])
def test_the_follow_up_board_costs_the_same_queries_whatever_its_size(
    world: World, client: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    first, of = opened(world, 2023), opened(world, 2025)
    made = OutcomeDocument.objects.create(
        round=first, title="Tulokset", organisation=world.tem, state="published", published_on=date(2023, 12, 1)
    )
    rows = Conclusion.objects.bulk_create(
        Conclusion(outcome=made, number=number, quote=f"Johtopäätös {number}.", level="action", owner=world.kainuu,
                   indicator="unemployed-share-tem", area="MK18", direction="down", target_kind="direction")
        for number in range(1, count + 1)
    )  # fmt: skip
    FollowUp.objects.bulk_create(FollowUp(conclusion=row, round=of) for row in rows)
    as_(client, world.preparer)
    with django_assert_max_num_queries(10):
        read(client, "followups", year=2025)


def test_the_panels_of_the_round_tell_how_it_stands_in_few_queries(
    world: World, worsened: FollowUp, django_assert_max_num_queries: Any
) -> None:
    from alke.workspace.rounds.views import followups, outcomes, positions

    of = worsened.round
    with django_assert_max_num_queries(8):
        panels = [each.panel(of, world.anyone, Language.FI) for each in (positions, outcomes, followups)]
    lines = [line for panel in panels if panel for line in panel.lines]
    assert "Seurattavia johtopäätöksiä: 2, käsittelemättä 2." in lines
    assert "Johtopäätöksiä, joiden sovittu tunnusluku on heikentynyt: 1." in lines
    assert "Tulosasiakirjaa ei ole vielä aloitettu." in lines


def test_every_page_speaks_three_languages(world: World, client: Client, worsened: FollowUp) -> None:
    of = worsened.round
    one = drafted(world, of, QUOTE)
    position = make_position(
        of, theme=Theme.objects.create(round=of, name_fi="Teema"), region="SSS", by=world.other_expert
    )
    as_(client, world.coordinator)
    pages: list[tuple[str, dict[str, Any]]] = [
        ("positions", {}), ("position-new", {}), ("outcomes", {}), ("outcome-new", {}), ("followups", {}),
        ("position", {"pk": position.pk}), ("position-stance", {"pk": position.pk}),
        ("position-release", {"pk": position.pk}),
        *((f"outcome{verb}", {"pk": one.pk}) for verb in ("", "-edit", "-submit")),
        ("conclusion-new", {"pk": one.pk}),
        *((f"conclusion{verb}", {"pk": one.conclusions.get().pk}) for verb in ("", "-edit", "-remove")),
        ("contract", {"pk": one.conclusions.get().pk}),
        *((f"followup{verb}", {"pk": worsened.pk}) for verb in ("", "-assess", "-evidence", "-discuss", "-skip")),
    ]  # fmt: skip
    for page, args in pages:
        for language in Language:
            read(client, page, str(language), year=2025, **args)
    earlier = worsened.conclusion
    for verb in ("-supersede", "-settle"):
        read(client, f"conclusion{verb}", year=2023, pk=earlier.pk)


def test_worsening_can_be_read_by_one_who_has_not_signed_in(client: Client, worsened: FollowUp) -> None:
    assert "Heikentynyt" in read(client, "followup", year=2025, pk=worsened.pk)
