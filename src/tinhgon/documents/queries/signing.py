"""Who was given authority to sign in another's place, on a day, for a type of paper."""

from collections.abc import Iterable
from datetime import date

from officekit import vntext
from tinhgon.documents import rules
from tinhgon.documents.models import Document
from tinhgon.organisation import queries as organisation
from tinhgon.organisation import rules as organising
from tinhgon.organisation.models import Delegation, Post


def was_authorised(document: Document, kind: str, signer_name: str, on: date) -> bool:
    """Whether a person of that name held a post that had this authority on the day of signing."""
    rows = _given(document, [kind], on)
    names = organisation.holders([row.to_post_id for row in rows], on)
    return any(_key(name) == _key(signer_name) for name in names.values())


def signing_title(document: Document, post: Post, on: date) -> str:
    """The title a post signs the paper with: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH where it has authority of another."""
    row = next((row for row in _given(document, organising.SIGNING, on) if row.to_post_id == post.pk), None)
    if row is None:
        return post.title
    body = document.issuing_body
    before = rules.signing_prefix(row.kind, is_party=body is not None and rules.is_party(body.rule_set))
    return f"{before} {row.from_post.title} / {post.title}"


def _given(document: Document, kinds: Iterable[str], on: date) -> list[Delegation]:
    code = document.type.code if document.type else ""
    rows = Delegation.objects.filter(organisation.in_force(on), agency_id=document.agency_id, kind__in=list(kinds))
    found = rows.select_related("from_post").order_by("pk")
    return [row for row in found if not row.type_codes or code in row.type_codes]


def _key(name: str) -> str:
    return " ".join(vntext.same_tone(vntext.nfc(name)).lower().split())
