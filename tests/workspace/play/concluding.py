"""The second half of the play: from the session held to what the coordinator reads off at the end."""

from __future__ import annotations

from tests.workspace.play.script import (
    BOTH_VIEWS,
    GOVERNMENT_VIEW,
    HOMES,
    HOUSING,
    LEFT_BECAUSE,
    NOT_REACHED,
    OUR_VIEW,
    PLACES,
    RAILS,
    SILENT_BECAUSE,
    SKIPPED_BECAUSE,
    THEIR_VIEW,
    TITLE,
    TRAINING,
    WORSENING,
)
from tests.workspace.play.stage import Cast, Person


def hold_the_session(her: Person) -> None:
    """It was held, but one cell was not reached."""
    her.round(2026, "Kattavuus")
    her.follow(
        "Yhteinen aluekehittämiskeskustelu", her.main.get_by_role("table", name="Kierroksen keskustelutilaisuudet")
    )
    her.follow("Merkitse pidetyksi")
    her.main.get_by_text("Jäikö jokin käsittelemättä?").click()
    her.fill({f"Kainuu: {HOMES}": NOT_REACHED})
    her.press("Merkitse pidetyksi", "Tilaisuus on merkitty pidetyksi.")


def write_the_outcome(cast: Cast) -> None:
    """The document with its conclusions; one text is saved by two people at the same time, and neither is lost."""
    her = cast.coordinator
    her.round(2026, "Tulosasiakirjat")
    her.follow("Aloita tulosasiakirja")
    her.press("Aloita tulosasiakirja", "Asiakirja on aloitettu.")
    write_at_once(cast)
    for part in ("Johtopäätökset toimintaedellytyksistä", "Johtopäätökset kehittämisen painopisteistä"):
        write(her, part, f"{part}: kolme johtopäätöstä.")
    write(her, "Maakunnan näkemys tilannekuvasta", "Maakunnat korostavat saavutettavuutta.")
    conclude(her, WORSENING, "Ympäristöministeriö", "Kainuu")
    her.follow("Johtopäätös 1")
    her.follow("Sovi seurattava tunnusluku")
    her.fill({"Tunnusluku": "Väestöllinen huoltosuhde", "Alue": "Kainuu", "Lähtöajankohta": "2016"})
    her.choose("Tavoiteltu suunta", "luku pienenee")
    her.choose("Tavoitteen laji", "vain suunta")
    her.press("Sovi seurattava tunnusluku", "Seurattava tunnusluku on sovittu.")
    her.follow(TITLE)
    conclude(her, TRAINING, "Työ- ja elinkeinoministeriö")
    conclude(her, HOUSING, "Kainuun liitto", "Kainuu")


def write(her: Person, part: str, text: str) -> None:
    """Write a part of the outcome document."""
    her.follow(f"Kirjoita: {part}")
    her.fill({"Teksti": text})
    her.press("Tallenna", "Teksti on tallennettu.")


def write_at_once(cast: Cast) -> None:
    """The coordinator and the expert open the same text; the later to save sees both and makes one of them."""
    her, expert = cast.coordinator, cast.expert
    expert.round(2026, "Tulosasiakirjat")
    expert.follow(TITLE)
    for person, text in ((her, OUR_VIEW), (expert, THEIR_VIEW)):
        person.follow(f"Kirjoita: {GOVERNMENT_VIEW}")
        person.fill({"Teksti": text})
    her.press("Tallenna", "Teksti on tallennettu.")
    expert.press("Tallenna")
    expert.reads("Joku toinen ehti tallentaa ensin")
    expert.reads(OUR_VIEW, expert.section("Voimassa oleva teksti"))
    expert.reads(THEIR_VIEW, expert.section("Oma tekstisi"))
    expert.fill({"Teksti": BOTH_VIEWS})
    expert.press("Tallenna", "Teksti on tallennettu.")
    her.page.reload()
    her.reads(BOTH_VIEWS, her.section(GOVERNMENT_VIEW))


def conclude(her: Person, quote: str, owner: str, *places: str) -> None:
    """Add a conclusion to the document."""
    her.follow("Lisää johtopäätös")
    her.fill({"Johtopäätös asiakirjan sanoin": quote, "Vastuutaho": owner})
    her.choose("Velvoittavuus", "toimi")
    her.choose("Maakunnat", *places)
    her.press("Lisää johtopäätös", "Johtopäätös on lisätty.")


