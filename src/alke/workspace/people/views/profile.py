"""One's own page: which role one acts in, name and messages, and the way to the security of signing in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people import actions
from alke.workspace.people.actors import CHOSEN, actor_of, memberships
from alke.workspace.people.forms import ProfileForm
from alke.workspace.people.models import User
from alke.workspace.words import word


@login_required
def profile(request: HttpRequest, language: Language) -> HttpResponse:
    """Roles to act in, and one's own details."""
    user, actor = cast("User", request.user), actor_of(request)
    start = {"name": user.name, "tongue": user.language, "reminders": user.reminders}
    form = ProfileForm(language, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["name"].strip() != user.name:
            actions.rename(user, given["name"], by=actor)
        actions.prefer(user, language=given["tongue"], reminders=given["reminders"])
        messages.success(request, word("profile_saved")[language])
        return HttpResponseRedirect(address(language, "profile"))
    held = memberships(user)
    chosen = request.session.get(CHOSEN)
    now = next((one.pk for one in held if one.pk == chosen), held[0].pk if held else None)
    told: dict[str, Any] = {"form": form, "held": held, "now": now}
    return page(request, "people/profile", language, **told)


@require_POST
@login_required
def act_as(request: HttpRequest, language: Language) -> HttpResponse:
    """Choose the role to act in."""
    asked = request.POST.get("membership", "")
    one = next((one for one in memberships(cast("User", request.user)) if str(one.pk) == asked), None)
    if one is None:
        raise Http404
    request.session[CHOSEN] = one.pk
    role, organisation = word(f"role_{one.role}")[language], one.organisation.names[language]
    messages.success(request, word("profile_chosen")[language].format(role=role, organisation=organisation))
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(there if safe else address(language, "profile"))


PAGES: Pages = {
    "profile": (Text("fi/omat-tiedot/", "sv/egna-uppgifter/", "en/account/"), profile),
    "act-as": (Text("fi/omat-tiedot/rooli/", "sv/egna-uppgifter/roll/", "en/account/role/"), act_as),
}
