"""Sentences in three languages, read against golden files and re-measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import MAINLAND, REGIONS, area
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import measure
from alke.indicators.values import Values
from alke.language.numbers import agrees
from alke.language.runs import Number, Plain, Sentence
from alke.language.sentences import sentence, templates
from alke.language.template import slots_of
from tests.findings import fictional
from tests.language import scenes

JUDGING = {
    Language.FI: r"parani|heikkeni|hyvä|huono|valitettavasti|onneksi|ansiosta|takia|johtuu|johtuen|seurauksena|vuoksi",
    Language.SV: r"förbättra|försämra|\bbra\b|dålig|tyvärr|tack vare|på grund av|beror på|till följd",
    Language.EN: r"improv|worsen|\bgood\b|\bbad\b|unfortunately|thanks to|due to|as a result|caused",
}


def faults(said: Sentence) -> list[str]:
    """What is wrong with a sentence's form."""
    text = str(said)
    found = [word for word in ("None", "  ", "{", "}", "[", "]", " ,", " .", "..") if word in text]
    found += re.findall(r"\bnan\b", text)
    if not (text[0].isupper() or text[0].isdigit()):
        found.append("no capital")
    if not text.endswith(".") or text.count(". ") > text.count("4. "):
        found.append("not one sentence")
    return found


def unaddressed(said: Sentence) -> list[str]:
    """Digits outside numbers that are neither a year nor part of a name or a rule."""
    words = "".join(run.text if isinstance(run, Plain) else " " for run in said.runs)
    words = re.sub(r"100\D?000", "", re.sub(r"\b4\. neljännes", "", words))
    return re.findall(r"\d+", re.sub(r"\b(19|20)\d\d\b", "", words))


def untrue(said: Sentence, values: Mapping[str, Values], language: Language) -> list[str]:
    """The numbers of a sentence that do not show what their addresses measure."""
    numbers = [(run.text, measure(values, run.ref)) for run in said.runs if isinstance(run, Number)]
    return [text for text, number in numbers if number is None or not agrees(text, number, language)]


@pytest.mark.parametrize("language", Language)
def test_the_golden_sentences_read_as_they_were_read(language: Language) -> None:
    assert scenes.golden(language) == (scenes.GOLDEN / f"{language}.txt").read_text("utf-8")


def test_the_golden_sentences_use_every_rule() -> None:
    told = {f"{finding.rule}/{finding.case}" for finding, _, _ in scenes.told()}
    told |= {one.rule for one in scenes.noted(Language.FI)}
    assert told == set(templates(Language.FI))


def test_every_rule_is_written_in_every_language() -> None:
    finnish = templates(Language.FI)
    for language in (Language.SV, Language.EN):
        assert set(templates(language)) == set(finnish)


@pytest.mark.parametrize("language", Language)
def test_every_template_of_a_rule_shows_the_same_numbers(language: Language) -> None:
    numbers = {
        "value",
        "earlier",
        "gap",
        "next_gap",
        "median_gap",
        "change",
        "percent",
        "share",
        "ratio",
        "rank",
        "count",
        "slope",
        "gap_before",
        "change_before",
        "other_change",
        "spread",
        "spread_before",
        "natural",
        "moves",
    }
    for key, lines in templates(language).items():
        shown = {frozenset(slots_of(line) & numbers) for line in lines}
        assert len(shown) == 1, key
        assert shown == {frozenset(slots_of(templates(Language.FI)[key][0]) & numbers)}, key


@pytest.mark.parametrize("language", Language)
def test_sentences_have_no_faults_of_form(language: Language) -> None:
    for finding, catalogue, _ in scenes.told():
        for variant in range(3):
            said = sentence(finding, language, catalogue, variant=variant)
            assert faults(said) == [], str(said)
            assert unaddressed(said) == [], str(said)


