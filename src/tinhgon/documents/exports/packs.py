"""The offline pack: a PDF to print (what to do, where the books stand, what is in hand, blank forms with the columns of
the law and the next numbers) and the workbook to write in, which is taken in again afterwards."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from django.conf import settings
from django.utils import timezone

from officekit import typeset
from tinhgon.core.numbering import rules as numbering
from tinhgon.documents.choices import BOOK_MARK, GUIDE, HOLDER_HEADING
from tinhgon.documents.exports.sheets import CHARACTERS_PER_SHARE
from tinhgon.documents.queries.packs import Pack, PackBook
from tinhgon.organisation import exports
from tinhgon.organisation.choices import Bloc


def pack_pdf(pack: Pack, printed_by: str) -> bytes:
    """The instructions on the first page, the state of the books and papers, a blank form for each book."""
    parts = [_front(pack, printed_by), *(_blank(pack, book, printed_by) for book in pack.books)]
    whole = pikepdf.Pdf.open(BytesIO(parts[0]))
    for part in parts[1:]:
        with pikepdf.Pdf.open(BytesIO(part)) as pages:
            whole.pages.extend(pages.pages)
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def _front(pack: Pack, printed_by: str) -> bytes:
    local = timezone.localtime(pack.at)
    books = [
        (
            row.book.name,
            row.years,
            str(row.last),
            f"{row.following[0]}, {row.following[1]}, …",
            "; ".join(f"{entry}: {entry.holder_label}" for entry in row.held),
        )
        for row in pack.books
    ]
    sections = [
        typeset.Section(paragraphs=GUIDE),
        typeset.Section(
            heading="Các sổ đang mở",
            rows=(("Sổ", "Kỳ", "Số cuối đã cấp", "Số tiếp theo", "Số đang giữ chỗ"), *books),
            widths=(2.2, 1, 0.9, 1.2, 2.4),
        ),
        typeset.Section(
            heading="Văn bản đang xử lý", rows=(("Văn bản", "Số lượng"), *map(tuple, pack.counts)), widths=(3, 1)
        ),
    ]
    if pack.papers:
        rows = [(row.what, row.number, row.words, row.issuer) for row in pack.papers]
        sections.append(
            typeset.Section(
                heading="Văn bản còn việc",
                rows=(("Việc còn lại", "Số đến", "Văn bản", "Nơi gửi"), *rows),
                widths=(1.4, 0.7, 3.4, 1.6),
            )
        )
    form = typeset.Form(
        agency=pack.agency,
        bloc="party" if pack.bloc == Bloc.PARTY else "state",
        title="Bộ dự phòng khi gián đoạn",
        subtitle=f"{pack.office.name}, lập lúc {local:%H:%M ngày %d/%m/%Y}",
        sections=tuple(sections),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
    )
    return typeset.form(form, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def _blank(pack: Pack, row: PackBook, printed_by: str) -> bytes:
    """A page of the register with exactly its columns, the next numbers printed."""
    local = timezone.localtime(pack.at)
    columns = [typeset.Column(c["heading"], c["width"], c["align"]) for c in row.form.columns]
    sheet = typeset.Register(
        agency=row.body.name,
        parent=row.body.parent_name,
        title=row.form.title,
        subtitle=f"{row.book.name} (ghi tay khi gián đoạn, {BOOK_MARK.lower()} {row.book.pk})",
        period=row.years,
        columns=tuple(columns),
        rows=tuple(_numbered(row, tail="\n\n")),
        printed=f"{printed_by} in lúc {local:%H:%M ngày %d/%m/%Y}",
        signers=(("NGƯỜI GHI", ""), ("NGƯỜI KIỂM TRA", "")),
        unit="dòng",
    )
    return typeset.register(sheet, typeset.find_fonts(settings.FONT_FOLDERS), on=local.date())


def _numbered(row: PackBook, tail: str = "") -> Sequence[tuple[str, ...]]:
    """Lines that hold nothing but the next numbers; `tail` makes them high enough for a hand."""
    key = "number" if row.is_incoming else "code"
    keys = [column["key"] for column in row.form.columns]
    taken = {entry.number for entry in row.held}
    numbers = [numbering.printed(number) for number in row.following if number not in taken]
    return [tuple((number + tail) if name == key else "" for name in keys) for number in numbers]


def pack_xlsx(pack: Pack) -> bytes:
    """A sheet for each open book with the register's columns (and, for numbers given out, who got it), and what to
    do; what is written in it is taken in again as it is."""
    tables = [_sheet(row) for row in pack.books]
    guide = exports.Table(
        "Hướng dẫn", ("Cách dùng",), [(line,) for line in GUIDE], (120,), (pack.agency, pack.office.name)
    )
    papers = [(row.what, row.number, row.words, row.issuer) for row in pack.papers or ()]
    in_hand = exports.Table("Đang xử lý", ("Việc còn lại", "Số đến", "Văn bản", "Nơi gửi"), papers, (24, 10, 70, 30))
    return exports.workbook([*tables, guide, *([in_hand] if papers else [])])


def _sheet(row: PackBook) -> exports.Table:
    headings = [column["heading"] for column in row.form.columns]
    widths = [column["width"] * CHARACTERS_PER_SHARE for column in row.form.columns]
    rows: Sequence[Sequence[str]] = _numbered(row)
    if not row.is_incoming:
        headings, widths = [*headings, HOLDER_HEADING], [*widths, 24]
        rows = [(*cells, "") for cells in rows]
    lead = (
        row.body.name,
        f"{row.book.name} · {row.years} · số cuối {row.last}",
        f"{BOOK_MARK} {row.book.pk} (giữ nguyên dòng này)",
    )
    return exports.Table(f"{'Đến' if row.is_incoming else 'Đi'} {row.book.pk}", headings, rows, widths, lead)


def pack_files(pack: Pack) -> dict[str, bytes]:
    """Both, for a pack that nobody asks for but the clock."""
    return {"pdf": pack_pdf(pack, "Hệ thống"), "xlsx": pack_xlsx(pack)}
