"""In pictures: charts and maps as SVG, each with title, description, alt text and the data table behind it.

Leaves out pages and documents.
"""

from alke.charts.boundaries import Outlines
from alke.charts.contribution import Amount, Sum, contribution
from alke.charts.figure import Figure, Table
from alke.charts.index import index
from alke.charts.multiples import multiples
from alke.charts.profile import profile
from alke.charts.pyramid import Ages, pyramid
from alke.charts.ranking import ranking
from alke.charts.series import series
from alke.charts.slope import slope
from alke.charts.strip import strip
from alke.charts.tilemap import tilemap

__all__ = [
    "Ages",
    "Amount",
    "Figure",
    "Outlines",
    "Sum",
    "Table",
    "contribution",
    "index",
    "multiples",
    "profile",
    "pyramid",
    "ranking",
    "series",
    "slope",
    "strip",
    "tilemap",
]
