"""The least a Django page can be, served beside ours by the bench of serving."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    """A page of two words."""
    return HttpResponse("<!doctype html><title>Bare</title><p>Bare page")


settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench", MIDDLEWARE=[])
urlpatterns = [path("", page)]
application = get_wsgi_application()
