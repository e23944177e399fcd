"""What people type about issuing bodies, clerical offices, seals, books and terms."""

from typing import Any

from django import forms

from tinhgon.core.numbering.choices import Flow, PeriodKind
from tinhgon.organisation import queries
from tinhgon.organisation.actions import NewBody, NewBook, NewOffice, NewSeal
from tinhgon.organisation.choices import RULE_SETS, SealKind
from tinhgon.organisation.forms.structure import ActForm, basis_field, day_field, whole


class BodyForm(ActForm):
    name = forms.CharField(
        label="Tên in trên văn bản", max_length=200, error_messages={"required": "Nhập tên in trên văn bản."},
        help_text="Như ở đầu văn bản, ví dụ ỦY BAN NHÂN DÂN XÃ TÂN HÒA.",
    )  # fmt: skip
    parent_name = forms.CharField(label="Cơ quan chủ quản in ở trên", max_length=200, required=False)
    symbol = forms.CharField(
        label="Ký hiệu trong số văn bản", max_length=30, error_messages={"required": "Nhập ký hiệu."}
    )
    place = forms.CharField(label="Địa danh", max_length=60, error_messages={"required": "Nhập địa danh."})
    rule_set = forms.ChoiceField(label="Thể thức", choices=list(RULE_SETS.items()))
    unit = forms.TypedChoiceField(label="Là đơn vị nào trong cơ cấu", coerce=whole, required=False, empty_value=None)
    starts_on = day_field("Có hiệu lực từ ngày")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = queries.units_to_choose(self.actor.agency_id, self.actor.on)
        self._choose("unit", [("", "Không gắn với đơn vị"), *units])

    def new(self) -> NewBody:
        data = {key: value for key, value in self.cleaned_data.items() if key != "starts_on"}
        return NewBody(unit_id=data.pop("unit"), **data)


class BodyChangeForm(BodyForm):
    """A change: the unit stays what it was."""

    unit = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        ActForm.__init__(self, *args, **kwargs)

    def new(self) -> NewBody:
        return NewBody(**{key: value for key, value in self.cleaned_data.items() if key != "starts_on"})


class OfficeForm(ActForm):
    name = forms.CharField(label="Tên bộ phận văn thư", max_length=200, error_messages={"required": "Nhập tên."})
    unit = forms.TypedChoiceField(label="Đặt tại", coerce=int, error_messages={"required": "Chọn đơn vị."})
    bodies = forms.TypedMultipleChoiceField(
        label="Phục vụ",
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chk"}),
        error_messages={"required": "Chọn ít nhất một chủ thể ban hành."},
    )
    starts_on = day_field("Từ ngày")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("unit", [("", "Chọn đơn vị"), *queries.units_to_choose(self.actor.agency_id, self.actor.on)])
        self._choose("bodies", body_choices(self))

    def new(self) -> NewOffice:
        data = self.cleaned_data
        return NewOffice(data["name"], data["unit"], tuple(data["bodies"]), data["legal_basis"])


