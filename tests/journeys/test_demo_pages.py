"""The scenes of every room stand together: each role opens what its home page links to, one page of a kind, and the
history is whole. What the pages look like the browser tests judge."""

import html
import re

import pytest

from officekit.typeset import find_fonts
from tinhgon.core.audit import queries as audit
from tinhgon.documents.models import Document
from tinhgon.operations.demo import whole

PAPERS = 60
ROLES = (
    "vanthu.tinhuy", "lanhdao.tinhuy", "chanhvp.tinhuy", "truongphong.tinhuy", "chuyenvien.ubnd", "tochuc.ubnd",
    "antoan.tinhuy", "quantri.ubnd", "vanthu.tanhoa", "chuyenvien.mttq",
)  # fmt: skip
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
NOT_PAGES = re.compile(r"/(static|api|tai-khoan)/|\.(xlsx|pdf|ics|docx)")


def kind(address: str) -> str:
    return IDS.sub("#", address.partition("?")[0])


def linked(text: str) -> dict[str, str]:
    """One address of each kind of page."""
    found = [html.unescape(address) for address in LINK.findall(text) if not NOT_PAGES.search(address)]
    return {kind(address): address for address in reversed(found)}


@pytest.fixture
def demo(province, tmp_path, settings):
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    whole.play(PAPERS, find_fonts(settings.FONT_FOLDERS))


def test_every_role_opens_its_pages_and_the_history_is_whole(province, demo):
    assert Document.objects.count() > PAPERS
    assert all(report.is_intact for report in audit.verify())
    wrong = []
    for username in ROLES:
        client = province.client(username)
        home = client.get("/")
        addresses = linked(home.content.decode())
        assert home.status_code == 200 and len(addresses) > 3, username
        answers = {address: client.get(address).status_code for address in addresses.values()}
        wrong += [f"{username}: {status} {address}" for address, status in answers.items() if status != 200]
    assert wrong == []
    assert all(report.is_intact for report in audit.verify())
