"""The Django app of rounds."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Rounds."""

    name = "alke.workspace.rounds"
    label = "rounds"
