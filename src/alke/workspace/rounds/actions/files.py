"""Files that belong to rows: never a row without its file; a file without its row is taken away.

The file is written first, whole and on disk, under a name that nobody has used; only then is its row saved. Where the
row is not saved, the file goes; where the process dies in between, `sweep` takes it later. Leaves out what the files
are (`rules/deliveries.py`).
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alke.base.files import write_whole
from alke.workspace.rounds.models import Commission, Delivery

DELIVERIES, COMMISSIONS = "deliveries", "commissions"
AGE = timedelta(hours=1)
"""A file younger than this may still be waiting for its row."""


@contextmanager
def kept(folder: str, content: bytes, ending: str) -> Iterator[str]:
    """Write a file for the row that the block saves; the block is one transaction.

    Args:
        folder: `DELIVERIES` or `COMMISSIONS`.
        content: The file's bytes.
        ending: Ending of its name, such as ``.pdf``.

    Yields:
        Its name for the row, within the folder of media.
    """
    name = f"{folder}/{secrets.token_hex(16)}{ending}"
    path = Path(settings.MEDIA_ROOT) / name
    try:
        write_whole(path, content)
        with transaction.atomic():
            yield name
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sweep(older_than: timedelta = AGE) -> list[str]:
    """Take away the files that no row has, and say which they were; run by the periodic work."""
    rows = {
        DELIVERIES: set(Delivery.objects.values_list("file", flat=True)),
        COMMISSIONS: set(Commission.objects.exclude(template="").values_list("template", flat=True)),
    }
    before = time.time() - older_than.total_seconds()
    gone = []
    for folder, known in rows.items():
        for path in sorted((Path(settings.MEDIA_ROOT) / folder).glob("*")):
            name = f"{folder}/{path.name}"
            if path.is_file() and name not in known and path.stat().st_mtime <= before:
                path.unlink(missing_ok=True)
                gone.append(name)
    return gone
