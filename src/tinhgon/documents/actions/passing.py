"""Passing on what came from above (office-practice B 21): the untouched original goes with a slip to everybody in a
group of recipients, each agency of the installation getting its own row; the others are named for the dispatch by
hand. Refuses restricted papers and groups that mean nobody."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from officekit import typeset
from tinhgon.core.actor import Actor
from tinhgon.core.audit import actions as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.storage import actions as storage
from tinhgon.core.storage.models import Blob
from tinhgon.core.verdict import Refused, require
from tinhgon.documents import lifecycle, queries, rules
from tinhgon.documents.actions import arriving
from tinhgon.documents.choices import IncomingState, VersionKind
from tinhgon.documents.models import Document, Passed, Passing, Version
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Bloc
from tinhgon.organisation.models import IssuingBody

MOST = 50
SLIP = "Phiếu chuyển.pdf"


@transaction.atomic
def pass_on(
    actor: Actor,
    document_ids: Sequence[uuid.UUID],
    group_id: int,
    words: str,
    at: datetime,
    *,
    request_key: str = "",
) -> Passing:
    """Send papers on with one slip; a double click is the same slip. A place that has a paper already keeps its one."""
    if (made := _made_before(actor, request_key)) is not None:
        return made
    words, name = " ".join(words.split())[:500], queries.group_named(actor, group_id)
    if not words:
        raise Refused("Ghi nội dung chuyển, ví dụ: để thực hiện.", field="words")
    if not name:
        raise Refused("Chọn nhóm nơi nhận của cơ quan.", field="group")
    documents = _locked(actor, document_ids)
    if (made := _made_before(actor, request_key)) is not None:  # the other click was first to the papers
        return made
    places = queries.places_of(actor, group_id, localdate(at))
    if not any(place.agency_id is not None and not place.why_not for place in places):
        raise Refused("Nhóm không còn nơi nhận nào trong hệ thống. Sửa nhóm, hoặc gửi bản giấy.", field="group")
    blob = _kept_slip(actor, documents, name, words, at)
    passing = Passing.objects.create(
        agency_id=actor.agency_id,
        group_name=name,
        words=words,
        by=actor.label,
        at=at,
        slip=blob,
        request_key=request_key,
    )
    own = organisation.profile(actor.agency_id).name
    # Who reads one of the papers over there need not see the numbers of the others.
    along = {row.pk: blob for row in documents}
    if len(documents) > 1:
        along = {row.pk: _kept_slip(actor, [row], name, words, at) for row in documents}
    history: list[Event] = []
    for document in documents:
        rows = [_pass(actor, passing, document, place, along[document.pk], own, at) for place in places]
        history += _history(actor, document, rows, name, words, own, at)
    audit.record_each(history)  # it holds back every act of the agency: nothing comes after it
    return passing


def _made_before(actor: Actor, request_key: str) -> Passing | None:
    if not request_key:
        return None
    return Passing.objects.filter(agency_id=actor.agency_id, request_key=request_key).first()


def _kept_slip(actor: Actor, documents: Sequence[Document], group: str, words: str, at: datetime) -> Blob:
    return storage.keep(_slip(actor, documents, group, words, at), "application/pdf", at)


def _slip(actor: Actor, documents: Sequence[Document], group: str, words: str, at: datetime) -> bytes:
    """Phiếu chuyển in the form of the agency's family, State or Party: whom to, what, what for, by whom."""
    own, local = organisation.profile(actor.agency_id), localtime(at)
    rows = [("Văn bản", "Trích yếu"), *((queries.slip_number(row), row.subject) for row in documents)]
    form = typeset.Form(
        agency=own.name,
        bloc="party" if own.bloc == Bloc.PARTY else "state",
        title="Phiếu chuyển",
        sections=(
            typeset.Section(facts=(("Kính gửi", group), ("Nội dung", words), ("Ngày", f"{local:%d/%m/%Y}"))),
            typeset.Section(heading="Chuyển kèm bản gốc", rows=tuple(rows), widths=(1.4, 3)),
        ),
        signers=(("NGƯỜI CHUYỂN", actor.name),),
        printed=f"{actor.label} chuyển lúc {local:%H:%M ngày %d/%m/%Y}",
    )
    try:
        return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())
    except typeset.FontsMissingError as error:
        raise Refused("Máy chủ thiếu phông chữ nên chưa in được phiếu chuyển. Báo quản trị hệ thống.") from error


