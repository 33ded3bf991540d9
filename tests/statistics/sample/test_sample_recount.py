"""Every embedded number is the publisher's: counted again from the tables beside the checkout, cell by cell."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from recount_sample import RECOUNTS, differences, recount, rows

from alke.areas.divisions import moves
from alke.base.errors import InputError
from alke.statistics.sample import FOLDER, cube, meta, read, tables


@pytest.mark.parametrize("name", tables())
def test_every_number_is_what_the_publishers_table_gives(name: str, shared: Path) -> None:
    assert differences(cube(name), recount(name)) == []


def test_every_table_is_counted_again() -> None:
    assert sorted(RECOUNTS) == list(tables())


@pytest.mark.parametrize("name", tables())
def test_one_changed_digit_is_found(name: str, shared: Path, tmp_path: Path) -> None:
    text = (FOLDER / f"{name}.csv").read_text("utf-8")
    shutil.copy(FOLDER / f"{name}.yaml", tmp_path)
    copy = tmp_path / f"{name}.csv"
    chance = random.Random(name)
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    for place in chance.sample(digits, 6):
        other = chance.choice([digit for digit in "0123456789" if digit != text[place]])
        copy.write_text(text[:place] + other + text[place + 1 :], "utf-8")
        try:
            found = differences(read(copy), recount(name))
        except InputError:
            continue  # a digit of a code or period: the file no longer fits its description
        assert found, f"the digit at {place} of {name}.csv may be changed unseen"


def test_an_untouched_copy_is_found_the_same(shared: Path, tmp_path: Path) -> None:
    for ending in ("csv", "yaml"):
        shutil.copy(FOLDER / f"population.{ending}", tmp_path)
    assert differences(read(tmp_path / "population.csv"), recount("population")) == []


def test_the_key_figures_are_named_as_in_the_publishers_heading(shared: Path) -> None:
    headings = list(next(rows("stats/key_figures/key_figures_regions.csv", "cp1252")))[1:]
    content = cube("key_figures_2021").axis("tiedot")
    assert [heading.rsplit(", ", 1)[0] for heading in headings] == list(content.labels["en"])


def test_the_municipalities_said_to_have_moved_are_those_of_the_divisions() -> None:
    assert set(meta("population").moved) == {move.municipality for move in moves()}


def test_an_unpublished_municipal_figure_is_never_between_one_and_four_in_the_table(shared: Path) -> None:
    numbers = {
        row[column]
        for row in rows("stats/labour/tem_unemployed_vacancies_monthly_2006-2019.csv.gz")
        for column in ("Tyottomat", "Avoimet_tyopaikat")
    }
    assert "0" in numbers and "5" in numbers and "" in numbers
    assert not numbers & {"1", "2", "3", "4"}
