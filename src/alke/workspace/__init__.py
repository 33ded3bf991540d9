"""Together: the Django project. The rooms before it know nothing of Django."""
