"""The check a version must have passed, or been overruled on by name, where the office makes it compulsory
(decision 7)."""

from tinhgon.core.verdict import Refused
from tinhgon.documents.choices import CheckResult
from tinhgon.documents.models import Document, Version
from tinhgon.organisation import queries as organisation


def require_check(document: Document, version: Version) -> None:
    if document.is_joint_copy:  # the lead has had it checked
        return
    if not organisation.profile(document.agency_id).check_is_compulsory:
        return
    last = version.checks.order_by("-id").first()
    if last is None:
        raise Refused("Dự thảo này chưa kiểm tra thể thức. Kiểm tra và ghi kết quả trước.", code="unchecked")
    if last.result not in (CheckResult.PASSED, CheckResult.OVERRULED):
        raise Refused("Kiểm tra thể thức còn lỗi. Sửa dự thảo rồi kiểm tra lại.", code="unchecked")
