"""What is chosen to give a saved view to others; where a kept view leads."""

from typing import Any

from django import forms
from django.http import QueryDict

from tinhgon.core.actor import Actor
from tinhgon.documents import queries, rules
from tinhgon.documents.forms.incoming import list_filter
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.models import SavedView

EVERYBODY = "0"


class ShareForm(ActForm):
    unit = forms.ChoiceField(label="Chia sẻ cho", error_messages={"required": "Chọn nơi được chia sẻ."})

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(EVERYBODY, "Cả cơ quan")] if rules.can_share_with(actor, None) else []
        choices += [
            (str(pk), name) for pk, name in queries.places_to_share(actor).items() if rules.can_share_with(actor, pk)
        ]
        self.offer("unit", [("", "Chọn đơn vị"), *choices])
        self.is_empty = not choices

    def unit_id(self) -> int | None:
        """None is the whole agency."""
        chosen = self.cleaned_data["unit"]
        return None if chosen == EVERYBODY else int(chosen)


def filter_of(view: SavedView) -> queries.ListFilter:
    """The list a saved view opens."""
    return list_filter(QueryDict(view.query), default_tab="mine")
