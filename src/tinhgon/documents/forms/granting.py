"""What people type to ask that somebody reads for a time, made into the values an act takes."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.forms import PickField
from tinhgon.documents.actions.granting import NewCase
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.queries import explaining
from tinhgon.documents.queries import granting as queries
from tinhgon.documents.queries import rights as naming


def _day(label: str, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không có thật. Nhập dạng ngày/tháng/năm."},
    )


class EmergencyForm(ActForm):
    paper = forms.CharField(
        label="Văn bản",
        max_length=300,
        help_text="Số, ký hiệu như trên giấy, ví dụ 125/UBND-TH; hoặc địa chỉ trang văn bản.",
    )
    hours = forms.TypedChoiceField(label="Cần đọc trong", coerce=int, initial=2)
    reason = forms.CharField(
        label="Vì sao phải đọc ngay, đã liên hệ những ai",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("hours", [(hour, f"{hour} giờ") for hour in range(1, queries.longest_hours(actor.on) + 1)])


class CaseForm(ActForm):
    name = forms.CharField(label="Tên vụ việc", max_length=200)
    basis = forms.CharField(label="Quyết định số", max_length=200, help_text="Ví dụ 45-QĐ/UBKT.")
    basis_on = _day("Ngày của quyết định")
    reason = forms.CharField(label="Nội dung kiểm tra", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    readers = PickField(many=True, label="Người kiểm tra", help_text="Người đang giữ vị trí trong cơ quan.")
    starts_on = _day("Từ ngày")
    until = _day("Đến hết ngày", help_text="Sau ngày này không ai đọc được nữa.")
    papers = forms.CharField(
        label="Văn bản của vụ việc",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một số, ký hiệu hoặc địa chỉ trang văn bản. Hoặc để trống và chọn tiêu chí dưới đây.",
    )
    unit = forms.TypedChoiceField(label="Đơn vị giữ văn bản", required=False, coerce=int, empty_value=None)
    issuer = forms.CharField(label="Cơ quan ban hành", required=False, max_length=200)
    from_on = _day("Văn bản ký từ ngày", required=False)
    to_on = _day("đến ngày", required=False)
    flow = forms.ChoiceField(label="Luồng văn bản", required=False, choices=[("", "Mọi luồng"), *Flow.choices])
    includes_restricted = forms.BooleanField(label="Cả văn bản hạn chế, khi quyết định ghi rõ", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("unit", [("", "Mọi đơn vị"), *queries.units_of(actor)])
        field = cast("PickField", self.fields["readers"])
        field.offer(
            reverse("documents:pick_reader"),
            partial(explaining.people_to_pick, actor),
            partial(naming.principal_names, on=actor.on),
        )

    def case(self) -> NewCase:
        data = self.cleaned_data
        return NewCase(
            name=data["name"],
            basis=data["basis"],
            basis_on=data["basis_on"],
            reason=data["reason"],
            readers=tuple(data["readers"]),
            starts_on=data["starts_on"],
            until=data["until"],
            papers=tuple(line.strip() for line in data["papers"].splitlines() if line.strip()),
            flow=data["flow"],
            unit_id=data["unit"],
            issuer=data["issuer"],
            from_on=data["from_on"],
            to_on=data["to_on"],
            includes_restricted=data["includes_restricted"],
        )
