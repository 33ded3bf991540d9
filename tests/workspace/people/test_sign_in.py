"""Signing in: every page in three languages, password, second factor, recovery, limits, and what guards them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import SignIn, User
from alke.workspace.people.views.sign_in import PAGES
from tests.workspace.conftest import World

As = Callable[[Actor], Client]
PASSWORD = "aamuvirkku"
HEADINGS = {"fi": "Kirjaudu sisään", "sv": "Logga in", "en": "Sign in"}


def sign_in(client: Client, email: str, password: str = PASSWORD, language: Language = Language.FI) -> str:
    answer = client.post(address(language, "sign-in"), {"login": email, "password": password})
    return answer.headers.get("Location", "") if answer.status_code == 302 else answer.content.decode()


def text_of(page: bytes) -> str:
    return re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", page.decode(), flags=re.S)


@pytest.mark.parametrize("language", list(Language))
def test_a_person_signs_in_and_out_in_her_language(client: Client, world: World, language: Language) -> None:
    page = client.get(address(language, "sign-in"))
    assert f"<h1>{HEADINGS[language]}</h1>" in page.content.decode()
    there = sign_in(client, "vilma.valmistelija@example.org", language=language)
    assert there.startswith(f"/{language}/")
    head = client.get(address(language, "profile")).content.decode()
    assert "Vilma Valmistelija" in head and "Kainuun liitto" in head
    out = client.post(address(language, "sign-out"))
    assert out.headers["Location"] == address(language, "home")
    assert client.get(address(language, "profile")).headers["Location"].startswith(address(language, "sign-in"))


def test_a_wrong_password_is_told_without_saying_whether_the_address_is_known(client: Client, world: World) -> None:
    known = sign_in(client, "vilma.valmistelija@example.org", "väärä")
    unknown = sign_in(client, "ei.ole@example.org", "väärä")
    assert "Sähköpostiosoite tai salasana on väärä." in known
    assert "Sähköpostiosoite tai salasana on väärä." in unknown


def test_guessing_a_password_is_stopped_even_when_the_right_one_comes(client: Client, world: World) -> None:
    for _ in range(5):
        sign_in(client, "vilma.valmistelija@example.org", "arvaus")
    assert "Liian monta epäonnistunutta yritystä" in sign_in(client, "vilma.valmistelija@example.org")
    assert sign_in(client, "liisa.lukija@example.org").startswith("/fi/")  # others are not shut out by it


def test_a_closed_account_does_not_get_in(client: Client, world: World) -> None:
    User.objects.filter(pk=world.preparer.user_id).update(is_active=False)
    sign_in(client, "vilma.valmistelija@example.org")
    assert client.get("/fi/omat-tiedot/").status_code == 302


def test_nobody_makes_an_account_for_herself(client: Client, world: World) -> None:
    page = client.get("/fi/kirjaudu/kutsu/").content.decode()
    assert "Tunnuksen saa kutsusta" in page
    before = User.objects.count()
    client.post("/fi/kirjaudu/kutsu/", {"email": "uusi@example.org", "password1": "pitkä ja hyvä salasana"})
    assert User.objects.count() == before
    assert client.get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize("language", list(Language))
def test_a_forgotten_password_is_replaced_by_a_link_in_her_language(
    client: Client, world: World, language: Language
) -> None:
    user = User.objects.get(pk=world.preparer.user_id)
    User.objects.filter(pk=user.pk).update(language=language)
    client.post("/fi/kirjaudu/unohtui/", {"email": user.email})
    message = mail.outbox[0]
    subject = {"fi": "Uusi salasana Alkeen", "sv": "Nytt lösenord till Alke", "en": "New password for Alke"}
    assert message.subject == subject[language]
    link = _link(message)
    assert link.startswith(f"http://testserver/{language}/")
    form = client.get(link, follow=True)
    there = form.redirect_chain[-1][0]
    done = client.post(there, {"password1": "kolme vihreää hirveä", "password2": "kolme vihreää hirveä"})
    assert done.status_code == 302, text_of(done.content)
    user.refresh_from_db()
    assert user.check_password("kolme vihreää hirveä")
    assert str(client.get(link).status_code) == "200"  # a link works once: the page says that it is dead
    assert User.objects.get(pk=user.pk).check_password("kolme vihreää hirveä")


def _link(message: EmailMessage) -> str:
    found = re.search(r"http://\S+", str(message.body))
    assert found is not None
    return found[0]


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, world: World) -> None:
    answer = client.post("/fi/kirjaudu/unohtui/", {"email": "ei.ole@example.org"})
    assert answer.headers["Location"] == "/fi/kirjaudu/unohtui/lahetetty/"
    assert mail.outbox == []


@pytest.mark.parametrize("bad", ["lyhyt", "123456789012", "password1234", "vilma.valmistelija"])
def test_a_poor_password_is_refused(client: Client, world: World, bad: str) -> None:
    sign_in(client, "vilma.valmistelija@example.org")
    answer = client.post(
        "/fi/omat-tiedot/salasana/", {"oldpassword": PASSWORD, "password1": bad, "password2": bad}, follow=True
    )
    assert answer.status_code == 200
    assert User.objects.get(pk=world.preparer.user_id).check_password(PASSWORD)
    assert 'class="errors"' in answer.content.decode()


def _code(secret: str, at: float | None = None) -> str:
    """What an authenticator shows at a moment: another code every half a minute."""
    return format_hotp_value(hotp_value(secret, int(time.time() if at is None else at) // 30))


def _with_totp(client: Client) -> str:
    sign_in(client, "vilma.valmistelija@example.org")
    there = client.get("/fi/omat-tiedot/sovellus/").headers["Location"]
    assert there.startswith("/fi/kirjaudu/vahvista/")  # before such a change she confirms that it is her
    page = client.post(there, {"password": PASSWORD}, follow=True)
    secret = str(page.context["form"].secret)
    assert secret in page.content.decode()
    done = client.post("/fi/omat-tiedot/sovellus/", {"code": _code(secret)})
    assert done.status_code == 302, text_of(done.content)
    return secret


def test_the_second_factor_is_asked_for_and_its_secret_is_not_in_the_database_in_clear(
    client: Client, world: World
) -> None:
    secret = _with_totp(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    client.post("/fi/kirjaudu-ulos/")
    assert sign_in(client, "vilma.valmistelija@example.org") == "/fi/kirjaudu/koodi/"
    assert client.get("/fi/omat-tiedot/").status_code == 302
    assert "Koodi tai avain ei kelpaa." in client.post("/fi/kirjaudu/koodi/", {"code": "000000"}).content.decode()
    assert [one.kind for one in SignIn.objects.all()] == ["wrong_code", "out", "in"]  # a password alone is not in


@pytest.mark.parametrize(("age", "fits"), [(0, True), (30, True), (90, False)])
def test_a_code_that_grows_old_on_its_way_still_lets_in(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch, age: int, fits: bool
) -> None:
    secret = _with_totp(client)
    client.post("/fi/kirjaudu-ulos/")
    sign_in(client, "vilma.valmistelija@example.org")
    sent = time.time() + 300  # the code that took the authenticator into use is not taken again
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: sent))
    answer = client.post("/fi/kirjaudu/koodi/", {"code": _code(secret, sent - age)})
    assert (answer.status_code == 302) is fits


def test_a_recovery_code_lets_in_once(client: Client, world: World) -> None:
    _with_totp(client)
    codes = client.get("/fi/omat-tiedot/varakoodit/").context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] in client.get("/fi/omat-tiedot/varakoodit.txt").content.decode()
    for expected in (302, 200):
        client.post("/fi/kirjaudu-ulos/")
        sign_in(client, "vilma.valmistelija@example.org")
        assert client.post("/fi/kirjaudu/koodi/", {"code": codes[0]}).status_code == expected


NO_ARGUMENTS = [
    name for name, (at, _) in PAGES.items() if "<" not in at.fi and name not in ("codes", "codes-file", "totp-off")
]


@pytest.mark.parametrize("language", list(Language))
def test_every_page_of_signing_in_speaks_its_language_alone(client: Client, world: World, language: Language) -> None:
    """No page leaves a library's English behind, nor an address in another language."""
    for signed in (False, True):
        if signed:
            client.force_login(User.objects.get(pk=world.preparer.user_id))
        for name in NO_ARGUMENTS:
            if name in ("sign-out",):
                continue
            page = client.get(address(language, name), follow=True)
            assert page.status_code == (401 if name == "provider-failed" else 200), name
            text = page.content.decode()
            assert f'<html lang="{language}">' in text, name
            if language != Language.EN:
                said = text_of(page.content)
                for english in ("Sign ", "Password", "password", "Email", "Code", "Enter", "Key", "Security"):
                    assert english not in said.replace("In English", ""), (name, english)


