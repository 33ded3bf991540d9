from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from alke.base.errors import AlkeError, InputError
from alke.base.periods import Period
from alke.indicators.catalogue import SCHEMA, load, load_data
from alke.indicators.themes import theme_sets, themes
from tests.indicators.factories import SAME, entry, source, write_catalogue

Change = Callable[[dict[str, Any]], object]


def failure(folder: Path, change: Change) -> str:
    """The message of the error that a changed file gives, with the line its keyword stands on checked."""
    fields = orjson.loads(orjson.dumps(entry()))
    change(fields)
    write_catalogue(folder, {"population": fields})
    with pytest.raises(AlkeError) as error:
        load(folder)
    return str(error.value)


def line_of(folder: Path, word: str) -> int:
    lines = (folder / "population.yaml").read_text("utf-8").splitlines()
    return 1 + next(place for place, line in enumerate(lines) if word in line)


@pytest.mark.parametrize(
    ("change", "word", "field", "told"),
    [
        (lambda f: f.update(higher_is="beter"), "higher_is", "higher_is", "Did you mean better"),
        (lambda f: f.update(unit="person"), "unit:", "unit", "unknown unit 'person'. Did you mean persons"),
        (lambda f: f.update(decimls=1), "decimls", "decimls", "unknown field decimls. Did you mean decimals"),
        (lambda f: f.update(formula="populaton"), "formula", "formula", "Did you mean population"),
        (lambda f: f.update(formula="population +"), "formula", "formula", "is not a formula"),
        (lambda f: f["themes"].update({"2024": ["vitalty"]}), "- vitalty", "themes.2024.0", "Did you mean vitality"),
        (
            lambda f: f.update(themes={"2025": []}),
            "'2025'",
            "themes.2025",
            "unknown theme set '2025'. Did you mean 2024",
        ),
        (lambda f: f["name"].update(fi="Väkiluku."), "fi: Väkiluku.", "name.fi", "a name ends in a full stop"),
        (lambda f: f["name"].update(en="P" * 81), "en: PPP", "name.en", "the name has 81 characters"),
        (lambda f: f["why"].update(sv="utan punkt"), "sv: utan punkt", "why.sv", "not a whole sentence"),
        (lambda f: f["why"].pop("sv"), "why:", "why", "lacks sv. Add sv"),
        (lambda f: f.pop("polarity_reason"), "key: ", "", "lacks polarity_reason"),
        (lambda f: f.update(decimals="one"), "decimals", "decimals", "'one' is not of type 'integer'"),
        (lambda f: f.update(expected_from="soon"), "expected_from", "expected_from", "'soon' is not a period"),
        (lambda f: f.update(related=["populations"]), "- populations", "related.0", "Did you mean population"),
        (
            lambda f: f["inputs"]["population"].update(window="mean"),
            "window",
            "inputs.population.window",
            "Did you mean mean12",
        ),
        (
            lambda f: f["inputs"].update(spare=source("11re")),
            "spare",
            "inputs.spare",
            "the formula does not use spare",
        ),
        (
            lambda f: f.update(projection={"variant": "2019", "inputs": {"populatio": source("139f")}}),
            "populatio:",
            "projection.inputs.populatio",
            "Did you mean population",
        ),
        (
            lambda f: f.update(breaks=[{"period": "x", "reason": SAME}]),
            "period: x",
            "breaks.0.period",
            "'x' is not a period",
        ),
    ],
)
def test_a_broken_field_is_told_with_file_line_field_and_what_to_do(
    tmp_path: Path, change: Change, word: str, field: str, told: str
) -> None:
    message = failure(tmp_path, change)
    where = f"population.yaml, line {line_of(tmp_path, word)}" + (f", keyword {field}" if field else "")
    assert message.startswith(where + ":")
    assert told in message


def test_a_key_given_twice_is_told_with_its_line(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {"population": entry()})
    path = tmp_path / "population.yaml"
    path.write_text(path.read_text("utf-8") + "unit: percent\n", "utf-8")
    last = len(path.read_text("utf-8").splitlines())
    with pytest.raises(InputError, match=rf"population\.yaml, line {last}, keyword unit: the key unit is given twice"):
        load(tmp_path)


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("key: A01\nname: {fi: a\nunit: b\n", "utf-8")
    with pytest.raises(InputError, match=r"x\.yaml, line \d: not YAML"):
        load(tmp_path)


def test_a_file_in_another_encoding_is_told_with_its_byte(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes("name: Väkiluku".encode("latin-1"))
    with pytest.raises(InputError, match=r"x\.yaml, byte 7: not UTF-8"):
        load(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"x\.yaml, line 1: None is not of type 'object'"):
        load(tmp_path)


def test_two_indicators_with_one_key_are_refused(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {"one": entry(key="A01"), "two": entry(key="A01")})
    with pytest.raises(InputError, match=r"two\.yaml, line 1, keyword key: the key A01 is already that of one\.yaml"):
        load(tmp_path)


def test_a_file_is_read_into_an_indicator(tmp_path: Path) -> None:
    fields = entry(
        key="A01",
        breaks=[{"period": 2010, "reason": SAME}],
        expected_from=1972,
        projection={"variant": "2019", "inputs": {"population": source("139f")}},
    )
    found = load(write_catalogue(tmp_path, {"population": fields}))["population"]
    assert (found.id, found.key, found.unit.key, found.variant) == ("population", "A01", "persons", "2019")
    assert found.breaks[0].period == Period(2010)
    assert found.expected_from == Period(1972)
    assert found.inputs[0].selections[0].take == {"content": (("vaesto",),)}
    assert found.projection[0].selections[0].tables == ("139f",)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    write_catalogue(tmp_path, {"population": entry(decimals=0)})
    assert load(tmp_path)["population"].decimals == 0
    write_catalogue(tmp_path, {"population": entry(decimals=2)})
    (tmp_path / "population.yaml").touch()
    assert load(tmp_path)["population"].decimals == 2


def test_every_field_of_the_schema_is_described_and_none_may_be_added() -> None:
    schema = orjson.loads(SCHEMA.read_bytes())

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                assert field.get("description"), f"{path}.{name} lacks a description"
            if "properties" in node:
                assert node["additionalProperties"] is False, path
            for name, inner in node.items():
                walk(inner, f"{path}.{name}")

    walk(schema, "")


def test_the_whole_catalogue_is_well_formed_and_has_population() -> None:
    found = load()
    assert found["population"].additive
    assert len(load_data()) == len(found)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", key) for key in found)


def test_themes_of_2024_stand_in_the_order_of_the_picture() -> None:
    assert [theme.key for theme in themes()] == ["population", "vitality", "wellbeing", "environment"]
    assert themes()[3].names.sv == "Attraktiv livsmiljö och biologisk mångfald"
    assert [*theme_sets()] == ["2024", "2023"]


def test_the_six_themes_of_2023_stand_in_their_order() -> None:
    keys = ["population", "environment", "structure", "business", "labour", "inclusion"]
    assert [theme.key for theme in themes("2023")] == keys
    assert themes("2023")[0].names.fi == "Väestökehitys"


def test_an_unknown_theme_set_names_the_nearest() -> None:
    with pytest.raises(AlkeError, match="Did you mean 2024"):
        themes("2025")
