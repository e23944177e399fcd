"""Who issues invented papers: bodies of the invented province of Bình Sơn and its people.

Names are put together from syllables that exclude those of well-known leaders; each post of a body keeps the
same few invented people, so that lists by signer make sense.
"""

import random
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from officekit.typeset.shapes import Bloc

PROVINCE: Final = "Bình Sơn"

COMMUNES: Final = (
    "xã Tân Khê",
    "xã Suối Ngàn",
    "xã Đồng Mây",
    "xã Hòa Thạch",
    "xã Phú Điền Thượng",
    "xã An Khánh Đông",
    "xã Vĩnh Lộc Sơn",
    "xã Thạnh Mỹ Tây",
    "xã Đá Bạc",
    "xã Bản Lài",
    "xã Nậm Hoa",
    "xã Long Xuyên Hạ",
    "xã Cẩm Đàn",
    "xã Mường Thanh Sơn",
    "xã Trà Vân",
    "xã Ia Drong",
    "phường Trung Sơn",
    "phường Bắc Hà Sơn",
    "phường Đông Kinh Mới",
    "phường Sông Lam Thượng",
    "phường Quang Thịnh",
    "phường Tây Hồ Sơn",
)

_FAMILY: Final = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Lương",
    "Trịnh",
    "Mai",
    "Đoàn",
    "Tạ",
    "Vương",
]
_MIDDLE_HE: Final = [
    "Văn",
    "Đức",
    "Hữu",
    "Quốc",
    "Thế",
    "Công",
    "Đình",
    "Duy",
    "Trung",
    "Tiến",
    "Khắc",
    "Bá",
    "Xuân",
    "Hải",
]
_GIVEN_HE: Final = [
    "Khôi",
    "Bảo",
    "Nghĩa",
    "Thịnh",
    "Kiên",
    "Toàn",
    "Đạt",
    "Hiếu",
    "Phong",
    "Sáng",
    "Tuấn",
    "Vinh",
    "Lộc",
    "Quý",
    "Thắng",
    "Khoa",
    "Nam",
    "Sơn",
    "Tùng",
    "Việt",
]
_MIDDLE_SHE: Final = [
    "Thị",
    "Ngọc",
    "Thu",
    "Kim",
    "Thanh",
    "Diệu",
    "Bích",
    "Hồng",
    "Mỹ",
    "Thùy",
    "Lan",
    "Phương",
]
_GIVEN_SHE: Final = [
    "Hằng",
    "Lan",
    "Hoa",
    "Nga",
    "Dung",
    "Hạnh",
    "Liên",
    "Oanh",
    "Thảo",
    "Trang",
    "Yến",
    "Vân",
    "Loan",
    "Thoa",
    "Nhung",
    "Huệ",
    "Quyên",
    "Duyên",
]


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues papers; `full` is its name in a sentence, `signs` the blocks over its signatures."""

    bloc: Bloc
    name: str
    symbol: str
    signs: tuple[tuple[str, ...], ...]
    full: str
    place: str = PROVINCE
    parent: str = ""
    level: str = "department"
    short: str = ""
    unit_codes: tuple[str, ...] = ()
    keeps: str = ""


def person(rng: random.Random) -> str:
    """An invented name of three syllables, four now and then."""
    if rng.random() < 0.6:
        middle, given = rng.choice(_MIDDLE_HE), rng.choice(_GIVEN_HE)
    else:
        middle, given = rng.choice(_MIDDLE_SHE), rng.choice(_GIVEN_SHE)
        if middle == given:
            middle = "Thị"
        elif rng.random() < 0.3:
            middle = f"Thị {rng.choice(_MIDDLE_SHE[1:])}" if middle == "Thị" else middle
    return f"{rng.choice(_FAMILY)} {middle} {given}"


@lru_cache(maxsize=4096)
def holders(body: str, title: str) -> tuple[str, ...]:
    """The invented people in a post of a body: one head, three deputies; the same in every run."""
    rng = random.Random(zlib.crc32(f"{body}|{title}".encode()))  # noqa: S311 (made-up names)
    return tuple(person(rng) for _ in range(3 if "Phó" in title else 1))


def _department(name: str, symbol: str, units: str) -> Issuer:
    return Issuer(
        "state",
        name,
        symbol,
        (("Giám đốc",), ("KT. Giám đốc", "Phó Giám đốc"), ("TL. Giám đốc", "Chánh Văn phòng")),
        name,
        parent=f"UBND tỉnh {PROVINCE}",
        unit_codes=tuple(units.split()),
    )


def commune_committee(commune: str) -> Issuer:
    """The people's committee of a commune or ward."""
    name = commune.split(" ", 1)[1]
    return Issuer(
        "state",
        f"Ủy ban nhân dân {commune}",
        "UBND",
        (
            ("TM. Ủy ban nhân dân", "Chủ tịch"),
            ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        ),
        f"Ủy ban nhân dân {commune}",
        place=name,
        level="commune",
        short=f"UBND {commune}",
        unit_codes=("VP", "KT", "VHXH", "PVHCC"),
    )


