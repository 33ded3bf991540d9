"""The Django app of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal."""

    name = "alke.workspace.journal"
    label = "journal"
