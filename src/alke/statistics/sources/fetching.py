"""Fetching wanted tables into the store, so that nothing that came whole is ever asked for twice.

Each part is kept under ``cache/<key>/`` as it comes, where the key names table, selection and the publisher's update; a
fetch that was interrupted or killed goes on from there. Leaves out choosing what is wanted and telling about it.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np
import orjson

from alke.base.errors import AlkeError
from alke.base.files import write_whole
from alke.statistics.cube import Cube
from alke.statistics.sources.parts import ChangedError
from alke.statistics.sources.source import Plan, Source
from alke.statistics.sources.wanted import Wanted
from alke.statistics.store import Store, Vintage

Progress = Callable[[int, int], None]
_DONE = "done.json"
_STALE = 6 * 3600  # seconds for which parts hold whose publisher tells no time of update
_OLD = 30 * 24 * 3600  # seconds after which what is kept of a question is swept away


@dataclass(frozen=True)
class Outcome:
    """What became of one wanted table.

    Attributes:
        state: ``new`` vintage; ``unchanged`` since the one in use; ``failed``, with `error`.
        vintage: The vintage in use now; None when there is none.
        fetched, reused: Parts that were asked for, and parts that were kept from an earlier fetch.
        warnings: What the table lacks of what was wanted.
    """

    wanted: Wanted
    state: Literal["new", "unchanged", "failed"]
    vintage: Vintage | None
    error: AlkeError | None = None
    fetched: int = 0
    reused: int = 0
    warnings: tuple[str, ...] = ()


def fetch(
    wanted: Wanted, source: Source, store: Store, cache: Path, progress: Progress = lambda done, of: None
) -> Outcome:
    """Fetch one table; what goes wrong is told in the outcome, and the last vintage stays in use.

    Args:
        wanted: The table.
        source: Where from.
        store: Where to.
        cache: The folder of kept parts.
        progress: Told after every part how many are done, and of how many.
    """
    try:
        try:
            return _fetched(wanted, source, store, cache, progress)
        except ChangedError:
            return _fetched(wanted, source, store, cache, progress)
    except AlkeError as error:
        return Outcome(wanted, "failed", store.latest(wanted.source, *wanted.tables), error)


def _fetched(wanted: Wanted, source: Source, store: Store, cache: Path, progress: Progress) -> Outcome:
    plan = source.plan(wanted)
    folder = cache / plan.key
    known = _finished(folder, plan, store)
    if known is not None:
        return Outcome(wanted, "unchanged", known, warnings=plan.warnings)
    _sweep(cache, folder, plan)
    parts, reused = [], 0
    for number in range(len(plan.asks)):
        progress(number, len(plan.asks))
        kept = _kept(folder / f"{number:05}.part")
        reused += kept is not None
        if kept is None:
            kept = source.part(plan, number)
            write_whole(folder / f"{number:05}.part", hashlib.sha256(kept).digest() + kept)
        parts.append(kept)
    progress(len(plan.asks), len(plan.asks))
    try:
        cube = source.cube(plan, parts)
    except AlkeError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    vintage, new = _put(cube, plan, parts, wanted, store)
    write_whole(folder / _DONE, orjson.dumps({"vintage": vintage.id}))
    for path in folder.glob("*.part"):
        path.unlink(missing_ok=True)
    fetched = len(parts) - reused
    return Outcome(wanted, "new" if new else "unchanged", vintage, None, fetched, reused, plan.warnings)


def _put(cube: Cube, plan: Plan, parts: list[bytes], wanted: Wanted, store: Store) -> tuple[Vintage, bool]:
    """Keep the table as a new vintage, unless the newest one says the same."""
    latest = store.latest(wanted.source, *wanted.tables)
    if latest is not None and latest.table == plan.table and same(cube, store.cube(latest)):
        return latest, False
    checksum = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts) if parts[1:] else parts[0])
    vintage = store.put(
        cube,
        source=wanted.source,
        table=plan.table,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        content_checksum=checksum.hexdigest(),
        address=plan.address,
    )
    return vintage, vintage.new


def same(one: Cube, other: Cube) -> bool:
    """Whether two retrievals of a table say the same: categories, labels, numbers, marks, texts and update time."""
    told = ("table", "titles", "sources", "notes", "publisher", "licence", "updated", "marks", "axes")
    return (
        all(getattr(one, name) == getattr(other, name) for name in told)
        and np.array_equal(one.numbers, other.numbers, equal_nan=True)
        and np.array_equal(one.statuses, other.statuses)
    )


def _finished(folder: Path, plan: Plan, store: Store) -> Vintage | None:
    """The vintage that this very question has already given, when the publisher tells that nothing is newer."""
    if not plan.updated:
        return None
    try:
        done = orjson.loads((folder / _DONE).read_bytes())
        return store.vintage(str(done["vintage"]))
    except (OSError, ValueError, KeyError, TypeError, AlkeError):
        return None


def _kept(path: Path) -> bytes | None:
    """A part that an earlier fetch kept whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content[32:] if hashlib.sha256(content[32:]).digest() == content[:32] else None


def _sweep(cache: Path, folder: Path, plan: Plan) -> None:
    """Remove what has been kept of questions too long."""
    now = time.time()
    for each in cache.glob("*/"):
        age = now - each.stat().st_mtime
        if age > _OLD or (each == folder and not plan.updated and age > _STALE):
            shutil.rmtree(each, ignore_errors=True)
