"""Who signs a joint paper, as each side sees it: the order, how far it is, and what keeps somebody from signing on the
day. Nothing of what a signer's agency says of its own row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tinhgon.core.actor import Actor
from tinhgon.core.web.rules import Option
from tinhgon.documents.choices import SignerState, VersionKind
from tinhgon.documents.models import Document, JointSigner
from tinhgon.documents.queries import addressing
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Duty
from tinhgon.organisation.models import AgencyProfile, DutyGrant, IssuingBody, Post


@dataclass(frozen=True)
class SignerRow:
    """One who signs besides the body that leads; `problem` says why they cannot today, and what to do."""

    signer: JointSigner
    body: str
    holder: str
    problem: str = ""

    @property
    def words(self) -> str:
        return SignerState(self.signer.state).label


def lead_of(document: Document) -> int:
    """The row of the body that leads, of whichever side's row."""
    return document.source_id or document.pk if document.is_joint_copy else document.pk


def signers(document: Document) -> list[JointSigner]:
    rows = JointSigner.objects.filter(document_id=lead_of(document)).select_related("body", "post", "copy")
    return list(rows.order_by("ordinal"))


def joint_signers(document: Document, on: date) -> list[SignerRow]:
    """Empty for a paper that is none; the same for all who sign it."""
    if document.is_incoming:
        return []
    rows = signers(document)
    names = addressing.body_names([row.body for row in rows], on)
    held = organisation.holders([row.post_id for row in rows], on)
    return [
        SignerRow(row, names[row.body_id], held.get(row.post_id, ""), why_not_to_sign(row, held, on)) for row in rows
    ]


def why_not_to_sign(row: JointSigner, held: dict[int, str], on: date) -> str:
    if row.state == SignerState.SIGNED:
        return ""
    if row.body.ends_on is not None and row.body.ends_on <= on:
        return f"Cơ quan đã kết thúc ngày {row.body.ends_on:%d/%m/%Y}. Cơ quan chủ trì đặt lại người ký."
    if row.post.ends_on is not None and row.post.ends_on <= on:
        return f"Vị trí đã kết thúc ngày {row.post.ends_on:%d/%m/%Y}. Cơ quan chủ trì đặt lại người ký."
    return "" if row.post_id in held else "Vị trí chưa có người giữ; văn bản chờ tới khi có người, hoặc đổi người ký."


def text_sha256(document_id: int) -> str:
    """The text that is to be signed: the lead's last draft."""
    drafts = Document.objects.get(pk=document_id).versions.filter(kind=VersionKind.DRAFT)
    last = drafts.select_related("blob").order_by("-ordinal").first()
    return last.blob.sha256 if last else ""


def bodies_of(posts: Sequence[Post], on: date) -> dict[int, IssuingBody]:
    """In whose name each post signs: the body of its unit, else the first of its agency."""
    rows = list(
        IssuingBody.objects.filter(organisation.in_force(on), agency_id__in={p.agency_id for p in posts}).order_by("id")
    )
    found = {}
    for post in posts:
        own = [body for body in rows if body.agency_id == post.agency_id]
        body = next((body for body in own if body.unit_id == post.unit_id), own[0] if own else None)
        if body is not None:
            found[post.pk] = body
    return found


def posts_that_sign(on: date, ids: Iterable[int] | None = None) -> list[Post]:
    """Posts of all agencies here whose role may approve and sign on a day."""
    granted: dict[int, set[str]] = {}
    grants = DutyGrant.objects.filter(organisation.in_force(on), duty=Duty.APPROVE)
    for agency_id, role in grants.values_list("agency_id", "role"):
        granted.setdefault(agency_id, set()).add(role)
    rows = Post.objects.filter(organisation.in_force(on), agency_id__in=granted).order_by("agency_id", "order", "id")
    rows = rows.filter(pk__in=list(ids)) if ids is not None else rows.filter(roles__contains=["leader"])
    return [post for post in rows if set(post.roles) & granted[post.agency_id]]


def signers_to_pick(actor: Actor) -> list[Option]:
    """Leaders of the other agencies, with the agency they sign for."""
    posts = [post for post in posts_that_sign(actor.on) if post.agency_id != actor.agency_id]
    held = organisation.holders([post.pk for post in posts], actor.on)
    agencies = dict(AgencyProfile.objects.values_list("pk", "name"))
    return [
        Option(post.pk, held[post.pk], f"{post.title} · {agencies.get(post.agency_id, '')}")
        for post in posts
        if post.pk in held
    ]
