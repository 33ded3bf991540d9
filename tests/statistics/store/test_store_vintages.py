from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from alke.base.errors import InputError, UnknownCodeError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.store import Store, Vintage

DOTS = Mark("..", Reason.NOT_AVAILABLE, "tietoa ei saatavissa")


def small(number: float = 7.0) -> Cube:
    axes = (
        Axis(
            "Alue", Role.AREA, ("SSS", "MK18"), {"fi": "Alue"}, {"fi": ("KOKO MAA", "Kainuu")}, parents={"MK18": "SSS"}
        ),
        Axis("Tiedot", Role.CONTENT, ("vaesto",), units={"vaesto": "lukumäärä"}, decimals={"vaesto": 0}),
    )
    return Cube(
        axes,
        np.array([[number], [np.nan]]),
        np.array([[0], [1]], np.uint8),
        (PLAIN, DOTS),
        table="11re",
        titles={"fi": "Väestö", "sv": "Befolkning"},
        sources={"fi": "Tilastokeskus"},
        notes={"fi": ("Huomautus",)},
        publisher="Tilastokeskus",
        licence="CC BY 4.0",
        updated="2026-04-01T05:00:00Z",
        warnings=("line 3, keyword X: overlooked",),
    )


def put(store: Store, cube: Cube | None = None, **changes: str) -> Vintage:
    fields = {"source": "statfin", "table": "11re", "retrieved": "2026-11-24", "content_checksum": "aa"} | changes
    return store.put(cube or small(), **fields)  # type: ignore[arg-type]


def same(one: Cube, other: Cube) -> bool:
    arrays_agree = np.array_equal(one.numbers, other.numbers, equal_nan=True) and (one.statuses == other.statuses).all()
    texts = ("marks", "table", "titles", "sources", "notes", "publisher", "licence", "updated", "warnings", "axes")
    return bool(arrays_agree) and all(getattr(one, name) == getattr(other, name) for name in texts)


def test_a_table_comes_back_as_it_was_put(tmp_path: Path) -> None:
    store = Store(tmp_path / "statistics")
    assert same(store.cube(put(store)), small())


def test_a_vintage_tells_source_table_times_checksum_and_licence(tmp_path: Path) -> None:
    vintage = put(Store(tmp_path), address="11re.px", division="2026")
    assert (vintage.source, vintage.table, vintage.retrieved) == ("statfin", "11re", "2026-11-24")
    assert (vintage.updated, vintage.checksum, vintage.cells) == ("2026-04-01T05:00:00Z", "aa", 2)
    assert (vintage.publisher, vintage.licence, vintage.address) == ("Tilastokeskus", "CC BY 4.0", "11re.px")
    assert vintage.title("sv") == "Befolkning"


def test_the_same_content_put_again_is_the_same_vintage_and_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = put(store), put(store, retrieved="2026-12-01")
    assert (first.new, second.new) == (True, False)
    assert second == first
    assert len(store.vintages()) == 1


def test_content_that_differs_is_a_new_vintage_and_the_old_one_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, new = put(store), put(store, small(8.0), retrieved="2026-12-01", content_checksum="bb")
    assert old.id != new.id
    assert store.cube(old).numbers[0, 0] == 7.0
    assert store.latest("statfin", "11re") == new


def test_the_same_file_read_otherwise_is_another_vintage(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert put(store).id != put(store, small(8.0)).id


def test_the_newest_name_of_a_table_that_is_kept_is_the_latest(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = put(store, table="statfin_vaerak_pxt_11re")
    assert store.latest("statfin", "11re", "statfin_vaerak_pxt_11re") == old
    new = put(store, retrieved="2020-01-01")
    assert store.latest("statfin", "11re", "statfin_vaerak_pxt_11re") == new
    assert store.latest("statfin", "12r5") is None


def test_vintages_are_listed_newest_first_and_by_source(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, small(1.0), retrieved="2025-01-01")
    put(store, small(2.0), retrieved="2026-01-01")
    put(store, small(3.0), source="sample")
    assert [v.retrieved for v in store.vintages("statfin")] == ["2026-01-01", "2025-01-01"]


def test_an_empty_store_lists_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path / "absent").vintages() == []


def test_an_unknown_vintage_names_the_nearest(tmp_path: Path) -> None:
    store = Store(tmp_path)
    vintage = put(store)
    with pytest.raises(UnknownCodeError, match=vintage.id):
        store.vintage(vintage.id[:-1] + "_")


@pytest.mark.parametrize("name", ["cube.json", "cells.parquet", "vintage.json"])
def test_a_damaged_file_is_found_by_its_checksum_and_named(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    path = tmp_path / put(store).id / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match=rf"{name}: .*checksum does not match\. Remove the folder"):
        store.cube(path.parent.name)


def test_a_truncated_file_is_found_by_its_checksum(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = tmp_path / put(store).id / "cells.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(InputError, match=r"cells\.parquet"):
        store.cube(path.parent.name)


def test_a_vintage_without_cells_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    axes = (Axis("Alue", Role.AREA, ()),)
    empty = Cube(axes, np.empty(0), np.empty(0, np.uint8))
    assert store.cube(put(store, empty)).shape == (0,)


@settings(max_examples=30, deadline=None)
@given(
    arrays.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(allow_infinity=False))
)
def test_any_numbers_come_back_exactly(tmp_path_factory: pytest.TempPathFactory, numbers: np.ndarray) -> None:
    axes = tuple(Axis(f"a{i}", Role.CLASS, tuple(map(str, range(size)))) for i, size in enumerate(numbers.shape))
    store = Store(tmp_path_factory.mktemp("store"))
    kept = store.cube(put(store, Cube(axes, numbers, np.isnan(numbers).astype(np.uint8), (PLAIN, DOTS))))
    assert np.array_equal(kept.numbers, numbers, equal_nan=True)


def test_many_puts_of_the_same_content_at_once_leave_one_whole_vintage(tmp_path: Path) -> None:
    store, found, failed = Store(tmp_path), [], []

    def work() -> None:
        try:
            found.append(put(store))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len({vintage.id for vintage in found}) == 1
    assert sum(vintage.new for vintage in found) == 1
    assert same(store.cube(found[0]), small())


_PUTS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from test_store_vintages import put, small
from alke.statistics.store import Store
store = Store(Path({folder!r}))
print("ready", flush=True)
for number in range(100_000):
    put(store, small(float(number)), content_checksum=str(number))
"""


@pytest.mark.parametrize("wait", [0.03, 0.08, 0.2])
def test_a_killed_put_leaves_only_whole_vintages(tmp_path: Path, wait: float) -> None:
    root = str(Path(__file__).parent)
    code = _PUTS.format(root=root, folder=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    threading.Event().wait(wait)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    store = Store(tmp_path)
    for vintage in store.vintages():
        assert store.cube(vintage).numbers[0, 0] == float(vintage.checksum)


def test_what_a_killed_put_left_is_no_vintage_and_is_swept_a_day_later(tmp_path: Path) -> None:
    left = tmp_path / ".abc.part"
    left.mkdir()
    (left / "cube.json").write_bytes(b"{")
    store = Store(tmp_path)
    assert store.vintages() == []
    put(store)
    assert left.exists()
    os.utime(left, (0, 0))
    put(store, small(9.0))
    assert not left.exists()


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("alke.statistics.store.pq.write_table", full)
    with pytest.raises(OSError, match="No space"):
        put(Store(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_vintages_are_equal_whether_or_not_they_are_new(tmp_path: Path) -> None:
    vintage = put(Store(tmp_path))
    assert replace(vintage, new=False) == vintage
