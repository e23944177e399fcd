"""The organisation as tables: import with a dry run, looked at while it runs; export in the same shape."""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.actor import Actor
from tinhgon.core.download import download
from tinhgon.core.request import actor_of, content_of
from tinhgon.organisation import actions, exports, queries, rules
from tinhgon.organisation.api.structure import router, there
from tinhgon.organisation.schemas import ImportOut, TableIn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


_BINARY = {"schema": {"type": "string", "format": "binary"}}


def _file(media: str) -> dict[str, Any]:
    return {"responses": {200: {"description": "Tệp", "content": {media: _BINARY}}}}


def _manager(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.can_manage(actor):
        raise Http404
    return actor


@router.post("/imports", response={201: ImportOut}, summary="Nhập cơ cấu từ CSV, XLSX")
def start_import(request: HttpRequest, given: Form[TableIn], file: File[UploadedFile]) -> Any:
    """Nhập tất cả hoặc không nhập gì; tệp lớn chạy nền, hỏi tiến độ ở `GET /organisation/imports/{id}`."""
    actor = _manager(request)
    return Status(
        201,
        actions.start_import(actor, content_of(file), file.name or "", timezone.now(), is_dry_run=given.is_dry_run),
    )


@router.get("/imports/{uuid:run_id}", response=ImportOut, summary="Tiến độ, kết quả của một lần nhập")
def open_import(request: HttpRequest, run_id: UUID) -> Any:
    """Số dòng đã làm; khi xong thì dòng mới, dòng đã có, và từng lỗi với bảng, dòng, cột."""
    return there(queries.import_run(_manager(request), run_id))


@router.post("/imports/{uuid:run_id}/save", response={201: ImportOut}, summary="Nhập thật tệp đã chạy thử")
def import_tried(request: HttpRequest, run_id: UUID) -> Any:
    """Tệp của lần chạy thử được giữ một ngày."""
    return Status(201, actions.import_tried(_manager(request), run_id, timezone.now()))


@router.get("/export.xlsx", summary="Xuất cơ cấu (XLSX)", openapi_extra=_file(XLSX))
def workbook(request: HttpRequest) -> HttpResponse:
    """Ba bảng đơn vị, vị trí, người với đủ lịch sử, đúng cột của tệp nhập."""
    actor = _manager(request)
    return download(request, exports.structure_xlsx(actor.agency_id), XLSX, "co-cau-to-chuc.xlsx")


@router.get("/template.xlsx", summary="Mẫu để điền (XLSX)", openapi_extra=_file(XLSX))
def template(request: HttpRequest) -> HttpResponse:
    """Mỗi bảng một dòng ví dụ và trang hướng dẫn từng cột."""
    _manager(request)
    return download(request, exports.template_xlsx(), XLSX, "mau-co-cau-to-chuc.xlsx")


@router.get("/export/{sheet}.csv", summary="Xuất một bảng (CSV)", openapi_extra=_file("text/csv"))
def table(request: HttpRequest, sheet: Literal["units", "posts", "people"]) -> HttpResponse:
    """`units`, `posts` hoặc `people`; UTF-8 có BOM, mở được bằng bảng tính."""
    actor = _manager(request)
    return download(request, exports.structure_csv(actor.agency_id, sheet), "text/csv; charset=utf-8", f"{sheet}.csv")
