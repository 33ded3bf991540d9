"""Published intervals: values whose intervals meet are not set apart, ranked or said to have changed."""

from __future__ import annotations

import pytest

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.findings.context import ranked
from alke.findings.find import find
from alke.findings.finding import Finding
from alke.indicators.values import Kind, Ref
from alke.language.sentences import sentence
from tests.findings import fictional

HOME = "MK18"


def told(own: list[float], country: float = 70.0, margin: float | None = 1.0, area: str = HOME) -> dict[str, Finding]:
    """The findings of a survey by rule, about Kainuu among regions three points apart with gaps of six around it."""
    survey = fictional.rate(survey=True, rank_minimum=100_000)
    apart: dict[str, list[float | None]] = {area: [50.0 + 3 * place] * 2 for place, area in enumerate(MAINLAND)}
    apart |= {HOME: [*own], "MK17": [94.0] * 2, "MK19": [110.0] * 2, "SSS": [country] * 2}
    held = {survey.id: fictional.values(survey, apart, margin=margin)}
    return {each.rule: each for each in find(held, {survey.id: survey}, area) if each.facts.get("about") != "trend"}


def test_a_value_whose_interval_holds_the_country_s_does_not_differ_from_it() -> None:
    level = told([101.0, 101.0], country=102.5)["level"]
    assert level.case == "within"
    assert (level.numbers["lower"], level.numbers["upper"]) == (100.0, 102.0)
    assert level.weight < 0.5


def test_a_value_whose_interval_lies_apart_is_compared_as_any_other() -> None:
    assert told([101.0, 101.0], country=98.0)["level"].case == "above"


def test_two_values_of_one_area_whose_intervals_meet_are_not_said_to_have_changed() -> None:
    assert told([101.0, 102.5])["change"].case == "within"
    assert told([101.0, 103.5])["change"].case == "grew"


def test_a_region_whose_interval_meets_no_other_has_its_place() -> None:
    rank = told([101.0, 101.0])["rank"]
    assert (rank.case, rank.numbers["rank"]) == ("high", 2)


def test_a_region_whose_interval_meets_another_s_has_none_and_that_is_said() -> None:
    refusal = told([109.0, 109.0])["refusal"]
    assert (refusal.case, refusal.facts["about"]) == ("overlap", "rank")
    assert "rank" not in told([109.0, 109.0])


def test_without_intervals_a_survey_of_a_small_area_is_refused_as_before() -> None:
    without = told([101.0, 101.0], margin=None)
    assert without["refusal"].case == "survey_small"
    assert "rank" not in without


def test_tables_rank_no_indicator_with_intervals() -> None:
    rate = fictional.rate()
    rows: dict[str, list[float | None]] = {area: [float(place)] for place, area in enumerate(MAINLAND)}
    assert ranked(rate, fictional.values(rate, rows))
    assert not ranked(rate, fictional.values(rate, rows, margin=1.0))


@pytest.mark.parametrize("kind", [Kind.LOWER, Kind.UPPER])
def test_a_bound_has_an_address_that_reads_back(kind: Kind) -> None:
    level = told([101.0, 101.0], country=102.5)["level"]
    ref = level.refs[kind.value]
    assert str(ref) == f"rate:MK18:2018+{kind}"
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "eikä eroa tilastollisesti koko maan luvusta"),
        (Language.SV, "skiljer sig inte statistiskt"),
        (Language.EN, "does not differ statistically"),
    ],
)
def test_the_sentence_says_that_there_is_no_difference_and_shows_the_interval(language: Language, words: str) -> None:
    survey = fictional.rate()
    text = str(sentence(told([101.0, 101.0], country=102.5)["level"], language, {survey.id: survey}))
    assert words in text
    assert "100" in text
    assert "102" in text
