"""The store: every retrieved table is kept as an immutable vintage, whole or not at all.

One folder per vintage, ``<root>/<id>/``: ``vintage.json`` (what it is, sealed with its own checksum), ``cube.json``
(axes, marks, texts) and ``cells.parquet`` (value and status of every cell, in the axes' order). A vintage is written to
a hidden folder, forced to disk and renamed: a killed process leaves the store as it was, and nothing is overwritten.

Leaves out what only a file's own format can say (`Cube.extra`) and what the numbers mean.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from alke.base.errors import InputError, UnknownCodeError
from alke.statistics.cube import Axis, Cube, Mark, Reason, Role

_ABANDONED = 24 * 3600  # seconds after which a hidden folder is what a killed process left


@dataclass(frozen=True)
class Vintage:
    """One table as it was retrieved once.

    Attributes:
        id: Twelve hexadecimal digits, from source, table, file and cells.
        source: Who it was retrieved from: ``statfin``, ``sotkanet``, ``eurostat``, ``sample`` …
        table: The publisher's table id.
        retrieved: When, as an ISO time.
        updated: The publisher's own time of update, as an ISO time or "".
        checksum: SHA-256 of the file or answer it was read from.
        titles: The table's title by language.
        cells: How many cells it has.
        address: Where it was retrieved from: a file's name or a web address.
        sources: Which statistic and edition the table itself names, by language.
        division: The regional division it is in as whoever put it knows: a year, another name, or "" when not known.
        derivation: How the numbers were made from the publisher's, by language; empty when they are its own.
        new: Whether the call that returned it wrote it; False when the store had it already.
    """

    id: str
    source: str
    table: str
    retrieved: str
    updated: str
    checksum: str
    publisher: str
    licence: str
    titles: Mapping[str, str]
    cells: int
    address: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    division: str = ""
    derivation: Mapping[str, str] = field(default_factory=dict)
    new: bool = field(default=False, compare=False)

    def title(self, language: str) -> str:
        """The table's title in a language, else in any language, else the table's id."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.table)


class Store:
    """The vintages under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(
        self,
        cube: Cube,
        *,
        source: str,
        table: str,
        retrieved: str,
        content_checksum: str,
        address: str = "",
        division: str = "",
        derivation: Mapping[str, str] | None = None,
    ) -> Vintage:
        """Keep a table; the same content put again is the same vintage, with ``new`` False.

        Args:
            cube: The table.
            source: Who it was retrieved from.
            table: The publisher's table id.
            retrieved: When, as an ISO time.
            content_checksum: SHA-256 of the bytes the cube was read from.
            address: Where it was retrieved from.
            division: The regional division it is in, where the caller knows.
            derivation: How the numbers were made from the publisher's, by language.

        Raises:
            InputError: when the same vintage is in the store but damaged.
        """
        described = orjson.dumps(_described(cube), option=orjson.OPT_SORT_KEYS)
        digest = hashlib.sha256(f"{source}\0{table}\0{content_checksum}\0".encode())
        digest.update(described)
        digest.update(np.where(np.isnan(cube.numbers), np.nan, cube.numbers).tobytes())
        digest.update(cube.statuses.tobytes())
        vintage = Vintage(
            digest.hexdigest()[:12],
            source,
            table,
            retrieved,
            cube.updated,
            content_checksum,
            cube.publisher,
            cube.licence,
            dict(cube.titles),
            cube.size,
            address,
            dict(cube.sources),
            division,
            dict(derivation or {}),
        )
        folder = self.root / vintage.id
        if not folder.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            self._sweep()
            part = Path(tempfile.mkdtemp(dir=self.root, prefix=f".{vintage.id}."))
            try:
                _write(part, vintage, cube, described)
                part.chmod(0o755)
                os.rename(part, folder)  # noqa: PTH104  (pathlib's rename would not tell the two errors apart)
                _sync(self.root)
                return replace(vintage, new=True)
            except OSError:
                if not folder.exists():
                    raise  # otherwise another process has just put the same content
            finally:
                shutil.rmtree(part, ignore_errors=True)
        return self.vintage(vintage.id)

    def _sweep(self) -> None:
        for part in self.root.glob(".*"):
            if part.is_dir() and time.time() - part.stat().st_mtime > _ABANDONED:
                shutil.rmtree(part, ignore_errors=True)

    def vintage(self, vintage_id: str) -> Vintage:
        """The vintage of an id.

        Raises:
            UnknownCodeError: when the store has no such vintage.
            InputError: when its description is damaged.
        """
        path = self.root / vintage_id / "vintage.json"
        if not path.is_file():
            raise UnknownCodeError("vintage", vintage_id, self._ids(), where=str(self.root))
        return Vintage(**_sealed(path)["vintage"])

    def _ids(self) -> list[str]:
        if not self.root.is_dir():
            return []
        return sorted(folder.name for folder in self.root.iterdir() if folder.is_dir() and folder.name[0] != ".")

    def vintages(self, source: str | None = None, table: str | None = None) -> list[Vintage]:
        """All vintages, newest retrieved first, of one source or table when named."""
        found = [self.vintage(vintage_id) for vintage_id in self._ids()]
        found = [v for v in found if source in (None, v.source) and table in (None, v.table)]
        return sorted(found, key=lambda v: (v.retrieved, v.updated, v.id), reverse=True)

    def latest(self, source: str, *tables: str) -> Vintage | None:
        """The newest vintage of a source's table; tables are tried in order, and the first that is there wins."""
        for table in tables:
            found = self.vintages(source, table)
            if found:
                return found[0]
        return None

    def cube(self, vintage: Vintage | str) -> Cube:
        """The table of a vintage, its checksums verified.

        Raises:
            InputError: when a file of it is damaged or gone.
        """
        folder = self.root / (vintage if isinstance(vintage, str) else vintage.id)
        sums = _sealed(folder / "vintage.json")["files"]
        for name, expected in sums.items():
            path = folder / name
            if not path.is_file() or _sha256(path) != expected:
                raise _damaged(path)
        described = orjson.loads((folder / "cube.json").read_bytes())
        cells = pq.ParquetFile(folder / "cells.parquet").read()
        axes = tuple(_axis(axis) for axis in described.pop("axes"))
        shape = tuple(len(axis) for axis in axes)
        described["marks"] = tuple(Mark(sign, Reason(reason), text) for sign, reason, text in described["marks"])
        described["notes"] = {language: tuple(notes) for language, notes in described["notes"].items()}
        described["warnings"] = tuple(described["warnings"])
        numbers, statuses = (
            np.concatenate([np.empty(0, kind), *(_plain(chunk, kind) for chunk in cells[name].chunks)]).reshape(shape)
            for name, kind in (("value", np.float64), ("status", np.uint8))
        )
        return Cube(axes, numbers, statuses, **described)


