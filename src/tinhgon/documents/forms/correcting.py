"""Correcting what was entered in the book: only what was typed over is changed. Knows what the page showed and what
stands now; refuses to overwrite in silence what somebody else corrected meanwhile."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from tinhgon.documents.forms.incoming import IncomingForm


class CorrectForm(IncomingForm):
    """What was entered, with what the page showed beside it: two people who correct different fields both keep their
    words; a field corrected meanwhile is shown before it is overwritten."""

    reason = forms.CharField(label="Lý do sửa", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*self.MAIN, *self.MORE):
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any] | None:
        for name in self._typed_over():
            now = self._standing(name)
            if _same(now, self.data.get(self.add_initial_prefix(name), now)):
                continue
            self.add_error(name, f"Vừa được sửa thành “{now}”. Xem lại, rồi lưu lần nữa nếu vẫn muốn thay.")
            data = cast("QueryDict", self.data).copy()
            data[self.add_initial_prefix(name)] = now
            self.data = data
        return self.cleaned_data

    def changes(self) -> dict[str, Any]:
        """The fields that were typed over, as the action calls them."""
        return {name: self.cleaned_data.get(name, "") for name in self._typed_over()}

    def _standing(self, name: str) -> str:
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return "" if value is None else str(value)

    def _typed_over(self) -> list[str]:
        return [
            name
            for name in (*self.MAIN, *self.MORE)
            if not _same(
                self.data.get(self.add_prefix(name), ""),
                self.data.get(self.add_initial_prefix(name), self._standing(name)),
            )
        ]


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