@pytest.mark.parametrize("language", Language)
def test_every_number_of_a_sentence_measures_to_what_it_shows(language: Language) -> None:
    for finding, catalogue, values in scenes.told():
        for variant in range(3):
            said = sentence(finding, language, catalogue, variant=variant)
            assert untrue(said, values, language) == [], str(said)


@pytest.mark.parametrize("language", Language)
def test_no_sentence_judges_or_gives_a_cause(language: Language) -> None:
    lines = " ".join(line for key, lines in templates(language).items() for line in lines)
    assert not re.search(JUDGING[language], lines, re.IGNORECASE)


@pytest.mark.parametrize("language", Language)
def test_because_is_said_in_refusals_only(language: Language) -> None:
    because = {Language.FI: "koska", Language.SV: "eftersom", Language.EN: "because"}[language]
    for key, lines in templates(language).items():
        assert all((because in line) == key.startswith("refusal/") for line in lines), key


def one(language: Language, of: Indicator, rows: scenes.Rows, rule: str, variant: int = 0) -> str:
    """The sentence of one rule about Kainuu."""
    catalogue = {of.id: of}
    found = find({of.id: fictional.values(of, rows)}, catalogue, scenes.HOME)
    (finding,) = [each for each in found if each.rule == rule]
    return str(sentence(finding, language, catalogue, variant=variant))


def test_one_person_is_one_person() -> None:
    people = fictional.people()
    level = [one(each, people, {scenes.HOME: [1.0]}, "level") for each in Language]
    change = [one(each, people, {scenes.HOME: [2000.0, 2001.0]}, "change") for each in Language]
    assert [text.split(" 1 ")[1].split()[0] for text in level] == ["henkilö", "person", "person"]
    assert [text.split(" 1 ")[1].split()[0].rstrip(",") for text in change] == ["henkilön", "person", "person"]


@pytest.mark.parametrize("code", REGIONS)
@pytest.mark.parametrize("language", Language)
def test_every_region_stands_in_its_right_form(code: str, language: Language) -> None:
    share = fictional.indicator()
    found = find({share.id: fictional.values(share, {code: [9.2]})}, {share.id: share}, code)
    (level,) = [each for each in found if each.rule == "level"]
    assert area(code).in_[language] in str(sentence(level, language, {share.id: share}, variant=0))


def test_the_same_finding_always_reads_the_same_and_areas_vary() -> None:
    share = fictional.indicator()
    held = {share.id: fictional.values(share, {code: [9.2] for code in (*REGIONS, "SSS")})}
    orders = set()
    for code in MAINLAND:
        (level,) = [each for each in find(held, {share.id: share}, code) if each.rule == "level"]
        said = sentence(level, Language.FI, {share.id: share})
        assert said == sentence(level, Language.FI, {share.id: share})
        orders.add(str(said).startswith("Työttömien"))
    assert orders == {True, False}


def test_a_finding_without_a_sentence_rule_is_refused_with_the_nearest() -> None:
    finding = Finding("level", "abov", "share", "MK18", Period(2018))
    with pytest.raises(UnknownCodeError, match="level/above"):
        sentence(finding, Language.FI, {"share": fictional.indicator()})


KINDS = (fictional.indicator, fictional.rate, fictional.balance, fictional.per_head)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(KINDS), st.randoms(use_true_random=False), st.sampled_from([1, 30, 3000]))
def test_whatever_the_numbers_sentences_are_whole_and_true(
    kind: Callable[[], Indicator], random: Random, width: int
) -> None:
    of = kind()
    rows = {code: [random.randint(-width, 3 * width) / 10 for _ in range(12)] for code in (*REGIONS, "SSS")}
    values, catalogue = {of.id: fictional.values(of, rows)}, {of.id: of}
    for code in (scenes.HOME, "SSS", "MK21"):
        for finding in find(values, catalogue, code):
            for language in Language:
                said = sentence(finding, language, catalogue)
                assert faults(said) == [], str(said)
                assert untrue(said, values, language) == [], str(said)
