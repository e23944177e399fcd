"""The search page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinhgon.core.request import WorkRequest
from tinhgon.documents import queries
from tinhgon.documents.forms.incoming import search_filter


@login_required
@require_safe
def search(request: WorkRequest) -> HttpResponse:
    """Find papers by words, phrases in quotes, or a part of the number; `?p=` goes on where the last page ended."""
    text = request.GET.get("q", "").strip()[:300]
    chosen = search_filter(request.GET)
    offset = request.GET.get("p", "")
    found, problem = None, ""
    if text and request.actor:
        try:
            found = queries.search_papers(
                request.actor,
                text,
                chosen,
                offset=min(int(offset), 1000) if offset.isdecimal() and len(offset) < 5 else 0,
            )
        except queries.SearchTooWide as refused:
            problem = refused.reason
    is_part = bool(request.htmx) and "p" in request.GET
    template = "documents/search.html#hits" if is_part else "documents/search.html"
    context = {"q": text, "found": found, "problem": problem, "chosen": chosen}
    return render(request, template, context)
