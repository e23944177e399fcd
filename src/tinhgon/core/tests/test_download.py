"""The name under which a file is saved says what its bytes are."""

import pytest
from django.test import RequestFactory

from tinhgon.core.download import download, honest

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "media_type", "wanted"),
    [
        ("125.pdf", PDF, "125.pdf"),
        ("125.PDF", PDF, "125.PDF"),
        ("125.pdf.exe", PDF, "125.pdf.exe.pdf"),
        ("125.BC-UBND", DOCX, "125.BC-UBND.docx"),
        ("hop\u202efdp.exe", PDF, "hopfdp.exe.pdf"),
        ("\u200b", PDF, "tep.pdf"),
        ("a\r\nX-Evil: 1.pdf", PDF, "aX-Evil: 1.pdf"),
        ("so.xlsx", "application/octet-stream", "so.xlsx"),
    ],
)
def test_name_ends_as_its_bytes(name: str, media_type: str, wanted: str) -> None:
    assert honest(name, media_type) == wanted


def test_header_carries_it(rf: RequestFactory) -> None:
    response = download(rf.get("/"), b"%PDF-", PDF, "bao-cao.pdf.exe")
    assert response["Content-Disposition"] == 'attachment; filename="bao-cao.pdf.exe.pdf"'
