"""A leader's answer to an invitation."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.meetings import queries
from tinhgon.meetings.choices import Answer
from tinhgon.tasks import queries as work


class AnswerForm(ActForm):
    for_principal = forms.TypedChoiceField(label="Trả lời cho", required=False, coerce=int, empty_value=None)
    answer = forms.ChoiceField(label="Trả lời", choices=Answer.choices)
    send_to = PickField(label="Cử ai", required=False)
    note = forms.CharField(label="Ghi chú", required=False, max_length=300)
    accepts_clash = forms.BooleanField(
        label="Vẫn dự, đã biết trùng lịch", required=False, widget=forms.CheckboxInput(attrs={"class": "chk"})
    )

    def __init__(self, *args: Any, actor: Actor, view: queries.InvitationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("for_principal", [(asked.principal_id, asked.label) for asked in view.asked])
        able = {answer for asked in view.asked for answer in asked.answers}
        self.offer("answer", [choice for choice in Answer.choices if choice[0] in able])
        send_to = self.fields["send_to"]
        if isinstance(send_to, PickField):
            send_to.offer(
                reverse("tasks:pick", args=["cung-lam"]), partial(work.to_take_part, actor), self._names(actor)
            )

    @staticmethod
    def _names(actor: Actor) -> Any:
        def labels(values: Iterable[int]) -> dict[int, str]:
            return work.labels(values, actor.on)

        return labels

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == Answer.SENT and not data.get("send_to") and "send_to" not in self.errors:
            self.add_error("send_to", "Chọn người dự thay.")
        return data
