"""Where Alke keeps what it makes: one folder, `ALKE_HOME`, to back up. Leaves out what each subfolder holds."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The folder named by the environment variable ALKE_HOME, by default ``./alke-home``."""
    return Path(os.environ.get("ALKE_HOME", "alke-home")).absolute()
