"""What people type about originals on paper and their labels. Refuses nothing that a rule refuses: the
action asks it."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents.actions.originals import Basis, Holder
from tinhgon.documents.choices import HolderKind, MoveHow
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.queries import originals as queries


class PlaceInput(forms.TextInput):
    """Free words with the places the office uses."""

    template_name = "documents/place_input.html"

    def __init__(self) -> None:
        super().__init__({"list": "noi-de", "autocomplete": "off"})
        self.places: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"places": self.places}
        return context


class OriginalForm(ActForm):
    holder_kind = forms.ChoiceField(label="Ai giữ", choices=HolderKind.choices)
    holder = PickField(label="Người trong cơ quan", required=False)
    holder_name = forms.CharField(
        label="Người, nơi ngoài cơ quan", max_length=200, required=False, help_text="Khi bản giấy rời cơ quan."
    )
    place = forms.CharField(
        label="Để ở đâu", max_length=120, required=False, widget=PlaceInput(), help_text="Ví dụ: Tủ 2, cặp 14."
    )
    copies = forms.IntegerField(label="Số bản", min_value=1, max_value=999, initial=1)
    request_key = forms.CharField(widget=forms.HiddenInput(), max_length=64, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PickField", self.fields["holder"])
        options = partial(queries.holders_to_pick, actor)
        field.offer(reverse("documents:pick_holder"), options, partial(queries.holder_labels, actor))
        cast("PlaceInput", self.fields["place"].widget).places = queries.places(actor)

    def holder_given(self) -> Holder:
        data = self.cleaned_data
        kind = data["holder_kind"]
        # Who picks somebody has said enough; the list above need not be touched.
        if kind == HolderKind.CLERK and (data["holder"] or data["holder_name"].strip()):
            kind = HolderKind.INSIDE if data["holder"] else HolderKind.OUTSIDE
        return Holder(kind, data["holder"], data["holder_name"])


class MoveForm(OriginalForm):
    how = forms.ChoiceField(label="Căn cứ", choices=MoveHow.choices, initial=MoveHow.ENTRY)
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def basis(self) -> Basis:
        data = self.cleaned_data
        return Basis(data["how"], data["note"], data["seen"])


class LabelForm(forms.Form):
    """Which labels lie in the printer, and on a sheet from which place on."""

    size = forms.ChoiceField(label="Cỡ tem")
    first = forms.IntegerField(label="Bắt đầu từ ô", min_value=1, max_value=200, initial=1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sizes = [(row.code, row.name) for row in queries.label_formats()]
        cast("forms.ChoiceField", self.fields["size"]).choices = sizes
