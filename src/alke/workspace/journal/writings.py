"""Texts that people write: saved as versions, and a save on top of an older version never loses either text.

Leaves out who may write (`people/policies.py` of the row the text belongs to) and what the parts are (each room's
`texts`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.journal.acts import By, act, kind_of
from alke.workspace.journal.models import Audience, Version, Writing

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is in force as version `number`."""

    number: int


@dataclass(frozen=True, slots=True)
class Stale:
    """Another had saved in between: `theirs` is in force, `mine` is kept aside; a person merges them.

    The form that merges posts `base = theirs.number`.
    """

    theirs: Version
    mine: Version


def write(
    subject: M,
    part: str,
    language: Language,
    text: str,
    *,
    base: int,
    by: By,
    audience: str | Callable[[M], str] = Audience.PUBLIC,
    reason: str = "",
    demand: Callable[[], None] = lambda: None,
) -> Saved | Stale:
    """Save a text that was written on top of version `base` (0 when there was none).

    Args:
        subject: The saved row the text belongs to.
        part: Which text of it, such as ``region_view``.
        language: The language it is written in.
        text: The text; line ends become line feeds.
        base: Number of the version that the writer had before her.
        by: Who writes.
        audience: Who may read in the log that it was written; see `act`.
        reason: Why, when there is one.
        demand: Refuses when it may not be written; asked under the lock, of the row as it has been read again there.
    """
    text = text.replace("\r\n", "\n").strip()
    told: dict[str, object] = {}
    verb = f"{subject._meta.model_name}.write"
    with transaction.atomic():
        with act(verb, subject, by=by, audience=audience, reason=reason, told=told):
            demand()
            writing, _ = Writing.objects.get_or_create(
                subject_kind=kind_of(subject), subject_id=str(subject.pk), part=part, language=language
            )
            now = writing.versions.filter(number=writing.current).first()
            if now is not None and now.text == text:
                return Saved(now.number)
            last = writing.versions.aggregate(last=models.Max("number"))["last"] or 0
            mine = Version.objects.create(
                writing=writing,
                number=last + 1,
                base=min(base, last),
                text=text,
                aside=base != writing.current,
                by_id=by.user_id,
                by_name=by.name,
                organisation=by.organisation,
                at=clock.now(),
                checksum=hashlib.sha256(text.encode()).hexdigest(),
            )
            told |= {"part": part, "language": str(language), "version": mine.number, "checksum": mine.checksum}
            told |= {"aside": True} if mine.aside else {}
            if not mine.aside:
                writing.current = mine.number
                writing.save()
        if mine.aside:
            assert now is not None
            return Stale(now, mine)
        return Saved(mine.number)


Texts = Mapping[tuple[str, str, str], Version]
"""(row's id, part, language) → the version in force."""


def current(subjects: Iterable[models.Model]) -> Texts:
    """The texts in force of rows of one model, in one query."""
    rows = list(subjects)
    if not rows:
        return {}
    found = Version.objects.filter(
        writing__subject_kind=kind_of(rows[0]),
        writing__subject_id__in=[str(row.pk) for row in rows],
        number=models.F("writing__current"),
    ).select_related("writing")
    return {(one.writing.subject_id, one.writing.part, one.writing.language): one for one in found}


def text_of(subject: models.Model, part: str, language: Language) -> Version | None:
    """The version in force of one part, or None when nothing has been written."""
    return current([subject]).get((str(subject.pk), part, str(language)))


def best(texts: Texts, subject: models.Model, part: str, language: Language) -> Version | None:
    """The text in `language`, else in the first language that has one; `writing.language` tells which."""
    for code in (language, *Language):
        found = texts.get((str(subject.pk), part, str(code)))
        if found is not None and found.text:
            return found
    return None


def history(subject: models.Model, part: str, language: Language) -> list[Version]:
    """All versions of one part, the latest first, those kept aside among them."""
    return list(
        Version.objects.filter(
            writing__subject_kind=kind_of(subject),
            writing__subject_id=str(subject.pk),
            writing__part=part,
            writing__language=language,
        ).order_by("-number")
    )
