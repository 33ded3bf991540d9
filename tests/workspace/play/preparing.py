"""The first half of the play: from an empty home to a planned session. Leaves out what is held and concluded."""

from __future__ import annotations

from pathlib import Path

from tests.workspace.play.script import (
    CONTESTED_BECAUSE,
    HOMES,
    LATE,
    LEFT_BECAUSE,
    NORTH,
    PLACES,
    RAILS,
    THEMES,
)
from tests.workspace.play.stage import Cast, Person
from tests.workspace.rounds.papers import pdf


def paper(folder: Path, name: str, text: str) -> Path:
    """A file to deliver."""
    path = folder / name
    path.write_bytes(pdf(text))
    return path


def come_in(cast: Cast) -> None:
    """The operator invites the coordinator at the prompt; she invites the others, who make their accounts."""
    told = cast.house.run("invite", cast.coordinator.email)
    cast.coordinator.accept(told.split()[-1])
    invited = (
        (cast.kainuu, "Kainuun liitto", "valmistelija"),
        (cast.kainuu, "Kainuun liitto", "hyväksyjä"),
        (cast.expert, "Ympäristöministeriö", "ministeriön asiantuntija"),
    )
    for person, organisation, role in invited:
        her = cast.coordinator
        her.page.get_by_role("group", name="Kirjautunut käyttäjä").get_by_role("link", name="Tehtävät").click()
        her.follow("Oma organisaatio: Työ- ja elinkeinoministeriö")
        her.follow("Organisaatiot")
        her.follow(organisation)
        her.follow("Kutsu henkilö")
        her.fill({"Sähköpostiosoite": person.email, "Rooli": role})
        her.press("Lähetä kutsu", f"Kutsu on lähetetty osoitteeseen {person.email}.")
        link = cast.house.link_in_mail(person.email)
        if role == "hyväksyjä":
            person.page.goto(link)
            person.press("Hyväksy kutsu", "Kutsu on hyväksytty")
        else:
            person.accept(link)


def open_the_round(her: Person, year: int, begins: str) -> None:
    """The coordinator makes a round and opens it."""
    her.menu("Kierrokset")
    her.follow("Perusta kierros")
    her.fill({"Vuosi": year, "Alkamispäivä": begins})
    her.press("Tallenna", "Kierros on perustettu.")
    her.follow("Avaa kierros")
    her.press("Avaa kierros", "Kierros on avattu.")


def settle_themes(cast: Cast) -> None:
    """Three themes are proposed, one is contested by the ministry, and all are confirmed."""
    for person, theme in zip((cast.coordinator, cast.kainuu, cast.expert), THEMES, strict=True):
        person.round(2026, "Teemat")
        person.follow("Esitä teemaa")
        person.fill({"Teema suomeksi": theme})
        if theme == RAILS:
            person.choose("Maakunnat, joita teema koskee", *NORTH)
        person.press("Esitä teemaa", "Teema on esitetty.")
    cast.expert.tab("Teemat")
    cast.expert.follow(f"Esitä eriävä kanta: {HOMES}")
    cast.expert.fill({"Perustelu": CONTESTED_BECAUSE})
    cast.expert.press("Esitä eriävä kanta", "Eriävä kanta on kirjattu perusteluineen.")
    her = cast.coordinator
    her.round(2026, "Teemat")
    assert her.texts(her.section(HOMES).get_by_text("kiistanalainen", exact=True)) == ["kiistanalainen"]
    her.reads(CONTESTED_BECAUSE, her.section(HOMES))


def confirm_themes(her: Person) -> None:
    """The ministry has confirmed them at the beginning of December."""
    her.round(2026, "Teemat")
    her.follow("Kirjaa teemojen vahvistaminen")
    her.fill({"Organisaatio": "Työ- ja elinkeinoministeriö", "Päivä": "2025-12-03"})
    her.press("Kirjaa", "Vahvistaminen on kirjattu.")
    her.round(2026, "Teemat")
    for theme in THEMES:
        assert her.texts(her.section(theme).get_by_text("vahvistettu", exact=True)) == ["vahvistettu"]


def ask_for_pictures(her: Person) -> None:
    """Eighteen councils are asked for their pictures by the end of the year."""
    her.round(2026, "Toimitukset")
    her.follow("Pyydä toimitusta liitoilta")
    her.fill({"Määräaika lähteen omin sanoin": "vuoden loppuun mennessä", "Määräajan sääntö": "vuoden loppu"})
    her.press("Pyydä", "Toimitus on pyydetty liitoilta.")
    assert standings(her, 2026) == dict.fromkeys(PLACES, "ei vielä toimitettu")


