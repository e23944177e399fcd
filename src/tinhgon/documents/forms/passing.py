"""What is typed to pass papers on to a group of recipients."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.forms.outgoing import ActForm


class PassingForm(ActForm):
    group = forms.TypedChoiceField(
        label="Nhóm nơi nhận", coerce=int, error_messages={"required": "Chọn nhóm nơi nhận của cơ quan."}
    )
    words = forms.CharField(
        label="Nội dung chuyển",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="Để nghiên cứu, thực hiện.",
        error_messages={"required": "Ghi nội dung chuyển."},
    )
    also = PickField(many=True, label="Cùng chuyển các văn bản đến", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(row.pk, f"{row.name} ({row.count})") for row in queries.recipient_groups(actor)]
        self.offer("group", [("", "Chọn nhóm"), *groups])
        if not groups:
            self.fields["group"].help_text = "Cơ quan chưa có nhóm nào. Lưu nhóm ở trang Nơi nhận của một văn bản đi."
        cast("PickField", self.fields["also"]).offer(
            reverse("documents:pick_paper"),
            partial(queries.papers_to_relate, actor),
            partial(queries.paper_labels, actor),
            "Gõ một phần số, ký hiệu hoặc trích yếu",
        )

    def clean_also(self) -> list[int]:
        return list(self.cleaned_data["also"] or [])
