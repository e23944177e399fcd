"""Registers and labels as files: XLSX for work, PDF/A to be signed for and bound (NĐ 30/2020/NĐ-CP art. 16, 22); the
table of opinions as an official annex."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from officekit import typeset
from officekit.typeset import papers as sheets
from tinhgon.core.verdict import Refused
from tinhgon.documents import rules
from tinhgon.documents.choices import CodeKind
from tinhgon.documents.models import ClerkMinutes, Document
from tinhgon.documents.queries import handing, originals, scanning
from tinhgon.documents.queries.answering import AnnexGround, AnswerTable
from tinhgon.documents.queries.envelopes import SendingRow
from tinhgon.documents.queries.incoming import IncomingRow
from tinhgon.documents.queries.kept import KeptRecord
from tinhgon.documents.queries.originals import LabelRow
from tinhgon.documents.queries.polling import PollView
from tinhgon.documents.queries.registers import HIDDEN, Row, Sheet
from tinhgon.organisation import exports
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.choices import Bloc
from tinhgon.organisation.models import IssuingBodyVersion

CHARACTERS_PER_SHARE = 12


def register_xlsx(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    columns = sheet.form.columns
    table = exports.Table(
        title="Sổ",
        headings=sheet.headings,
        rows=(row.cells for row in rows),
        widths=[column["width"] * CHARACTERS_PER_SHARE for column in columns],
        lead=(sheet.body.name, sheet.form.title.upper(), f"{sheet.book.name} · {sheet.years}"),
    )
    return exports.workbook([table])


def register_pdf(sheet: Sheet, rows: Iterable[Row], at: datetime, printed_by: str, *, volume: str = "") -> bytes:
    """The printed register, or the volume of it that `volume` names; `at` is the moment of printing."""
    local = timezone.localtime(at)
    closed = sheet.period.closed_at
    subtitle = sheet.book.name
    if closed:
        subtitle += f" (khoá sổ ngày {timezone.localtime(closed):%d/%m/%Y}, số cuối {sheet.period.last_number})"
    if volume:
        subtitle += f" · {volume}"
    printed = typeset.Register(
        agency=sheet.body.name,
        parent=sheet.body.parent_name,
        title=sheet.form.title,
        subtitle=subtitle,
        period=sheet.years,
        columns=tuple(typeset.Column(c["heading"], c["width"], c["align"]) for c in sheet.form.columns),
        rows=tuple(row.cells for row in rows),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
        signers=(("NGƯỜI LẬP SỔ", ""), ("NGƯỜI KIỂM TRA", "")),
        unit="số",
        place_date=f"{sheet.body.place}, ngày {local:%d} tháng {local:%m} năm {local:%Y}",
    )
    return typeset.register(printed, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def minutes_pdf(row: ClerkMinutes, at: datetime, printed_by: str) -> bytes:
    """Minutes of handing over the clerk's post, to be signed by both and kept with the books."""
    own, made, local = organisation.profile(row.agency_id), timezone.localtime(row.made_at), timezone.localtime(at)
    books = [("Sổ", "Luồng", "Kỳ", "Số cuối"), *(tuple(line) for line in row.content["books"])]
    seals = [("Con dấu", "Chủ thể", "Đăng ký mẫu dấu", "Người giữ"), *(tuple(line) for line in row.content["seals"])]
    papers = [("Văn bản", "Số lượng"), *(tuple(line) for line in row.content["papers"])]
    taken = f"{timezone.localtime(row.ended_at):%H:%M ngày %d/%m/%Y}" if row.ended_at else ""
    facts = (
        ("Bộ phận", row.office.name),
        ("Bên giao", row.giver_label),
        ("Bên nhận", row.taker_label),
        ("Lập lúc", f"{made:%H:%M ngày %d/%m/%Y}"),
        ("Lý do", row.reason),
        ("Lưu ý", row.note),
        (row.get_state_display(), " ".join(filter(None, (taken, row.ended_words)))),
    )
    form = typeset.Form(
        agency=own.name,
        bloc="party" if own.bloc == Bloc.PARTY else "state",
        title="Biên bản bàn giao công tác văn thư",
        sections=(
            typeset.Section(facts=tuple((name, value) for name, value in facts if value)),
            typeset.Section(heading="Sổ đăng ký", rows=tuple(books), widths=(2.6, 1.2, 1, 0.8)),
            typeset.Section(heading="Con dấu", rows=tuple(seals), widths=(1.6, 1.8, 1.3, 1.8)),
            typeset.Section(heading="Văn bản đang xử lý", rows=tuple(papers), widths=(3, 1)),
        ),
        signers=(("BÊN GIAO", row.giver_label.split(",")[0]), ("BÊN NHẬN", row.taker_label.split(",")[0])),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
    )
    return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def kept_record_pdf(record: KeptRecord, at: datetime, printed_by: str) -> bytes:
    """The sheet laid with the kept copy: initials and opinions of the way up."""
    document, local = record.document, timezone.localtime(at)
    rows = [("Việc", "Người", "Kết quả", "Lúc", "Dự thảo lần")]
    for mark in record.marks:
        moment = f"{timezone.localtime(mark.at):%H:%M %d/%m/%Y}" if mark.at else ""
        said = f"{mark.result}: {mark.opinion}" if mark.opinion else mark.result
        rows.append((mark.what, mark.by, said, moment, str(mark.draft or "")))
    facts = (
        ("Số, ký hiệu", document.shown_code),
        ("Ngày văn bản", f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""),
        ("Trích yếu", document.subject),
        ("Soạn thảo", record.drafter),
        ("Người ký", ", ".join(filter(None, (document.signer_name, document.signer_title)))),
    )
    form = typeset.Form(
        agency=record.agency,
        bloc="party" if record.bloc == Bloc.PARTY else "state",
        title="Phiếu lưu văn bản đi",
        subtitle="Lưu kèm bản gốc tại cơ quan; không gửi kèm văn bản phát hành",
        sections=(
            typeset.Section(facts=tuple((name, value) for name, value in facts if value)),
            typeset.Section(heading="Ký nháy, thẩm định, ý kiến", rows=tuple(rows), widths=(1.3, 2.2, 2.2, 1.2, 0.8)),
        ),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
    )
    return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def arrival_labels(rows: Sequence[LabelRow], times: dict[int, int], size: str, first: int, at: datetime) -> bytes:
    """Labels with the code of each paper; `times` says which print it is, and a second one says so."""
    labels = [
        typeset.ArrivalLabel(
            agency=row.agency,
            number=row.document.register_label,
            arrived=f"{timezone.localtime(row.document.arrived_at):%d/%m/%Y}" if row.document.arrived_at else "",
            passed_to=row.passed_to,
            caption=again(times.get(row.document.pk, 1)),
            qr=typeset.modules(scanning.code_of(CodeKind.PAPER, row.document.public_id)),
        )
        for row in rows
    ]
    return label_sheets(labels, size, first, at)


