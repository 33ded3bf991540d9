"""The indicator contract: worsening is said as worsening, and what cannot be told is said so."""

from __future__ import annotations

import pytest

from alke.base.home import home
from alke.base.periods import Period
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.contracts import make_contract
from alke.workspace.rounds.actions.outcomes import clear_outcome, publish_outcome, submit_outcome
from alke.workspace.rounds.models import Conclusion
from alke.workspace.rounds.rules.contracts import Judgement, Point, Target, Verdict, Why, judge, judged
from tests.workspace.conftest import World
from tests.workspace.rounds.concluding import QUOTE, drafted, opened, published

DEPENDENCY = "demographic-dependency-ratio"
UNEMPLOYMENT = "unemployed-share-tem"


def at(number: float, year: int) -> Point:
    return Point(number, Period(year), "abc")


def told(
    before: Point | None, now: Point | None, direction: str = "up", number: float | None = None, **more: object
) -> Judgement:
    kind = str(more.pop("kind", "number" if number is not None else "direction"))
    return judge(before, now, Target(kind, direction, number), decimals=1, **more)  # type: ignore[arg-type]


def test_a_move_the_wrong_way_is_worsening_and_is_never_hidden() -> None:
    one = told(at(10, 2018), at(8.5, 2021), "up", 12)
    assert (one.verdict, one.worsened, one.change, one.level) == (Verdict.AWAY, True, -1.5, 12)
    assert told(at(10, 2018), at(11, 2021), "down").worsened


def test_worsening_is_said_even_when_the_number_aimed_at_is_still_met() -> None:
    assert told(at(10, 2018), at(9, 2021), "up", 8).verdict is Verdict.AWAY


def test_a_target_is_reached_at_its_number_and_approached_before_it() -> None:
    assert told(at(10, 2018), at(12, 2021), "up", 12).verdict is Verdict.REACHED
    assert told(at(10, 2018), at(11.9, 2021), "up", 12).verdict is Verdict.TOWARD
    assert told(at(10, 2018), at(8, 2021), "down", 8).verdict is Verdict.REACHED
    assert told(at(10, 2018), at(13, 2021), "up", 3, kind="change").verdict is Verdict.REACHED


def test_what_shows_as_no_change_is_no_change_and_noise_is_not_taken_for_one() -> None:
    assert told(at(10, 2018), at(10.04, 2021)).verdict is Verdict.UNCHANGED
    assert told(at(10, 2018), at(9.2, 2021), noise=1.0).verdict is Verdict.UNCHANGED
    assert told(at(10, 2018), at(8.8, 2021), noise=1.0).verdict is Verdict.AWAY


def test_what_was_to_be_kept_worsens_whichever_way_it_moves() -> None:
    assert told(at(10, 2018), at(10, 2021), "keep").verdict is Verdict.UNCHANGED
    assert told(at(10, 2018), at(11, 2021), "keep").verdict is Verdict.AWAY


def test_over_a_break_in_the_series_it_cannot_be_told() -> None:
    one = told(at(10, 2018), at(8, 2021), breaks=(Period(2021),))
    assert (one.verdict, one.change) == (Verdict.BROKEN, None)
    assert told(at(10, 2018), at(8, 2020), breaks=(Period(2021),)).verdict is Verdict.AWAY


def test_without_a_newer_figure_nothing_is_judged() -> None:
    assert told(at(10, 2018), at(10, 2018)).verdict is Verdict.NO_NEWER
    assert told(at(10, 2018), None).verdict is Verdict.NO_NEWER
    one = told(None, at(10, 2018))
    assert (one.verdict, one.why) == (Verdict.CANNOT_TELL, Why.NO_BASELINE)


def test_a_revision_that_turns_the_direction_leaves_it_untold_and_a_smaller_one_is_only_told() -> None:
    one = told(at(10, 2018), at(10.5, 2021), revised=11.0)
    assert (one.verdict, one.why, one.revised) == (Verdict.CANNOT_TELL, Why.REVISED, 11.0)
    one = told(at(10, 2018), at(10.5, 2021), revised=10.1)
    assert (one.verdict, one.revised) == (Verdict.TOWARD, 10.1)