def _locked(actor: Actor, public_ids: Sequence[uuid.UUID]) -> list[Document]:
    """The papers in the order of their keys, so that two acts never wait for each other."""
    wanted = list(dict.fromkeys(public_ids))
    if not wanted or len(wanted) > MOST:
        raise Refused(f"Chọn từ một đến {MOST} văn bản.", field="also")
    found = queries.visible_to(actor).filter(public_id__in=wanted).order_by("pk")
    if len(rows := list(found)) < len(wanted):
        raise Refused("Không tìm thấy văn bản, hoặc đồng chí không có quyền xem.", code="not_found")
    documents = [lifecycle.locked(row.pk, row.agency_id) for row in rows]
    for document in documents:
        verdict = rules.can_pass_on(actor, document)
        if not verdict and len(documents) > 1:
            raise Refused(f"{document.label}: {verdict.reason}", field="also")
        require(verdict)
    return documents


def _pass(
    actor: Actor, passing: Passing, document: Document, place: queries.Place, slip: Blob, own: str, at: datetime
) -> Passed:
    why_not = place.why_not
    received = None
    if not why_not and place.agency_id is not None:
        why_not = _held_already(document, place.agency_id)
        received = None if why_not else _arrive(actor, passing, document, place, slip, own, at)
    return Passed.objects.create(
        passing=passing, document=document, place=place.name, received=received, why_not=why_not[:300]
    )


def _held_already(document: Document, agency_id: int) -> str:
    if document.source is not None and document.source.agency_id == agency_id:
        return "Nơi ban hành văn bản"
    copies = Document.objects.filter(agency_id=agency_id, source__in=(document.pk, document.source_id))
    # What it gave back, or was called back, may come again.
    held = copies.exclude(state__in=(IncomingState.REFUSED, IncomingState.RECALLED)).first()
    return f"Đã nhận ngày {localdate(held.arrived_at):%d/%m/%Y}" if held is not None and held.arrived_at else ""


def _arrive(
    actor: Actor, passing: Passing, document: Document, place: queries.Place, slip: Blob, own: str, at: datetime
) -> Document:
    kinds = (VersionKind.ORIGINAL, VersionKind.ANNEX)
    files = list(document.versions.filter(kind__in=kinds).select_related("blob"))
    last = max((file.ordinal for file in files if file.kind == VersionKind.ANNEX), default=0)
    files.append(
        Version(kind=VersionKind.ANNEX, ordinal=last + 1, blob=slip, file_name=SLIP, page_count=1, text=passing.words)
    )
    return arriving.arrive(
        actor,
        document,
        place.agency_id or 0,
        IssuingBody.objects.get(pk=place.body_id or 0),
        files,
        at,
        issuer=document.issuer,
        note=f"{own} chuyển: {passing.words}"[:500],
        words=f"{own} chuyển văn bản",
    )


def _history(
    actor: Actor, document: Document, rows: Sequence[Passed], group: str, words: str, own: str, at: datetime
) -> list[Event]:
    """What came to each place, and that the paper was passed on."""
    came = [row.received for row in rows if row.received is not None]
    sent = [row.place for row in rows if row.received is not None]
    told: list[tuple[str, Document, dict[str, object]]]
    told = [("documents.receive", paper, {"from": own, "note": words}) for paper in came]
    told.append(("documents.pass_on", document, {"recipients": sent or [group], "note": words}))
    return [
        audit.event(actor, verb, "document", paper.pk, paper.label, at, home=paper.agency_id, detail=detail)
        for verb, paper, detail in told
    ]
