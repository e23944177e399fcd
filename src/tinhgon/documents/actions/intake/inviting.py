"""What an invitation says is written down with the paper, put right, and replaced by a later paper: the older row
stays as it was (law 3). Refuses moments that cannot be, and two papers that replace the same one."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.jobs import actions as jobs
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import papers
from tinhgon.documents.actions.intake.fields import BadFields
from tinhgon.documents.models import Document, Invitation

_LONGEST, _FARTHEST = timedelta(days=14), timedelta(days=3 * 366)
_LIMITS = {"place": ("Địa điểm", 300), "chair": ("Chủ trì", 200), "people": ("Thành phần", 500)}


@dataclass(frozen=True)
class MeetingFields:
    """`replaces` is the paper whose meeting this one moves, or calls off."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    chair: str = ""
    people: str = ""
    is_called_off: bool = False
    replaces: UUID | None = None

    @property
    def is_blank(self) -> bool:
        return self.starts_at is None and not self.is_called_off and self.replaces is None


def read_meeting(reading: dict[str, dict[str, Any]], given: dict[str, Any]) -> MeetingFields:
    """What was read from the file, where nothing was given."""
    values: dict[str, Any] = {}
    for name, read in (("starts_at", "meeting_at"), ("ends_at", "meeting_until")):
        if text := reading.get(read, {}).get("value"):
            values[name] = timezone.make_aware(datetime.fromisoformat(str(text)))
    for name, (_, most) in _LIMITS.items():
        values[name] = str(reading.get(f"meeting_{name}", {}).get("value", ""))[:most]
    # Given anew, the beginning does not keep an end that was read.
    if "starts_at" in given:
        values.pop("ends_at", None)
    return MeetingFields(**{**values, **given})


def keep(actor: Actor, document: Document, fields: MeetingFields, at: datetime) -> Invitation | None:
    """Write down what a locked or new paper invites to. Raises BadFields."""
    fields = _cleaned(fields)
    if fields.is_blank:
        return None
    old = _replaced(actor, document, fields)
    if old is not None and fields.starts_at is None:
        fields = replace(fields, starts_at=old.starts_at, ends_at=old.ends_at)
    if problems := _problems(fields, at):
        raise BadFields(problems)
    values = {name: getattr(fields, name) for name in ("starts_at", "ends_at", *_LIMITS, "is_called_off")}
    if old is not None:
        values |= {name: values[name] or getattr(old, name) for name in _LIMITS}
    invitation, is_new = Invitation.objects.update_or_create(
        document=document, defaults={**values, "agency_id": document.agency_id, "replaces": old}
    )
    if old is not None or not is_new:
        # Who goes is carried over and told by the app above.
        jobs.defer("meetings.follow", invitation_id=invitation.pk)
    return invitation


@transaction.atomic
def set_meeting(actor: Actor, public_id: UUID, fields: MeetingFields, at: datetime) -> Invitation:
    """Put right, or write down at last, when and where a registered paper invites to."""
    paper = queries.paper_for(actor, public_id)
    if paper is None:
        raise Refused("Không tìm thấy văn bản.", code="not_found")
    document = papers.locked(actor, paper.pk)
    require(rules.can_set_meeting(actor, document))
    before = Invitation.objects.filter(document=document).first()
    if before is not None and Invitation.objects.filter(replaces=before).exists():
        raise Refused("Giấy mời này đã được văn bản sau thay. Sửa ở văn bản sau.", code="wrong_state")
    made = keep(actor, document, fields, at)
    if made is None:
        raise BadFields({"starts_at": "Nhập ngày, giờ họp."})
    if before is None or _said(before) != _said(made):
        detail = {} if document.is_restricted else {"old": _said(before) if before else None, "new": _said(made)}
        audit.record(
            actor,
            "documents.set_meeting",
            "document",
            document.pk,
            document.label,
            at,
            home=document.agency_id,
            detail=detail,
        )
    return made


def _said(invitation: Invitation) -> dict[str, Any]:
    names = ("starts_at", "ends_at", *_LIMITS, "is_called_off", "replaces_id")
    return {name: getattr(invitation, name) for name in names}


def _cleaned(fields: MeetingFields) -> MeetingFields:
    words: dict[str, Any] = {
        name: " ".join(vntext.nfc(getattr(fields, name).replace("\x00", "")).split()) for name in _LIMITS
    }
    return replace(fields, **words)


def _replaced(actor: Actor, document: Document, fields: MeetingFields) -> Invitation | None:
    if fields.replaces is None:
        if fields.is_called_off and fields.starts_at is None:
            raise BadFields({"replaces": "Chọn giấy mời có cuộc họp bị hoãn, huỷ."})
        return None
    old = queries.invitation_for(actor, fields.replaces)
    if old is None or old.agency_id != document.agency_id or old.document_id == document.pk:
        raise BadFields({"replaces": "Không tìm thấy giấy mời được thay. Chọn lại."})
    old = Invitation.objects.select_for_update(of=("self",)).get(pk=old.pk)
    other = Invitation.objects.filter(replaces=old).exclude(document=document).select_related("document").first()
    if other is not None:
        which = f"{other.document.label} thay. Chọn văn bản đó."
        if not rules.can_see(actor, other.document):
            which = "văn bản khác thay. Chọn giấy mời khác."
        raise BadFields({"replaces": f"Giấy mời này đã được {which}"})
    if _leads_to(old, document):
        raise BadFields({"replaces": "Hai giấy mời không thay lẫn nhau được. Chọn lại."})
    return old


def _leads_to(invitation: Invitation, document: Document) -> bool:
    """Whether the paper stands further back in the chain of replaced ones."""
    seen: Invitation | None = invitation
    while seen is not None:
        if seen.document_id == document.pk:
            return True
        seen = seen.replaces
    return False


def _problems(fields: MeetingFields, at: datetime) -> dict[str, str]:
    found: dict[str, str] = {}
    starts, ends = fields.starts_at, fields.ends_at
    if starts is None:
        return {"starts_at": "Nhập ngày, giờ họp."}
    if abs(starts - at) > _FARTHEST:
        found["starts_at"] = "Ngày họp quá xa. Kiểm tra lại năm."
    if ends is not None and ends <= starts:
        found["ends_at"] = "Giờ kết thúc không sau giờ bắt đầu. Kiểm tra lại."
    elif ends is not None and ends - starts > _LONGEST:
        found["ends_at"] = "Cuộc họp dài quá hai tuần. Kiểm tra lại ngày kết thúc."
    for name, (label, most) in _LIMITS.items():
        if len(getattr(fields, name)) > most:
            found[name] = f"{label} dài {len(getattr(fields, name))} ký tự, tối đa {most}. Rút gọn lại."
    return found
