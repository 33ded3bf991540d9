"""Pages of signing in: allauth's views at addresses in each language, with templates and words of ours.

allauth asks for its pages by its own names; `EXTRA` gives each the address of the language being spoken. Leaves out
how allauth decides (`adapters.py`) and the demo's people (`demo.py`).
"""

from __future__ import annotations

import functools
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter
from django.utils.functional import lazy

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, View, below
from alke.workspace.frame import page
from alke.workspace.people.adapters import current
from alke.workspace.people.providers import knows_saml


class Base36(StringConverter):
    """A user's number as a password link carries it."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")


def _of_allauth(view: View) -> View:
    """A view of allauth, at an address that carries its language."""

    @functools.wraps(view)
    def shown(request: HttpRequest, language: Language, **args: Any) -> HttpResponseBase:
        return view(request, **args)

    return shown


def uninvited(request: HttpRequest, language: Language) -> HttpResponse:
    """How one gets in: by invitation."""
    return page(request, "people/uninvited", language)


IN = below("fi/kirjaudu/", "sv/logga-in/", "en/sign-in/")
OWN = below("fi/omat-tiedot/", "sv/egna-uppgifter/", "en/account/")
_KEY = "<base36:uidb36>-<str:key>/"
_VIEWS: dict[str, tuple[str, Text, View]] = {
    "sign-in": ("account_login", IN(), account.login),
    "sign-out": ("account_logout", Text("fi/kirjaudu-ulos/", "sv/logga-ut/", "en/sign-out/"), account.logout),
    "closed-account": ("account_inactive", IN("suljettu/", "stangt/", "closed/"), account.account_inactive),
    "confirm-password": (
        "account_reauthenticate",
        IN("vahvista/", "bekrafta/", "confirm/"),
        account.reauthenticate,
    ),
    "change-password": (
        "account_change_password",
        OWN("salasana/", "losenord/", "password/"),
        account.password_change,
    ),
    "set-password": (
        "account_set_password",
        OWN("uusi-salasana/", "nytt-losenord/", "new-password/"),
        account.password_set,
    ),
    "forgotten": ("account_reset_password", IN("unohtui/", "glomt/", "forgotten/"), account.password_reset),
    "forgotten-sent": (
        "account_reset_password_done",
        IN("unohtui/lahetetty/", "glomt/skickat/", "forgotten/sent/"),
        account.password_reset_done,
    ),
    "new-password": (
        "account_reset_password_from_key",
        IN(f"uusi/{_KEY}", f"nytt/{_KEY}", f"new/{_KEY}"),
        account.password_reset_from_key,
    ),
    "new-password-done": (
        "account_reset_password_from_key_done",
        IN("uusi/valmis/", "nytt/klart/", "new/done/"),
        account.password_reset_from_key_done,
    ),
    "security": ("mfa_index", OWN("turvallisuus/", "sakerhet/", "security/"), factors.index),
    "second-factor": ("mfa_authenticate", IN("koodi/", "kod/", "code/"), factors.authenticate),
    "confirm-code": (
        "mfa_reauthenticate",
        IN("vahvista/koodi/", "bekrafta/kod/", "confirm/code/"),
        factors.reauthenticate,
    ),
    "totp-on": ("mfa_activate_totp", OWN("sovellus/", "app/", "app/"), totp.activate_totp),
    "totp-off": (
        "mfa_deactivate_totp",
        OWN("sovellus/poista/", "app/ta-bort/", "app/remove/"),
        totp.deactivate_totp,
    ),
    "codes": (
        "mfa_view_recovery_codes",
        OWN("varakoodit/", "reservkoder/", "recovery-codes/"),
        codes.view_recovery_codes,
    ),
    "codes-new": (
        "mfa_generate_recovery_codes",
        OWN("varakoodit/uudet/", "reservkoder/nya/", "recovery-codes/new/"),
        codes.generate_recovery_codes,
    ),
    "codes-file": (
        "mfa_download_recovery_codes",
        OWN("varakoodit.txt", "reservkoder.txt", "recovery-codes.txt"),
        codes.download_recovery_codes,
    ),
    "keys": ("mfa_list_webauthn", OWN("avaimet/", "nycklar/", "keys/"), keys.list_webauthn),
    "key-new": (
        "mfa_add_webauthn",
        OWN("avaimet/uusi/", "nycklar/ny/", "keys/new/"),
        keys.add_webauthn,
    ),
    "key-rename": (
        "mfa_edit_webauthn",
        OWN("avaimet/<int:pk>/", "nycklar/<int:pk>/", "keys/<int:pk>/"),
        keys.edit_webauthn,
    ),
    "key-remove": (
        "mfa_remove_webauthn",
        OWN("avaimet/<int:pk>/poista/", "nycklar/<int:pk>/ta-bort/", "keys/<int:pk>/remove/"),
        keys.remove_webauthn,
    ),
    "key-sign-in": ("mfa_login_webauthn", IN("avain/", "nyckel/", "key/"), keys.login_webauthn),
    "confirm-key": (
        "mfa_reauthenticate_webauthn",
        IN("vahvista/avain/", "bekrafta/nyckel/", "confirm/key/"),
        keys.reauthenticate_webauthn,
    ),
    "providers": (
        "socialaccount_connections",
        OWN("tunnistautuminen/", "identifiering/", "identity/"),
        social.connections,
    ),
    "provider-cancelled": (
        "socialaccount_login_cancelled",
        IN("keskeytyi/", "avbruten/", "cancelled/"),
        social.login_cancelled,
    ),
    "provider-failed": (
        "socialaccount_login_error",
        IN("ei-onnistunut/", "misslyckades/", "failed/"),
        social.login_error,
    ),
}
PAGES: Pages = {
    **{name: (at, _of_allauth(view)) for name, (_, at, view) in _VIEWS.items()},
    "uninvited": (IN("kutsu/", "inbjudan/", "invitation/"), uninvited),
}


def _route(page_name: str) -> str:
    return PAGES[page_name][0][current()]


_spoken = lazy(_route, str)


def _named(theirs: str, ours: str) -> URLPattern:
    """Allauth's own name of a page, leading to its address in the language being spoken."""
    view = PAGES[ours][1]

    def shown(request: HttpRequest, **args: Any) -> HttpResponseBase:
        return view(request, language=current(), **args)

    return path(_spoken(ours), shown, name=theirs)


EXTRA: list[URLPattern | URLResolver] = [
    *(_named(theirs, ours) for ours, (theirs, _, _) in _VIEWS.items()),
    _named("account_signup", "uninvited"),
    _named("socialaccount_signup", "uninvited"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
if knows_saml():
    EXTRA.append(path("", include("allauth.socialaccount.providers.saml.urls")))
