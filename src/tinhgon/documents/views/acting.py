"""What the pages of acts share: the actor in the post the paper asks for, and a form page around one act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tinhgon.core.actor import Actor
from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.core.web.rules import Option
from tinhgon.documents import queries
from tinhgon.documents.forms.outgoing import ActForm


@dataclass(frozen=True)
class Sheet:
    """The words of an act's page: title, what will happen, the button, and what is said when it is done."""

    title: str
    button: str
    done: str
    effect: str = ""
    is_danger: bool = False
    is_warning: bool = False
    # The page of the paper that the act belongs to, and goes back to.
    back: str = "documents:document"


def actor_for(request: WorkRequest, agency_id: int, post_principal: int | None = None, duty: str = "") -> Actor:
    """The person in the post that the request carries, else in the one the paper waits for, else in a post of its
    agency with the duty the next act needs: acting picks the post (office-practice A 10)."""
    actor = request.actor
    if request.carried_post is None or actor.agency_id != agency_id:
        actor = actor.seated_for(agency_id, post_principal, duty)
    request.acting = actor
    return actor


def paper_or_404(request: WorkRequest, public_id: UUID) -> Any:
    if not request.actor:
        raise Http404
    document = queries.paper_for(request.actor, public_id)
    if document is None:
        raise Http404
    return document


def act_page(
    request: HttpRequest,
    document: Any,
    form_class: type[ActForm],
    sheet: Sheet,
    act: Callable[[Any], Any],
    *,
    initial: dict[str, Any] | None = None,
    **form_arguments: Any,
) -> HttpResponse:
    """Show the form, or do the act and go back to the paper; a refusal stands in the form and nothing typed is lost."""
    is_sent = request.method == "POST"
    form = form_class(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial, **form_arguments
    )
    if is_sent and form.is_valid():
        try:
            act(form)
        except Refused as refused:
            if refused.code == "not_found":
                raise Http404 from refused
            form.refuse(refused)
        else:
            messages.success(request, sheet.done)
            return redirect(sheet.back, document.public_id)
    context = {"form": form, "sheet": sheet, "document": document}
    return render(request, "documents/act.html", context, status=422 if is_sent else 200)


def paper_options(request: WorkRequest, find: Callable[[Actor, str], list[Option]]) -> HttpResponse:
    """What a picker of papers offers for a part of the number or words of the subject."""
    typed = request.GET.get("q") or next((v for k, v in request.GET.items() if k.endswith("_text")), "")
    words = str(typed)[:100].strip()
    context = {"options": find(request.actor, words), "words": words, "nobody": "Không có văn bản nào"}
    return render(request, "web/picker_options.html", context)
