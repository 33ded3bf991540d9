"""Dossiers: numbers for good, supplements as issues, page numbers that move nobody, printable and accessible."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from alke.base.languages import Language
from alke.documents.pdf import source
from alke.workspace.journal import writings
from alke.workspace.people.models import Organisation, User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.rounds.actions.coverage import cells_of, themes_of
from alke.workspace.rounds.actions.dossiers import add, assemble, entries, supplement
from alke.workspace.rounds.actions.matrices import tables
from alke.workspace.rounds.actions.programmes import Line, fingerprint, set_programme
from alke.workspace.rounds.actions.sessions import cancel, plan
from alke.workspace.rounds.models import Deliverable, Delivery, DossierEntry, Position, Round, Session, Theme
from alke.workspace.rounds.rules.dossiers import Entry, Shown, document, grid, next_number, shown, written
from alke.workspace.rounds.rules.sessions import Facts
from tests.checkers import verapdf
from tests.spoken import in_pdf
from tests.workspace.conftest import World

FI = Language.FI


@pytest.fixture
def session(world: World) -> Session:
    talks = Round.objects.create(year=2027, state="open", regions=["MK17", "MK18"])
    Theme.objects.create(round=talks, name_fi="Kasvu", focus_fi="alueelliset toimet")
    return plan(talks, Facts("Pohjoisen keskustelu"), cells_of(talks, themes_of(talks)), by=world.coordinator)


def released(session: Session, world: World, text: str) -> Position:
    theme = session.round.themes.get()
    told = {"round": session.round, "theme": theme, "organisation": world.kainuu, "region": "MK18"}
    position = Position.objects.create(state="released", stance="supports", **told)
    writings.write(position, "position", FI, text, base=0, by=world.preparer)
    return position


def pages_of(paper: bytes) -> list[str]:
    """The page numbers at the foot of each page."""
    pypdf = pytest.importorskip("pypdf")
    found = []
    for page in pypdf.PdfReader(BytesIO(paper)).pages:
        found += re.findall(r"sivu\s*(\d+(?:–\d+)?)\s*$", page.extract_text().strip())[-1:] or [""]
    return found


def test_a_dossier_gathers_programme_themes_pictures_positions_and_conclusions(session: Session, world: World) -> None:
    released(session, world, "Kannatamme")
    made = assemble(session, by=world.secretary)
    kinds = ["programme", "themes", "picture", "picture", "conclusions", "positions"]
    assert [one.kind for one in made] == kinds
    assert [one.number for one in made] == list(range(1, 7))
    ours = next(one for one in made if one.kind == "positions" and one.subject_id == "MK18")
    assert "Kannatamme" in str(ours.content)


def test_drafts_of_positions_do_not_go_into_a_dossier(session: Session, world: World) -> None:
    position = released(session, world, "Vielä salaista")
    Position.objects.filter(pk=position.pk).update(state="draft")
    assemble(session, by=world.coordinator)
    assert not any("Vielä salaista" in str(one.content) for one in DossierEntry.objects.all())


def test_a_picture_leads_to_its_latest_delivery_or_to_alkes_own(session: Session, world: World) -> None:
    owed = Deliverable.objects.create(round=session.round, owner=world.kainuu, receiver=world.tem)
    for number, name in ((1, "ensimmäinen.pdf"), (2, "toinen.pdf")):
        Delivery.objects.create(
            deliverable=owed, number=number, name=name, size=1, checksum="0" * 64, channel="upload", file=name
        )
    made = {one.subject_id: one.content for one in assemble(session, by=world.coordinator) if one.kind == "picture"}
    assert "toinen.pdf" in str(made["MK18"])
    assert {"page": "deliverable", "args": {"year": 2027, "pk": owed.pk}}.items() <= made["MK18"][1].items()
    assert "ei ole vielä toimittanut" in str(made["MK17"])
    assert made["MK17"][-1]["args"] == {"code": "MK17"}


def test_assembling_again_issues_only_what_has_changed_and_under_its_own_number(session: Session, world: World) -> None:
    assemble(session, by=world.coordinator)
    assert assemble(session, by=world.coordinator) == []
    set_programme(session, [Line("Avaus")], base=fingerprint([]), by=world.secretary)
    (again,) = assemble(session, by=world.secretary)
    assert (again.number, again.issue, again.kind) == (1, 2, "programme")
    assert [one.number for one in entries(session)] == list(range(1, 6))
    assert DossierEntry.objects.filter(number=1).count() == 2


def test_a_number_is_never_given_to_another(session: Session, world: World) -> None:
    assemble(session, by=world.coordinator)
    own = add(session, "Muistio", "Lyhyt muistio", by=world.coordinator, language=FI)
    newer = supplement(own, "Muistio, täydennetty", "Pidempi", by=world.secretary, language=FI)
    assert (own.number, newer.number, newer.issue) == (6, 6, 2)
    released(session, world, "Kannatamme")
    assemble(session, by=world.coordinator)
    assert add(session, "Toinen", "Teksti", by=world.coordinator, language=FI).number == 8
    assert next_number([1, 2, 9]) == 10


def test_what_alke_assembles_is_not_supplemented_by_hand_and_nothing_empty_is_added(
    session: Session, world: World
) -> None:
    first = assemble(session, by=world.coordinator)[0]
    with pytest.raises(Impossible):
        supplement(first, "Oma", "Teksti", by=world.coordinator, language=FI)
    with pytest.raises(Impossible):
        add(session, "Tyhjä", " ", by=world.coordinator, language=FI)


def test_only_those_who_keep_the_session_assemble_and_not_after_it_is_cancelled(session: Session, world: World) -> None:
    for actor in (world.preparer, world.expert, world.anyone):
        with pytest.raises(Refused):
            assemble(session, by=actor)
    cancel(session, reason="syy", by=world.coordinator)
    with pytest.raises(Refused, match="cancelled"):
        assemble(session, by=world.coordinator)


def entry(number: int, words: int) -> Entry:
    text = "\n\n".join("Sanoja on tässä kappaleessa monta, jotta sivu täyttyy. " * 6 for _ in range(words))
    return Entry(number, 1, f"Asiakirja {number}", FI, "Annettu 1.2.2027, 1. versio", (Shown("body", text, FI),))


NAMES: dict[str, Any] = {"key": "d", "title": "Tausta-aineisto", "subtitle": "S", "subject": "S"}
NAMES |= {"language": FI, "on": date(2027, 2, 1)}


def paper(*made: Entry) -> bytes:
    return written(document(made, **NAMES))


def test_pages_are_numbered_within_each_document_so_that_a_longer_issue_moves_no_other() -> None:
    short, long = paper(entry(1, 2), entry(3, 32), entry(11, 2)), paper(entry(1, 30), entry(3, 32), entry(11, 2))
    numbers, longer = pages_of(short), pages_of(long)
    assert numbers[1:2] == ["1–1"]
    assert numbers[-1] == "11–1"
    assert (
        [one for one in numbers if one[:2] == "3–"]
        == [one for one in longer if one[:2] == "3–"]
        == ["3–1", "3–2", "3–3"]
    )
    assert len(longer) > len(numbers)


def test_the_paper_passes_the_validator_of_accessible_documents() -> None:
    verdict = verapdf(paper(entry(1, 2), entry(2, 20)))
    assert verdict.compliant, verdict.failures


def test_the_paper_is_tagged_names_its_language_and_is_the_same_each_time() -> None:
    made = paper(entry(1, 2))
    assert b"/MarkInfo" in made
    assert b"/Lang" in made
    assert made == paper(entry(1, 2))


def test_what_was_written_in_one_language_is_told_to_be_in_it_in_the_others(
    session: Session, world: World, client: Client
) -> None:
    own = add(session, "Muistio", "Lyhyt muistio", by=world.coordinator, language=FI)
    assert own.content[0]["texts"] == {"fi": "Muistio"}
    there = f"/sv/omgang/2027/tillfalle/{session.pk}/material/"
    assert '<h2 id="entry-1" lang="fi">' in client.get(there).content.decode()
    tags = in_pdf(client.get(f"{there}pdf/").content)
    assert ("/H1", "fi-FI") in tags and ("/P", "fi-FI") in tags
    assert ("/P", "") in tags
    tags = in_pdf(client.get(f"/fi/kierros/2027/tilaisuus/{session.pk}/aineisto/pdf/").content)
    assert {language for _, language in tags} == {""}


def test_the_dossier_is_one_page_and_one_pdf_in_every_language(session: Session, world: World, client: Client) -> None:
    released(session, world, "Kannatamme")
    assemble(session, by=world.coordinator)
    own = add(session, "Muistio", "Lyhyt muistio", by=world.coordinator, language=FI)
    supplement(own, "Muistio", "Pidempi muistio", by=world.coordinator, language=FI)
    for path in (
        f"/fi/kierros/2027/tilaisuus/{session.pk}/aineisto/",
        f"/sv/omgang/2027/tillfalle/{session.pk}/material/",
        f"/en/round/2027/session/{session.pk}/dossier/",
    ):
        page = client.get(path).content.decode()
        for told in ("Kannatamme", "Lyhyt muistio", "Pidempi muistio", 'id="entry-7"'):
            assert told in page
        file = client.get(f"{path}pdf/")
        assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    one = client.get(f"/fi/kierros/2027/tilaisuus/{session.pk}/aineisto/pdf/?number=7")
    assert one.content[:5] == b"%PDF-"
    assert client.get(f"/fi/kierros/2027/tilaisuus/{session.pk}/aineisto/pdf/?number=99").status_code == 404


def test_the_dossier_is_kept_through_its_pages(session: Session, world: World, client: Client) -> None:
    there = f"/fi/kierros/2027/tilaisuus/{session.pk}/aineisto/"
    client.force_login(User.objects.get(pk=world.coordinator.user_id))
    assert client.post(f"{there}kokoa/").status_code == 302
    assert client.post(f"{there}lisaa/", {"title": "Muistio", "text": ""}).status_code == 200
    assert client.post(f"{there}lisaa/", {"title": "Muistio", "address": "https://example.org/m"}).status_code == 302
    number = entries(session)[-1].number
    assert client.post(f"{there}{number}/taydenna/", {"title": "Muistio 2", "text": "Uusi"}).status_code == 302
    assert client.get(f"{there}1/taydenna/").status_code == 404
    newest = entries(session)[-1]
    assert (newest.number, newest.issue) == (number, 2)
    client.force_login(User.objects.get(pk=world.preparer.user_id))
    assert client.get(f"{there}lisaa/").status_code == 403
    assert "Lisää oma asiakirja" not in client.get(there).content.decode()


def test_positions_that_are_withdrawn_leave_a_document_that_says_so(session: Session, world: World) -> None:
    position = released(session, world, "Kannatamme")
    assemble(session, by=world.coordinator)
    Position.objects.filter(pk=position.pk).update(state="draft")
    (again,) = assemble(session, by=world.coordinator)
    assert (again.kind, again.issue) == ("positions", 2)
    assert "Kannatamme" not in str(again.content)


def said_by(session: Session, who: Organisation, region: str, stance: str, state: str = "released") -> Position:
    theme = session.round.themes.get()
    told = {"round": session.round, "theme": theme, "organisation": who, "region": region}
    return Position.objects.create(state=state, stance=stance, **told)


def test_the_matrix_tells_what_each_ministry_says_of_each_theme_in_each_region(
    session: Session, world: World, client: Client
) -> None:
    said_by(session, world.ym, "MK18", "supports")
    said_by(session, world.tem, "MK18", "concerned")
    said_by(session, world.tem, "SSS", "neutral")
    said_by(session, world.ym, "MK17", "cannot_support", state="draft")
    released(session, world, "Kannatamme")
    assemble(session, by=world.coordinator)
    (matrix,) = DossierEntry.objects.filter(session=session, kind="matrix")
    table = matrix.content[1]
    assert [[cell["fi"] for cell in row] for row in table["rows"]] == [
        ["Kaikki maakunnat", "Työ- ja elinkeinoministeriö: ei ota kantaa"],
        ["Pohjois-Pohjanmaa", "–"],
        ["Kainuu", "Työ- ja elinkeinoministeriö: on huolissaan; Ympäristöministeriö: kannattaa"],
    ]
    there = f"/sv/omgang/2027/tillfalle/{session.pk}/material/"
    page = client.get(there).content.decode()
    assert '<th scope="row">Kajanaland</th>' in page and "är oroad" in page
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        file = client.get(f"{there}{form}/?number={matrix.number}").content
        assert file[:5].startswith(begins) and "oroad" in text_of(file, form)
    Position.objects.filter(stance="concerned").update(stance="supports")
    again = {one.kind: one.issue for one in assemble(session, by=world.coordinator)}
    assert again["matrix"] == 2
    Position.objects.update(state="draft")
    assert "matrix" in {one.kind for one in assemble(session, by=world.coordinator)}
    assert entries(session)[matrix.number - 1].content[1]["texts"]["fi"] == "Näkemyksiä ei ole julkaistu."


def text_of(file: bytes, form: str) -> str:
    if form == "docx":
        with ZipFile(BytesIO(file)) as packed:
            return packed.read("word/document.xml").decode()
    pypdf = pytest.importorskip("pypdf")
    return " ".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(file)).pages)


def test_the_matrix_of_many_themes_is_told_in_tables_that_fit_a_page(session: Session, world: World) -> None:
    held = [said_by(session, world.ym, "MK18", "supports")]
    themes = [session.round.themes.get()]
    themes += [Theme.objects.create(round=session.round, order=n, name_fi=f"Teema {n}") for n in range(2, 7)]
    made = tables(["MK18"], themes, held)
    assert [len(one["header"]) for one in made] == [5, 3]
    assert [one["texts"]["en"] for one in made] == [
        "Ministries' stances by region, themes 1–4 of 6",
        "Ministries' stances by region, themes 5–6 of 6",
    ]
    pieces = tuple(shown(one, FI, "") for one in made)
    verdict = verapdf(paper(Entry(1, 1, "Näkemykset", FI, "Annettu 1.2.2027, 1. versio", pieces)))
    assert verdict.compliant, verdict.failures


def test_words_in_a_table_leave_room_for_the_names_of_regions() -> None:
    cell = {"fi": "TEM: kannattaa varauksin; YM: on huolissaan; LVM: kannattaa"}
    rows = [[{"fi": "Pohjois-Karjala"}, cell, {"fi": "–"}]]
    made = shown(grid({"fi": "Kannat"}, [{"fi": "Maakunta"}, {"fi": "Kasvu"}, {"fi": "Väki"}], rows), FI, "")
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(BytesIO(paper(Entry(1, 1, "Näkemykset", FI, "Annettu", (made,))))).pages
    assert "Pohjois-Karjala" in pages[-1].extract_text()
    assert "columns: (1fr, 1fr, auto,)" in source(document([Entry(1, 1, "N", FI, "A", (made,))], **NAMES))


def test_lines_that_a_person_wrote_stay_lines_on_paper() -> None:
    written_lines = Shown("body", "Ensimmäinen kappale\njatkuu.\n\n- yksi\n- kaksi", Language.FI)
    entry = Entry(1, 1, "Näkemykset", Language.FI, "Annettu", (written_lines,))
    told = {"title": "", "subtitle": "", "subject": "", "language": Language.FI, "on": date(2025, 3, 20)}
    paper = document([entry], key="dossier", **told)
    lines = [block.runs[0].text for block in paper.blocks if type(block).__name__ == "Paragraph"]
    assert lines == ["Annettu", "Ensimmäinen kappale", "jatkuu.", "- yksi", "- kaksi"]
