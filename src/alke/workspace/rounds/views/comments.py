"""Comment rounds: opened, read with who has answered and who has not, commented on, closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.people.actors import actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.actions import comments as acts
from alke.workspace.rounds.models import Comment, CommentRound
from alke.workspace.rounds.policies.comments import COMMENT_ROUNDS, COMMENTS, comments
from alke.workspace.rounds.views.deadlines import round_of
from alke.workspace.rounds.views.fields import NamedChoices, RowsForm
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.unfit import posted, verb_page
from alke.workspace.rounds.views.verbs import SureForm
from alke.workspace.words import word

COMMENTERS = (OrganisationKind.MINISTRY, OrganisationKind.COUNCIL, OrganisationKind.ALAND, OrganisationKind.EVK)


class OpenForm(RowsForm):
    """A comment round: on what, by when, from whom."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"commentround_field_{name}" for name in ("title", "subject", "due", "asked")
    }
    choices: ClassVar[Mapping[str, str]] = {"subject": "commentround_subject"}
    title = forms.CharField(max_length=300)
    subject = forms.ChoiceField(choices=[(code, code) for code in acts.SUBJECTS])
    due = forms.DateField()
    asked = NamedChoices(queryset=Organisation.objects.none())


class ExtendForm(RowsForm):
    """More time, and why."""

    labels: ClassVar[Mapping[str, str]] = {"due": "commentround_field_due", "reason": "deliverable_field_reason"}
    due = forms.DateField()
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))


def _rounds() -> Any:
    return CommentRound.objects.select_related("round", "organisation")


def open_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Open a comment round."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    COMMENT_ROUNDS.demand(actor, "open", CommentRound(round=of))
    form = OpenForm(language, *posted(request))
    now = clock.today()
    able = Organisation.objects.filter(kind__in=COMMENTERS).exclude(valid_to__lt=now).exclude(valid_from__gt=now)
    form.rows("asked", able.order_by("kind", "name_fi"))
    return verb_page(
        request,
        form,
        lambda: acts.open_round(of, by=actor, **form.cleaned_data),
        key="commentround_open",
        back=address(language, "deliveries", year=year),
        onward=lambda made: address(language, "comment-round", year=year, pk=made.pk),
    )


def comment_round_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Who has been asked, who has answered and what, and who has not."""
    actor = actor_of(request)
    row = COMMENT_ROUNDS.fetch(actor, "see", _rounds(), pk=pk, round__year=year)
    seen = list(COMMENTS.visible(actor, comments().filter(comment_round=row)).order_by("organisation__code"))
    texts = writings.current(seen)
    own = next((one for one in seen if one.organisation_id == actor.organisation_id), None)
    asked = list(row.asked.order_by("code"))
    answered = {one.organisation_id for one in seen if one.state == Comment.State.RELEASED}
    is_asked = any(one.pk == actor.organisation_id for one in asked)
    content: dict[str, Any] = {
        "round": row.round,
        "row": row,
        "late": row.state == CommentRound.State.OPEN and clock.today() > row.due,
        "released": [
            (one, writings.best(texts, one, "comment", language)) for one in seen if one.organisation_id in answered
        ],
        "asked": asked,
        "silent": [one for one in asked if one.pk not in answered],
        "own": own,
        "own_text": writings.best(texts, own, "comment", language) if own else None,
        "may_write": own is not None and bool(COMMENTS.may(actor, "write", own)),
        "may_start": own is None and is_asked and bool(COMMENT_ROUNDS.may(actor, "comment", row)),
        "may": {verb: bool(COMMENT_ROUNDS.may(actor, verb, row)) for verb in ("extend", "close")},
        "tabs": tabs(row.round, "deliveries", language),
    }
    return page(request, "rounds/comment_round", language, **content)


def start_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Begin the comment of one's own organisation, and go to write it."""
    actor = actor_of(request)
    row = COMMENT_ROUNDS.fetch(actor, "comment", _rounds(), pk=pk, round__year=year)
    if not row.asked.filter(code=actor.organisation).exists():
        raise impossible("comment_not_asked")
    form: WordsForm = SureForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.start(row, by=actor),
        key="comment_start",
        lead=row.title,
        back=address(language, "comment-round", year=year, pk=pk),
        onward=lambda made: address(language, "text", kind="comment", pk=made.pk, part="comment", written=language),
    )


def release_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Let everyone read one's own comment."""
    actor = actor_of(request)
    row = COMMENTS.fetch(actor, "release", comments(), pk=pk, comment_round__round__year=year)
    form: WordsForm = SureForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.release(row, by=actor),
        key="comment_release",
        lead=row.comment_round.title,
        back=address(language, "comment-round", year=year, pk=row.comment_round_id),
    )


def close_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take no more comments."""
    actor = actor_of(request)
    row = COMMENT_ROUNDS.fetch(actor, "close", _rounds(), pk=pk, round__year=year)
    form: WordsForm = SureForm(language, *posted(request))
    silent = ", ".join(one.names[language] for one in acts.silent(row))
    return verb_page(
        request,
        form,
        lambda: acts.close(row, by=actor),
        key="commentround_close",
        lead=_silent(silent, language),
        back=address(language, "comment-round", year=year, pk=pk),
    )


def _silent(names: str, language: Language) -> str:
    return word("commentround_silent")[language].format(names=names) if names else ""


def extend_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Give more time."""
    actor = actor_of(request)
    row = COMMENT_ROUNDS.fetch(actor, "extend", _rounds(), pk=pk, round__year=year)
    form = ExtendForm(language, *posted(request), initial={"due": row.due})
    return verb_page(
        request,
        form,
        lambda: acts.extend(row, by=actor, **form.cleaned_data),
        key="commentround_extend",
        lead=row.title,
        back=address(language, "comment-round", year=year, pk=pk),
    )


_under = below("fi/kierros/<int:year>/kommentit/", "sv/omgang/<int:year>/kommentarer/", "en/round/<int:year>/comments/")
PAGES: Pages = {
    "comment-round-open": (_under("avaa/", "oppna/", "open/"), open_page),
    "comment-round": (_under("<int:pk>/"), comment_round_page),
    "comment-round-close": (_under("<int:pk>/paata/", "<int:pk>/avsluta/", "<int:pk>/close/"), close_page),
    "comment-round-extend": (_under("<int:pk>/jatka/", "<int:pk>/forlang/", "<int:pk>/extend/"), extend_page),
    "comment-start": (_under("<int:pk>/kommentoi/", "<int:pk>/kommentera/", "<int:pk>/comment/"), start_page),
    "comment-release": (
        _under("oma/<int:pk>/julkaise/", "egen/<int:pk>/publicera/", "own/<int:pk>/release/"),
        release_page,
    ),
}
