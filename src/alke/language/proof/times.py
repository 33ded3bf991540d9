"""From told times to years: which year a value is of, and from which year to which a change is counted.

Leaves out which told time belongs to which word (`binding.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.language.proof.binding import Scene
from alke.language.proof.reading import When

_ABSOLUTE = ("at", "bare", "span", "since", "until", "decade")


def base_year(scene: Scene, place: int, key: str, area: str) -> int | None:
    """The year that "a year earlier" is counted from: the last one told before it, or the newest."""
    for k in range(place - 1, -1, -1):
        told = scene.data(k)
        if isinstance(told, When) and told.sort in _ABSOLUTE and k not in scene.aside:
            return told.last
    return scene.context.last_year or scene.facts.newest(key, area)


def relative(scene: Scene, place: int, key: str, area: str) -> int | None:
    """The year of a time told by counting from another, at a token."""
    told = scene.data(place)
    base = base_year(scene, place, key, area)
    if not isinstance(told, When) or base is None:
        return None
    if told.sort == "prev":
        return base - told.first
    return base + told.first if told.sort == "next" else None


def value_years(scene: Scene, place: int | None, key: str, area: str, *, first: bool = False) -> list[int]:
    """The years that a value may be of, likeliest first; none when the time told has no year in the data."""
    told = scene.data(place) if place is not None else None
    newest = scene.facts.newest(key, area)
    if not isinstance(told, When):
        years = [newest] if newest is not None else []
        if scene.context.last_year is not None:
            years.append(scene.context.last_year)
        return list(dict.fromkeys(years))
    if told.sort in ("prev", "next") and place is not None:
        year = relative(scene, place, key, area)
        return [] if year is None else [year]
    if told.sort == "newest":
        return [] if newest is None else [newest]
    if told.sort in ("at", "bare", "until"):
        return [told.last - 1, told.last] if first else [told.last]
    if told.sort == "start":
        return [told.last - 1, told.last]
    if told.sort == "span":
        return [told.first if first else told.last]
    if told.sort == "since":
        return [told.first] if first else [newest] if newest is not None else []
    return []


def spans(scene: Scene, place: int | None, key: str, area: str) -> Iterator[tuple[int, int]]:
    """The first and last years that a change may be counted between, likeliest first."""
    told = scene.data(place)
    years = scene.facts.years(key, area)
    if not isinstance(told, When) or not years or place is None:
        return
    newest, last_year = years[-1], scene.context.last_year
    if told.sort == "decade":
        yield from _of_decade(scene, told, key, area)
    elif told.sort == "span":
        yield told.first, told.last
    elif told.sort in ("since", "decadesince"):
        yield told.first, newest
        if last_year and last_year > told.first:
            yield told.first, last_year
    elif told.sort in ("at", "bare"):
        yield told.last - 1, told.last
    elif told.sort == "start":
        yield told.last - 2, told.last - 1
    elif told.sort == "dur":
        own = [w.last for t in scene.tokens if isinstance(w := t.data, When) and w.sort in ("at", "bare")]
        yield from ((end - told.first, end) for end in dict.fromkeys((*own[-1:], newest, last_year)) if end)
    elif told.sort in ("prev", "next"):
        base = base_year(scene, place, key, area)
        if base is not None:
            yield (base - told.first, base) if told.sort == "prev" else (base, base + told.first)
            if told.sort == "prev" and place == 0:  # "a year earlier, it had risen"
                yield base - told.first - 1, base - told.first


def _of_decade(scene: Scene, told: When, key: str, area: str) -> Iterator[tuple[int, int]]:
    inside = [year for year in scene.facts.years(key, area) if told.first <= year <= told.last]
    if len(inside) > 1:
        yield inside[0], inside[-1]
    before = scene.facts.before(key, area, told.first)
    if before is not None and inside:
        yield before, inside[-1]
    newest = scene.facts.newest(key, area)
    if told.first % 100 == 0 and newest is not None and newest > told.last:
        yield told.first, newest  # "2000-luvulla" may be of the century so far
