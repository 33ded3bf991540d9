"""Where each region lies in a grid of tiles that stands for the map. Leaves out real boundaries (`boundaries.py`).

The places follow the grid of the R package geofi (rOpenGov, BSD-2-Clause).
"""

from __future__ import annotations

# Region → (row, column), from the north-west.
TILES: dict[str, tuple[int, int]] = {
    "MK19": (0, 2),
    "MK15": (1, 0),
    "MK16": (1, 1),
    "MK17": (1, 2),
    "MK18": (1, 3),
    "MK14": (2, 0),
    "MK13": (2, 1),
    "MK11": (2, 2),
    "MK12": (2, 3),
    "MK04": (3, 0),
    "MK06": (3, 1),
    "MK07": (3, 2),
    "MK10": (3, 3),
    "MK02": (4, 0),
    "MK05": (4, 1),
    "MK08": (4, 2),
    "MK09": (4, 3),
    "MK21": (5, 0),
    "MK01": (5, 1),
}
COLUMNS = 4


def places(areas: tuple[str, ...], columns: int) -> dict[str, tuple[int, int]]:
    """Areas → (row, column): the map's tiles in four columns, in other widths north to south, west to east."""
    known = [code for code in TILES if code in areas]
    if columns == COLUMNS:
        return {code: TILES[code] for code in known}
    return {code: divmod(index, columns) for index, code in enumerate(known)}
