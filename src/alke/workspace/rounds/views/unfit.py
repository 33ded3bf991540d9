"""A page with one form, whose act may find what was given unfit: the reason is shown at its field, nothing is lost.

Leaves out the forms and the acts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.languages import Language
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.rounds.rules.deliveries import UnfitError
from alke.workspace.words import word


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """The data and files of a form that was posted, be they empty; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class ConfirmForm(WordsForm):
    """A form with nothing to fill in: only the button."""


def verb_page(
    request: HttpRequest,
    form: WordsForm,
    do: Callable[[], Any],
    *,
    key: str,
    back: str,
    lead: str = "",
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show a form; when it is posted and sound, do it, say so, and go back.

    Args:
        request: What is answered.
        form: The form, bound when posted.
        do: The act; may raise `UnfitError`, whose reason is put beside its field.
        key: Key of the words: ``KEY_title``, ``KEY_submit`` and ``KEY_done``; ``KEY_lead`` when `lead` is empty.
        back: Address of the page to return to.
        lead: What the page is about.
        onward: Gives the address to go to from what `do` gave, where that is not `back`.
    """
    language: Language = form.language
    if request.method == "POST" and form.is_valid():
        try:
            done = do()
        except UnfitError as error:
            form.add_error(error.field if error.field in form.fields else None, error.reason[language])
        else:
            messages.success(request, word(f"{key}_done")[language])
            return HttpResponseRedirect(onward(done) if onward else back)
    told: dict[str, Any] = {
        "title": word(f"{key}_title")[language],
        "lead": lead,
        "form": form,
        "submit_text": word(f"{key}_submit")[language],
        "back": back,
    }
    return page(request, "web/form", language, **told)
