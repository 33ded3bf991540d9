"""The proof check on the web: a page for people and an address for programs. Nothing that is sent is kept.

Leaves out the check itself (`language/proof/`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from alke.areas import COUNTRY, REGIONS, area, resolve
from alke.base import home
from alke.base.errors import AlkeError, InputError
from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.language.proof import Claim, Verdict, check
from alke.language.proof.reading import of_language
from alke.language.proof.telling import record, value_shown
from alke.workspace.addresses import address
from alke.workspace.forms import WordsForm
from alke.workspace.frame import LANGUAGE_NAMES, page
from alke.workspace.words import word

MOST_CHARACTERS = 100_000
_MARKS = {Verdict.HOLDS: "good", Verdict.DOES_NOT_HOLD: "bad", Verdict.CANNOT_CHECK: "off"}


class TextForm(WordsForm):
    """What is to be checked."""

    labels = {"text": "proof_text", "text_language": "proof_text_language", "area": "proof_area"}
    text = forms.CharField(widget=forms.Textarea, required=True)
    area = forms.ChoiceField(required=False)
    text_language = forms.ChoiceField(required=False)

    def __init__(self, language: Language, *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        places = sorted((area(code).names[language], code) for code in REGIONS)
        whole = (COUNTRY, area(COUNTRY).names[language])
        self.fields["text"].error_messages["required"] = word("proof_needed")[language]
        choices: dict[str, list[tuple[str, str]]] = {
            "area": [("", word("proof_named")[language]), whole, *((code, name) for name, code in places)],
            "text_language": [("", word("proof_guessed")[language]), *LANGUAGE_NAMES.items()],
        }
        for name, told in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = told

    def clean_text(self) -> str:
        """The text with one kind of line end, not too long."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text) > MOST_CHARACTERS:
            raise forms.ValidationError(word("proof_too_long")[self.language])
        return text


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the checked text: plain, or a claim with its number in the list below."""

    text: str
    number: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as it is listed."""

    claim: Claim
    mark: str
    value: str
    there: str
    why: str


def proof_page(request: HttpRequest, language: Language) -> HttpResponse:
    """A form for a text and, when one is sent, the text with its claims marked and listed."""
    form = TextForm(language, request.POST if request.method == "POST" else None)
    content: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        made = Generation.current(home.home())
        text = form.cleaned_data["text"]
        spoken = Language(form.cleaned_data["text_language"] or of_language(text))
        claims = check(text, spoken, made, made.catalogue, form.cleaned_data["area"] or None)
        counts = Counter(claim.verdict for claim in claims)
        content |= {
            "spoken": spoken,
            "pieces": list(_pieces(text, claims)),
            "lines": [_line(made, claim, language) for claim in claims],
            "holds": counts[Verdict.HOLDS],
            "wrong": counts[Verdict.DOES_NOT_HOLD],
            "unsure": counts[Verdict.CANNOT_CHECK],
        }
    return page(request, "web/proof", language, **content)


def _pieces(text: str, claims: tuple[Claim, ...]) -> Iterator[Piece]:
    """The text cut at its claims; of two that overlap the one that begins first is marked."""
    at = 0
    for number, claim in enumerate(claims, 1):
        if claim.start < at:
            continue
        if claim.start > at:
            yield Piece(text[at : claim.start])
        yield Piece(text[claim.start : claim.end], number, _MARKS[claim.verdict])
        at = claim.end
    if at < len(text):
        yield Piece(text[at:])


def _line(made: Generation, claim: Claim, language: Language) -> Line:
    there = address(language, "number", ref=str(claim.ref)) if claim.ref is not None else ""
    return Line(claim, _MARKS[claim.verdict], value_shown(made, claim, language), there, claim.why.text[language])


@csrf_exempt  # it changes nothing and knows nobody
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The claims of a text as JSON, for an editor's own program: see ``docs/proof.md``."""
    try:
        asked = _asked(request)
        text = asked["text"]
        language = Language.parse(asked["language"]) if asked.get("language") else of_language(text)
        code = resolve(asked["area"], language).code if asked.get("area") else None
    except AlkeError as error:
        told = {"error": error.what, "where": error.where, "fix": error.fix}
        return JsonResponse(told, status=400, json_dumps_params={"ensure_ascii": False})
    made = Generation.current(home.home())
    claims = [record(made, claim, language) for claim in check(text, language, made, made.catalogue, code)]
    return HttpResponse(orjson.dumps({"language": language, "claims": claims}), content_type="application/json")


def _asked(request: HttpRequest) -> dict[str, str]:
    """What was sent.

    Raises:
        InputError: when it is not JSON with a text.
    """
    fix = 'Send JSON such as {"text": "…", "language": "fi", "area": "MK18"}'
    if request.content_type != "application/json":
        raise InputError("the request is not JSON", where="Content-Type", fix=fix)
    try:
        asked = orjson.loads(request.body)
    except orjson.JSONDecodeError as error:
        raise InputError(f"the request is not JSON: {error}", where="body", fix=fix) from None
    if not isinstance(asked, dict) or not all(isinstance(told, str) for told in asked.values()):
        raise InputError("the request is not an object of texts", where="body", fix=fix)
    if not asked.get("text", "").strip():
        raise InputError("there is no text in the request", where="text", fix=fix)
    if len(asked["text"]) > MOST_CHARACTERS:
        raise InputError("the text is too long", where="text", fix=f"Send at most {MOST_CHARACTERS:,} characters")
    return asked
