"""Sentences that look like facts of the talks and are none, and those that are by a hair."""

from __future__ import annotations

import pytest

from alke.base.certainty import Certainty
from alke.minutes.facts import Fact, Kind
from alke.minutes.reading import read

HEAD = "Maakunnan yhteistyöryhmän sihteeristö 5.12.2024 § 66\n458/07.00.01.00/2024\n\nALKE-keskustelut\n\nSelostus\n\n"
TOLD = (Kind.EVENT, Kind.DEADLINE, Kind.PICTURE_THEME, Kind.DISCUSSION_THEME, Kind.CONFLICT)


def told(text: str) -> list[Fact]:
    return [fact for fact in read(HEAD + text).facts if fact.kind in TOLD]


@pytest.mark.parametrize(
    "text",
    [
        "ALKE-keskusteluja ei pidetä maaliskuussa.",
        "Keskustelut siirrettiin pidettäviksi 10.–11.4.2025.",
        "AUNE ei vahvistanut teemoja 3.12.",
        "Jos AUNE vahvistaa teemat 3.12., keskustelut pidetään maaliskuussa.",
        "Om AUNE fastställer temana den 3 december hålls diskussionerna i mars.",
        "Asiasta käytiin keskustelu 4.12.",
        "Kunnan edustajien kanssa käydyt keskustelut pidettiin 2.11.",
        "Neuvottelut ja keskustelut pidetään 14.1. palkkaratkaisusta.",
        "Maakuntahallitus kävi keskustelut talousarviosta 2.12.",
        "TEM päätti 15.11. järjestää keskustelut Helsingissä.",
        "Hankkeen webinaari järjestetään 3.2.",
        "Maakuntaohjelman teemat ovat vihreä siirtymä, osaaminen ja hyvinvointi.",
        "Maakuntaohjelman teemat vahvistettiin maakuntavaltuustossa 2.12.",
        "Teemat ovat herättäneet keskustelua, ja niistä keskustellaan lisää.",
        "Ensi vuoden keskustelujen teemat ovat vielä avoinna.",
        "Oliko keskustelut tarkoitus pitää 20.3.2025?",
        "Kirjeessä ”keskustelut pidetään 20.3.2025” oli virhe.",
        "Keskustelut pidettiin hyödyllisinä. Palautetta sai antaa 30.4. asti.",
        "Laki tuli voimaan 1.9.2021 ja uusi laki tulee voimaan vuoden 2028 alussa.",
        "Diskussionerna flyttas till den 10 april.",
    ],
)
def test_nothing_is_read_where_nothing_is_said(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Keskustelut pidettiin Helsingissä 20.–21.3.2024.", Certainty.HELD),
        ("Keskustelut pidetään Helsingissä 20.–21.3.2025.", Certainty.DECIDED),
        ("Keskustelut pidettäneen Helsingissä 20.–21.3.2025.", Certainty.EXPECTED),
        ("Keskustelut on tarkoitus pitää Helsingissä 20.–21.3.2025.", Certainty.EXPECTED),
        ("VN esitti, että keskustelut pidetään Helsingissä 20.–21.3.2025.", Certainty.PROPOSED),
        ("TEM päätti 15.11. järjestää keskustelut Helsingissä 20.3.2025.", Certainty.DECIDED),
        ("Diskussionerna hölls i Helsingfors den 20–21 mars 2024.", Certainty.HELD),
        ("Diskussionerna torde hållas i Helsingfors den 20–21 mars 2025.", Certainty.EXPECTED),
    ],
)
def test_the_verb_tells_how_certain_the_talks_are(text: str, certainty: Certainty) -> None:
    (fact,) = told(text)
    assert (fact.fields["what"], fact.fields["place"], fact.certainty) == ("talks", "Helsinki", certainty)


def test_two_dates_of_the_same_talks_are_a_contradiction() -> None:
    text = "Keskustelut pidetään 20.3.2025. Toisen tiedon mukaan keskustelut pidetään 27.3.2025."
    assert [fact.fields["about"] for fact in told(text) if fact.kind is Kind.CONFLICT] == ["date"]


def test_two_dates_in_one_sentence_are_none() -> None:
    found = told("Keskustelut pidetään Oulussa 5.3. ja Helsingissä 20.3.")
    assert [(fact.kind, fact.fields["place"]) for fact in found] == [(Kind.EVENT, "Oulu"), (Kind.EVENT, "Helsinki")]


def test_a_list_is_cut_where_its_number_tells() -> None:
    found = told(
        "Keskusteluissa on kolme teemaa: työvoima ja väestö, vihreä siirtymä sekä huoltovarmuus ja turvallisuus."
    )
    assert [fact.fields["name"] for fact in found] == [
        "työvoima ja väestö",
        "vihreä siirtymä",
        "huoltovarmuus ja turvallisuus",
    ]


def test_a_bare_line_that_tells_of_a_vote_is_read_without_an_error() -> None:
    text = "Äänestyksen jälkeen ehdotus hyväksyttiin."
    assert all(fact.quote == text[fact.span.start : fact.span.end] for fact in read(text).facts)
