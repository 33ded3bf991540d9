"""Making a generation: the embedded figures put in the store, values computed, findings found, all written at once.

Only what changed is computed: an indicator whose catalogue file, kept tables and engine are the same keeps its values.
Leaves out each of these steps, which are rooms of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from alke.areas import COUNTRY, REGIONS
from alke.base import units
from alke.base.errors import AlkeError
from alke.findings.context import POPULATION
from alke.findings.find import data_year, find, order
from alke.findings.finding import Finding
from alke.findings.peers import STRUCTURE
from alke.findings.record import from_record, to_record
from alke.findings.rules import components, contradiction, per_head
from alke.indicators import shift_share, targets, themes
from alke.indicators.catalogue import FOLDER, Indicator, from_data, load_data
from alke.indicators.compute import compute, engine, touched
from alke.indicators.generation import Generation, write, writing
from alke.indicators.reading import Holdings
from alke.indicators.values import Values
from alke.statistics import sample
from alke.statistics.store import Store, Vintage

_LOOKED_AT = {
    POPULATION,
    *STRUCTURE,
    components.NATURAL,
    components.MOVES,
    per_head.PRODUCT,
    *contradiction.PAIRS.values(),
    *shift_share.INDUSTRIES,
}
"""The indicators that rules look at beside their own."""
SAMPLE = "sample"
_PROGRAM = "program"


def ensure(home: Path, *, started: Callable[[], None] = lambda: None) -> Generation:
    """The current generation; computed first when there is none or the program has changed since it was computed.

    Args:
        home: The folder of everything (`ALKE_HOME`).
        started: Called when computing begins, which takes seconds.
    """
    current = _current(home)
    if current is not None and current.fingerprints.get(_PROGRAM) == _program():
        return current
    started()
    return generate(home)


def generate(home: Path, *, store: Store | None = None, catalogue: Path | None = None) -> Generation:
    """Compute what changed since the current generation and make the result current.

    Args:
        home: The folder of everything (`ALKE_HOME`).
        store: The store to compute from; by default the one in `home`.
        catalogue: The folder of indicator files; by default Alke's own.

    Returns:
        The new generation; the current one when nothing has changed.

    Raises:
        InputError: when a catalogue file is broken or a kept table damaged; nothing is then changed.
    """
    store = store or Store(home / "statistics")
    with writing(home):
        embedded = {vintage.id for vintage in put_sample(store)}
        data = load_data(catalogue or FOLDER)
        indicators = {key: from_data(key, each) for key, each in data.items()}
        kept = [vintage for vintage in store.vintages() if vintage.source != SAMPLE or vintage.id in embedded]
        holdings = Holdings(store, kept)
        fingerprints = {key: _fingerprint(data[key], touched(indicators[key], holdings)) for key in data}
        fingerprints[_PROGRAM] = _program()
        old = _current(home)
        known = old.fingerprints if old else {}
        if old is not None and known == fingerprints:
            return old
        same = {key for key in indicators if old and known.get(key) == fingerprints[key]}
        values = {
            key: old.values(key) if old and key in same else compute(indicator, holdings)
            for key, indicator in indicators.items()
        }
        # A rule looks at its indicator and at few others, and a finding's weight at the area's newest year, so what was
        # found stands where all of these are as they were.
        alike = {key for key in indicators if old and (key in same or _alike(old, key, values[key], data[key]))}
        others = _LOOKED_AT & (indicators.keys() | (old.catalogue.keys() if old else set()))
        stands = others <= alike and known.get(_PROGRAM) == fingerprints[_PROGRAM] and _as_new(old, values)
        standing = alike if stands else set()
        used = {vintage_id for indicator in indicators.values() for vintage_id in touched(indicator, holdings)}
        return write(
            home,
            values,
            catalogue=data,
            vintages={vintage.id: vintage for vintage in kept if vintage.id in used},
            findings={area: _findings(values, indicators, area, old, standing) for area in (COUNTRY, *REGIONS)},
            fingerprints=fingerprints,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _as_new(old: Generation | None, values: Mapping[str, Values]) -> bool:
    """Whether the newest year of every area's figures is the one it was."""
    before = {key: old.values(key) for key in old.catalogue} if old else {}
    return all(data_year(before, area) == data_year(values, area) for area in (COUNTRY, *REGIONS))


