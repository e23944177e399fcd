"""What people type about directions and tasks, made into the values an act takes. Deadlines are read in the agency's
calendar; refuses nothing that a rule refuses: the act asks it."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.calendar import queries as calendars
from tinhgon.core.calendar import rules as deadlines
from tinhgon.core.verdict import Refused
from tinhgon.core.web.forms import PickField
from tinhgon.core.web.rules import Option
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.tasks import queries
from tinhgon.tasks.actions import Attachment

DUE_HELP = "Ví dụ: 5 ngày, +3, 25/6, 17h 25/6, trong ngày."
DECLARATION = "Tôi xác nhận tài liệu không mật"


def area(label: str, rows: int = 3, required: bool = True, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **kwargs
    )


def line(label: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=300, **kwargs)


def due_field(label: str = "Hạn xử lý", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=40,
        help_text=DUE_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "han-goi-y"}),
        error_messages={"required": "Nhập hạn."},
    )


def _file(label: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.doc"}),
        error_messages={"empty": "Tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc và tải lên lần nữa."},
    )


def _declared() -> forms.BooleanField:
    return forms.BooleanField(label=DECLARATION, required=False, help_text="Bắt buộc với bản quét và tệp .doc.")


class TaskForm(ActForm):
    """A form that knows who acts and when, for its deadline and its choices."""

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.at = actor, at

    @property
    def request_key(self) -> str:
        return str(self.data.get("request_key", ""))[:64]

    def clean_due(self) -> datetime | None:
        calendar = calendars.calendar_for(self.actor.agency_id, self.actor.on)
        try:
            return deadlines.due_moment(self.cleaned_data["due"], self.at, calendar)
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from refused

    def attachment(self, field: str = "file") -> Attachment | None:
        file = self.cleaned_data.get(field)
        if not file:
            return None
        return Attachment(file.read(), file.name, bool(self.cleaned_data.get("is_declared_not_secret")))


class AssigningForm(TaskForm):
    """Whom to give to: units and people, found as one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers: dict[str, tuple[str, Callable[[Actor], list[Option]]]] = {
            "lead": ("giao", queries.to_give),
            "cooperating": ("cung-lam", queries.to_take_part),
            "informed": ("cung-lam", queries.to_take_part),
            "to_leader": ("lanh-dao", queries.to_propose_to),
            "readers": ("cung-lam", queries.to_take_part),
            "reader": ("cung-lam", queries.to_take_part),
        }
        for name, (kind, options) in offers.items():
            field = self.fields.get(name)
            if isinstance(field, PickField):
                url = reverse("tasks:pick", args=[kind])
                field.offer(url, partial(options, self.actor), partial(_names, on=self.actor.on))


def _names(values: Iterable[int], on: date) -> dict[int, str]:
    return queries.labels(values, on)


def one(label: str = "Chủ trì", required: bool = True) -> PickField:
    return PickField(label=label, required=required, error_messages={"required": "Chọn đơn vị hoặc người nhận."})


def many(label: str, required: bool = False) -> PickField:
    return PickField(many=True, label=label, required=required, error_messages={"required": "Chọn ít nhất một người."})


