"""What people type about persons, their posts and accounts."""

from typing import Any

from django import forms

from tinhgon.organisation import queries
from tinhgon.organisation.choices import AccountState
from tinhgon.organisation.forms.structure import ActForm, EndForm, basis_field


class PersonForm(ActForm):
    full_name = forms.CharField(label="Họ và tên", max_length=100, error_messages={"required": "Nhập họ và tên."})
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Thư điện tử chưa đúng. Nhập dạng ten@coquan.vn."},
    )
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)
    legal_basis = basis_field()

    field_order = ("full_name", "email", "phone", "legal_basis")


class EndPostForm(EndForm):
    ends_holders = forms.BooleanField(label="Người đang giữ thôi giữ cùng ngày", required=False)


class ReasonForm(ActForm):
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Nêu lý do."},
    )


class AccountFilterForm(forms.Form):
    q = forms.CharField(max_length=100, required=False)
    trang_thai = forms.ChoiceField(choices=[("", "Tất cả"), *AccountState.choices], required=False)


class SlipsForm(ActForm):
    """People ticked in the list, or one by a button."""

    people = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={"required": "Chọn ít nhất một người.", "invalid_choice": "Có người không còn ở đây."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.people_of(self.actor.agency_id)
        self._choose("people", [(pk, str(pk)) for pk in rows.values_list("pk", flat=True)])
