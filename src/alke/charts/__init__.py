"""In pictures: charts and maps as SVG, each with title, description, alt text and the data table behind it.

Leaves out pages and documents.
"""
