"""What is typed about handing over the clerk's post."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.forms.outgoing import ActForm


class MinutesForm(ActForm):
    office = forms.TypedChoiceField(label="Bộ phận văn thư", coerce=int)
    taker = PickField(label="Người nhận", error_messages={"required": "Chọn người nhận bàn giao."})
    reason = forms.CharField(label="Lý do", max_length=300, error_messages={"required": "Nêu lý do bàn giao."})
    note = forms.CharField(
        label="Việc cần lưu ý", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", queries.offices_to_hand_over(actor))
        cast("PickField", self.fields["taker"]).offer(
            reverse("documents:pick_taker"),
            partial(queries.takers, actor),
            lambda ids: queries.taker_labels(actor, list(ids)),
            "Gõ tên",
        )
