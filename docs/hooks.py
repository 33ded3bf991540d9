"""Prepares pages for `mkdocs build`: a link to a file outside docs/ leads nowhere on the site, so it becomes text.

In the repository the same link leads to the file, and `tests/test_docs.py` sees that the file is there. Leaves out all
else: pages are plain Markdown.
"""

from __future__ import annotations

import re

_OUTSIDE = re.compile(
    r"(?<!!)\[([^\]]+)\]\((?:\.\./)+(?:src|tests|bench|tools|README|CHANGELOG|LICENSE|Makefile)[^)]*\)"
)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Take away links that lead out of the documentation."""
    return _OUTSIDE.sub(r"\1", markdown)
