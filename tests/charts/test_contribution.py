"""Contribution bars: the parts sum to the whole, what is left over is told, years that lack a part are not drawn."""

from __future__ import annotations

import pytest

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.charts import Amount, Figure, Sum, contribution
from alke.language.runs import plain

from . import fictional as made
from .drawn import SVG, numbers, root, texts, tips
from .every import PARTS, SUMS

FI = Language.FI


def drawn(*sums: Sum, names: tuple[str, ...] = ("yksi", "toinen"), **more: object) -> Figure:
    return contribution(
        sums, names, FI, title="Muutos", unit="henkilöä", whole="koko muutos", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def a_sum(label: str, whole: float | None, *parts: float | None) -> Sum:
    return Sum(label, Amount(whole), tuple(map(Amount, parts)))


def test_the_remainder_is_the_whole_less_its_parts() -> None:
    figure = drawn(a_sum("2020", -500, -300, -250))
    assert [plain(cell) for cell in figure.table.rows[0]] == ["2020", "−300", "−250", "+50", "−500"]
    assert "2020, muu muutos: +50" in tips(figure)
    assert "erotus" in plain(figure.caption)


def test_without_a_remainder_none_is_told() -> None:
    figure = drawn(a_sum("2020", -550, -300, -250))
    assert figure.table.header == ("Vuosi", "yksi", "toinen", "koko muutos")
    assert "erotus" not in plain(figure.caption)


def test_a_missing_part_leaves_no_remainder() -> None:
    figure = drawn(a_sum("2019", 10, 5, 6), a_sum("2020", -500, -300, None))
    assert [plain(cell) for cell in figure.table.rows[1]] == [
        "2020", "−300", "tieto puuttuu", "tieto puuttuu", "−500",
    ]  # fmt: skip


def test_a_part_that_is_nil_in_every_bar_is_left_out() -> None:
    assert drawn(a_sum("2020", 5, 5, 0), a_sum("2021", 6, 6, 0)).table.header == ("Vuosi", "yksi", "koko muutos")


def test_parts_grow_away_from_nil_on_both_sides_and_do_not_overlap() -> None:
    figure = drawn(a_sum("2020", 10, 30, -20))
    bars = [rect for rect in root(figure).iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]
    (one, other) = sorted((float(bar.get("x", "")), float(bar.get("width", ""))) for bar in bars)
    assert one[0] + one[1] == pytest.approx(other[0], abs=0.2)
    assert other[1] / one[1] == pytest.approx(1.5, abs=0.05)


def test_every_total_is_printed_in_its_row() -> None:
    figure = drawn(a_sum("2020", 10, 30, -20), a_sum("2021", -3, 1, -4))
    assert {"+10", "−3"} <= {words.text for words in texts(figure)}


def test_more_parts_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(AlkeError, match="5 parts"):
        drawn(a_sum("2020", 5, 1, 1, 1, 1, 1), names=("a", "b", "c", "d", "e"))
    with pytest.raises(AlkeError, match="2 parts"):
        drawn(a_sum("2020", 5, 1))


def test_four_parts_and_a_remainder_differ_without_colour() -> None:
    figure = drawn(a_sum("2020", 10, 1, 2, 3, 3), names=("a", "b", "c", "d"))
    fills = {rect.get("fill") for rect in root(figure).iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None}
    assert len(fills) == 5
    assert sum(str(fill).startswith("url(") for fill in fills) == 2


def test_the_rows_may_be_areas_of_which_one_is_told_apart() -> None:
    figure = drawn(a_sum("Kainuu", 5, 2, 3), a_sum("Lappi", 6, 3, 3), marked="Kainuu", first="Maakunta")
    assert [words.text for words in texts(figure) if words.bold and words.text == "Kainuu"]
    assert figure.table.header[0] == "Maakunta"


def test_years_are_the_newest_unbroken_run_that_has_every_part() -> None:
    sums = Sum.over_years(SUMS.__getitem__, "made_up_count", PARTS, "MK18")
    assert [each.label for each in sums] == [str(year) for year in range(2012, 2024)]
    assert [str(each.whole.ref) for each in sums[-1:]] == ["made_up_count:MK18:2023:change:2022"]


def test_a_lone_newest_year_gives_way_to_a_run() -> None:
    births = made.values(lambda p, y: None if y in (2020, 2021, 2022) else 1.0, name="made_up_births")
    held = SUMS | {"made_up_births": births}
    sums = Sum.over_years(held.__getitem__, "made_up_count", PARTS, "MK18")
    assert (sums[0].label, sums[-1].label) == ("2008", "2019")


def test_values_that_are_all_nil_or_absent_still_make_a_picture() -> None:
    assert len(texts(drawn(a_sum("2020", 0, 0, 0)))) > 3
    assert "Ei tietoja" in [words.text for words in texts(drawn())]
    assert "Kuviossa ei ole lukuja" in drawn().alt


def test_every_number_but_the_remainder_has_its_address() -> None:
    figure = drawn(*Sum.over_years(SUMS.__getitem__, "made_up_count", PARTS, "MK18"))
    assert len(list(numbers(figure))) == 12 * 3
