"""What is typed to end the handling of papers, and to keep the reasons for it."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import LEAD
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.organisation.choices import Duty

WHO = [(LEAD, "Người, đơn vị chủ trì")] + [
    (duty.value, duty.label) for duty in (Duty.DIRECT, Duty.PROPOSE, Duty.REGISTER, Duty.PASS_ON)
]


class CloseForm(ActForm):
    kind = forms.ChoiceField(label="Lý do", error_messages={"required": "Chọn lý do kết thúc."})
    note = forms.CharField(
        label="Ghi thêm",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    replies = PickField(many=True, label="Văn bản trả lời", required=False)
    also = PickField(many=True, label="Cùng kết thúc các văn bản đến", required=False)

    def __init__(self, *args: Any, actor: Actor, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [("", "Chọn lý do"), *reasons])
        self.fields["replies"].help_text = "Một hoặc nhiều văn bản đi đã trả lời."
        if "also" in self.fields:
            same = "Cùng lý do, cùng văn bản trả lời; văn bản nào không kết thúc được thì nêu rõ."
            self.fields["also"].help_text = same
        for name in self.fields.keys() & {"replies", "also"}:
            cast("PickField", self.fields[name]).offer(
                reverse("documents:pick_paper"),
                partial(queries.papers_to_relate, actor),
                partial(queries.paper_labels, actor),
                "Gõ một phần số, ký hiệu hoặc trích yếu",
            )

    def refuse(self, refused: Any) -> None:
        if refused.field == "reason":
            self.add_error("note", refused.reason)
        else:
            super().refuse(refused)


class CloseManyForm(CloseForm):
    """For marked papers of a list: which, the page itself says."""

    also = None  # type: ignore[assignment]


class ClosingReasonForm(ActForm):
    name = forms.CharField(label="Tên lý do", max_length=120, error_messages={"required": "Ghi tên lý do."})
    who = forms.MultipleChoiceField(
        label="Ai kết thúc được với lý do này", choices=WHO, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_note = forms.BooleanField(label="Phải ghi thêm lời", required=False)
    needs_reply = forms.BooleanField(label="Phải có văn bản trả lời", required=False)
    is_counted = forms.BooleanField(
        label="Tính là đã giải quyết",
        required=False,
        help_text="Bỏ chọn với văn bản trùng, gửi nhầm: đứng ngoài thống kê giải quyết.",
    )
    legal_basis = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Điều, khoản; quy chế làm việc của cơ quan."
    )
    is_off = forms.BooleanField(label="Không dùng lý do này nữa", required=False)