def consent_and_clear(cast: Cast) -> None:
    """Each owner consents; the state and Kainuu clear the document."""
    her = cast.coordinator
    her.follow("Pyydä hyväksyntää")
    her.fill({"Vastaukset viimeistään": "2026-05-15"})
    her.press("Pyydä hyväksyntää", "Hyväksyntää on pyydetty.")
    for number, person in ((1, cast.expert), (2, her), (3, cast.kainuu)):
        person.round(2026, "Tulosasiakirjat")
        person.follow(TITLE)
        person.follow(f"Vastaa suostumuspyyntöön: Johtopäätös {number}")
        person.choose("Vastaus", "Suostumme vastuutahoksi")
        person.press("Vastaa suostumuspyyntöön", "Vastaus on tallennettu.")
    for person in (her, cast.kainuu):
        person.round(2026, "Tulosasiakirjat")
        person.follow(TITLE)
        person.follow("Vastaa hyväksyntäpyyntöön")
        person.choose("Vastaus", "Hyväksymme asiakirjan")
        person.press("Vastaa hyväksyntäpyyntöön", "Vastaus on tallennettu.")


def publish_and_close(cast: Cast) -> None:
    """After the stated day the silent are recorded, the document is published and the round closed."""
    her = cast.coordinator
    her.round(2026, "Tulosasiakirjat")
    her.follow(TITLE)
    for _ in range(len(PLACES) - 1):
        her.follow("Kirjaa vastaamatta jääneeksi")
        her.main.get_by_label("Kuka ei ole vastannut").select_option(index=1)
        her.fill({"Syy": SILENT_BECAUSE})
        her.press("Kirjaa vastaamatta jääneeksi", "Kirjaus on tallennettu.")
    sides = her.rows("Kuka on hyväksynyt asiakirjan")
    assert {who: cells[0] for who, cells in sides.items()} == {
        **dict.fromkeys(PLACES, "ei vastannut, kirjattu"),
        **dict.fromkeys(("Valtio", "Kainuu"), "hyväksynyt"),
    }
    her.follow("Julkaise asiakirja")
    her.press("Julkaise asiakirja", "Asiakirja on julkaistu.")
    her.round(2026)
    her.follow("Päätä kierros")
    her.press("Päätä kierros", "Kierros on päätetty.")


def follow_up(cast: Cast) -> None:
    """The next round has the three conclusions to follow; one is skipped with a reason, one is told of."""
    expert = cast.expert
    expert.round(2027, "Seuranta")
    expert.follow("Johtopäätös 2026/1")
    expert.follow("Kerro toteutumisesta")
    expert.choose("Vastuutaho kertoo", "tehty")
    expert.press("Kerro toteutumisesta", "Tieto on tallennettu.")
    her = cast.coordinator
    her.round(2027, "Seuranta")
    her.follow("Johtopäätös 2026/3")
    her.follow("Ohita tällä kierroksella")
    her.fill({"Syy": SKIPPED_BECAUSE})
    her.press("Ohita tällä kierroksella", "Ohitus on kirjattu.")


def read_off(her: Person) -> None:
    """What the coordinator reads at the end is what was entered during the play, and nothing else."""
    her.round(2026, "Kattavuus")
    her.page.get_by_role("navigation", name="Näytä").get_by_role("link", name="Vain käsittelemättömät (3)").click()
    assert her.rows("Käsittelemättä") == {
        "Kainuu": [f"{HOMES} (jäi käsittelemättä, Yhteinen aluekehittämiskeskustelu: {NOT_REACHED}) {RAILS}"],
        "Lappi": [RAILS],
    }
    skipped = her.main.get_by_role("listitem").filter(has_text=LEFT_BECAUSE)
    assert her.texts(skipped) == [f"Pohjois-Pohjanmaa: {RAILS}. {LEFT_BECAUSE}"]
    her.round(2027, "Seuranta")
    follow = her.page.get_by_role("navigation", name="Rajaa seurantaa")
    follow.get_by_role("link", name="Heikentyneet (1)").click()
    ((head, cells),) = her.rows("").items()
    assert head == f"Johtopäätös 2026/1 {WORSENING} Kainuu"
    assert "Heikentynyt: etääntynyt tavoitteesta Väestöllinen huoltosuhde, Kainuu" in cells[3]
    assert "tehty" in cells[0] and "tunnusluku on heikentynyt" in cells[1], cells
    follow.get_by_role("link", name="Kaikki (3)").click()
    treated = {head.split()[1]: cells[-1] for head, cells in her.rows("").items()}
    assert treated == {
        "2026/1": "käsittelemättä",
        "2026/2": "käsittelemättä",
        "2026/3": f"ohitettu {SKIPPED_BECAUSE}",
    }
