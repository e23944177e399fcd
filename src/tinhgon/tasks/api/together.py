"""Urging, opinions, one's own phrases, what pickers offer, and acts on many tasks at once."""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from tinhgon.core.download import download
from tinhgon.core.request import actor_of, key_of
from tinhgon.core.web import rules as picking
from tinhgon.tasks import actions, queries
from tinhgon.tasks.api.doing import attachment
from tinhgon.tasks.api.reading import router, seen
from tinhgon.tasks.schemas.together import (
    BulkIn,
    BulkOut,
    OfferOut,
    OpinionOut,
    PhraseIn,
    PhraseMoveIn,
    PhraseOut,
    ProposedPhraseOut,
    TaskOpinionIn,
    UrgeIn,
    UrgeOut,
)


@router.post("/{uuid:public_id}/urge", response={201: UrgeOut}, summary="Đôn đốc")
def urge(request: HttpRequest, public_id: UUID, given: UrgeIn) -> Any:
    """Người giao, lãnh đạo hoặc Văn phòng nhắc người chủ trì; được đếm, và không nhắc lại trong hai giờ."""
    return Status(201, actions.urge(actor_of(request), public_id, given.note, timezone.now()))


@router.get("/{uuid:public_id}/opinions", response=list[OpinionOut], summary="Ý kiến trao đổi")
def opinions(request: HttpRequest, public_id: UUID) -> Any:
    """Ý kiến trên một nhiệm vụ, cũ trước; ai xem được nhiệm vụ thì xem được."""
    return seen(request, public_id).opinions


@router.post("/{uuid:public_id}/opinions", response={201: OpinionOut}, summary="Cho ý kiến")
def give_opinion(
    request: HttpRequest, public_id: UUID, given: Form[TaskOpinionIn], file: File[UploadedFile | None] = None
) -> Any:
    """Ai xem được nhiệm vụ đều nói được; người bị nhắc tên và người chủ trì, người giao nhận thông báo."""
    return Status(
        201,
        actions.give_opinion(
            actor_of(request),
            public_id,
            given.text,
            timezone.now(),
            mentioned=given.mentioned,
            crosses=given.crosses,
            file=attachment(file, given.is_declared_not_secret),
            request_key=key_of(request),
        ),
    )


@router.get(
    "/opinions/{int:opinion_id}/file",
    summary="Tệp kèm ý kiến",
    openapi_extra={
        "responses": {
            200: {
                "description": "Tệp",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def opinion_file(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """Tệp đã kèm theo một ý kiến, cho người xem được nhiệm vụ."""
    found = queries.opinion_file(actor_of(request), opinion_id)
    if found is None:
        raise Http404
    return download(request, found.content, found.media_type, found.name)


Kinds = Literal["give", "take_part", "propose_to"]
OFFERS: dict[str, Callable[[Any], list[picking.Option]]] = {
    "give": queries.to_give,
    "take_part": queries.to_take_part,
    "propose_to": queries.to_propose_to,
}


@router.get("/offers", response=list[OfferOut], summary="Tìm đơn vị, người để chọn")
def offers(request: HttpRequest, kind: Kinds = "give", q: str = "") -> Any:
    """Giao việc (cả đơn vị của cơ quan cấp dưới), phối hợp hoặc để biết, trình lãnh đạo; gõ không dấu cũng được, hay
    dùng trước. Đơn vị đã kết thúc thì `is_disabled`, kèm nơi kế thừa."""
    actor = actor_of(request)
    return picking.offered(OFFERS[kind](actor), q[:100], queries.often(actor))


@router.get("/{uuid:public_id}/mentionable", response=list[OfferOut], summary="Người nhắc tên được")
def mentionable(request: HttpRequest, public_id: UUID, q: str = "") -> Any:
    """Những người xem được nhiệm vụ, cho `mentioned` của ý kiến."""
    actor, task = actor_of(request), seen(request, public_id).task
    return picking.offered(queries.to_mention(actor, task), q[:100], queries.often(actor))


@router.get("/phrases/own", response=list[PhraseOut], summary="Câu bút phê mẫu của mình")
def own_phrases(request: HttpRequest) -> Any:
    """Câu mẫu riêng theo thứ tự đã xếp; trống khi đang dùng câu chung."""
    return list(queries.own_phrases(actor_of(request)))


@router.get("/phrases/proposed", response=list[ProposedPhraseOut], summary="Câu mình hay viết")
def proposed_phrases(request: HttpRequest) -> Any:
    """Câu viết từ hai lần trong các bút phê gần đây mà chưa có trong câu mẫu."""
    return [{"text": text, "times": times} for text, times in queries.proposed_phrases(actor_of(request))]


@router.post("/phrases/own", response={201: PhraseOut}, summary="Thêm câu mẫu")
def keep_phrase(request: HttpRequest, given: PhraseIn) -> Any:
    """Thêm vào cuối danh sách; câu đã có thì trả lại đúng câu đó."""
    return Status(201, actions.keep_phrase(actor_of(request), given.text))


@router.put("/phrases/own/{int:phrase_id}", response=PhraseOut, summary="Sửa câu mẫu")
def change_phrase(request: HttpRequest, phrase_id: int, given: PhraseIn) -> Any:
    """Đổi lời của một câu mẫu của mình."""
    return actions.keep_phrase(actor_of(request), given.text, phrase_id)


@router.post("/phrases/own/{int:phrase_id}/move", response={204: None}, summary="Xếp lại câu mẫu")
def move_phrase(request: HttpRequest, phrase_id: int, given: PhraseMoveIn) -> Any:
    """Lên hoặc xuống một chỗ; ở đầu hoặc cuối thì giữ nguyên."""
    actions.move_phrase(actor_of(request), phrase_id, given.step)
    return Status(204, None)


@router.delete("/phrases/own/{int:phrase_id}", response={204: None}, summary="Xoá câu mẫu")
def drop_phrase(request: HttpRequest, phrase_id: int) -> Any:
    """Xoá một câu mẫu của mình; câu không còn thì 404."""
    if not actions.drop_phrase(actor_of(request), phrase_id):
        raise Http404
    return Status(204, None)


BULK = {"accept": actions.accept_each, "urge": actions.urge_each, "recognise": actions.recognise_each}


@router.post("/bulk", response=BulkOut, summary="Làm với nhiều nhiệm vụ")
def bulk(request: HttpRequest, given: BulkIn) -> Any:
    """Tiếp nhận, đôn đốc hoặc công nhận nhiều việc một lần: việc nào không làm được thì nêu lý do, việc khác vẫn
    xong."""
    actor = actor_of(request)
    return BULK[given.act](lambda home: actor, given.tasks, given.note, timezone.now())
