"""The picker of people, units and bodies in forms: a combobox (WAI-ARIA) whose list comes from an address as one types.
Without script the typed name is read on the server. Refuses what means nobody, or several."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from tinhgon.core.request import number_in
from tinhgon.core.web import rules


class Picker(forms.Widget):
    """`url` answers `?q=` with `web/picker_options.html`; what is chosen goes as hidden fields of the same name."""

    template_name = "web/picker.html"
    needs_multipart_form = False

    def __init__(self, many: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.many = many
        self.url = ""
        self.placeholder = "Gõ tên, chức danh hoặc đơn vị"
        self.label_of: Callable[[Iterable[int]], Mapping[int, str]] = lambda values: {}

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return {"values": values if isinstance(values, list) else [values], "text": data.get(f"{name}_text", "")}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        values, text = _typed(value)
        labels = self.label_of(values) if values else {}
        context["widget"] |= {
            "many": self.many,
            "url": self.url,
            "placeholder": self.placeholder,
            "chosen": [(pk, labels.get(pk, "Không còn trong danh sách")) for pk in values],
            "text": text,
        }
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return id_


class PickField(forms.Field):
    """The number of what was picked, or with `many` the list of them."""

    widget = Picker

    def __init__(self, *, many: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=Picker(many), **kwargs)
        self.many = many
        self.options: Callable[[], list[rules.Option]] = list

    def offer(
        self,
        url: str,
        options: Callable[[], list[rules.Option]],
        label_of: Callable[[Iterable[int]], Mapping[int, str]],
        placeholder: str = "",
    ) -> None:
        """Where the list comes from, what a typed name is looked up in, and how the chosen are called."""
        self.options = options
        self.widget.url, self.widget.label_of = url, label_of
        if placeholder:
            self.widget.placeholder = placeholder

    def clean(self, value: Any) -> Any:
        values, text = _typed(value)
        if text and (self.many or not values):
            option, why_not = rules.meant(self.options(), text)
            if option is None:
                raise forms.ValidationError(why_not)
            values = [*values, option.value]
        if self.required and not values:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        unique = list(dict.fromkeys(values))
        return unique if self.many else (unique[0] if unique else None)


def _typed(value: Any) -> tuple[list[int], str]:
    """Numbers and typed text of what a widget read, or of an initial value."""
    text = ""
    if isinstance(value, dict):
        value, text = value["values"], " ".join(str(value["text"]).split())
    if value is None or value == "":
        return [], text
    rows = value if isinstance(value, list | tuple | set) else [value]
    return [number for row in rows if (number := number_in(row)) is not None], text
