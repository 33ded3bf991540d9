"""What a WSGI server serves. Leaves out the server (`cli/serve.py`)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alke.workspace.settings")
application = get_wsgi_application()
