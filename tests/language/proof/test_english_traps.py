"""English sentences that are true and easy to misread: none is called false; a false one beside each kind still is."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

# The number of a claim stands beside another's approximator, extreme, flow, lead or way.
TRUE = [
    "Kainuu's GDP per head was exceeded by that of the whole country in 2021.",
    "Survey-based unemployment in Uusimaa improved by 1.1 percentage points between 2015 and 2018.",
    "The improvement in unemployment in Uusimaa between 2015 and 2018 was 1.1 percentage points.",
    "Kainuu's unemployment rate swung from 8.3 to 16.9 per cent in the 2010s.",
    "In 2018 Kanta-Häme's migration loss came from more leavers (6,236) than arrivals (5,476).",
    "Kainuu loses a few hundred people to other regions each year.",
    "Uusimaa's lead over Kainuu in GDP per head was 21,600 euros in 2021.",
    "GDP per head in Kainuu passed 30,000 euros in 2017 and 35,000 in 2021.",
    "Kainuu's unemployment (10.8 per cent) fell less steeply in 2018 than the year before it rose.",
    "A loss of 563 people to other regions in 2018 left Kainuu with 73,061 inhabitants.",
    "Kainuu's jobs numbered 29,302 at the peak, 26,713 at the trough.",
    "From 2013 onwards, the unemployment rate of Kainuu rose to 16.9 and then fell to 14.9 per cent.",
    "More people died than were born in Kainuu in 2021, the difference being 562.",
    "In the year when Kainuu had 73,061 inhabitants, Lapland had 178,522.",
    "Kainuu's population fell by 755 in 2019, which is 143 fewer than in 2018.",
    "GDP per head in Kainuu falls 9,100 euros short of Finland's in 2021.",
    "Under-15s made up 14.0 per cent of Kainuu's population in 2019 and those over 64 twice that, 28.5 per cent.",
    "Åland's unemployment, at 3.6 per cent in 2018, was half of the national rate.",
    "5,476 people moved to Kanta-Häme from other regions in 2018 and 6,236 moved away.",
    "Did Kainuu have 83,061 inhabitants in 2018?",
    "Kainuu's worst year in migration between regions was 1997, when it lost 1,209 people net.",
]
FALSE = [
    "Kainuu's GDP per head exceeded that of the whole country in 2021.",
    "GDP per head in Kainuu passed 30,000 euros in 2017, reaching 41,200 euros in 2021.",
    "GDP per head in Kainuu passed 40,000 euros in 2021.",
    "A loss of 863 people to other regions in 2018 left Kainuu with fewer inhabitants.",
    "From 2013 to 2018, the unemployment rate of Kainuu rose.",
    "In 2021 more people were born than died in Kainuu.",
    "GDP per head in Kainuu falls 3,100 euros short of Finland's in 2021.",
    "The number of jobs in Kainuu was 21,152 in 2020.",
]


def verdicts(embedded: Generation, text: str) -> set[Verdict]:
    return {claim.verdict for claim in check(text, Language.EN, embedded, embedded.catalogue, "MK18")}


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_with_a_trap_is_not_called_false(embedded: Generation, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD not in verdicts(embedded, text)


@pytest.mark.parametrize("text", FALSE)
def test_a_false_sentence_beside_a_trap_is_still_called_false(embedded: Generation, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD in verdicts(embedded, text)
