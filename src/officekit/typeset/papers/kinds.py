"""The kinds of paper an office meets daily: how each names its subject, opens, is divided and ends.

One row a kind and bloc. `parts` are the headings of papers divided in numbered parts; kinds without parts run
in numbered clauses. Weights follow the daily post: công văn first.
"""

from dataclasses import dataclass
from typing import Final

from officekit.typeset.shapes import Bloc


@dataclass(frozen=True, slots=True)
class Kind:
    bloc: Bloc
    code: str
    name: str
    weight: int
    subjects: tuple[str, ...]
    opening: str
    parts: tuple[str, ...] = ()
    closing: str = ""
    lead: str = ""
    upward: bool = False


_LETTERS: Final = (
    "đẩy mạnh {t}",
    "đề nghị báo cáo kết quả {t}",
    "đôn đốc thực hiện nhiệm vụ {t}",
    "hướng dẫn một số nội dung về {t}",
    "góp ý dự thảo kế hoạch {t}",
    "chấn chỉnh một số thiếu sót trong {t}",
    "trả lời kiến nghị của cử tri về {t}",
    "phối hợp thực hiện {t}",
    "cử công chức tham gia đoàn kiểm tra {t}",
    "cung cấp thông tin, số liệu phục vụ {t}",
)
_PLANS: Final = (
    "thực hiện {t}",
    "tổ chức hội nghị sơ kết {t}",
    "kiểm tra công tác {t}",
    "triển khai cao điểm {t}",
    "khắc phục hạn chế trong {t}",
)
_REPORTS: Final = (
    "kết quả thực hiện {t}",
    "sơ kết 6 tháng công tác {t}",
    "tổng kết công tác {t}",
    "tiến độ triển khai nhiệm vụ {t}",
    "khó khăn, vướng mắc trong {t}",
)
_NOTICES: Final = (
    "kết luận tại cuộc họp về {t}",
    "ý kiến chỉ đạo về {t}",
    "lịch làm việc của tổ kiểm tra {t}",
    "kết quả kiểm tra công tác {t}",
)
_SUBMISSIONS: Final = (
    "đề nghị ban hành kế hoạch {t}",
    "xin chủ trương {t}",
    "đề nghị phê duyệt kinh phí {t}",
    "đề nghị thành lập tổ công tác {t}",
)
_MEETINGS: Final = (
    "dự hội nghị triển khai công tác {t}",
    "họp bàn giải pháp {t}",
    "dự hội nghị sơ kết {t}",
    "họp thẩm định dự thảo đề án {t}",
)
_DECISIONS: Final = (
    "phê duyệt Kế hoạch {t}",
    "thành lập Tổ công tác {t}",
    "kiện toàn Ban Chỉ đạo {t}",
    "ban hành Quy chế phối hợp trong công tác {t}",
    "phân bổ kinh phí thực hiện nhiệm vụ {t}",
    "tặng Bằng khen cho tập thể, cá nhân có thành tích trong công tác {t}",
    "thành lập Đoàn kiểm tra công tác {t}",
)
_PLAN_PARTS: Final = ("Mục đích, yêu cầu", "Nội dung, nhiệm vụ", "Tổ chức thực hiện")
_REPORT_PARTS: Final = ("Kết quả đạt được", "Hạn chế, nguyên nhân", "Phương hướng, nhiệm vụ thời gian tới")

KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "state",
        "CV",
        "Công văn",
        44,
        _LETTERS,
        "{cite}, {who} đề nghị các cơ quan, đơn vị thực hiện một số nội dung về {t} như sau:",
        closing="Đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện; vướng mắc phản ánh về "
        "{who} để kịp thời hướng dẫn.",
    ),
    Kind("state", "QĐ", "Quyết định", 12, _DECISIONS, "", lead="Về việc"),
    Kind(
        "state",
        "KH",
        "Kế hoạch",
        10,
        _PLANS,
        "{cite}, {who} ban hành Kế hoạch {s} với các nội dung sau:",
        _PLAN_PARTS,
        "Trên đây là Kế hoạch {s}, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện.",
    ),
    Kind(
        "state",
        "BC",
        "Báo cáo",
        10,
        _REPORTS,
        "{cite}, {who} báo cáo {s} như sau:",
        _REPORT_PARTS,
        "Trên đây là báo cáo {s}, {who} kính báo cáo.",
        upward=True,
    ),
    Kind(
        "state",
        "TB",
        "Thông báo",
        6,
        _NOTICES,
        "Sau khi nghe báo cáo và ý kiến của các đại biểu về {t}, {who} thông báo như sau:",
        closing="{who} thông báo để các cơ quan, đơn vị biết, thực hiện.",
    ),
    Kind(
        "state",
        "TTr",
        "Tờ trình",
        5,
        _SUBMISSIONS,
        "{cite}, {who} kính trình xem xét việc {t} như sau:",
        ("Sự cần thiết", "Nội dung đề xuất"),
        "{who} kính trình xem xét, quyết định.",
        lead="Về việc",
        upward=True,
    ),
    Kind("state", "GM", "Giấy mời", 6, _MEETINGS, ""),
    Kind(
        "state",
        "CT",
        "Chỉ thị",
        2,
        ("tăng cường công tác {t}", "đẩy mạnh {t} trong tình hình mới"),
        "Thời gian qua, công tác {t} trên địa bàn đã đạt nhiều kết quả quan trọng; "
        "tuy nhiên vẫn còn những hạn chế cần khắc phục. {who} yêu cầu:",
        closing="Yêu cầu thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện Chỉ thị này.",
        lead="Về việc",
    ),
    Kind(
        "state",
        "HD",
        "Hướng dẫn",
        3,
        ("thực hiện một số nội dung về {t}", "quy trình {t}"),
        "{cite}, {who} hướng dẫn {s} như sau:",
        ("Quy định chung", "Nội dung hướng dẫn", "Tổ chức thực hiện"),
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về {who} để được hướng dẫn.",
    ),
    Kind("state", "BB", "Biên bản", 1, ("họp xét công tác {t}", "làm việc về {t}"), "", lead=""),
    Kind(
        "state",
        "CĐ",
        "Công điện",
        1,
        ("tập trung ứng phó, khắc phục hậu quả và {t}",),
        "Để chủ động thực hiện {t}, hạn chế thấp nhất thiệt hại về người và tài sản, {who} yêu cầu:",
        closing="Nhận được Công điện này, các cơ quan, đơn vị khẩn trương triển khai thực hiện.",
        lead="Về việc",
    ),
    Kind(
        "party",
        "CV",
        "Công văn",
        38,
        _LETTERS,
        "{cite}, {who} đề nghị cấp ủy, tổ chức đảng thực hiện một số nội dung về {t} như sau:",
        closing="Đề nghị các cấp ủy, tổ chức đảng quan tâm lãnh đạo, chỉ đạo thực hiện.",
    ),
    Kind(
        "party",
        "KH",
        "Kế hoạch",
        11,
        _PLANS,
        "{cite}, {who} ban hành Kế hoạch {s} như sau:",
        _PLAN_PARTS,
        "Căn cứ Kế hoạch này, các cấp ủy, tổ chức đảng xây dựng kế hoạch cụ thể để thực hiện.",
    ),
    Kind(
        "party",
        "BC",
        "Báo cáo",
        10,
        _REPORTS,
        "{cite}, {who} báo cáo {s} như sau:",
        _REPORT_PARTS,
        "{who} trân trọng báo cáo.",
        upward=True,
    ),
    Kind(
        "party",
        "TB",
        "Thông báo",
        9,
        _NOTICES,
        "Tại cuộc họp về {t}, sau khi thảo luận, {who} kết luận như sau:",
        closing="{who} thông báo để các cấp ủy, tổ chức đảng biết, thực hiện.",
    ),
    Kind(
        "party",
        "KL",
        "Kết luận",
        5,
        ("về công tác {t}", "về một số nhiệm vụ, giải pháp {t}"),
        "Sau khi xem xét báo cáo về {t}, {who} thống nhất kết luận:",
        closing="Kết luận này phổ biến đến chi bộ để thực hiện.",
    ),
    Kind(
        "party",
        "NQ",
        "Nghị quyết",
        4,
        ("về lãnh đạo công tác {t}", "về tăng cường sự lãnh đạo của Đảng đối với {t}"),
        "Trên cơ sở đánh giá tình hình, {who} ban hành Nghị quyết {s} với các nội dung sau:",
        ("Tình hình và nguyên nhân", "Quan điểm, mục tiêu", "Nhiệm vụ, giải pháp", "Tổ chức thực hiện"),
        "Nghị quyết này được phổ biến đến chi bộ, đảng viên.",
    ),
    Kind(
        "party",
        "CT",
        "Chỉ thị",
        3,
        ("về tăng cường sự lãnh đạo của cấp ủy đối với {t}",),
        "Những năm qua, {t} đã được quan tâm lãnh đạo; tuy vậy kết quả chưa đồng đều. {who} yêu cầu:",
        closing="Chỉ thị này phổ biến đến chi bộ.",
    ),
    Kind(
        "party",
        "HD",
        "Hướng dẫn",
        4,
        ("thực hiện {t}", "một số nội dung về {t}"),
        "{cite}, {who} hướng dẫn {s} như sau:",
        ("Mục đích, yêu cầu", "Nội dung", "Tổ chức thực hiện"),
        "Trong quá trình thực hiện, nếu có khó khăn, đề nghị báo cáo {who} xem xét.",
    ),
    Kind("party", "QĐ", "Quyết định", 7, _DECISIONS[1:4], "", lead="về việc"),
    Kind(
        "party",
        "QĐ",
        "Quy định",
        1,
        ("về trách nhiệm của cấp ủy trong {t}",),
        "{cite}, {who} quy định {s} như sau:",
        ("Quy định chung", "Nội dung cụ thể", "Điều khoản thi hành"),
        "Quy định này có hiệu lực kể từ ngày ký.",
    ),
    Kind(
        "party",
        "CTr",
        "Chương trình",
        2,
        ("hành động thực hiện nghị quyết về {t}", "công tác trọng tâm về {t}"),
        "{cite}, {who} ban hành Chương trình {s} như sau:",
        _PLAN_PARTS,
        "Các cấp ủy căn cứ Chương trình này xây dựng kế hoạch thực hiện.",
    ),
    Kind(
        "party",
        "TTr",
        "Tờ trình",
        3,
        _SUBMISSIONS,
        "{cite}, {who} kính trình xem xét việc {t} như sau:",
        ("Sự cần thiết", "Nội dung đề xuất"),
        "{who} kính trình xem xét, cho ý kiến.",
        lead="về việc",
        upward=True,
    ),
    Kind("party", "GM", "Giấy mời", 6, _MEETINGS, ""),
)
BY_BLOC: Final[dict[Bloc, tuple[Kind, ...]]] = {
    "state": tuple(kind for kind in KINDS if kind.bloc == "state"),
    "party": tuple(kind for kind in KINDS if kind.bloc == "party"),
}
WEIGHTS: Final = {bloc: tuple(kind.weight for kind in kinds) for bloc, kinds in BY_BLOC.items()}
