"""Signing in by an identity provider that runs on this machine: OpenID Connect and SAML, by invitation only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from alke.base.errors import InputError
from alke.workspace.people import actions, providers
from alke.workspace.people.models import Membership, User
from tests.workspace.conftest import World
from tests.workspace.people.identity import Provider, posted, running

HOST = "alke.example.org"


@pytest.fixture
def browser(settings: LazySettings) -> Client:
    settings.ALLOWED_HOSTS = [HOST]
    return Client(SERVER_NAME=HOST, HTTP_HOST=HOST)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider of OpenID Connect on loopback."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def oidc(issuer: str, settings: LazySettings) -> str:
    """Its id here, when the service is set up to use it."""
    environ = {"ALKE_OIDC_ISSUER": issuer, "ALKE_OIDC_CLIENT": "alke", "ALKE_OIDC_SECRET": "salaisuus"}
    apps = providers.oidc(environ)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}, "saml": {"APPS": []}}
    return str(apps[0]["provider_id"])


def invited(world: World, email: str = "elli.esimerkki@example.org") -> str:
    return actions.invite(world.kainuu, email, "preparer", name="Elli Esimerkki", by=world.approver).token


def by_oidc(browser: Client, oidc: str, issuer: str, subject: str, email: str, **form: str) -> Any:
    """What the service answers when `subject` has come back from the provider."""
    httpx.put(f"{issuer}/users/{subject}", json={"email": email, "name": "Elli Esimerkki"}).raise_for_status()
    there = browser.post(f"/oidc/{oidc}/login/?process=login", form).headers["Location"]
    assert there.startswith(issuer) and "code_challenge" in there
    back = httpx.post(there, data={"sub": subject})
    assert back.status_code == 302, back.text
    parts = urlsplit(back.headers["Location"])
    assert parts.hostname == HOST
    return browser.get(f"{parts.path}?{parts.query}")


def test_an_invited_person_comes_in_by_her_organisations_sign_in(
    world: World, browser: Client, oidc: str, issuer: str
) -> None:
    token = invited(world)
    page = browser.get(f"/sv/inbjudan/{token}/").content.decode()
    assert f"/oidc/{oidc}/login/" in page
    answer = by_oidc(browser, oidc, issuer, "aihe-1", "muu@example.org", language="sv")
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/sv/")
    user = User.objects.get(email="elli.esimerkki@example.org")
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).organisation == world.kainuu
    assert "Elli Esimerkki" in browser.get("/sv/egna-uppgifter/").content.decode()
    browser.post("/sv/logga-ut/")
    again = by_oidc(browser, oidc, issuer, "aihe-1", "uusi.osoite@example.org")
    assert again.status_code == 302
    assert "Elli Esimerkki" in browser.get("/fi/omat-tiedot/").content.decode()
    assert User.objects.filter(email__contains="osoite").count() == 0


def test_one_who_is_not_invited_stays_out(world: World, browser: Client, oidc: str, issuer: str) -> None:
    before = User.objects.count()
    answer = by_oidc(browser, oidc, issuer, "aihe-2", "tuntematon@example.org")
    assert answer.status_code == 403
    assert "Pyydä kutsu" in answer.content.decode()
    assert User.objects.count() == before and not SocialAccount.objects.exists()


def test_an_address_alone_opens_nobodys_account(world: World, browser: Client, oidc: str, issuer: str) -> None:
    answer = by_oidc(browser, oidc, issuer, "aihe-3", "kaisa.koordinaattori@example.org")
    assert answer.status_code == 403
    assert browser.get("/fi/omat-tiedot/").status_code == 302


def test_an_invitation_to_a_known_address_does_not_open_that_account_to_a_stranger(
    world: World, browser: Client, oidc: str, issuer: str
) -> None:
    token = invited(world, "kaisa.koordinaattori@example.org")
    session = browser.session
    session[actions.TOKEN] = token
    session.save()
    browser.cookies["alke"] = session.session_key or ""
    assert by_oidc(browser, oidc, issuer, "aihe-4", "kaisa.koordinaattori@example.org").status_code == 403
    assert actions.find(token) is not None


def test_one_who_has_signed_in_connects_her_own_identity(world: World, browser: Client, oidc: str, issuer: str) -> None:
    browser.force_login(User.objects.get(pk=world.preparer.user_id))
    httpx.put(f"{issuer}/users/aihe-5", json={"email": "x@example.org"})
    there = browser.post(f"/oidc/{oidc}/login/?process=connect").headers["Location"]
    parts = urlsplit(httpx.post(there, data={"sub": "aihe-5"}).headers["Location"])
    asked = browser.get(f"{parts.path}?{parts.query}").headers["Location"]
    assert asked == "/fi/kirjaudu/vahvista/"  # that it is her who connects
    browser.post(asked, {"password": "aamuvirkku"})
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.user_id) == (oidc, "aihe-5", world.preparer.user_id)
    assert mail.outbox[-1].subject == "Tunnistuspalvelu on yhdistetty tunnukseesi"
    browser.post("/fi/kirjaudu-ulos/")
    assert by_oidc(browser, oidc, issuer, "aihe-5", "x@example.org").status_code == 302
    assert "Vilma Valmistelija" in browser.get("/fi/omat-tiedot/").content.decode()


def test_the_same_subject_of_another_issuer_is_another_person(
    world: World, browser: Client, oidc: str, issuer: str, settings: LazySettings
) -> None:
    SocialAccount.objects.create(user_id=world.preparer.user_id, provider=oidc, uid="aihe-6")
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        other = f"http://127.0.0.1:{server.server_port}"
        environ = {"ALKE_OIDC_ISSUER": other, "ALKE_OIDC_CLIENT": "alke", "ALKE_OIDC_SECRET": "salaisuus"}
        apps = providers.oidc(environ)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}, "saml": {"APPS": []}}
        assert by_oidc(browser, apps[0]["provider_id"], other, "aihe-6", "x@example.org").status_code == 403


def test_an_answer_that_nobody_asked_for_is_refused(world: World, browser: Client, oidc: str) -> None:
    answer = browser.get(f"/oidc/{oidc}/login/callback/?code=abc&state=arvattu")
    assert answer.status_code in (401, 403)
    assert "Tunnistautuminen ei onnistunut" in answer.content.decode()


def test_a_person_who_says_no_at_the_provider_is_told_so(world: World, browser: Client, oidc: str, issuer: str) -> None:
    there = browser.post(f"/oidc/{oidc}/login/?process=login").headers["Location"]
    parts = urlsplit(httpx.post(there, data={"action": "deny"}).headers["Location"])
    state = parse_qs(urlsplit(there).query)["state"][0]  # this provider leaves it out when it refuses
    answer = browser.get(f"{parts.path}?{parts.query}&state={state}", follow=True)
    assert "Tunnistautuminen keskeytyi" in answer.content.decode()


@pytest.fixture
def saml(tmp_path: Path, settings: LazySettings, browser: Client) -> Iterator[tuple[str, Provider]]:
    """A SAML provider on loopback that knows the service, and its id here."""
    if shutil.which("xmlsec1") is None:
        pytest.skip("needs xmlsec1 (Debian), with which the local SAML provider signs")
    with running(Provider(tmp_path)) as provider:
        environ = {
            "ALKE_SAML_ENTITY": provider.entity,
            "ALKE_SAML_SSO": f"{provider.address}/sso",
            "ALKE_SAML_CERTIFICATE": provider.crt,
        }
        apps = providers.saml(environ)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}, "saml": {"APPS": apps}}
        ident = str(apps[0]["provider_id"])
        provider.service = browser.get(f"/saml/{ident}/metadata/").content.decode()
        assert "EntityDescriptor" in provider.service
        yield ident, provider


def by_saml(browser: Client, ident: str) -> Any:
    there = browser.post(f"/saml/{ident}/login/?process=login").headers["Location"]
    action, response = posted(httpx.get(there, timeout=60).text)
    answer = browser.post(urlsplit(action).path, {"SAMLResponse": response})
    return browser.get(urlsplit(answer.headers["Location"]).path)


def test_an_invited_person_comes_in_by_saml_and_again(
    world: World, browser: Client, saml: tuple[str, Provider]
) -> None:
    ident, provider = saml
    browser.get(f"/fi/kutsu/{invited(world)}/")
    answer = by_saml(browser, ident)
    assert answer.status_code == 302, answer.content.decode()
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid) == (ident, "elli@example.org")
    assert account.user.email == "elli.esimerkki@example.org"
    browser.post("/fi/kirjaudu-ulos/")
    assert by_saml(browser, ident).status_code == 302
    assert browser.get("/fi/omat-tiedot/").status_code == 200
    browser.post("/fi/kirjaudu-ulos/")
    provider.subject = "joku.muu@example.org"  # the same address, another subject
    assert by_saml(browser, ident).status_code == 403


def test_a_saml_response_signed_by_another_is_refused(
    world: World, browser: Client, saml: tuple[str, Provider], caplog: pytest.LogCaptureFixture
) -> None:
    ident, provider = saml
    provider.forge = True
    browser.get(f"/fi/kutsu/{invited(world)}/")
    answer = by_saml(browser, ident)
    assert answer.status_code in (401, 403)
    assert "Tunnistautuminen ei onnistunut" in answer.content.decode()
    assert "Signature validation failed" in caplog.text
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"ALKE_OIDC_ISSUER": "https://id.example"}, "ALKE_OIDC_CLIENT is not set"),
        ({"ALKE_OIDC_ISSUER": "http://id.example", "ALKE_OIDC_CLIENT": "a"}, "is not an https address"),
        ({"ALKE_SAML_ENTITY": "urn:x", "ALKE_SAML_SSO": "https://id.example"}, "ALKE_SAML_CERTIFICATE is not set"),
    ],
)
def test_a_half_set_provider_is_told_at_the_start(environ: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        providers.oidc(environ)
        providers.saml(environ)


def test_several_providers_are_set_side_by_side_and_forms_may_lead_to_them() -> None:
    environ = {
        f"ALKE_OIDC_{number}{key}": value
        for number in ("", "2_")
        for key, value in {"ISSUER": f"https://id{number}.example/t", "CLIENT": "a", "SECRET": "b"}.items()
    }
    assert len({one["provider_id"] for one in providers.oidc(environ)}) == 2
    assert providers.origins(environ) == ["https://id.example", "https://id2_.example"]


def test_mail_goes_by_the_server_that_is_set() -> None:
    told = providers.mail("smtp://kayttaja:sala%40na@posti.example:2525")
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"], told["EMAIL_HOST_PASSWORD"]) == ("posti.example", 2525, "sala@na")
    assert told["EMAIL_USE_TLS"] and not told["EMAIL_USE_SSL"]
    assert providers.mail("smtps://posti.example")["EMAIL_PORT"] == 465
    with pytest.raises(InputError, match="cannot be used"):
        providers.mail("posti.example")