def standings(her: Person, year: int) -> dict[str, str]:
    """How each region's picture stands on the board."""
    her.round(year, "Toimitukset")
    return {place: cells[0] for place, cells in her.rows("Tilanne- ja kehityskuva: kiireellisin ensin").items()}


def record(her: Person, place: str, file: Path) -> None:
    """The coordinator, on a page of the round, records what came today by e-mail."""
    her.tab("Toimitukset")
    her.follow(place)
    her.follow("Kirjaa saapunut toimitus")
    her.fill({"Miten toimitus tuli": "sähköposti", "Tiedosto": file, "Saate": f"{place}: kuva liitteenä."})
    her.press("Kirjaa toimitus", "Toimitus on kirjattu.")


def deliver_in_time(cast: Cast, folder: Path) -> None:
    """Kainuu delivers Alke's own picture and then replaces it; fourteen others come by e-mail before the year ends."""
    kainuu = cast.kainuu
    kainuu.round(2026, "Toimitukset")
    kainuu.follow("Kainuu")
    kainuu.follow("Toimita Alken kuva")
    kainuu.press("Toimita kuva", "Kuva on toimitettu sellaisena kuin se nyt on.")
    kainuu.follow("Toimita tiedosto")
    new = paper(folder, "kainuun-kuva.pdf", "Kainuu toisen kerran")
    kainuu.fill({"Tiedosto": new, "Miksi tämä korvaa aiemman toimituksen": "MYR täydensi kuvaa."})
    kainuu.press("Toimita", "Toimitus on vastaanotettu.")
    for place in PLACES:
        if place != "Kainuu" and place not in LATE:
            record(cast.coordinator, place, paper(folder, "kuva.pdf", place))


def deliver_late(her: Person, folder: Path) -> None:
    """In January three are late; they come, and the board never forgets that they were late."""
    late, rest = dict.fromkeys(LATE, "myöhässä"), {place: "toimitettu" for place in PLACES if place not in LATE}
    assert standings(her, 2026) == late | rest
    for place in LATE:
        record(her, place, paper(folder, "myohainen.pdf", place))
    assert standings(her, 2026) == dict.fromkeys(LATE, "toimitettu myöhässä") | rest
    shown = her.rows("Tilanne- ja kehityskuva: kiireellisin ensin")["Kainuu"]
    assert any(cell.startswith("10.12.2025, kainuun-kuva.pdf korvattu kerran") for cell in shown), shown


def take_positions(cast: Cast) -> None:
    """Kainuu supports what the ministry cannot; both release, and the matrix says that they are opposed."""
    told = ((cast.kainuu, "kannattaa", "Asuntoja puuttuu."), (cast.expert, "ei voi kannattaa", CONTESTED_BECAUSE))
    for person, stance, why in told:
        person.round(2026, "Näkemykset")
        person.follow("Kirjoita näkemys")
        person.fill({"Teema": HOMES, "Maakunta": "Kainuu"})
        person.choose("Kanta", stance)
        person.press("Kirjoita näkemys", "Luonnos on tehty.")
        person.fill({"Teksti": why})
        person.press("Tallenna", "Teksti on tallennettu.")
        if person is cast.kainuu:
            person.act_as("Valmistelija")
            person.round(2026, "Näkemykset")
            person.follow("Kainuu", person.main.get_by_role("row", name="Kainuu"))
            person.reads("Asuntoja puuttuu.")
            assert person.main.get_by_role("link", name="Julkaise näkemys").count() == 0
            person.act_as("Hyväksyjä")
            person.round(2026, "Näkemykset")
            person.follow("Kainuu", person.main.get_by_role("row", name="Kainuu"))
        person.follow("Julkaise näkemys")
        person.press("Julkaise näkemys", "Näkemys on julkaistu.")
    cast.kainuu.tab("Näkemykset")
    cell = cast.kainuu.rows("")["Kainuu"][THEMES.index(HOMES)]
    assert cell.startswith("Näkemykset ovat vastakkaiset"), cell


def plan_the_session(her: Person) -> None:
    """One session over every region and the first two themes; a cell of the third is left with a reason."""
    her.round(2026, "Kattavuus")
    her.follow("Suunnittele tilaisuus")
    her.fill({"Nimi suomeksi": "Yhteinen aluekehittämiskeskustelu", "Päivä": "2026-03-20"})
    her.choose("Teemat", RAILS, on=False)
    her.press("Tallenna", "Tilaisuus on tallennettu.")
    her.tab("Kattavuus")
    line = her.main.get_by_role("row", name="Pohjois-Pohjanmaa")
    her.follow("käsittelemättä", line)
    her.follow("Jätä käsittelemättä")
    her.fill({"Perustelu": LEFT_BECAUSE})
    her.press("Jätä käsittelemättä", "Merkintä on tallennettu.")
