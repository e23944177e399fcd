"""What is typed about opinion rounds: the question, the members, by when, the rule; and one's own answer."""

from datetime import datetime
from functools import partial
from typing import Any, cast

from django import forms
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries
from tinhgon.documents.choices import Vote
from tinhgon.documents.forms.outgoing import ActForm


class PollForm(ActForm):
    body = forms.ChoiceField(label="Tập thể được lấy ý kiến")
    question = forms.CharField(
        label="Nội dung lấy ý kiến",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi nội dung lấy ý kiến."},
    )
    members = PickField(many=True, label="Thành viên (người đầu tiên chủ trì)", required=True)
    due = forms.CharField(
        label="Trả lời trước",
        max_length=60,
        help_text="Ví dụ: 3 ngày, 25/6, 17h 26/6.",
        error_messages={"required": "Ghi hạn trả lời."},
    )
    rule = forms.ChoiceField(label="Cách tính kết quả")

    def __init__(self, *args: Any, actor: Actor, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.at = actor, at
        self.offer("body", queries.poll_bodies(actor))
        self.offer("rule", queries.poll_rules(actor))
        field = cast("PickField", self.fields["members"])
        field.error_messages["required"] = "Chọn thành viên."
        options = partial(queries.posts_to_pick, actor)
        field.offer(reverse("documents:pick_post"), options, partial(queries.post_labels, on=actor.on))

    def clean_due(self) -> datetime | None:
        try:
            return queries.answer_due(self.actor, self.cleaned_data["due"], self.at)
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from refused

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "body_id": int(data["body"]),
            "question": data["question"],
            "rule_id": int(data["rule"]),
            "due_at": data["due"],
            "member_posts": data["members"],
        }


class VoteForm(ActForm):
    vote = forms.ChoiceField(
        label="Trả lời",
        choices=Vote.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý, không đồng ý hoặc ý kiến khác."},
    )
    text = forms.CharField(
        label="Ý kiến",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi chọn ý kiến khác.",
    )