def envelope_labels(
    document: Document, rows: Sequence[SendingRow], addresses: Mapping[int, str], times: Mapping[int, int],
    size: str, first: int, at: datetime,
) -> bytes:  # fmt: skip
    """Faces of envelopes of one paper, one a recipient."""
    code = scanning.code_of(CodeKind.PAPER, document.public_id)
    labels = [
        typeset.EnvelopeLabel(
            sender=document.issuer,
            code=document.code,
            to=row.recipient.name,
            address=addresses.get(row.recipient.pk, ""),
            urgency=document.get_urgency_display() if document.urgency else "",
            caption=again(times.get(row.recipient.pk, 1)),
            qr=typeset.modules(code),
        )
        for row in rows
    ]
    return label_sheets(labels, size, first, at)


def journal_pdf(found: handing.Journal, at: datetime, printed_by: str) -> bytes:
    """A book that stands on no numbers, over some days, or the sheet of one batch, in the columns of its form."""
    columns = [typeset.Column(c["heading"], c["width"], c["align"]) for c in found.form.columns]
    return _to_sign(found.agency, found.form.title, found.period, columns, found.rows, at, printed_by)


def pile_pdf(rows: Sequence[scanning.Scanned], agency: str, at: datetime, printed_by: str) -> bytes:
    """What was scanned, to be signed for: without a batch, for whoever is not in the system. Who signs for one paper
    reads the others, so nothing is said of a restricted one."""
    shares = {"TT": 0.4, "Số đến": 0.8, "Số, ký hiệu": 1.4, "Trích yếu": 3.6, "Số bản": 0.6, "Ký nhận": 1.6}
    columns = [typeset.Column(heading, share) for heading, share in shares.items()]
    papers = [row.document for row in rows if row.document]
    cells = [(str(n), *_named(p), str(p.copies or 1), "") for n, p in enumerate(papers, 1)]
    period = f"Ngày {timezone.localtime(at):%d/%m/%Y}"
    return _to_sign(agency, "Danh sách ký nhận văn bản", period, columns, cells, at, printed_by)


