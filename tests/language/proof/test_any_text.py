"""Any text at all: the proof check neither fails nor hangs, and says the same again."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import check
from tests.language.scoring import passages

ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = """väkiluku työttömyysaste suurin kuin 2018 − 5,5 prosenttia Kainuussa vuonna ; ( ) % ero kolmanneksi laski yli
folkmängden större än hela landet år var tredje the population higher than 1,000 in half of since 1990–2018 joka vuosi
edellisvuonna mediaani standardavvikelse only Lapland record , . | 0 0,0 999999999999 lähes muutos""".split()  # noqa: SIM905


@pytest.mark.parametrize("language", Language)
@ANY
@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_no_text_is_an_error(embedded: Generation, language: Language, text: str) -> None:
    for claim in check(text, language, embedded, embedded.catalogue):
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize("language", Language)
def test_mutilated_text_is_no_error(embedded: Generation, language: Language) -> None:
    dice = random.Random(7)
    for passage in passages(language, "open"):
        text = list(passage["text"])
        for _ in range(12):
            text[dice.randrange(len(text))] = dice.choice("0123456789 ,.;()–−%aä\n")
        changed = "".join(text)
        for claim in check(changed, language, embedded, embedded.catalogue, passage["area"]):
            assert changed[claim.start : claim.end] == claim.text


@pytest.mark.parametrize("language", Language)
def test_the_same_text_gets_the_same_answer(embedded: Generation, language: Language) -> None:
    text = " ".join(passage["text"] for passage in passages(language, "open")[:20])
    first, second = (check(text, language, embedded, embedded.catalogue) for _ in range(2))
    assert first == second


def test_time_grows_with_length_alone(embedded: Generation) -> None:
    text = "\n".join(passage["text"] for passage in passages(Language.FI, "open"))
    check(text, Language.FI, embedded, embedded.catalogue)

    def seconds(times: int) -> float:
        taken = []
        for _ in range(3):
            start = time.process_time()
            check("\n".join([text] * times), Language.FI, embedded, embedded.catalogue)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(8) < 8 * max(seconds(2), 0.05)  # four times the text; a square would be sixteen


@pytest.mark.parametrize("text", ["", " ", "\n\n", "1" * 5000, "väkiluku " * 3000, "(" * 2000, "0,0 % " * 2000])
def test_odd_texts_take_no_time(embedded: Generation, text: str) -> None:
    start = time.process_time()
    check(text, Language.FI, embedded, embedded.catalogue, "MK18")
    assert time.process_time() - start < 10
