"""What is typed about a paper that recipients gave back."""

from typing import Any

from django import forms

from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.models import Delivery


class SettleReturnsForm(ActForm):
    places = forms.TypedMultipleChoiceField(
        label="Nơi trả lại",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Chọn nơi đã trả lại văn bản."),
    )
    note = forms.CharField(
        label="Đã xử lý thế nào",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi đã xử lý thế nào, ví dụ: đã gửi lại đúng nơi nhận."},
    )

    def __init__(self, *args: Any, rows: list[Delivery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("places", [(row.pk, _label(row)) for row in rows])
        self.fields["places"].initial = [row.pk for row in rows]


def _label(row: Delivery) -> str:
    return f"{row.recipient.name}: {row.reason}" if row.reason else row.recipient.name
