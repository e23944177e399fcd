"""What the clerk types about envelopes and paper sent out. Refuses nothing that a rule refuses: the action asks it."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents.actions.envelopes import Face, Sending
from tinhgon.documents.choices import Channel, EnvelopeKind
from tinhgon.documents.forms.outgoing import ActForm
from tinhgon.documents.queries import originals

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]


def _offer_people(form: forms.Form, name: str, actor: Actor) -> None:
    field = cast("PickField", form.fields[name])
    options = partial(originals.holders_to_pick, actor)
    field.offer(reverse("documents:pick_holder"), options, partial(originals.holder_labels, actor))


class EnvelopeForm(ActForm):
    kind = forms.ChoiceField(label="Loại bì", choices=EnvelopeKind.choices)
    written_number = forms.CharField(label="Số, ký hiệu ghi trên bì", max_length=80, required=False)
    sender = forms.CharField(label="Nơi gửi ghi trên bì", max_length=300)
    addressee = PickField(label="Người nhận")
    is_declared_not_secret = forms.BooleanField(
        label="Bì không có dấu A, B, C, không có chữ MẬT, TỐI MẬT, TUYỆT MẬT", required=False
    )
    request_key = forms.CharField(widget=forms.HiddenInput(), max_length=64, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_people(self, "addressee", actor)

    def face(self) -> Face:
        data = self.cleaned_data
        return Face(
            kind=data["kind"],
            sender=data["sender"],
            addressee_id=data["addressee"],
            written_number=data["written_number"],
            is_declared_not_secret=data["is_declared_not_secret"],
        )


class CallForm(ActForm):
    person = PickField(label="Mời đến bộ phận cơ mật")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_people(self, "person", actor)


class SendingForm(ActForm):
    channel = forms.ChoiceField(label="Gửi bằng", choices=Channel.choices)
    envelopes = forms.IntegerField(label="Số lượng bì mỗi nơi", min_value=1, max_value=999, initial=1)
    tracking = forms.CharField(label="Mã bưu gửi", max_length=60, required=False)
    note = forms.CharField(label="Ghi chú", max_length=300, required=False)
    request_key = forms.CharField(widget=forms.HiddenInput(), max_length=64, required=False)

    def sending(self) -> Sending:
        data = self.cleaned_data
        return Sending(data["channel"], data["envelopes"], data["tracking"], data["note"])


class ProofForm(ActForm):
    received_by = forms.CharField(label="Người nhận, hoặc lý do trả lại", max_length=200)
    received_on = forms.DateField(
        label="Ngày", input_formats=DAYS, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_back = forms.BooleanField(label="Bì bị trả lại", required=False)
