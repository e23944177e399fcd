"""The file that goes up, as one person sees it: the phiếu trình in each of its versions, the papers beside it that he
may read, opinions there and missing, what was decided; and the sheet it is printed on. What names papers
somebody may not see is not shown to him."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from officekit import typeset
from tinhgon.core.actor import Actor
from tinhgon.core.storage import queries as storage
from tinhgon.core.web.rules import Option
from tinhgon.documents import rules
from tinhgon.documents.choices import BriefDecision, BriefState, IncomingState, OutgoingState
from tinhgon.documents.models import Brief, BriefOpinion, Document, TakenOver
from tinhgon.documents.queries import gathering, passing, search
from tinhgon.documents.queries.relating import newest_options
from tinhgon.documents.queries.visible import visible_to
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Bloc

LIVE = (BriefState.DRAFT, BriefState.SENT)
_GONE = (IncomingState.RECALLED, IncomingState.REFUSED, OutgoingState.ABANDONED)
HIDDEN = "Văn bản hạn chế"


@dataclass(frozen=True)
class BriefView:
    """`hidden_count` papers go up with it that the reader may not see."""

    document: Document
    brief: Brief | None
    versions: list[Brief]
    papers: list[Document]
    hidden_count: int
    opinions: gathering.Gathered
    said: list[BriefOpinion]
    origin: TakenOver | None
    lacks: list[tuple[str, str]]
    # What was said of the version before, where this one has not gone up yet.
    earlier: list[BriefOpinion] = field(default_factory=list)

    @property
    def is_last(self) -> bool:
        return bool(self.versions) and self.brief is not None and self.versions[0].pk == self.brief.pk

    @property
    def mark(self) -> str:
        """Which words the reader has before him: sent along with his own, nobody's are written over."""
        return mark_of(self.brief)

    @property
    def is_up(self) -> bool:
        return self.brief is not None and self.brief.state == BriefState.SENT

    @property
    def came_back(self) -> bool:
        """Whether words of an earlier version wait to be answered, or were answered in this one."""
        if self.brief is None:
            return False
        is_answered = bool(self.brief.changes) or came_back(self.versions, self.brief)
        return is_answered or self.brief.state in rules.CAME_BACK

    @property
    def to_answer(self) -> list[BriefOpinion]:
        """What an earlier version came back with."""
        return [row for row in self.earlier if row.decision != BriefDecision.AGREED]

    @property
    def options(self) -> list[tuple[int, str, bool]]:
        rows = self.brief.options if self.brief else []
        return [(n, row["text"], bool(row.get("is_proposed"))) for n, row in enumerate(rows, 1)]

    @property
    def is_whole(self) -> bool:
        """Whether the reader sees every paper, and so the sheet, which names them."""
        return not self.hidden_count

    @property
    def given_opinions(self) -> list[gathering.Said]:
        return self.opinions.said

    @property
    def missing_opinions(self) -> list[gathering.Missing]:
        return self.opinions.missing


def brief_view(actor: Actor, public_id: UUID, ordinal: int | None = None) -> BriefView | None:
    """A version of a draft's phiếu trình, the last one when none is named; None for who may not read the draft, or
    where there is no such version."""
    rows = visible_to(actor).filter(public_id=public_id).select_related("type", "drafter", "issuing_body", "origin")
    document = rows.first()
    if document is None or document.is_incoming:
        return None
    versions = versions_of(document)
    brief = next((row for row in versions if ordinal in (None, row.ordinal)), None)
    if ordinal is not None and brief is None:
        return None
    return _view(actor, document, brief, versions)


def _view(actor: Actor, document: Document, brief: Brief | None, versions: list[Brief]) -> BriefView:
    wanted = paper_ids(brief) if brief else []
    found = {row.pk: row for row in visible_to(actor).filter(pk__in=wanted).select_related("type")} if wanted else {}
    papers = [found[pk] for pk in wanted if pk in found]
    said = list(brief.said.select_related("step__post").order_by("step__decided_at")) if brief else []
    origin = origin_of(document)
    return BriefView(
        document=document,
        brief=brief,
        versions=versions,
        papers=papers,
        hidden_count=len(wanted) - len(papers),
        opinions=_opinions(document, brief, said, wanted, actor.on).seen_with(found),
        said=said,
        origin=origin,
        lacks=lacks(document, brief, versions, origin),
        earlier=_earlier(brief, versions, said),
    )