def _named(paper: Document) -> tuple[str, str, str]:
    if paper.is_restricted:
        return "", "", HIDDEN
    return paper.register_label if paper.is_incoming else "", paper.code, paper.subject


def _to_sign(
    agency: str, title: str, period: str, columns: Sequence[typeset.Column], rows: Sequence[Any], at: datetime, by: str
) -> bytes:
    local = timezone.localtime(at)
    sheet = typeset.Register(
        agency=agency, title=title, period=period, columns=tuple(columns), rows=tuple(rows), unit="dòng",
        printed=f"{by} in lúc {local:%H:%M ngày %d/%m/%Y}", signers=(("BÊN GIAO", ""), ("BÊN NHẬN", "")),
    )  # fmt: skip
    return typeset.register(sheet, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def label_sheets(
    labels: Sequence[typeset.ArrivalLabel | typeset.EnvelopeLabel], size: str, first: int, at: datetime
) -> bytes:
    """Labels of a size as it is sold; on a sheet from a place on."""
    chosen = next((row for row in originals.label_formats() if row.code == size), None)
    if chosen is None:
        raise Refused("Không có cỡ tem này. Chọn trong danh sách.", field="size")
    room = chosen.columns * chosen.rows
    if not 1 <= first <= room:
        raise Refused(f"Tờ này có {room} ô. Chọn ô bắt đầu từ 1 đến {room}.", field="first")
    grid = typeset.Grid(
        chosen.width, chosen.height, chosen.page_width, chosen.page_height, chosen.columns, chosen.rows,
        chosen.left, chosen.top, chosen.gap_x, chosen.gap_y,
    )  # fmt: skip
    sheet = typeset.Labels(grid, tuple(labels), first)
    return typeset.labels(sheet, typeset.find_fonts(settings.FONT_FOLDERS), on=timezone.localdate(at))


def again(times: int) -> str:
    """What a label says that is not the first of its paper."""
    return f"in lần {times}" if times > 1 else ""


def incoming_xlsx(rows: Iterable[IncomingRow]) -> bytes:
    """The list of incoming papers as it was filtered on screen."""
    headings = (
        "Số đến", "Ngày đến", "Số, ký hiệu", "Ngày văn bản", "Cơ quan ban hành", "Loại", "Trích yếu", "Độ khẩn",
        "Trạng thái", "Chủ trì", "Hạn xử lý",
    )  # fmt: skip
    return exports.workbook(
        [
            exports.Table(
                title="Văn bản đến",
                headings=headings,
                rows=(_incoming_cells(row) for row in rows),
                widths=(8, 16, 20, 12, 30, 16, 60, 12, 16, 24, 16),
            )
        ]
    )


def _incoming_cells(row: IncomingRow) -> tuple[str, ...]:
    document = row.document

    def moment(at: datetime | None) -> str:
        return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else ""

    return (
        str(document.register_number or ""),
        moment(document.arrived_at),
        document.code,
        f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "",
        document.issuer,
        str(document.type or ""),
        document.subject,
        document.get_urgency_display() if document.urgency else "",
        row.stage_label,
        row.lead_name or (document.lead_post.title if document.lead_post else ""),
        moment(row.deadline),
    )


def opinions(table: AnswerTable, ground: AnnexGround, extension: str, at: datetime) -> bytes:
    """The table of opinions as the official annex of the asking body: the same paper as DOCX and as PDF, its rows as
    XLSX; without a number, which it gets with the paper it goes along with."""
    if extension == "xlsx":
        lead = (table.document.issuer, ground.form.title.upper(), _annex_subject(table))
        return exports.workbook(
            [
                exports.Table("Ý kiến", ground.form.headings, _opinion_cells(table), (30, 34, 60, 60), lead),
                exports.Table("Trả lời", ("Nơi trả lời", "Kết quả", "Ngày", "Muộn", "Ghi chú"), _answer_cells(table)),
            ]
        )
    paper = _annex(table, ground, at)
    if extension == "docx":
        return sheets.render_docx(paper)
    fonts = typeset.find_fonts(settings.FONT_FOLDERS)
    try:
        return typeset.paper(paper, fonts, on=timezone.localdate(at))
    except typeset.LettersError as error:
        lost = " ".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in typeset.undrawn(paper.as_data(), fonts))
        words = f"Phụ lục có ký tự phông chữ không có: {lost}. Sửa ý kiến có ký tự ấy, hoặc tải bản DOCX."
        raise Refused(words) from error


