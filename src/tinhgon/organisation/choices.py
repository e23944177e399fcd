from django.db.models import TextChoices


class Bloc(TextChoices):
    PARTY = "party", "Đảng"
    STATE = "state", "Chính quyền"
    FRONT = "front", "Mặt trận, đoàn thể"


class Level(TextChoices):
    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (đến 30/6/2025)"
    COMMUNE = "commune", "Cấp xã"


class AppointmentKind(TextChoices):
    MAIN = "main", "Chính"
    CONCURRENT = "concurrent", "Kiêm nhiệm"
    ACTING = "acting", "Quyền, phụ trách"


class DelegationKind(TextChoices):
    KT = "KT", "Ký thay"
    TL = "TL", "Thừa lệnh"
    TUQ = "TUQ", "Thừa uỷ quyền"
    LEAVE = "leave", "Thay khi vắng mặt"
    SECRETARY = "secretary", "Thư ký giúp việc"


class Role(TextChoices):
    """Kinds of work at a desk; what each may do and see is data (DutyGrant, documents.VisibilityRule)."""

    CLERK = "clerk", "Văn thư"
    SPECIALIST = "specialist", "Chuyên viên"
    UNIT_HEAD = "unit_head", "Trưởng đơn vị"
    LEADER = "leader", "Lãnh đạo"
    CHIEF_OF_OFFICE = "chief_of_office", "Chánh Văn phòng"
    ORGANISATION_OFFICER = "organisation_officer", "Cán bộ tổ chức"
    SECURITY_OFFICER = "security_officer", "Cán bộ an toàn thông tin"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Duty(TextChoices):
    REGISTER = "register", "Đăng ký văn bản đến"
    DIRECT = "direct", "Cho ý kiến chỉ đạo"
    PROPOSE = "propose", "Đề xuất xử lý"
    DRAFT = "draft", "Soạn thảo"
    APPROVE = "approve", "Duyệt, ký"
    NUMBER = "number", "Cấp số, phát hành"
    INSERT_NUMBER = "insert_number", "Chèn số"
    CLOSE_BOOK = "close_book", "Khoá sổ"
    PASS_ON = "pass_on", "Phân công trong đơn vị"
    OVERRULE = "overrule", "Quyết định khác kết quả kiểm tra"
    MANAGE_ORGANISATION = "manage_organisation", "Quản lý tổ chức"
    MANAGE_RIGHTS = "manage_rights", "Quản lý quyền"
    CONFIGURE = "configure", "Cấu hình hệ thống"


# Roles that reach into the system itself: given by whoever manages rights, never by the organisation officer alone.
SYSTEM_ROLES = (Role.ORGANISATION_OFFICER, Role.SECURITY_OFFICER, Role.ADMINISTRATOR)

AUDIT_VERBS = {
    "organisation.create_unit": "thành lập đơn vị",
    "organisation.change_unit": "ghi phiên bản mới của đơn vị",
    "organisation.end_unit": "kết thúc hoạt động đơn vị",
    "organisation.create_post": "lập vị trí công tác",
    "organisation.create_person": "lập hồ sơ người",
    "organisation.appoint": "bổ nhiệm, bố trí",
    "organisation.end_appointment": "kết thúc bổ nhiệm",
    "organisation.delegate": "giao quyền ký, quyền thay",
    "organisation.end_delegation": "kết thúc giao quyền",
    "organisation.import": "nhập dữ liệu tổ chức",
}


class Sheet(TextChoices):
    """The tables of an import or export; the label is the sheet's name."""

    UNITS = "units", "Đơn vị"
    POSTS = "posts", "Vị trí"
    PEOPLE = "people", "Người"


# Per table: (key, heading, is required). Codes only tie rows of one file together.
SHEET_COLUMNS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    Sheet.UNITS: (
        ("code", "Mã đơn vị", True),
        ("name", "Tên đơn vị", True),
        ("short_name", "Tên viết tắt", False),
        ("symbol", "Ký hiệu", False),
        ("parent", "Mã cấp trên", False),
        ("agency_code", "Mã định danh", False),
        ("establishment", "Biên chế", False),
        ("order", "Thứ tự", False),
        ("starts_on", "Ngày bắt đầu", True),
        ("ends_on", "Ngày kết thúc", False),
        ("legal_basis", "Căn cứ", False),
    ),
    Sheet.POSTS: (
        ("code", "Mã vị trí", True),
        ("unit", "Mã đơn vị", True),
        ("title", "Chức danh", True),
        ("job_position", "Vị trí việc làm", False),
        ("headcount", "Số lượng", False),
        ("is_head", "Cấp trưởng", False),
        ("is_deputy", "Cấp phó", False),
        ("roles", "Vai trò", False),
        ("order", "Thứ tự", False),
        ("starts_on", "Ngày bắt đầu", True),
        ("legal_basis", "Căn cứ", False),
    ),
    Sheet.PEOPLE: (
        ("code", "Mã người", True),
        ("full_name", "Họ và tên", True),
        ("email", "Thư điện tử", False),
        ("phone", "Điện thoại", False),
        ("post", "Mã vị trí", True),
        ("kind", "Hình thức", False),
        ("starts_on", "Ngày bắt đầu", True),
        ("ends_on", "Ngày kết thúc", False),
        ("legal_basis", "Căn cứ", False),
    ),
}
