"""In whose place a paper is signed: KT., TL., TUQ. before the signer's title (NĐ 30/2020/NĐ-CP art. 13), K/T and T/L on
a Party paper, which knows no T/U (HD 05-HD/VPTW)."""

import re

from tinhgon.core.verdict import YES, Verdict, no
from tinhgon.organisation.choices import DelegationKind

_PREFIX = re.compile(r"(?:^|[\s/\n])(KT\.|TL\.|TUQ\.|K/T|T/L|T/U)(?=[\s.])", re.IGNORECASE)
_KINDS = {
    "KT.": DelegationKind.KT,
    "K/T": DelegationKind.KT,
    "TL.": DelegationKind.TL,
    "T/L": DelegationKind.TL,
    "TUQ.": DelegationKind.TUQ,
    "T/U": DelegationKind.TUQ,
}
_PARTY = {DelegationKind.KT: "K/T", DelegationKind.TL: "T/L"}


def authority_in(title: str) -> DelegationKind | None:
    """The kind of authority a title says; None for a signature in one's own right."""
    match = _PREFIX.search(title)
    return _KINDS[match[1].upper()] if match else None


def prefix(kind: str, *, is_party: bool) -> str:
    """How it stands before the title of who gave the authority."""
    return _PARTY.get(DelegationKind(kind), f"{kind}.") if is_party else f"{kind}."


def may_sign_so(kind: DelegationKind, *, is_party: bool, is_given: bool, words: str) -> Verdict:
    """Standing in during leave is no authority to sign in another's name: that is given in so many words (C 30)."""
    if is_party and kind == DelegationKind.TUQ:
        return no("Văn bản của Đảng không ký thừa uỷ quyền. Ghi K/T hoặc T/L như trên văn bản.")
    if not is_given:
        return no(
            f"{words} chưa được giao quyền {kind.label.lower()} với loại văn bản này vào ngày ký. Ghi việc giao "
            "quyền ở trang Tổ chức, hoặc sửa chức vụ như trên văn bản."
        )
    return YES
