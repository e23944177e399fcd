"""The clerk's pile without a mouse: codes typed as a hand scanner types them, a lost connection, a double and a code of
another agency, then the batch, and the receiver's answer by the keyboard alone."""

from uuid import UUID

from playwright.sync_api import expect

from tinhgon.documents.actions import envelopes, originals
from tinhgon.documents.choices import CodeKind
from tinhgon.documents.models import Batch, Document, Original
from tinhgon.documents.queries.scanning import code_of

from . import looks, office

EVERY = [(box, theme) for box in (looks.DESK, looks.PHONE) for theme in ("light", "dark")]


def scan(page, text):
    """What a hand scanner does: the digits at once, then Enter."""
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def given(committed, number):
    """A registered paper that waits for the head of the general office."""
    paper = office.registered(committed, number=number)
    Document.objects.filter(pk=paper.pk).update(lead_unit=committed.post("truongphong.tinhuy").unit_id)
    return paper


def test_from_the_pile_to_the_signature_by_keyboard(log_in, committed):
    papers = [given(committed, str(number)) for number in (501, 502, 503)]
    codes = [code_of(CodeKind.PAPER, paper.public_id) for paper in papers]
    clerk = log_in("vanthu.tinhuy", viewport=looks.DESK)
    clerk.keyboard.press("q")
    clerk.wait_for_url("**/van-ban/xap/")
    said = clerk.locator("[data-pile-said]")
    expect(clerk.locator("#ma")).to_be_focused()
    scan(clerk, codes[0])
    expect(said).to_contain_text("Đã thêm 501/SXD-VP")
    scan(clerk, codes[0])
    expect(said).to_contain_text("Đã có trong xấp")
    scan(clerk, code_of(CodeKind.PAPER, UUID("0199f3b0-0000-7000-8000-000000000000")))
    expect(said).to_contain_text("cơ quan khác")
    clerk.context.set_offline(True)
    scan(clerk, codes[1])
    expect(said).to_contain_text("Mất kết nối")
    clerk.context.set_offline(False)
    expect(clerk.locator("[data-pile-count]")).to_have_text("2")
    scan(clerk, str(papers[2].register_number))  # a torn label: the number by hand
    expect(clerk.locator("[data-pile-count]")).to_have_text("3")
    assert looks.faults(clerk, EVERY) == []
    looks.show(clerk, looks.DESK, "light")
    clerk.reload()
    expect(clerk.locator("[data-pile-count]")).to_have_text("3")  # the list outlives the page
    expect(clerk.locator("#ma")).to_be_focused()
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("c")
    clerk.wait_for_url("**/chuyen-giao/moi/")
    assert looks.faults(clerk, EVERY) == []
    looks.show(clerk, looks.DESK, "light")
    clerk.keyboard.press("c")
    clerk.wait_for_url("**/chuyen-giao/*-*/?moi=1")
    assert looks.faults(clerk, EVERY) == []
    batch = Batch.objects.get()
    assert batch.lines.count() == 3
    assert clerk.evaluate("sessionStorage.getItem('tg_pile')") is None

    head = log_in("truongphong.tinhuy", viewport=looks.DESK)
    head.goto("/van-ban/chuyen-giao/")
    head.keyboard.press("j")
    head.keyboard.press("Enter")
    head.wait_for_url(f"**/chuyen-giao/{batch.public_id}/")
    for _ in range(2):
        head.keyboard.press("j")
    head.keyboard.press("x")  # the second has not come
    head.keyboard.press("t")
    expect(head.locator(".note.g")).to_contain_text("nhận 2")
    assert sorted(batch.lines.values_list("state", flat=True)) == ["received", "received", "waiting"]
    assert Original.objects.filter(holder=committed.post("truongphong.tinhuy").principal_id).count() == 2


def test_labels_originals_and_envelopes_look_right(log_in, committed):
    paper = given(committed, "511")
    actor = committed.actor("vanthu.tinhuy")
    originals.keep_original(actor, paper.pk, paper.registered_at, place="Tủ 2, cặp 14", copies=2)
    to = committed.post("lanhdao.tinhuy").principal_id
    face = envelopes.Face("named", "Sở Xây dựng", to, "12/CV", is_declared_not_secret=True)
    envelope = envelopes.register_envelope(actor, face, paper.registered_at)
    clerk = log_in("vanthu.tinhuy", viewport=looks.DESK)
    base = f"/van-ban/{paper.public_id}"
    for address in (
        "/van-ban/tem/",
        f"{base}/ban-giay/",
        f"{base}/ban-giay/ghi/",
        "/van-ban/bi/",
        f"/van-ban/bi/{envelope.public_id}/",
        f"{base}/gui/",
        "/van-ban/chuyen-giao/",
    ):
        clerk.goto(address)
        assert looks.faults(clerk, EVERY) == [], address
        looks.show(clerk, looks.DESK, "light")
    clerk.goto(f"{base}/")
    expect(clerk.locator("#ban-giay")).to_contain_text("Tủ 2, cặp 14")
    clerk.keyboard.press("g")
    clerk.locator("#ai-dang-giu-q").fill("511")
    expect(clerk.locator("#ai-dang-giu-kq")).to_contain_text("Tủ 2, cặp 14")
