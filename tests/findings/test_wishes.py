"""What people lift and hide changes which findings are told, and nothing of what they say."""

from __future__ import annotations

from alke.findings import Finding, Wishes, choose, find
from tests.findings import fictional


def found() -> list[Finding]:
    share, rate = fictional.indicator(), fictional.rate()
    held = {
        share.id: fictional.values(share, {"MK18": [8.0, 9.2], "SSS": [8.7, 8.7]}),
        rate.id: fictional.values(rate, {"MK18": [60.0, 62.5], "SSS": [61.0, 61.0]}),
    }
    return find(held, {share.id: share, rate.id: rate}, "MK18")


def test_a_goal_of_the_region_comes_first_and_shows_why() -> None:
    first = choose(found(), 1)[0]
    other = next(each.indicator for each in found() if each.indicator != first.indicator)
    lifted = choose(found(), 1, wishes=Wishes(goals=frozenset({other})))[0]
    assert (lifted.indicator, lifted.score["goal"]) == (other, 1.0)


def test_a_theme_of_the_round_is_a_part_of_the_score() -> None:
    told = choose(found(), 9, wishes=Wishes(themes=frozenset({"share"})))
    assert {each.indicator for each in told if "theme" in each.score} == {"share"}


def test_the_next_takes_the_place_of_what_is_hidden() -> None:
    first, second = choose(found(), 2)
    told = choose(found(), 2, wishes=Wishes(hidden=frozenset({first.key})))
    assert first.key not in {each.key for each in told}
    assert second.key in {each.key for each in told}
    assert len(told) == 2


def test_what_cannot_be_said_is_not_lifted() -> None:
    lifted = Wishes(goals=frozenset({"share", "rate"})).of(found())
    assert all("goal" not in each.score for each in lifted if each.rule == "refusal")


def test_every_finding_of_an_area_has_a_key_of_its_own() -> None:
    keys = [each.key for each in found()]
    assert len(set(keys)) == len(keys)
