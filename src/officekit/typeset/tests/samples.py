"""One sheet of each sort, small enough to read."""

from datetime import date

from officekit.typeset import Annex, Block, Column, Form, Paper, Register, Section, Signature

SENTENCE = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về "
    "đẩy mạnh chuyển đổi số trong các cơ quan hành chính nhà nước trên địa bàn tỉnh."
)
LETTER = Paper(
    bloc="state",
    doc_type="CV",
    type_name="Công văn",
    issuing_body="Sở Nội vụ",
    parent_body="UBND tỉnh Bình Sơn",
    number="05",
    symbol="SNV-TCBC",
    place="Bình Sơn",
    dated=date(2026, 2, 5),
    subject="bàn giao sổ đăng ký văn bản",
    addressees=("Ủy ban nhân dân các xã, phường", "Các sở, ban, ngành tỉnh"),
    blocks=(Block("text", SENTENCE), Block("clause", "Khóa sổ lúc 22 giờ #panic(1) $a$ *b*.", "1.")),
    signature=Signature(("KT. Giám đốc", "Phó Giám đốc"), "Ngô Thị Lan"),
    recipients=("Như trên", "UBND tỉnh (để b/c)", "Lưu: VT, TCBC"),
    urgency="khan",
)
DECISION = Paper(
    bloc="state",
    doc_type="QĐ",
    type_name="Quyết định",
    issuing_body="Ủy ban nhân dân tỉnh Bình Sơn",
    number="15",
    symbol="QĐ-UBND",
    place="Bình Sơn",
    dated=date(2026, 11, 15),
    subject="kiện toàn Ban Chỉ đạo chuyển đổi số",
    subject_lead="Về việc",
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "Theo đề nghị của Sở."),
    blocks=(
        Block("order", "QUYẾT ĐỊNH:"),
        Block("article", SENTENCE, "Điều 1."),
        Block("table", rows=(("TT", "Đơn vị"), ("1", "Sở Nội vụ"))),
        Block("article", "Quyết định này có hiệu lực kể từ ngày ký./.", "Điều 2."),
    ),
    signature=Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Lương Thế Bảo"),
    recipients=("Như Điều 2", "Lưu: VT"),
    circulation="Lưu hành nội bộ",
    annexes=(
        Annex("Danh sách", (Block("text", SENTENCE),)),
        Annex("Phân công", (Block("chapter", label="Chương I", title="Quy định chung"),)),
    ),
)
DIRECTIVE = Paper(
    bloc="party",
    doc_type="CT",
    type_name="Chỉ thị",
    issuing_body="Tỉnh ủy Bình Sơn",
    number="06",
    symbol="CT/TU",
    place="Bình Sơn",
    dated=date(2026, 6, 25),
    subject="về tăng cường công tác dân vận",
    bases=("Căn cứ Điều lệ Đảng.",),
    blocks=(Block("text", SENTENCE), Block("roman", label="I-", title="Tình hình"), Block("dash", SENTENCE)),
    signature=Signature(("T/M Ban Thường vụ", "Phó Bí thư"), "Trịnh Hữu Nghĩa"),
    recipients=("Các đảng ủy trực thuộc", "Lưu Văn phòng Tỉnh ủy"),
    media_ban="Không phổ biến trên phương tiện thông tin đại chúng",
)
REGISTER = Register(
    agency="Sở Nội vụ",
    parent="UBND tỉnh Bình Sơn",
    title="Sổ đăng ký văn bản đến",
    period="Từ ngày 01/6/2026 đến ngày 30/6/2026",
    columns=(Column("Ngày đến", 1, "center"), Column("Số đến", 1, "right"), Column("Trích yếu", 4)),
    rows=tuple(("25/6/2026", str(number), f"Trích yếu số {number}") for number in range(1, 81)),
    printed="25/6/2026 16:30",
    signers=(("Người lập sổ", "Lê Thị Hoa"), ("Chánh Văn phòng", "")),
)
FORM = Form(
    agency="Sở Nội vụ",
    title="Phiếu giải quyết văn bản đến",
    sections=(
        Section(facts=(("Số đến", "128"), ("Đơn vị phối hợp", ""))),
        Section("I. Ý kiến của lãnh đạo", blank_lines=2, rows=(("A", "B"), ("1", "2")), paragraphs=(SENTENCE,)),
    ),
    signers=(("Người trình", "Lê Văn Khôi"),),
)
