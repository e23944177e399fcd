"""The offices of the invented province as a table: units, seats, letterheads. Body types follow the two-tier model of
1 July 2025; every name is made up."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tinhgon.organisation.choices import Role

R = Role


@dataclass(frozen=True)
class Seat:
    key: str
    title: str
    unit: str
    roles: tuple[Role, ...]
    is_head: bool = False
    is_deputy: bool = False


@dataclass(frozen=True)
class Office:
    key: str
    name: str
    short_name: str
    bloc: str
    level: str
    rule_set: str
    letterhead: str
    parent_letterhead: str
    symbol: str
    place: str
    territory: str
    code: str
    # (key, name, symbol in numbers, key of the parent)
    units: tuple[tuple[str, str, str, str], ...]
    seats: tuple[Seat, ...]


TERRITORIES = (
    ("98", "Tỉnh Bình Sơn", "tỉnh", "province", ""),
    ("98001", "Xã Tân Hòa", "xã", "commune", "98"),
    ("98002", "Xã Phú Lộc", "xã", "commune", "98"),
    ("98003", "Xã Đông Sơn", "xã", "commune", "98"),
    ("98004", "Phường Bình Minh", "phường", "commune", "98"),
    ("98005", "Phường An Thịnh", "phường", "commune", "98"),
    ("98006", "Xã Hải Trung", "xã", "commune", "98"),
)
FIELDS = (
    ("TCBM", "Tổ chức bộ máy"),
    ("CDS", "Chuyển đổi số"),
    ("KTXH", "Kinh tế - xã hội"),
    ("NC", "Nội chính"),
    ("VX", "Văn hóa - xã hội"),
)
PARTY_BOOKS = (
    ("NQ", "nghị quyết"), ("CT", "chỉ thị"), ("KL", "kết luận"), ("QĐ", "quyết định, quy định"), ("QC", "quy chế"),
    ("HD", "hướng dẫn"), ("TB", "thông báo"), ("BC", "báo cáo"), ("KH", "kế hoạch"), ("CTr", "chương trình"),
    ("TTr", "tờ trình"), ("CV", "công văn"), ("GM", "giấy mời"),
)  # fmt: skip

PROVINCIAL_COMMITTEE = Office(
    "tinhuy", "Tỉnh ủy Bình Sơn", "Tỉnh ủy", "party", "province", "hd05", "TỈNH ỦY BÌNH SƠN",
    "", "TU", "Bình Sơn", "98", "A98",
    (
        ("tinhuy", "Tỉnh ủy Bình Sơn", "TU", ""),
        ("vp", "Văn phòng Tỉnh ủy", "VPTU", "tinhuy"),
        ("th", "Phòng Tổng hợp", "TH", "vp"),
        ("hc", "Phòng Hành chính - Lưu trữ", "HC", "vp"),
        ("btc", "Ban Tổ chức Tỉnh ủy", "BTCTU", "tinhuy"),
        ("btgdv", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "BTGDVTU", "tinhuy"),
        ("ubkt", "Cơ quan Ủy ban Kiểm tra Tỉnh ủy", "UBKTTU", "tinhuy"),
        ("bnc", "Ban Nội chính Tỉnh ủy", "BNCTU", "tinhuy"),
    ),
    (
        Seat("lanhdao", "Phó Bí thư Thường trực", "tinhuy", (R.LEADER,)),
        Seat("bithu", "Bí thư Tỉnh ủy", "tinhuy", (R.LEADER,)),
        Seat("chanhvp", "Chánh Văn phòng", "vp", (R.CHIEF_OF_OFFICE, R.UNIT_HEAD), is_head=True),
        Seat("vanthu", "Văn thư", "hc", (R.CLERK,)),
        Seat("vanthu2", "Văn thư", "hc", (R.CLERK,)),
        Seat("truongphong", "Trưởng phòng Tổng hợp", "th", (R.UNIT_HEAD,), is_head=True),
        Seat("chuyenvien", "Chuyên viên", "th", (R.SPECIALIST,)),
        Seat("chuyenvien2", "Chuyên viên", "th", (R.SPECIALIST,)),
        Seat("truongbtc", "Trưởng Ban Tổ chức", "btc", (R.UNIT_HEAD,), is_head=True),
        Seat("tochuc", "Chuyên viên tổ chức", "btc", (R.ORGANISATION_OFFICER,)),
        Seat("truongbtgdv", "Trưởng Ban Tuyên giáo và Dân vận", "btgdv", (R.UNIT_HEAD,), is_head=True),
        Seat("chunhiemubkt", "Chủ nhiệm Ủy ban Kiểm tra", "ubkt", (R.UNIT_HEAD,), is_head=True),
        Seat("truongbnc", "Trưởng Ban Nội chính", "bnc", (R.UNIT_HEAD,), is_head=True),
        Seat("antoan", "Cán bộ an toàn thông tin", "hc", (R.SECURITY_OFFICER,)),
        Seat("quantri", "Quản trị hệ thống", "hc", (R.ADMINISTRATOR,)),
    ),
)  # fmt: skip

PEOPLES_COMMITTEE = Office(
    "ubnd", "Ủy ban nhân dân tỉnh Bình Sơn", "UBND tỉnh", "state", "province", "nd30",
    "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", "", "UBND", "Bình Sơn", "98", "H98",
    (
        ("ubnd", "Ủy ban nhân dân tỉnh Bình Sơn", "UBND", ""),
        ("vp", "Văn phòng UBND tỉnh", "VP", "ubnd"),
        ("vx", "Phòng Văn xã", "VX", "vp"),
        ("hc", "Phòng Hành chính - Tổ chức", "HCTC", "vp"),
    ),
    (
        Seat("lanhdao", "Chủ tịch UBND tỉnh", "ubnd", (R.LEADER,)),
        Seat("phochutich", "Phó Chủ tịch UBND tỉnh", "ubnd", (R.LEADER,)),
        Seat("chanhvp", "Chánh Văn phòng UBND tỉnh", "vp", (R.CHIEF_OF_OFFICE, R.UNIT_HEAD), is_head=True),
        Seat("vanthu", "Văn thư", "hc", (R.CLERK,)),
        Seat("truongphong", "Trưởng phòng Văn xã", "vx", (R.UNIT_HEAD,), is_head=True),
        Seat("chuyenvien", "Chuyên viên", "vx", (R.SPECIALIST,)),
        Seat("tochuc", "Chuyên viên tổ chức", "hc", (R.ORGANISATION_OFFICER,)),
        Seat("antoan", "Cán bộ an toàn thông tin", "hc", (R.SECURITY_OFFICER,)),
        Seat("quantri", "Quản trị hệ thống", "hc", (R.ADMINISTRATOR,)),
    ),
)  # fmt: skip


def _department(key: str, name: str, symbol: str, code: str) -> Office:
    return Office(
        key, f"{name} tỉnh Bình Sơn", name, "state", "province", "nd30", name.upper(), "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN",
        symbol, "Bình Sơn", "98", code,
        (("so", name, symbol, ""), ("vp", f"Văn phòng {name}", "VP", "so"), ("nv", "Phòng Nghiệp vụ", "NV", "so")),
        (
            Seat("lanhdao", f"Giám đốc {name}", "so", (R.LEADER,)),
            Seat("chanhvp", f"Chánh Văn phòng {name}", "vp", (R.CHIEF_OF_OFFICE, R.UNIT_HEAD), is_head=True),
            Seat("vanthu", "Văn thư", "vp", (R.CLERK,)),
            Seat("truongphong", "Trưởng phòng Nghiệp vụ", "nv", (R.UNIT_HEAD,), is_head=True),
            Seat("chuyenvien", "Chuyên viên", "nv", (R.SPECIALIST,)),
        ),
    )  # fmt: skip


FRONT = Office(
    "mttq", "Ủy ban MTTQ Việt Nam tỉnh Bình Sơn", "MTTQ tỉnh", "front", "province", "nd30",
    "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BÌNH SƠN", "", "MTTQ-BTT", "Bình Sơn", "98", "M98",
    (("mttq", "Ủy ban MTTQ Việt Nam tỉnh Bình Sơn", "MTTQ", ""), ("vp", "Văn phòng Cơ quan MTTQ tỉnh", "VP", "mttq")),
    (
        Seat("lanhdao", "Chủ tịch Ủy ban MTTQ tỉnh", "mttq", (R.LEADER,)),
        Seat("chanhvp", "Chánh Văn phòng", "vp", (R.CHIEF_OF_OFFICE, R.UNIT_HEAD), is_head=True),
        Seat("vanthu", "Văn thư", "vp", (R.CLERK,)),
        Seat("chuyenvien", "Chuyên viên", "vp", (R.SPECIALIST,)),
    ),
)  # fmt: skip


def _commune(key: str, name: str, territory: str) -> Office:
    kind, proper = name.split(" ", 1)
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if kind == "phường" else "Phòng Kinh tế"
    return Office(
        key, f"Ủy ban nhân dân {name}", f"UBND {name}", "state", "commune", "nd30", f"ỦY BAN NHÂN DÂN {name.upper()}",
        "", "UBND", proper, territory, f"H98.{territory[-2:]}",
        (
            ("ubnd", f"Ủy ban nhân dân {name}", "UBND", ""),
            ("vp", "Văn phòng HĐND và UBND", "VP", "ubnd"),
            ("kt", economy, "KT", "ubnd"),
        ),
        (
            Seat("lanhdao", f"Chủ tịch UBND {name}", "ubnd", (R.LEADER,)),
            Seat("chanhvp", "Chánh Văn phòng HĐND và UBND", "vp", (R.CHIEF_OF_OFFICE, R.UNIT_HEAD), is_head=True),
            Seat("vanthu", "Văn thư", "vp", (R.CLERK, R.ADMINISTRATOR)),
            Seat("chuyenvien", "Chuyên viên", "kt", (R.SPECIALIST,)),
            Seat("truongkt", f"Trưởng {economy[0].lower()}{economy[1:]}", "kt", (R.UNIT_HEAD,), is_head=True),
        ),
    )  # fmt: skip


OFFICES: tuple[Office, ...] = (
    PROVINCIAL_COMMITTEE,
    PEOPLES_COMMITTEE,
    _department("sonoivu", "Sở Nội vụ", "SNV", "H98.05"),
    _department("sotaichinh", "Sở Tài chính", "STC", "H98.08"),
    FRONT,
    _commune("tanhoa", "xã Tân Hòa", "98001"),
    _commune("phuloc", "xã Phú Lộc", "98002"),
    _commune("dongson", "xã Đông Sơn", "98003"),
    _commune("binhminh", "phường Bình Minh", "98004"),
    _commune("anthinh", "phường An Thịnh", "98005"),
    _commune("haitrung", "xã Hải Trung", "98006"),
)
# A person with two posts never switches to see work: (username, office, title, unit, roles).
CONCURRENT: tuple[tuple[str, str, str, str, tuple[Role, ...]], ...] = (
    ("lanhdao.ubnd", "tinhuy", "Phó Bí thư Tỉnh ủy", "tinhuy", (R.LEADER,)),
)

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Văn", "Thị", "Minh", "Hoàng", "Đức", "Thanh", "Quang", "Ngọc", "Hữu", "Xuân")
_GIVEN = (
    "An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hiếu", "Hòa", "Khánh", "Lan", "Linh", "Long", "Mai",
    "Nam", "Nga", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Uyên", "Việt", "Yến",
)  # fmt: skip


def names(rng: random.Random) -> Iterator[str]:
    """Invented full names, each once, the same for the same generator."""
    seen: set[str] = set()
    while True:
        name = f"{rng.choice(_FAMILY)} {rng.choice(_MIDDLE)} {rng.choice(_GIVEN)}"
        if name not in seen:
            seen.add(name)
            yield name
