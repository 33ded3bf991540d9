"""Words and marks of what is not a number."""

from __future__ import annotations

from alke.base.languages import Language
from alke.language.reasons import clause, mark, note, said
from alke.statistics.cube import Reason


def test_every_reason_has_words_in_three_languages() -> None:
    assert all(said(reason, language) for reason in Reason for language in Language)


def test_every_reason_without_a_number_can_stand_in_a_sentence() -> None:
    assert all(clause(reason, language) for reason in Reason if not reason.has_number for language in Language)


def test_every_cell_without_a_number_has_a_mark() -> None:
    assert all(mark(reason) for reason in Reason if not reason.has_number)


def test_a_note_explains_the_marks_that_are_used_and_each_once() -> None:
    used = [Reason.NUMBER, Reason.NIL, Reason.NOT_AVAILABLE, Reason.OTHER, Reason.NIL]
    assert note(used, Language.FI) == (
        ".. tietoa ei ole saatu tai se on liian epävarma esitettäväksi; \N{EN DASH} ei mitään ilmoitettavaa"
    )


def test_a_table_of_numbers_only_needs_no_note() -> None:
    assert note([Reason.NUMBER], Language.SV) == ""