def _annex(table: AnswerTable, ground: AnnexGround, at: datetime) -> typeset.Paper:
    document, body = table.document, ground.body
    is_party = rules.is_party(ground.rule_set)
    outcomes = "; ".join(f"{words.lower()} {count}" for words, count in table.outcome_counts.items())
    counts = (
        f"1. Tổng số cơ quan, tổ chức, cá nhân đã gửi xin ý kiến: {table.asked_count}; số đã trả lời: "
        f"{table.answered_count}; số ý kiến nhận được: {table.opinion_count} ({outcomes})."
    )
    silent = [row.answer.name for row in table.rows if row.answer.was_asked and not row.is_answered]
    agreed = [row.answer.name for row in table.rows if row.answer.stance == "agrees" and not row.items]
    blocks = [typeset.Block("text", counts)]
    blocks += [typeset.Block("text", f"Thống nhất, không có ý kiến khác: {'; '.join(agreed)}.")] if agreed else []
    blocks += [typeset.Block("text", f"Chưa trả lời: {'; '.join(silent)}.")] if silent else []
    rows = (("TT", *ground.form.headings), *((str(n), *row) for n, row in enumerate(_opinion_cells(table), 1)))
    if len(rows) > 1:
        blocks.append(typeset.Block("text", "2. Kết quả cụ thể:"))
        blocks.append(typeset.Block("table", rows=rows, widths=(0.45, 1.3, 1.4, 2.4, 2.4)))
    return typeset.Paper(
        bloc="party" if is_party else "state",
        doc_type="BTH",
        type_name=ground.form.title,
        issuing_body=body.name if body else document.issuer,
        parent_body=body.parent_name if body else document.parent_issuer,
        number="",
        symbol=body.symbol if body else "",
        place=document.place,
        dated=None,
        year=timezone.localdate(at).year,
        subject=_annex_subject(table),
        blocks=tuple(blocks),
        signature=typeset.Signature(("",), ""),
        recipients=("Lưu" if is_party else "Lưu: VT",),
    )


def _annex_subject(table: AnswerTable) -> str:
    document = table.document
    code = f" (văn bản số {document.code})" if document.code else ""
    return f"{document.subject}{code}"


