"""Gives the tests a home of their own before Django's settings are read: loaded by ``-p`` in pyproject.toml."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "ALKE_HOME" not in os.environ:
    os.environ["ALKE_HOME"] = tempfile.mkdtemp(prefix="alke-tests-")
    atexit.register(shutil.rmtree, os.environ["ALKE_HOME"], ignore_errors=True)