class OfficeBodiesForm(ActForm):
    bodies = forms.TypedMultipleChoiceField(
        label="Phục vụ",
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chk"}),
        error_messages={"required": "Chọn ít nhất một chủ thể ban hành."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("bodies", body_choices(self))


def body_choices(form: ActForm) -> list[tuple[int, str]]:
    rows = queries.bodies(form.actor.agency_id)
    return [(row.pk, row.name) for row in rows if row.ends_on is None or row.ends_on > form.actor.on]


def _posts(form: ActForm) -> list[tuple[int, str]]:
    return [(seat.post_id, seat.label) for seat in queries.seats(form.actor.agency_id, form.actor.on)]


class SealForm(ActForm):
    body = forms.TypedChoiceField(label="Của", coerce=int, error_messages={"required": "Chọn chủ thể."})
    name = forms.CharField(label="Tên con dấu", max_length=200, error_messages={"required": "Nhập tên con dấu."})
    kind = forms.ChoiceField(label="Loại", choices=SealKind.choices)
    registration = forms.CharField(
        label="Giấy chứng nhận đăng ký mẫu", max_length=100, required=False, help_text="Số, ngày cấp."
    )
    keeper = forms.TypedChoiceField(label="Người giữ", coerce=int, error_messages={"required": "Chọn người giữ."})
    starts_on = day_field("Sử dụng từ ngày")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("body", [("", "Chọn chủ thể ban hành"), *body_choices(self)])
        self._choose("keeper", [("", "Chọn vị trí"), *_posts(self)])

    def new(self) -> NewSeal:
        data = self.cleaned_data
        return NewSeal(
            data["body"], data["name"], data["keeper"], data["kind"], data["registration"], data["legal_basis"]
        )


class HandOverForm(ActForm):
    keeper = forms.TypedChoiceField(label="Người nhận", coerce=int, error_messages={"required": "Chọn người nhận."})
    starts_on = day_field("Bàn giao ngày")
    legal_basis = forms.CharField(
        label="Biên bản bàn giao", max_length=300, error_messages={"required": "Nhập số, ngày biên bản bàn giao."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("keeper", [("", "Chọn vị trí"), *_posts(self)])


class BookForm(ActForm):
    body = forms.TypedChoiceField(label="Của", coerce=int, error_messages={"required": "Chọn chủ thể."})
    flow = forms.ChoiceField(label="Loại sổ", choices=Flow.choices)
    name = forms.CharField(label="Tên sổ", max_length=200, error_messages={"required": "Nhập tên sổ."})
    type_codes = forms.CharField(
        label="Loại văn bản vào sổ", max_length=200, required=False,
        help_text="Ký hiệu cách nhau bằng dấu phẩy, ví dụ QĐ, NQ. Để trống là mọi loại không có sổ riêng.",
    )  # fmt: skip
    period_kind = forms.ChoiceField(label="Đánh số lại", choices=PeriodKind.choices)
    reservation_post = forms.TypedChoiceField(
        label="Người duy nhất được giữ chỗ số", coerce=whole, required=False, empty_value=None
    )
    allows_inserting = forms.BooleanField(label="Cho chèn số", required=False)
    is_secret = forms.BooleanField(label="Sổ văn bản mật (số, nội dung chỉ ghi ở hệ thống độc lập)", required=False)
    starts_on = day_field("Mở từ ngày")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("body", [("", "Chọn chủ thể ban hành"), *body_choices(self)])
        self._choose("reservation_post", [("", "Ai được nêu tên khi giữ chỗ"), *_posts(self)])

    def new(self) -> NewBook:
        data = self.cleaned_data
        return NewBook(
            body_id=data["body"],
            name=data["name"],
            flow=data["flow"],
            type_codes=tuple(data["type_codes"].split(",")),
            period_kind=data["period_kind"],
            is_secret=data["is_secret"],
            allows_inserting=data["allows_inserting"],
            reservation_post_id=data["reservation_post"],
            legal_basis=data["legal_basis"],
        )


class BookSettingsForm(ActForm):
    reservation_post = forms.TypedChoiceField(
        label="Người duy nhất được giữ chỗ số", coerce=whole, required=False, empty_value=None
    )
    allows_inserting = forms.BooleanField(label="Cho chèn số", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("reservation_post", [("", "Ai được nêu tên khi giữ chỗ"), *_posts(self)])


class YearForm(ActForm):
    year = forms.IntegerField(label="Năm", error_messages={"required": "Nhập năm.", "invalid": "Nhập năm."})


class TermForm(ActForm):
    body = forms.TypedChoiceField(label="Cấp ủy", coerce=int, error_messages={"required": "Chọn cấp ủy."})
    label = forms.CharField(label="Nhiệm kỳ", max_length=40, help_text="Ví dụ 2025-2030.")
    starts_on = day_field("Bắt đầu từ ngày", help_text="Ngày của quyết định chỉ định hoặc nghị quyết đại hội.")
    legal_basis = basis_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("body", [("", "Chọn cấp ủy"), *body_choices(self)])