def test_a_survey_says_that_it_is_one() -> None:
    assert told(at(10, 2018), at(12, 2021), survey=True).survey


@pytest.fixture(scope="session")
def figures() -> Generation:
    """The embedded figures, computed."""
    ensure(home())
    return Generation.current(home())


def test_the_baseline_is_read_from_the_figures_and_frozen_with_its_vintage(world: World, figures: Generation) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    make_contract(
        one, indicator=UNEMPLOYMENT, area="MK18", target_kind="direction", direction="down", by=world.coordinator
    )
    latest = figures.values(UNEMPLOYMENT).latest("MK18")
    assert latest is not None
    assert (one.baseline, one.baseline_period, one.baseline_vintage) == (
        latest.number,
        str(latest.period),
        latest.vintage,
    )
    verdict = judged(one, figures)
    assert verdict is not None and verdict.verdict is Verdict.NO_NEWER


def test_a_regions_real_figure_that_moved_away_is_shown_as_worsening(world: World, figures: Generation) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    make_contract(
        one,
        indicator=DEPENDENCY,
        area="MK18",
        target_kind="direction",
        direction="down",
        baseline_period=Period(2016),
        by=world.coordinator,
    )
    verdict = judged(one, figures)
    values = figures.values(DEPENDENCY)
    latest = values.latest("MK18")
    assert verdict is not None and latest is not None and latest.number is not None and one.baseline is not None
    assert latest.number > one.baseline, "the dependency ratio of Kainuu has grown"
    assert verdict.worsened and verdict.change == round(latest.number - one.baseline, 1)


def test_a_survey_whose_method_changed_in_between_cannot_be_judged(world: World, figures: Generation) -> None:
    indicator = figures.catalogue["unemployment-rate-lfs"]
    before, now = Point(10.8, Period(2018)), Point(9.0, Period(2022))
    one = judge(before, now, Target("direction", "down"), decimals=1, breaks=tuple(b.period for b in indicator.breaks))
    assert one.verdict is Verdict.BROKEN


def test_a_target_is_whole_or_refused(world: World, figures: Generation) -> None:
    one = drafted(world, opened(world, 2025), QUOTE).conclusions.get()
    whole = {"indicator": UNEMPLOYMENT, "area": "MK18", "direction": "down", "by": world.coordinator}
    for kind, told in (("number", "number of the target"), ("change", "number"), ("words", "in words")):
        with pytest.raises(Refused, match=told):
            make_contract(one, target_kind=kind, **whole)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="no such indicator"):
        make_contract(one, target_kind="direction", **{**whole, "indicator": "onnellisuus"})  # type: ignore[arg-type]


def test_a_contract_is_cleared_with_the_document_and_frozen_when_it_is_published(
    world: World, figures: Generation
) -> None:
    made = drafted(world, opened(world, 2025), QUOTE)
    one = made.conclusions.get()
    whole = {"area": "MK18", "target_kind": "direction", "direction": "down", "by": world.coordinator}
    make_contract(one, indicator=UNEMPLOYMENT, **whole)  # type: ignore[arg-type]
    submit_outcome(made, answers_by=made.round.opened_on, by=world.coordinator)  # type: ignore[arg-type]
    clear_outcome(made, cleared=True, by=world.approver)
    make_contract(one, indicator=DEPENDENCY, **whole)  # type: ignore[arg-type]
    for by in (world.coordinator, world.outside_approver):
        clear_outcome(made, cleared=True, by=by)
    assert made.state == "clearing", "what Kainuu cleared had another contract"
    clear_outcome(made, cleared=True, by=world.approver)
    publish_outcome(made, by=world.coordinator)
    with pytest.raises(Refused, match="is not changed"):
        make_contract(Conclusion.objects.get(), indicator=UNEMPLOYMENT, **whole)  # type: ignore[arg-type]


def test_a_published_conclusion_without_a_contract_may_be_given_one(world: World, figures: Generation) -> None:
    (one,) = published(world, opened(world, 2023))
    make_contract(
        one, indicator=UNEMPLOYMENT, area="MK18", target_kind="words", target_words="Laskee maan tasolle",
        direction="down", by=world.coordinator,
    )  # fmt: skip
    assert Conclusion.objects.get().target_words == "Laskee maan tasolle"
