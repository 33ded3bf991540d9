"""Finnish constructions: for each what holds, what does not, and what must be left alone.

Figures of the embedded sample: the population of Kainuu was 78,703 in 2010, 73,061 in 2018 and 69,639 in 2024; the
jobseekers' share of the labour force was 11.3 per cent in 2018.
"""

from __future__ import annotations

import itertools

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Claim, Verdict, check

# A construction: a sentence that holds, and one that does not.
PAIRS = [
    ("Väestörakennetilaston mukaan Kainuun asukasluku oli vuoden 2018 lopussa {}.", "73 061", "83 061"),
    ("Kainuun väkiluku oli 78 703 vuonna 2010 ja vuonna 2018 enää {}.", "73 061", "63 061"),
    ("Kun Kainuun väkiluku oli vuonna 2010 vielä 78 703, oli se vuonna 2018 {}.", "73 061", "83 061"),
    ("Tuoreimpien tietojen mukaan väkiluku oli maakunnassamme {} vuoden 2018 päättyessä.", "73 061", "63 061"),
    ("On hyvä muistaa, että Kainuun väkiluku oli vuonna 2018 {}.", "73 061", "63 061"),
    ("Väkiluku (31.12.2018): {}", "73 061", "83 061"),
    ("Väkiluku 2010 78 703, 2018 {}", "73 061", "83 061"),
    ("Kainuun väkiluku oli {} vuonna 2018, ja matkailusta odotetaan vetoapua.", "73 061", "83 061"),
    ("Vuosien 2010 ja 2018 välillä Kainuun väkiluku {}.", "supistui 7,2 prosenttia", "supistui 17,2 prosenttia"),
    ("Kainuun väkiluvun {} vuosina 2010–2018 oli 7,2 prosenttia.", "lasku", "kasvu"),
    ("Väkiluku {} kahdeksassa vuodessa (2010–2018) noin 5 600 hengellä.", "väheni", "kasvoi"),
    ("Kainuun väkiluku laski tasosta 78 703 tasolle {} vuosina 2010–2018.", "73 061", "63 061"),
    ("Kainuu on menettänyt {} asukkaistaan vuodesta 2010.", "reilun kymmenesosan", "puolet"),
    ("Kainuun väkiluku on {} kuin Lapin.", "alempi", "korkeampi"),
    ("Kainuun väkiluku on Lappia {}.", "pienempi", "suurempi"),
    ("Kainuun väestöllinen huoltosuhde oli vuonna 2019 koko maahan verrattuna {}.", "korkeampi", "matalampi"),
    ("Toisin kuin Kainuussa, Uudellamaalla väkiluku {} vuosina 2010–2018.", "kasvoi", "väheni"),
    ("Väkiluku kasvoi Uudellamaalla ja {} Kainuussa vuosina 2010–2018.", "väheni", "kasvoi"),
    ("Kainuun väkiluku oli vuonna 2018 73 061. Lapissa määrä oli {}.", "suurempi", "pienempi"),
    ("Lapin väkiluku on yli {} Kainuun väkilukuun verrattuna.", "kaksinkertainen", "kolminkertainen"),
    ("Väkiluku oli Kainuussa {} vuonna 2024.", "matalimmillaan", "korkeimmillaan"),
    ("Kainuu on väkiluvultaan Manner-Suomen maakuntien {}.", "toiseksi pienin", "toiseksi suurin"),
    ("Työttömien osuus työvoimasta oli Kainuussa vuonna 2018 vajaat {} prosenttia.", "kaksitoista", "viisitoista"),
    ("Asukasta kohti laskettu bkt oli Kainuussa vuonna 2021 {} koko maan tason.", "alle", "yli"),
    ("Kainuussa kuolleita oli vuonna 2021 {} kuin syntyneitä.", "562 enemmän", "962 enemmän"),
    ("Kainuun väkiluku ylitti {} asukkaan rajan vuonna 2018.", "70 000", "80 000"),
    ("Lapissa bruttokansantuote asukasta kohti jäi vuonna 2021 {} euroa koko maan tasosta.", "5 200", "11 200"),
    ("Lapin bruttokansantuote asukasta kohti jää koko maan lukemasta noin {} euroa (2021).", "viisi tuhatta", "9 000"),
    ("Kainuulaisia oli vuodenvaihteessa 2018–2019 yhteensä {}.", "73 061", "78 061"),
    ("Ennusteen mukaan kainuulaisia on vuonna 2030 noin {}.", "65 000", "85 000"),
    ("Väkiluvultaan Kainuu on {}.", "Lapin takana", "Lapin edellä"),
    ("Kainuu jää väkiluvultaan {} taakse.", "Lapin", "Keski-Pohjanmaan"),
    (
        "Alkutuotannossa on 5,6, jalostuksessa 19,8 ja palveluissa {} prosenttia työpaikoista (2020).",
        "73,7",
        "83,7",
    ),
    ("Työttömiä työnhakijoita oli 3 700 eli {} prosenttia työvoimasta vuonna 2018.", "11,3", "21,3"),
    ("Väkiluvussa {} kuuluu maakuntien kolmen kärkeen.", "Uusimaa", "Kainuu"),
    ("Kainuun väkiluku oli vuonna 2018 vuoden 2010 tason {}.", "alapuolella", "yläpuolella"),
    ("Kainuun väkiluku oli 73 061 vuonna 2018, ja vuonna 2010 se oli {}.", "suurempi", "pienempi"),
    ("Kainuun väkiluku oli 73 061 vuonna 2018. Koko maassa väestö {} vuosina 2010–2018.", "kasvoi", "väheni"),
    ("Joka {} suomalainen asuu Uudellamaalla.", "kolmas", "viides"),
    ("Noin {} prosenttia kaikista Suomen perheistä asui vuonna 2020 Uudellamaalla.", "30", "45"),
    ("Vuoteen 2013 verrattuna avoimia työpaikkoja oli Lapissa {}.", "melkein tuplasti", "kolminkertaisesti"),
    ("Avointen työpaikkojen määrä {} Lapissa vuosina 2013–2018.", "lähes kaksinkertaistui", "puolittui"),
    ("Sataa 15–64-vuotiasta kohti oli Etelä-Savossa vuonna 2019 {} yli 64-vuotiasta.", "54,5", "34,5"),
    ("Kesämökkejä on Etelä-Savossa noin {} tuhatta asukasta kohti.", "324", "224"),
    ("Lapin väkiluku ylitti Kainuun väkiluvun {} hengellä vuonna 2018.", "105 461", "145 461"),
    ("Korkea-asteen tutkinto oli vuonna 2020 Kainuussa {} prosentilla 15 vuotta täyttäneistä.", "25,6", "35,6"),
    ("Strategian lähtötilanteesta sen verran, että Kainuun väkiluku oli vuonna 2018 {}.", "73 061", "83 061"),
]

