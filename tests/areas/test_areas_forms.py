"""Case forms of names: against published forms, a morphological analyser, and by rule."""

from __future__ import annotations

import csv
import ctypes
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from alke.areas import REGIONS, Level, area
from alke.areas.register import register
from alke.base.languages import Language

# Names the analyser does not know; reviewed by hand. Laukaaseen it does not accept, Kotus gives it.
UNKNOWN_TO_VOIKKO = {"KU417", "KU438", "KU736", "KU771", "KU893", "KU936"}
DIFFERS_FROM_VOIKKO = {"Laukaaseen", "Toholampia"}
CASES = {
    "nom": {"nimento"},
    "gen": {"omanto"},
    "par": {"osanto"},
    "ine": {"sisaolento", "ulkoolento"},
    "ela": {"sisaeronto", "ulkoeronto"},
    "ill": {"sisatulento", "ulkotulento"},
}


def _regions_in_the_dossier(shared: Path) -> Iterator[list[str]]:
    for line in (shared / "reference/domain.md").read_text("utf-8").splitlines():
        if re.match(r"\| \d\d \| .*\| FI\w{3} \|", line):
            yield [cell.strip() for cell in line.strip("| ").split("|")]


def test_the_regions_are_inflected_as_in_the_dossier(shared: Path) -> None:
    rows = list(_regions_in_the_dossier(shared))
    assert len(rows) == len(REGIONS)
    for code, fi, sv, en, nuts, gen, ine, ela, ill in rows:
        place = area(f"MK{code}")
        assert (place.names.fi, place.names.sv, place.names.en) == (fi, sv, en.partition(" (")[0])
        assert (place.forms.gen, place.forms.ine, place.forms.ela, place.forms.ill) == (gen, ine, ela, ill)
        assert place.region is not None
        assert place.region.nuts3 == nuts


def test_the_councils_are_named_as_in_the_dossier(shared: Path) -> None:
    text = (shared / "reference/domain.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d\d) \| ([^|(]*[lL]iitto) \| ([^|\[]*?) *(?:\[\w+\] *)?\| \d+ \|$", text, re.MULTILINE)
    told = {f"MK{code}": (fi, sv) for code, fi, sv in rows}
    assert len(told) == 18
    ours = {code: (facts.council.fi, facts.council.sv) for code in told if (facts := area(code).region)}
    assert ours == told


def test_every_published_form_is_ours(shared: Path) -> None:
    published: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with (shared / "data/reference/place_name_inflections_fi.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            published[row["lemma"]][row["case"].removeprefix("pl_")] |= set(row["forms"].split("|"))
    ours = {place.forms.nom: place.forms for code, place in register().items() if code[:2] in ("KU", "MK")}
    wrong = []
    for name, told in published.items():
        forms = ours[name]
        inner = [told["ine"], told["ela"], told["ill"]]
        outer = [told["ade"], told["abl"], told["all"]]
        series = (forms.ine, forms.ela, forms.ill)
        # Where both series are accepted we have one of them, and all three forms of it.
        if not any(all(form in of for form, of in zip(series, kind, strict=True)) for kind in (inner, outer)):
            wrong.append((name, series))
        if told["gen"] and forms.gen not in told["gen"]:
            wrong.append((name, (forms.gen,)))
    assert not wrong
    assert len(published) > 300


class _Voikko:
    """The analyser by its C interface."""

    def __init__(self) -> None:
        try:
            self._library = library = ctypes.CDLL("libvoikko.so.1")
        except OSError:
            pytest.skip("needs libvoikko (Debian: libvoikko1 voikko-fi), which is not installed")
        library.voikkoInit.restype = ctypes.c_void_p
        library.voikkoInit.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, ctypes.c_char_p]
        library.voikkoAnalyzeWordCstr.restype = ctypes.POINTER(ctypes.c_void_p)
        library.voikkoAnalyzeWordCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.voikko_mor_analysis_value_cstr.restype = ctypes.c_char_p
        library.voikko_mor_analysis_value_cstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self._handle = library.voikkoInit(ctypes.byref(ctypes.c_char_p()), b"fi", None)
        if not self._handle:
            pytest.skip("needs the Finnish dictionary of libvoikko (Debian: voikko-fi), which is not installed")

    def __call__(self, word: str) -> set[tuple[str, str]]:
        """The base forms and cases the word may be."""
        found = self._library.voikkoAnalyzeWordCstr(self._handle, word.encode())
        value: Callable[[int, bytes], bytes | None] = self._library.voikko_mor_analysis_value_cstr
        analyses, index = set(), 0
        while found and found[index]:
            base, case = ((value(found[index], key) or b"").decode() for key in (b"BASEFORM", b"SIJAMUOTO"))
            analyses.add((base.lower(), case))
            index += 1
        return analyses


