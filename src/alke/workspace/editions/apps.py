"""The Django app of editions."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """Editions."""

    name = "alke.workspace.editions"
    label = "editions"
