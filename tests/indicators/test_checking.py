"""The catalogue against recorded metadata: what is there passes, what differs is told with what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from alke.base.errors import InputError
from alke.indicators.catalogue import Indicator, load
from alke.indicators.checking import Checkup, Recorded, State, check, recorded
from tests.indicators.factories import indicator, source

CATALOGUE = {key: each for key, each in load().items() if not each.family}


def recording(tmp_path: Path, **changes: Any) -> tuple[Recorded, ...]:
    """A made-up recording of table 11re of StatFin, with fields replaced or, when None, left out."""
    fields: dict[str, Any] = {
        "source": "statfin",
        "table": "11re",
        "seen": "2026-06",
        "updated": "2026-06-06",
        "first": "1972",
        "last": "2025",
        "areas": ["SSS", "KU"],
        "axes": {"sukupuoli_9": ["SSS", "1", "2"], "contentscode": ["vaesto", "muutos"]},
    }
    path = tmp_path / "recorded.yaml"
    path.write_text(yaml.safe_dump([{k: v for k, v in (fields | changes).items() if v is not None}]), "utf-8")
    return recorded(path)


def differs(checkup: Checkup) -> list[str]:
    return [f"{each.what}. {each.fix}." for each in checkup.told if each.state is State.DIFFERS]


def test_a_selection_that_the_table_has_is_ok(tmp_path: Path) -> None:
    checkup = check(indicator(), recording(tmp_path))
    assert (checkup.state, differs(checkup)) == (State.OK, [])
    assert checkup.recorded is not None
    assert str(checkup.recorded.last) == "2025"


@pytest.mark.parametrize(
    ("fields", "changes", "told"),
    [
        ({"inputs": {"population": source("11re", content="vakiluku")}}, {}, "no category vakiluku"),
        ({"inputs": {"population": source("11re", take={"ika": [["SSS"]]})}}, {}, "no variable is called ika"),
        ({}, {"axes": {"kieli": ["1", "2", "3"], "contentscode": ["vaesto"]}}, "variable kieli has no total"),
        (
            {"expected_from": "1950"},
            {},
            "figures are expected from 1950, the table begins in 1972. Write expected_from: 1972",
        ),
        ({"as_published": True}, {}, "the table has no regions, and a figure as published is never summed"),
        ({"unit": "percent"}, {"units": {"vaesto": ["persons"]}}, "the unit is percent, the publisher's persons"),
        (
            {"breaks": [{"period": "2030", "reason": {"fi": "Syy.", "sv": "Skäl.", "en": "Reason."}}]},
            {},
            "a break is declared in 2030, after the table's last period 2025",
        ),
    ],
)
def test_what_differs_is_told_with_what_to_do(
    tmp_path: Path, fields: dict[str, Any], changes: dict[str, Any], told: str
) -> None:
    checkup = check(indicator(**fields), recording(tmp_path, **changes))
    assert checkup.state is State.DIFFERS
    assert told in " ".join(differs(checkup))
    assert all(each.fix for each in checkup.told if each.what)


def test_a_table_that_was_never_recorded_is_not_passed(tmp_path: Path) -> None:
    checkup = check(indicator(inputs={"population": source("99xx")}), recording(tmp_path))
    assert checkup.state is State.UNRECORDED


def test_a_table_whose_variables_were_not_seen_is_only_listed(tmp_path: Path) -> None:
    assert check(indicator(), recording(tmp_path, axes=None)).state is State.LISTED


def test_a_code_that_a_partial_recording_does_not_show_is_only_listed(tmp_path: Path) -> None:
    wanted = indicator(inputs={"population": source("11re", content="vakiluku")})
    assert check(wanted, recording(tmp_path, partial=True)).state is State.LISTED


def test_a_check_that_is_claimed_but_not_recorded_differs(tmp_path: Path) -> None:
    claimed = indicator(inputs={"population": source("99xx")}, checked={"against": "recorded", "on": "2026-11-24"})
    assert "recorded metadata, of which there are none" in differs(check(claimed, recording(tmp_path)))[0]


def test_an_embedded_table_that_is_not_there_differs(tmp_path: Path) -> None:
    given = {"from": [{"source": "sample", "tables": ["populaton"]}]}
    checkup = check(indicator(inputs={"population": given}), recording(tmp_path))
    assert "no embedded table is called populaton" in differs(checkup)[0]


def test_an_embedded_code_that_is_not_there_differs(tmp_path: Path) -> None:
    given = {"from": [{"source": "sample", "tables": ["population"], "take": {"content": [["peple"]]}}]}
    assert "no category peple" in differs(check(indicator(inputs={"population": given}), recording(tmp_path)))[0]


def test_an_entry_that_lacks_a_field_says_which(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"recorded\.yaml, entry 1: lacks 'updated'"):
        recording(tmp_path, updated=None)


@pytest.mark.parametrize("one", CATALOGUE.values(), ids=lambda each: each.id)
def test_nothing_in_the_catalogue_differs_from_what_is_recorded(one: Indicator) -> None:
    assert differs(check(one, recorded())) == []


def test_what_the_catalogue_calls_recorded_is_ok_and_nothing_else_is() -> None:
    states = {key: check(one, recorded()).state for key, one in CATALOGUE.items()}
    assert sum(state is State.OK for state in states.values()) >= 25
    for key, one in CATALOGUE.items():
        if one.checked.against == "recorded":
            assert states[key] is State.OK, key


def test_the_recordings_are_what_the_publishers_answered(shared: Path) -> None:
    answered = json.loads((shared / "data/pxweb_meta/statfin_11re_metadata_fi_2026.json").read_text("utf-8"))
    codes = {each["code"]: tuple(each["values"]) for each in answered["variables"]}
    table = next(each for each in recorded() if each.table == "11re")
    assert table.axes is not None
    assert {axis.code: axis.codes for axis in table.axes}.items() <= codes.items()
    assert (str(table.first), str(table.last)) == (codes["timeperiod_y"][0], codes["timeperiod_y"][-1])
    listed = json.loads((shared / "data/pxweb_meta/statfin_vaerak_table_list_fi_2026.json").read_text("utf-8"))
    years = {each["id"].removesuffix(".px"): (each["text"].rsplit(", ", 1)[1], each["updated"][:10]) for each in listed}
    for each in recorded():
        if each.table in years:
            first, _, last = years[each.table][0].partition("-")
            assert (str(each.first), str(each.last), each.updated) == (first, last or first, years[each.table][1])


def test_the_recordings_of_sotkanet_are_what_it_answered(shared: Path) -> None:
    answered = json.loads((shared / "data/sotkanet/indicators_metadata.json").read_text("utf-8"))["indicators"]
    found = {each.table: each for each in recorded() if each.source == "sotkanet"}
    assert found.keys() == answered.keys()
    for key, each in found.items():
        said = answered[key]
        assert (each.first.year, each.last.year) == (said["range"]["start"], said["range"]["end"])
        assert each.updated == said["data-updated"]
