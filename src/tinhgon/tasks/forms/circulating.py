"""What people type when a paper goes around: readers, words, order, deadline; an opinion; a reason."""

from typing import Any

from django import forms

from tinhgon.tasks.choices import CIRCULATED
from tinhgon.tasks.forms.work import AssigningForm, TaskForm, area, due_field, many, one

ORDERS = (("in_order", "Lần lượt, theo thứ tự đã chọn"), ("at_once", "Cùng lúc"))


class CirculateForm(AssigningForm):
    readers = many("Kính chuyển", required=True)
    text = area("Lời chuyển", 2, required=False, initial=CIRCULATED)
    order = forms.ChoiceField(label="Thứ tự", choices=ORDERS)
    due = due_field("Xin ý kiến trước")

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "text": data["text"],
            "is_in_order": data["order"] == "in_order",
            "due": data["due"],
            "request_key": self.request_key,
        }


class CirculationAnswerForm(TaskForm):
    """An opinion; without words the paper was seen."""

    text = area("Ý kiến của đồng chí", 3, required=False)


class MoveReaderForm(AssigningForm):
    reader = one("Chuyển cho")
    reason = area("Lý do", 2, error_messages={"required": "Nêu lý do."})
