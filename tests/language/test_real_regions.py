"""Every sentence about every region from the embedded figures: whole, true, and Finnish that a speller knows."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.findings import Finding, find
from alke.findings.generate import generate
from alke.indicators.generation import Generation
from alke.indicators.values import Measure
from alke.language.numbers import agrees
from alke.language.runs import Number, Plain, Sentence
from alke.language.sentences import sentence
from tests.language.test_sentences import faults, untrue

# Words that the speller's dictionary lacks, each read and found right; "vuotiaiden" is the end of "15–64-vuotiaiden"
# and "vuotiaista" of "25–34-vuotiaista".
KNOWN_BY_US = {
    "EU27-indeksi",
    "EU28-indeksiä",
    "Gini-kerrointa",
    "Koulutustasomittainta",
    "työssäkäyvien",
    "vuotiaiden",
    "vuotiaista",
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """All embedded figures, computed once for this module."""
    return generate(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def told(generation: Generation) -> dict[str, list[Finding]]:
    """The findings of the country and of every region."""
    values = {key: generation.values(key) for key in generation.ids_with_values()}
    return {area: find(values, generation.catalogue, area) for area in (COUNTRY, *REGIONS)}


def said(told: dict[str, list[Finding]], generation: Generation, language: Language) -> Iterator[Sentence]:
    """The sentences of every area in a language."""
    for findings in told.values():
        for finding in findings:
            yield sentence(finding, language, generation.catalogue)


@pytest.mark.parametrize("language", Language)
def test_every_sentence_is_whole(told: dict[str, list[Finding]], generation: Generation, language: Language) -> None:
    assert [str(each) for each in said(told, generation, language) if faults(each)] == []


@pytest.mark.parametrize("language", Language)
def test_every_number_of_every_sentence_is_the_one_measured(
    told: dict[str, list[Finding]], generation: Generation, language: Language
) -> None:
    for findings in told.values():
        for finding in findings:
            measured = {ref: finding.numbers[slot] for slot, ref in finding.refs.items()}
            for run in sentence(finding, language, generation.catalogue).runs:
                if isinstance(run, Number):
                    assert agrees(run.text, measured[run.ref], language), (finding, run)


def test_the_numbers_of_one_region_measure_again_from_its_values(
    told: dict[str, list[Finding]], generation: Generation
) -> None:
    values = {key: generation.values(key) for key in generation.ids_with_values()}
    for finding in told["MK18"]:
        assert untrue(sentence(finding, Language.SV, generation.catalogue), values, Language.SV) == []


def test_aland_has_no_place_and_nobody_is_measured_against_it(told: dict[str, list[Finding]]) -> None:
    places = {Measure.RANK, Measure.RANK_LOWEST}
    refs = [ref for findings in told.values() for finding in findings for ref in finding.refs.values()]
    assert {ref.measure for ref in refs} >= places
    assert not [ref for ref in refs if ref.measure in places and ref.area == "MK21"]
    assert not [ref for ref in refs if ref.other == "MK21"]


def test_no_two_numbers_stand_side_by_side_in_finnish(told: dict[str, list[Finding]], generation: Generation) -> None:
    texts = [str(each) for each in said(told, generation, Language.FI)]
    assert [text for text in texts if re.search(r"\b(19|20)\d\d [−+]?\d", text)] == []


@pytest.fixture(scope="module")
def spelled() -> Callable[[str], bool]:
    """Whether Voikko knows a Finnish word."""
    found = ctypes.util.find_library("voikko") or next(Path("/usr/lib").glob("*/libvoikko.so.1"), None)
    if not found:
        pytest.skip("needs Voikko (Debian: libvoikko1 and voikko-fi), which is not installed")
    library = ctypes.CDLL(str(found))
    library.voikkoInit.restype = ctypes.c_void_p
    library.voikkoInit.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, ctypes.c_char_p]
    library.voikkoSpellCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    error = ctypes.c_char_p()
    handle = library.voikkoInit(ctypes.byref(error), b"fi", None)
    if not handle:
        pytest.skip(f"needs Voikko's Finnish dictionary (Debian: voikko-fi): {error.value!r}")
    return lambda word: library.voikkoSpellCstr(handle, word.encode()) == 1


def test_every_finnish_word_is_known_to_the_speller(
    told: dict[str, list[Finding]], generation: Generation, spelled: Callable[[str], bool]
) -> None:
    words: set[str] = set()
    for each in said(told, generation, Language.FI):
        for run in each.runs:
            if isinstance(run, Plain):
                words |= set(re.findall(r"[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö0-9–-]*", run.text))
    unknown = {word for word in words if not spelled(word) and not spelled(word.lower())}
    assert sorted(unknown - KNOWN_BY_US) == []
