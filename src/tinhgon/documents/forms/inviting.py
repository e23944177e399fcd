"""What an invitation says, beside the fields of registering or alone."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents import queries
from tinhgon.documents.actions.intake.inviting import MeetingFields
from tinhgon.documents.forms.incoming import Line, MomentField, line_of
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.models import Document, Invitation, Upload

_READ = {
    "starts_at": "meeting_at",
    "ends_at": "meeting_until",
    "place": "meeting_place",
    "chair": "meeting_chair",
    "people": "meeting_people",
}


_CLOCK = re.compile(r"\b(\d{1,2})\s*(?:giờ|h|:)\s*(\d{2})?\b(?:\s*phút)?")


class HourField(MomentField):
    """A day with its hour, as invitations write it; a meeting without an hour is none."""

    def prepare_value(self, value: Any) -> Any:
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if isinstance(value, datetime) else value

    def clean(self, value: Any) -> Any:
        text = " ".join((value or "").lower().split())
        clock = _CLOCK.search(text)
        if text and clock is None:
            raise forms.ValidationError("Nhập cả giờ, như 25/6 08:00.")
        if clock is not None:
            day = (text[: clock.start()] + " " + text[clock.end() :]).replace("ngày", " ").replace(",", " ").strip()
            text = f"{day} {clock[1]}:{clock[2] or '00'}"
        return super().clean(text)


class MeetingForm(ActForm):
    starts_at = HourField(label="Bắt đầu", required=False)
    ends_at = HourField(label="Kết thúc", required=False)
    place = forms.CharField(label="Địa điểm", required=False)
    chair = forms.CharField(label="Chủ trì", required=False)
    people = forms.CharField(label="Thành phần", required=False)
    replaces = forms.ChoiceField(label="Thay giấy mời", required=False)
    is_called_off = forms.BooleanField(
        label="Hoãn, huỷ cuộc họp của giấy mời đó",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "chk"}),
    )

    prefix = "hop"

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        self.reading: dict[str, dict[str, Any]] = kwargs.pop("reading", {})
        paper: Document | None = kwargs.pop("paper", None)
        text: str = kwargs.pop("text", "")
        super().__init__(*args, **kwargs)
        rows = queries.replaceable_invitations(actor, at, paper.pk if paper else None)
        invitation = queries.invitation_for(actor, paper.public_id) if paper else None
        if invitation is not None and invitation.replaces is not None:
            rows = [invitation.replaces, *(row for row in rows if row != invitation.replaces)]
        self.offer("replaces", [("", "Không thay giấy mời nào"), *((r.document.public_id, _label(r)) for r in rows)])
        named = queries.named_in(text, rows) if text else None
        if named is not None:
            self.initial.setdefault("replaces", named.document.public_id)
        self.fields["starts_at"].widget.attrs["placeholder"] = "25/6 08:00"

    def lines(self) -> list[Line]:
        """As on the registration screen: each with how sure it was read."""
        return [line_of(self[name], self.reading.get(read)) for name, read in _READ.items()]

    def values(self) -> MeetingFields:
        data = self.cleaned_data
        replaces = UUID(data["replaces"]) if data["replaces"] else None
        return MeetingFields(**{**data, "replaces": replaces})

    def refuse(self, refused: Refused) -> None:
        """Put what the action said beside its fields."""
        problems: dict[str, str] = getattr(refused, "problems", {refused.field: refused.reason})
        for name, reason in problems.items():
            self.add_error(name if name in self.fields else None, reason)

    @property
    def is_called_for(self) -> bool:
        """Whether the paper at hand looks like an invitation, so that the part stands open."""
        return bool(self.initial.get("starts_at") or self.initial.get("replaces") or (self.is_bound and self.errors))


def _label(invitation: Invitation) -> str:
    starts = timezone.localtime(invitation.starts_at)
    document = invitation.document
    return f"{starts:%H:%M %d/%m} · {document.label}"[:120]


def meeting_initial(upload: Upload) -> dict[str, Any]:
    """What was read of a meeting from a file, as the form shows it."""
    found: dict[str, Any] = {}
    for name, read in _READ.items():
        value = upload.reading.get(read, {}).get("value")
        if value:
            moment = name in ("starts_at", "ends_at")
            found[name] = timezone.make_aware(datetime.fromisoformat(str(value))) if moment else value
    return found


def initial_of_meeting(invitation: Invitation | None) -> dict[str, Any]:
    """A written-down meeting, to be put right."""
    if invitation is None:
        return {}
    names = (*_READ, "is_called_off")
    found = {name: getattr(invitation, name) for name in names}
    return found | ({"replaces": invitation.replaces.document.public_id} if invitation.replaces else {})
