"""Who signs a joint paper, as people pick them."""

from functools import partial
from typing import Any, cast

from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.forms.outgoing import ActForm


class SignersForm(ActForm):
    signers = PickField(
        many=True,
        required=False,
        label="Người ký của các cơ quan khác, theo thứ tự ký",
        help_text="Chọn lần lượt theo thứ tự ký. Bỏ một người rồi chọn lại để đưa xuống cuối.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("PickField", self.fields["signers"]).offer(
            reverse("documents:pick_signer"),
            partial(queries.signers_to_pick, actor),
            partial(queries.post_labels, on=actor.on),
            "Gõ tên, chức danh hoặc cơ quan",
        )
