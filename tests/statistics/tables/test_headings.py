"""Wide headings are split into axes exactly where their words cross."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from alke.statistics.cube import Role
from alke.statistics.readers.headings import Factor, factors


def kinds(headings: list[str], **options: bool) -> list[tuple[Role, tuple[str, ...]]]:
    return [(factor.role, factor.codes) for factor in factors(headings, **options)]


def test_sex_year_and_content_are_three_axes():
    assert kinds(["Miehet 2018 Väestö 31.12.", "Naiset 2018 Väestö 31.12."]) == [
        (Role.CLASS, ("Miehet", "Naiset")),
        (Role.TIME, ("2018",)),
        (Role.CONTENT, ("Väestö 31.12.",)),
    ]


def test_years_alone_are_one_axis():
    assert kinds(["2017", "2018*"]) == [(Role.TIME, ("2017", "2018*"))]


def test_a_content_before_its_years():
    assert kinds(["Väkiluku 2017", "Väkiluku 2018", "Kuolleet 2017", "Kuolleet 2018"]) == [
        (Role.CONTENT, ("Väkiluku", "Kuolleet")),
        (Role.TIME, ("2017", "2018")),
    ]


def test_a_period_is_left_alone_when_a_key_column_tells_time():
    assert kinds(["Osuus 2017", "Luku 2018"], time=False) == [(Role.CONTENT, ("Osuus 2017", "Luku 2018"))]


def test_indicators_of_different_years_are_one_content_axis():
    headings = ["Degree of urbanisation, %, 2020", "Population, 2021", "Employment rate, %, 2020"]
    assert kinds(headings) == [(Role.CONTENT, tuple(headings))]


def test_one_content_with_its_unit_before_classes():
    assert kinds(["Kerrosala (m2) Omakotitalot", "Kerrosala (m2) Rivitalot"]) == [
        (Role.CONTENT, ("Kerrosala (m2)",)),
        (Role.CLASS, ("Omakotitalot", "Rivitalot")),
    ]


def test_shared_first_words_that_are_no_unit_stay():
    headings = ["Share of children", "Share of pensioners"]
    assert kinds(headings) == [(Role.CONTENT, tuple(headings))]


def test_sex_before_or_after_one_content():
    assert kinds(["Yhteensä Väkiluku", "Miehet Väkiluku"])[0] == (Role.CLASS, ("Yhteensä", "Miehet"))
    assert kinds(["Väkiluku Män", "Väkiluku Kvinnor"])[1] == (Role.CLASS, ("Män", "Kvinnor"))


def test_two_crossing_sets_of_words():
    headings = [f"{sex} {age}" for sex in ("Miehet", "Naiset") for age in ("0 - 14", "15 - 64", "65 -")]
    assert kinds(headings) == [(Role.CLASS, ("Miehet", "Naiset")), (Role.CONTENT, ("0 - 14", "15 - 64", "65 -"))]


def test_one_absent_heading_leaves_all_together():
    headings = ["A 2017 x", "A 2018 x", "B 2017 x"]
    assert kinds(headings) == [(Role.CONTENT, tuple(headings))]


def test_headings_that_repeat_are_not_split():
    assert kinds(["2018", "2018"]) == [(Role.CONTENT, ("2018", "2018"))]


def test_axes_are_named_in_the_language_of_the_file():
    assert Factor(Role.CLASS, ("Miehet", "Naiset")).name("fi") == "Sukupuoli"
    assert Factor(Role.CONTENT, ("x",)).name("sv") == "Uppgifter"
    assert Factor(Role.TIME, ("2018M01",)).name("en") == "Month"


WORD = st.text("abcdåäö12", min_size=1, max_size=4)


@given(
    st.lists(
        st.lists(st.lists(WORD, min_size=1, max_size=2).map(" ".join), min_size=1, max_size=3, unique=True),
        min_size=1,
        max_size=3,
    )
)
def test_the_axes_joined_in_order_are_always_the_headings(parts):
    headings = [" ".join(words) for words in itertools.product(*parts)]
    found = factors(headings)
    assert [" ".join(words) for words in itertools.product(*(factor.codes for factor in found))] == headings
