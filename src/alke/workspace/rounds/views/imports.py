"""Import of a minutes item in the browser: give a file, review what was read, confirm. Saves nothing before that.

The text travels in the form of review, so nothing of it is kept here until it is confirmed. Leaves out reading
(`alke.minutes`) and saving (`actions/imports.py`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from alke.base.errors import InputError
from alke.base.languages import Language, Text
from alke.minutes.facts import Item
from alke.minutes.files import MOST_BYTES, MOST_CHARACTERS, read_file
from alke.minutes.reading import read
from alke.workspace.addresses import Pages, address
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.meetings.policies import SOURCES
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions.imports import confirm
from alke.workspace.rounds.rules.imports import groups
from alke.workspace.words import word


class MinutesForm(WordsForm):
    """A file or a pasted text."""

    minutes_file = forms.FileField(required=False)
    minutes_text = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=MOST_CHARACTERS, strip=False
    )

    def clean(self) -> dict[str, Any]:
        """Read the file; what cannot be read is told beside its field."""
        given = super().clean() or {}
        file, text = given.get("minutes_file"), given.get("minutes_text") or ""
        if not file and not text.strip():
            self.fail(None, "import_need_one")
        elif file:
            try:
                given["read"] = read_file(file.read(MOST_BYTES + 1), file.name)
            except InputError as error:
                self.add_error("minutes_file", str(error))
        else:
            given["read"] = text.replace("\r\n", "\n")
        given["name"] = file.name if file else ""
        return given


def import_page(request: HttpRequest, language: Language) -> HttpResponse:
    """Give a file or a text; the answer is the page of review."""
    SOURCES.demand(actor_of(request), "record")
    form = MinutesForm(language, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _review(request, language, read(form.cleaned_data["read"]), form.cleaned_data["name"])
    told = {
        "title": word("import_title")[language],
        "lead": word("import_lead")[language],
        "submit_text": word("import_read")[language],
        "back": address(language, "rounds"),
    }
    return page(request, "web/form", language, form=form, **told)


def _review(request: HttpRequest, language: Language, item: Item, name: str) -> HttpResponse:
    told = {"item": item, "name": name, "groups": groups(item, language), "marked": marked(item)}
    return page(request, "rounds/import_review", language, **told)


def confirm_page(request: HttpRequest, language: Language) -> HttpResponse:
    """Save what was ticked; the answer tells what became of each."""
    actor = actor_of(request)
    SOURCES.demand(actor, "record")
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if request.method != "POST" or not text.strip():
        return import_page(request, language)
    item = read(text[:MOST_CHARACTERS])
    wanted = {fact.id for fact in item.facts} & set(request.POST.getlist("facts"))
    if not wanted:
        return _review(request, language, item, request.POST.get("name", ""))
    public = request.POST.get("public") == "on"
    done = confirm(item, wanted, by=actor, public=public, name=request.POST.get("name", "")[:200])
    entries = [
        (word(f"import_kind_{one.kind}")[language], one.told, one.new, one.refused[language] if one.refused else "")
        for one in done.entries
    ]
    return page(request, "rounds/import_done", language, done=done, entries=entries)


def marked(item: Item) -> SafeString:
    """The whole text with every fact's place marked; a mark's id is the fact's, so that the table can lead to it."""
    opens: dict[int, list[str]] = {}
    for fact in sorted(item.facts, key=lambda one: one.span.start - one.span.end):
        opens.setdefault(fact.span.start, []).append(fact.id)
    made: list[str] = []
    at = 0
    for start in sorted(opens):
        made.append(escape(item.text[at:start]))
        made += [f'<span id="{one}" class="place"></span>' for one in opens[start]]
        at = start
    made.append(escape(item.text[at:]))
    return mark_safe("".join(made))  # noqa: S308 – the text is escaped, ids are checksums


PAGES: Pages = {
    "import": (Text("fi/tuo-poytakirja/", "sv/hamta-protokoll/", "en/import-minutes/"), import_page),
    "import-confirm": (
        Text("fi/tuo-poytakirja/vahvista/", "sv/hamta-protokoll/bekrafta/", "en/import-minutes/confirm/"),
        confirm_page,
    ),
}
