"""Gives the tests a home of their own before Django's settings are read: loaded by ``-p`` in pyproject.toml.

Each worker of a parallel run has one, so that none empties the cache under another.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

OURS = "ALKE_TESTS_HOME"

if "ALKE_HOME" not in os.environ or os.environ["ALKE_HOME"] == os.environ.get(OURS):
    os.environ["ALKE_HOME"] = os.environ[OURS] = tempfile.mkdtemp(prefix="alke-tests-")
    atexit.register(shutil.rmtree, os.environ["ALKE_HOME"], ignore_errors=True)
