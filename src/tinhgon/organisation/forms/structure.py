"""What people type about the organisation, made into the values an action takes. Refuses nothing that a rule refuses:
the action asks it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import queries
from tinhgon.organisation.actions import NewAppointment, NewDelegation, NewPost, NewUnit
from tinhgon.organisation.choices import AppointmentKind, DelegationKind, Role


def day_field(label: str, *, required: bool = True, **arguments: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không có thật. Nhập dạng ngày/tháng/năm.", "required": "Chọn ngày."},
        **arguments,
    )


def basis_field() -> forms.CharField:
    return forms.CharField(label="Căn cứ", max_length=300, required=False, help_text="Số, ngày của quyết định.")


class DayForm(forms.Form):
    """The day one looks at; what is no day is today."""

    ngay = day_field("Xem tại ngày", required=False)

    def on(self, today: date) -> date:
        return (self.cleaned_data.get("ngay") if self.is_valid() else None) or today


class ActForm(forms.Form):
    """A form of one act of an actor; a refusal stands at the field it is about."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.actor = actor

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.reason)

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def whole(value: Any) -> int | None:
    return int(value) if value else None


class UnitForm(ActForm):
    name = forms.CharField(label="Tên đơn vị", max_length=200, error_messages={"required": "Nhập tên đơn vị."})
    short_name = forms.CharField(label="Tên viết tắt", max_length=100, required=False)
    symbol = forms.CharField(label="Ký hiệu trong số văn bản", max_length=30, required=False)
    parent = forms.TypedChoiceField(label="Trực thuộc", coerce=whole, required=False, empty_value=None)
    body_type = forms.TypedChoiceField(label="Loại hình", coerce=whole, required=False, empty_value=None)
    agency_code = forms.CharField(label="Mã định danh", max_length=35, required=False)
    establishment = forms.IntegerField(label="Biên chế", min_value=0, max_value=99999, initial=0)
    order = forms.IntegerField(label="Thứ tự", min_value=0, max_value=99999, initial=0)
    starts_on = day_field("Có hiệu lực từ ngày")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = queries.units_to_choose(self.actor.agency_id, self.actor.on)
        self._choose("parent", [("", "Không, là đơn vị gốc"), *units])
        rows = queries.own_body_types(self.actor.agency_id, self.actor.on)
        kinds = [(row.pk, f"{row.name} ({row.get_bloc_display()}, {row.get_level_display().lower()})") for row in rows]
        self._choose("body_type", [("", "Chưa phân loại"), *kinds])

    def new(self) -> NewUnit:
        data = {key: value for key, value in self.cleaned_data.items() if key != "starts_on"}
        data.pop("territory", None)
        return NewUnit(parent_id=data.pop("parent"), body_type_id=data.pop("body_type"), **data)


class NewUnitForm(UnitForm):
    """A unit that begins: it also stands in a territory, for good."""

    territory = forms.TypedChoiceField(label="Địa bàn", coerce=whole, required=False, empty_value=None)

    field_order = ("name", "short_name", "symbol", "parent", "body_type", "territory")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.territories_to_choose(self.actor.agency_id, self.actor.on)
        self._choose("territory", [("", "Như đơn vị cấp trên"), *rows])


class EndForm(ActForm):
    ends_on = day_field("Kết thúc từ ngày", help_text="Ngày đầu tiên không còn hiệu lực.")
    legal_basis = basis_field()


class EndDelegationForm(ActForm):
    ends_on = day_field("Kết thúc từ ngày", help_text="Ngày đầu tiên không còn hiệu lực.")


class PostForm(ActForm):
    title = forms.CharField(label="Chức danh", max_length=150, error_messages={"required": "Nhập chức danh."})
    job_position = forms.CharField(label="Vị trí việc làm", max_length=150, required=False)
    headcount = forms.IntegerField(label="Số lượng người", min_value=1, max_value=999, initial=1)
    roles = forms.MultipleChoiceField(
        label="Vai trò",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chk"}),
    )
    is_head = forms.BooleanField(label="Người đứng đầu đơn vị", required=False)
    is_deputy = forms.BooleanField(label="Cấp phó", required=False)
    order = forms.IntegerField(label="Thứ tự", min_value=0, max_value=99999, initial=0)
    starts_on = day_field("Có từ ngày")
    legal_basis = basis_field()

    def new(self, unit_id: int) -> NewPost:
        data = {key: value for key, value in self.cleaned_data.items() if key != "starts_on"}
        return NewPost(unit_id=unit_id, roles=tuple(data.pop("roles")), **data)


class AppointForm(ActForm):
    person = forms.CharField(
        label="Họ và tên hoặc thư điện tử",
        max_length=100,
        error_messages={"required": "Nhập họ tên hoặc thư điện tử."},
    )
    is_new = forms.BooleanField(label="Lập hồ sơ người mới", required=False)
    email = forms.EmailField(
        label="Thư điện tử của người mới", required=False, error_messages={"invalid": "Thư điện tử chưa đúng."}
    )
    kind = forms.ChoiceField(label="Hình thức", choices=AppointmentKind.choices)
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến trước ngày", required=False, help_text="Để trống nếu không thời hạn.")
    legal_basis = basis_field()

    def new(self, post_id: int) -> NewAppointment:
        data = self.cleaned_data
        return NewAppointment(0, post_id, data["starts_on"], data["ends_on"], data["kind"], data["legal_basis"])


class DelegateForm(ActForm):
    kind = forms.ChoiceField(label="Hình thức", choices=DelegationKind.choices)
    from_post = forms.TypedChoiceField(label="Người giao", coerce=int, error_messages={"required": "Chọn người giao."})
    to_post = forms.TypedChoiceField(label="Người nhận", coerce=int, error_messages={"required": "Chọn người nhận."})
    scope = forms.CharField(label="Phạm vi", max_length=300, required=False, help_text="Lĩnh vực, loại việc.")
    type_codes = forms.CharField(
        label="Loại văn bản", max_length=200, required=False, help_text="Ví dụ QĐ, CV. Để trống là mọi loại."
    )
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến trước ngày", required=False)
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = [(seat.post_id, seat.label) for seat in queries.seats(self.actor.agency_id, self.actor.on)]
        for name in ("from_post", "to_post"):
            self._choose(name, [("", "Chọn vị trí"), *seats])

    def new(self) -> NewDelegation:
        data = dict(self.cleaned_data)
        codes = tuple(part.strip() for part in data.pop("type_codes").split(",") if part.strip())
        return NewDelegation(data.pop("from_post"), data.pop("to_post"), type_codes=codes, **data)


class ImportForm(ActForm):
    file = forms.FileField(
        label="Tệp CSV hoặc XLSX",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Chọn tệp.", "empty": "Tệp rỗng. Chọn tệp CSV hoặc XLSX có dữ liệu."},
    )
    run = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def tried(self) -> UUID | None:
        """The run whose file is meant when none is chosen."""
        if not self.is_bound or self.files.get("file"):
            return None
        try:
            return UUID(str(self.data.get("run", "")))
        except ValueError:
            return None
