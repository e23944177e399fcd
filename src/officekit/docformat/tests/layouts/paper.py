"""One invented paper: what is printed on it, and the truth of its fields, from a seed.

Knows the habits of offices (spacing, rules, marks, annexes, appended papers) as choices of a random generator;
refuses to know how a page is drawn: `word` and `drawn` do that."""

import random
from dataclasses import dataclass, field

from officekit.docformat.tests.layouts.bodies import PARTY, STATE, YOUTH, Body

KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "CĐ": "Công điện",
    "GM": "Giấy mời",
    "CTr": "Chương trình",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "BB": "Biên bản",
    "QC": "Quy chế",
    "CV": "Công văn",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "L": "Luật",
    "PC": "Phiếu chuyển",
    "GGT": "Giấy giới thiệu",
    "QyĐ": "Quy định",
}
_STATE_KINDS = (
    "CV",
    "CV",
    "CV",
    "CV",
    "QĐ",
    "QĐ",
    "KH",
    "BC",
    "TTr",
    "TB",
    "GM",
    "CT",
    "HD",
    "CTr",
    "CĐ",
    "PA",
    "BB",
    "ĐA",
)
_PARTY_KINDS = ("CV", "CV", "NQ", "QĐ", "QyĐ", "KL", "TB", "HD", "KH", "BC", "TTr", "CTr", "CT", "GM", "BB", "QC")
_TOPICS = (
    "tăng cường công tác phòng, chống dịch bệnh trên địa bàn tỉnh",
    "triển khai Nghị định số 30/2020/NĐ-CP về công tác văn thư",
    "sắp xếp, tổ chức bộ máy của chính quyền địa phương 02 cấp",
    "chuyển đổi số giai đoạn 2025 - 2030",
    "bảo đảm an toàn thông tin, bảo vệ bí mật nhà nước",
    "cải cách hành chính năm 2026",
    "tổ chức Đại hội Đảng bộ nhiệm kỳ 2025 - 2030",
    "rà soát, cập nhật cơ sở dữ liệu cán bộ, công chức, viên chức",
    "kiểm tra việc thực hiện Kết luận số 127-KL/TW của Bộ Chính trị",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ mùa khô",
    "thu, nộp, quản lý và sử dụng Quỹ \u201cĐền ơn đáp nghĩa\u201d",
    "đầu tư xây dựng Trường THPT Suối Ngàn (giai đoạn 2)",
)
_LEADS = {
    "CV": (
        "đề nghị báo cáo kết quả",
        "phối hợp",
        "góp ý dự thảo Kế hoạch",
        "hướng dẫn",
        "trả lời Công văn số 123/SNV-VP về việc",
    ),
    "QĐ": ("Về việc ban hành Kế hoạch", "Ban hành Quy chế", "Về việc thành lập Tổ công tác", "V/v phê duyệt Đề án"),
    "BC": ("Kết quả", "Sơ kết 6 tháng", "Tình hình"),
    "TTr": ("Về việc đề nghị", "V/v xin chủ trương"),
    "GM": ("Dự Hội nghị", "Họp bàn"),
    "KL": ("của Ban Thường vụ Tỉnh ủy về", "về việc"),
    "CĐ": ("Về việc", "V/v"),
    "NQ": ("Về", "Về việc"),
    "TB": ("Về việc", "Kết luận của đồng chí Chủ tịch về", "Kết quả"),
}
_BODY = (
    "Thực hiện chỉ đạo của cấp trên về nhiệm vụ trọng tâm năm 2026, cơ quan yêu cầu các đơn vị thực hiện đúng hạn.",
    "Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao, chủ động triển khai và báo cáo kết quả về Văn phòng "
    "trước ngày 15 tháng 8 năm 2026 để tổng hợp.",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn, xem xét, "
    "giải quyết theo quy định.",
    "Giao Chánh Văn phòng theo dõi, đôn đốc việc thực hiện; tăng cường bảo mật thông tin, không để lộ tài liệu mật.",
    "Kinh phí thực hiện từ nguồn ngân sách nhà nước theo phân cấp và các nguồn kinh phí hợp pháp khác theo quy định.",
)
_NAMES = (
    "Nguyễn Văn Khôi",
    "Trần Thị Hồng Vân",
    "Lê Minh Sáng",
    "Phạm Thị Kim Oanh",
    "Hoàng Đức Thịnh",
    "Võ Thị Ánh Nguyệt",
    "Huỳnh Công Lý",
    "Đặng Hữu Đạt",
    "Y Thanh Hà Niê Kđăm",
    "Ksor H'Bơ Khăp",
    "Bùi Ái",
    "Lý Thị Pà Cò",
    "Nông Văn Ích",
    "Tôn Nữ Thị Ninh Hòa",
    "Ngô Xuân Vinh",
    "Rơ Châm Giáo",
    "Thào A Sềnh",
    "Hồ Ka",
    "Điểu K'Ré",
)
_RANKS = ("ThS. ", "TS. ", "Đại tá ", "Thượng tá ", "PGS. TS. ", "BSCKII. ", "Thiếu tướng ", "TS.BS. ", "ThS.BS ")


