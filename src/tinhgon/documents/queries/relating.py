"""How a paper stands to others: the rows of its page, the banners of its effect on every copy held in the installation,
and the marks of lists. What an agency says of its own paper holds for every copy made of it; a paper that the reader
may not see is never named, and a restricted one leaves no more than the end of the effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tinhgon.core.actor import Actor
from tinhgon.core.web.rules import Option
from tinhgon.documents import rules
from tinhgon.documents.choices import ON_ITS_WAY, RelationKind
from tinhgon.documents.models import Document, Relation
from tinhgon.documents.queries import search
from tinhgon.documents.queries.marking import EFFECTS, GONE
from tinhgon.documents.queries.visible import first_of, newest_first, visible_to


@dataclass(frozen=True)
class RelatedRow:
    """A relation as the page of one paper reads it; `document` is None where the other paper is not here."""

    pk: int
    kind: str
    words: str
    document: Document | None
    outside: str
    note: str
    effective_on: date | None
    until_on: date | None
    is_partial: bool


@dataclass(frozen=True)
class Banner:
    """A message on every held copy: withdrawn, recalled, replaced; `tail` stands behind the paper's number."""

    tone: str
    text: str
    document: Document | None = None
    tail: str = ""

    @property
    def words(self) -> str:
        """The whole of it, for who sees no links."""
        code = (self.document.code or "dự thảo") if self.document else ""
        return " ".join(part for part in (self.text, code, self.tail) if part)


def related(document: Document, actor: Actor) -> list[RelatedRow]:
    """What was said of the paper and by it, for an actor who may see the other paper."""
    seen = visible_to(actor)
    standing = Relation.objects.filter(withdrawn_at=None).order_by("id")
    forward = standing.filter(Q(to_document__in=seen) | Q(to_document=None), from_document=document)
    back = standing.filter(Q(from_document__in=seen) | Q(from_document=None), to_document=document)
    return [
        _row(row, str(row.get_kind_display()), row.to_document) for row in forward.select_related("to_document")
    ] + [_row(row, rules.backwards(row.kind), row.from_document) for row in back.select_related("from_document")]


def relation_of(actor: Actor, document: Document, relation_id: int) -> RelatedRow | None:
    """One of the paper's relations, for an actor who may see both papers."""
    return next((row for row in related(document, actor) if row.pk == relation_id), None)


def _row(row: Relation, words: str, other: Document | None) -> RelatedRow:
    if other is None and not row.outside:
        words = str(RelationKind(row.kind).label)
    return RelatedRow(
        row.pk, row.kind, words, other, row.outside, row.note, row.effective_on, row.until_on, row.is_partial
    )


def banners(document: Document, actor: Actor) -> list[Banner]:
    """What others did to the effect of the paper, in words, on the actor's day."""
    said = list(
        Relation.objects.filter(to_document_id__in=_family(document), kind__in=EFFECTS, withdrawn_at=None)
        .exclude(from_document__state__in=GONE)
        .select_related("from_document")
        .order_by("effective_on", "id")
    )
    shown = _shown(document, actor, [row.from_document_id for row in said if row.from_document_id])
    issued = [row for row in said if row.from_document is None or row.from_document.state not in ON_ITS_WAY]
    until = rules.extended(_saying(row) for row in issued)
    found: dict[tuple[object, ...], Banner] = {}
    for row in said:
        made = _banner(row, shown.get(row.from_document_id or 0), until, actor.on)
        if made is not None:
            found.setdefault((row.kind, row.outside, made.document and made.document.pk, made.text), made)
    return list(found.values())


def _family(document: Document) -> list[int]:
    """The paper and those it is a copy of, up to the one that was issued."""
    found, source = [document.pk], document.source
    while source is not None:
        found.append(source.pk)
        source = source.source
    return found


