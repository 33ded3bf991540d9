"""``alke proof FILE``: whether the numbers, directions, ranks and records in a text agree with the values."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import orjson

from alke.areas import resolve
from alke.base.errors import InputError
from alke.base.languages import Language
from alke.cli._engine import generation
from alke.indicators.generation import Generation
from alke.language.proof import Claim, Verdict, check
from alke.language.proof.reading import of_language
from alke.language.proof.telling import record, source_of, value_shown
from alke.minutes.files import MOST_CHARACTERS, read_file

STDIN = "-"
_MARKS = {Verdict.HOLDS: "holds", Verdict.DOES_NOT_HOLD: "does not hold", Verdict.CANNOT_CHECK: "cannot be checked"}


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--lang", help="Language of the text and the answers: fi, sv or en; guessed from the text by default.")
@click.option("--area", help="The area the text is about, a code or a name; by default the first that it names.")
@click.option("--json", "as_json", is_flag=True, help="The claims as JSON.")
def command(file: str, lang: str | None, area: str | None, as_json: bool) -> None:
    """Check a text against the values: every claim with its verdict; exit code 1 when one does not hold."""
    text = _read(file)
    language = Language.parse(lang) if lang else of_language(text)
    code = resolve(area, language).code if area else None
    current = generation()
    claims = check(text, language, current, current.catalogue, code)
    if as_json:
        rows = [record(current, claim, language) for claim in claims]
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        for claim in claims:
            click.echo(_line(current, text, claim, language))
        click.echo(_summary(claims))
    if any(claim.verdict is Verdict.DOES_NOT_HOLD for claim in claims):
        sys.exit(1)


def _read(file: str) -> str:
    """The text of a file, or of the standard input.

    Raises:
        InputError: when there is no such file, it is empty, too large, or no text can be read from it.
    """
    if file == STDIN:
        content, where = sys.stdin.buffer.read(), "standard input"
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputError("it is not text in UTF-8", where=where, fix="Save it as UTF-8 or give a file") from None
        if "\0" in text:
            raise InputError("it is not text", where=where, fix="Give text, or a Word or PDF file by its name")
        if not text.strip():
            raise InputError("there is no text in it", where=where, fix="Give the text to be checked")
        if len(text) > MOST_CHARACTERS:
            raise InputError("the text is too long", where=where, fix=f"Give at most {MOST_CHARACTERS:,} characters")
        return text
    path = Path(file)
    if path.is_dir():
        raise InputError("it is a folder, not a file", where=file, fix="Give one file, or - for the standard input")
    if not path.is_file():
        raise InputError("there is no such file", where=file, fix="Check the path, or give - for the standard input")
    return read_file(path)


def _line(current: Generation, text: str, claim: Claim, language: Language) -> str:
    row = text.count("\n", 0, claim.start) + 1
    column = claim.start - (text.rfind("\n", 0, claim.start) + 1) + 1
    words = " ".join(claim.text.split())
    about = ", ".join(str(each) for each in (claim.indicator, claim.area, claim.period) if each is not None)
    found = value_shown(current, claim, language)
    told = f"{row}:{column}  {_MARKS[claim.verdict]}: {words}"
    told += f"  [{about}]" if about else ""
    if claim.verdict is Verdict.CANNOT_CHECK:
        return f"{told}  {claim.why.text[language]}"
    told += f"  = {found}" if found else ""
    source = source_of(current, claim)
    return f"{told}  ({source})" if source else told


def _summary(claims: Sequence[Claim]) -> str:
    counts = Counter(claim.verdict for claim in claims)
    parts = ", ".join(f"{counts[verdict]} {words}" for verdict, words in _MARKS.items())
    return f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'}: {parts}"
