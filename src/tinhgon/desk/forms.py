"""What is typed to put work off: until when, as deadlines are typed everywhere, and why."""

from django import forms

from tinhgon.tasks.forms import TaskForm


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