def _earlier(brief: Brief | None, versions: list[Brief], said: list[BriefOpinion]) -> list[BriefOpinion]:
    if brief is None or brief.state != BriefState.DRAFT:
        return said
    before = next((row for row in versions if row.ordinal < brief.ordinal), None)
    return list(before.said.select_related("step__post").order_by("step__decided_at")) if before else []


def _opinions(
    document: Document, brief: Brief | None, said: list[BriefOpinion], papers: list[int], on: date
) -> gathering.Gathered:
    """As they are now while the paper is under way; as they were when the last word fell, afterwards."""
    if brief is None or brief.state in LIVE:
        return gathering.gathered(document, papers, on)
    return gathering.kept(said[-1].opinions if said else brief.opinions)


def lacks(
    document: Document, brief: Brief | None, versions: list[Brief], origin: TakenOver | None
) -> list[tuple[str, str]]:
    """What keeps the last version from going up; nothing is asked of a paper without one, but of one from below."""
    if document.state != OutgoingState.DRAFT:
        return []
    if brief is None:
        words = "Dự thảo do nơi khác trình phải kèm phiếu trình có ý kiến thẩm định. Soạn phiếu trình trước khi trình."
        return [("", words)] if origin is not None else []
    if brief.state != BriefState.DRAFT:
        words = "Lần trước có ý kiến: soạn phiếu trình lần tiếp theo, ghi đã tiếp thu thế nào."
        return [("changes", words)] if brief.state in rules.CAME_BACK else []
    return rules.missing_from(brief, is_from_below=origin is not None, came_back=came_back(versions, brief))


def came_back(versions: list[Brief], brief: Brief) -> bool:
    """Whether the version before this one was sent back, or agreed to with changes."""
    before = next((row for row in versions if row.ordinal < brief.ordinal), None)
    return before is not None and before.state in rules.CAME_BACK


def versions_of(document: Document) -> list[Brief]:
    """The newest first."""
    return list(document.briefs.select_related("draft", "sheet").order_by("-ordinal"))


def mark_of(brief: Brief | None) -> str:
    return f"{brief.ordinal}.{brief.written_at.timestamp()}" if brief else "0"


def papers_named(actor: Actor, ids: Iterable[UUID]) -> list[Document]:
    """Papers the actor sees, by their public ids."""
    return list(visible_to(actor).filter(public_id__in=list(ids)))


def paper_ids(brief: Brief) -> list[int]:
    return list(brief.papers.order_by("ordinal").values_list("document_id", flat=True))


def origin_of(document: Document) -> TakenOver | None:
    found: TakenOver | None = getattr(document, "origin", None)
    return found


def last_brief(document: Document) -> Brief | None:
    return document.briefs.select_related("draft").order_by("-ordinal").first()


def sent_brief(document: Document) -> Brief | None:
    """The version that is up now."""
    return document.briefs.filter(state=BriefState.SENT).first()


def sheet_content(actor: Actor, public_id: UUID, ordinal: int) -> bytes | None:
    """The sheet as it went up, for who may see every paper it names."""
    view = brief_view(actor, public_id, ordinal)
    if view is None or view.brief is None or view.brief.sheet is None or not view.is_whole:
        return None
    return storage.content(view.brief.sheet)


def papers_to_lay(actor: Actor, words: str = "") -> list[Option]:
    """Papers of the agency that may go up with a draft: by a part of the number or words of the subject."""
    own = visible_to(actor).filter(agency_id=actor.agency_id).exclude(state__in=_GONE).exclude(code="")
    if words.strip():
        own = own.filter(pk__in=search.newest_matches(actor, words))
    return newest_options(own)


