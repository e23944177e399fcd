"""The structure of one's own agency on any day: tree, units, people, who stands in and who could sign."""

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinhgon.core.actor import Actor
from tinhgon.organisation import queries, rules
from tinhgon.organisation.forms import DayForm


def actor_or_404(request: HttpRequest) -> Actor:
    """A person without a post works nowhere yet, so there is no structure to show."""
    actor: Actor | None = getattr(request, "actor", None)
    if not actor:
        raise Http404
    return actor


def looking_at(request: HttpRequest, actor: Actor) -> tuple[DayForm, date]:
    form = DayForm(request.GET if "ngay" in request.GET else None, label_suffix="", initial={"ngay": actor.on})
    return form, form.on(actor.on)


@login_required
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The units of the agency on a day chosen by slider or date, the branches below open as far as a page holds."""
    actor = actor_or_404(request)
    form, on = looking_at(request, actor)
    words = request.GET.get("tim", "")[:100]
    shown = queries.shown_tree(actor.agency_id, on, words)
    context = {
        "form": form,
        "on": on,
        "words": words,
        "is_today": on == actor.on,
        "profile": queries.profile(actor.agency_id),
        "people_count": shown.people_count,
        "establishment": shown.establishment,
        "nodes": shown.nodes,
        "slider": queries.slider(actor.agency_id, on, actor.on),
        "can_manage": rules.can_manage(actor),
    }
    return render(request, "organisation/tree.html", context)


@login_required
@require_safe
def branch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What stands under a unit, for a branch being opened; without script, a page of that branch."""
    actor = actor_or_404(request)
    form, on = looking_at(request, actor)
    words = request.GET.get("tim", "")[:100]
    node = queries.branch(actor.agency_id, public_id, on, words)
    if node is None:
        raise Http404
    context = {"form": form, "on": on, "words": words, "node": node, "nodes": node.children}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "organisation/branch_rows.html" if is_part else "organisation/branch.html", context)


@login_required
@require_safe
def unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A unit on a day: its posts and holders, and all its names."""
    actor = actor_or_404(request)
    found = queries.unit(actor.agency_id, public_id)
    if found is None:
        raise Http404
    form, on = looking_at(request, actor)
    context = {
        "form": form,
        "on": on,
        "unit": found,
        "version": queries.version_on(found.pk, on),
        "versions": queries.versions_of(found.pk),
        "posts": (posts := queries.posts_in(found.pk, on)),
        "people_count": len({row.person_id for post in posts for row in post.appointments}),
        "today": actor.on,
        "successions": queries.successors_of(found.pk),
        "can_manage": rules.can_manage(actor),
    }
    return render(request, "organisation/unit.html", context)


@login_required
@require_safe
def body_types(request: HttpRequest) -> HttpResponse:
    """The kinds of bodies the law knows on a day, the agency's own first."""
    actor = actor_or_404(request)
    form, on = looking_at(request, actor)
    context = {"form": form, "on": on, "rows": queries.own_body_types(actor.agency_id, on)}
    return render(request, "organisation/body_types.html", context)


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People of the agency by words of their names, typed without tone marks if one likes."""
    actor = actor_or_404(request)
    text = request.GET.get("q", "")[:100]
    rows = queries.people(actor.agency_id, text, actor.on)
    return render(request, "organisation/people.html", {"q": text, "rows": rows})


@login_required
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Authority given in the agency, and who could sign on the day."""
    actor = actor_or_404(request)
    form, on = looking_at(request, actor)
    context = {
        "form": form,
        "on": on,
        "rows": queries.delegations(actor.agency_id, on),
        "signers": queries.signers(actor.agency_id, on),
        "can_manage": rules.can_manage(actor),
        "own_posts": actor.post_ids,
    }
    return render(request, "organisation/delegations.html", context)
