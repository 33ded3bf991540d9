"""The map of the picture: real boundaries where they have been fetched, a grid of tiles where not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alke.areas import REGIONS
from alke.base.errors import InputError
from alke.base.languages import Language
from alke.documents import figures, make
from alke.findings.generate import ensure


def drawn(home: Path) -> str:
    """The map of population density."""
    figure = figures.draw(ensure(home), "tilemap", "population-density", "MK18", Language.FI)
    assert figure is not None
    return figure.svg


def test_fetched_boundaries_take_the_place_of_the_tiles(tmp_path: Path) -> None:
    tiles = drawn(tmp_path)
    before = make.fingerprint(ensure(tmp_path), "MK18")
    square = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    features = [
        {
            "type": "Feature",
            "properties": {"NATCODE": code[2:]},
            "geometry": {"type": "Polygon", "coordinates": [[[20 + x + n % 5, 60 + y + n // 5] for x, y in square]]},
        }
        for n, code in enumerate(REGIONS)
    ]
    folder = tmp_path / "boundaries"
    folder.mkdir()
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert drawn(tmp_path) != tiles
    assert make.fingerprint(ensure(tmp_path), "MK18") != before


def test_a_broken_file_of_boundaries_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "boundaries"
    folder.mkdir()
    (folder / "regions.geojson").write_text('{"features": []}')
    with pytest.raises(InputError, match=r"regions\.geojson"):
        drawn(tmp_path)
