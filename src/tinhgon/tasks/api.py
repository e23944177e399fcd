"""Directions and tasks over the API: the same acts, the same rules, the same eyes as the pages."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from tinhgon.documents.api.reading import actor_of, key_of
from tinhgon.tasks import actions, queries
from tinhgon.tasks.choices import Tab
from tinhgon.tasks.schemas import (
    AssigneeOut,
    ClarifyIn,
    DecisionIn,
    DirectionIn,
    DirectionOut,
    DoneIn,
    ExtensionIn,
    ExtensionOut,
    HistoryOut,
    PassOnIn,
    ProgressIn,
    ProposalIn,
    ReasonIn,
    ReassignIn,
    ReportOut,
    TaskIn,
    TaskOut,
    TaskPage,
)

router = Router(tags=["tasks"])


def _file(file: UploadedFile | None, is_declared_not_secret: bool) -> actions.Attachment | None:
    if file is None:
        return None
    return actions.Attachment(content=file.read(), name=file.name or "", is_declared_not_secret=is_declared_not_secret)


def _view(request: HttpRequest, public_id: UUID) -> queries.TaskView:
    found = queries.task_view(actor_of(request), public_id, timezone.now())
    if found is None:
        raise Http404
    return found


@router.get("", response=TaskPage, summary="Danh sách nhiệm vụ")
def list_tasks(
    request: HttpRequest,
    tab: Tab = Tab.MINE,
    state: str = "open",
    due: str = "",
    q: str = "",
    limit: int = Query(50, ge=1, le=200),
    cursor: str = "",
) -> dict[str, Any]:
    """Earliest deadline first; `state` is a state, `open` or `all`; `due` is `over`, `today` or `soon`."""
    filters = queries.Filters(tab=tab, state=state, due=due, q=q, cursor=cursor)
    page = queries.task_page(actor_of(request), filters, timezone.now(), limit)
    return {"results": [row.task for row in page.rows], "next": page.next or None}


@router.get("/assignees", response=list[AssigneeOut], summary="Đơn vị, người có thể giao việc")
def assignees(request: HttpRequest) -> Any:
    groups = queries.assignee_groups(actor_of(request))
    return [{"id": pk, "label": label, "unit": group.unit} for group in groups for pk, label in group.options]


@router.post("/directions", response={201: DirectionOut}, summary="Cho ý kiến chỉ đạo (bút phê)")
def direct(request: HttpRequest, given: DirectionIn) -> Any:
    return Status(
        201,
        actions.direct(
            actor_of(request),
            given.document,
            given.text,
            timezone.now(),
            request_key=key_of(request),
            **given.dict(exclude={"document", "text"}),
        ),
    )


@router.post("/proposals", response={201: DirectionOut}, summary="Đề xuất xử lý")
def propose(request: HttpRequest, given: ProposalIn) -> Any:
    return Status(
        201,
        actions.propose(
            actor_of(request),
            given.document,
            given.text,
            timezone.now(),
            request_key=key_of(request),
            **given.dict(exclude={"document", "text"}),
        ),
    )


@router.post("/proposals/{uuid:public_id}/accept", response={201: DirectionOut}, summary="Đồng ý với đề xuất")
def accept_proposal(request: HttpRequest, public_id: UUID) -> Any:
    return Status(201, actions.accept_proposal(actor_of(request), public_id, timezone.now()))


@router.post("", response={201: TaskOut}, summary="Giao nhiệm vụ không từ văn bản")
def create(request: HttpRequest, given: TaskIn) -> Any:
    return Status(
        201,
        actions.create(
            actor_of(request),
            given.title,
            given.lead,
            given.due,
            timezone.now(),
            request_key=key_of(request),
            **given.dict(exclude={"title", "lead", "due"}),
        ),
    )


@router.get("/{uuid:public_id}", response=TaskOut, summary="Mở một nhiệm vụ")
def open_task(request: HttpRequest, public_id: UUID) -> Any:
    return _view(request, public_id).task


@router.get("/{uuid:public_id}/reports", response=list[ReportOut], summary="Báo cáo tiến độ")
def reports(request: HttpRequest, public_id: UUID) -> Any:
    return _view(request, public_id).reports


@router.get("/{uuid:public_id}/history", response=list[HistoryOut], summary="Nhật ký của một nhiệm vụ")
def history(request: HttpRequest, public_id: UUID) -> Any:
    return _view(request, public_id).history


@router.post("/{uuid:public_id}/accept", response=TaskOut, summary="Tiếp nhận")
def accept(request: HttpRequest, public_id: UUID) -> Any:
    return actions.accept(actor_of(request), public_id, timezone.now())


@router.post("/{uuid:public_id}/pass-on", response={201: TaskOut}, summary="Phân công trong đơn vị")
def pass_on(request: HttpRequest, public_id: UUID, given: PassOnIn) -> Any:
    return Status(
        201,
        actions.pass_on(
            actor_of(request),
            public_id,
            given.lead,
            timezone.now(),
            request_key=key_of(request),
            **given.dict(exclude={"lead"}),
        ),
    )


@router.post("/{uuid:public_id}/progress", response={201: ReportOut}, summary="Báo cáo tiến độ")
def report_progress(
    request: HttpRequest, public_id: UUID, given: Form[ProgressIn], file: File[UploadedFile | None] = None
) -> Any:
    return Status(
        201,
        actions.report_progress(
            actor_of(request),
            public_id,
            given.percent,
            given.text,
            timezone.now(),
            evidence=_file(file, given.is_declared_not_secret),
            request_key=key_of(request),
        ),
    )


@router.post("/{uuid:public_id}/done", response=TaskOut, summary="Báo cáo hoàn thành")
def report_done(
    request: HttpRequest, public_id: UUID, given: Form[DoneIn], file: File[UploadedFile | None] = None
) -> Any:
    return actions.report_done(
        actor_of(request),
        public_id,
        given.text,
        timezone.now(),
        document_id=given.document,
        evidence=_file(file, given.is_declared_not_secret),
        request_key=key_of(request),
    )


@router.post("/{uuid:public_id}/recognise", response=TaskOut, summary="Công nhận hoàn thành")
def recognise(request: HttpRequest, public_id: UUID) -> Any:
    return actions.recognise(actor_of(request), public_id, timezone.now())


@router.post("/{uuid:public_id}/clarify", response=TaskOut, summary="Bổ sung 6 rõ")
def clarify(request: HttpRequest, public_id: UUID, given: ClarifyIn) -> Any:
    return actions.clarify(actor_of(request), public_id, timezone.now(), **given.dict())


@router.post("/{uuid:public_id}/send-back", response=TaskOut, summary="Yêu cầu làm lại")
def send_back(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return actions.send_back(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/return", response=TaskOut, summary="Trả lại nơi giao")
def return_task(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return actions.return_task(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/reassign", response=TaskOut, summary="Giao lại cho nơi khác")
def reassign(request: HttpRequest, public_id: UUID, given: ReassignIn) -> Any:
    return actions.reassign(actor_of(request), public_id, given.lead, timezone.now())


@router.post("/{uuid:public_id}/cancel", response=TaskOut, summary="Huỷ nhiệm vụ")
def cancel(request: HttpRequest, public_id: UUID, given: ReasonIn) -> Any:
    return actions.cancel(actor_of(request), public_id, given.reason, timezone.now())


@router.post("/{uuid:public_id}/extension", response={201: ExtensionOut}, summary="Đề nghị gia hạn")
def ask_extension(request: HttpRequest, public_id: UUID, given: ExtensionIn) -> Any:
    return Status(201, actions.ask_extension(actor_of(request), public_id, given.until, given.reason, timezone.now()))


@router.post("/{uuid:public_id}/extension/decide", response=ExtensionOut, summary="Quyết định gia hạn")
def decide_extension(request: HttpRequest, public_id: UUID, given: DecisionIn) -> Any:
    return actions.decide_extension(actor_of(request), public_id, given.is_granted, given.answer, timezone.now())