def commune_party(commune: str) -> Issuer:
    """The Party committee of a commune or ward."""
    name = commune.split(" ", 1)[1]
    return Issuer(
        "party",
        f"Đảng ủy {commune}",
        "ĐU",
        (("T/M Ban Thường vụ", "Bí thư"), ("T/M Ban Thường vụ", "Phó Bí thư")),
        f"Ban Thường vụ Đảng ủy {commune}",
        place=name,
        parent=f"Đảng bộ tỉnh {PROVINCE}",
        level="commune",
        keeps="Văn phòng Đảng ủy",
    )


def _advisory(name: str, symbol: str, head: str, deputy: str) -> Issuer:
    return Issuer(
        "party",
        name,
        symbol,
        ((head,), (f"K/T {head}", deputy)),
        f"{name} Tỉnh ủy",
        parent=f"Tỉnh ủy {PROVINCE}",
        keeps=f"{name} Tỉnh ủy",
    )


UBND: Final = Issuer(
    "state",
    f"Ủy ban nhân dân tỉnh {PROVINCE}",
    "UBND",
    (("TM. Ủy ban nhân dân", "Chủ tịch"), ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch")),
    f"Ủy ban nhân dân tỉnh {PROVINCE}",
    level="province",
    short="UBND tỉnh",
)
TINH_UY: Final = Issuer(
    "party",
    f"Tỉnh ủy {PROVINCE}",
    "TU",
    (("T/M Ban Thường vụ", "Bí thư"), ("T/M Ban Thường vụ", "Phó Bí thư")),
    "Ban Thường vụ Tỉnh ủy",
    level="province",
    keeps="Văn phòng Tỉnh ủy",
)

STATE_BODIES: Final[tuple[Issuer, ...]] = (
    UBND,
    _department("Sở Nội vụ", "SNV", "VP TCBC CCVC VTLT"),
    _department("Sở Tài chính", "STC", "VP QLNS QLGCS ĐT"),
    _department("Sở Y tế", "SYT", "VP NVY NVD BTXH"),
    _department("Sở Giáo dục và Đào tạo", "SGDĐT", "VP GDTrH GDMN TCCB"),
    _department("Sở Nông nghiệp và Môi trường", "SNNMT", "VP QLĐĐ BVMT TTBVTV"),
    _department("Sở Khoa học và Công nghệ", "SKHCN", "VP CĐS BCVT"),
    _department("Sở Xây dựng", "SXD", "VP QHKT QLXD"),
    _department("Sở Tư pháp", "STP", "VP XDKTVB PBGDPL"),
    _department("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "VP QLVH QLDL"),
    *(commune_committee(commune) for commune in COMMUNES),
)
PARTY_BODIES: Final[tuple[Issuer, ...]] = (
    TINH_UY,
    _advisory("Văn phòng", "VPTU", "Chánh Văn phòng", "Phó Chánh Văn phòng"),
    _advisory("Ban Tổ chức", "BTCTU", "Trưởng Ban", "Phó Trưởng Ban"),
    _advisory("Ban Tuyên giáo và Dân vận", "BTGDVTU", "Trưởng Ban", "Phó Trưởng Ban"),
    _advisory("Ban Nội chính", "BNCTU", "Trưởng Ban", "Phó Trưởng Ban"),
    Issuer(
        "party",
        "Ủy ban Kiểm tra",
        "UBKTTU",
        (("T/M Ủy ban Kiểm tra", "Chủ nhiệm"), ("T/M Ủy ban Kiểm tra", "Phó Chủ nhiệm")),
        "Ủy ban Kiểm tra Tỉnh ủy",
        parent=f"Tỉnh ủy {PROVINCE}",
        keeps="Ủy ban Kiểm tra Tỉnh ủy",
    ),
    *(commune_party(commune) for commune in COMMUNES),
)
