"""Settings of the Django project, each from the environment or with a safe default.

ALKE_HOME: folder of everything Alke keeps. ALKE_SECRET_KEY: signs cookies; by default a key kept in ALKE_HOME.
ALKE_HOSTS: host names served, comma separated; by default this machine only. ALKE_HTTPS: "1" behind HTTPS.
ALKE_DATABASE: ``postgresql://user:password@host:port/name``; by default SQLite in ALKE_HOME.
ALKE_ADDRESS: where people find the service, for links in mail that no request leads to. ALKE_PROXIES: how many proxies
stand in front. ALKE_SMTP: ``smtp://user:password@host:587``; by default mail is kept in ALKE_HOME/outbox.
ALKE_MAIL_FROM: sender of mail. ALKE_OIDC_…, ALKE_SAML_…, ALKE_SIGN_IN_ORIGINS: identity providers; docs/sign-in.md.
ALKE_DEMO: "1" lets anyone in as the fictional people of the demo content; never where real people work.
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
from alke.workspace.people import providers

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
DEMO = os.environ.get("ALKE_DEMO") == "1"
ADDRESS = os.environ.get("ALKE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [h.strip() for h in os.environ.get("ALKE_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h.strip()]
ROOT_URLCONF = "alke.workspace.urls"
WSGI_APPLICATION = "alke.workspace.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    # People's templates come before allauth's own.
    "alke.workspace.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(["allauth.socialaccount.providers.saml"] if providers.knows_saml() else []),
    "alke.workspace.journal",
    "alke.workspace.strategies",
    "alke.workspace.editions",
    "alke.workspace.meetings",
    "alke.workspace.rounds",
    "alke.workspace.web",
]
AUTH_USER_MODEL = "people.User"
MIDDLEWARE = [
    "alke.workspace.web.cache.PageCache",
    "alke.workspace.people.middleware.Guarding",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "alke.workspace.web.errors.PeopleErrors",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "alke.workspace.people.middleware.Acting",
    "allauth.account.middleware.AccountMiddleware",
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
                "alke.workspace.people.middleware.frame",
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
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "alke-form"
CSRF_COOKIE_HTTPONLY = True
# A message belongs to one person: in the session, whose cookie keeps its pages out of the page cache.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        " ".join(["form-action 'self'", *providers.origins(os.environ)]),
    ]
)
# What has failed is told where the server was started; Django would tell it only to those in ADMINS.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR"}},
}
# Counts failed sign-ins for all server processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": home() / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
EMAIL_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", home() / "outbox"
if os.environ.get("ALKE_SMTP"):
    globals().update(providers.mail(os.environ["ALKE_SMTP"]))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("ALKE_MAIL_FROM", "Alke <alke@localhost>")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 24 * 3600
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ALKE_PROXIES", "1" if HTTPS else "0"))
ACCOUNT_ADAPTER = "alke.workspace.people.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link has shown it already
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "alke.workspace.people.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alke"
MFA_TOTP_TOLERANCE = 1  # a code may grow old while it is typed and sent: RFC 6238, 5.2
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # a browser lets keys be used on http only on its own machine
SOCIALACCOUNT_ADAPTER = "alke.workspace.people.adapters.Providers"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address proves nobody: issuer and subject do
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": providers.oidc(os.environ)},
    "saml": {"APPS": providers.saml(os.environ)},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
