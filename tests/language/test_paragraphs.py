"""Paragraphs: tied without a cause, clear in what they leave out, and true to the last number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.base.periods import Period
from alke.base.units import unit
from alke.documents.picture import MAIN
from alke.documents.picture import told as chosen_of
from alke.findings import Finding
from alke.findings.generate import findings
from alke.indicators.values import Ref
from alke.language import numbers
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


def test_a_value_that_lies_otherwise_beside_the_country_than_beside_the_peers_is_told_beside_both() -> None:
    catalogue = {(one := fictional.indicator()).id: one}
    peers = finding("peers", "top", one.id, value=9.0, gap=1.0)
    below, above = (
        finding("level", case, one.id, value=9.0, gap=gap) for case, gap in (("below", -2.0), ("above", 2.0))
    )
    ratio = finding("level", "ratio", one.id, value=9.0, ratio=88.2)
    assert [line.key for line in plan([peers], [below], catalogue)] == ["alone/peers/top", "against/level/below"]
    assert [line.key for line in plan([peers], [ratio], catalogue)] == ["alone/peers/top", "against/level/ratio"]
    assert [line.key for line in plan([below], [peers], catalogue)] == ["alone/level/below", "against/peers/top"]
    assert plan([peers], [above], catalogue) == ()
    assert plan([peers], [replace(below, period=Period(2017))], catalogue) == ()
    assert plan([peers], [replace(below, area="MK11")], catalogue) == ()
    assert plan([peers], [replace(ratio, numbers={"ratio": 100.4})], catalogue) == ()


def test_what_lies_beside_the_peers_is_not_set_against_what_lies_beside_the_country() -> None:
    first, second = fictional.indicator(higher_is="worse"), fictional.indicator(id="second", higher_is="worse")
    catalogue = {first.id: first, second.id: second}
    top = finding("peers", "top", first.id, value=9.0, gap=1.0)
    assert plan([top, finding("level", "below", second.id, value=6.0, gap=-5.0)], (), catalogue) == ()
    bottom = finding("peers", "bottom", second.id, value=6.0, gap=-5.0)
    assert [line.link for line in plan([top, bottom], (), catalogue)] == [Link.ALONE, Link.INSTEAD]
    also = finding("peers", "top", second.id, value=6.0, gap=5.0)
    assert [line.link for line in plan([top, also], (), catalogue)] == [Link.ALONE, Link.ALSO]


@pytest.mark.parametrize("area", REGIONS)
def test_a_paragraph_has_one_contrast_at_most(area: str) -> None:
    for _, lines in plans(area):
        assert sum(line.link in (Link.BUT, Link.AGAINST, Link.INSTEAD) for line in lines) <= 1


def test_a_target_follows_the_value_it_is_for_and_no_other() -> None:
    catalogue = {(one := fictional.indicator()).id: one}
    level, aim = (
        finding("level", "above", one.id, value=9.0, gap=1.0),
        finding("target", "short", one.id, value=9.0, gap=3.0),
    )
    assert [line.key for line in plan([level, aim], (), catalogue)] == ["alone/level/above", "it/target/short"]
    change = finding("change", "grew", one.id, change=1.0)
    assert plan([change, aim], (), catalogue) == ()


@pytest.mark.parametrize("language", Language)
def test_the_parts_of_a_change_follow_it_and_are_told_not_to_explain_it(language: Language) -> None:
    catalogue = {(jobs := fictional.indicator(id="jobs", unit=unit("jobs"), decimals=0)).id: jobs}
    change = finding("change", "shrank", jobs.id, change=-900.0)
    parts = finding("shift_share", "parts", jobs.id, change=-900.0, as_country=300.0, mix=-200.0, own=-1000.0)
    lines = plan([change, parts], (), catalogue)
    assert [line.key for line in lines] == ["alone/change/shrank", "it/shift_share/parts", "caveat/shift_share"]
    said = [run.text for run in say(lines[1], language, catalogue).runs if isinstance(run, Number)]
    assert said == ["+300", "−200", numbers.shown(-1000.0, 0, language)]
    other = replace(parts, refs={**parts.refs, "change": Ref("jobs", "MK18", Period(2017))})
    assert plan([change, other], (), catalogue) == ()


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
