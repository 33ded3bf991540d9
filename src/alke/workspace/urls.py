"""Every address of the site. Leaves out the words of the addresses, which each app has in its own `urls.py`."""

from __future__ import annotations

from alke.workspace.web.urls import patterns

urlpatterns = patterns()
handler404 = "alke.workspace.web.errors.not_found"
handler500 = "alke.workspace.web.errors.broken"
