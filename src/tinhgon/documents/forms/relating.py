"""What is typed about how a paper stands to another: which relation, read from this paper, and which other paper."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import BACKWARDS, RelationKind
from tinhgon.documents.forms.outgoing import ActForm, day_field

_BACK = "-"
# Read from this paper; an expiry is said on the page of the paper that ends.
_NOT_SAID = (RelationKind.EXPIRES, RelationKind.BUILT_ON)
_SAID = [(kind.value, f"{kind.label} văn bản kia") for kind in RelationKind if kind not in _NOT_SAID]
_HEARD = [
    (f"{_BACK}{kind.value}", f"{words} văn bản kia")
    for kind, words in BACKWARDS.items()
    if kind != RelationKind.BUILT_ON
]
CHOICES = [
    ("", "Chọn quan hệ"),
    ("Văn bản này", _SAID),
    (
        "Văn bản này chịu tác động",
        [(value, words if value != "-expires" else "Hết hiệu lực (hết thời hạn, theo văn bản khác)")
         for value, words in _HEARD],
    ),
]  # fmt: skip


class RelationForm(ActForm):
    kind = forms.ChoiceField(
        label="Văn bản này", choices=CHOICES, error_messages={"required": "Chọn quan hệ giữa hai văn bản."}
    )
    other = PickField(label="Văn bản kia, trong hệ thống", required=False)
    outside = forms.CharField(
        label="Hoặc văn bản ngoài hệ thống",
        max_length=300,
        required=False,
        help_text="Số, ký hiệu, ngày, cơ quan ban hành. Ví dụ: 15/2024/QĐ-UBND ngày 02/5/2024 của UBND tỉnh.",
    )
    effective_on = day_field("Có hiệu lực từ ngày", required=False)
    until_on = day_field("Gia hạn đến hết ngày", required=False)
    is_partial = forms.BooleanField(label="Chỉ một phần văn bản", required=False)
    note = forms.CharField(label="Phần nào", max_length=300, required=False, help_text="Ví dụ: khoản 2 Điều 5.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effective_on"].help_text = "Để trống: từ ngày của văn bản khi phát hành."
        cast("PickField", self.fields["other"]).offer(
            reverse("documents:pick_paper"),
            partial(queries.papers_to_relate, actor),
            partial(queries.paper_labels, actor),
            "Gõ một phần số, ký hiệu hoặc trích yếu",
        )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "kind": data["kind"].removeprefix(_BACK),
            "is_backward": data["kind"].startswith(_BACK),
            "other_id": data["other"],
            **{name: data[name] for name in ("outside", "effective_on", "until_on", "is_partial", "note")},
        }