def _plain(chunk: Any, kind: type) -> npt.NDArray[Any]:
    return np.frombuffer(chunk.buffers()[1], kind, len(chunk), chunk.offset * np.dtype(kind).itemsize)


def _described(cube: Cube) -> dict[str, Any]:
    axes = [
        {
            "code": axis.code,
            "role": axis.role.value,
            "codes": list(axis.codes),
            "names": dict(axis.names),
            "labels": {language: list(labels) for language, labels in axis.labels.items()},
            "units": dict(axis.units),
            "decimals": dict(axis.decimals),
            "parents": dict(axis.parents),
            "codelist": axis.codelist,
        }
        for axis in cube.axes
    ]
    return {
        "axes": axes,
        "marks": [[mark.sign, mark.reason.value, mark.text] for mark in cube.marks],
        "table": cube.table,
        "titles": dict(cube.titles),
        "sources": dict(cube.sources),
        "notes": {language: list(notes) for language, notes in cube.notes.items()},
        "publisher": cube.publisher,
        "licence": cube.licence,
        "updated": cube.updated,
        "warnings": list(cube.warnings),
    }


def _axis(described: dict[str, Any]) -> Axis:
    labels = {language: tuple(labels) for language, labels in described.pop("labels").items()}
    role, codes = Role(described.pop("role")), tuple(described.pop("codes"))
    return Axis(role=role, codes=codes, labels=labels, **described)


def _write(folder: Path, vintage: Vintage, cube: Cube, described: bytes) -> None:
    (folder / "cube.json").write_bytes(described)
    # Arrays are handed over as buffers: any other way makes pyarrow load pandas, where it is installed, for a second.
    columns = [
        pa.Array.from_buffers(kind, cube.size, [None, pa.py_buffer(np.ascontiguousarray(array))])
        for kind, array in ((pa.float64(), cube.numbers), (pa.uint8(), cube.statuses))
    ]
    table = pa.Table.from_arrays(columns, names=["value", "status"])
    pq.write_table(table, folder / "cells.parquet", compression="zstd", row_group_size=max(cube.size, 1))
    sums = {name: _sha256(folder / name) for name in ("cube.json", "cells.parquet")}
    fields = {key: getattr(vintage, key) for key in Vintage.__dataclass_fields__ if key != "new"}
    body = {"vintage": fields, "files": sums}
    (folder / "vintage.json").write_bytes(orjson.dumps({**body, "seal": _seal(body)}, option=orjson.OPT_INDENT_2))
    for path in folder.iterdir():
        _sync(path)
    _sync(folder)


def _seal(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _sealed(path: Path) -> dict[str, Any]:
    try:
        body = orjson.loads(path.read_bytes())
        if body.pop("seal") == _seal(body):
            return dict(body)
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        pass
    raise _damaged(path)


def _damaged(path: Path) -> InputError:
    return InputError(
        "the kept vintage is damaged: its checksum does not match",
        where=str(path),
        fix=f"Remove the folder {path.parent} and ingest or fetch the table again",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
