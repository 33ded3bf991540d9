"""The dossier of a session: one page that can be printed, the same as PDF and DOCX, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch
from django.utils.timezone import localtime

from alke.base.languages import Language
from alke.documents import docx
from alke.documents.blocks import Document
from alke.language.dates import day_in
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import KINDS, page
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions import dossiers as acts
from alke.workspace.rounds.models import DossierEntry, Session
from alke.workspace.rounds.policies.sessions import SESSIONS
from alke.workspace.rounds.rules.dossiers import Entry, Piece, document, said, shown, written
from alke.workspace.rounds.views.fields import RowsForm
from alke.workspace.rounds.views.sessions import fetch, lead
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.verbs import posted, verb_page
from alke.workspace.words import word

LONGEST = 100_000


def _at(session: Session, language: Language) -> str:
    return address(language, "dossier", year=session.round.year, pk=session.pk)


def link_of(one: Piece, language: Language) -> str:
    """Where a piece leads, in the page's language; "" where it leads nowhere."""
    if one.get("address"):
        return str(one["address"])
    try:
        return address(language, one["page"], **one["args"]) if one.get("page") else ""
    except NoReverseMatch:
        return ""


def entry_of(row: DossierEntry, language: Language) -> Entry:
    """An issue of a document in a language; the first piece is its title."""
    head, *rest = row.content
    issue = word("dossier_issue")[language].format(issue=row.issue)
    issued = f"{word('dossier_issued')[language]} {day_in(localtime(row.issued_at).date(), language)}, {issue}"
    pieces = tuple(shown(one, language, link_of(one, language)) for one in rest)
    return Entry(row.number, row.issue, *said(head, language), issued, pieces)


def dossier_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """The whole dossier: the newest issue of every document, the earlier ones folded under it."""
    actor, session = actor_of(request), fetch(request, "see", year, pk)
    rows = list(DossierEntry.objects.filter(session=session).order_by("number", "-issue"))
    newest: dict[int, dict[str, Any]] = {}
    for row in rows:
        entry = entry_of(row, language)
        if row.number in newest:
            newest[row.number]["earlier"].append(entry)
        else:
            newest[row.number] = {"entry": entry, "row": row, "earlier": []}
    told: dict[str, Any] = {
        "session": session,
        "round": session.round,
        "tabs": tabs(session.round, "coverage", language),
        "title": word("dossier_title")[language].format(session=session.meeting.names[language]),
        "lead": lead(session, language),
        "entries": list(newest.values()),
        "may": bool(SESSIONS.may(actor, "dossier", session)),
    }
    return page(request, "rounds/dossier", language, **told)


def pdf_file(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """The dossier as PDF; ``?number=3`` gives one document of it."""
    return _paper(request, language, fetch(request, "see", year, pk), "pdf", written)


def docx_file(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """The dossier as a Word document; ``?number=3`` gives one document of it."""
    return _paper(request, language, fetch(request, "see", year, pk), "docx", docx.write)


def _paper(
    request: HttpRequest, language: Language, session: Session, form: str, write: Callable[[Document], bytes]
) -> HttpResponse:
    rows = acts.entries(session)
    only = request.GET.get("number", "")
    if only:
        rows = [row for row in rows if str(row.number) == only]
    if not rows:
        raise Http404
    made = document(
        [_absolute(entry_of(row, language), request) for row in rows],
        key=f"dossier-{session.round.year}-{session.pk}" + (f"-{only}" if only else "") + f"-{language}",
        title=word("dossier_title")[language].format(session=session.meeting.names[language]),
        subtitle=lead(session, language),
        subject=word("dossier_subject")[language],
        language=language,
        on=localtime(max(row.issued_at for row in rows)).date(),
    )
    answer = HttpResponse(write(made), content_type=KINDS[form])
    shown_as = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{shown_as}; filename="{made.key}.{form}"'
    return answer


def _absolute(entry: Entry, request: HttpRequest) -> Entry:
    """The entry with whole addresses: on paper a link must tell its host."""
    pieces = tuple(
        one._replace(address=request.build_absolute_uri(one.address)) if one.address else one for one in entry.pieces
    )
    return replace(entry, pieces=pieces)


class AssembleForm(RowsForm):
    """Nothing to fill in: only the button."""


def assemble_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Assemble the dossier, or supplement what has changed."""
    session = fetch(request, "dossier", year, pk)
    if request.method == "POST":
        made = acts.assemble(session, by=actor_of(request))
        key = "dossier_assembled" if made else "dossier_nothing_new"
        messages.success(request, word(key)[language].format(count=len(made)))
        return HttpResponseRedirect(_at(session, language))
    told = {
        "title": word("dossier_assemble")[language],
        "lead": word("dossier_assemble_lead")[language],
        "submit_text": word("dossier_assemble")[language],
    }
    return page(request, "web/form", language, form=AssembleForm(language), back=_at(session, language), **told)


class EntryForm(RowsForm):
    """A document of one's own: its title, and its text or where it is found."""

    labels = {"title": "dossier_field_title", "text": "dossier_field_text", "address": "dossier_field_address"}
    title = forms.CharField(max_length=300)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 12}), max_length=LONGEST, required=False)
    address = forms.URLField(max_length=400, required=False, assume_scheme="https")


def add_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Add a document under a new number."""
    session = fetch(request, "dossier", year, pk)

    def do(given: dict[str, Any]) -> DossierEntry:
        told = {"link": given["address"], "by": actor_of(request), "language": language}
        return acts.add(session, given["title"], given["text"], **told)

    told: dict[str, Any] = {"title": "dossier_add", "done": "dossier_saved", "back": _at(session, language)}
    form = EntryForm(language, posted(request))
    return verb_page(request, language, form, do=do, lead=lead(session, language), **told)


def supplement_page(request: HttpRequest, language: Language, year: int, pk: int, number: int) -> HttpResponse:
    """A new issue of a document of one's own."""
    session = fetch(request, "dossier", year, pk)
    rows = DossierEntry.objects.select_related("session__round", "session__meeting")
    row = rows.filter(session=session, number=number, kind="other").order_by("-issue").first()
    if row is None:
        raise Http404
    now = entry_of(row, language)
    start = {
        "title": now.title,
        "text": "\n\n".join(one.text for one in now.pieces if not one.address),
        "address": next((one.address for one in now.pieces if one.address), ""),
    }
    form = EntryForm(language, posted(request), initial=start)

    def do(given: dict[str, Any]) -> DossierEntry:
        told = {"link": given["address"], "by": actor_of(request), "language": language}
        return acts.supplement(row, given["title"], given["text"], **told)

    told: dict[str, Any] = {"title": "dossier_supplement", "done": "dossier_saved", "back": _at(session, language)}
    return verb_page(request, language, form, do=do, lead=word("dossier_supplement_lead")[language], **told)


_of = below(
    "fi/kierros/<int:year>/tilaisuus/<int:pk>/aineisto/",
    "sv/omgang/<int:year>/tillfalle/<int:pk>/material/",
    "en/round/<int:year>/session/<int:pk>/dossier/",
)
PAGES: Pages = {
    "dossier": (_of(), dossier_page),
    "dossier-pdf": (_of("pdf/"), pdf_file),
    "dossier-docx": (_of("docx/"), docx_file),
    "dossier-assemble": (_of("kokoa/", "sammanstall/", "assemble/"), assemble_page),
    "dossier-add": (_of("lisaa/", "lagg-till/", "add/"), add_page),
    "dossier-supplement": (
        _of("<int:number>/taydenna/", "<int:number>/komplettera/", "<int:number>/supplement/"),
        supplement_page,
    ),
}
