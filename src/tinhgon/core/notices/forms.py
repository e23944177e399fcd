"""How a person wants to be written to, as it is typed."""

from datetime import time
from typing import Any

from django import forms

from tinhgon.core.notices.choices import Subject, Way
from tinhgon.core.notices.queries import Letters
from tinhgon.core.verdict import Refused


def _moment(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "in"}, format="%H:%M"),
        error_messages={"invalid": "Giờ không có thật. Nhập dạng 22:00."},
    )


class LettersForm(forms.Form):
    """A way for each subject, and the quiet hours, both or none."""

    quiet_from = _moment("Giờ yên tĩnh từ")
    quiet_to = _moment("đến")

    def __init__(self, data: Any = None, *, letters: Letters) -> None:
        initial: dict[str, Any] = dict(letters.ways)
        if letters.quiet:
            initial |= {"quiet_from": letters.quiet[0], "quiet_to": letters.quiet[1]}
        super().__init__(data, initial=initial, label_suffix="")
        for subject in Subject:
            ways = [row for row in Way.choices if subject != Subject.DIGEST or row[0] != Way.DIGEST]
            self.fields[subject.value] = forms.ChoiceField(
                label=subject.label, choices=ways, widget=forms.Select(attrs={"class": "in"})
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("quiet_from")) != bool(data.get("quiet_to")):
            self.add_error("quiet_to", "Ghi cả lúc bắt đầu và lúc kết thúc, hoặc để trống cả hai.")
        return data

    def ways(self) -> dict[str, str]:
        return {subject.value: self.cleaned_data[subject.value] for subject in Subject}

    def quiet(self) -> tuple[time, time] | None:
        starts, ends = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_to"]
        return (starts, ends) if starts and ends else None

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.reason)

    def subjects(self) -> list[forms.BoundField]:
        return [self[subject.value] for subject in Subject]
