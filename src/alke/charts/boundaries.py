"""Outlines of areas from GeoJSON, projected and thinned for a small map. Leaves out fetching them.

The projection is the equidistant conic with standard parallels 61° and 68° N around 26° E, close to what Finnish
official maps look like. Thinning rounds each point by itself, so that neighbours keep one common border.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alke.base.errors import InputError
from alke.charts.svg import Point, px

_CODES = {"NATCODE": "", "natcode": "", "maakunta": "MK", "kunta": "KU", "seutukunta": "SK", "code": ""}
_SOUTH, _NORTH, _CENTRE = math.radians(61), math.radians(68), math.radians(26)
_N = (math.cos(_SOUTH) - math.cos(_NORTH)) / (_NORTH - _SOUTH)
_G = math.cos(_SOUTH) / _N + _SOUTH

Ring = tuple[Point, ...]


def project(longitude: float, latitude: float) -> Point:
    """Degrees → a plane in radians of the earth, y growing to the south as on a screen."""
    radius = _G - math.radians(latitude)
    angle = _N * (math.radians(longitude) - _CENTRE)
    return radius * math.sin(angle), radius * math.cos(angle)


@dataclass(frozen=True)
class Outlines:
    """Projected outlines by area code; rings may be land or holes (drawn even-odd)."""

    rings: Mapping[str, tuple[Ring, ...]]

    @classmethod
    def of(cls, geojson: Mapping[str, Any], prefix: str = "MK", *, where: str = "boundaries") -> Outlines:
        """The outlines of a GeoJSON feature collection in degrees (WGS 84).

        Args:
            geojson: Features with a code in one of the properties NATCODE, maakunta, kunta, seutukunta, code.
            prefix: Put before a bare code: ``MK`` for regions, ``KU`` for municipalities.
            where: Named in errors.

        Raises:
            InputError: when a feature has no code or no polygon, or when there is none.
        """
        rings: dict[str, tuple[Ring, ...]] = {}
        for place, feature in enumerate(geojson.get("features") or ()):
            at = f"{where}, feature {place}"
            code = _code(feature.get("properties") or {}, prefix, at)
            rings[code] = (*rings.get(code, ()), *_rings(feature.get("geometry") or {}, at))
        if not rings:
            raise InputError("no outline was found", where=where, fix="Give a GeoJSON FeatureCollection of polygons")
        return cls(rings)

    def bounds(self) -> tuple[float, float, float, float]:
        """West, north, east and south ends on the plane."""
        xs = [x for rings in self.rings.values() for ring in rings for x, _ in ring]
        ys = [y for rings in self.rings.values() for ring in rings for _, y in ring]
        return min(xs), min(ys), max(xs), max(ys)


def _code(properties: Mapping[str, Any], prefix: str, where: str) -> str:
    for name in _CODES:
        code = str(properties.get(name) or "").strip()
        if code:
            return code if code[:2].isalpha() else f"{prefix}{code.zfill(3 if prefix in ('KU', 'SK') else 2)}"
    raise InputError("the feature has no area code", where=where, fix=f"Give one of {', '.join(_CODES)}")


def _rings(geometry: Mapping[str, Any], where: str) -> list[Ring]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates") or []
    if kind not in ("Polygon", "MultiPolygon"):
        raise InputError(f"the geometry is {kind!r}", where=where, fix="Give Polygon or MultiPolygon")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    try:
        rings = [tuple(project(float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError):
        raise InputError(
            "a coordinate is not a pair of numbers", where=where, fix="Give [longitude, latitude]"
        ) from None
    return rings


@dataclass(frozen=True)
class Fitted:
    """Outlines on a sheet of paper.

    Attributes:
        paths: Path data by area code.
        middles: A point inside each area's largest part, for its label.
        widths: How wide the largest part is, in px.
        width, height: Of all of it, in px.
    """

    paths: Mapping[str, str]
    middles: Mapping[str, Point]
    widths: Mapping[str, float]
    width: float
    height: float


def fit_to(outlines: Outlines, height: float, *, left: float = 0, top: float = 0, grain: float = 0.8) -> Fitted:
    """Outlines scaled to a height in px; points closer than `grain` px become one, parts under 3 px² vanish."""
    west, north, east, south = outlines.bounds()
    scale = height / (south - north)

    def thinned(ring: Ring) -> list[Point]:
        kept: list[Point] = []
        for x, y in ring:
            point = (
                left + round((x - west) * scale / grain) * grain,
                top + round((y - north) * scale / grain) * grain,
            )
            if not kept or point != kept[-1]:
                kept.append(point)
        return kept

    paths, middles, widths = {}, {}, {}
    for code, rings in outlines.rings.items():
        parts = [part for part in map(thinned, rings) if len(part) > 3 and abs(_area(part)) > 3]
        parts = parts or [max(map(thinned, rings), key=len)]
        largest = max(parts, key=lambda part: abs(_area(part)))
        paths[code] = "".join(f"M{' '.join(f'{px(x)} {px(y)}' for x, y in part[:-1])}Z" for part in parts)
        middles[code] = _middle(largest)
        xs = [x for x, _ in largest]
        widths[code] = max(xs) - min(xs)
    return Fitted(paths, middles, widths, (east - west) * scale, height)


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) / 2


def _middle(ring: Sequence[Point]) -> Point:
    area = _area(ring)
    if abs(area) < 1e-9:
        return ring[0]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:], strict=False))
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:], strict=False))
    return x / (6 * area), y / (6 * area)