class DirectionForm(AssigningForm):
    text = area("Nội dung chỉ đạo", 4, error_messages={"required": "Ghi nội dung ý kiến, hoặc chọn một câu có sẵn."})
    lead = one(required=False)
    due = due_field()
    cooperating = many("Phối hợp")
    informed = many("Để biết")
    product = line("Sản phẩm")
    supersedes = forms.UUIDField(required=False, widget=forms.HiddenInput)
    replaces = forms.BooleanField(label="Thay ý kiến trước", required=False)
    proposal = forms.UUIDField(required=False, widget=forms.HiddenInput)
    is_from_paper = forms.BooleanField(label="Ghi theo bút phê giấy", required=False)
    in_place_of = forms.TypedChoiceField(label="Của lãnh đạo", required=False, coerce=int, empty_value=None)
    file = _file("Bản chụp bút phê")
    is_declared_not_secret = _declared()

    def __init__(self, *args: Any, helped: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["in_place_of"].choices = [("", "Chính tôi"), *helped]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The named arguments of `direct`, the text apart."""
        data = self.cleaned_data
        kept = ("lead", "cooperating", "informed", "due", "product", "proposal", "is_from_paper")
        is_from_paper = data["is_from_paper"]
        return {name: data[name] for name in kept} | {
            "supersedes": data["supersedes"] if data["replaces"] else None,
            "in_place_of": data["in_place_of"] if is_from_paper else None,
            "scan": self.attachment() if is_from_paper else None,
            "request_key": self.request_key,
        }


class ProposalForm(AssigningForm):
    text = area("Đề xuất", 3, error_messages={"required": "Ghi nội dung đề xuất."})
    to_leader = one("Trình lãnh đạo")
    lead = one(required=False)
    due = due_field()
    cooperating = many("Phối hợp")
    informed = many("Để biết")

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("to_leader", "lead", "cooperating", "informed", "due")
        return {name: data[name] for name in names} | {"request_key": self.request_key}


class CreateForm(AssigningForm):
    title = area("Việc cần làm", 2, error_messages={"required": "Nêu rõ việc cần làm."})
    lead = one()
    due = due_field()
    cooperating = many("Phối hợp")
    informed = many("Để biết")
    product = line("Sản phẩm", help_text="Văn bản, báo cáo, biên bản cần có khi xong.")
    responsibility = line("Trách nhiệm", help_text="Ai chịu trách nhiệm, báo cáo ai.")
    authority = line("Thẩm quyền", help_text="Được tự quyết định đến đâu.")

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("cooperating", "informed", "product", "responsibility", "authority")
        return {name: data[name] for name in names} | {"request_key": self.request_key}


class PassOnForm(AssigningForm):
    lead = one("Giao cho")
    title = line("Việc con", help_text="Để trống khi giao cả nhiệm vụ cho một người.")
    due = due_field("Hạn việc con")
    product = line("Sản phẩm việc con")
    note = line("Lời dặn")


class ClarifyForm(TaskForm):
    product = line("Rõ sản phẩm", help_text="Văn bản, báo cáo, biên bản cần có khi xong.")
    responsibility = line("Rõ trách nhiệm", help_text="Ai chịu trách nhiệm, báo cáo ai.")
    authority = line("Rõ thẩm quyền", help_text="Được tự quyết định đến đâu.")


class ReassignForm(AssigningForm):
    lead = one("Giao cho")


class ProgressForm(TaskForm):
    percent = forms.IntegerField(
        label="Tiến độ (%)",
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Nhập số từ 0 đến 100.",
            "invalid": "Tiến độ là số từ 0 đến 100.",
            "min_value": "Tiến độ là số từ 0 đến 100.",
            "max_value": "Tiến độ là số từ 0 đến 100.",
        },
    )
    text = area("Kết quả, vướng mắc", error_messages={"required": "Ghi kết quả đã làm hoặc vướng mắc."})
    file = _file("Tệp minh chứng")
    is_declared_not_secret = _declared()


class DoneForm(TaskForm):
    text = area("Kết quả", required=False)
    document = forms.ChoiceField(label="Sản phẩm là văn bản", required=False)
    file = _file("Hoặc tải tệp sản phẩm")
    is_declared_not_secret = _declared()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", "Chưa chọn"), *queries.proof_choices(self.actor)]  # type: ignore[attr-defined]

    def document_id(self) -> uuid.UUID | None:
        chosen = self.cleaned_data["document"]
        return uuid.UUID(chosen) if chosen else None


class ExtensionForm(TaskForm):
    due = due_field("Hạn đề nghị", required=True)
    reason = area("Lý do", error_messages={"required": "Nêu lý do đề nghị gia hạn."})


class AnswerForm(TaskForm):
    answer = area("Lý do", error_messages={"required": "Nêu lý do không đồng ý gia hạn."})


class ReasonForm(TaskForm):
    reason = area("Lý do", error_messages={"required": "Nêu lý do."})


class PlainForm(TaskForm):
    """Nothing to type: the button is the act."""


class UrgeForm(TaskForm):
    note = line("Lời đôn đốc", help_text="Ví dụ: báo cáo kết quả trước 16 giờ hôm nay. Có thể để trống.")


class OpinionForm(TaskForm):
    """An opinion on a task; whom it calls by name is found as one types."""

    text = area("Ý kiến", 2, error_messages={"required": "Ghi nội dung ý kiến."})
    mentioned = many("Nhắc tên")
    crosses = forms.BooleanField(label="Gửi cả cơ quan bên kia", required=False)
    file = _file("Tệp kèm theo")
    is_declared_not_secret = _declared()

    def offer_people(self, task: Any) -> None:
        field = self.fields["mentioned"]
        url = f"{reverse('tasks:pick', args=['nhac-ten'])}?viec={task.public_id}"
        field.offer(url, partial(queries.to_mention, self.actor, task), partial(_names, on=self.actor.on))  # type: ignore[attr-defined]
        if not task.boundary:
            del self.fields["crosses"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "mentioned": data["mentioned"],
            "file": self.attachment(),
            "crosses": bool(data.get("crosses")),
            "request_key": self.request_key,
        }


class PhraseForm(TaskForm):
    text = area("Câu bút phê mẫu", 2, error_messages={"required": "Ghi câu bút phê mẫu."})
