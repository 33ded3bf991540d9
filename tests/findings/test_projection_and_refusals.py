"""Projections, refusals, the choice of findings and their records."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import MAINLAND
from alke.base.errors import InputError
from alke.findings import Finding, choose, find, from_record, to_record
from alke.findings.choose import QUESTIONS
from alke.findings.rules import RULES
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import measure
from alke.indicators.values import Kind, Measure, Values
from alke.statistics.cube import Reason
from tests.findings import fictional

HOME = "MK18"


def test_a_projection_is_told_to_its_last_year_from_the_newest_observed_value() -> None:
    people = fictional.people()
    held = fictional.values(people, {HOME: [1000.0]}, projection={HOME: [990.0, 900.0]})
    (found,) = [each for each in find({people.id: held}, {people.id: people}, HOME) if each.rule == "projection"]
    assert (found.case, str(found.period), found.facts["variant"]) == ("shrinks", "2040", "2019")
    assert found.kind is Kind.PROJECTION
    assert (found.numbers["change"], found.numbers["percent"]) == (-100.0, -10.0)


def test_a_projection_that_ends_before_the_newest_observation_is_not_told() -> None:
    people = fictional.people()
    held = fictional.values(people, {HOME: [1000.0]}, projection={HOME: [990.0]}, projection_end="2018")
    assert not [each for each in find({people.id: held}, {people.id: people}, HOME) if each.rule == "projection"]


def test_an_indicator_that_no_source_holds_is_refused_as_such() -> None:
    share, people = fictional.indicator(), fictional.people()
    held = {people.id: fictional.values(people, {HOME: [1000.0]})}
    (found,) = [each for each in find(held, {people.id: people, share.id: share}, HOME) if each.indicator == share.id]
    assert (found.rule, found.case, str(found.period)) == ("refusal", "no_figure", "2018")


def test_an_area_without_a_value_is_refused_with_the_publishers_reason() -> None:
    share = fictional.indicator()
    held = fictional.values(share, {"MK01": [8.0]}, reason=Reason.CONFIDENTIAL)
    (found,) = find({share.id: held}, {share.id: share}, HOME)
    assert (found.case, found.facts["reason"]) == ("no_value", "confidential")


def test_an_area_that_the_publisher_does_not_give_is_refused_too() -> None:
    share = fictional.indicator()
    (found,) = find({share.id: fictional.values(share, {"MK01": [8.0]})}, {share.id: share}, "KU205")
    assert (found.case, found.facts["reason"]) == ("no_value", "not_available")


def test_nothing_is_said_of_a_balance_between_regions_for_the_whole_country() -> None:
    balance = fictional.balance()
    held = fictional.values(balance, {HOME: [-5.0, 5.0], "SSS": [0.0, 0.0]})
    assert find({balance.id: held}, {balance.id: balance}, "SSS") == []


def test_refusals_weigh_nothing_and_come_last() -> None:
    share, people = fictional.indicator(), fictional.people()
    held = {people.id: fictional.values(people, {HOME: [900.0, 1000.0], "SSS": [9000.0, 9000.0]})}
    found = find(held, {share.id: share, people.id: people}, HOME)
    assert [each.rule for each in found][-1] == "refusal"
    assert found[-1].weight == 0


def some_findings() -> list[Finding]:
    share, people = fictional.indicator(breaks=fictional.broken("2010")), fictional.people()
    shares = {area: [8.0 + place / 7 + year / 9 for year in range(12)] for place, area in enumerate(MAINLAND)}
    counts = {area: [1000.0 - year for year in range(12)] for area in (*MAINLAND, "SSS")}
    held = {share.id: fictional.values(share, shares), people.id: fictional.values(people, counts)}
    return find(held, {share.id: share, people.id: people}, HOME)


def test_findings_come_heaviest_first() -> None:
    weights = [each.weight for each in some_findings()]
    assert weights == sorted(weights, reverse=True)


@settings(deadline=None, max_examples=40)
@given(st.permutations(some_findings()), st.integers(0, 12), st.integers(1, 3))
def test_a_choice_does_not_crowd_and_does_not_depend_on_order(found: list[Finding], count: int, most: int) -> None:
    chosen = choose(found, count, most)
    assert chosen == choose(some_findings(), count, most)
    assert len(chosen) <= count
    of_indicator = [each.indicator for each in chosen]
    assert all(of_indicator.count(each) <= most for each in of_indicator)
    assert len({(each.indicator, QUESTIONS[each.rule]) for each in chosen}) == len(chosen)
    assert "refusal" not in {each.rule for each in chosen}


def test_two_indicators_that_tell_one_story_are_told_once() -> None:
    own, other = fictional.indicator(), fictional.indicator(id="twin", same_as="share")
    found = [each for of in (own, other) for each in find({of.id: values_with_a_change(of)}, {of.id: of}, HOME)]
    catalogue = {own.id: own, other.id: other}
    questions = [QUESTIONS[each.rule] for each in choose(found, 20, 9, catalogue=catalogue)]
    assert len(questions) == len(set(questions))
    assert len(choose(found, 20, 9)) == 2 * len(questions)


def test_what_readers_look_for_first_weighs_more_and_what_is_old_less() -> None:
    plain, first = fictional.indicator(id="plain"), fictional.indicator(id="first", headline=True)
    old = fictional.indicator(id="old")
    held = {each.id: values_with_a_change(each) for each in (plain, first)}
    held["old"] = fictional.values(old, {area: [8.0, 9.0] for area in (*MAINLAND, "SSS")}, end="2014")
    heaviest = {
        each.indicator: each for each in reversed(find(held, {one.id: one for one in (plain, first, old)}, HOME))
    }
    assert heaviest["first"].score["headline"] > heaviest["plain"].score["headline"] == 0.0
    assert heaviest["plain"].score["recent"] == 1.0 > heaviest["old"].score["recent"]


def values_with_a_change(of: Indicator) -> Values:
    return fictional.values(of, {area: [8.0 + place, 9.0 + place] for place, area in enumerate((*MAINLAND, "SSS"))})


def test_every_rule_answers_a_question() -> None:
    assert {rule.NAME for rule in RULES} - {"refusal", "data_gap"} <= set(QUESTIONS)  # these two only refuse


def test_every_finding_is_the_same_after_json_and_back() -> None:
    found = some_findings()
    assert [from_record(json.loads(json.dumps(to_record(each)))) for each in found] == found


def test_a_record_that_lacks_a_field_is_refused_and_names_it() -> None:
    record = to_record(some_findings()[0])
    del record["period"]
    with pytest.raises(InputError, match="period"):
        from_record(record)


def test_every_part_of_a_score_is_between_nothing_and_one() -> None:
    assert all(0 <= part <= 1 for each in some_findings() for part in each.score.values())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 200).map(float), min_size=12, max_size=12), st.integers(2008, 2018))
def test_no_number_is_worked_out_across_a_break(numbers: list[float], year: int) -> None:
    share = fictional.indicator(breaks=fictional.broken(str(year)))
    held = {share.id: fictional.values(share, {HOME: numbers})}
    for each in find(held, {share.id: share}, HOME):
        for ref in each.refs.values():
            if ref.measure in (Measure.CHANGE, Measure.CHANGE_PERCENT):
                assert not int(ref.other) < year <= ref.period.year
        if each.rule == "record":
            assert int(each.facts["since"]) >= year


def test_every_number_of_a_finding_is_what_its_address_measures() -> None:
    share = fictional.indicator()
    held = {share.id: fictional.values(share, {area: [8.0, 8.0 + place] for place, area in enumerate(MAINLAND)})}
    for each in find(held, {share.id: share}, HOME):
        assert {slot: measure(held, ref) for slot, ref in each.refs.items()} == each.numbers
