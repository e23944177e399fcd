"""What is typed about a phiếu trình, the words of one who is asked about it, a draft that is taken over, and files laid
beside a paper."""

from functools import partial
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.urls import reverse

from tinhgon.core.actor import Actor
from tinhgon.core.request import number_in
from tinhgon.core.web.forms import PickField
from tinhgon.documents import queries, rules
from tinhgon.documents.choices import BriefDecision
from tinhgon.documents.forms.outgoing import ActForm, FileForm, file_field, not_secret_field
from tinhgon.documents.queries import briefing, from_below

# Empty lines that stand below the options there are.
SPARE_OPTIONS = 2


def _words(label: str, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=rules.LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class BriefForm(ActForm):
    """Nothing is required before it goes up; options are lines of the page, read from what was sent."""

    summary = _words("Tóm tắt nội dung", 5, "Vấn đề, căn cứ, quá trình chuẩn bị; ba đến năm câu.")
    options = forms.CharField(required=False, widget=forms.HiddenInput)
    appraisal = _words("Ý kiến thẩm định", 4, "Thẩm quyền, căn cứ, nội dung, thể thức của dự thảo do nơi khác soạn.")
    changes = _words("Tiếp thu ý kiến lần trước", 3, "Từng ý kiến: đã sửa ở đâu, hoặc giải trình vì sao giữ nguyên.")
    proposal = _words("Kiến nghị", 3, "Đề nghị lãnh đạo quyết định việc gì, trước ngày nào nếu gấp.")
    papers = PickField(many=True, label="Văn bản kèm theo", required=False)

    def __init__(self, *args: Any, actor: Actor, is_from_below: bool, came_back: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("PickField", self.fields["papers"])
        field.help_text = "Người được trình đọc được các văn bản này. Ý kiến trả lời của chúng vào phiếu trình."
        field.offer(
            reverse("documents:pick_laid"),
            partial(briefing.papers_to_lay, actor),
            partial(queries.paper_labels, actor),
            "Gõ một phần số, ký hiệu hoặc trích yếu",
        )
        if not is_from_below:
            del self.fields["appraisal"]
        if not came_back:
            del self.fields["changes"]

    def option_rows(self) -> list[dict[str, Any]]:
        """The lines of the page: as they were sent, else as they are kept, with room for more."""
        rows = self._sent() if self.is_bound else [dict(row) for row in self.initial.get("options", [])]
        spare = min(SPARE_OPTIONS, rules.MOST_OPTIONS - len(rows))
        return [*rows, *({"text": "", "is_proposed": False} for _ in range(max(spare, 0)))]

    def _sent(self) -> list[dict[str, Any]]:
        texts = self.data.getlist("option") if hasattr(self.data, "getlist") else []
        best = number_in(self.data.get("proposed", ""))
        return [{"text": text, "is_proposed": n == best} for n, text in enumerate(texts[:50], 1)]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        texts = {name: data.get(name, "") for name in ("summary", "proposal", "appraisal", "changes")}
        return {**texts, "options": self._sent(), "papers": data["papers"]}


class BriefDecisionForm(ActForm):
    decision = forms.ChoiceField(choices=BriefDecision.choices, error_messages={"required": "Chọn một ý kiến."})
    option = forms.ChoiceField(label="Phương án", required=False, widget=forms.RadioSelect)
    words = _words("Ý kiến", 3, "Bắt buộc khi đồng ý có sửa hoặc trả lại.")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: list[tuple[int, str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("option", [(str(n), text) for n, text, _best in options])

    def shows(self, ordinal: int) -> None:
        """The page that says why not shows this version; the next word is on it."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = str(ordinal)
        self.data = data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"option": number_in(data["option"]), "seen": data["seen"], "step_id": data["step"]}


class TakeOverForm(ActForm):
    version = forms.ChoiceField(label="Tệp dự thảo", error_messages={"required": "Chọn tệp dự thảo."})
    kind = forms.ChoiceField(label="Thành văn bản")
    subject = forms.CharField(
        label="Trích yếu",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không ghi “V/v”; mẫu tự thêm.",
        error_messages={"required": "Nhập trích yếu nội dung văn bản."},
    )
    drafting_unit = forms.CharField(
        label="Đơn vị soạn thảo của bên trình",
        max_length=200,
        required=False,
        help_text="Ghi công nơi soạn. Ví dụ: Phòng Tổ chức biên chế.",
    )
    appraisal = _words("Ý kiến thẩm định", 5, "Viết tiếp được ở phiếu trình.")

    def __init__(self, *args: Any, actor: Actor, files: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("version", [(row.pk, row.file_name) for row in files])
        self.offer("kind", queries.kinds_to_draft(actor))
        if files and not self.is_bound:
            self.initial.setdefault("version", files[0].pk)
            self.initial.setdefault("kind", from_below.kind_of(actor, files[0]))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        body_id, code, name = data["kind"].split("|", 2)
        return {"subject": data["subject"], "type_code": code, "type_name": name, "body_id": int(body_id)}


class AttachForm(FileForm):
    file = file_field("Tệp kèm theo")
    note = forms.CharField(
        label="Là gì", max_length=300, required=False, help_text="Ví dụ: Phụ lục I, dự thảo Quyết định."
    )
    is_declared_not_secret = not_secret_field()
