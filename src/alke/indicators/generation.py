"""Generations: all values and findings computed at one time, in one numbered folder that is swapped in atomically.

``<home>/values/<n>/`` holds ``index.json`` (indicators, areas, periods, vintages, fingerprints), four flat arrays with
the cells of all layers one after another, ``catalogue.json``, and ``findings.jsonl`` with a line for each area.
``<home>/values/current`` names the generation in use. Pages, documents and the API read a generation and nothing else.
Everything is opened at once and decoded when asked for, so a generation in use stays readable after its folder is gone.

Findings are kept here as plain records, because this room does not know findings; `alke.findings` makes them and turns
them back. Leaves out computing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from alke.areas import COUNTRY
from alke.base.errors import AlkeError, InputError, UnknownCodeError
from alke.base.files import write_whole
from alke.base.periods import Period
from alke.indicators.catalogue import Indicator, from_data
from alke.indicators.formula import REASONS
from alke.indicators.themes import CURRENT
from alke.indicators.values import Kind, Layer, Values
from alke.statistics.store import Store, Vintage

KEPT = 3
_ARRAYS = {"numbers": np.float64, "reasons": np.uint8, "vintages": np.int16, "preliminary": np.bool_}
_REASONS = np.array(REASONS, dtype=object)
_PLACE = {reason: place for place, reason in enumerate(REASONS)}


class Generation:
    """One generation, open for reading.

    Attributes:
        number: Its number; caches carry it.
        home: The folder it lies under (`ALKE_HOME`).
    """

    def __init__(self, home: Path, number: int) -> None:
        self.home, self.number = home, number
        folder = home / "values" / str(number)
        try:
            self._index: dict[str, Any] = orjson.loads((folder / "index.json").read_bytes())
            self._catalogue = (folder / "catalogue.json").read_bytes()
            self._findings = (folder / "findings.jsonl").read_bytes()
            self._arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
        except (OSError, ValueError) as error:
            fix = "Run alke compute"
            raise InputError(f"generation {number} cannot be read: {error}", where=str(folder), fix=fix) from None
        self._values: dict[str, Values] = {}

    @classmethod
    def current(cls, home: Path) -> Generation:
        """The generation in use.

        Raises:
            AlkeError: when nothing has been computed yet.
        """
        pointer = home / "values" / "current"
        if not pointer.is_file():
            raise AlkeError("nothing has been computed yet", where=str(home), fix="Run alke compute")
        text = pointer.read_text("ascii", errors="replace").strip()
        if not text.isdigit():
            raise InputError(f"{text[:40]!r} is not a generation's number", where=str(pointer), fix="Run alke compute")
        return cls.open(home, int(text))

    @classmethod
    def open(cls, home: Path, number: int) -> Generation:
        """A generation by its number; opened once in a process."""
        index = home.absolute() / "values" / str(number) / "index.json"
        return _open(home.absolute(), number, index.stat().st_mtime_ns if index.is_file() else 0)

    @property
    def created(self) -> str:
        """When it was computed, as an ISO time."""
        return str(self._index["created"])

    @cached_property
    def catalogue(self) -> Mapping[str, Indicator]:
        """The catalogue it was computed with, every indicator by id, with values or not."""
        return {key: from_data(key, data) for key, data in orjson.loads(self._catalogue).items()}

    @property
    def catalogue_digest(self) -> str:
        """A digest of the catalogue it was computed with."""
        return hashlib.sha256(self._catalogue).hexdigest()

    @cached_property
    def listed(self) -> Mapping[str, Indicator]:
        """The catalogue without the members of families."""
        return {key: each for key, each in self.catalogue.items() if not each.family}

    def of_theme(self, theme: str, theme_set: str = CURRENT) -> tuple[Indicator, ...]:
        """The indicators of a theme of a set, with values or not, in the catalogue's order."""
        return tuple(each for each in self.listed.values() if theme in each.themes.get(theme_set, ()))

    @cached_property
    def vintages(self) -> Mapping[str, Vintage]:
        """The vintages it was computed from, by id."""
        return {key: Vintage(**fields) for key, fields in self._index["vintages"].items()}

    @property
    def store(self) -> Store:
        """The store its vintages are in."""
        return Store(self.home / "statistics")

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """What each indicator's values were computed of, as a digest."""
        return dict(self._index["fingerprints"])

    @cached_property
    def data_year(self) -> int | None:
        """The newest observed year for which the whole country's population is known."""
        if "population" not in self._index["indicators"]:
            return None
        latest = self.values("population").latest(COUNTRY)
        return latest.period.year if latest else None

    def ids_with_values(self) -> tuple[str, ...]:
        """The indicators that have values, in the catalogue's order; members of families are not among them."""
        return tuple(key for key in self.listed if self._index["indicators"][key]["layers"])

    def values(self, indicator: str) -> Values:
        """The values of an indicator; without layers when it has none.

        Raises:
            UnknownCodeError: when the catalogue has no such indicator.
        """
        if indicator not in self._values:
            entry = self._index["indicators"].get(indicator)
            if entry is None:
                raise UnknownCodeError("indicator", indicator, self._index["indicators"])
            self._values[indicator] = self._decoded(indicator, entry)
        return self._values[indicator]

    def _decoded(self, indicator: str, entry: dict[str, Any]) -> Values:
        areas = tuple(entry["areas"])
        layers = []
        for kind, variant, start, periods in entry["layers"]:
            shape = (len(areas), len(periods))
            flat = {name: array[start : start + shape[0] * shape[1]] for name, array in self._arrays.items()}
            part = {name: np.array(cells).reshape(shape) for name, cells in flat.items()}
            part["reasons"] = _REASONS[part["reasons"]]
            layers.append(Layer(Kind(kind), variant, tuple(Period.parse(p) for p in periods), **part))
        return Values(indicator, areas, entry["division"], tuple(layers), tuple(entry["vintage_ids"]))

    def finding_records(self, area: str) -> list[dict[str, Any]]:
        """The findings of an area as plain records, heaviest first; none for an area without any."""
        start, end = self._index["findings"].get(area, (0, 0))
        return list(orjson.loads(self._findings[start:end])) if end else []


