"""What the pages of acts share: who may come in, and a form that acts or says what is wrong."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import forms, queries, rules
from tinhgon.organisation.views.structure import actor_or_404

A_PAGE = 100
form_page = require_http_methods(["GET", "HEAD", "POST"])


def manager(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_manage(actor):
        raise Http404
    return actor


def unit_of(actor: Actor, public_id: UUID) -> Any:
    found = queries.unit(actor.agency_id, public_id)
    if found is None:
        raise Http404
    return found


def there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def part(request: HttpRequest, rows: Any, name: str = "trang") -> Any:
    """The part of a long list that the address names."""
    found = Paginator(rows, A_PAGE).get_page(request.GET.get(name))
    found.object_list = list(found.object_list)
    return found


def page(
    request: HttpRequest,
    form: forms.ActForm,
    act: Callable[[Any], Any],
    *,
    title: str,
    button: str,
    done: str,
    back: str,
    effect: str = "",
    crumb: str = "",
    crumb_url: str = "",
) -> HttpResponse:
    """Show the form, or act and go back; nothing typed is lost on a refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "effect": effect,
        "crumb": crumb or "Cơ cấu tổ chức",
        "crumb_url": crumb_url or reverse("organisation:tree"),
    }
    return render(request, "organisation/form.html", context, status=422 if form.is_bound else 200)


def ending(
    request: HttpRequest, actor: Actor, act: Callable[..., Any], *, button: str = "Kết thúc", **words: str
) -> HttpResponse:
    """Ask from which day on and by which paper, then let `act` end something."""
    now = timezone.now()
    form = forms.EndForm(request.POST or None, actor=actor)
    return page(request, form, lambda form: act(at=now, **form.cleaned_data), button=button, **words)


def withdrawing(
    request: HttpRequest, actor: Actor, act: Callable[[str, datetime], Any], *, button: str = "Rút lại", **words: str
) -> HttpResponse:
    """Ask why, then let `act` take something back."""
    now = timezone.now()
    form = forms.ReasonForm(request.POST or None, actor=actor)
    return page(request, form, lambda form: act(form.cleaned_data["reason"], now), button=button, **words)


def bookkeeper(request: HttpRequest) -> Actor:
    actor = actor_or_404(request)
    if not rules.can_manage_books(actor):
        raise Http404
    return actor


def unit_url(unit: Any) -> str:
    return reverse("organisation:unit", args=[unit.public_id])