# True or uncheckable, and close to what would be false.
LEFT_ALONE = [
    "Kainuun väkiluku oli vuoden 2011 alussa 78 703.",
    "Kainuun väkiluku oli 2010-luvun alussa lähes 79 000.",
    "Ennen vuotta 1990 Kainuun väkiluku oli yli 90 000.",
    "Aiemmin Kainuun väkiluku oli yli 90 000.",
    "Kainuun väkiluku kasvaisi, mikäli syntyvyys nousisi.",
    "Moni uskoo, että Kainuun väkiluku on 80 000.",
    "Kainuun väkiluku tuskin kasvaa.",
    "Onko Kainuun väkiluku muka kasvanut?",
    "Kainuun väkiluku on vähentynyt keskimäärin 700 hengellä vuodessa vuosina 2010–2018.",
    "Kainuun väkiluku väheni vuonna 2018 enemmän kuin vuonna 2010.",
    "Työttömyysaste oli Kainuussa 10–12 prosenttia vuonna 2018.",
    "Kainuussa kuoli 1 050 ihmistä vuonna 2021.",
    "Kainuun bruttokansantuotteesta viidennes syntyy teollisuudessa.",
    "Yli 64-vuotiaiden työllisyysaste oli 10 prosenttia.",
    "Muuttotappio oli Kainuussa vuonna 2018 suurempi kuin Keski-Pohjanmaalla.",
    "Kainuun väkiluku oli 73 061 vuonna 2018 (−898 henkeä edellisvuodesta).",
    "Vuonna 2009 väkiluku oli Kainuussa kaksi kertaa suurempi.",
    "Kainuu on Suomen metsäisin maakunta: asukkaita on 69 639.",
    "Kainuun väkiluku nousi 1912-vuoden lopussa 80 000:een.",
    "Työttömyysaste oli 10,8 prosenttia vuonna 2018, naisilla 9 prosenttia.",
    "Väkiluku oli 73 061 vuonna 2018, joista 36 709 naisia.",
    "Kainuun työllisyysaste oli ulkomaan kansalaisilla 50 prosenttia.",
    "Muissa maakunnissa väkiluku kasvoi.",
    "Muualla Suomessa väkiluku on kasvanut.",
    "Kainuun väkiluvun lasku oli vuonna 2018 suurempi kuin edellisvuonna.",
    "Vuoden 2015 ennusteessa väkiluku oli 70 000 vuonna 2030.",
    "Kainuun muuttotappio Uudellemaalle oli 150 henkeä vuonna 2018.",
    "Kainuussa ja Lapissa asuu yhteensä vajaa viisi prosenttia suomalaisista.",
    "Etelä-Savon ja Kainuun huoltosuhteet ovat maan heikoimmat.",
    "Vain joka sadas suomalainen on kainuulainen.",
    "Kainuun väkiluku on 2000-luvulla vähentynyt noin 16 000 hengellä.",
    "Lainaa lyhennettiin 500 euroa asukasta kohti.",
    "Lapista lähti muihin maakuntiin enemmän väkeä kuin sinne tuli vuonna 2016.",
    "Kainuulaisia osallistui kyselyyn 1 200.",
    "Kainuulaisia yrityksiä on 3 500.",
    "Mikäli ennuste toteutuu, kainuulaisia on 60 000.",
    "Luullaan, että Kainuun väkiluku kasvaa.",
    "Työttömyydessä Kainuu on Pohjois-Karjalan edellä.",
    "Kainuu on Lapin takana maan toiseksi harvimmin asuttu.",
    "Nuorilla tilanne on toinen, sillä työttömyysaste on 15 prosenttia.",
    "Jyväskylässä kasvetaan, mutta muissa maakunnissa väkiluku on laskenut.",
    "Kuntien välinen nettomuutto kohosi Lapissa 629 hengen tappiosta (2016) 86 hengen voittoon (2021).",
    "Avoimia työpaikkoja vapautui 500 vuonna 2018.",
    "Satakunnan työpaikoista 20,2 prosenttia on teollisuudessa ja 66 prosenttia palveluissa.",
]

