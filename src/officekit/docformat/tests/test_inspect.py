"""The JSON other programs read, the command and the accuracy report."""

import json
from pathlib import Path

import pytest

from officekit import docformat
from officekit.docformat import accuracy
from officekit.docformat.inspect import inspect, main
from officekit.docformat.tests import sheets


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    page = sheets.state_head().centred(298, 150, "QUYẾT ĐỊNH", "b").centred(298, 168, "Về việc thử", "b")
    path = tmp_path / "paper.pdf"
    path.write_bytes(sheets.pdf(sheets.foot(page.body(230, "Một", "hai", "ba"), ("GIÁM ĐỐC",), "Lê Văn Lâm")))
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(sheets.pdf(sheets.Sheet()))
    return path


def test_the_shape(paper: Path) -> None:
    ticks = iter([10.0, 10.25])
    result = inspect(paper, timer=lambda: next(ticks))
    assert list(result) == ["file", "kind", "fields", "confidence", "evidence", "seconds"]
    assert (result["file"], result["kind"], result["seconds"]) == (str(paper), "pdf", 0.25)
    assert list(result["fields"]) == list(docformat.FIELDS)
    assert result["fields"]["code"] == "15/QĐ-VP"
    assert result["fields"]["urgency"] is None
    assert result["fields"]["recipients"] == ["Như trên", "Lưu: VT, VP"]
    assert result["fields"]["page_count"] == 1
    assert all(0 <= value <= 1 for value in result["confidence"].values())
    assert set(result["evidence"]["code"]) == {"page", "box", "text"}
    assert len(result["evidence"]["code"]["box"]) == 4
    json.dumps(result)


def test_the_command_prints_a_line_for_each_file(
    paper: Path, scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(paper)]) == 0
    assert json.loads(capsys.readouterr().out)["fields"]["doc_type"] == "QĐ"
    assert main([str(paper), str(scan), str(tmp_path / "none.pdf")]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "error" not in lines[0]
    assert lines[1]["error"] == "needs text recognition"
    assert lines[2]["error"] == "no_file"


def test_the_command_for_people(paper: Path, scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "text", str(paper), str(scan)]) == 2
    shown = capsys.readouterr().out
    assert "15/QĐ-VP" in shown
    assert "needs text recognition" in shown


_MANIFEST = (
    "file,format,pages,kind,number,date,place,parent_body,issuing_body,subject,signer,signer_position,urgency\n"
    "paper.pdf,pdf,1,Quyết định,15 /QĐ - VP,2026-01-05,Bình Sơn,Sở Nội vụ,Văn phòng,V/v thử,Lê Văn Lâm,GIÁM ĐỐC,\n"
    "scan.pdf,pdf,1,Quyết định,1/QĐ-X,2026,Hà Nội,,Bộ Nội vụ,x,y,z,\n"
)


def test_accuracy(paper: Path, scan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = paper.parent
    (folder / "manifest.csv").write_text(_MANIFEST.replace("Lê Văn Lâm", "Lê Văn Lam"), encoding="utf-8")
    notes = folder / "notes.csv"
    notes.write_text("file,field,why\npaper.pdf,signer_name,The manifest has a slip.\n", encoding="utf-8")
    out = folder / "accuracy.md"
    assert accuracy.main([str(folder), "--out", str(out), "--notes", str(notes)]) == 0
    report = out.read_text(encoding="utf-8")
    assert "**10 of 11 fields right**" in report
    assert "| paper.pdf | signer_name | Lê Văn Lam | Lê Văn Lâm | The manifest has a slip. |" in report
    assert "- scan.pdf (scan)" in report
    assert str(folder) not in report
    assert capsys.readouterr().out == "10 of 11 fields right, 1 papers waiting\n"


def test_accuracy_without_a_manifest(tmp_path: Path) -> None:
    assert accuracy.main([str(tmp_path), "--out", str(tmp_path / "a.md")]) == 2


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("issuer", "Uỷ ban nhân dân xã Hoà An", "ỦY BAN NHÂN DÂN XÃ HÒA AN"),
        ("code", "15 / QĐ - BNV", "15/QĐ-BNV"),
        ("subject", "V/v “thử”", 'Về việc "thử"'),
        ("issued_on", "2025", ""),
    ],
)
def test_tolerances(field: str, one: str, other: str) -> None:
    assert accuracy.comparable(field, one) == accuracy.comparable(field, other)