def brief_form(view: BriefView, printed: str = "") -> typeset.Form:
    """The phiếu trình as a sheet of paper, in the form of the agency's family, State or Party."""
    document, brief = view.document, view.brief
    assert brief is not None, "a sheet is made of a version"
    own = organisation.profile(document.agency_id)
    facts = [("Về việc", document.subject), ("Văn bản trình", f"{document.type or 'Văn bản'}, {_draft_words(view)}")]
    if view.origin is not None:
        facts += [("Cơ quan soạn thảo", view.origin.drafted_by), ("Thẩm định", view.origin.appraised_by)]
    sections = [
        typeset.Section(facts=tuple(facts)),
        typeset.Section(heading="Tóm tắt", paragraphs=_lines(brief.summary)),
        typeset.Section(
            heading="Phương án",
            paragraphs=tuple(f"Phương án {n}{' (đề xuất)' if best else ''}: {text}" for n, text, best in view.options),
        ),
        _opinion_section(view),
    ]
    if brief.appraisal:
        sections.append(typeset.Section(heading="Ý kiến thẩm định", paragraphs=_lines(brief.appraisal)))
    if brief.changes:
        sections.append(typeset.Section(heading="Tiếp thu ý kiến lần trước", paragraphs=_lines(brief.changes)))
    sections.append(typeset.Section(heading="Kiến nghị", paragraphs=_lines(brief.proposal)))
    sections.append(_papers_section(view))
    sections.append(_said_section(view))
    return typeset.Form(
        agency=own.name,
        bloc="party" if own.bloc == Bloc.PARTY else "state",
        title="Phiếu trình",
        subtitle=f"Lần {brief.ordinal} · {brief.get_state_display()}",
        sections=tuple(row for row in sections if row is not None),
        signers=(("NGƯỜI TRÌNH", brief.written_by.split(",")[0]), ("LÃNH ĐẠO", "")),
        printed=printed,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _draft_words(view: BriefView) -> str:
    draft = view.brief.draft if view.brief else None
    return f"dự thảo lần {draft.ordinal if draft else view.document.draft_ordinal or 1}"


def _opinion_section(view: BriefView) -> typeset.Section:
    given = [("Ai", "Ý kiến", "Lúc")]
    given += [(f"{row.who} ({row.kind.lower()})", row.words, _moment(row.at)) for row in view.opinions.said]
    missing = [
        f"Chưa có ý kiến: {row.who} ({row.kind.lower()}"
        + (f", hỏi từ {_moment(row.since)}" if row.since else "")
        + (f", hạn {_moment(row.due)}" if row.due else "")
        + ")"
        for row in view.opinions.missing
    ]
    return typeset.Section(
        heading="Ý kiến tham gia",
        paragraphs=tuple(missing) or (() if view.opinions.said else ("Không xin ý kiến nơi khác.",)),
        rows=tuple(given) if view.opinions.said else (),
        widths=(1.4, 2.4, 0.8),
    )


def _papers_section(view: BriefView) -> typeset.Section:
    names = [
        HIDDEN if paper.is_restricted else f"{passing.slip_number(paper)}: {paper.subject}" for paper in view.papers
    ]
    return typeset.Section(
        heading="Hồ sơ kèm theo", paragraphs=tuple(f"- {name}" for name in [_draft_words(view).capitalize(), *names])
    )


def _said_section(view: BriefView) -> typeset.Section:
    if not view.said:
        return typeset.Section(heading="Ý kiến của lãnh đạo", blank_lines=3)
    lines = []
    for row in view.said:
        chosen = f", phương án {row.option}" if row.option else ""
        words = f": {row.step.opinion}" if row.step.opinion else ""
        who = f"{row.step.decided_by} ({_moment(row.step.decided_at)})"
        lines.append(f"{who} {row.get_decision_display().lower()}{chosen}{words}")
    return typeset.Section(heading="Ý kiến trên đường trình", paragraphs=tuple(lines))


def _moment(at: object) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else ""  # type: ignore[arg-type]
