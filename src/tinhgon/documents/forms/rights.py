"""What the security officer types about the visibility matrix, made into the values an act takes."""

from datetime import date
from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.identity.choices import PrincipalKind
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.web.forms import PickField
from tinhgon.documents.actions.rights import NewRow
from tinhgon.documents.forms.incoming import DayField
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.queries import explaining
from tinhgon.documents.queries import rights as queries


def _day(label: str, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không có thật. Nhập dạng ngày/tháng/năm."},
    )


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class MatrixFilterForm(forms.Form):
    """What narrows the table; what is not understood narrows nothing."""

    ngay = DayField(required=False)
    loai = forms.ChoiceField(required=False, choices=[("", ""), *PrincipalKind.choices])
    pham_vi = forms.ChoiceField(required=False, choices=[("", ""), *queries.SCOPES])
    luong = forms.ChoiceField(required=False, choices=[("", ""), *Flow.choices])
    han_che = forms.ChoiceField(required=False, choices=[("", ""), ("co", ""), ("khong", "")])
    q = forms.CharField(required=False, max_length=100)

    def narrowed(self, today: date) -> queries.MatrixFilter:
        self.is_valid()
        data = self.cleaned_data
        return queries.MatrixFilter(
            data.get("ngay") or today,
            data.get("loai", ""),
            data.get("pham_vi", ""),
            data.get("luong", ""),
            data.get("han_che", ""),
            data.get("q", ""),
        )


class AdditionForm(ActForm):
    principal = PickField(label="Ai được xem", help_text="Vị trí, đơn vị hoặc vai trò của cơ quan.")
    scope = forms.ChoiceField(label="Phạm vi", choices=queries.SCOPES)
    flow = forms.ChoiceField(label="Luồng văn bản", required=False, choices=[("", "Mọi luồng"), *Flow.choices])
    body = forms.TypedChoiceField(label="Chủ thể ban hành", required=False, coerce=int, empty_value=None)
    field = forms.TypedChoiceField(
        label="Lĩnh vực (khi phạm vi là theo lĩnh vực)", required=False, coerce=int, empty_value=None
    )
    includes_restricted = forms.BooleanField(label="Cả văn bản hạn chế", required=False)
    effective_on = _day("Có hiệu lực từ ngày")
    until = _day("Đến trước ngày", required=False, help_text="Để trống nếu chưa định ngày thôi.")
    reason = _words("Lý do, căn cứ")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("body", [("", "Mọi chủ thể của cơ quan"), *queries.bodies_of(actor)])
        self.offer("field", [("", "Chưa chọn"), *queries.fields_of(actor)])
        field = cast("PickField", self.fields["principal"])
        field.offer(
            reverse("documents:pick_principal"),
            partial(queries.principals_to_pick, actor),
            partial(queries.principal_names, on=actor.on),
        )

    def row(self) -> NewRow:
        data = self.cleaned_data
        return NewRow(
            data["principal"],
            data["scope"],
            data["reason"],
            data["effective_on"],
            data["until"],
            data["flow"],
            data["body"],
            data["field"],
            data["includes_restricted"],
        )


class EndForm(ActForm):
    effective_on = _day("Thôi xem từ ngày", help_text="Ngày đầu tiên không còn quyền.")
    reason = _words("Lý do, căn cứ")


class ExplainForm(ActForm):
    person = PickField(label="Người")
    paper = forms.CharField(
        label="Văn bản",
        max_length=300,
        help_text="Số, ký hiệu như trên giấy, ví dụ 125/UBND-TH; hoặc địa chỉ trang văn bản.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PickField", self.fields["person"])
        field.offer(
            reverse("documents:pick_reader"),
            partial(explaining.people_to_pick, actor),
            partial(queries.principal_names, on=actor.on),
        )
