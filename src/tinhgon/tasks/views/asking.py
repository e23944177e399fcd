"""Đề nghị làm rõ: asking about a direction from its paper, and the page of a question with the giver's answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tinhgon.core.request import WorkRequest
from tinhgon.core.verdict import Refused
from tinhgon.documents.views.acting import actor_for
from tinhgon.tasks import actions, forms, queries
from tinhgon.tasks.views.acting import ACTS
from tinhgon.tasks.views.worker import worker


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_about(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """Ask what a direction means."""
    found, at = queries.to_ask_about(worker(request), public_id), timezone.now()
    if found is None:
        raise Http404
    direction, verdict = found
    document = direction.document
    request.nav_path = reverse("documents:incoming")
    actor = actor_for(request, document.agency_id)
    is_sent = request.method == "POST"
    form = forms.QuestionForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            actions.ask_about(actor, public_id, form.cleaned_data["text"], at, request_key=form.request_key)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã gửi đề nghị làm rõ.")
            return redirect("documents:document", document.public_id)
    back = reverse("documents:document", args=[document.public_id])
    context = {
        "form": form, "act": ACTS["lam-ro"], "task": {"title": document.label}, "back": back,
        "why_not": "" if verdict else verdict.reason,
    }  # fmt: skip
    return render(request, "tasks/act.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: WorkRequest, public_id: UUID) -> HttpResponse:
    """One question: what it is about, and the giver's answer."""
    view, at = queries.question_view(worker(request), public_id), timezone.now()
    if view is None:
        raise Http404
    to_post = view.question.to_post
    actor = actor_for(request, to_post.agency_id, to_post.principal_id)
    is_sent = request.method == "POST"
    form = forms.QuestionAnswerForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        try:
            actions.answer_question(actor, public_id, form.cleaned_data["text"], at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã trả lời.")
            return redirect("tasks:question", public_id)
    context = {"view": view, "question": view.question, "form": form}
    return render(request, "tasks/question.html", context, status=422 if is_sent else 200)
