"""Mail in the reader's language, from the words ``NAME_subject`` and ``NAME_body``. Leaves out when to send it."""

from __future__ import annotations

from django.core.mail import EmailMessage

from alke.base.languages import Language
from alke.workspace.words import WORDS, word


def send(to: str, name: str, language: Language, **values: object) -> bool:
    """Send one message; a name that has no words is not sent. Returns whether it was.

    Args:
        to: The address.
        name: Such as ``mail_invitation``.
        language: The reader's.
        values: What the slots of the words are filled with.
    """
    if f"{name}_body" not in WORDS:
        return False
    subject = word(f"{name}_subject")[language].format(**values)
    parts = [word(f"{name}_body")[language].format(**values), word("mail_end")[language]]
    message = EmailMessage(" ".join(subject.split()), "\n\n".join(parts) + "\n", to=[to])
    message.extra_headers["Content-Language"] = str(language)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return bool(message.send())