def _shown(document: Document, actor: Actor, ids: Sequence[int]) -> dict[int, Document]:
    """Of papers that say something, the row the actor may open: his agency's own copy before another's."""
    if not ids:
        return {}
    # By keys, a step at a time: a condition over all at once would be looked for in all papers the actor may read.
    candidates, level = list(ids), list(ids)
    while copies := list(Document.objects.filter(source_id__in=level).values_list("pk", "agency_id")):
        candidates += [pk for pk, agency in copies if agency == document.agency_id]
        level = [pk for pk, _ in copies]
    readable = visible_to(actor).filter(pk__in=candidates).exclude(state__in=GONE).select_related("source")
    found: dict[int, Document] = {}
    for paper in sorted(readable, key=lambda paper: (paper.agency_id != document.agency_id, paper.pk)):
        for pk in _family(paper):
            found.setdefault(pk, paper)
    return found


def _saying(row: Relation) -> rules.Saying:
    day = row.effective_on or (row.from_document.issued_on if row.from_document else None)
    return rules.Saying(row.kind, day, row.until_on, row.is_partial)


def _banner(row: Relation, shown: Document | None, until: date | None, on: date) -> Banner | None:
    paper, saying = row.from_document, _saying(row)
    if paper is not None and paper.state in ON_ITS_WAY:
        if shown is None:
            return None
        text = f"Đang soạn văn bản {RelationKind(row.kind).label.lower()}:"
        return Banner("a", text, shown)
    is_hidden = paper is not None and shown is None and paper.is_restricted
    if is_hidden and not saying.ends:
        return None
    if row.kind == RelationKind.EXTENDS:
        return _extension(row, shown)
    day = rules.after_extension(saying, until)
    has_begun = day is None or day <= on
    since = f"từ ngày {day:%d/%m/%Y}" if day else ""
    part = f" ({row.note})" if row.note and not is_hidden else ""
    if is_hidden or not _by(row, shown):
        words = "Hết hiệu lực" if has_begun else "Sẽ hết hiệu lực"
        return Banner("r" if has_begun else "a", f"{words} {since}{part}.")
    words = rules.backwards(row.kind)
    if row.is_partial:
        words = words.replace(" bởi", " một phần bởi").replace(" theo", " một phần theo")
    if not has_begun:
        words = f"Sẽ {words[0].lower()}{words[1:]}"
    tail = f"{since}{part}".strip() + ("." if has_begun or not saying.ends else "; đến ngày đó vẫn còn hiệu lực.")
    tone = "r" if saying.ends and has_begun else "a"
    return Banner(tone, words, shown, tail) if shown else Banner(tone, f"{words} {_by(row, shown)} {tail}")


def _by(row: Relation, shown: Document | None) -> str:
    """Who says so, as far as the reader may know."""
    if shown is not None:
        return shown.code
    if row.from_document is not None:
        return f"văn bản khác của {row.from_document.issuer}"
    return row.outside


def _extension(row: Relation, shown: Document | None) -> Banner:
    words = f"Được gia hạn hiệu lực đến hết ngày {row.until_on:%d/%m/%Y}"
    if shown is not None:
        return Banner("b", f"{words} theo", shown, f"({row.note})." if row.note else ".")
    by = _by(row, None)
    return Banner("b", f"{words} theo {by}." if by else f"{words}.")


MOST_OFFERED = 12


def papers_to_relate(actor: Actor, words: str = "") -> list[Option]:
    """Papers of the agency that a relation may name: by a part of the number or words of the subject, newest first."""
    own = visible_to(actor).filter(agency_id=actor.agency_id).exclude(state__in=GONE).exclude(code="")
    if words.strip():
        own = own.filter(pk__in=search.newest_matches(actor, words))
    return newest_options(own)


def newest_options(papers: QuerySet[Document]) -> list[Option]:
    """The newest of some papers, as a picker offers them."""
    return [paper_option(paper) for paper in first_of(papers, newest_first(papers), MOST_OFFERED)]


def paper_labels(actor: Actor, ids: Iterable[int]) -> dict[int, str]:
    """How a form calls the papers chosen in it."""
    return {paper.pk: paper_option(paper).label for paper in visible_to(actor).filter(pk__in=list(ids))}


def paper_option(paper: Document) -> Option:
    day = f" ngày {paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
    return Option(paper.pk, f"{paper.code or 'Dự thảo'}{day}", f"{paper.issuer} · {paper.subject}"[:160])
