"""What the forms of the pages offer to choose from, by the numbers and codes that the acts ask for."""

from typing import Any

from django.http import HttpRequest

from tinhgon.core.request import actor_of
from tinhgon.documents import queries
from tinhgon.documents.api.reading import router
from tinhgon.documents.schemas import ChoiceOut, CodeOut, ExpectedOut, KindOut


def _choices(rows: Any) -> list[dict[str, Any]]:
    return [{"id": pk, "label": label} for pk, label in rows]


@router.get("/bodies", response=list[ChoiceOut], summary="Nơi nhận trong hệ thống")
def bodies(request: HttpRequest, q: str = "") -> Any:
    """Cơ quan ban hành văn bản đang hoạt động trong hệ thống, để ghi vào nơi nhận; `q` tìm theo tên."""
    return _choices(queries.bodies_to_address(actor_of(request).on, q[:200]))


@router.get("/submit-choices", response=list[ChoiceOut], summary="Vị trí nhận trình văn bản đến")
def submit_choices(request: HttpRequest) -> Any:
    """Người cho ý kiến, phân phối văn bản đến của cơ quan; chánh văn phòng đứng đầu."""
    return _choices(queries.submit_choices(actor_of(request)))


@router.get("/opinion-choices", response=list[ChoiceOut], summary="Vị trí có thể xin ý kiến")
def opinion_choices(request: HttpRequest) -> Any:
    """Cho `opinions_from` khi trình dự thảo."""
    actor = actor_of(request)
    return _choices(queries.posts_to_ask(actor.agency_id, actor.on))


@router.get("/types", response=list[CodeOut], summary="Loại văn bản")
def types(request: HttpRequest) -> Any:
    """Loại văn bản đang có hiệu lực, theo Phụ lục III Nghị định 30/2020/NĐ-CP và danh mục của Đảng."""
    return [{"code": code, "name": name} for code, name in queries.document_types(actor_of(request).on)]


@router.get("/kinds", response=list[KindOut], summary="Soạn được loại nào, nhân danh ai")
def kinds(request: HttpRequest) -> Any:
    """Cho `body_id`, `type_code`, `type_name` của dự thảo."""
    found = []
    for value, label in queries.kinds_to_draft(actor_of(request)):
        body, code, name = value.split("|", 2)
        found.append({"body_id": int(body), "type_code": code, "type_name": name, "label": label})
    return found


@router.get("/fields", response=list[ChoiceOut], summary="Lĩnh vực công tác")
def fields(request: HttpRequest) -> Any:
    """Cho `field_id`."""
    return _choices(queries.work_fields(actor_of(request)))


@router.get("/issuers", response=list[str], summary="Cơ quan ban hành hay gặp")
def issuers(request: HttpRequest) -> Any:
    """Để gợi ý khi gõ tên cơ quan ban hành."""
    return queries.known_issuers(actor_of(request))


@router.get("/incoming-books", response=list[ExpectedOut], summary="Sổ đến đang mở, số dự kiến")
def incoming_books(request: HttpRequest) -> Any:
    """Cho `book_id` khi vào sổ; sổ chung đứng đầu. Hỏi thì không giữ số."""
    actor = actor_of(request)
    return [
        {"book_id": book.pk, "name": book.name, "expected_number": queries.expected_number(book.pk, actor)}
        for book in queries.incoming_books(actor)
    ]
