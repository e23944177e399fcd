"""Files laid beside a paper: annexes of a draft, which go out with it, and the draft that came along with a paper on
paper or by e-mail. Through the same door as every file; the same bytes again are the same file."""

from datetime import datetime

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import rules
from tinhgon.documents.actions import papers
from tinhgon.documents.choices import VersionKind
from tinhgon.documents.models import Document, TakenOver, Version

MOST = 50


def attach(actor: Actor, document_id: int, upload: papers.Upload, at: datetime, *, note: str = "") -> Version:
    """Lay a file beside the paper (NĐ 30/2020 phụ lục I: phụ lục kèm theo văn bản)."""
    admitted = papers.admit(actor, upload, at, document_id=document_id)
    with transaction.atomic():
        document = papers.locked(actor, document_id)
        require(rules.can_attach(actor, document))
        beside = list(document.versions.filter(kind=VersionKind.ANNEX).select_related("blob"))
        same = next((row for row in beside if row.blob.sha256 == papers.sha256(upload)), None)
        if same is not None:
            return same
        if len(beside) >= MOST:
            raise Refused(f"Nhiều nhất {MOST} tệp kèm theo. Gộp tệp trước.", field="file")
        version = papers.add_version(actor, document, VersionKind.ANNEX, admitted, at, note=note)
        _record(actor, "documents.attach", document, at, version)
        return version


@transaction.atomic
def drop_attached(actor: Actor, document_id: int, version_id: int, at: datetime) -> Document:
    """Take away a file laid there in error, before the paper goes anywhere; history keeps its hash."""
    document = papers.locked(actor, document_id)
    require(rules.can_attach(actor, document))
    version = document.versions.filter(pk=version_id, kind=VersionKind.ANNEX).select_related("blob").first()
    if version is None:
        return document
    if TakenOver.objects.filter(version=version).exists():
        raise Refused("Tệp này đã được tiếp nhận làm dự thảo nên giữ lại.", code="wrong_state")
    version.delete()
    storage.release(version.blob)
    _record(actor, "documents.drop_attached", document, at, version)
    return document


def _record(actor: Actor, verb: str, document: Document, at: datetime, version: Version) -> None:
    detail: dict[str, object] = {"sha256": version.blob.sha256}
    if not document.is_restricted:
        detail["note"] = version.file_name
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
