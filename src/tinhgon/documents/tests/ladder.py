"""Papers going out, brought as far up the ladder as a test needs, by the people who do it in an office."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import approval, drafting, groups, issuing, papers, passing
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files


@dataclass
class Ladder:
    """Who does what in one office; a moment of today."""

    province: Any
    office: str = "ubnd"
    head: str = "truongphong"

    @property
    def at(self) -> datetime:
        return timezone.now()

    def who(self, seat: str) -> Actor:
        return self.province.actor(f"{seat}.{self.office}", office=self.office)

    def draft(self, type_code: str = "CV", key: str = "", **more: Any) -> Document:
        values = {"subject": "rà soát thủ tục hành chính", "text": "Nội dung."} | more
        new = drafting.NewDraft(type_code=type_code, **values)
        return drafting.draft(self.who("chuyenvien"), new, self.at, request_key=key)

    def submitted(self, type_code: str = "CV", **more: Any) -> Document:
        return approval.submit(self.who("chuyenvien"), self.draft(type_code, **more).pk, self.at)

    def approved(self, type_code: str = "CV", **more: Any) -> Document:
        document = self.submitted(type_code, **more)
        for seat in (self.head, "chanhvp", "lanhdao"):
            step = document.steps.filter(state=StepState.CURRENT).first()
            approval.approve(self.who(seat), step.pk, self.at)
        return fresh(document)

    def signature(self, **more: Any) -> approval.HandSignature:
        values = {
            "upload": papers.Upload(files.pdf(), "ban-ky.pdf"),
            "signed_on": timezone.localdate(),
            "signer_name": "Nguyễn Văn An",
            "signer_title": "Chủ tịch",
        }
        return approval.HandSignature(**(values | more))

    def signed(self, type_code: str = "CV", **more: Any) -> Document:
        document = self.approved(type_code, **more)
        return approval.sign_by_hand(self.who("vanthu"), document.pk, self.signature(), self.at)

    def numbered(self, type_code: str = "CV", **more: Any) -> Document:
        return issuing.number(self.who("vanthu"), self.signed(type_code, **more).pk, self.at)

    def to(self, document: Document, *agencies: str) -> Document:
        lines = [issuing.RecipientLine("act", body_id=self.province.body(key).pk) for key in agencies]
        return issuing.set_recipients(self.who("vanthu"), document.pk, lines, self.at)

    def issued(self, *agencies: str, type_code: str = "CV", **more: Any) -> Document:
        document = self.numbered(type_code, **more)
        self.to(document, *(agencies or ("tanhoa",)))
        return issuing.issue(self.who("vanthu"), document.pk, self.at)


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def passed_on(province: Any, held: Document, home: str, to: str, at: datetime) -> Document:
    """The row of another agency, made by the clerk of the one that has entered the paper."""
    clerk = province.actor(f"vanthu.{home}")
    group = groups.keep_group(clerk, to, [issuing.RecipientLine("act", body_id=province.body(to).pk)], at)
    passing.pass_on(clerk, [held.public_id], group.pk, "Để thực hiện.", at)
    return Document.objects.get(source=held, agency__key=to)


def refused(act, *arguments, **more) -> Refused:
    """The refusal that an act must end in."""
    with pytest.raises(Refused) as caught:
        act(*arguments, **more)
    return caught.value


@contextmanager
def history_last(kinds: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")) -> Iterator[None]:
    """What is done within writes and locks nothing after its history, which holds back every act of the agency; without
    `kinds` it locks nothing."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql.strip())
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield
    changes = [sql for sql in asked if sql.startswith(kinds) or " FOR UPDATE" in sql or "audit_event" in sql]
    first = next(place for place, sql in enumerate(changes) if sql.startswith("INSERT") and "audit_event" in sql)
    late = [sql[:200] for sql in changes[first:] if "audit_event" not in sql]
    assert not late, late
