"""Selections whose codes were seen in queries only: they take the cells they mean, under the older codes and the newer.

The tables are made by hand with the axes that were seen; their numbers are invented. Leaves out what the publishers'
metadata say (`test_checking.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from alke.indicators.catalogue import load
from alke.indicators.compute import compute
from alke.indicators.reading import Holdings
from alke.statistics.cube import Cube, Role
from alke.statistics.store import Store
from tests.indicators.factories import axis, cube, put

ROLES = {
    "alue": Role.AREA,
    "vuosi": Role.TIME,
    "timeperiod": Role.TIME,
    "tiedot": Role.CONTENT,
    "content": Role.CONTENT,
}
ALL = ["SSS"]
SEXES = ["SSS", "1", "2"]
AGES = ["SSS", "15-19", "20-24", "25-29", "30-34"]
LANGUAGES = ["SSS", "01", "fi", "02", "so"]
MONTHS = [f"2024M{month:02}" for month in range(1, 13)] + ["2025M01"]
OTHER = 10_000.0  # the number of every cell that is not to be taken

Axes = dict[str, Sequence[str]]
# Each table's variables in the same order under the older codes and the newer.
MIGRATION: list[Axes] = [
    {"Alue": ALL, "Vuosi": ["2024"], "Sukupuoli": SEXES, "Ikä": AGES, "Tiedot": ["vm43_tulo", "vm43_netto"]},
    {
        "alue_23_20260101": ALL,
        "timeperiod_y": ["2024"],
        "sukupuoli_9_20180101": SEXES,
        "ikaryhma_10_20180101": AGES,
        "contentscode": ["muutl-vm43_tulo", "muutl-vm43_netto"],
    },
]
SPEAKERS: list[Axes] = [
    {"Alue": ALL, "Kieli": LANGUAGES, "Sukupuoli": SEXES, "Vuosi": ["2024"], "Tiedot": ["vaesto"]},
    {
        "alue_23_20260101": ALL,
        "kieli_15_20180102": LANGUAGES,
        "sukupuoli_9_20180101": SEXES,
        "timeperiod_y": ["2024"],
        "contentscode": ["vaerak-vaesto"],
    },
]
BUILDING: list[Axes] = [
    {
        "rakennusvaihe": ["1", "2", "3"],
        "alue": ALL,
        "timeperiod": MONTHS,
        "rakennusluokitus2018": ["SSS", "01"],
        "ContentCode": ["kerrosalaToimenpide", "uusiAsuntoLkm"],
    },
    {
        "rakennusvaihe_1_20250101": ["1", "2", "3"],
        "alue_23_20260101": ALL,
        "timeperiod_m": MONTHS,
        "rakennus_6_20180101": ["SSS", "01"],
        "contentscode": ["raku-kerrosalaToimenpide", "raku-uusiAsuntoLkm", "raku-uusiAsuntoLkm_lvs"],
    },
]
both = pytest.mark.parametrize("form", [0, 1], ids=["older", "newer"])


def seen(axes: Axes, number: Callable[..., float]) -> Cube:
    """A table with those axes; each cell's number is told by its codes, of the content without its prefix."""

    def cells(codes: tuple[str, ...], left: Sequence[Sequence[str]]) -> object:
        if left:
            return [cells((*codes, code), left[1:]) for code in left[0]]
        return number(*codes[:-1], codes[-1].rpartition("-")[2])

    def role(code: str) -> Role:
        return next((role for stem, role in ROLES.items() if code.casefold().startswith(stem)), Role.CLASS)

    return cube([axis(code, role(code), codes) for code, codes in axes.items()], cells((), list(axes.values())))


def told(path: Path, key: str, table: str, given: Cube) -> dict[str, float | None]:
    """The whole country's numbers by year when the table is all that is kept."""
    store = Store(path)
    put(store, given, table)
    values = compute(load()[key], Holdings(store, store.vintages()))
    return {str(value.period): value.number for value in values.series("SSS")}


@both
def test_young_adults_net_migration_is_that_of_two_age_groups_and_both_sexes(tmp_path: Path, form: int) -> None:
    def number(area: str, year: str, sex: str, age: str, content: str) -> float:
        ours = sex == "SSS" and content == "vm43_netto"
        return {"20-24": -1.0, "25-29": 20.0}.get(age, OTHER) if ours else OTHER

    assert told(tmp_path, "net-migration-young-adults", "11a2", seen(MIGRATION[form], number)) == {"2024": 19}


@both
def test_foreign_language_speakers_are_a_share_of_speakers_of_all_languages(tmp_path: Path, form: int) -> None:
    def number(area: str, language: str, sex: str, year: str, content: str) -> float:
        return {"02": 30.0, "SSS": 200.0}.get(language, OTHER) if sex == "SSS" else OTHER

    assert told(tmp_path, "foreign-language-speakers", "11rm", seen(SPEAKERS[form], number)) == {"2024": 15}


@both
@pytest.mark.parametrize(("key", "stage"), [("dwellings-permitted", "1"), ("dwellings-completed", "3")])
def test_dwellings_of_a_year_are_those_of_its_twelve_months(tmp_path: Path, form: int, key: str, stage: str) -> None:
    def number(told_stage: str, area: str, month: str, building: str, content: str) -> float:
        ours = told_stage == stage and building == "SSS" and content == "uusiAsuntoLkm"
        return float(month[-2:]) if ours else OTHER

    assert told(tmp_path, key, "156f", seen(BUILDING[form], number)) == {"2024": 78}
