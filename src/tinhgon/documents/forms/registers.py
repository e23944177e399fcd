"""What a clerk types about numbers and registers, made into the values an action takes."""

from typing import Any

from django import forms

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents.queries.registers import Span
from tinhgon.organisation import queries as organisation

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class NumberForm(forms.Form):
    """A refusal of the rule is shown at the field it is about."""

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.reason)


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không có thật. Nhập dạng ngày/tháng/năm."},
    )


class SpanForm(forms.Form):
    tu = _day("Từ ngày")
    den = _day("Đến ngày")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("tu"), data.get("den")
        if first and last and last < first:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi.")
        return data

    def span(self) -> Span:
        """The days asked for; nothing understood is the whole period."""
        if not self.is_valid():
            return Span()
        return Span(self.cleaned_data["tu"], self.cleaned_data["den"])


class HolderForm(NumberForm):
    """A named holder until a moment."""

    holder = forms.TypedChoiceField(label="Giữ chỗ cho", coerce=int)
    reason = forms.CharField(label="Lý do", max_length=400, error_messages={"required": "Nêu lý do."})
    expires_at = forms.DateTimeField(
        label="Giữ đến",
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Chọn thời điểm hết hạn.", "invalid": "Nhập ngày và giờ hết hạn."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self._seats = {seat.principal_id: seat.label for seat in organisation.seats(actor.agency_id, actor.on)}
        self.fields["holder"].choices = [(None, "Chọn người giữ"), *self._seats.items()]  # type: ignore[attr-defined]

    def holder_values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "holder_id": data["holder"],
            "holder_label": self._seats[data["holder"]],
            "reason": data["reason"],
            "expires_at": data["expires_at"],
        }


class ReserveForm(HolderForm):
    pass


class InsertForm(HolderForm):
    number = forms.IntegerField(label="Chèn sau số", min_value=1)
    suffix = forms.CharField(label="Chữ đi kèm", max_length=2, initial="a")
    field_order = ("number", "suffix", "holder", "reason", "expires_at")


class ElsewhereForm(NumberForm):
    slip = forms.CharField(
        label="Số phiếu lấy số",
        max_length=20,
        help_text="Chỉ số phiếu. Không ghi trích yếu, nơi gửi, nơi nhận của văn bản.",
    )
