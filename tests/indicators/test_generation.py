from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from alke.base.errors import AlkeError, InputError, UnknownCodeError
from alke.base.periods import Period
from alke.indicators.catalogue import load, load_data
from alke.indicators.compute import compute
from alke.indicators.generation import KEPT, Generation, write, writing
from alke.indicators.lineage import lineage, recompute
from alke.indicators.values import Kind, Ref, Values
from alke.statistics.cube import Reason
from alke.statistics.store import Store
from tests.indicators.factories import entry, everywhere, holdings, put, source, table, write_catalogue

CATALOGUE = {
    "population": entry(
        inputs={"population": source("11re")},
        projection={"variant": "2019", "inputs": {"population": source("139f")}},
    ),
    "share": entry(
        formula="100 * part / population",
        inputs={"part": source("part", scale=2), "population": source("11re", window="mean12")},
    ),
    "growth": entry(
        formula="population - before", inputs={"population": source("11re"), "before": source("11re", lag=1)}
    ),
    "nothing": entry(inputs={"population": source("absent")}),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = Store(tmp_path / "statistics")
    rows = {code: [3.0, 4.5] for code in everywhere({})}
    put(store, table(rows | {"KU205": [(7.0, "p"), "..."]}, ["2017", "2018"]), "11re")
    put(store, table({code: [1.0] for code in rows} | {"KU290": ["-"]}, ["2018"]), "part")
    put(store, table({"SSS": [900.0], "MK18": [90.0]}, ["2030"]), "139f")
    return tmp_path


def generated(home: Path, findings: dict[str, list[dict[str, object]]] | None = None) -> Generation:
    folder = write_catalogue(home / "catalogue", CATALOGUE)
    store = Store(home / "statistics")
    held = holdings(store)
    with writing(home):
        return write(
            home,
            {key: compute(each, held) for key, each in load(folder).items()},
            catalogue=load_data(folder),
            vintages={vintage.id: vintage for vintage in store.vintages()},
            findings=findings or {},
            fingerprints={"population": "x"},
            created="2026-11-24T00:00:00+00:00",
        )


def same(one: Values, other: Values) -> bool:
    fields = ("indicator", "areas", "division", "vintage_ids")
    return [getattr(one, name) for name in fields] == [getattr(other, name) for name in fields] and all(
        (a.kind, a.variant, a.periods) == (b.kind, b.variant, b.periods)
        and np.array_equal(a.numbers, b.numbers, equal_nan=True)
        and all((getattr(a, name) == getattr(b, name)).all() for name in ("reasons", "vintages", "preliminary"))
        for a, b in zip(one.layers, other.layers, strict=True)
    )


def test_values_are_read_back_as_they_were_computed(home: Path) -> None:
    generation = generated(home)
    held = holdings(Store(home / "statistics"))
    for key, each in load(home / "catalogue").items():
        assert same(generation.values(key), compute(each, held))


def test_a_generation_tells_its_number_catalogue_vintages_and_year(home: Path) -> None:
    generation = generated(home)
    assert generation.number == 1
    assert [*generation.catalogue] == ["growth", "nothing", "population", "share"]
    assert generation.catalogue == load(home / "catalogue")
    assert generation.ids_with_values() == ("growth", "population", "share")
    assert {vintage.table for vintage in generation.vintages.values()} == {"11re", "part", "139f"}
    assert generation.data_year == 2017
    assert generation.fingerprints == {"population": "x"}


def test_the_current_generation_is_the_newest_and_older_ones_stay_a_while(home: Path) -> None:
    for number in range(1, 6):
        assert generated(home).number == number
        assert Generation.current(home).number == number
    folders = sorted(int(folder.name) for folder in (home / "values").iterdir() if folder.name.isdigit())
    assert folders == [5 - KEPT + 1 + place for place in range(KEPT)]
    assert Generation.open(home, 4).number == 4


def test_a_generation_in_use_stays_readable_after_its_folder_is_gone(home: Path) -> None:
    first = generated(home, {"SSS": [{"rule": "level"}]})
    for _ in range(4):
        generated(home)
    assert not (home / "values" / "1").exists()
    assert first.values("population").at("MK01", Period(2018)).number is not None
    assert first.finding_records("SSS") == [{"rule": "level"}]


def test_findings_are_kept_as_records_by_area(home: Path) -> None:
    record = {"rule": "level", "case": "above", "score": {"size": 0.5}}
    generation = generated(home, {"MK18": [record]})
    assert generation.finding_records("MK18") == [record]
    assert generation.finding_records("MK01") == []


def test_without_a_generation_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(AlkeError, match="nothing has been computed yet. Run alke compute"):
        Generation.current(tmp_path)


def test_a_damaged_pointer_is_told(home: Path) -> None:
    generated(home)
    (home / "values" / "current").write_text("nonsense", "utf-8")
    with pytest.raises(InputError, match="'nonsense' is not a generation's number"):
        Generation.current(home)


def test_a_missing_array_is_told_with_the_folder(home: Path) -> None:
    generated(home)
    (home / "values" / "1" / "numbers.npy").unlink()
    generated(home)
    with pytest.raises(InputError, match=r"values/1: generation 1 cannot be read"):
        Generation(home, 1)


def test_an_unknown_indicator_names_the_nearest(home: Path) -> None:
    with pytest.raises(UnknownCodeError, match="Did you mean population"):
        generated(home).values("popultion")


def test_a_failed_write_leaves_the_current_generation(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generated(home)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("alke.indicators.generation.np.save", full)
        with pytest.raises(OSError, match="No space"):
            generated(home)
    assert Generation.current(home).number == 1
    assert generated(home).number == 2


def test_two_computations_wait_for_each_other(home: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait()
        with writing(home):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with writing(home):
        inside.set()
        thread.join(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_the_lineage_of_every_value_recomputes_from_the_source_cells(home: Path) -> None:
    generation, counted = generated(home), 0
    for key in generation.ids_with_values():
        for value in generation.values(key):
            line = lineage(generation, value.ref)
            assert (line.number, line.reason) == (value.number, value.reason)
            assert recompute(line) == (None if value.number is None else pytest.approx(value.number, rel=1e-12))
            assert (
                "+".join(dict.fromkeys(vintage.id for vintage in line.vintages)) == value.vintage or not value.vintage
            )
            counted += 1
    assert counted > 1500


def test_a_lineage_names_every_source_cell_with_its_place_table_and_checksum(home: Path) -> None:
    line = lineage(generated(home), Ref.parse("growth:KU290:2018"))
    assert [(cell.input, cell.number) for cell in line.inputs] == [("population", 4.5), ("before", 3.0)]
    assert [c.code for c in line.inputs[1].coordinates] == ["KU290", "2017", "vaesto"]
    assert {cell.vintage.table for cell in line.inputs} == {"11re"}
    assert len(line.inputs[0].vintage.checksum) == 64


def test_a_regions_lineage_holds_the_cells_of_its_municipalities(home: Path) -> None:
    line = lineage(generated(home), Ref.parse("population:MK01:2018"))
    assert len(line.inputs) == 26
    assert line.number == sum(cell.number or 0 for cell in line.inputs)


def test_a_missing_values_lineage_shows_the_cell_that_is_missing(home: Path) -> None:
    line = lineage(generated(home), Ref.parse("population:MK18:2018"))
    assert (line.number, line.reason) == (None, Reason.CONFIDENTIAL)
    assert [cell.mark.sign for cell in line.inputs if cell.number is None] == ["..."]
    assert recompute(line) is None


def test_a_projections_lineage_is_of_the_projection(home: Path) -> None:
    line = lineage(generated(home), Ref.parse("population:MK18:2030+projection"))
    assert (line.number, line.ref.kind) == (90, Kind.PROJECTION)
    assert line.inputs[0].vintage.table == "139f"


@pytest.mark.parametrize("measured", ["rank", "count", "gap:SSS", "gap-median", "change:2017", "percent-of:MK02"])
def test_a_worked_out_number_rests_on_the_lineages_of_its_values(home: Path, measured: str) -> None:
    line = lineage(generated(home), Ref.parse(f"population:MK01:2018:{measured}"))
    assert line.inputs == ()
    assert line.steps[0].ref == Ref.parse("population:MK01:2018")
    assert recompute(line) == (None if line.number is None else pytest.approx(line.number))


def test_a_lineage_is_of_the_tables_the_generation_was_computed_from(home: Path) -> None:
    generation = generated(home)
    store = Store(home / "statistics")
    put(store, table({code: [9.0, 9.0] for code in everywhere({})}, ["2017", "2018"]), "11re", at="2027-01-01")
    assert recompute(lineage(generation, Ref.parse("population:MK01:2018"))) == 26 * 4.5
    assert recompute(lineage(generated(home), Ref.parse("population:MK01:2018"))) == 26 * 9


def test_a_damaged_table_under_a_number_is_told(home: Path) -> None:
    generation = generated(home)
    for vintage in generation.vintages:
        path = home / "statistics" / vintage / "cells.parquet"
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="checksum does not match"):
        lineage(generation, Ref.parse("population:MK01:2018"))
