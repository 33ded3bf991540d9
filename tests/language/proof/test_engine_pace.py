"""Changes that are compared with changes: of another area, of another year, and of all the others."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

# From 2010 to 2018 the population fell by 7.2 per cent in Kainuu and by 2.7 in Lapland; in 2018 by 1.2 per cent in
# Kainuu, by 1.1 in 2017. The employment rate rose by 6.2 points in Kainuu and by 3.4 in the country from 2014 to 2018.
TRUE = [
    ("fi", "Kainuun väkiluku väheni vuosina 2010–2018 nopeammin kuin Lapin."),
    ("fi", "Väkiluvun lasku oli Kainuussa jyrkempää kuin Lapissa vuosina 2010–2018."),
    ("fi", "Työvoimatutkimuksen työllisyysaste nousi Kainuussa enemmän kuin koko maassa vuosina 2014–2018."),
    ("fi", "Kainuun väkiluku väheni 1,2 prosenttia vuonna 2018, enemmän kuin Lapin."),
    ("fi", "Kainuun väkiluku väheni vuonna 2018 nopeammin kuin edellisvuonna."),
    ("sv", "Folkmängden minskade snabbare i Kajanaland än i Lappland 2010–2018."),
    ("sv", "Folkmängden i Kajanaland minskade snabbare än i hela landet 2010–2018."),
    ("en", "The population of Kainuu fell more rapidly than in Lapland from 2010 to 2018."),
    ("en", "The population of Kainuu fell by 1.2 per cent in 2018, a faster decline than in Lapland."),
]
FALSE = [
    ("fi", "Kainuun väkiluku väheni vuosina 2010–2018 hitaammin kuin Lapin."),
    ("fi", "Väkiluvun lasku oli Kainuussa loivempaa kuin Lapissa vuosina 2010–2018."),
    ("fi", "Työvoimatutkimuksen työllisyysaste nousi Kainuussa vähemmän kuin koko maassa vuosina 2014–2018."),
    ("fi", "Kainuun väkiluku väheni 1,2 prosenttia vuonna 2018, vähemmän kuin Lapin."),
    ("fi", "Kainuun väkiluku väheni vuonna 2018 hitaammin kuin edellisvuonna."),
    ("sv", "Folkmängden i Kajanaland minskade långsammare än i Lappland år 2018."),
    ("en", "The population of Kainuu fell more slowly than in Lapland in 2018."),
    ("en", "The population of Kainuu fell by 1.2 per cent in 2018, a slower decline than in Lapland."),
    ("en", "The decline in population was steeper in Lapland than in Kainuu in 2010–2018."),
]
TRAPS = [
    ("fi", "Lapin väkiluku väheni vuosina 2010–2018 hitaammin kuin kuntien keskimäärin."),
    ("fi", "Kainuun nuorten määrä väheni vuosina 2010–2018 hitaammin kuin Lapin."),
    ("sv", "Antalet kvinnor i Kajanaland minskade långsammare än i Lappland år 2018."),
    ("en", "The population of Kajaani fell more slowly than in Lapland in 2018."),
    ("en", "The population of Kainuu fell more slowly than in the 1960s."),
]


def verdicts(embedded: Generation, language: str, text: str) -> set[Verdict]:
    return {claim.verdict for claim in check(text, Language(language), embedded, embedded.catalogue, "MK18")}


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_a_true_comparison_of_changes_holds(embedded: Generation, language: str, text: str) -> None:
    assert verdicts(embedded, language, text) == {Verdict.HOLDS}


@pytest.mark.parametrize(("language", "text"), FALSE)
def test_a_false_comparison_of_changes_does_not_hold(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD in verdicts(embedded, language, text)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_change_of_something_else_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD not in verdicts(embedded, language, text)