@dataclass
class Paper:
    """What stands on the paper, top down, and its truth."""

    seed: int
    body: Body
    kind: str
    kind_name: str
    rng: random.Random
    code_line: str = ""
    date_line: str = ""
    letter_subject: str = ""
    title: str = ""
    subject: str = ""
    authority: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    signed_mark: str = ""
    name: str = ""
    urgency: str = ""
    top_mark: str = ""
    annex: str = ""
    truth: dict[str, str | None] = field(default_factory=dict)

    @property
    def is_party(self) -> bool:
        return self.body.bloc == "party"


def make(seed: int) -> Paper:
    """The paper of a seed; the same in every run."""
    rng = random.Random(seed)
    body = rng.choice(rng.choice((STATE, STATE, STATE, PARTY, PARTY, YOUTH)))
    kinds = body.kinds or (_PARTY_KINDS if body.bloc == "party" else _STATE_KINDS)
    kind = rng.choice(kinds)
    if body.bloc != "party" and body.issuer.startswith("Bộ ") and rng.random() < 0.25:
        kind = "TT"
    paper = Paper(seed, body, kind, KINDS[kind], rng)
    _number(paper)
    _date(paper)
    _subject(paper)
    _text(paper)
    _foot(paper)
    _marks(paper)
    paper.truth |= {
        "issuer": body.issuer,
        "parent_issuer": body.parent or None,
        "doc_type_name": paper.kind_name,
    }
    return paper


def _number(paper: Paper) -> None:
    rng, kind, code = paper.rng, paper.kind, paper.body.code
    number = rng.choice(("05", "15", "128", "1234", "2026", "01", "9", "347"))
    if rng.random() < 0.12:
        number = ""
    if paper.is_party:
        printed = "QĐ" if kind == "QyĐ" else kind
        symbol, separator = f"{printed}/{code}", "-"
    elif kind in {"NĐ", "TT", "L"} or (kind == "NQ" and code in {"HĐND", "UBTVQH15"} and rng.random() < 0.6):
        symbol = {"L": f"2025/{code}"}.get(kind, f"2025/{kind}-{code}")
        if code == "UBTVQH15":
            symbol = f"2025/{code}"
        separator, number = "/", number or "30"
    elif kind == "CV":
        unit = rng.choice(("VP", "VX", "TH", "TCCB", "NC", "KGVX", "P6", ""))
        symbol, separator = (f"{code}-{unit}" if unit else code), "/"
    else:
        symbol, separator = f"{kind}-{code}", "/"
    paper.truth["number"] = number or None
    paper.truth["symbol"] = symbol
    paper.truth["code"] = f"{number}{separator}{symbol}"
    blank = rng.choice(("     ", "         ", ".....", "……", "")) if not number else ""
    gap = rng.choice(("", "", "", " "))
    party_labels, state_labels = ("Số ", "Số ", "Số: ", "Số  "), ("Số: ", "Số: ", "Số:", "Số : ", "Số ", "SỐ: ")
    label = rng.choice(party_labels if paper.is_party else state_labels)
    text = f"{number}{blank}{gap}{separator}{gap}{symbol}" if number else f"{blank or '   '}{separator}{symbol}"
    if kind == "L":
        label = "Luật số: "
    elif kind == "NQ" and code == "UBTVQH15":
        label = "Nghị quyết số: "
    paper.code_line = label + text


def _date(paper: Paper) -> None:
    rng = paper.rng
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.choice((2024, 2025, 2026))
    place = paper.body.place
    if rng.random() < 0.1:
        place = rng.choice(("TP. Bình Sơn", "Tp. Bình Sơn", "Thành phố Bình Sơn", "Bình Sơn - Tân Khê"))
    paper.truth["place"] = place
    roll = rng.random()
    shown_day = f"{day:02d}" if rng.random() < 0.8 else str(day)
    shown_month = f"{month:02d}" if month < 3 or rng.random() < 0.2 else str(month)
    if roll < 0.1:
        paper.truth["issued_on"] = None
        paper.date_line = f"{place}, ngày     tháng {shown_month} năm {year}"
    elif roll < 0.14:
        paper.truth["issued_on"] = None
        paper.date_line = f"{place}, ngày ... tháng ... năm {year}"
    else:
        paper.truth["issued_on"] = f"{year}-{month:02d}-{day:02d}"
        wide = rng.random() < 0.1
        space = "  " if wide else " "
        paper.date_line = f"{place}, ngày{space}{shown_day}{space}tháng{space}{shown_month}{space}năm {year}"


