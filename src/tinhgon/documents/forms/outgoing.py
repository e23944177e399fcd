"""What people type about papers going out, made into the values an action takes. Refuses nothing that a rule refuses:
the action asks it."""

from datetime import date
from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import CheckResult, RecipientRole, StepKind, Urgency

DECLARATION = "Tôi xác nhận tài liệu không thuộc bí mật nhà nước"
# Without script so many empty lines stand below those of the paper; more come with every "Thêm dòng".
SPARE_LINES = 3


class ActForm(forms.Form):
    """A form of one act: our look, and a refusal of the rule shown where it belongs."""

    template_name = "documents/form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if not isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
                widget.attrs["class"] = "in"
            if field.required:
                widget.attrs["aria-required"] = "true"

    def refuse(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, refused.reason)

    def offer(self, name: str, choices: list[Any]) -> None:
        """Fill a field's choices."""
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = choices

    def clean_file(self) -> Any:
        """A file over the limit arrives empty with its true size (core.storage)."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                f"Tệp lớn quá {settings.UPLOAD_MAX_BYTES // 2**20} MB. Quét lại ở 200-300 dpi hoặc tách phụ lục."
            )
        return file

    def upload(self) -> dict[str, Any] | None:
        """The file as the door wants it, or None when there is none."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        is_declared = bool(self.cleaned_data.get("is_declared_not_secret"))
        return {"content": file.read(), "name": file.name, "is_declared_not_secret": is_declared}


def day_field(label: str, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Ngày không có thật. Nhập dạng ngày/tháng/năm."},
    )


def file_field(label: str, required: bool = True) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf"}),
        error_messages={
            "required": "Chọn tệp Word (.docx) hoặc PDF.",
            "empty": "Tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc và tải lên lần nữa.",
        },
    )


def not_secret_field() -> forms.BooleanField:
    return forms.BooleanField(label=DECLARATION, required=False, help_text="Bắt buộc với bản quét và tệp .doc.")


class FileForm(ActForm):
    """An act that cannot do without a file."""

    def required_upload(self) -> dict[str, Any]:
        return self.upload() or {"content": b"", "name": ""}


class DraftForm(ActForm):
    kind = forms.ChoiceField(label="Loại văn bản")
    subject = forms.CharField(
        label="Trích yếu",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không ghi “V/v”; mẫu tự thêm.",
        error_messages={"required": "Nhập trích yếu nội dung văn bản."},
    )
    addressees = forms.CharField(
        label="Kính gửi", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Mỗi nơi một dòng."
    )
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices, required=False)
    field = forms.ChoiceField(label="Lĩnh vực", required=False)
    is_internal = forms.BooleanField(label="Văn bản nội bộ", required=False)
    is_restricted = forms.BooleanField(label="Hạn chế: chỉ người có tên trong quá trình xử lý mới thấy", required=False)
    text = forms.CharField(
        label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 9}), help_text="Đặt vào mẫu của cơ quan."
    )
    file = file_field("Hoặc tải tệp dự thảo", required=False)
    is_declared_not_secret = not_secret_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", queries.kinds_to_draft(actor))
        self.offer("field", [("", "Chưa chọn"), *queries.fields_of_work(actor.agency_id)])

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        body_id, code, name = data["kind"].split("|", 2)
        return {
            "subject": data["subject"],
            "type_code": code,
            "type_name": name,
            "body_id": int(body_id),
            "field_id": int(data["field"]) if data["field"] else None,
            "urgency": data["urgency"],
            "flow": Flow.INTERNAL if data["is_internal"] else Flow.OUTGOING,
            "is_restricted": data["is_restricted"],
            "text": data["text"],
            "addressees": tuple(line.strip() for line in data["addressees"].splitlines() if line.strip()),
        }


class VersionForm(FileForm):
    file = file_field("Tệp dự thảo mới")
    note = forms.CharField(label="Đã sửa gì", max_length=300, required=False)
    is_declared_not_secret = not_secret_field()


def _wait() -> forms.CharField:
    return forms.CharField(
        label="Không chờ ý kiến quá",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "2 ngày"}),
        help_text="Ví dụ 4 giờ, 2 ngày (làm việc). Để trống là chờ tới khi có ý kiến.",
    )


def _offer_posts(form: forms.Form, name: str, actor: Actor) -> None:
    """Let a field pick posts of the agency."""
    field = cast("PickField", form.fields[name])
    options = partial(queries.posts_to_pick, actor)
    field.offer(reverse("documents:pick_post"), options, partial(queries.post_labels, on=actor.on))


