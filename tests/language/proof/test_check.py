"""One claim of every kind in every language: what holds, what does not, what cannot be checked."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Claim, check

HOLDS, FALSE, CANNOT = "holds", "does_not_hold", "cannot_check"

# Figures of the embedded sample: the population of Kainuu was 78,703 in 2010, 73,061 in 2018 and 69,639 in 2024.
CASES = [
    ("fi", "Kainuun väkiluku oli 69 639 vuonna 2024.", HOLDS),
    ("fi", "Kainuun väkiluku oli 69 638 vuonna 2024.", FALSE),
    ("fi", "Kainuussa on noin 70 000 asukasta.", HOLDS),
    ("fi", "Kainuussa on vajaat seitsemänkymmentätuhatta asukasta.", HOLDS),
    ("fi", "Kainuun väkiluku väheni 5 642 hengellä vuosina 2010–2018.", HOLDS),
    ("fi", "Kainuun väkiluku väheni 5 652 hengellä vuosina 2010–2018.", FALSE),
    ("fi", "Kainuun väkiluku kasvoi vuodesta 2010 vuoteen 2018.", FALSE),
    ("fi", "Kainuun väkiluku väheni joka vuosi vuodesta 2010 vuoteen 2018.", HOLDS),
    ("fi", "Kainuun väkiluku on puolittunut vuodesta 2010.", FALSE),
    ("fi", "Kainuun väkiluku on suurempi kuin Lapin.", FALSE),
    ("fi", "Kainuussa eläkeläisiä on yli kolmannes väestöstä.", HOLDS),
    ("fi", "Yli 64-vuotiaiden osuus kasvoi Kainuussa vuonna 2019 yhden prosentin.", FALSE),
    ("fi", "Kainuun väkiluku oli 90 000 vuonna 1960.", CANNOT),
    ("fi", "Tavoitteena on, että Kainuun väkiluku nousee 80 000 asukkaaseen vuoteen 2030 mennessä.", CANNOT),
    ("fi", "Kajaanin väkiluku oli 69 000 vuonna 2024.", CANNOT),
    ("fi", "Naisten työllisyysaste oli Kainuussa 75 prosenttia vuonna 2018.", CANNOT),
    ("fi", "Kainuun työttömyysaste on Suomen korkein.", CANNOT),
    ("sv", "Folkmängden i Kajanaland var 69 639 år 2024.", HOLDS),
    ("sv", "Folkmängden i Kajanaland var 69 638 år 2024.", FALSE),
    ("sv", "Kajanaland har knappt 70 000 invånare.", HOLDS),
    ("sv", "Folkmängden i Kajanaland minskade med 5 642 personer från 2010 till 2018.", HOLDS),
    ("sv", "Folkmängden i Kajanaland ökade från 2010 till 2018.", FALSE),
    ("sv", "Folkmängden i Kajanaland minskade varje år 2010–2018.", HOLDS),
    ("sv", "Folkmängden i Kajanaland är större än i Lappland.", FALSE),
    ("sv", "Försörjningskvoten i Kajanaland var näst högst i landet år 2019.", HOLDS),
    ("sv", "Målet är att folkmängden i Kajanaland ska vara 80 000 år 2030.", CANNOT),
    ("sv", "Andelen kvinnor var 45 procent.", CANNOT),
    ("en", "The population of Kainuu was 69,639 in 2024.", HOLDS),
    ("en", "The population of Kainuu was 69,638 in 2024.", FALSE),
    ("en", "Kainuu has just under 70,000 inhabitants.", HOLDS),
    ("en", "The population of Kainuu decreased by 5,642 persons from 2010 to 2018.", HOLDS),
    ("en", "The population of Kainuu increased from 2010 to 2018.", FALSE),
    ("en", "The population of Kainuu has halved since 2010.", FALSE),
    ("en", "The population of Kainuu is larger than in Lapland.", FALSE),
    ("en", "The goal is that the population of Kainuu will be 80,000 in 2030.", CANNOT),
    ("en", "The employment rate of women was 75 per cent in 2018.", CANNOT),
]


def checked(embedded: Generation, language: str, text: str) -> tuple[Claim, ...]:
    return check(text, Language(language), embedded, embedded.catalogue, "MK18")


@pytest.mark.parametrize(("language", "text", "verdict"), CASES)
def test_a_claim_gets_its_verdict(embedded: Generation, language: str, text: str, verdict: str) -> None:
    claims = checked(embedded, language, text)
    assert claims, "no claim was found"
    assert {claim.verdict.value for claim in claims} == {verdict}, claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Kokous pidetään 14.1. klo 13, ja ilmoittautua voi numeroon 040 000 0000. Asia on § 12."),
        ("sv", "Mötet hålls den 12 mars kl. 13.00, se § 24 och bilaga 3."),
        ("en", "See section 15 of act 756/2021 on page 12; the train leaves at 6.12."),
    ],
)
def test_dates_sections_and_telephones_are_no_statistics(embedded: Generation, language: str, text: str) -> None:
    assert all(claim.verdict.value == CANNOT for claim in checked(embedded, language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Kainuun väkiluku oli 69 639 vuonna 2024. Festivaalilla kävi 20 000 ihmistä. Palvelutarve kasvaa."),
        ("fi", "Työttömyysaste oli 10,8 prosenttia vuonna 2018. Naisten osuus oli 45 prosenttia."),
        ("sv", "Folkmängden var 69 639 år 2024. Behovet av vård växer. Mässan lockade 12 000 besökare."),
        ("en", "Kainuu had 69,639 inhabitants in 2024. The festival drew 20,000 people. Demand for care grows."),
    ],
)
def test_what_is_said_of_something_else_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    assert all(claim.verdict.value != FALSE for claim in checked(embedded, language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Kainuun väkiluku oli sadun kuninkaan mielestä 90 000 vuonna 2024."),
        ("fi", "Kainuun väkiluku ei kasvanut vuodesta 2010 vuoteen 2018."),
        ("sv", "Folkmängden i Kajanaland ökade inte från 2010 till 2018."),
        ("en", "The population of Kainuu was, the vicar dreamt, 90,000 in 2024."),
        ("en", "The population of Kainuu did not increase from 2010 to 2018."),
    ],
)
def test_what_is_not_understood_whole_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    assert all(claim.verdict.value != FALSE for claim in checked(embedded, language, text))


def test_a_table_is_read_by_its_heading(embedded: Generation) -> None:
    text = "Kainuu lukuina\nIndikaattori; 2010; 2018\nVäkiluku; 78 703; 73 061\nVäkiluku; 78 703; 73 961"
    claims = checked(embedded, "fi", text)
    assert [claim.verdict.value for claim in claims] == [HOLDS, HOLDS, HOLDS, FALSE]
    assert [str(claim.period) for claim in claims] == ["2010", "2018", "2010", "2018"]


def test_a_claim_tells_its_place_value_and_address(embedded: Generation) -> None:
    text = "Kainuun väkiluku oli 69 638 vuonna 2024."
    (claim,) = checked(embedded, "fi", text)
    assert text[claim.start : claim.end] == claim.text == "69 638"
    assert (claim.said, claim.value, str(claim.ref)) == (69638.0, 69639.0, "population:MK18:2024")
    assert claim.why.code == "differs"
