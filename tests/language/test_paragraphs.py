"""Paragraphs: tied without a cause, clear in what they leave out, and true to the last number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.base.periods import Period
from alke.documents.picture import MAIN
from alke.documents.picture import told as chosen_of
from alke.findings import Finding
from alke.findings.generate import findings
from alke.indicators.values import Ref
from alke.language.paragraphs import Line, Link, joined, plan, say, templates, told, worded
from alke.language.runs import Number, Runs, plain
from alke.language.template import slots_of
from tests.findings import fictional
from tests.language.everything import unproven
from tests.language.proof.conftest import generation

SAMPLE = (COUNTRY, "MK01", "MK18", "MK21")


def beside(area: str) -> tuple[Finding, ...]:
    """What may stand beside an area's chosen findings."""
    return (*findings(generation(), COUNTRY), *findings(generation(), area))


@cache
def plans(area: str) -> tuple[tuple[tuple[Finding, ...], tuple[Line, ...]], ...]:
    """The chosen findings of each theme of an area, and the lines of its paragraph."""
    made = generation()
    return tuple(
        (tuple(chosen), plan(chosen, beside(area), made.catalogue))
        for theme, chosen in chosen_of(made, area).items()
        if chosen and theme != MAIN
    )


def texts(area: str, language: Language) -> Iterator[Runs]:
    """Every paragraph of an area, in both ways of wording each line."""
    for variant in (0, 1):
        for _, lines in plans(area):
            if lines:
                yield joined([say(line, language, generation().catalogue, variant) for line in lines])


@pytest.mark.parametrize("area", SAMPLE)
@pytest.mark.parametrize("language", Language)
def test_every_claim_of_a_paragraph_holds_and_every_number_is_one(area: str, language: Language) -> None:
    said = list(texts(area, language))
    assert said
    assert {plain(text): wrong for text in said if (wrong := unproven(text, area, language, generation()))} == {}


def test_most_themes_of_the_regions_have_a_paragraph_beside_the_main_points() -> None:
    made = [bool(lines) for area in REGIONS for _, lines in plans(area)]
    assert sum(made) / len(made) > 0.5


@pytest.mark.parametrize("area", (COUNTRY, *REGIONS))
def test_each_chosen_finding_is_told_once(area: str) -> None:
    for chosen, lines in plans(area):
        inside = told(lines)
        assert len(inside) <= 3
        assert all(finding in chosen for finding in inside)
        assert len({id(finding) for finding in inside}) == len(inside)
        parts = worded({"theme": chosen}, beside(area), Language.FI, generation().catalogue)
        paragraph, apart = parts["theme"]
        assert len(apart) == len(chosen) - len(inside)
        assert len(paragraph) == len(lines)


@pytest.mark.parametrize("area", (COUNTRY, *REGIONS))
def test_what_is_left_out_has_just_been_told(area: str) -> None:
    for _, lines in plans(area):
        for before, line in zip(lines, lines[1:], strict=False):
            if line.link in (Link.IT, Link.COUNTRY, Link.BUT):
                assert line.finding.indicator == before.finding.indicator
                assert "people" not in before.finding.refs, "'it' could be the population"
            if line.link in (Link.SAME_TIME, Link.COUNTRY, Link.BUT):
                assert line.finding.facts["since"] == before.finding.facts["since"]
                assert line.finding.period == before.finding.period
            if line.near:
                assert line.finding.area == before.finding.area


def test_the_way_of_the_country_is_told_as_the_same_or_the_other() -> None:
    moved = {
        (before.finding.case == line.finding.case, line.link)
        for area in REGIONS
        for _, lines in plans(area)
        for before, line in zip(lines, lines[1:], strict=False)
        if line.link in (Link.COUNTRY, Link.BUT)
    }
    assert moved == {(True, Link.COUNTRY), (False, Link.BUT)}


def finding(rule: str, case: str, indicator: str, area: str = "MK18", **slots: float) -> Finding:
    """A made-up finding of 2013–2018."""
    refs = {slot: Ref(indicator, area, Period(2018)) for slot in slots}
    return Finding(rule, case, indicator, area, Period(2018), refs=refs, facts={"since": "2013"}, numbers=slots)


def test_things_that_are_read_in_opposite_ways_are_not_set_against_each_other() -> None:
    bad, good = fictional.indicator(higher_is="worse"), fictional.rate(higher_is="better")
    catalogue = {bad.id: bad, good.id: good}
    more = finding("level", "above", bad.id, value=9.0, gap=1.0)
    less = finding("level", "below", good.id, value=60.0, gap=-5.0)
    assert plan([more, less], (), catalogue) == ()


def test_things_that_are_read_alike_are_set_against_each_other_when_they_lie_apart() -> None:
    first, second = fictional.indicator(higher_is="worse"), fictional.indicator(id="second", higher_is="worse")
    catalogue = {first.id: first, second.id: second}
    more = finding("level", "above", first.id, value=9.0, gap=1.0)
    less = finding("level", "below", second.id, value=6.0, gap=-5.0)
    assert [line.link for line in plan([more, less], (), catalogue)] == [Link.ALONE, Link.INSTEAD]
    also = finding("level", "above", second.id, value=6.0, gap=5.0)
    assert [line.link for line in plan([more, also], (), catalogue)] == [Link.ALONE, Link.ALSO]


def test_a_sample_is_told_to_be_one() -> None:
    survey = fictional.rate(survey=True)
    other = fictional.indicator(id="second")
    grew = finding("change", "grew", survey.id, change=1.0)
    shrank = finding("change", "shrank", other.id, change=-1.0)
    lines = plan([grew, shrank], (), {survey.id: survey, other.id: other})
    assert [line.key for line in lines] == ["alone/change/grew", "same_time/change/shrank", "caveat/survey"]


def test_every_way_of_tying_is_written_in_every_language() -> None:
    finnish = templates(Language.FI)
    for language in (Language.SV, Language.EN):
        assert set(templates(language)) == set(finnish)


@pytest.mark.parametrize("language", Language)
def test_both_ways_of_a_line_show_the_same_numbers(language: Language) -> None:
    words = {"subject", "in", "span", "when", "since", "between", "before", "of", "years"}
    for key, lines in templates(language).items():
        assert len({frozenset(slots_of(line) - words) for line in lines}) == 1, key


def test_a_value_just_shown_is_not_shown_again() -> None:
    shown = []
    for area in REGIONS:
        for _, lines in plans(area):
            said = [say(line, Language.FI, generation().catalogue) for line in lines]
            for before, line, one, two in zip(lines, lines[1:], said, said[1:], strict=False):
                values = [{run.ref for run in each.runs if isinstance(run, Number)} for each in (one, two)]
                if line.link is Link.IT and before.finding.refs.get("value") in values[0] & values[1]:
                    shown.append(str(two))
    assert shown == []
