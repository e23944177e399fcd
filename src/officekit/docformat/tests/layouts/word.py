"""A paper as a Word file, the way offices type it: header tables or tabs, rules drawn or typed, marks in boxes."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from officekit.docformat.tests.layouts.paper import Paper

STATE_HEAD = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.paper, self.rng = paper, paper.rng
        self.document: Any = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(self.rng.choice((15, 20)))
        section.top_margin = section.bottom_margin = Mm(20)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(self.rng.choice((13, 14, 14)))
        style.paragraph_format.space_after = Pt(self.rng.choice((0, 0, 6)))
        self.head_size = self.rng.choice((11, 12, 13)) if not paper.is_party else 14

    def p(
        self, target: Any, text: str, style: str = "", align: Any = None, size: float | None = None, **kw: Any
    ) -> Any:
        cells = getattr(target, "paragraphs", None)
        is_fresh = hasattr(target, "_tc") and len(cells) == 1 and not cells[0].text and not cells[0].runs
        paragraph = cells[0] if is_fresh else target.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(kw.get("after", 0))
        parts = text.split("\n")
        for index, part in enumerate(parts):
            run = paragraph.add_run(part)
            run.bold, run.italic, run.underline = "b" in style, "i" in style, "u" in style
            if size:
                run.font.size = Pt(size)
            if index < len(parts) - 1:
                run.add_break()
        return paragraph

    def rule(self, target: Any, party: bool = False) -> None:
        if party:
            self.p(target, "*", "", ALIGN.CENTER, 14)
            return
        way = self.rng.choice(("typed", "hyphens", "border", "super", "none", "none"))
        if way == "typed":
            self.p(target, "_" * self.rng.choice((7, 12)), "", ALIGN.CENTER, 8)
        elif way == "hyphens":
            self.p(target, "-" * self.rng.choice((7, 15)), "b", ALIGN.CENTER)
        elif way == "super":
            paragraph = self.p(target, "", "", ALIGN.CENTER)
            run = paragraph.add_run("_________")
            run.font.superscript = True
        elif way == "border":
            paragraph = self.p(target, "", "", ALIGN.CENTER, 4)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
                )
            )

    def head(self) -> None:
        paper, rng = self.paper, self.rng
        if paper.top_mark:
            self.p(
                self.document,
                paper.top_mark,
                "b",
                ALIGN.RIGHT if not paper.top_mark.startswith("Dự") else ALIGN.LEFT,
                12,
            )
        way = rng.choice(("table1", "table2", "table2", "table3", "tabs"))
        longest = max(len(line) for line, _ in paper.body.lines)
        if way == "tabs" and (longest > 28 or paper.letter_subject):
            way = "table2"
        if way == "tabs":
            self._tabs()
            return
        left_width = rng.choice((68, 72, 78)) if longest < 30 else 80
        rows = {"table1": 1, "table2": 2, "table3": 3}[way]
        table = self.document.add_table(rows=rows, cols=2)
        table.autofit = False
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Mm(left_width), Mm(170 - left_width)
        left, right = table.rows[0].cells
        self._left_names(left)
        self._right_names(right)
        low_left, low_right = table.rows[1 if rows > 1 else 0].cells
        if rows == 1 and rng.random() < 0.5:
            self.p(low_left, "", "", ALIGN.CENTER)
        self.p(low_left, paper.code_line, "", ALIGN.CENTER, 13 if not paper.is_party else 14)
        self.p(low_right, paper.date_line, "i", ALIGN.CENTER, 13 if not paper.is_party else 14)
        target = table.rows[2].cells[0] if rows == 3 else low_left
        if paper.letter_subject:
            style = "i" if paper.is_party else rng.choice(("", "", "i", "b"))
            text = paper.letter_subject
            if rng.random() < 0.3:
                words = text.split()
                text = " ".join(words[: len(words) // 2]) + "\n" + " ".join(words[len(words) // 2 :])
            self.p(target, text, style, ALIGN.CENTER, rng.choice((11, 12, 13)))
        if paper.urgency:
            self._stamp(target)

    def _stamp(self, target: Any) -> None:
        way = self.rng.choice(("border", "table", "plain", "box"))
        text = self.paper.urgency
        if way == "table" and hasattr(target, "add_table"):
            inner = target.add_table(rows=1, cols=1) if not hasattr(target, "_tc") else target.add_table(1, 1)
            inner.style = self.document.styles["Table Grid"]
            self.p(inner.rows[0].cells[0], text, "b", ALIGN.CENTER, 13)
            target.add_paragraph()
            return
        if way == "box":
            paragraph = self.p(target, "")
            xml = (
                f'<w:r {nsdecls("w")}><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
                'style="position:absolute;margin-left:30pt;margin-top:6pt;width:90pt;height:24pt;z-index:1">'
                '<v:textbox><w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
                f"<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
            )
            paragraph._p.append(parse_xml(xml))
            self.p(target, "")
            self.p(target, "")
            return
        self.p(target, "", size=6)
        self.p(target, text, "b", ALIGN.CENTER, 13)

    def _left_names(self, cell: Any) -> None:
        paper = self.paper
        joined = self.rng.random() < 0.2
        if joined:
            for bold in (False, True):
                texts = [text for text, heavy in paper.body.lines if heavy == bold]
                if texts:
                    self.p(cell, "\n".join(texts), "b" if bold else "", ALIGN.CENTER, self.head_size)
        else:
            for text, bold in paper.body.lines:
                self.p(cell, text, "b" if bold else "", ALIGN.CENTER, self.head_size)
        self.rule(cell, party=paper.is_party and self.rng.random() < 0.9)

    def _right_names(self, cell: Any) -> None:
        paper = self.paper
        if paper.is_party:
            self.p(cell, "ĐẢNG CỘNG SẢN VIỆT NAM", self.rng.choice(("b", "bu")), ALIGN.CENTER, 15)
            return
        if paper.body.bloc == "youth":
            self.p(cell, "ĐOÀN TNCS HỒ CHÍ MINH", "b", ALIGN.CENTER, 14)
            self.rule(cell)
            return
        first, second = STATE_HEAD
        if self.rng.random() < 0.3:
            first = first.replace("HÒA", "HOÀ")
        if self.rng.random() < 0.2:
            second = second.replace(" - ", " – ")
        self.p(cell, first, "b", ALIGN.CENTER, min(self.head_size, 12))
        self.p(cell, second, "b", ALIGN.CENTER, 13)
        self.rule(cell)

    def _tabs(self) -> None:
        paper = self.paper
        right = (
            ["ĐẢNG CỘNG SẢN VIỆT NAM"]
            if paper.is_party
            else ["ĐOÀN TNCS HỒ CHÍ MINH"]
            if paper.body.bloc == "youth"
            else list(STATE_HEAD)
        )
        left = list(paper.body.lines)
        for index in range(max(len(right), len(left))):
            paragraph = self.document.add_paragraph()
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(35), docx.enum.text.WD_TAB_ALIGNMENT.CENTER)
            stops.add_tab_stop(Mm(120), docx.enum.text.WD_TAB_ALIGNMENT.CENTER)
            text, bold = left[index] if index < len(left) else ("", False)
            for piece, heavy in ((f"\t{text}", bold), (f"\t{right[index] if index < len(right) else ''}", True)):
                run = paragraph.add_run(piece)
                run.bold, run.font.size = heavy, Pt(12)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(35), docx.enum.text.WD_TAB_ALIGNMENT.CENTER)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(120), docx.enum.text.WD_TAB_ALIGNMENT.CENTER)
        paragraph.add_run(f"\t{paper.code_line}").font.size = Pt(13)
        run = paragraph.add_run(f"\t{paper.date_line}")
        run.italic, run.font.size = True, Pt(13)
        if paper.urgency:
            self.p(self.document, paper.urgency, "b", ALIGN.LEFT, 13)

    def title(self) -> None:
        paper, rng, doc = self.paper, self.rng, self.document
        if paper.title:
            self.p(doc, "")
            way = rng.choice(("apart", "apart", "apart", "break", "caps"))
            size = rng.choice((13, 14, 15, 16))
            if way == "break" and paper.subject:
                self.p(doc, f"{paper.title}\n{paper.subject}", "b", ALIGN.CENTER, 14)
            else:
                self.p(doc, paper.title, "b", ALIGN.CENTER, size)
                if paper.subject:
                    text = paper.subject
                    if way == "caps":
                        text = text.upper()
                    self.p(
                        doc,
                        text,
                        rng.choice(("b", "b", "b", "")) if len(text) < 70 else "b",
                        ALIGN.CENTER,
                        rng.choice((13, 14)),
                    )
            if paper.is_party:
                self.p(doc, "-----", "", ALIGN.CENTER)
            else:
                self.rule(doc)
            self.p(doc, "")
        if paper.addressees:
            label = "Kính gửi:" if not (paper.is_party and paper.kind == "TTr") else "Kính trình:"
            style = "i" if paper.is_party else rng.choice(("", "", "b"))
            if len(paper.addressees) == 1:
                self.p(doc, f"{label} {paper.addressees[0]}", style, ALIGN.CENTER, 14)
            else:
                first = self.p(doc, label, style, ALIGN.LEFT, 14)
                first.paragraph_format.left_indent = Mm(30)
                for index, name in enumerate(paper.addressees):
                    end = "." if index == len(paper.addressees) - 1 else ";"
                    self.p(doc, f"- {name}{end}", "", ALIGN.LEFT, 14).paragraph_format.left_indent = Mm(50)
            self.p(doc, "")
        if paper.authority and len(paper.authority) < 60:
            self.p(doc, paper.authority, "b", ALIGN.CENTER, 14)

    def text(self) -> None:
        paper, doc = self.paper, self.document
        for base in paper.bases:
            self.p(doc, base, "i", ALIGN.JUSTIFY, after=6).paragraph_format.first_line_indent = Mm(10)
        if paper.kind in {"QĐ", "NQ"} and not paper.is_party:
            self.p(doc, f"{paper.kind_name.upper()}:", "b", ALIGN.CENTER)
        for text in paper.paragraphs:
            self.p(doc, text, "", ALIGN.JUSTIFY, after=6).paragraph_format.first_line_indent = Mm(10)

    def foot(self) -> None:
        paper, rng, doc = self.paper, self.rng, self.document
        way = rng.choice(("table", "table", "table", "portal", "plain"))
        gap = rng.randint(3, 6)
        if way == "plain":
            for line in paper.signs:
                self.p(doc, line, "b", ALIGN.CENTER).paragraph_format.left_indent = Mm(85)
            for index in range(gap):
                text = paper.signed_mark if index == 1 else ""
                self.p(doc, text, "i", ALIGN.CENTER).paragraph_format.left_indent = Mm(85)
            self.p(doc, paper.name, "b", ALIGN.CENTER).paragraph_format.left_indent = Mm(85)
            self.p(doc, "Nơi nhận:", "bi", ALIGN.LEFT, 12)
            for line in paper.recipients:
                self.p(doc, line, "", ALIGN.LEFT, 11)
            return
        table = doc.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        width = rng.choice((75, 85))
        left.width, right.width = Mm(width), Mm(165 - width)
        bold = "b" if not paper.is_party else ""
        if way == "portal":
            self.p(left, "Nơi nhận:\n" + "\n".join(paper.recipients), "", ALIGN.LEFT, 11)
            middle = f"\n{paper.signed_mark}\n" if paper.signed_mark else "\n" * gap
            self.p(right, "\n".join(paper.signs) + "\n" + middle + paper.name, "b", ALIGN.CENTER)
            return
        self.p(left, "Nơi nhận:" + (" " if rng.random() < 0.2 else ""), "u" if paper.is_party else "bi", ALIGN.LEFT, 12)
        for line in paper.recipients:
            self.p(left, line, "", ALIGN.LEFT, rng.choice((11, 12)))
        for index, line in enumerate(paper.signs):
            self.p(right, line, "b" if index == 0 else bold, ALIGN.CENTER, 14)
        for index in range(gap):
            self.p(right, paper.signed_mark if index == 1 else "", "i", ALIGN.CENTER, 13)
        self.p(right, paper.name, "b", ALIGN.CENTER, 14)

    def after(self) -> None:
        """What is bound behind the paper."""
        if self.paper.annex:
            self.document.add_page_break()
            {"table": self._list, "form": self._form, "plan": self._regulation, "paper": self._other_paper}[
                self.paper.annex
            ]()

    def _list(self) -> None:
        paper, doc = self.paper, self.document
        self.p(doc, "PHỤ LỤC", "b", ALIGN.CENTER, 14)
        self.p(doc, "DANH SÁCH THÀNH VIÊN TỔ CÔNG TÁC", "b", ALIGN.CENTER, 14)
        day = paper.date_line.split(",")[1].strip()
        self.p(doc, f"(Kèm theo Văn bản {paper.code_line} {day} của {paper.body.issuer})", "i", ALIGN.CENTER, 13)
        table = doc.add_table(rows=1, cols=4)
        table.style = doc.styles["Table Grid"]
        people = (("Đỗ Thị Lan Anh", "Giám đốc"), ("Mai Văn Tùng", "Phó Trưởng phòng"), ("Tạ Quốc Bảo", "Chuyên viên"))
        for cell, text in zip(table.rows[0].cells, ("STT", "HỌ VÀ TÊN", "CHỨC VỤ", "GHI CHÚ"), strict=True):
            self.p(cell, text, "b", ALIGN.CENTER, 12)
        for index, (name, title) in enumerate(people):
            for cell, text in zip(table.add_row().cells, (str(index + 1), name, title, ""), strict=True):
                self.p(cell, text, "", ALIGN.CENTER, 12)

    def _form(self) -> None:
        self._list()
        cells = self.document.add_table(rows=1, cols=2).rows[0].cells
        blocks = (("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"))
        for cell, (title, mark) in zip(cells, blocks, strict=True):
            self.p(cell, title, "b", ALIGN.CENTER, 13)
            self.p(cell, mark, "i", ALIGN.CENTER, 13)

    def _regulation(self) -> None:
        paper, doc = self.paper, self.document
        self.p(doc, "QUY CHẾ", "b", ALIGN.CENTER, 14)
        self.p(doc, "Phối hợp thực hiện nhiệm vụ chung", "b", ALIGN.CENTER, 14)
        self.p(doc, f"(Ban hành kèm theo {paper.code_line} của {paper.body.issuer})", "i", ALIGN.CENTER, 13)
        for index in range(6):
            self.p(doc, f"Điều {index + 1}. Các cơ quan phối hợp thực hiện theo quy định.", "", ALIGN.JUSTIFY)

    def _other_paper(self) -> None:
        """A second paper in the same file, with a head and a signature of its own."""
        doc = self.document
        table = doc.add_table(rows=2, cols=2)
        left, right = table.rows[0].cells
        self.p(left, "UBND TỈNH KHÁC", "", ALIGN.CENTER, 12)
        self.p(left, "SỞ CÔNG THƯƠNG", "b", ALIGN.CENTER, 12)
        for text in STATE_HEAD:
            self.p(right, text, "b", ALIGN.CENTER, 12)
        self.p(table.rows[1].cells[0], "Số: 777/BC-SCT", "", ALIGN.CENTER, 13)
        self.p(table.rows[1].cells[1], "Nơi Khác, ngày 01 tháng 02 năm 2023", "i", ALIGN.CENTER, 13)
        self.p(doc, "BÁO CÁO", "b", ALIGN.CENTER, 14)
        self.p(doc, "Tình hình thương mại quý I", "b", ALIGN.CENTER, 14)
        for _ in range(6):
            self.p(doc, "Tình hình sản xuất, kinh doanh ổn định, các chỉ tiêu cơ bản đạt kế hoạch.", "", ALIGN.JUSTIFY)
        left, right = doc.add_table(rows=1, cols=2).rows[0].cells
        self.p(left, "Nơi nhận:", "bi", ALIGN.LEFT, 12)
        for text in ("- Bộ Công Thương;", "- Lưu: VT."):
            self.p(left, text, "", ALIGN.LEFT, 11)
        self.p(right, "GIÁM ĐỐC", "b", ALIGN.CENTER, 14)
        for _ in range(4):
            self.p(right, "")
        self.p(right, "Phan Khác Người", "b", ALIGN.CENTER, 14)


def render(paper: Paper) -> bytes:
    """The bytes of the Word file."""
    writer = _Writer(paper)
    writer.head()
    writer.title()
    writer.text()
    writer.foot()
    writer.after()
    stream = io.BytesIO()
    writer.document.save(stream)
    return stream.getvalue()
