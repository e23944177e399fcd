"""The signature by hand, written down by the clerk with the signed scan as evidence. Refuses a paper that was not
approved, and days that cannot be."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import joint, papers
from tinhgon.documents.actions.approval import checking, rounds
from tinhgon.documents.choices import OutgoingState, StepState, VersionKind
from tinhgon.documents.models import Document


@dataclass(frozen=True)
class HandSignature:
    """Who signed the paper by hand, when, and the scan that proves it."""

    upload: papers.Upload
    signed_on: date
    signer_name: str
    signer_title: str


def sign_by_hand(actor: Actor, document_id: int, signature: HandSignature, at: datetime) -> Document:
    """Write down the signature by hand; the signed scan is the evidence (NĐ 30/2020 điều 13). Once more before the
    number is given, the scan takes the place of a wrong one, which history keeps."""
    admitted = papers.admit(actor, signature.upload, at, document_id=document_id)
    with transaction.atomic():
        joint.lead_locked(document_id)
        document = papers.locked(actor, document_id)
        if document.state in _SIGNED and document.content_sha256 == papers.sha256(signature.upload):
            return document
        require(rules.can_sign_by_hand(actor, document))
        checking.require_check(document, rounds.last_draft(document))
        _require_signed_on(document, signature, at)
        _require_authority(document, signature)
        if not document.is_joint_copy:
            joint.require_all_signed(document)
        for field, value in (("signer_name", signature.signer_name), ("signer_title", signature.signer_title)):
            if not value.strip():
                raise Refused("Nhập họ tên và chức vụ người ký như trên văn bản.", field=field)
        evidence = {"by_hand": True, "signed_on": signature.signed_on.isoformat(), "recorded_by": actor.label}
        version = papers.add_version(actor, document, VersionKind.SIGNED, admitted, at, verification=evidence)
        papers.index(document, version.text)
        is_first = document.state == OutgoingState.APPROVED
        signed = lifecycle.advance(
            actor,
            document,
            _move(document),
            at,
            detail={"signed_on": signature.signed_on, "signer": signature.signer_name, "sha256": version.blob.sha256},
            signer_name=" ".join(signature.signer_name.split()),
            signer_title=" ".join(signature.signer_title.split()),
            content_sha256=version.blob.sha256,
            page_count=version.page_count,
            needs_text_recognition=admitted.reading.needs_recognition,
            is_declared_not_secret=signature.upload.is_declared_not_secret,
        )
        if document.is_joint_copy and is_first:
            joint.cosigned(actor, signed, signature.signed_on, signed.signer_name, at)
        return signed


_SIGNED = (OutgoingState.SIGNED, OutgoingState.COSIGNED)


def _move(document: Document) -> str:
    if document.is_joint_copy:
        return "cosign"
    return "sign_again" if document.state == OutgoingState.SIGNED else "sign"


def _require_authority(document: Document, signature: HandSignature) -> None:
    """KT., TL., TUQ. as the title says was given to who signed, on that day and for this type of paper."""
    kind = rules.authority_in(signature.signer_title)
    if kind is None:
        return
    body = document.issuing_body
    is_given = queries.was_authorised(document, kind, signature.signer_name, signature.signed_on)
    is_party = body is not None and rules.is_party(body.rule_set)
    verdict = rules.may_sign_so(kind, is_party=is_party, is_given=is_given, words=signature.signer_name.strip())
    if not verdict:
        raise Refused(verdict.reason, field="signer_title")


def _require_signed_on(document: Document, signature: HandSignature, at: datetime) -> None:
    if signature.signed_on > timezone.localdate(at):
        raise Refused("Ngày ký không thể sau hôm nay.", field="signed_on")
    approved_at = document.steps.filter(state=StepState.APPROVED).aggregate(last=Max("decided_at"))["last"]
    if approved_at and signature.signed_on < timezone.localdate(approved_at):
        raise Refused(
            f"Văn bản được duyệt ngày {timezone.localdate(approved_at):%d/%m/%Y}; ngày ký không thể trước ngày đó.",
            field="signed_on",
        )
