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


class SealKind(TextChoices):
    ROUND = "round", "Dấu cơ quan"
    EMBOSSED = "embossed", "Dấu nổi"
    REDUCED = "reduced", "Dấu thu nhỏ"
    LEVEL = "level", "Dấu độ mật, độ khẩn"
    OTHER = "other", "Dấu khác"


class AccountState(TextChoices):
    NONE = "none", "Chưa có tài khoản"
    NO_PASSWORD = "no_password", "Chưa phát mật khẩu"
    NEW = "new", "Chờ đăng nhập lần đầu"
    IN_USE = "in_use", "Đang dùng"
    LOCKED = "locked", "Đang khóa"


class RunState(TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không chạy được"


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
    ADD_STEP = "add_step", "Thêm bước trình"
    NUMBER = "number", "Cấp số, phát hành"
    INSERT_NUMBER = "insert_number", "Chèn số"
    CLOSE_BOOK = "close_book", "Khoá sổ"
    MANAGE_BOOKS = "manage_books", "Mở sổ, quản lý sổ"
    SHARE_VIEWS = "share_views", "Chia sẻ bộ lọc cho cơ quan"
    PASS_ON = "pass_on", "Phân công trong đơn vị"
    OVERRULE = "overrule", "Quyết định khác kết quả kiểm tra"
    MANAGE_ORGANISATION = "manage_organisation", "Quản lý tổ chức"
    MANAGE_RIGHTS = "manage_rights", "Quản lý quyền"
    APPROVE_RIGHTS = "approve_rights", "Duyệt thay đổi quyền xem"
    CONFIGURE = "configure", "Cấu hình hệ thống"


# How papers are laid out and numbered: HD 05-HD/VPTW (with HD 36) for the Party, NĐ 30/2020/NĐ-CP for the State.
PARTY_RULE_SETS = ("hd05", "hd36")
RULE_SETS = {"nd30": "Nghị định 30/2020/NĐ-CP", "hd05": "Hướng dẫn 05-HD/VPTW (Đảng)"}

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
    "organisation.withdraw_unit": "rút lại thay đổi chưa có hiệu lực của đơn vị",
    "organisation.withdraw_unit_end": "rút lại việc kết thúc đơn vị",
    "organisation.change_post": "thay đổi vị trí công tác",
    "organisation.end_post": "kết thúc vị trí công tác",
    "organisation.withdraw_post": "rút lại thay đổi chưa có hiệu lực của vị trí",
    "organisation.change_person": "sửa hồ sơ người",
    "organisation.withdraw_appointment": "rút lại bố trí chưa có hiệu lực",
    "organisation.withdraw_appointment_end": "rút lại việc thôi giữ vị trí",
    "organisation.withdraw_delegation": "rút lại giao quyền chưa có hiệu lực",
    "organisation.open_body": "lập chủ thể ban hành",
    "organisation.change_body": "đổi tên, ký hiệu chủ thể ban hành",
    "organisation.end_body": "kết thúc chủ thể ban hành",
    "organisation.withdraw_body": "rút lại thay đổi chưa có hiệu lực của chủ thể ban hành",
    "organisation.open_office": "lập bộ phận văn thư",
    "organisation.change_office": "đổi phạm vi phục vụ của văn thư",
    "organisation.end_office": "kết thúc bộ phận văn thư",
    "organisation.register_seal": "ghi con dấu vào sổ",
    "organisation.hand_over_seal": "bàn giao con dấu",
    "organisation.withdraw_hand_over": "rút lại bàn giao con dấu chưa đến ngày",
    "organisation.end_seal": "thu hồi con dấu",
    "organisation.open_book": "mở sổ",
    "organisation.set_book": "đổi quy định của sổ",
    "organisation.end_book": "kết thúc sổ",
    "organisation.open_year": "mở kỳ năm của sổ",
    "organisation.start_term": "bắt đầu nhiệm kỳ",
    "organisation.end_term": "kết thúc nhiệm kỳ",
    "organisation.withdraw_term": "rút lại nhiệm kỳ chưa bắt đầu",
    "organisation.create_account": "lập tài khoản",
    "organisation.issue_password": "phát mật khẩu lần đầu",
    "organisation.lock_account": "khóa tài khoản",
    "organisation.unlock_account": "mở khóa tài khoản",
    "organisation.reset_second_factor": "gỡ xác thực hai lớp",
}


class Sheet(TextChoices):
    """The tables of an import or export; the label is the sheet's name."""

    UNITS = "units", "Đơn vị"
    POSTS = "posts", "Vị trí"
    PEOPLE = "people", "Người"


