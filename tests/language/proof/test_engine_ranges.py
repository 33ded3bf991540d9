"""Ranges, passives, near likeness and ends of numbers: what none of them says is never called false."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

TRAPS = [
    ("fi", "Työvoimatutkimuksen työttömyysaste vaihteli Kainuussa 8,2 prosentista 17,3 prosenttiin vuosina 2000–2018."),
    ("sv", "Sysselsättningsgraden i Kajanaland varierade mellan 58,3 och 64,5 procent åren 2011–2018."),
    ("en", "The employment rate in Kainuu ranged from 58.3 to 64.5 per cent in 2011–2018."),
    ("en", "The population of Kainuu was exceeded by that of Lapland in 2018."),
    ("en", "The population of Kainuu was 73,061 in 2018, exceeded by Lapland."),
    ("fi", "Korkea-asteen tutkinto on Kainuussa jokseenkin yhtä monella kuin Lapissa vuonna 2020."),
    ("en", "In table 3,200 the population of Kainuu is told."),
    ("en", "Numbers are in table 176,000; the population of Kainuu fell."),
]


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_is_not_said_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    claims = check(text, Language(language), embedded, embedded.catalogue, "MK18")
    assert Verdict.DOES_NOT_HOLD not in {claim.verdict for claim in claims}, claims


def test_a_number_that_was_larger_five_years_earlier_is_read_so(embedded: Generation) -> None:
    told = "The population of Kainuu was 73,061 in 2018. It had been {} {} five years earlier."
    for words, verdict in ((("3,721", "larger"), Verdict.HOLDS), (("3,721", "smaller"), Verdict.DOES_NOT_HOLD)):
        claims = check(told.format(*words), Language.EN, embedded, embedded.catalogue, "MK18")
        assert claims[-1].verdict is verdict, claims
