"""What a newly founded agency begins with, until its working rules say otherwise: what each role may do, and which
papers it sees. Rows of data once they are written; nothing reads them from here afterwards."""

from tinhgon.documents.choices import Scope
from tinhgon.organisation.choices import Duty, Role

DUTIES: dict[Role, tuple[Duty, ...]] = {
    Role.CLERK: (Duty.REGISTER, Duty.NUMBER, Duty.DRAFT),
    Role.SPECIALIST: (Duty.DRAFT, Duty.ADD_STEP),
    Role.UNIT_HEAD: (Duty.DRAFT, Duty.ADD_STEP, Duty.APPROVE, Duty.PASS_ON, Duty.DIRECT),
    Role.LEADER: (Duty.DIRECT, Duty.APPROVE, Duty.PASS_ON, Duty.APPROVE_RIGHTS, Duty.SHARE_VIEWS),
    Role.CHIEF_OF_OFFICE: (
        Duty.DIRECT, Duty.PROPOSE, Duty.DRAFT, Duty.APPROVE, Duty.PASS_ON, Duty.INSERT_NUMBER, Duty.CLOSE_BOOK,
        Duty.MANAGE_BOOKS, Duty.OVERRULE, Duty.APPROVE_RIGHTS, Duty.SHARE_VIEWS,
    ),
    Role.ORGANISATION_OFFICER: (Duty.DRAFT, Duty.MANAGE_ORGANISATION),
    Role.SECURITY_OFFICER: (Duty.MANAGE_RIGHTS,),
    Role.ADMINISTRATOR: (Duty.CONFIGURE,),
}  # fmt: skip

# role, what it sees, whether restricted papers too
READERS: tuple[tuple[Role, Scope, bool], ...] = (
    (Role.CLERK, Scope.REGISTER, False),
    (Role.LEADER, Scope.BODY, True),
    (Role.CHIEF_OF_OFFICE, Scope.BODY, False),
)
BASIS = "Mặc định khi lập cơ quan; thay bằng quy chế làm việc"

AUDIT_VERBS = {"operations.found": "Lập cơ quan và người quản trị đầu tiên trên hệ thống"}
