"""The proof check on the web: what people and programs get of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from alke.base import home
from alke.findings.generate import ensure
from alke.workspace.web.proof import MOST_CHARACTERS

TRUE = "Kainuun väkiluku oli 73 061 vuonna 2018."
FALSE = "Kainuun väkiluku oli 93 061 vuonna 2018."
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("proof-page")]


@pytest.fixture(autouse=True, scope="module")
def _figures() -> None:
    ensure(home.home())


def asked(client: Client, body: object) -> Any:
    return client.post("/api/proof/", json.dumps(body), content_type="application/json")


def test_a_text_gets_its_claims_marked_with_the_value_and_its_source(client: Client) -> None:
    page = client.post("/fi/tarkista/", {"text": f"{TRUE} {FALSE}"}).content.decode()
    assert "Pitää paikkansa: 1. Ei pidä paikkaansa: 1. Ei voida tarkistaa: 0." in page
    assert page.count('<a class="claim good"') == page.count('<a class="claim bad"') == 1
    assert "Tilaston mukaan: 73 061" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert '/fi/luku/population:MK18:2018/"' in page


@pytest.mark.parametrize(
    ("address", "word"), [("/fi/tarkista/", "väitteitä"), ("/sv/granska/", "påst"), ("/en/check/", "claim")]
)
def test_the_page_is_there_in_every_language_and_says_when_nothing_was_claimed(
    client: Client, address: str, word: str
) -> None:
    assert client.get(address).status_code == 200
    assert word in client.post(address, {"text": "Hei."}).content.decode().lower()


def test_what_is_pasted_is_shown_as_text_and_never_as_markup(client: Client) -> None:
    page = client.post("/fi/tarkista/", {"text": f"<script>alert(1)</script> {FALSE} <b>x</b>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("text", ["", "   ", "a" * (MOST_CHARACTERS + 1)])
def test_nothing_and_too_much_are_told_in_the_form(client: Client, text: str) -> None:
    page = client.post("/fi/tarkista/", {"text": text})
    assert page.status_code == 200
    assert 'class="errors"' in page.content.decode()


def test_a_program_gets_the_claims_with_their_places(client: Client) -> None:
    answer = asked(client, {"text": f"{TRUE} {FALSE}", "language": "fi", "area": "Kainuu"})
    claims = answer.json()["claims"]
    assert [claim["verdict"] for claim in claims] == ["holds", "does_not_hold"]
    assert claims[1]["value"] == 73061
    text = f"{TRUE} {FALSE}"
    assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in claims)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([], "not an object"),
        ({"text": 5}, "not an object"),
        ({}, "no text"),
        ({"text": "x" * (MOST_CHARACTERS + 1)}, "too long"),
        ({"text": TRUE, "language": "de"}, "language"),
        ({"text": TRUE, "area": "Kainu"}, "Kainuu"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(client: Client, body: object, says: str) -> None:
    answer = asked(client, body)
    assert answer.status_code == 400
    assert says in json.dumps(answer.json(), ensure_ascii=False)
    assert client.post("/api/proof/", "{", content_type="application/json").status_code == 400
