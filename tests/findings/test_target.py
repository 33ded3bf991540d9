"""The rule that sets a value beside the target of the region's own programme; made-up figures, real targets."""

from __future__ import annotations

import pytest

from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.base.units import unit
from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import measure
from alke.indicators.targets import all_targets
from alke.indicators.values import Measure, Ref
from tests.findings import fictional

NORTH = "MK17"  # its programme of 2018–2021 aims at 167,000 jobs and an employment rate of 70–71 per cent in 2021


def jobs() -> Indicator:
    return fictional.people(id="jobs", unit=unit("jobs"))


def told(of: Indicator, number: float, *, end: str = "2019", area: str = NORTH) -> list[Finding]:
    held = {of.id: fictional.values(of, {area: [number]}, end=end)}
    return [each for each in find(held, {of.id: of}, area) if each.rule == "target"]


def test_a_value_short_of_the_target_is_told_with_the_gap() -> None:
    (found,) = told(jobs(), 160_000.0)
    assert (found.case, found.numbers["target"], found.numbers["gap"]) == ("short", 167_000, -7_000)
    assert (found.facts["by"], found.score["goal"]) == (2021, 1.0)


def test_a_value_at_the_target_has_reached_it() -> None:
    assert [each.case for each in told(jobs(), 167_000.0)] == ["reached"]


def test_a_target_that_must_be_passed_is_not_reached_by_its_level() -> None:
    balance = fictional.balance(id="net-migration-municipal")
    assert [each.case for each in told(balance, 0.0)] == ["short"]
    assert [each.case for each in told(balance, 1.0)] == ["reached"]


def test_a_value_of_another_time_is_not_set_beside_the_target() -> None:
    assert told(jobs(), 160_000.0, end="2017") == []
    assert told(jobs(), 160_000.0, end="2022") == []


def test_a_region_without_a_target_or_an_indicator_in_another_unit_has_no_finding() -> None:
    assert told(jobs(), 160_000.0, area="MK18") == []
    assert told(fictional.indicator(id="jobs"), 60.0) == []


def test_a_survey_in_a_small_area_is_not_set_beside_a_target() -> None:
    survey = fictional.rate(id="employment-rate-lfs", survey=True, rank_minimum=100_000)
    assert told(survey, 68.0) == []


def test_the_number_of_a_target_is_known_by_its_id_alone() -> None:
    held = {"jobs": fictional.values(jobs(), {NORTH: [160_000.0]})}
    (target,) = [each for each in all_targets() if (each.area, each.indicator) == (NORTH, "jobs")]
    ref = Ref("jobs", NORTH, Period(2018), measure=Measure.TARGET, other=target.id)
    assert Ref.parse(str(ref)) == ref
    assert measure(held, ref) == target.goal
    with pytest.raises(UnknownCodeError, match="no-such"):
        measure(held, Ref("jobs", NORTH, Period(2018), measure=Measure.TARGET, other="no-such"))
