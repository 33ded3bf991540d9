"""What is missing of a series is told with its years, once of an indicator; what is whole is not mentioned."""

from __future__ import annotations

import pytest

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.findings.find import find
from alke.findings.finding import Finding
from alke.language.sentences import notes
from tests.findings import fictional

HOME = "MK18"
Row = list[float | None]


def gaps(row: Row, others: Row | None = None, people: Row | None = None) -> list[Finding]:
    share, population = fictional.indicator(), fictional.people()
    rows = {**{area: others for area in MAINLAND if others}, HOME: row}
    held = {share.id: fictional.values(share, rows)}
    if people:
        held[population.id] = fictional.values(population, {"SSS": people}, end="2024")
    found = find(held, {share.id: share}, HOME)
    return [each for each in found if each.facts.get("about") == "data_gap"]


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ([8.0, None, 8.2, 8.4], "2016"),
        ([8.0, None, 8.2, None, None, 8.4], "2014,2016-2017"),
    ],
)
def test_the_missing_years_of_a_hole_are_named(row: Row, missing: str) -> None:
    (gap,) = gaps(row)
    assert (gap.case, gap.facts["missing"]) == ("hole", missing)


def test_a_series_that_ended_long_before_the_population_is_told_with_its_last_year() -> None:
    (gap,) = gaps([8.0, 8.5, 8.1], people=[5.0])
    assert (gap.case, gap.facts["last"]) == ("ended", 2018)


def test_an_area_behind_most_regions_is_told_with_its_last_year() -> None:
    (gap,) = gaps([8.0, 8.5, None], others=[8.0, 8.5, 8.1])
    assert (gap.case, gap.facts["last"]) == ("behind", 2017)


@pytest.mark.parametrize(
    ("row", "others", "people"),
    [
        ([8.0, 8.5, 8.1], None, None),  # whole
        ([None, 8.0, 8.5, 8.1], [7.0, 7.1, 7.2, 7.3], None),  # begins later than the others
        ([8.0], None, [5.0]),  # one year is not a series
        ([8.0, None, 8.1], None, None),  # two years with one between are not one either
        ([None, None, None], [8.0, 8.5, 8.1], None),  # no value at all: another rule says so
    ],
)
def test_what_is_whole_or_no_series_is_not_mentioned(row: Row, others: Row | None, people: Row | None) -> None:
    assert gaps(row, others, people) == []


def test_gaps_of_the_same_years_are_told_in_one_note_and_others_apart() -> None:
    catalogue = {key: fictional.indicator(id=key) for key in ("one", "two", "three")}
    rows = {"one": [8.0, None, 8.2, 8.4], "two": [7.0, None, 7.2, 7.4], "three": [6.0, 6.1, None, 6.2]}
    held = {key: fictional.values(catalogue[key], {HOME: row}) for key, row in rows.items()}
    found = [each for each in find(held, catalogue, HOME) if each.facts.get("about") == "data_gap"]
    told = {str(note): keys for note, keys in notes(found, Language.FI, catalogue).items()}
    assert [("vuodelta 2016" in note, "vuodelta 2017" in note) for note in told] == [(True, False), (False, True)]
    assert [*told.values()] == [["one", "two"], ["three"]]


def test_nothing_that_was_refused_weighs_anything() -> None:
    assert all(gap.weight == 0 for gap in gaps([8.0, None, 8.2, 8.4]))
