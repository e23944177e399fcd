"""What the chief of office types about the roster and the ladders, and files of shifts."""

from typing import Any

from django import forms

from tinhgon.core.actor import Actor
from tinhgon.documents.choices import Urgency
from tinhgon.documents.forms.inviting import HourField
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.roster import queries
from tinhgon.roster.choices import Rung, Watch


class ShiftForm(ActForm):
    person = forms.TypedChoiceField(label="Người trực", coerce=int)
    watch = forms.ChoiceField(label="Trực", choices=Watch.choices)
    starts_at = HourField(label="Từ", help_text="Như 25/6 17:00")
    ends_at = HourField(label="Đến", help_text="Ca qua đêm ghi ngày hôm sau: 26/6 07:30")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", queries.people_to_choose(actor))


class LadderForm(ActForm):
    urgency = forms.ChoiceField(label="Độ khẩn", choices=[c for c in Urgency.choices if c[0]])
    minutes = forms.IntegerField(label="Chưa ai mở sau (phút) thì gọi bậc sau", min_value=1, max_value=1440)
    rungs = forms.MultipleChoiceField(
        label="Gọi lần lượt",
        choices=[(rung.value, rung.label) for rung in Rung if rung != Rung.AWAITED],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chk"}),
        error_messages={"required": "Chọn ít nhất một bậc gọi."},
    )


class SheetForm(ActForm):
    file = forms.FileField(
        label="Tệp XLSX",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Chọn tệp XLSX.", "empty": "Tệp rỗng (0 byte). Chọn tệp khác."},
    )
