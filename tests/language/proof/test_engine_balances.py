"""Losses and gains that grow or shrink, and comparatives whose time is their own: "it had been larger in 2010"."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

# Kainuu's net migration between regions: -601 in 2010, -688 in 2013, -516 in 2017, -563 in 2018; Pirkanmaa's: 2,112 in
# 2017, 2,633 in 2018. The population of Kainuu: 78,703 in 2010, 76,782 in 2013, 73,061 in 2018.
TOLD = "Kainuun maakuntien välinen nettomuutto oli -563 henkeä vuonna 2018. "
BALANCE = "Net migration between regions was -563 in Kainuu in 2018. "
PEOPLE = "The population of Kainuu was 73,061 in 2018. "
TRUE = [
    ("fi", "Kainuun maakuntien välinen muuttotappio kasvoi vuodesta 2017 vuoteen 2018."),
    ("fi", TOLD + "Tappio oli pienempi kuin viisi vuotta aiemmin."),
    ("fi", TOLD + "Tappio kasvoi edellisvuodesta."),
    ("sv", "Kajanalands flyttningsförlust till andra landskap ökade från 2017 till 2018."),
    ("en", "Kainuu's migration loss to other regions grew from 2017 to 2018."),
    ("en", BALANCE + "The loss had been larger five years earlier."),
    ("en", PEOPLE + "It had been larger five years earlier."),
    ("fi", "Kainuun väkiluku oli 73 061 vuonna 2018. Se oli suurempi viisi vuotta aiemmin."),
    ("sv", "Folkmängden i Kajanaland var 73 061 år 2018. Den var större fem år tidigare."),
]
FALSE = [
    ("fi", "Kainuun maakuntien välinen muuttotappio pieneni vuodesta 2017 vuoteen 2018."),
    ("fi", "Kainuun maakuntien välinen muuttotappio kasvoi vuodesta 2010 vuoteen 2018."),
    ("fi", TOLD + "Tappio oli suurempi kuin viisi vuotta aiemmin."),
    ("fi", TOLD + "Tappio pieneni edellisvuodesta."),
    ("sv", "Kajanalands flyttningsförlust till andra landskap minskade från 2017 till 2018."),
    ("sv", "Birkalands flyttningsvinst från andra landskap minskade från 2017 till 2018."),
    ("en", "Kainuu's migration loss to other regions shrank from 2017 to 2018."),
    ("en", BALANCE + "The loss was smaller than a year earlier."),
    ("en", BALANCE + "The loss had been smaller five years earlier."),
    ("en", PEOPLE + "It had been smaller five years earlier."),
    ("fi", "Kainuun väkiluku oli 73 061 vuonna 2018. Se oli pienempi viisi vuotta aiemmin."),
    ("sv", "Folkmängden i Kajanaland var 73 061 år 2018. Den var mindre fem år tidigare."),
]
TRAPS = [
    ("fi", "Kainuun muuttotappio ulkomaille pieneni vuodesta 2017 vuoteen 2018."),
    ("fi", "Kainuun nuorten muuttotappio pieneni vuodesta 2017 vuoteen 2018."),
    ("sv", "Kajanalands förlust av unga minskade från 2017 till 2018."),
    ("en", "The loss of jobs in Kainuu shrank from 2017 to 2018."),
    ("en", "The population of Kainuu was larger five years earlier."),
    ("en", "The population of Kainuu was larger in 2010."),
]


def verdicts(embedded: Generation, language: str, text: str) -> set[Verdict]:
    return {claim.verdict for claim in check(text, Language(language), embedded, embedded.catalogue, "MK18")}


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_what_is_true_of_a_loss_holds(embedded: Generation, language: str, text: str) -> None:
    assert verdicts(embedded, language, text) == {Verdict.HOLDS}


@pytest.mark.parametrize(("language", "text"), FALSE)
def test_what_is_false_of_a_loss_does_not_hold(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD in verdicts(embedded, language, text)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_loss_of_something_else_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD not in verdicts(embedded, language, text)
