"""What is typed to put work off: until when, as deadlines are typed everywhere, and why; and what goes along with an
act on many items."""

from django import forms

from tinhgon.desk.actions.many import Words
from tinhgon.tasks.forms import AssigningForm, TaskForm
from tinhgon.tasks.forms.work import area, due_field, one


class SnoozeForm(TaskForm):
    due = forms.CharField(
        label="Gác đến",
        max_length=40,
        help_text="Ví dụ: 14h hôm nay, 8h 25/6, +3, 5 ngày.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "gac-goi-y"}),
        error_messages={"required": "Chọn thời điểm việc quay lại."},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Chỉ đồng chí đọc được. Ví dụ: chờ số liệu của Sở Tài chính.",
        error_messages={"required": "Ghi lý do gác lại."},
    )


class PatienceForm(TaskForm):
    wait = forms.CharField(
        label="Nhắc sau",
        max_length=20,
        required=False,
        help_text="Thời gian làm việc, ví dụ: 4 giờ, 2 ngày. Để trống là không nhắc.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    legal_basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Điều, khoản của quy chế làm việc.",
        error_messages={"required": "Ghi căn cứ: điều khoản của quy chế làm việc, hoặc ý kiến chỉ đạo."},
    )


class ManyForm(TaskForm):
    """An act on many that asks for nothing."""

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data.get("text", ""), data.get("lead"), data.get("due"))


class ManyOpinionForm(ManyForm):
    text = area("Ý kiến chung, có thể để trống", 2, required=False)


class ManyDirectionForm(AssigningForm, ManyForm):
    text = area("Nội dung chỉ đạo chung", 3, error_messages={"required": "Ghi nội dung chỉ đạo."})
    lead = one(required=False)
    due = due_field()


MANY_FORMS: dict[str, type[ManyForm]] = {"": ManyForm, "opinion": ManyOpinionForm, "direction": ManyDirectionForm}