def _opinion_cells(table: AnswerTable) -> list[tuple[str, ...]]:
    """Opinions by the matter they are about, then as they came."""
    found = [(item, row.answer.name) for row in table.rows for item in row.items]
    found.sort(key=lambda pair: pair[0].place)
    return [
        (item.place or "Ý kiến chung", name, item.text, ". ".join(
            part for part in (item.get_outcome_display(), item.response) if part
        ) or "Chưa xem xét")
        for item, name in found
    ]  # fmt: skip


def _answer_cells(table: AnswerTable) -> list[tuple[str, ...]]:
    return [
        (
            row.answer.name,
            row.words,
            f"{timezone.localtime(row.answer.answered_at):%d/%m/%Y}" if row.answer.answered_at else "",
            "Sau khi đóng" if row.is_after_closing else "Muộn" if row.is_late else "",
            row.answer.note,
        )
        for row in table.rows
    ]


def poll_minutes(view: PollView, body: IssuingBodyVersion | None, at: datetime) -> bytes:
    """The minutes of an opinion round: the question, every member with his answer or his silence, the count by rule."""
    poll, count, local = view.poll, view.count, timezone.localtime(at)
    result = "ĐƯỢC THÔNG QUA" if count.is_carried else "CHƯA ĐƯỢC THÔNG QUA"
    if not poll.closed_at:
        result = f"tạm tính, đợt lấy ý kiến chưa đóng: {result.lower()}"
    quorum = "đủ" if count.has_quorum else "chưa đủ"
    heading = ("TT", "Họ và tên", "Chức vụ", "Trả lời", "Ý kiến")
    rows = [
        (
            str(row.ordinal),
            row.name + (" (chủ trì)" if row.is_chair else ""),
            row.title,
            row.get_vote_display() or ("Không trả lời" if poll.closed_at else "Chưa trả lời"),
            row.text,
        )
        for row in view.members
    ]
    facts = (
        ("Nội dung", poll.question),
        ("Thời gian", f"từ {timezone.localtime(poll.opened_at):%H:%M %d/%m/%Y} đến "
                      f"{timezone.localtime(poll.due_at):%H:%M %d/%m/%Y}"),
        ("Cách tính", f"{poll.rule.name} ({poll.rule.legal_basis})"),
    )  # fmt: skip
    numbers = (
        f"Tổng số thành viên {count.members}; đã trả lời {count.answered} ({quorum} số tối thiểu "
        f"{poll.rule.quorum_percent}%); đồng ý {count.agree}, không đồng ý {count.disagree}, ý kiến khác {count.other}"
        f", không trả lời {count.silent}. Tỷ lệ đồng ý {count.share_words} trên {poll.rule.get_counts_of_display()}.",
        f"Kết quả: {result}." + (" Số đồng ý bằng một nửa, theo phía người chủ trì." if count.is_tie_broken else ""),
        *((poll.rule.follow_up,) if poll.rule.follow_up else ()),
    )
    printed = typeset.Form(
        agency=body.name if body else poll.body.name,
        parent=body.parent_name if body else poll.body.parent_name,
        title="Biên bản lấy ý kiến thành viên bằng phiếu",
        place_date=f"{poll.body.place}, {typeset.vietnamese_date(local.date())}",
        bloc="party" if rules.is_party(poll.body.rule_set) else "state",
        sections=(
            typeset.Section(facts=facts),
            typeset.Section(
                heading="Trả lời của từng thành viên", rows=(heading, *rows), widths=(0.4, 1.7, 1.7, 1.1, 2.2)
            ),
            typeset.Section(heading="Kết quả", paragraphs=numbers),
        ),
        signers=(("NGƯỜI LẬP BIÊN BẢN", ""), ("NGƯỜI CHỦ TRÌ", "")),
        printed=f"in lúc {local:%H:%M ngày %d/%m/%Y}",
    )
    return typeset.form(printed, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())