NARROWED = ["naisten", "maaseudun", "yksityisen sektorin", "maahanmuuttajien", "kuntien keskimääräinen", "Itä-Suomen"]
ELSEWHERE = ["naisilla", "haja-asutusalueilla", "joissakin kunnissa", "rakennusalalla", "kesäkuussa", "hetkellisesti"]
VALUES = [("väkiluku", "90 123"), ("työttömyysaste", "31,2 prosenttia"), ("työpaikkojen määrä", "41 200")]


def checked(embedded: Generation, text: str) -> tuple[Claim, ...]:
    return check(text, Language.FI, embedded, embedded.catalogue, "MK18")


@pytest.mark.parametrize(("sentence", "right", "wrong"), PAIRS)
def test_a_construction_is_read(embedded: Generation, sentence: str, right: str, wrong: str) -> None:
    true, false = checked(embedded, sentence.format(right)), checked(embedded, sentence.format(wrong))
    assert true and all(claim.verdict is Verdict.HOLDS for claim in true), true
    assert any(claim.verdict is Verdict.DOES_NOT_HOLD for claim in false), false


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_true_is_never_called_false(embedded: Generation, text: str) -> None:
    assert all(claim.verdict is not Verdict.DOES_NOT_HOLD for claim in checked(embedded, text))


@pytest.mark.parametrize(("word", "said"), [*itertools.product(NARROWED + ELSEWHERE, VALUES)])
def test_what_is_said_of_a_part_is_never_called_false(embedded: Generation, word: str, said: tuple[str, str]) -> None:
    name, value = said
    before, within, after = (
        f"{word.capitalize()} {name} oli Kainuussa {value} vuonna 2018.",
        f"Kainuun {word} {name} oli {value} vuonna 2018.",
        f"Kainuun {name} oli {word} {value} vuonna 2018.",
    )
    for text in (before, within if word in NARROWED else after):
        assert all(claim.verdict is not Verdict.DOES_NOT_HOLD for claim in checked(embedded, text)), text
