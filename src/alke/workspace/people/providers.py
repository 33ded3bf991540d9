"""Identity providers from the environment: OpenID Connect (Entra ID and others) and SAML 2.0 (Virtu and others).

A provider's own id is made of its issuer, so that a person is known by issuer and subject together: when an operator
points the same settings at another issuer, nobody of the old one comes in. Leaves out signing in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from alke.base.errors import InputError

MANY = 9


def identity(kind: str, issuer: str) -> str:
    """The id of a provider: ``oidc-3f2a9c01d4b7``."""
    return f"{kind}-{hashlib.sha256(issuer.encode()).hexdigest()[:12]}"


def _settings(environ: Mapping[str, str], kind: str, key: str) -> list[dict[str, str]]:
    """The settings of each provider: ``ALKE_OIDC_…``, then ``ALKE_OIDC_2_…`` and so on, where `key` is given."""
    found = []
    for number in range(1, MANY + 1):
        head = f"ALKE_{kind}_" if number == 1 else f"ALKE_{kind}_{number}_"
        given = {name.removeprefix(head): value for name, value in environ.items() if name.startswith(head) and value}
        if key in given:
            found.append(given | {"_head": head})
    return found


def _need(given: Mapping[str, str], key: str) -> str:
    """A setting that must be there.

    Raises:
        InputError: when it is not.
    """
    if key not in given:
        name = given["_head"] + key
        raise InputError(f"{name} is not set", where="environment", fix=f"Set {name}, or leave out the whole provider")
    return given[key]


def _web(given: Mapping[str, str], key: str) -> str:
    value = _need(given, key)
    parts = urlsplit(value)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        name = given["_head"] + key
        raise InputError(f"{name} is not an https address", where=name, fix="Give the provider's https address")
    return value.rstrip("/") if key == "ISSUER" else value


def oidc(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Apps of OpenID Connect for allauth.

    Raises:
        InputError: when a setting is missing or no address.
    """
    return [
        {
            "provider_id": identity("oidc", _web(given, "ISSUER")),
            "name": given.get("NAME", urlsplit(given["ISSUER"]).hostname),
            "client_id": _need(given, "CLIENT"),
            "secret": _need(given, "SECRET"),
            "settings": {"server_url": _web(given, "ISSUER"), "oauth_pkce_enabled": True},
        }
        for given in _settings(environ, "OIDC", "ISSUER")
    ]


def saml(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Apps of SAML 2.0 for allauth.

    Raises:
        InputError: when a setting is missing, or the library for SAML is.
    """
    found = _settings(environ, "SAML", "ENTITY")
    if found and not knows_saml():
        fix = "Install it with the extra of a shared service: pip install 'alke[service]'"
        raise InputError("SAML needs the library python3-saml", where="ALKE_SAML_ENTITY", fix=fix)
    return [_saml(given) for given in found]


def knows_saml() -> bool:
    """Whether the library for SAML is installed; it comes with the extra `service`."""
    return find_spec("onelogin") is not None


def _saml(given: Mapping[str, str]) -> dict[str, Any]:
    idp: dict[str, Any] = {"entity_id": given["ENTITY"]}
    if "METADATA" in given:
        idp["metadata_url"] = _web(given, "METADATA")
    else:
        idp |= {"sso_url": _web(given, "SSO"), "x509cert": _certificate(given)}
    mapping = {
        "uid": given.get("SUBJECT", "urn:oasis:names:tc:SAML:attribute:subject-id").split(),
        "email": given.get("EMAIL", "urn:oid:0.9.2342.19200300.100.1.3").split(),
    }
    ident = identity("saml", given["ENTITY"])
    return {
        "provider_id": ident,
        "client_id": ident,
        "name": given.get("NAME", urlsplit(given["ENTITY"]).hostname or given["ENTITY"]),
        "settings": {
            "idp": idp,
            "attribute_mapping": mapping,
            "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True, "want_name_id": True},
        },
    }


def _certificate(given: Mapping[str, str]) -> str:
    path = Path(_need(given, "CERTIFICATE"))
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        name = given["_head"] + "CERTIFICATE"
        fix = "Give the path of the provider's certificate as a PEM file"
        raise InputError(f"{path} cannot be read: {error}", where=name, fix=fix) from None
    return "".join(line.strip() for line in text.splitlines() if not line.startswith("-----"))


def origins(environ: Mapping[str, str]) -> list[str]:
    """Where a form of ours may lead: the providers' addresses and those that ALKE_SIGN_IN_ORIGINS names."""
    places = [given["ISSUER"] for given in _settings(environ, "OIDC", "ISSUER")]
    for given in _settings(environ, "SAML", "ENTITY"):
        places += [given[key] for key in ("SSO", "METADATA") if key in given]
    places += environ.get("ALKE_SIGN_IN_ORIGINS", "").replace(",", " ").split()
    parts = [urlsplit(place) for place in places]
    return list(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in parts if one.scheme and one.netloc))


def mail(address: str) -> dict[str, Any]:
    """Django's settings of mail for ``smtp://user:password@host:587`` or ``smtps://…:465``.

    Raises:
        InputError: when it is not such an address.
    """
    from urllib.parse import unquote

    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        fix = "Write it as smtp://user:password@host:587 or smtps://user:password@host:465"
        raise InputError("the mail server's address cannot be used", where="ALKE_SMTP", fix=fix)
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        # A password is never sent in the clear; a relay on this machine needs neither.
        "EMAIL_USE_TLS": not secure and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
