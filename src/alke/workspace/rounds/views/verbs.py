"""Pages with one verb: a form, what it does, and where one comes back to. A refusal is told on the form itself.

Leaves out who may (the policies) and what is done (the actions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.rules.deliveries import UnfitError
from alke.workspace.words import word

LONGEST_REASON = 4000


class SureForm(WordsForm):
    """Nothing to fill in: only to be sure."""


class ReasonForm(WordsForm):
    """Why it is done."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_REASON)
    labels: ClassVar[dict[str, str]] = {"reason": "verb_reason"}


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the posted data, also when it is empty; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def offer(form: WordsForm, name: str, options: Iterable[tuple[object, str]], *, choose: bool = False) -> None:
    """What a field of a form offers; `choose` puts "choose" first."""
    first = [("", word("choose")[form.language])] if choose else []
    field = cast("Any", form.fields[name])
    field.choices = [*first, *((str(code), shown) for code, shown in options)]


def verb_page(
    request: HttpRequest,
    language: Language,
    form: WordsForm,
    *,
    title: str,
    do: Callable[[dict[str, Any]], object],
    back: str,
    done: str,
    lead: str = "",
    submit: str = "",
    there: Callable[[object], str] | None = None,
) -> HttpResponse:
    """A page of one verb.

    Args:
        request: The request.
        language: The page's language.
        form: Bound by `posted`.
        title: Key of the title's word.
        do: Does it, with the form's cleaned data.
        back: The address to return to.
        done: Key of the word that tells it has been done.
        lead: What it is about, already in the page's language.
        submit: Key of the button's word; by default the title's.
        there: The address to go to, from what `do` gave; by default `back`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = do(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.reason[language])
        except UnfitError as error:
            form.add_error(error.field if error.field in form.fields else None, error.reason[language])
        except AlkeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, word(done)[language])
            return HttpResponseRedirect(there(made) if there else back)
    told: dict[str, Any] = {
        "title": word(title)[language],
        "lead": lead,
        "form": form,
        "back": back,
        "submit_text": word(submit or title)[language],
    }
    return page(request, "web/form", language, **told)
