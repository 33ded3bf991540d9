"""Sentence templates."""

from __future__ import annotations

import pytest

from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.indicators.values import Ref
from alke.language.runs import Number, Plain, plain
from alke.language.template import fill

NUMBER = Number("9,2", Ref("share", "MK18", Period(2018)))


def test_slots_are_filled_and_neighbouring_words_are_one_run() -> None:
    runs = fill("{what} oli {number} prosenttia.", {"what": (Plain("osuus"),), "number": (NUMBER,)})
    assert runs == (Plain("Osuus oli "), NUMBER, Plain(" prosenttia."))


def test_what_is_in_brackets_falls_away_without_its_slot() -> None:
    template = "osuus kasvoi[ {number} prosenttia]."
    assert plain(fill(template, {})) == "Osuus kasvoi."
    assert plain(fill(template, {"number": (NUMBER,)})) == "Osuus kasvoi 9,2 prosenttia."


def test_a_slot_that_nobody_filled_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(UnknownCodeError, match="gap"):
        fill("ero oli {gap}.", {"number": (NUMBER,)})


def test_a_number_at_the_beginning_stays_as_it_is() -> None:
    assert fill("{number} prosenttia.", {"number": (NUMBER,)})[0] == NUMBER
