"""The proof check on the labelled human claims that may be read: no true one is called false in any set."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Verdict
from tests.language.proof.conftest import generation
from tests.language.scoring import READ, Score, score


@pytest.fixture(scope="module")
def scores() -> dict[Language, Score]:
    current: Generation = generation()
    return {language: score(language, "open", current, current.catalogue) for language in Language}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", READ)
def test_a_claim_called_false_is_false(name: str, language: Language) -> None:
    current: Generation = generation()
    result = score(language, name, current, current.catalogue)
    print(f"{language} {name}: {result}")
    assert result.precision >= 0.99, result.misses


@pytest.mark.parametrize("language", Language)
def test_most_false_claims_are_found(scores: dict[Language, Score], language: Language) -> None:
    assert scores[language].recall(Verdict.DOES_NOT_HOLD) >= 0.8, scores[language].misses


@pytest.mark.parametrize("language", Language)
def test_most_true_claims_are_said_to_hold(scores: dict[Language, Score], language: Language) -> None:
    assert scores[language].recall(Verdict.HOLDS) >= 0.85, scores[language].misses