def _subject(paper: Paper) -> None:
    rng, kind = paper.rng, paper.kind
    lead, topic = rng.choice(_LEADS.get(kind, ("", ""))), rng.choice(_TOPICS)
    text = f"{lead} {topic}".strip()
    if kind == "CV":
        if paper.is_party:
            prefix = rng.choice(("về việc ", "V/v ", "Về việc "))
        else:
            prefix = rng.choice(("V/v ", "V/v ", "V/v ", "V/v: ", "Về việc ", "v/v "))
        paper.letter_subject = prefix + text
        paper.truth["subject"] = text
        return
    if kind in {"BB", "GM", "PC"} and rng.random() < 0.3:
        paper.truth["subject"] = None
    else:
        paper.subject = text[:1].upper() + text[1:]
        paper.truth["subject"] = paper.subject
    name = paper.kind_name.upper()
    if rng.random() < 0.06:
        name = " ".join(name.replace(" ", ""))
    paper.title = name
    if kind in {"QĐ", "NQ", "NĐ", "TT"} and not paper.is_party and rng.random() < 0.8:
        paper.authority = _authority(paper)


def _authority(paper: Paper) -> str:
    """The line in capitals over the legal bases: who decides."""
    issuer = paper.body.issuer.upper()
    if paper.kind == "QĐ":
        heads = {"Ủy": "CHỦ TỊCH", "UB": "CHỦ TỊCH", "Sở": "GIÁM ĐỐC", "Tr": "HIỆU TRƯỞNG"}
        return f"{heads.get(paper.body.issuer[:2], 'THỦ TRƯỞNG')} {issuer}"
    return {"NĐ": "CHÍNH PHỦ", "TT": f"BỘ TRƯỞNG {issuer}"}.get(paper.kind, issuer)


def _text(paper: Paper) -> None:
    rng, kind = paper.rng, paper.kind
    if kind == "CV" or (kind in {"TTr", "BC", "GM"} and rng.random() < 0.7):
        count = rng.choice((1, 1, 2, 4))
        pool = [
            "Các sở, ban, ngành tỉnh",
            "Ủy ban nhân dân các xã, phường",
            "Văn phòng Chính phủ",
            "Tỉnh ủy Bình Sơn",
            "Công an tỉnh",
            "Ủy ban nhân dân tỉnh Bình Sơn",
        ]
        paper.addressees = tuple(rng.sample(pool, count))
    if kind in {"QĐ", "NQ", "NĐ", "TT", "KH"}:
        paper.bases = (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
            "Theo đề nghị của Chánh Văn phòng tại Tờ trình số 12/TTr-VP ngày 20 tháng 6 năm 2025.",
        )
    long = rng.random()
    amount = rng.randint(2, 5) if long < 0.5 else rng.randint(6, 14) if long < 0.85 else rng.randint(20, 45)
    paper.paragraphs = tuple(
        (f"Điều {i + 1}. " if kind in {"QĐ", "NĐ", "TT", "L"} else rng.choice((f"{i + 1}. ", ""))) + rng.choice(_BODY)
        for i in range(amount)
    )


def _foot(paper: Paper) -> None:
    rng = paper.rng
    lines = rng.choice(paper.body.signs)
    if rng.random() < 0.08:
        lines = tuple(line.replace("TM. ", "TM.").replace("KT. ", "KT.").replace("TL. ", "TL.") for line in lines)
    name = rng.choice(_NAMES)
    if not paper.is_party and rng.random() < 0.2:
        name = rng.choice(_RANKS) + name
    paper.truth["signer_title"] = " / ".join(lines)
    if rng.random() < 0.07:
        name = name.upper()
    paper.truth["signer_name"] = name
    paper.signs, paper.name = lines, name
    paper.signed_mark = rng.choice(
        ("", "", "", "", "(Đã ký)", "(đã ký)", "(Ký, ghi rõ họ tên)", "Đã ký", "(Ký tên, đóng dấu)")
    )
    others = [
        "- Thường trực Tỉnh ủy (để báo cáo);",
        "- Các Phó Chủ tịch UBND tỉnh;",
        "- Như Điều 3;",
        "- CVP, các PCVP;",
        "- Công báo tỉnh; Cổng TTĐT tỉnh;",
        "- Trung tâm Tin học - Công báo;",
    ]
    head = "- Như trên;" if paper.kind == "CV" else "- Như Điều 2;"
    last = "- Lưu: VT, VP." if not paper.is_party else "- Lưu Văn phòng."
    paper.recipients = (head, *rng.sample(others, rng.randint(0, 4)), last)


def _marks(paper: Paper) -> None:
    rng = paper.rng
    urgency = rng.choice((None,) * 9 + ("khan", "thuong_khan", "hoa_toc"))
    paper.truth["urgency"] = urgency
    if urgency:
        texts = {
            "khan": ("KHẨN",),
            "thuong_khan": ("THƯỢNG KHẨN",),
            "hoa_toc": ("HỎA TỐC", "HOẢ TỐC", "HOẢ TỐC HẸN GIỜ"),
        }
        paper.urgency = rng.choice(texts[urgency])
    paper.top_mark = rng.choice(("",) * 14 + ("DỰ THẢO", "Dự thảo lần 2", "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"))
    paper.annex = rng.choice(("",) * 6 + ("table", "plan", "paper", "form"))
