"""Settings of the Django project, each from the environment or with a safe default.

ALKE_HOME: folder of everything Alke keeps. ALKE_SECRET_KEY: signs cookies; by default a key kept in ALKE_HOME.
ALKE_HOSTS: host names served, comma separated; by default this machine only.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from alke.base.files import write_whole
from alke.base.home import home

BASE = Path(__file__).resolve().parent


def _secret() -> str:
    """The key of the environment, else the one kept in ALKE_HOME, made at the first start."""
    if given := os.environ.get("ALKE_SECRET_KEY"):
        return given
    path = home() / "secret-key"
    if not path.exists():
        write_whole(path, secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text("ascii").strip()


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = [h.strip() for h in os.environ.get("ALKE_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()]
ROOT_URLCONF = "alke.workspace.urls"
WSGI_APPLICATION = "alke.workspace.wsgi.application"
INSTALLED_APPS = ["alke.workspace.web"]
MIDDLEWARE = [
    "alke.workspace.web.cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "alke.workspace.web.errors.PeopleErrors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"builtins": ["alke.workspace.web.templatetags.words"]},
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": home() / "alke.sqlite3"}}
STATIC_URL = "/static/"
STATIC_ROOT = BASE / "web" / "static"
LANGUAGE_CODE = "fi"
USE_I18N = False
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