def test_pages_tell_what_they_may_load_and_a_signed_in_persons_page_is_kept_nowhere(as_: As, world: World) -> None:
    page = as_(world.preparer).get("/fi/omat-tiedot/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "form-action 'self'" in policy and "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_a_form_posted_from_elsewhere_is_refused(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/fi/kirjaudu/", {"login": "vilma.valmistelija@example.org", "password": PASSWORD})
    assert answer.status_code == 403


def test_a_session_gets_a_new_key_when_someone_signs_in(client: Client, world: World) -> None:
    session = client.session
    session["language"] = "fi"
    session.save()
    before = session.session_key
    sign_in(client, "vilma.valmistelija@example.org")
    assert client.session.session_key != before


def test_after_signing_in_nobody_is_led_to_a_foreign_site(client: Client, world: World) -> None:
    answer = client.post(
        "/fi/kirjaudu/?next=https://paha.example/",
        {"login": "vilma.valmistelija@example.org", "password": PASSWORD},
    )
    assert answer.headers["Location"].startswith("/fi/")


def test_the_demo_lists_fictional_people_only_and_only_when_it_is_on(
    client: Client, world: World, settings: LazySettings
) -> None:
    User.objects.filter(pk=world.outsider.user_id).update(fictional=False)
    assert "Esimerkki" not in client.get("/fi/kirjaudu/").content.decode()
    settings.DEMO = True
    page = client.get("/fi/kirjaudu/").content.decode()
    assert "Vilma Valmistelija, valmistelija" in page and "Olli Ulkopuolinen" not in page
    real = client.post("/fi/kirjaudu/esimerkki/", {"user": world.outsider.user_id})
    assert real.status_code == 404
    assert client.post("/fi/kirjaudu/esimerkki/", {"user": "²"}).status_code == 404
    assert client.get("/fi/kirjaudu/esimerkki/").status_code == 405
    assert client.post("/fi/kirjaudu/esimerkki/", {"user": world.preparer.user_id}).status_code == 302
    assert "Vilma Valmistelija" in client.get("/fi/omat-tiedot/").content.decode()


def test_without_the_demo_nobody_gets_in_by_its_button(client: Client, world: World) -> None:
    assert client.post("/fi/kirjaudu/esimerkki/", {"user": world.preparer.user_id}).status_code == 404
    assert client.get("/fi/omat-tiedot/").status_code == 302


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("true", False), ("", False)])
def test_only_the_value_1_turns_the_demo_on(value: str, on: bool) -> None:
    import os
    import subprocess
    import sys

    code = "from alke.workspace import settings; print(settings.DEMO)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "ALKE_DEMO": value}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(on)
