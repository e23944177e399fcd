"""The acts on one task, each a page with its form, and giving a task that comes from no paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
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
from tinhgon.tasks import actions, forms, queries, rules
from tinhgon.tasks.views.worker import worker


@dataclass(frozen=True)
class Act:
    """An act on a task as a page: words, form, and the call; `rule` names the verdict that opens it."""

    label: str
    icon: str
    done: str
    rule: str
    call: Callable[..., Any]
    form: type[forms.TaskForm] = forms.PlainForm
    effect: str = ""
    is_main: bool = False
    is_danger: bool = False
    is_on_page: bool = True


def _extension(actor: Any, public_id: UUID, form: Any, at: Any) -> Any:
    data = form.cleaned_data
    return actions.ask_extension(actor, public_id, data["due"], data["reason"], at)


def _pass_on(actor: Any, public_id: UUID, form: Any, at: Any) -> Any:
    data = form.cleaned_data
    values = {name: data[name] for name in ("title", "due", "product", "note")}
    return actions.pass_on(actor, public_id, data["lead"], at, request_key=form.request_key, **values)


def _progress(actor: Any, public_id: UUID, form: Any, at: Any) -> Any:
    data = form.cleaned_data
    key = form.request_key
    return actions.report_progress(
        actor, public_id, data["percent"], data["text"], at, evidence=form.attachment(), request_key=key
    )


def _done(actor: Any, public_id: UUID, form: Any, at: Any) -> Any:
    return actions.report_done(
        actor,
        public_id,
        form.cleaned_data["text"],
        at,
        document_id=form.document_id(),
        evidence=form.attachment(),
        request_key=form.request_key,
    )


SIX = ("product", "responsibility", "authority")
ACTS: dict[str, Act] = {
    "tiep-nhan": Act(
        "Tiếp nhận",
        "checkbox",
        "Đã tiếp nhận nhiệm vụ.",
        "accept",
        lambda actor, public_id, form, at: actions.accept(actor, public_id, at),
        is_main=True,
    ),
    "phan-cong": Act(
        "Phân công", "users", "Đã phân công.", "pass_on", _pass_on, forms.PassOnForm,
        "Để trống “Việc con” thì cả nhiệm vụ giao cho một người; ghi việc con thì tách thêm một nhiệm vụ.",
    ),
    "tien-do": Act("Báo cáo tiến độ", "progress", "Đã ghi tiến độ.", "progress", _progress, forms.ProgressForm),
    "gia-han": Act(
        "Gia hạn", "calendar-plus", "Đã gửi đề nghị gia hạn.", "extension", _extension, forms.ExtensionForm,
        "Người giao quyết định. Hạn gốc vẫn được giữ để thống kê.",
    ),
    "hoan-thanh": Act(
        "Báo cáo hoàn thành", "flag-check", "Đã báo cáo, chờ công nhận hoàn thành.", "done", _done, forms.DoneForm,
        "Kèm sản phẩm là văn bản hoặc tệp; người giao sẽ công nhận.",
    ),
    "cong-nhan": Act(
        "Công nhận hoàn thành",
        "circle-check",
        "Đã công nhận hoàn thành.",
        "recognise",
        lambda actor, public_id, form, at: actions.recognise(actor, public_id, at),
        is_main=True,
    ),
    "lam-lai": Act(
        "Yêu cầu làm lại",
        "rotate-2",
        "Đã yêu cầu làm lại.",
        "send_back",
        lambda actor, public_id, form, at: actions.send_back(actor, public_id, form.cleaned_data["reason"], at),
        forms.ReasonForm,
    ),
    "tra-lai": Act(
        "Trả lại",
        "corner-up-left",
        "Đã trả lại nơi giao.",
        "return",
        lambda actor, public_id, form, at: actions.return_task(actor, public_id, form.cleaned_data["reason"], at),
        forms.ReasonForm,
        "Nhiệm vụ trở về người giao và không tính vào thống kê của đơn vị.",
    ),
    "don-doc": Act(
        "Đôn đốc",
        "bell-ringing",
        "Đã đôn đốc.",
        "urge",
        lambda actor, public_id, form, at: actions.urge(actor, public_id, form.cleaned_data["note"], at),
        forms.UrgeForm,
        "Người chủ trì nhận thông báo ngay; số lần đôn đốc được ghi trong nhiệm vụ và nhật ký.",
    ),
    "bo-sung": Act(
        "Bổ sung 6 rõ",
        "edit",
        "Đã bổ sung.",
        "clarify",
        lambda actor, public_id, form, at: actions.clarify(actor, public_id, at, **form.cleaned_data),
        forms.ClarifyForm,
    ),
    "lam-ro": Act(
        "Đề nghị làm rõ",
        "help-circle",
        "Đã gửi đề nghị làm rõ.",
        "ask",
        lambda actor, public_id, form, at: actions.ask(
            actor, public_id, form.cleaned_data["text"], at, request_key=form.request_key
        ),
        forms.QuestionForm,
        "Người giao nhận thông báo, trả lời hoặc thay ý kiến chỉ đạo. Hạn không đổi.",
    ),
    "giao-lai": Act(
        "Giao lại",
        "transfer",
        "Đã giao lại.",
        "reassign",
        lambda actor, public_id, form, at: actions.reassign(actor, public_id, form.cleaned_data["lead"], at),
        forms.ReassignForm,
    ),
    "huy": Act(
        "Huỷ",
        "ban",
        "Đã huỷ nhiệm vụ.",
        "cancel",
        lambda actor, public_id, form, at: actions.cancel(actor, public_id, form.cleaned_data["reason"], at),
        forms.ReasonForm,
        "Việc con đang làm cũng dừng. Nhiệm vụ vẫn còn trong lịch sử.",
        is_danger=True,
    ),
    "duyet-gia-han": Act(
        "Duyệt gia hạn",
        "check",
        "Đã gia hạn.",
        "decide",
        lambda actor, public_id, form, at: actions.decide_extension(actor, public_id, True, "", at),
        is_on_page=False,
    ),
    "khong-gia-han": Act(
        "Từ chối gia hạn",
        "x",
        "Đã từ chối gia hạn.",
        "decide",
        lambda actor, public_id, form, at: actions.decide_extension(
            actor, public_id, False, form.cleaned_data["answer"], at
        ),
        forms.AnswerForm,
        is_on_page=False,
    ),
}  # fmt: skip


# Done by whoever gave the task; the rest by who does it.
GIVERS = frozenset({"cong-nhan", "lam-lai", "don-doc", "bo-sung", "giao-lai", "huy", "duyet-gia-han", "khong-gia-han"})


def post_for(request: WorkRequest, task: Any, slug: str) -> int | None:
    """The post held in which a person stands to a task, for an act on it."""
    sides = [task.given_by, task.lead_post] if slug in GIVERS else [task.lead_post, task.given_by]
    own = (side.principal_id for side in sides if side is not None and side.principal_id in request.actor.post_ids)
    return next(own, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: WorkRequest, public_id: UUID, slug: str) -> HttpResponse:
    """The form of one act; done, it leads back to the task. A refusal keeps what was typed."""
    chosen, at = ACTS.get(slug), timezone.now()
    found = queries.task_for(worker(request), public_id) if chosen else None
    if chosen is None or found is None:
        raise Http404
    actor = actor_for(request, found.agency_id, post_for(request, found, slug))
    is_sent = request.method == "POST"
    form = chosen.form(
        request.POST if is_sent else None, request.FILES if is_sent else None, actor=actor, at=at,
        initial={"percent": found.progress} | {name: getattr(found, name) for name in SIX},
    )  # fmt: skip
    if is_sent and form.is_valid():
        try:
            chosen.call(actor, public_id, form, at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, chosen.done)
            return redirect("tasks:task", public_id)
    context = {"form": form, "act": chosen, "task": found, "back": reverse("tasks:task", args=[public_id])}
    return render(request, "tasks/act.html", context, status=422 if is_sent else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: WorkRequest) -> HttpResponse:
    """Give a task that comes from no paper."""
    actor, at = worker(request), timezone.now()
    is_sent = request.method == "POST"
    form = forms.CreateForm(request.POST if is_sent else None, actor=actor, at=at)
    if is_sent and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.create(actor, data["title"], data["lead"], data["due"], at, **form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã giao nhiệm vụ.")
            return redirect("tasks:task", made.public_id)
    context = {"form": form, "verdict": rules.can_create(actor)}
    return render(request, "tasks/create.html", context, status=422 if is_sent else 200)
