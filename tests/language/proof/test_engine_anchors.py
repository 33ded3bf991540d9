"""What an exact number leaves to the words after it: its subject, though words before it are not known."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict, check

# In 2018 the population of Kainuu was 73,061 (2010: 78,703). The old-age share was 28.5 per cent in 2019, 25.3 in
# Lapland. "Haarukoiden", "dokumenterat" and "reckoned-up" are words that no lexicon knows.
TRUE = [
    ("fi", "Blorkosti haarukoiden Kainuussa oli 73 061 asukasta vuonna 2018, ja määrä oli pienempi kuin vuonna 2010."),
    (
        "fi",
        "Blorkkien yli 64-vuotiaiden osuus oli Kainuussa 28,5 prosenttia vuonna 2019. Lapissa se oli 25,3 prosenttia.",
    ),
    ("sv", "Blorkigt räknat var folkmängden i Kajanaland 73 061 år 2018. Den hade minskat sedan 2010."),
    ("en", "Blorkily put, the population of Kainuu was 73,061 in 2018. It had fallen since 2010."),
]
FALSE = [
    (
        "fi",
        "Blorkkien yli 64-vuotiaiden osuus oli Kainuussa 28,5 prosenttia vuonna 2019. Lapissa se oli 29,3 prosenttia.",
    ),
    ("sv", "Blorkigt räknat var folkmängden i Kajanaland 73 061 år 2018. Den hade ökat sedan 2010."),
    ("en", "Blorkily put, the population of Kainuu was 73,061 in 2018. It had grown since 2010."),
    ("en", "Blorkily put, the population of Kainuu was 73,061 in 2018, 900 fewer than in 2010."),
]
TRAPS = [
    ("fi", "Blorkkien määrä oli Kainuussa 3 061 vuonna 2018. Se on kasvanut vuodesta 2010."),
    ("fi", "Kainuussa oli 73 061 asukasta vuonna 2018, ja blorkkien määrä kasvoi."),
    ("sv", "Folkmängden i Kajanaland var 73 061 år 2018. Blorkarna ökade sedan 2010."),
    ("sv", "Till Nyland flyttade 35 150 av sammanlagt 136 068 inflyttade år 2018."),
    ("en", "The population of Kainuu was 73,061 in 2018. The number of blorks has grown since 2010."),
    (
        "en",
        "The population of Kainuu was 73,061 and the blorks were many in 2018. They have grown in number since 2010.",
    ),
]


def verdicts(embedded: Generation, language: str, text: str) -> set[Verdict]:
    return {claim.verdict for claim in check(text, Language(language), embedded, embedded.catalogue, "MK18")}


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_what_is_true_holds(embedded: Generation, language: str, text: str) -> None:
    assert verdicts(embedded, language, text) == {Verdict.HOLDS}


@pytest.mark.parametrize(("language", "text"), FALSE)
def test_what_is_said_of_an_exact_number_s_subject_is_called_false(
    embedded: Generation, language: str, text: str
) -> None:
    assert Verdict.DOES_NOT_HOLD in verdicts(embedded, language, text)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_may_be_of_something_else_is_never_called_false(embedded: Generation, language: str, text: str) -> None:
    assert Verdict.DOES_NOT_HOLD not in verdicts(embedded, language, text)
