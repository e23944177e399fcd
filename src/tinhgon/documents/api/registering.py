"""Registering an incoming paper in one call: the file is read at the secret door, what the caller gives wins over what
was read, and the number is taken."""

import uuid
from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile

from tinhgon.documents.actions import intake
from tinhgon.documents.api.reading import actor_of
from tinhgon.documents.schemas import DocumentOut, IncomingIn, ReadingOut

router = Router(tags=["documents"])
_READ = {f.name for f in fields_of(intake.IncomingFields)}


@router.post("/uploads", response={201: ReadingOut}, summary="Đưa tệp vào chờ đăng ký, đọc các trường")
def upload(request: HttpRequest, file: File[UploadedFile]) -> Any:
    return 201, intake.receive_upload(actor_of(request), file.name or "", file.read(), timezone.now())


@router.post("", response={201: DocumentOut}, summary="Vào sổ văn bản đến")
def register(request: HttpRequest, given: Form[IncomingIn], file: File[UploadedFile] | None = None) -> tuple[int, Any]:
    """`Idempotency-Key` makes a retried request the same act."""
    actor, at = actor_of(request), timezone.now()
    values: dict[str, Any] = {}
    waiting = None
    if file is not None:
        waiting = intake.receive_upload(actor, file.name or "", file.read(), at)
        values = {name: found["value"] for name, found in waiting.reading.items() if name in _READ}
        values["type_code"] = waiting.reading.get("doc_type", {}).get("value") or ""
        values["page_count"] = waiting.page_count
        if isinstance(values.get("issued_on"), str):
            values["issued_on"] = date.fromisoformat(values["issued_on"])
    values |= {k: v for k, v in given.dict().items() if v is not None and k in _READ}
    values.setdefault("subject", "")
    values.setdefault("issuer", "")
    document = intake.register_incoming(
        actor,
        intake.IncomingFields(**{k: v for k, v in values.items() if v is not None}),
        at,
        request_key=request.headers.get("Idempotency-Key") or uuid.uuid4().hex,
        upload_id=waiting.public_id if waiting else None,
        submit_to_post=given.submit_to_post,
        accepts_duplicate=given.accepts_duplicate,
    )
    return 201, document
