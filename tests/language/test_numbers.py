"""Numbers as shown, read back and compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.languages import Language
from alke.findings.rounding import rounded
from alke.language.numbers import agrees, place, read, shown

FI, SV, EN = Language
NBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
NUMBERS = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("number", "decimals", "language", "text"),
    [
        (5517919, 0, FI, f"5{NBSP}517{NBSP}919"),
        (5517919, 0, SV, f"5{NBSP}517{NBSP}919"),
        (5517919, 0, EN, "5,517,919"),
        (1234.5, 1, FI, f"1{NBSP}234,5"),
        (1234.5, 1, EN, "1,234.5"),
        (-8511, 0, FI, f"{MINUS}8{NBSP}511"),
        (-8511, 0, EN, f"{MINUS}8,511"),
        (9, 1, FI, "9,0"),
        (999, 0, FI, "999"),
    ],
)
def test_a_number_has_the_separators_of_its_language(
    number: float, decimals: int, language: Language, text: str
) -> None:
    assert shown(number, decimals, language) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0.15, "0,2"), (0.25, "0,3"), (2.45, "2,5"), (-0.15, f"{MINUS}0,2"), (1.05, "1,1")]
)
def test_halves_are_rounded_away_from_zero_as_they_are_written(number: float, text: str) -> None:
    assert shown(number, 1, FI) == text


def test_what_shows_as_zero_has_no_sign() -> None:
    assert shown(-0.04, 1, FI) == shown(0.04, 1, FI, sign=True) == "0,0"


def test_a_sign_is_shown_when_asked_for() -> None:
    assert shown(2.1, 1, FI, sign=True) == "+2,1"


@settings(deadline=None, max_examples=40)
@given(NUMBERS, st.integers(0, 3), st.sampled_from(Language), st.booleans())
def test_a_shown_number_reads_back_as_what_was_rounded(
    number: float, decimals: int, language: Language, sign: bool
) -> None:
    text = shown(number, decimals, language, sign=sign)
    assert read(text, language) == float(rounded(number, decimals))
    assert agrees(text, number, language)


@settings(deadline=None, max_examples=40)
@given(NUMBERS, st.integers(0, 2), st.sampled_from(Language))
def test_a_shown_number_disagrees_with_one_that_shows_otherwise(
    number: float, decimals: int, language: Language
) -> None:
    assert not agrees(
        shown(number, decimals, language), number + 3 * 10.0**-decimals * (1 if number >= 0 else -1), language
    )


def test_a_number_without_a_sign_agrees_with_a_loss_but_a_plus_does_not() -> None:
    assert agrees(f"8{NBSP}511", -8511, FI)
    assert not agrees(f"+8{NBSP}511", -8511, FI)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2, ("toiseksi", "näst", "second")),
        (5, ("viidenneksi", "femte", "fifth")),
        (9, ("yhdeksänneksi", "nionde", "ninth")),
        (12, ("kahdenneksitoista", "tolfte", "twelfth")),
        (20, ("kahdenneksikymmenenneksi", "tjugonde", "twentieth")),
    ],
)
def test_places_are_words(number: int, words: tuple[str, str, str]) -> None:
    assert tuple(place(number, language) for language in Language) == words


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 20), st.sampled_from(Language))
def test_a_place_in_words_agrees_with_its_number_only(number: int, language: Language) -> None:
    assert [other for other in range(1, 21) if agrees(place(number, language), other, language)] == [number]


def test_words_that_say_no_number_agree_with_none() -> None:
    assert not agrees("paljon", 5, FI)
