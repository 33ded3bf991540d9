"""Writing a text of any row: one page for all of them, where a save that came too late shows both texts.

A part is registered in `policies/` of its question as ``PARTS``. Leaves out what the texts are about.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.people.actors import actor_of
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.policies.parts import Part, part_of
from alke.workspace.words import word

LONGEST = 200_000


class TextForm(WordsForm):
    """The text and the version it was written on."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 16}), required=False, max_length=LONGEST)


def text_page(request: HttpRequest, language: Language, kind: str, pk: int, part: str, written: str) -> HttpResponse:
    """Write one text; `written` is the language it is written in."""
    known = part_of(kind, part)
    if written not in {*Language}:
        raise Http404
    tongue, actor = Language(written), actor_of(request)
    row = known.policy.fetch(actor, known.verb, known.rows(), pk=pk)
    now = writings.text_of(row, part, tongue)
    start = {"base": now.number if now else 0, "text": now.text if now else ""}
    form = TextForm(language, request.POST or None, initial=start)
    form.fields["text"].widget.attrs["lang"] = written
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, language, form, known, row, part, tongue)
        if answer is not None:
            return answer
    title = word(known.label)[language]
    told: dict[str, Any] = {
        "title": title,
        "lead": known.lead(row, language),
        "form": form,
        "back": known.back(row, language),
        "history": writings.history(row, part, tongue),
        "written": tongue,
        "others": [
            (code, address(language, "text", kind=kind, pk=row.pk, part=part, written=code))
            for code in Language
            if code != tongue
        ],
    }
    return page(request, "rounds/text", language, **told)


def _saved(
    request: HttpRequest, language: Language, form: TextForm, known: Part[Any], row: Any, part: str, tongue: Language
) -> HttpResponse | None:
    """Save the text. What was cleared or published just now is told on the form, and her text stays before her."""
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    try:
        saved = known.write(row, part, tongue, text, base=base, by=actor_of(request))
    except Refused as refusal:
        form.add_error(None, refusal.reason[language])
        return None
    if isinstance(saved, writings.Stale):
        return _both(request, language, known, row, saved, tongue)
    messages.success(request, word("text_saved")[language])
    return HttpResponseRedirect(known.back(row, language))


def _both(
    request: HttpRequest, language: Language, known: Part[Any], row: Any, stale: writings.Stale, tongue: Language
) -> HttpResponse:
    """Both texts side by side, and a form to save what the person makes of them."""
    form = TextForm(language, initial={"base": stale.theirs.number, "text": stale.mine.text})
    form.fields["text"].widget.attrs["lang"] = str(tongue)
    told = {
        "title": word("text_conflict")[language],
        "form": form,
        "theirs": stale.theirs,
        "mine": stale.mine,
        "back": known.back(row, language),
        "written": tongue,
    }
    return page(request, "rounds/text_conflict", language, status=409, **told)


PAGES: Pages = {
    "text": (
        Text(
            "fi/teksti/<slug:kind>/<int:pk>/<slug:part>/<slug:written>/",
            "sv/text/<slug:kind>/<int:pk>/<slug:part>/<slug:written>/",
            "en/text/<slug:kind>/<int:pk>/<slug:part>/<slug:written>/",
        ),
        text_page,
    ),
}