class SubmitForm(ActForm):
    """What is asked for beside the route; an appraisal only of who may add a row."""

    appraised_by = PickField(many=True, label="Thẩm định thêm bởi đơn vị khác (trước khi ký)", required=False)
    opinions_from = PickField(many=True, label="Xin ý kiến thêm (song song, trước khi ký)", required=False)
    wait = _wait()

    def __init__(self, *args: Any, actor: Actor, may_add: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_posts(self, "opinions_from", actor)
        if may_add:
            _offer_posts(self, "appraised_by", actor)
        else:
            del self.fields["appraised_by"], self.fields["wait"]

    def posts(self) -> list[int]:
        """Whose opinion is waited for as long as it takes."""
        return [] if self.cleaned_data.get("wait") else list(self.cleaned_data["opinions_from"])

    def added(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        wait = " ".join(data.get("wait", "").split())
        rows = [{"kind": StepKind.APPRAISAL, "post_id": post} for post in data.get("appraised_by", ())]
        if wait:
            rows += [{"kind": StepKind.OPINION, "post_id": post, "wait": wait} for post in data["opinions_from"]]
        return rows


class AddStepForm(ActForm):
    kind = forms.ChoiceField(
        label="Việc", choices=[(kind.value, kind.label) for kind in (StepKind.APPRAISAL, StepKind.OPINION)]
    )
    post_id = PickField(label="Vị trí", error_messages={"required": "Chọn vị trí làm bước này."})
    wait = _wait()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_posts(self, "post_id", actor)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        is_opinion = data["kind"] == StepKind.OPINION
        wait = " ".join(data["wait"].split()) if is_opinion else ""
        return {"kind": data["kind"], "post_id": data["post_id"], "wait": wait}


class DecideForm(ActForm):
    opinion = forms.CharField(label="Ý kiến", required=False, widget=forms.Textarea(attrs={"rows": 4}))


class PreparedForm(ActForm):
    text = forms.CharField(
        label="Ý kiến chuẩn bị",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Nhập ý kiến chuẩn bị để lãnh đạo xem."},
    )


class ReasonForm(ActForm):
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nêu lý do."},
    )


class OptionalReasonForm(ActForm):
    reason = forms.CharField(label="Lý do", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class CommentForm(ActForm):
    text = forms.CharField(
        label="Góp ý",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Nhập nội dung góp ý."},
    )


class CheckForm(ActForm):
    result = forms.ChoiceField(label="Kết quả", choices=CheckResult.choices)
    reason = forms.CharField(
        label="Lỗi hoặc lý do",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi có lỗi hoặc quyết định khác kết quả kiểm tra.",
    )


class SignForm(FileForm):
    file = file_field("Bản quét đã ký")
    signed_on = day_field("Ngày ký")
    signer_name = forms.CharField(label="Người ký", max_length=100)
    signer_title = forms.CharField(label="Quyền hạn, chức vụ", max_length=200)
    is_declared_not_secret = not_secret_field()

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("signed_on", "signer_name", "signer_title")}


class NumberForm(ActForm):
    reserved_number = forms.RegexField(
        r"^\s*0*[1-9][0-9]{0,8}[a-zđA-ZĐ]{0,2}\s*$",
        label="Dùng số đã giữ chỗ",
        required=False,
        help_text="Để trống để lấy số tiếp theo của sổ. Số chèn ghi cả chữ, ví dụ 12a.",
        error_messages={"invalid": "Ghi số trong sổ, số chèn có chữ đi kèm, ví dụ 12 hoặc 12a."},
    )

    def reserved(self) -> dict[str, Any]:
        """The kept number that is to be used, as the action takes it; nothing for the next one."""
        typed = self.cleaned_data["reserved_number"].strip()
        digits = typed.rstrip("abcdefghijklmnopqrstuvwxyzđABCDEFGHIJKLMNOPQRSTUVWXYZĐ")
        return {"reserved_number": int(digits), "reserved_suffix": typed[len(digits) :].lower()} if typed else {}


class RecipientForm(ActForm):
    role = forms.ChoiceField(label="Để", choices=RecipientRole.choices)
    body = PickField(label="Cơ quan trong hệ thống", required=False)
    name = forms.CharField(label="Hoặc ghi tên nơi ngoài hệ thống", max_length=300, required=False)
    copies = forms.IntegerField(label="Số bản", min_value=1, max_value=999, initial=1, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PickField", self.fields["body"])
        field.offer(
            reverse("documents:pick_body"),
            partial(queries.bodies_to_pick, on),
            partial(queries.body_labels, on=on),
            "Gõ tên cơ quan",
        )

    def line(self) -> dict[str, Any] | None:
        """A recipient, or None for an empty line."""
        data = self.cleaned_data
        if not data.get("body") and not data.get("name"):
            return None
        return {
            "role": data["role"],
            "name": "" if data.get("body") else data["name"],
            "body_id": data.get("body"),
            "copies": data.get("copies") or 1,
        }


class _Lines(forms.BaseFormSet):
    """As many lines as a paper has recipients; a line left empty is no line."""

    def lines(self) -> list[dict[str, Any]]:
        return [line for form in self.forms if (line := form.line())]

    def typed(self) -> list[dict[str, Any]]:
        """What stands in the form now, to be shown again with more lines."""
        found = []
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if data.get("body") or data.get("name"):
                found.append({name: data.get(name) for name in ("role", "body", "name", "copies")})
        return found


MOST_LINES = 2_000
RecipientSet = forms.formset_factory(
    RecipientForm, formset=_Lines, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES
)


class GroupForm(ActForm):
    """Which group to put in, and as what; or the name to keep the lines under."""

    group = forms.ChoiceField(label="Nhóm", required=False)
    group_role = forms.ChoiceField(label="Để", choices=RecipientRole.choices, required=False)
    group_name = forms.CharField(label="Tên nhóm", max_length=150, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(str(row.pk), f"{row.name} ({row.count} nơi)") for row in queries.recipient_groups(actor)]
        self.has_groups = bool(groups)
        self.offer("group", [("", "Chọn nhóm"), *groups])
