"""What a clerk types about an interruption: when it was, the file, and what becomes of rows."""

from typing import Any

from django import forms

from tinhgon.documents.choices import Decision
from tinhgon.documents.forms.outgoing import ActForm


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Ghi ngày, giờ.", "invalid": "Nhập ngày và giờ, ví dụ 25/11/2026 08:30."},
    )


class InterruptionForm(ActForm):
    starts_at = _moment("Gián đoạn từ")
    ends_at = _moment("Đến")
    reason = forms.CharField(
        label="Lý do",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Mất điện, mất mạng"}),
        error_messages={"required": "Nêu lý do gián đoạn."},
    )
    file = forms.FileField(
        label="Tệp XLSX đã ghi",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Chọn tệp XLSX của bộ dự phòng.", "empty": "Tệp rỗng. Chọn tệp đã ghi."},
    )


class DecisionForm(ActForm):
    decision = forms.ChoiceField(choices=Decision.choices, error_messages={"required": "Chọn cách xử lý."})
    note = forms.CharField(max_length=300, required=False)

    def values(self) -> dict[str, Any]:
        return {"decision": self.cleaned_data["decision"], "note": self.cleaned_data["note"]}
