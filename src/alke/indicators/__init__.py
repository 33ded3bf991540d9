"""What is measured: the catalogue of indicators and their values with status, kind, vintage and lineage.

Leaves out what is worth saying of them (`findings/`) and how it is said (`language/`).
"""
