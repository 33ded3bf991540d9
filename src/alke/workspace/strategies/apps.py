"""The Django app of strategies."""

from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    """Strategies."""

    name = "alke.workspace.strategies"
    label = "strategies"
