"""Settings of the Django project, each from the environment or with a safe default.

ALKE_HOME: folder of everything Alke keeps. ALKE_SECRET_KEY: signs cookies; by default a key kept in ALKE_HOME.
ALKE_HOSTS: host names served, comma separated; by default this machine only. ALKE_HTTPS: "1" behind HTTPS.
ALKE_DATABASE: ``postgresql://user:password@host:port/name``; by default SQLite in ALKE_HOME.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from alke.base.errors import InputError
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


def _database(address: str) -> dict[str, Any]:
    """The database of an address.

    Raises:
        InputError: when the address is not one of PostgreSQL.
    """
    if not address:
        # FULL: what has been saved stays saved also when the power goes.
        begin = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": begin}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home() / "alke.sqlite3",
            "OPTIONS": options,
            "TEST": {"NAME": home() / "test.sqlite3"},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2:
        fix = "Write it as postgresql://user:password@host:port/name, or leave it out to use SQLite"
        raise InputError(
            f"{parts.scheme or address!r} is not a database that can be used", where="ALKE_DATABASE", fix=fix
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = [h.strip() for h in os.environ.get("ALKE_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()]
ROOT_URLCONF = "alke.workspace.urls"
WSGI_APPLICATION = "alke.workspace.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "alke.workspace.journal",
    "alke.workspace.people",
    "alke.workspace.strategies",
    "alke.workspace.meetings",
    "alke.workspace.rounds",
    "alke.workspace.web",
]
AUTH_USER_MODEL = "people.User"
MIDDLEWARE = [
    "alke.workspace.web.cache.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alke.workspace.web.errors.PeopleErrors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "alke.workspace.people.middleware.Acting",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["alke.workspace.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
DATABASES = {"default": _database(os.environ.get("ALKE_DATABASE", ""))}
MEDIA_ROOT = home() / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
STATIC_URL = "/static/"
STATIC_ROOT = BASE / "web" / "static"
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
HTTPS = os.environ.get("ALKE_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "alke"
CSRF_COOKIE_NAME = "alke-form"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
