"""The same act on many items of the queue, each in the post it waits for and in a transaction of its own: what failed
says why, what went well stays done, what was done before is no failure. Knows which kinds bear it: nothing that cannot
be taken back is done unseen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.desk import queries
from tinhgon.desk.queries import Item
from tinhgon.documents import queries as documents
from tinhgon.documents.actions import approval, numbering
from tinhgon.tasks import actions as tasks

MOST = 100
Key = tuple[str, UUID]


@dataclass(frozen=True)
class Words:
    """What goes along with the act: an opinion, or a direction with who leads and until when."""

    text: str = ""
    lead: int | None = None
    due: datetime | None = None


def _approve(actor: Actor, item: Item, words: Words, at: datetime) -> Any:
    step = documents.step_for(actor, item.public_id)
    if step is None:
        raise Refused("Văn bản không còn chờ ý kiến của đồng chí.")
    if queries.kind_of_step(step) != item.kind:
        # Between the queue and the act the paper went on: to a signature of the same person, perhaps.
        words = f"Dự thảo đang chờ đồng chí ở bước “{step.get_kind_display()}”. Mở dự thảo, xem rồi cho ý kiến."
        raise Refused(words, code="wrong_state")
    return approval.approve(actor, step.pk, at, opinion=words.text)


def _direct(actor: Actor, item: Item, words: Words, at: datetime) -> Any:
    return tasks.direct(actor, item.public_id, words.text, at, lead=words.lead, due=words.due)


@dataclass(frozen=True)
class Many:
    """An act on marked items: of which kinds, how it is called; `words` is what it asks for besides."""

    key: str
    kind: str
    label: str
    icon: str
    done: str
    call: Callable[[Actor, Item, Words, datetime], Any]
    words: str = ""


MANY = {
    act.key: act
    for act in (
        Many("duyet", "duyet", "Đồng ý", "check", "Đã đồng ý {} dự thảo.", _approve, "opinion"),
        Many("but-phe", "but-phe", "Cùng bút phê", "pencil", "Đã cho ý kiến {} văn bản.", _direct, "direction"),
        Many(
            "cong-nhan", "cong-nhan", "Công nhận hoàn thành", "circle-check", "Đã công nhận {} việc.",
            lambda actor, item, words, at: tasks.recognise(actor, item.public_id, at),
        ),
        Many(
            "tiep-nhan", "nhiem-vu", "Tiếp nhận", "checkbox", "Đã tiếp nhận {} việc.",
            lambda actor, item, words, at: tasks.accept(actor, item.public_id, at),
        ),
        Many(
            "cap-so", "cap-so", "Cấp số", "hash", "Đã cấp số {} văn bản.",
            lambda actor, item, words, at: numbering.number(actor, item.object_id, at),
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One item as it ended: `reason` is empty where it was done."""

    object: str
    public_id: UUID
    title: str
    reason: str = ""


@dataclass(frozen=True)
class ManyReport:
    """`gone` did not wait any more: done before, by a first click or by somebody else, or never one's own."""

    done: list[Line]
    failures: list[Line]
    gone: int


def do_many(actor: Actor, key: str, wanted: Sequence[Key], words: Words, at: datetime) -> ManyReport:
    """One act on the marked items that still wait."""
    act, keys = MANY[key], list(dict.fromkeys(wanted))
    if not keys:
        raise Refused("Chưa đánh dấu dòng nào. Đánh dấu ô đầu dòng rồi làm lại.", code="empty")
    if len(keys) > MOST:
        raise Refused(f"Mỗi lần tối đa {MOST} dòng. Bỏ bớt dấu rồi làm lại.", code="too_many")
    waiting = {(item.object, item.public_id): item for item in queries.items_of(actor, at) if item.kind.key == act.kind}
    found = [waiting[one] for one in keys if one in waiting]
    done, failures = [], []
    for item in found:
        line = Line(item.object, item.public_id, item.title)
        try:
            act.call(actor.seated(item.post_id), item, words, at)
        except Refused as refused:
            failures.append(Line(item.object, item.public_id, item.title, refused.reason))
        else:
            done.append(line)
    return ManyReport(done, failures, len(keys) - len(found))