# Per table: (key, heading, is required, what to write there). Codes only tie rows of one file together.
Column = tuple[str, str, bool, str]
_PERIOD: tuple[Column, ...] = (
    ("starts_on", "Ngày bắt đầu", True, "Ngày đầu tiên có hiệu lực, dạng 01/07/2025."),
    ("ends_on", "Ngày kết thúc", False, "Ngày đầu tiên không còn hiệu lực; để trống nếu đang hoạt động."),
    ("legal_basis", "Căn cứ", False, "Số, ngày của quyết định."),
)
SHEET_COLUMNS: dict[str, tuple[Column, ...]] = {
    Sheet.UNITS: (
        ("code", "Mã đơn vị", True, "Tự đặt; đơn vị đổi tên có nhiều dòng cùng mã, mỗi dòng một giai đoạn."),
        ("name", "Tên đơn vị", True, "Tên đầy đủ."),
        ("short_name", "Tên viết tắt", False, "Tên gọi ngắn trong danh sách."),
        ("symbol", "Ký hiệu", False, "Ký hiệu trong số văn bản, ví dụ VX."),
        ("body_type", "Loại hình", False, "Tên hoặc mã loại hình có trong danh mục, ví dụ Sở."),
        ("territory", "Mã địa bàn", False, "Mã đơn vị hành chính: 2 số cấp tỉnh, 5 số cấp xã."),
        ("parent", "Mã cấp trên", False, "Mã đơn vị của cấp trên trong tệp này; để trống nếu là đơn vị gốc."),
        ("agency_code", "Mã định danh", False, "Mã định danh điện tử, ví dụ H98.05."),
        ("establishment", "Biên chế", False, "Số biên chế được giao."),
        ("order", "Thứ tự", False, "Thứ tự hiện trong cơ cấu."),
        *_PERIOD,
    ),
    Sheet.POSTS: (
        ("code", "Mã vị trí", True, "Tự đặt, mỗi vị trí một mã; vị trí có thay đổi thì nhiều dòng cùng mã."),
        ("unit", "Mã đơn vị", True, "Mã của đơn vị ở trang Đơn vị."),
        ("title", "Chức danh", True, "Ví dụ Trưởng phòng."),
        ("job_position", "Vị trí việc làm", False, "Tên theo danh mục vị trí việc làm; để trống là như chức danh."),
        ("headcount", "Số lượng", False, "Số người của vị trí; để trống là 1."),
        ("is_head", "Cấp trưởng", False, "Ghi x nếu đứng đầu đơn vị."),
        ("is_deputy", "Cấp phó", False, "Ghi x nếu là cấp phó."),
        ("roles", "Vai trò", False, "Cách nhau bằng dấu phẩy, ví dụ Chuyên viên, Văn thư."),
        ("order", "Thứ tự", False, "Thứ tự trong đơn vị."),
        *_PERIOD,
    ),
    Sheet.PEOPLE: (
        ("code", "Mã người", True, "Tự đặt; người giữ nhiều vị trí có nhiều dòng cùng mã."),
        ("full_name", "Họ và tên", True, "Có dấu."),
        ("email", "Thư điện tử", False, "Thư công vụ; để phân biệt người trùng tên."),
        ("phone", "Điện thoại", False, ""),
        ("account", "Tài khoản", False, "Tên đăng nhập muốn đặt, hoặc x để hệ thống đặt; để trống là chưa lập."),
        ("post", "Mã vị trí", True, "Mã ở trang Vị trí."),
        ("kind", "Hình thức", False, "Chính (để trống), Kiêm nhiệm, hoặc Quyền, phụ trách."),
        *_PERIOD,
    ),
}
GUIDE_COLUMNS = ("Trang", "Cột", "Bắt buộc", "Cách ghi")
# The row that the file to fill in shows how.
SHEET_EXAMPLES: dict[str, dict[str, str]] = {
    Sheet.UNITS: {
        "code": "VP",
        "name": "Văn phòng HĐND và UBND",
        "short_name": "Văn phòng",
        "symbol": "VP",
        "body_type": "Văn phòng HĐND và UBND",
        "agency_code": "H98.01",
        "establishment": "12",
        "order": "1",
        "starts_on": "01/07/2025",
        "legal_basis": "Nghị quyết 01/NQ-HĐND ngày 01/7/2025",
    },
    Sheet.POSTS: {
        "code": "CVP",
        "unit": "VP",
        "title": "Chánh Văn phòng",
        "headcount": "1",
        "is_head": "x",
        "roles": "Chánh Văn phòng, Trưởng đơn vị",
        "order": "1",
        "starts_on": "01/07/2025",
    },
    Sheet.PEOPLE: {
        "code": "N1",
        "full_name": "Nguyễn Văn Mẫu",
        "email": "mau.nv@vidu.invalid",
        "account": "x",
        "post": "CVP",
        "kind": "Chính",
        "starts_on": "01/07/2025",
        "legal_basis": "Quyết định 05/QĐ-UBND ngày 01/7/2025",
    },
}