def _alike(old: Generation, key: str, new: Values, data: Mapping[str, Any]) -> bool:
    """Whether an indicator is described as before and has the numbers it had, in the whole country and the regions.

    Its kept tables may be others: those of municipalities that add up to what was known change no finding.
    """
    if key not in old.catalogue or from_data(key, data) != old.catalogue[key]:
        return False
    before, codes = old.values(key), (COUNTRY, *REGIONS)
    if len(before.layers) != len(new.layers) or before.division != new.division:
        return False
    if [code in before.rows for code in codes] != [code in new.rows for code in codes]:
        return False
    first, second = ([each.rows[code] for code in codes if code in each.rows] for each in (before, new))
    return all(
        (one.kind, one.variant, one.periods) == (two.kind, two.variant, two.periods)
        and np.array_equal(one.numbers[first], two.numbers[second], equal_nan=True)
        and np.array_equal(one.reasons[first], two.reasons[second])
        and np.array_equal(one.preliminary[first], two.preliminary[second])
        for one, two in zip(before.layers, new.layers, strict=True)
    )


def findings(generation: Generation, area: str) -> tuple[Finding, ...]:
    """The findings of an area, heaviest first: as computed, or found now for a sub-region or a municipality."""
    records = generation.finding_records(area)
    if records or area in (COUNTRY, *REGIONS):
        return tuple(from_record(each) for each in records)
    catalogue = {key: each for key, each in generation.catalogue.items() if area in generation.values(key).rows}
    return tuple(find({key: generation.values(key) for key in generation.catalogue}, catalogue, area))


def put_sample(store: Store) -> list[Vintage]:
    """Put the embedded figures in a store, where they are a source like any other; those there already stay."""
    found = []
    for name in sample.tables():
        meta = sample.meta(name)
        content = b"".join((sample.FOLDER / f"{name}{ending}").read_bytes() for ending in (".csv", ".yaml"))
        found.append(
            store.put(
                sample.cube(name),
                source=SAMPLE,
                table=name,
                retrieved=meta.collected,
                content_checksum=hashlib.sha256(content).hexdigest(),
                address="; ".join(dict.fromkeys(each.address for each in meta.sources if each.address)),
                division=meta.division.removesuffix("-01-01"),
                derivation={"fi": meta.derivation.fi, "sv": meta.derivation.sv, "en": meta.derivation.en},
            )
        )
    return found


def _findings(
    values: Mapping[str, Values],
    catalogue: Mapping[str, Indicator],
    area: str,
    old: Generation | None,
    standing: set[str],
) -> list[dict[str, Any]]:
    """The findings of an area as records, heaviest first; those of `standing` indicators are the old generation's."""
    changed = {key: indicator for key, indicator in catalogue.items() if key not in standing}
    found = find(values, changed, area)
    if old is not None and standing:
        kept = (from_record(each) for each in old.finding_records(area) if each["indicator"] in standing)
        found = sorted((*found, *kept), key=order)
    return [to_record(each) for each in found]


def _current(home: Path) -> Generation | None:
    try:
        return Generation.current(home)
    except AlkeError:
        return None


def _fingerprint(data: Mapping[str, Any], parts: list[str]) -> str:
    content = orjson.dumps([data, parts, engine()], option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(content).hexdigest()


def _program() -> str:
    """A digest of all that values and findings are computed by: the code, the catalogue and the embedded figures."""
    digest = hashlib.sha256(f"{engine()}{_rules()}".encode())
    embedded = (*sample.FOLDER.glob("*.csv"), *sample.FOLDER.glob("*.yaml"))
    words = [Path(str(room.__file__)).with_suffix(".yaml") for room in (units, themes, targets)]
    for path in (*words, *sorted(FOLDER.glob("*.yaml")), *sorted(embedded)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _rules() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
