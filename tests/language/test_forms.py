"""Finnish case forms: no sentence holds one that nobody has reviewed, and each is in the case it is meant to be in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.base.units import units
from alke.findings.generate import findings
from alke.language.forms import has_word
from alke.language.runs import Plain
from alke.language.sentences import slots
from tests.language.forms import Row, table, used
from tests.language.proof.conftest import generation
from tests.voikko import fits, readings

WORD = re.compile(r"[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö0-9-]*")
# A break's own words, the year of a projection, a list of subjects, the name of a programme.
TEXTS = ("reason", "variant", "subjects", "programme")
# What the analyser does not know, read and found right: mittain : mittaimen : mittainta like puhelin; "vuotiaiden" ends
# "15–64-vuotiaiden"; kymmenes : kymmenenneksi like seitsemäs : seitsemänneksi.
UNKNOWN = {"koulutustasomittain", "koulutustasomittaimen", "koulutustasomittainta", "työssäkäyvien", "vuotiaiden"}
UNKNOWN |= {"vuotiaista", "kymmenenneksi", "kahdenneksikymmenenneksi"}


def words(forms: Iterator[str]) -> set[str]:
    """The words of phrases, digits and slots aside."""
    return {word for form in forms for word in WORD.findall(re.sub(r"{\w+}", "", form))}


def by_case(kind: str) -> dict[str, dict[str, str]]:
    """The forms of a kind by key and case."""
    made: dict[str, dict[str, str]] = defaultdict(dict)
    for row in table():
        if row.kind == kind:
            made[row.key][row.case] = row.form
    return made


def test_every_form_that_a_sentence_can_be_filled_with_has_been_reviewed() -> None:
    assert sorted(used() - table()) == [], "read these, then python -m tests.language.forms --write"
    assert sorted(table() - used()) == [], "no sentence uses these"


@pytest.mark.parametrize("area", (COUNTRY, *REGIONS))
def test_no_finding_is_told_with_a_word_outside_the_table(area: str) -> None:
    known, made = words(row.form for row in table()), generation()
    strange = set()
    for finding in findings(made, area):
        for slot, runs in slots(finding, Language.FI, made.catalogue).items():
            if slot not in TEXTS:
                told = words(run.text for run in runs if isinstance(run, Plain))
                strange |= {(word, slot, finding.rule) for word in told - known}
    assert strange == set()


@pytest.mark.parametrize("key", sorted(by_case("area")))
def test_an_area_stands_in_the_case_it_is_meant_to(key: str) -> None:
    wrong = {case: form for case, form in by_case("area")[key].items() if not fits(form.split()[-1], case)}
    assert wrong == {}


@pytest.mark.parametrize("key", sorted(by_case("indicator")))
def test_what_is_inflected_in_an_indicators_name_agrees_in_its_case(key: str) -> None:
    told = by_case("indicator")[key]
    parts = {case: form.split() for case, form in told.items()}
    assert len({len(each) for each in parts.values()}) == 1, told
    inflected = [place for place in range(len(parts["nom"])) if len({each[place] for each in parts.values()}) > 1]
    assert inflected, told
    wrong = [
        (case, each[place])
        for case, each in parts.items()
        for place in inflected
        if each[place] not in UNKNOWN and not fits(each[place], case)
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", ["unit", "word", "place", "month", "quarter"])
def test_other_words_stand_in_the_case_they_are_meant_to(kind: str) -> None:
    rows = [row for row in table() if row.kind == kind and row.case != "text"]
    assert len(rows) > 10
    known = [row for row in rows if row.form not in UNKNOWN]
    assert [row for row in known if not all(fits(word, row.case) for word in _inflected(row))] == []


def _inflected(row: Row) -> list[str]:
    """The words of a form that stand in its case: of a unit the first, of other kinds all; "yhdenneksi" of 11th."""
    parts = row.form.removesuffix("toista").split()
    return parts[:1] if row.kind in ("unit", "word") and row.case in ("par", "nom", "gen") else parts


def test_the_analyser_knows_every_other_word_too() -> None:
    told = words(row.form for row in table()) - UNKNOWN
    parts = {word for word in told if not readings(word)}
    assert {word for word in parts if not readings(word.rpartition("-")[2])} == set()


def test_one_of_each_unit_has_a_word_of_its_own_after_a_verb() -> None:
    assert [key for key in units() if not has_word(f"one_{key}")] == []


@pytest.mark.parametrize(
    ("word", "case", "right"),
    [
        ("Kainuussa", "ine", True),
        ("Kainuuseen", "ine", False),
        ("huoltosuhdetta", "par", True),
        ("huoltosuhteen", "par", False),
        ("kasvoi", "past", True),
        ("kasvaa", "past", False),
        ("Kainuulla", "gen", False),
    ],
)
def test_the_analyser_tells_a_right_form_from_a_wrong_one(word: str, case: str, right: bool) -> None:
    assert fits(word, case) == right
