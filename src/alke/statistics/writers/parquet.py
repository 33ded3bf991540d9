"""A Cube → Parquet: the tidy columns of CSV, typed and compressed. Leaves out labels and texts."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow.parquet as pq

from alke.statistics.cube import Cube
from alke.statistics.tidy import to_arrow
from alke.statistics.writers.csv import columns


def write(cube: Cube, sink: BinaryIO) -> None:
    """Write the cube's tidy rows to an open file."""
    table = to_arrow(cube)
    pq.write_table(table.rename_columns(columns(cube)), sink, compression="zstd")
