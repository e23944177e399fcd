"""The phiếu trình of a draft: written, gone up with it, and what became of each version. What went up is kept as it was
seen: a change while the paper is up is the next version. Refuses one with nothing to decide, and words over words
somebody else has just written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from officekit import typeset
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.notices import actions as notices
from tinhgon.core.storage import actions as storage
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import papers, readers
from tinhgon.documents.choices import BriefDecision, BriefState, StepState, VersionKind
from tinhgon.documents.models import ApprovalStep, Brief, BriefOpinion, BriefPaper, Document, TakenOver
from tinhgon.documents.queries import briefing, gathering

MOST_PAPERS = 50
_TEXTS = ("summary", "proposal", "appraisal", "changes")


@dataclass(frozen=True)
class Content:
    """What a phiếu trình says; `papers` go up with it."""

    summary: str = ""
    options: Sequence[dict[str, Any]] = ()
    proposal: str = ""
    appraisal: str = ""
    changes: str = ""
    papers: Sequence[int] = ()


@dataclass(frozen=True)
class Choice:
    """What is said beside the words of a step: the decision, and the option that was chosen."""

    decision: str
    option: int | None = None


@transaction.atomic
def write(actor: Actor, document_id: int, content: Content, at: datetime, *, read: str = "") -> Brief:
    """Write the phiếu trình of a draft, or, while it is up, the next version of it. `read` is the version the words
    were begun on, its `mark`: what another person wrote since is not written over. The same words again are the same
    act."""
    lock_beneath(document_id)
    document = papers.locked(actor, document_id)
    require(rules.can_write_brief(actor, document))
    content = _cleaned(content)
    last = briefing.last_brief(document)
    wanted = _wanted(actor, document, content.papers, last)
    if last is not None and last.state in briefing.LIVE and _is_same(last, content, wanted):
        return last
    if read and read != briefing.mark_of(last):
        who = f"{last.written_by} lúc {localtime(last.written_at):%H:%M}" if last else "người khác"
        raise Refused(
            f"Phiếu trình vừa được {who} lưu. Mở phiếu ở thẻ khác để xem, chép phần của đồng chí sang rồi lưu lại.",
            code="changed",
        )
    if last is not None and last.state == BriefState.SENT:
        return _renew(actor, document, last, content, wanted, at)
    brief = last if last is not None and last.state == BriefState.DRAFT else _next(document, last, actor, at)
    _put(brief, content, wanted, actor, at)
    _record(actor, "documents.write_brief", document, at, {"note": f"phiếu trình lần {brief.ordinal}"})
    return brief


def lock_beneath(document_id: int) -> None:
    """Lock the papers a draft stands on before the draft itself, in the order of keys: whoever calls one of them back
    comes from below too, and neither waits for the other."""
    ids = set(TakenOver.objects.filter(document_id=document_id).values_list("proposal_id", flat=True))
    last = Brief.objects.filter(document_id=document_id).order_by("-ordinal").values_list("pk", flat=True).first()
    ids |= set(BriefPaper.objects.filter(brief_id=last).values_list("document_id", flat=True)) if last else set()
    if ids:
        list(Document.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def go_up(actor: Actor, document: Document, steps: Sequence[ApprovalStep], at: datetime) -> Brief | None:
    """The phiếu trình goes up with the draft; part of submitting, after the rows of the way are made. None where the
    draft has none."""
    origin = briefing.origin_of(document)
    require(rules.has_ground(origin), code="wrong_state")
    last = briefing.last_brief(document)
    versions = briefing.versions_of(document)
    if problems := briefing.lacks(document, last, versions, origin):
        field, words = problems[0]
        raise Refused(f"Phiếu trình chưa đủ. {words}", code="brief", field=field)
    if last is None:
        return None
    if last.state != BriefState.DRAFT:  # taken back and sent up again as it was
        again = _next(document, last, actor, at)
        _put(again, _content_of(last), briefing.paper_ids(last), actor, at)
        last = again
    _send(actor, document, last, steps, at)
    return last


def say(document: Document, step: ApprovalStep, at: datetime, choice: Choice | None = None) -> None:
    """What was decided at a step is kept with the version that was up, and with the opinions there were; part of
    deciding."""
    brief = briefing.sent_brief(document)
    if brief is None or step.state not in (StepState.APPROVED, StepState.SENT_BACK):
        return
    is_agreed = step.state == StepState.APPROVED
    given = choice or Choice(BriefDecision.AGREED if is_agreed else BriefDecision.RETURNED)
    option = given.option or (brief.proposed if given.decision == BriefDecision.AGREED else None)
    seen = gathering.gathered(document, briefing.paper_ids(brief), localdate(at))
    BriefOpinion.objects.update_or_create(
        step=step,
        defaults={"brief": brief, "decision": given.decision, "option": option, "opinions": seen.as_data()},
    )


def end(document: Document, state: str, by: str, words: str, at: datetime) -> None:
    """The version that is up has come to its end: agreed, sent back, or taken back; part of that act."""
    rows = document.briefs.filter(state=BriefState.SENT)
    if state == BriefState.RETURNED:  # also what was approved already, and is not signed yet
        rows = document.briefs.filter(state__in=(BriefState.SENT, BriefState.AGREED))
    brief = rows.order_by("-ordinal").first()
    if brief is None:
        return
    brief.state, brief.ended_at, brief.ended_by, brief.ended_words = state, at, by, words[:500]
    brief.save(update_fields=["state", "ended_at", "ended_by", "ended_words"])


def _cleaned(content: Content) -> Content:
    options = rules.option_lines(content.options)
    if len(options) > rules.MOST_OPTIONS:
        raise Refused(f"Nhiều nhất {rules.MOST_OPTIONS} phương án. Gộp các phương án gần nhau.", field="options")
    if sum(row["is_proposed"] for row in options) > 1:
        raise Refused("Chỉ một phương án được đề xuất.", field="options")
    texts = {name: getattr(content, name).strip() for name in _TEXTS}
    for name, text in [*texts.items(), *(("options", row["text"]) for row in options)]:
        if len(text) > rules.LONGEST:
            raise Refused(f"Nội dung dài quá {rules.LONGEST} ký tự. Rút gọn, phần dài để ở tệp kèm theo.", field=name)
    return Content(options=options, papers=tuple(dict.fromkeys(content.papers)), **texts)


def _wanted(actor: Actor, document: Document, ids: Sequence[int], last: Brief | None) -> list[int]:
    """The papers that go up with it: of the agency, seen by the writer, or laid there by somebody who sees them."""
    if len(ids) > MOST_PAPERS:
        raise Refused(f"Nhiều nhất {MOST_PAPERS} văn bản kèm theo.", field="papers")
    before = briefing.paper_ids(last) if last else []
    seen = {row.pk: row for row in queries.visible_to(actor).filter(pk__in=[*ids, *before])}
    for pk in ids:
        paper = seen.get(pk)
        if paper is None or paper.agency_id != document.agency_id or pk == document.pk:
            raise Refused("Có văn bản kèm theo không còn trong danh sách. Chọn lại.", field="papers")
        if paper.is_restricted and not document.is_restricted:
            raise Refused(
                f"{paper.shown_code} là văn bản hạn chế, chỉ kèm được vào dự thảo hạn chế. Bỏ văn bản này, hoặc "
                "đặt hạn chế cho dự thảo.",
                field="papers",
            )
    return [*(pk for pk in before if pk not in seen), *ids]


def _is_same(brief: Brief, content: Content, wanted: Sequence[int]) -> bool:
    return _content_of(brief) == content and briefing.paper_ids(brief) == list(wanted)


def _content_of(brief: Brief) -> Content:
    texts = {name: getattr(brief, name) for name in _TEXTS}
    return Content(options=brief.options, papers=tuple(briefing.paper_ids(brief)), **texts)


def _next(document: Document, last: Brief | None, actor: Actor, at: datetime) -> Brief:
    ordinal = last.ordinal + 1 if last else 1
    return Brief.objects.create(document=document, ordinal=ordinal, written_at=at, written_by=actor.label)


def _put(brief: Brief, content: Content, wanted: Sequence[int], actor: Actor, at: datetime) -> None:
    for name in _TEXTS:
        setattr(brief, name, getattr(content, name))
    brief.options, brief.written_at, brief.written_by = list(content.options), at, actor.label
    brief.save(update_fields=[*_TEXTS, "options", "written_at", "written_by"])
    brief.papers.all().delete()
    BriefPaper.objects.bulk_create(BriefPaper(brief=brief, ordinal=n, document_id=pk) for n, pk in enumerate(wanted, 1))


def _renew(
    actor: Actor, document: Document, old: Brief, content: Content, wanted: Sequence[int], at: datetime
) -> Brief:
    """A change while it is up: what was seen stays, the next version takes its place, who is asked is told."""
    old.state, old.ended_at, old.ended_by = BriefState.SUPERSEDED, at, actor.label
    old.save(update_fields=["state", "ended_at", "ended_by"])
    brief = _next(document, old, actor, at)
    _put(brief, content, wanted, actor, at)
    origin = briefing.origin_of(document)
    if problems := rules.missing_from(brief, is_from_below=origin is not None, came_back=bool(old.changes)):
        field, words = problems[0]
        raise Refused(words, code="brief", field=field)
    steps = [row for row in document.steps.select_related("post") if row.round == old.round]
    _send(actor, document, brief, steps, at)
    asked = [row.post.principal_id for row in steps if row.state == StepState.CURRENT]
    text = f"Phiếu trình đã bổ sung (lần {brief.ordinal}), xem lại trước khi cho ý kiến: {document.label}"
    notices.tell(
        document.agency_id, asked, "approval", text, queries.address(document), f"brief:{brief.pk}", at
    )  # fmt: skip
    _record(actor, "documents.renew_brief", document, at, {"note": f"phiếu trình lần {brief.ordinal}"})
    return brief


def _send(actor: Actor, document: Document, brief: Brief, steps: Sequence[ApprovalStep], at: datetime) -> None:
    """Kept as it goes up; whoever is asked may read the papers laid beside it, restricted ones by their own list."""
    wanted = briefing.paper_ids(brief)
    posts = [step.post.principal_id for step in steps]
    laid = Document.objects.select_for_update(of=("self",)).filter(pk__in=wanted, is_restricted=False).order_by("pk")
    for paper in laid:
        readers.compile_readers(paper, actor.on, posts)
    brief.state, brief.sent_at, brief.sent_by = BriefState.SENT, at, actor.label
    brief.round = steps[0].round if steps else None
    brief.draft = document.versions.filter(kind=VersionKind.DRAFT).order_by("-ordinal").first()
    brief.opinions = gathering.gathered(document, wanted, localdate(at)).as_data()
    brief.sheet = storage.keep(_sheet(actor, document, brief, wanted, at), "application/pdf", at)
    brief.save(update_fields=["state", "sent_at", "sent_by", "round", "draft", "opinions", "sheet"])


def _sheet(actor: Actor, document: Document, brief: Brief, wanted: Sequence[int], at: datetime) -> bytes:
    found = Document.objects.in_bulk(list(wanted))
    view = briefing.BriefView(
        document=document,
        brief=brief,
        versions=[brief],
        papers=[found[pk] for pk in wanted],
        hidden_count=0,
        opinions=gathering.kept(brief.opinions),
        said=[],
        origin=briefing.origin_of(document),
        lacks=[],
    )
    printed = f"{actor.label} trình lúc {localtime(at):%H:%M ngày %d/%m/%Y}"
    try:
        return typeset.form(
            briefing.brief_form(view, printed), typeset.find_fonts(settings.FONT_FOLDERS), on=localdate(at)
        )
    except typeset.FontsMissingError as error:
        raise Refused("Máy chủ thiếu phông chữ nên chưa in được phiếu trình. Báo quản trị hệ thống.") from error


def _record(actor: Actor, verb: str, document: Document, at: datetime, detail: dict[str, object]) -> None:
    audit.record(actor, verb, "document", document.pk, document.label, at, home=document.agency_id, detail=detail)
