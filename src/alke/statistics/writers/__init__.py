"""Writers: Cube → bytes of a file. Leaves out what is written.

Every form is written whole or not at all. Tidy forms (CSV, Parquet, the data sheet of XLSX) have a column per dimension
code, then `value` and `status`; a dimension that is itself called so gets an underscore.
"""

from __future__ import annotations

import io
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from alke.base.errors import UnknownCodeError
from alke.base.files import whole_file
from alke.base.languages import Language
from alke.statistics.cube import Cube


class Form(StrEnum):
    """A form that a cube can be written in."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON_STAT = "json-stat"
    PX = "px"
    XLSX = "xlsx"

    @classmethod
    def parse(cls, name: str) -> Form:
        """The form of a name.

        Raises:
            UnknownCodeError: when there is none of that name.
        """
        if name not in list(cls):
            raise UnknownCodeError("form", name, cls)
        return cls(name)


def write(cube: Cube, path: Path, form: Form | str, *, language: Language = Language.FI) -> None:
    """Write a cube to a file, whole or not at all.

    Args:
        cube: The table.
        path: The file; replaced when it exists.
        form: The form.
        language: The language of headings in XLSX; the other forms have the cube's own.
    """
    form = Form.parse(form)
    with whole_file(path) as part, part.open("wb") as sink:
        write_to(cube, sink, form, language=language)


def to_bytes(cube: Cube, form: Form | str, *, language: Language = Language.FI) -> bytes:
    """A cube as the bytes of a file; as `write`."""
    sink = io.BytesIO()
    write_to(cube, sink, Form.parse(form), language=language)
    return sink.getvalue()


def write_to(cube: Cube, sink: BinaryIO, form: Form, *, language: Language = Language.FI) -> None:
    """Write a cube to an open binary file; the writers load only when needed."""
    if form is Form.JSON_STAT:
        from alke.statistics.writers import jsonstat

        sink.write(jsonstat.to_bytes(cube))
    elif form is Form.PX:
        from alke.statistics.writers import px

        px.write(cube, sink)
    elif form is Form.XLSX:
        from alke.statistics.writers import xlsx

        xlsx.write(cube, sink, language=language)
    elif form is Form.PARQUET:
        from alke.statistics.writers import parquet

        parquet.write(cube, sink)
    else:
        from alke.statistics.writers import csv

        csv.write(cube, sink)
