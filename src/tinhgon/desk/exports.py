"""The report of an act on many items as XLSX: what was done, what was not and why."""

from collections.abc import Iterable

from tinhgon.organisation import exports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def report_xlsx(label: str, rows: Iterable[tuple[str, str]]) -> bytes:
    cells = [[title, "Chưa làm được" if reason else "Đã xong", reason] for title, reason in rows]
    table = exports.Table(
        title="Kết quả", headings=["Việc", "Kết quả", "Lý do"], rows=cells, widths=[60, 16, 60], lead=(label,)
    )
    return exports.workbook([table])
