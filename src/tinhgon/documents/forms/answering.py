"""What is typed about answers to a paper: by when, who else, what came back, and what was made of each opinion."""

from datetime import date, datetime
from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import OpinionOutcome, Stance
from tinhgon.documents.forms.outgoing import ActForm, day_field


class AskForm(ActForm):
    due = forms.CharField(
        label="Đề nghị trả lời trước",
        max_length=60,
        help_text="Ví dụ: 10 ngày, 25/6, 17h 26/6. Ngày là ngày làm việc.",
        error_messages={"required": "Ghi hạn trả lời."},
    )

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.at = actor, at

    def clean_due(self) -> datetime | None:
        try:
            return queries.answer_due(self.actor, self.cleaned_data["due"], self.at)
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from refused


class PlaceForm(ActForm):
    name = forms.CharField(
        label="Nơi được đề nghị trả lời",
        max_length=300,
        error_messages={"required": "Ghi tên cơ quan, đơn vị, cá nhân."},
    )


class AnswerForm(ActForm):
    stance = forms.ChoiceField(label="Trả lời", choices=Stance.choices)
    answered_on = day_field("Ngày nhận trả lời")
    reply = PickField(label="Văn bản trả lời, đã vào sổ đến", required=False)
    note = forms.CharField(
        label="Ghi chú", max_length=300, required=False, help_text="Ví dụ: trả lời qua điện thoại, người trả lời."
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        cast("PickField", self.fields["reply"]).offer(
            reverse("documents:pick_reply"),
            partial(queries.replies_to_pick, actor),
            partial(queries.paper_labels, actor),
            "Gõ một phần số, ký hiệu hoặc trích yếu",
        )

    def values(self, at: datetime) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "stance": data["stance"],
            "answered_at": self._moment(data["answered_on"], at),
            "reply_id": data["reply"],
            "note": data["note"],
        }

    def _moment(self, day: date, at: datetime) -> datetime:
        """A day written down today is now; another day is its end of work, so that the last day is in time."""
        return at if day == timezone.localdate(at) else queries.end_of_work(self.actor, day)


class OpinionForm(ActForm):
    place = forms.CharField(
        label="Nhóm vấn đề hoặc điều, khoản", max_length=200, required=False, help_text="Ví dụ: khoản 2 Điều 5."
    )
    text = forms.CharField(
        label="Nội dung góp ý",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Ghi nội dung ý kiến."},
    )
    outcome = forms.ChoiceField(label="Xử lý", choices=[("", "Chưa xem xét"), *OpinionOutcome.choices], required=False)
    response = forms.CharField(
        label="Nội dung tiếp thu, giải trình",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Bắt buộc khi giải trình hoặc tiếp thu một phần.",
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("place", "text", "outcome", "response")}
