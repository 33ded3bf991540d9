"""Published intervals of values: read from tables, kept in a generation, with lineage like any other number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alke.base.errors import InputError, UnknownCodeError
from alke.base.periods import Period
from alke.findings.generate import generate
from alke.indicators.catalogue import load
from alke.indicators.compute import compute
from alke.indicators.generation import Generation
from alke.indicators.lineage import lineage, recompute
from alke.indicators.values import Kind, Ref
from alke.statistics.cube import Role
from alke.statistics.store import Store
from tests.indicators.factories import axis, cube, entry, holdings, indicator, put, source, write_catalogue

YEARS = ("2017", "2018")


def bounds() -> dict[str, Any]:
    return {
        "confidence": 95,
        "lower": {"population": source("11re", content="alaraja")},
        "upper": {"population": source("11re", content="ylaraja")},
    }


def fields(**changes: Any) -> dict[str, Any]:
    return {"as_published": True, "interval": bounds(), **changes}


def kept(store: Store) -> None:
    """A made-up table of one region with a value and its two bounds; the newest year has no bounds."""
    contents = ("vaesto", "alaraja", "ylaraja")
    axes = (axis("Alue", Role.AREA, ["MK18"]), axis("Vuosi", Role.TIME, YEARS), axis("Tiedot", Role.CONTENT, contents))
    put(store, cube(axes, [[[10.0, 9.0, 11.5], [12.0, "..", ".."]]]), "11re")


def test_the_bounds_are_read_beside_the_values(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept(store)
    values = compute(indicator(**fields()), holdings(store))
    assert values.number("MK18", Period(2017)) == 10
    assert values.interval("MK18", Period(2017)) == (9.0, 11.5)
    assert values.interval("MK18", Period(2018)) is None
    assert {layer.kind for layer in values.layers} == {Kind.OBSERVED, Kind.LOWER, Kind.UPPER}


def test_an_indicator_without_intervals_has_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept(store)
    assert compute(indicator(), holdings(store)).interval("MK18", Period(2017)) is None


def test_the_bounds_are_kept_in_a_generation_with_their_source_cells(tmp_path: Path) -> None:
    store = Store(tmp_path / "statistics")
    kept(store)
    folder = write_catalogue(tmp_path / "catalogue", {"population": entry(**fields())})
    generate(tmp_path, catalogue=folder)
    made = Generation.current(tmp_path)
    assert made.values("population").interval("MK18", Period(2017)) == (9.0, 11.5)
    found = lineage(made, Ref("population", "MK18", Period(2017), Kind.UPPER))
    assert [cell.number for cell in found.inputs] == [11.5]
    assert {each.code for cell in found.inputs for each in cell.coordinates} == {"MK18", "2017", "ylaraja"}
    assert recompute(found) == 11.5


def test_an_interval_of_what_is_computed_here_is_refused(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {"population": entry(interval=bounds())})
    with pytest.raises(InputError, match="only the publisher can give an interval"):
        load(tmp_path)


def test_a_bound_of_an_unknown_input_names_the_nearest(tmp_path: Path) -> None:
    wrong = {**bounds(), "lower": {"populaton": source("11re")}}
    write_catalogue(tmp_path, {"population": entry(**fields(interval=wrong))})
    with pytest.raises(UnknownCodeError, match="Did you mean population"):
        load(tmp_path)
