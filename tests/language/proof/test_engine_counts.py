"""Claims of how many regions are ahead, beyond a number, growing or shrinking."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

# In 2019 the share of people over 64 was higher than Kainuu's in South Savo alone; in 2018 the population grew in five
# regions; three regions have fewer than 100,000 inhabitants.
TRUE = [
    ("fi", "Väkiluku kasvoi vain viidessä maakunnassa vuonna 2018."),
    ("fi", "Kolmessa maakunnassa on alle 100 000 asukasta."),
    ("sv", "Folkmängden ökade bara i fem landskap år 2018."),
    ("sv", "Folkmängden är under 100 000 i tre landskap."),
    ("en", "The population has been growing in only five regions from 2017 to 2018."),
    ("en", "In three regions the population is under 100,000."),
]
FALSE = [
    ("fi", "Viidessä maakunnassa yli 64-vuotiaiden osuus oli suurempi kuin Kainuussa vuonna 2019."),
    (
        "fi",
        "Yli 64-vuotiaita oli Kainuussa 28,5 prosenttia vuonna 2019. Neljässä maakunnassa osuus oli suurempi.",
    ),
    ("fi", "Väkiluku kasvoi kymmenessä maakunnassa vuonna 2018."),
    ("fi", "Neljässä maakunnassa asuu alle 100 000 henkeä."),
    ("sv", "I fem landskap var andelen över 64-åringar högre än i Kajanaland år 2019."),
    ("sv", "Folkmängden minskade i sex landskap år 2018."),
    ("en", "In five regions the share of people over 64 was higher than in Kainuu in 2019."),
    ("en", "In four regions the population is under 100,000."),
]
TRAPS = [
    ("fi", "Näissä viidessä maakunnassa väkiluku kasvoi vuonna 2012."),
    ("fi", "Väkiluku kasvoi kymmenessä maakunnassa yli prosentin vuonna 2018."),
    ("fi", "Yli 64-vuotiaiden osuus on neljässä maakunnassa lähes sama kuin Kainuussa."),
    ("sv", "Folkmängden växte i tio landskap på 1960-talet."),
    ("en", "The three regions with the highest share of people over 64 grew in 2018."),
    ("en", "The population of six regions was more than 250,000."),
    ("en", "In ten regions the population of the cities grew in 2018."),
]


def verdicts(embedded: Generation, language: str, text: str) -> set[Verdict]:
    return {claim.verdict for claim in check(text, Language(language), embedded, embedded.catalogue, "MK18")}


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_a_true_count_of_regions_holds(embedded: Generation, language: str, text: str) -> None:
    assert verdicts(embedded, language, text) == {Verdict.HOLDS}


@pytest.mark.parametrize(("language", "text"), FALSE)
def test_a_false_count_of_regions_does_not_hold(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD in verdicts(embedded, language, text)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_count_that_may_be_of_something_else_is_never_called_false(
    embedded: Generation, language: str, text: str
) -> None:
    assert Verdict.DOES_NOT_HOLD not in verdicts(embedded, language, text)
