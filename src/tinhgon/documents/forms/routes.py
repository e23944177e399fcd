"""What is typed about the ways of approval: as many steps as wanted, moved up and down, made into lines of an act."""

from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import Quorum, StepKind, StepRule
from tinhgon.documents.forms.outgoing import ActForm

MOST_STEPS = 20


class StepForm(ActForm):
    kind = forms.ChoiceField(label="Việc", choices=StepKind.choices)
    rule = forms.ChoiceField(label="Giao cho", choices=StepRule.choices)
    post = PickField(label="Vị trí", required=False)
    is_together = forms.BooleanField(
        label="Cùng lúc với bước trên", required=False, widget=forms.CheckboxInput(attrs={"class": "chk"})
    )
    quorum = forms.ChoiceField(label="Khi hỏi nhiều người", choices=Quorum.choices, required=False, initial=Quorum.ALL)
    wait = forms.CharField(
        label="Không chờ quá",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "4 giờ, 2 ngày", "list": "waits"}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("PickField", self.fields["post"]).offer(
            reverse("documents:pick_route_post"),
            partial(queries.posts_on_routes, actor),
            partial(queries.post_labels, on=actor.on),
            "Gõ tên, chức danh",
        )

    def clean(self) -> dict[str, Any]:
        """A post that was picked is meant, whatever the box before it says."""
        data = super().clean() or {}
        if data.get("post"):
            data["rule"] = StepRule.POST
        elif data.get("rule") == StepRule.POST and "post" not in self.errors:
            self.add_error("post", "Chọn vị trí làm bước này, hoặc chọn “Người đứng đầu đơn vị soạn thảo”.")
        return data


NAMES = ("kind", "rule", "post", "is_together", "quorum", "wait")


def _terms(row: dict[str, Any]) -> dict[str, str]:
    """What is typed about waiting belongs to opinions; beside another kind of step it stands hidden."""
    if row["kind"] != StepKind.OPINION:
        return {"quorum": Quorum.ALL, "wait": ""}
    return {"quorum": row["quorum"] or Quorum.ALL, "wait": row["wait"]}


class _Steps(forms.BaseFormSet):
    """The steps in their order."""

    def typed(self) -> list[dict[str, Any]]:
        """What stands in the form now, sound or not, to be shown again moved."""
        return [{name: form[name].value() for name in NAMES} for form in self.forms]

    def lines(self) -> list[dict[str, Any]]:
        rows = [form.cleaned_data for form in self.forms]
        return [
            {
                "kind": row["kind"],
                "rule": row["rule"],
                "post_id": row.get("post"),
                "is_together": row["is_together"] and n > 0 and row["kind"] != StepKind.SIGNATURE,
                **_terms(row),
            }
            for n, row in enumerate(rows)
        ]


StepSet = forms.formset_factory(StepForm, formset=_Steps, extra=0, max_num=MOST_STEPS, absolute_max=MOST_STEPS)


class TypeForm(ActForm):
    """Which type of paper gets a way of its own."""

    loai = forms.ChoiceField(label="Loại văn bản")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("loai", choices)


def moved(rows: list[dict[str, Any]], doing: str) -> list[dict[str, Any]]:
    """The steps after a press of the buttons beside them: `len-2`, `xuong-0`, `bo-1`, `them`."""
    what, _, at = doing.partition("-")
    place = int(at) if at.isdecimal() and len(at) < 4 else -1
    rows = list(rows)
    if what == "them" and len(rows) < MOST_STEPS:
        # Before the signature, which stays last.
        last = next((n for n, row in enumerate(rows) if row["kind"] == StepKind.SIGNATURE), len(rows))
        rows.insert(last, {"kind": StepKind.CONTENT, "rule": StepRule.POST, "post": None})
    elif not 0 <= place < len(rows):
        return rows
    elif what == "bo":
        del rows[place]
    elif what == "len" and place > 0:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    elif what == "xuong" and place + 1 < len(rows):
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return rows
