"""Dot strips and profiles: who is named, how far apart, what is left out and said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import profile, strip
from alke.charts.profile import Row
from alke.charts.strip import heap
from alke.charts.svg import AREA, INK, OTHER
from alke.language.runs import plain
from alke.statistics.cube import Reason

from . import fictional as made
from .drawn import SVG, coordinates, paths, root, texts, tips

FI = Language.FI
PEERS = ("MK10", "MK11", "MK12")


def held(*numbers: float | None, name: str = "made_up_share", reason: Reason = Reason.NOT_AVAILABLE) -> made.Values:
    """Values of one year: the country's, then the regions' in order."""
    return made.values(lambda place, year: numbers[place], first=2020, last=2020, name=name, reason=reason)


def marks(figure: object, tag: str, fill: str) -> int:
    return sum(mark.get("fill") == fill for mark in root(figure).iter(f"{SVG}{tag}"))  # type: ignore[arg-type]


def test_the_area_its_peers_and_the_country_are_named_with_their_numbers() -> None:
    figure = strip(made.values(made.wavy), made.indicator(), "MK18", FI, peers=PEERS)
    named = {words.text.rpartition(" ")[0] for words in texts(figure)}
    assert {"Kainuu", "Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala", "Koko maa", "Ahvenanmaa"} <= named
    assert "Lappi" not in named
    assert "Verrokkimaakunnat: Etelä-Savo" in figure.alt


def test_the_area_is_a_diamond_peers_are_dark_and_aland_is_a_square() -> None:
    figure = strip(made.values(made.wavy), made.indicator(), "MK18", FI, peers=PEERS)
    assert marks(figure, "path", AREA) == 1
    assert (marks(figure, "circle", INK), marks(figure, "circle", OTHER)) == (3, 14)
    assert marks(figure, "rect", OTHER) == 1
    assert len(tips(figure)) == 19


def test_aland_is_no_square_where_it_is_the_area() -> None:
    figures = [strip(made.values(made.wavy), made.indicator(), area, FI) for area in ("MK18", "MK21")]
    assert ["Neliö" in plain(figure.caption) for figure in figures] == [True, False]


def test_a_count_has_no_line_of_the_country_and_says_so() -> None:
    figure = strip(made.values(made.falling, name="made_up_count"), made.count(), "MK18", FI)
    assert not any("Koko maa" in words.text for words in texts(figure))
    assert "asteikolle eivät mahdu: koko maa" in plain(figure.caption)


def test_a_survey_names_nobody_first_or_last() -> None:
    figure = strip(made.values(made.wavy), made.indicator(survey=True), "MK18", FI, peers=PEERS)
    assert "sija" not in figure.alt
    assert "Suurimmat" not in figure.alt
    assert "ei aseteta järjestykseen" in plain(figure.caption)


def test_a_region_without_a_number_is_listed_with_the_reason() -> None:
    figure = strip(
        held(10.0, None, *range(1, 19), reason=Reason.CONFIDENTIAL), made.indicator(), "MK01", FI, peers=PEERS,
        period=Period(2020),
    )  # fmt: skip
    assert "Uusimaa: salassa pidettävä" in [words.text for words in texts(figure)]


def test_equal_numbers_are_heaped_so_that_every_dot_is_seen() -> None:
    offsets = heap([(100.0, 4.0)] * 5, 40)
    assert len(set(offsets)) == 5
    assert min(abs(one - other) for i, one in enumerate(offsets) for other in offsets[i + 1 :]) >= 8


def test_all_equal_numbers_and_a_single_region_are_drawn() -> None:
    for numbers in ([5.0] * 20, [5.0, 5.0, *[None] * 18]):
        figure = strip(held(*numbers), made.indicator(), "MK01", FI, peers=PEERS, period=Period(2020))
        assert any(words.text.startswith("Uusimaa") for words in texts(figure))


def test_without_any_number_it_says_so() -> None:
    figure = strip(made.values(lambda place, year: None), made.indicator(), "MK18", FI, peers=PEERS)
    assert "Ei tietoja" in [words.text for words in texts(figure)]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(0, 3).map(float)), min_size=20, max_size=20),
    st.booleans(),
    st.sampled_from(Language),
)
def test_any_numbers_make_a_strip_whose_labels_stay_apart(
    numbers: list[float | None], narrow: bool, language: Language
) -> None:
    figure = strip(
        held(*numbers), made.indicator(), "MK16", language, peers=("MK05", "MK07", "MK17"), period=Period(2020),
        narrow=narrow,
    )  # fmt: skip
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    drawn = texts(figure)
    assert all(words.left >= -0.5 and words.right <= figure.width + 0.5 for words in drawn)
    assert not [(a.text, b.text) for i, a in enumerate(drawn) for b in drawn[i + 1 :] if a.covers(b)]


def rows(*series: made.Values) -> list[tuple[made.Values, made.Indicator]]:
    return [(values, made.indicator()) for values in series]


def test_a_profile_has_the_median_in_one_place_whatever_the_units() -> None:
    wide, narrow = held(10.0, *range(19)), held(10.0, *(1e6 + 1000 * place for place in range(19)))
    made_rows = [Row.of(values, made.indicator(), FI) for values in (wide, narrow)]
    assert made_rows[0] is not None
    assert made_rows[1] is not None
    areas = [value.area for value in made_rows[0].standing.rows]
    for code in areas:
        assert abs(made_rows[0].place(made_rows[0].values[code]) - made_rows[1].place(made_rows[1].values[code])) < 1e-9


def test_what_lies_far_out_stands_at_the_edge_with_an_arrow() -> None:
    near = profile(rows(held(5.0, *range(19))), "MK18", FI)
    far = profile(rows(held(5.0, 1000.0, *range(18))), "MK18", FI)
    assert len(paths(far, OTHER)) == len(paths(near, OTHER)) + 1
    assert "asteikon ulkopuolella" in plain(far.caption)


def test_a_profile_tells_on_which_side_of_the_median_the_area_is() -> None:
    figure = profile(rows(held(5.0, *range(19)), held(5.0, *range(19, 0, -1))), "MK01", FI)
    assert "mediaanin alapuolella: Keksitty osuus 0,0\u00a0% (2020)" in figure.alt
    assert "mediaanin yläpuolella: Keksitty osuus 19,0\u00a0% (2020)" in figure.alt


def test_rows_of_equal_numbers_stand_at_the_median_and_rows_without_numbers_are_named() -> None:
    figure = profile(rows(held(*[5.0] * 20), held(*[None] * 20)), "MK18", FI)
    assert "maakuntien mediaanissa" in figure.alt
    assert "Luku puuttuu: Keksitty osuus." in plain(figure.caption)
    assert len(figure.table.header) == 2


def test_a_profile_of_nothing_says_so() -> None:
    assert "Ei tietoja" in [words.text for words in texts(profile(rows(held(*[None] * 20)), "MK18", FI))]


def test_the_table_of_a_profile_has_every_area_with_the_area_and_its_peers_first() -> None:
    figure = profile(rows(made.values(made.wavy)), "MK18", FI, peers=PEERS)
    names = [plain(row[0]) for row in figure.table.rows]
    assert names[:4] == ["Kainuu", "Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala"]
    assert (len(names), names[-1]) == (20, "Koko maa")
