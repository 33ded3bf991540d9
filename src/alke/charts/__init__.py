"""In pictures: charts and maps as SVG, each with title, description, alt text and the data table behind it.

Leaves out pages and documents.
"""

from alke.charts.boundaries import Outlines
from alke.charts.figure import Figure, Table
from alke.charts.multiples import multiples
from alke.charts.pyramid import Ages, pyramid
from alke.charts.ranking import ranking
from alke.charts.series import series
from alke.charts.tilemap import tilemap

__all__ = ["Ages", "Figure", "Outlines", "Table", "multiples", "pyramid", "ranking", "series", "tilemap"]
