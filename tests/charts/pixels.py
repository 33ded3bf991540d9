"""A drawn chart as a small grid of greys, for telling whether a picture still looks as it did."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from alke.charts.figure import Figure
from alke.documents import pdf

CELL = 10  # px of the chart in one cell

Greys = npt.NDArray[np.uint8]


def greys(figure: Figure) -> Greys:
    """The chart as Typst draws it for Word files, each cell the mean lightness of its pixels, 0–255."""
    picture = Image.open(io.BytesIO(pdf.png(figure.svg, figure.width))).convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    grey = Image.alpha_composite(paper, picture).convert("L")
    size = (round(figure.width / CELL), round(figure.height / CELL))
    return np.asarray(grey.resize(size, Image.Resampling.BOX))


def packed(cells: Greys) -> bytes:
    """The grid as a PNG."""
    file = io.BytesIO()
    Image.fromarray(cells).save(file, "png", optimize=True)
    return file.getvalue()


def apart(one: Greys, other: Greys) -> float:
    """How far two grids are from each other: the largest difference of a cell; infinite when they differ in size."""
    return float(np.abs(one.astype(int) - other.astype(int)).max()) if one.shape == other.shape else float("inf")
