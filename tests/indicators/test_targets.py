"""Targets of regional programmes: as their sources state them, bound to indicators that measure the same."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.findings.generate import ensure
from alke.indicators.catalogue import load as load_catalogue
from alke.indicators.generation import Generation
from alke.indicators.targets import SCHEMA, Sign, TargetKind, all_targets, load, targets
from tests.indicators.factories import SAME


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


def target(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": "made-up",
        "name": SAME,
        "kind": "number",
        "sign": "up",
        "number": 70,
        "unit": "percent",
        "indicator": "employment-rate-lfs",
        "binding": SAME,
    }
    return {key: value for key, value in (fields | changes).items() if value is not None}


def programme(*given: dict[str, Any], **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "area": "MK18",
        "first_year": 2022,
        "last_year": 2025,
        "name": SAME,
        "publisher": SAME,
        "source": {"title": SAME, "address": "https://example.org/"},
        "targets": list(given or [target()]),
    }
    return fields | changes


def written(folder: Path, *programmes: dict[str, Any]) -> Path:
    path = folder / "targets.yaml"
    path.write_text(yaml.safe_dump(list(programmes), allow_unicode=True, sort_keys=False), "utf-8")
    return path


def test_a_region_s_targets_for_an_indicator_come_newest_first() -> None:
    (only,) = targets("MK01", "employment-rate-lfs")
    assert (only.number, only.year, only.unit and only.unit.key) == (80, 2030, "percent")
    (jobs,) = targets("MK17", "jobs")
    assert (jobs.number, jobs.year, jobs.baseline and jobs.baseline.number) == (167_000, 2021, 154_882)
    assert targets("MK18", "jobs") == ()
    years = [each.first_year for each in all_targets()]
    assert years == sorted(years, reverse=True)


def test_only_targets_of_programmes_in_force_are_given_for_a_year() -> None:
    assert targets("MK17", "jobs", 2018) != ()
    assert targets("MK17", "jobs", 2017) == ()
    assert targets("MK17", "jobs", 2022) == ()


@pytest.mark.parametrize(
    ("fields", "number", "reached"),
    [
        ({"number": 70.0}, 70.0, True),
        ({"number": 70.0}, 69.9, False),
        ({"number": 60.0, "strict": True}, 60.0, False),
        ({"sign": "down", "number": 12.0}, 11.9, True),
        ({"sign": "down", "number": 12.0}, 12.1, False),
        ({"kind": "change", "number": 5, "baseline": {"number": 60, "period": "2016"}}, 65.0, True),
        ({"kind": "direction", "number": None}, 99.0, None),
    ],
)
def test_a_level_is_reached_from_the_side_the_programme_wants(
    tmp_path: Path, fields: dict[str, Any], number: float, reached: bool | None
) -> None:
    (only,) = load(written(tmp_path, programme(target(**fields))))
    assert only.reached(number) is reached


def test_every_target_names_its_programme_and_source_and_says_why_it_is_bound_or_not() -> None:
    for each in all_targets():
        assert each.source.address.startswith("https://"), each.id
        assert all(each.binding[language].endswith(".") for language in Language), each.id
        assert str(each.first_year) in each.programme.fi, each.id
        assert (each.kind is TargetKind.WORDS) == (each.words is not None), each.id
        assert each.sign in (None, Sign.UP, Sign.DOWN)


def test_a_bound_target_has_the_unit_of_its_indicator() -> None:
    catalogue = load_catalogue()
    for each in all_targets():
        if each.indicator and each.unit is not None:
            assert each.unit == catalogue[each.indicator].unit, each.id


def test_no_target_is_set_for_the_size_or_growth_of_the_population() -> None:
    """None of the sources sets one; a programme that does would be its council's judgement, not Alke's."""
    assert not any(each.indicator.startswith("population") for each in all_targets())


def test_baselines_called_the_same_are_the_indicator_s_own_figures(generation: Generation) -> None:
    compared = 0
    for each in all_targets():
        if not each.indicator or each.baseline is None or "on sama kuin" not in each.binding.fi:
            continue
        number = generation.values(each.indicator).number(each.area, each.baseline.period)
        assert number is not None, each.id
        assert round(number, generation.catalogue[each.indicator].decimals) == each.baseline.number, each.id
        compared += 1
    assert compared == 2


def test_the_guide_describes_every_field() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs/adding-an-indicator.md").read_text("utf-8")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    fields = [*schema["items"]["properties"], *schema["$defs"]["target"]["properties"]]
    assert [field for field in fields if f"`{field}`" not in guide] == []


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "word", "field", "told"),
    [
        (lambda p: p.update(area="MK99"), "area:", "0.area", "unknown region 'MK99'"),
        (lambda p: p.update(last_year=2021), "last_year", "0.last_year", "ends before it begins"),
        (lambda p: p.pop("source"), "- area", "0", "lacks source. Add source"),
        (lambda p: p["source"].update(address="x"), "address", "0.source.address", "web address"),
        (lambda p: p["targets"][0].update(kind="nummer"), "kind", "0.targets.0.kind", "Did you mean number"),
        (lambda p: p["targets"][0].update(indicator="jbos"), "indicator", "0.targets.0.indicator", "Did you mean jobs"),
        (lambda p: p["targets"][0].update(unit="percnt"), "unit", "0.targets.0.unit", "Did you mean percent"),
        (lambda p: p["targets"][0].pop("number"), "- id", "0.targets.0", "a target of kind number lacks number"),
        (lambda p: p["targets"][0].update(kind="direction"), "number", "0.targets.0.number", "has a number"),
        (lambda p: p["targets"][0].update(kind="change"), "- id", "0.targets.0", "a change has no baseline"),
        (lambda p: p["targets"][0].update(upper=69), "upper", "0.targets.0.upper", "the range is empty"),
        (
            lambda p: p["targets"][0].update(baseline={"number": 1, "period": "soon"}),
            "period",
            "0.targets.0.baseline.period",
            "'soon' is not a period",
        ),
        (lambda p: p["targets"].append(p["targets"][0]), "made-up", "0.targets.1.id", "is given twice"),
    ],
)
def test_a_broken_field_is_told_with_file_line_field_and_what_to_do(
    tmp_path: Path, change: Change, word: str, field: str, told: str
) -> None:
    fields = copy.deepcopy(programme())
    change(fields)
    path = tmp_path / "targets.yaml"
    dumper = type("Plain", (yaml.SafeDumper,), {"ignore_aliases": lambda self, data: True})
    path.write_text(yaml.dump([fields], Dumper=dumper, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(AlkeError) as error:
        load(path)
    lines = [at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if word in line]
    message = str(error.value)
    assert told in message
    assert any(message.startswith(f"targets.yaml, line {line}, keyword {field}:") for line in lines), message
