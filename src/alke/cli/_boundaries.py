"""``alke fetch boundaries``: outlines of the regions for the maps, from Statistics Finland's geo service or a file.

They are kept as ``boundaries/regions.geojson`` in the home folder, in degrees (WGS 84); without them, maps are drawn on
tiles. Leaves out drawing (`alke.charts`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from alke.areas import MAINLAND, REGIONS, area
from alke.base.errors import InputError
from alke.base.files import write_whole
from alke.charts.boundaries import Outlines
from alke.statistics.sources.http import Client, Manners

PLACE = Path("boundaries") / "regions.geojson"
ADDRESS = (
    "https://geo.stat.fi/geoserver/tilastointialueet/wfs?service=WFS&version=2.0.0&request=GetFeature"
    "&typeNames=tilastointialueet:maakunta4500k_2026&outputFormat=application/json&srsName=EPSG:4326"
)


def fetch(home: Path, file: Path | None, address: str | None, manners: Manners) -> str:
    """Keep the outlines of a file or an address, and tell of it; what is kept stays when they are not good.

    Raises:
        SourceError: when the service gives no answer that can be trusted.
        InputError: when it is no GeoJSON of Finland's regions in degrees.
    """
    where = str(file) if file else address or ADDRESS
    body = _read(file) if file else Client(manners).get(where).body
    try:
        collection = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InputError(f"not JSON: {error}", where=where, fix="Give a GeoJSON FeatureCollection") from None
    found = checked(collection, where)
    write_whole(home / PLACE, body)
    absent = [area(code).names.fi for code in REGIONS if code not in found]
    told = f"; not among them: {', '.join(absent)}" if absent else ""
    return f"Boundaries of {len(found)} regions kept as {home / PLACE}{told}."


def checked(collection: Any, where: str) -> tuple[str, ...]:
    """The regions whose outlines a GeoJSON holds.

    Raises:
        InputError: when it is not one of Finland's regions in degrees.
    """
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise InputError("no GeoJSON FeatureCollection", where=where, fix="Give one with the regions' outlines")
    for place, feature in enumerate(collection["features"]):
        if not isinstance(feature, dict) or not _in_degrees((feature.get("geometry") or {}).get("coordinates")):
            fix = "Give polygons in degrees, WGS 84 (EPSG:4326)"
            raise InputError("an outline is not in degrees of Finland", where=f"{where}, feature {place}", fix=fix)
    found = tuple(Outlines.of(collection, where=where).rings)
    strange = [code for code in found if code not in REGIONS]
    if strange or not {*found} >= {*MAINLAND}:
        what = f"{', '.join(strange[:3])} are no regions" if strange else "not every mainland region has an outline"
        raise InputError(what, where=where, fix="Give the outlines of Finland's regions (maakunta)")
    return found


def _in_degrees(coordinates: Any) -> bool:
    """Whether every point lies where Finland is."""
    points = [coordinates]
    seen = False
    while points:
        each = points.pop()
        if not isinstance(each, list) or not each:
            return False
        if isinstance(each[0], list):
            points.extend(each)
            continue
        seen = True
        if len(each) < 2 or not all(isinstance(n, int | float) for n in each[:2]):
            return False
        if not (18 <= each[0] <= 33 and 58 <= each[1] <= 71):
            return False
    return seen


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(what, where=str(file), fix="Check its name and rights") from None