@pytest.mark.debian
def test_the_analyser_takes_every_form_for_the_case_it_stands_for() -> None:
    analyse, wrong, known = _Voikko(), [], 0
    for code, place in register().items():
        if place.level not in (Level.COUNTRY, Level.REGION, Level.MUNICIPALITY) or code in UNKNOWN_TO_VOIKKO:
            continue
        forms = {case: form.removesuffix(" Tl").split(" ")[-1] for case, form in asdict(place.forms).items()}
        for case, form in forms.items():
            if form in DIFFERS_FROM_VOIKKO:
                continue
            known += 1
            if not any((forms["nom"].lower(), name) in analyse(form) for name in CASES[case]):
                wrong.append((code, case, form))
    assert not wrong
    assert known > 1_950


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("SSS", "koko maa, koko maan, koko maata, koko maassa, koko maasta, koko maahan"),
        ("MK01", "Uusimaa, Uudenmaan, Uuttamaata, Uudellamaalla, Uudeltamaalta, Uudellemaalle"),
        ("KU106", "Hyvinkää, Hyvinkään, Hyvinkäätä, Hyvinkäällä, Hyvinkäältä, Hyvinkäälle"),
        ("KU235", "Kauniainen, Kauniaisten, Kauniaisia, Kauniaisissa, Kauniaisista, Kauniaisiin"),
        ("KU236", "Kaustinen, Kaustisen, Kaustista, Kaustisella, Kaustiselta, Kaustiselle"),
        ("KU284", "Koski Tl, Kosken Tl, Koskea Tl, Koskella Tl, Koskelta Tl, Koskelle Tl"),
        ("KU152", "Isokyrö, Isonkyrön, Isoakyröä, Isossakyrössä, Isostakyröstä, Isoonkyröön"),
        (
            "KU599",
            "Pedersören kunta, Pedersören kunnan, Pedersören kuntaa, "
            "Pedersören kunnassa, Pedersören kunnasta, Pedersören kuntaan",
        ),
        (
            "SK182",
            "Kajaanin seutukunta, Kajaanin seutukunnan, Kajaanin seutukuntaa, "
            "Kajaanin seutukunnassa, Kajaanin seutukunnasta, Kajaanin seutukuntaan",
        ),
        (
            "HVA20",
            "Kainuun hyvinvointialue, Kainuun hyvinvointialueen, Kainuun hyvinvointialuetta, "
            "Kainuun hyvinvointialueella, Kainuun hyvinvointialueelta, Kainuun hyvinvointialueelle",
        ),
    ],
)
def test_names_of_every_kind_are_inflected(code: str, forms: str) -> None:
    assert ", ".join(asdict(area(code).forms).values()) == forms


@pytest.mark.parametrize(
    ("code", "within", "of"),
    [
        ("SSS", ("koko maassa", "i hela landet", "in the whole country"), ("hela landets", "the whole country's")),
        ("MK18", ("Kainuussa", "i Kajanaland", "in Kainuu"), ("Kajanalands", "Kainuu's")),
        ("MK21", ("Ahvenanmaalla", "på Åland", "in Åland"), ("Ålands", "Åland's")),
        ("MK10", ("Etelä-Savossa", "i Södra Savolax", "in South Savo"), ("Södra Savolax", "South Savo's")),
        ("KU638", ("Porvoossa", "i Borgå", "in Porvoo"), ("Borgås", "Porvoo's")),
        ("KU322", ("Kemiönsaarella", "på Kimitoön", "in Kimitoön"), ("Kimitoöns", "Kimitoön's")),
        ("KU545", ("Närpiössä", "i Närpes", "in Närpes"), ("Närpes", "Närpes'")),
        (
            "SK182",
            ("Kajaanin seutukunnassa", "i Kajana ekonomiska region", "in the Kajaani sub-region"),
            ("Kajana ekonomiska regions", "the Kajaani sub-region's"),
        ),
        (
            "HVA90",
            ("Helsingin kaupungissa", "i Helsingfors stad", "in the City of Helsinki"),
            ("Helsingfors stads", "the City of Helsinki's"),
        ),
        (
            "EVK10",
            (
                "Lapin elinvoimakeskuksen alueella",
                "inom verksamhetsområdet för Lapplands livskraftscentral",
                "in the area of the Lapland Economic Development Centre",
            ),
            ("Lapplands livskraftscentrals", "the Lapland Economic Development Centre's"),
        ),
    ],
)
def test_a_name_stands_in_a_sentence_in_three_languages(
    code: str, within: tuple[str, str, str], of: tuple[str, str]
) -> None:
    place = area(code)
    assert tuple(place.in_[language] for language in Language) == within
    assert (place.genitive.sv, place.genitive.en) == of
    assert place.genitive.fi == place.forms.gen


def test_the_ways_in_and_out_follow_the_same_series() -> None:
    for place in register().values():
        outer = [form.removesuffix(" Tl")[-3:-1] for form in (place.forms.ine, place.forms.ela, place.forms.ill)]
        assert (outer == ["ll", "lt", "ll"]) == (place.forms.ine.removesuffix(" Tl")[-3:-1] == "ll"), place.code
        assert place.to.fi == place.forms.ill
        assert place.from_.sv.startswith("från ")
        assert place.to.en.startswith("to ")
