"""An outcome document as DOCX and PDF: headings in the chosen language, people's texts in the one they were written in.

A text in another language is said to be so. Leaves out the document's page.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.timezone import localtime

from alke.areas import area
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.charts.figure import Table
from alke.documents.blocks import Block, Definitions, Document, Heading, Paragraph, TableBlock
from alke.documents.make import FORMATS
from alke.indicators.generation import Generation
from alke.language.dates import day_in
from alke.language.numbers import shown
from alke.language.runs import Plain, Runs, Strong, foreign
from alke.workspace.frame import KINDS
from alke.workspace.journal import writings
from alke.workspace.rounds.models import Conclusion, OutcomeDocument
from alke.workspace.rounds.rules import outcomes as rules
from alke.workspace.rounds.views.contracts import in_words
from alke.workspace.strategies.figures import in_use
from alke.workspace.words import capital, word

OFFERED = ("docx", "pdf")


def document_file(one: OutcomeDocument, language: Language, form: str) -> HttpResponse:
    """The document in a format.

    Raises:
        UnknownCodeError: when it is not offered in that format.
    """
    if form not in OFFERED:
        raise UnknownCodeError("format", form, OFFERED)
    answer = HttpResponse(FORMATS[form](document(one, language)), content_type=KINDS[form])
    answer["Content-Disposition"] = (
        f'attachment; filename="alke-{one.round.year}-tulosasiakirja-{one.pk}-{language}.{form}"'
    )
    return answer


def document(one: OutcomeDocument, language: Language) -> Document:
    """The document as blocks."""
    state = word(f"outcome_state_{one.state}")[language]
    day = one.published_on or one.round.opened_on or one.round.begins_on
    return Document(
        key=f"outcome-{one.pk}-{language}",
        language=language,
        title=one.title,
        subtitle=word("outcome_subtitle")[language].format(year=one.round.year, state=state),
        blocks=tuple(_blocks(one, language)),
        subject=word("outcome_subject")[language],
        date=day.isoformat() if day else f"{one.round.year}-01-01",
    )


def _blocks(one: OutcomeDocument, language: Language) -> Iterator[Block]:
    regions = ", ".join(area(code).names[language] for code in one.concerned)
    yield Paragraph((Strong(f"{word('outcome_regions')[language]}: "), Plain(regions)))
    yield Paragraph((Plain(word("outcome_law")[language]),), "note")
    texts = writings.current([one])
    for part in rules.PARTS:
        version = writings.best(texts, one, part, language)
        if version is None and part in rules.OPTIONAL:
            continue
        yield Heading(2, word(f"outcome_part_{part}")[language], part)
        if version is None:
            yield Paragraph((Plain(word("outcome_not_written")[language]),), "missing")
            continue
        yield from _written(version.text, Language(version.writing.language), language)
    yield from _conclusions(one, language)
    yield from _clearances(one, language)


def _written(text: str, written: Language, language: Language) -> Iterator[Block]:
    """What a person wrote, a paragraph of each line, with plain words first when it is in another language."""
    other = foreign(written, language)
    if other:
        yield Paragraph((Plain(word(f"verb_written_in_{written}")[language]),), "note")
    for line in filter(None, map(str.strip, text.split("\n"))):
        yield Paragraph((Plain(line, other),))


def _conclusions(one: OutcomeDocument, language: Language) -> Iterator[Block]:
    rows = list(one.conclusions.select_related("owner", "theme").order_by("number"))
    if not rows:
        return
    made = in_use()
    yield Heading(2, word("outcome_conclusions")[language], "conclusions")
    for row in rows:
        title = word("conclusion_number")[language].format(number=row.number)
        yield Heading(3, title, f"conclusion-{row.number}")
        yield from _written(row.quote, Language(row.language), language)
        yield Definitions(tuple(_facts(row, made, language)))


def _facts(row: Conclusion, made: Generation | None, language: Language) -> Iterator[tuple[str, Runs]]:
    """What belongs to a conclusion beside its words."""

    def line(key: str, text: str) -> tuple[str, Runs]:
        return word(key)[language], (Plain(text),)

    indicator = made.catalogue.get(row.indicator) if made else None
    decimals = indicator.decimals if indicator else 1
    consent = word(f"conclusion_consent_{row.consent}")[language]
    yield line("conclusion_level", word(f"conclusion_level_{row.level}")[language])
    yield line("conclusion_owner", f"{row.owner.names[language]} ({consent})")
    if row.due or row.words:
        day = day_in(row.due, language) if row.due else ""
        said = Plain(row.words, foreign(Language(row.language), language))
        runs = [Plain(day + " – " * bool(row.words))] * bool(day) + [said] * bool(row.words)
        yield word("conclusion_due")[language], tuple(runs)
    yield line("conclusion_hook", word(f"conclusion_hook_{row.hook}")[language])
    if told := in_words(row, made, language):
        yield line("contract_short", f"{told.subject}. {word('contract_target')[language]}: {told.target}.")
        # The document tells where it began; how it has gone since is on the page of follow-ups.
        frozen = shown(row.baseline, decimals, language) if row.baseline is not None else ""
        yield line("contract_baseline", f"{frozen} ({row.baseline_period})" if frozen else "–")


def _clearances(one: OutcomeDocument, language: Language) -> Iterator[Block]:
    rows = []
    for side in rules.clearing(one).sides:
        who = area(side.region).names[language] if side.region else word("outcome_the_state")[language]
        day = day_in(localtime(side.clearance.at).date(), language) if side.clearance else "–"
        rows.append(((Plain(capital(who)),), (Plain(word(f"outcome_said_{side.said}")[language]),), (Plain(day),)))
    header = tuple(word(f"outcome_column_{name}")[language] for name in ("side", "said", "day"))
    caption = word("outcome_clearances")[language]
    yield Heading(2, caption, "clearances")
    yield TableBlock(Table(caption, header, tuple(rows), (False, False, False)), "clearances-table")