@lru_cache(maxsize=KEPT)
def _open(home: Path, number: int, written: int) -> Generation:
    return Generation(home, number)


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Wait for, and hold, the right to write generations: two computations never run at once."""
    folder = home / "values"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(
    home: Path,
    values: Mapping[str, Values],
    *,
    catalogue: Mapping[str, dict[str, Any]],
    vintages: Mapping[str, Vintage],
    findings: Mapping[str, Sequence[Mapping[str, Any]]],
    fingerprints: Mapping[str, str],
    created: str,
) -> Generation:
    """Write a generation and make it the current one; call it inside `writing`.

    Args:
        home: The folder of everything (`ALKE_HOME`).
        values: Values by indicator id, in the catalogue's order.
        catalogue: The catalogue's files as data, by indicator id.
        vintages: The kept tables the values were computed from, by id.
        findings: Records by area, heaviest first.
        fingerprints: What each indicator's values were computed of, as a digest.
        created: The ISO time to record.
    """
    root = home / "values"
    root.mkdir(parents=True, exist_ok=True)
    numbers = sorted(int(folder.name) for folder in root.iterdir() if folder.is_dir() and folder.name.isdigit())
    number = numbers[-1] + 1 if numbers else 1
    for left in root.glob(".generation-*"):
        shutil.rmtree(left, ignore_errors=True)  # what a killed computation left
    part = Path(tempfile.mkdtemp(dir=root, prefix=".generation-"))
    indicators, arrays = _flattened(values)
    index = {
        "number": number,
        "created": created,
        "indicators": indicators,
        "vintages": {
            key: {k: v for k, v in asdict(vintage).items() if k != "new"} for key, vintage in vintages.items()
        },
        "fingerprints": dict(fingerprints),
    }
    for name, array in arrays.items():
        np.save(part / f"{name}.npy", array)
    ranges: dict[str, tuple[int, int]] = {}
    with (part / "findings.jsonl").open("wb") as file:
        for area, records in findings.items():
            start = file.tell()
            file.write(orjson.dumps(records, option=orjson.OPT_APPEND_NEWLINE))
            ranges[area] = (start, file.tell())
    for name, content in (("index", {**index, "findings": ranges}), ("catalogue", dict(catalogue))):
        (part / f"{name}.json").write_bytes(orjson.dumps(content, default=str))
    for path in (*part.iterdir(), part):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    part.chmod(0o755)
    part.rename(root / str(number))
    write_whole(root / "current", f"{number}\n")
    for old in numbers[: -(KEPT - 1)]:
        shutil.rmtree(root / str(old), ignore_errors=True)
    return Generation.open(home, number)


def _flattened(values: Mapping[str, Values]) -> tuple[dict[str, Any], dict[str, np.ndarray[Any, Any]]]:
    entries: dict[str, Any] = {}
    parts: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in _ARRAYS}
    start = 0
    for key, each in values.items():
        layers = []
        for layer in each.layers:
            layers.append([layer.kind.value, layer.variant, start, [str(period) for period in layer.periods]])
            start += layer.numbers.size
            codes = np.array([_PLACE[reason] for reason in layer.reasons.ravel()], np.uint8)
            for name in _ARRAYS:
                parts[name].append(codes if name == "reasons" else getattr(layer, name).ravel())
        entries[key] = {
            "areas": each.areas,
            "division": each.division,
            "vintage_ids": each.vintage_ids,
            "layers": layers,
        }
    flat: dict[str, np.ndarray[Any, Any]] = {
        name: np.concatenate([np.empty(0, kind), *parts[name]]).astype(kind) for name, kind in _ARRAYS.items()
    }
    return entries, flat
