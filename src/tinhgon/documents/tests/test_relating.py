"""Relations with days of effect: banners on every held copy, marks of lists, errors taken back, and nothing named to
who may not see it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tinhgon.core.audit import queries as audit
from tinhgon.core.notices.models import Notice
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import intake, issuing, relating
from tinhgon.documents.choices import Mark
from tinhgon.documents.models import Document, Relation
from tinhgon.documents.rules import Saying
from tinhgon.documents.tests.ladder import Ladder, fresh, passed_on, refused

today = timezone.localdate
ON = date(2026, 3, 4)
DAY = timedelta(days=1)


@pytest.fixture
def ladder(province):
    return Ladder(province)


def says(kind, other=None, **more):
    return relating.NewRelation(kind, other_id=other.pk if other else None, **more)


def banners(actor, document):
    return [row.words for row in queries.document_page(actor, document.public_id).banners]


def pair(ladder, kind="replaces", to_new=("tanhoa",), **more):
    """An issued paper sent to two communes, and one that says something of it, issued to fewer."""
    old = ladder.issued("tanhoa", "phuloc", type_code="QĐ")
    new = ladder.numbered("QĐ", **more.pop("new", {}))
    relating.relate(ladder.who("vanthu"), new.pk, says(kind, old, **more), ladder.at)
    ladder.to(new, *to_new)
    return old, issuing.issue(ladder.who("vanthu"), new.pk, ladder.at)


def test_issuing_lets_the_relation_begin_and_every_copy_shows_it(ladder, province):
    old, new = pair(ladder)
    assert Relation.objects.get(to_document=old).effective_on == new.issued_on
    since = f"từ ngày {today():%d/%m/%Y}."
    assert banners(ladder.who("vanthu"), old) == [f"Bị thay thế bởi {new.code} {since}"]
    got_both, got_old = province.actor("vanthu.tanhoa"), province.actor("vanthu.phuloc")
    held = {key: Document.objects.get(source=old, agency__key=key) for key in ("tanhoa", "phuloc")}
    assert banners(got_both, held["tanhoa"]) == [f"Bị thay thế bởi {new.code} {since}"]
    page = queries.document_page(got_both, held["tanhoa"].public_id)
    assert page.banners[0].document == Document.objects.get(source=new, agency__key="tanhoa")
    # Who did not get the new paper is told that the old one ended, not by which number.
    assert banners(got_old, held["phuloc"]) == [f"Bị thay thế bởi văn bản khác của {new.issuer} {since}"]
    told = Notice.objects.filter(kind="effect")
    assert {row.agency.key for row in told} == {"tanhoa", "phuloc"}
    assert not [row for row in told if new.code in row.text]
    assert audit.history("document", old.pk)[0].verb == "documents.affect"


def test_a_copy_passed_on_again_and_again_says_so_too(ladder, province):
    old, new = ladder.issued("tinhuy", type_code="QĐ"), ladder.numbered("QĐ")
    ladder.to(new, "tinhuy")
    relating.relate(ladder.who("vanthu"), new.pk, says("replaces", old), ladder.at)
    issuing.issue(ladder.who("vanthu"), new.pk, ladder.at)
    last = {}
    for paper in (old, new):
        last[paper] = Document.objects.get(source=paper)
        for home, to in (("tinhuy", "mttq"), ("mttq", "phuloc"), ("phuloc", "sonoivu"), ("sonoivu", "tanhoa")):
            intake.register_arrived(province.actor(f"vanthu.{home}"), last[paper].pk, ladder.at)
            last[paper] = passed_on(province, last[paper], home, to, ladder.at)
    holder = province.actor("vanthu.tanhoa")
    page = queries.document_page(holder, last[old].public_id)
    assert [(row.document, row.tone) for row in page.banners] == [(last[new], "r")]
    queries.put_marks(holder, [last[old]])
    assert last[old].mark == Mark("Bị thay thế", "r")


def test_holders_of_copies_of_copies_are_told_when_it_begins(ladder, province):
    old, new = ladder.issued("tinhuy", type_code="QĐ"), ladder.numbered("QĐ")
    ladder.to(new, "tinhuy")
    copy = Document.objects.get(source=old)
    for home, to in (("tinhuy", "mttq"), ("mttq", "phuloc")):
        intake.register_arrived(province.actor(f"vanthu.{home}"), copy.pk, ladder.at)
        copy = passed_on(province, copy, home, to, ladder.at)
    assert [row.pk for row in queries.copies_below(old)][-1] == copy.pk and len(queries.origin_ids(copy)) == 3
    relating.relate(ladder.who("vanthu"), new.pk, says("replaces", old), ladder.at)
    issuing.issue(ladder.who("vanthu"), new.pk, ladder.at)
    told = Notice.objects.filter(kind="effect", to=province.post("vanthu.phuloc").principal)
    assert [new.code in notice.text for notice in told] == [False], "told, without a word of the new one"


def test_a_draft_that_will_replace_changes_nothing_yet(ladder):
    old = ladder.issued("tanhoa")
    new = ladder.draft("QĐ")
    drafter = ladder.who("chuyenvien")
    relating.relate(drafter, new.pk, says("repeals", old), ladder.at)
    assert banners(drafter, old) == ["Đang soạn văn bản bãi bỏ: dự thảo"]
    held = Document.objects.get(source=old)
    assert queries.document_page(ladder.province.actor("vanthu.tanhoa"), held.public_id).banners == []
    queries.put_marks(drafter, [old])
    assert old.mark is None


def test_a_restricted_paper_that_replaces_is_named_to_its_readers_only(ladder, province):
    old, new = pair(ladder, to_new=("tinhuy",), new={"is_restricted": True})
    held = Document.objects.get(source=old, agency__key="phuloc")
    assert banners(province.actor("vanthu.phuloc"), held) == [f"Hết hiệu lực từ ngày {today():%d/%m/%Y}."]
    assert new.code in banners(ladder.who("chuyenvien"), old)[0]
    assert not Notice.objects.filter(kind="effect").exists()


def test_what_was_noted_of_a_restricted_paper_stays_with_its_readers(ladder, province):
    old, _new = pair(ladder, to_new=("tinhuy",), new={"is_restricted": True}, note="theo kết luận kiểm tra")
    held = Document.objects.get(source=old, agency__key="phuloc")
    assert banners(province.actor("vanthu.phuloc"), held) == [f"Hết hiệu lực từ ngày {today():%d/%m/%Y}."]
    assert "kết luận kiểm tra" in banners(ladder.who("chuyenvien"), old)[0]


@pytest.mark.parametrize("kind", ["amends", "supplements", "corrects"])
def test_a_restricted_change_leaves_nothing_with_strangers(ladder, province, kind):
    old, _new = pair(ladder, kind, to_new=("tinhuy",), new={"is_restricted": True})
    held = Document.objects.get(source=old, agency__key="phuloc")
    far = province.actor("vanthu.phuloc")
    assert banners(far, held) == []
    queries.put_marks(far, [held])
    assert held.mark is None


def test_a_day_to_come_a_part_and_an_outside_paper(ladder):
    paper, clerk = ladder.issued("tanhoa", type_code="QĐ"), ladder.who("vanthu")
    law = "15/2027/QĐ-UBND ngày 02/01/2027 của UBND tỉnh"
    coming = says("repeals", outside=law, is_backward=True, effective_on=today() + 30 * DAY)
    relating.relate(clerk, paper.pk, coming, ladder.at)
    part = says(
        "amends",
        outside="03/2026/QĐ-TTg",
        is_backward=True,
        effective_on=today(),
        is_partial=True,
        note="khoản 2 Điều 5",
    )
    relating.relate(clerk, paper.pk, part, ladder.at)
    amended, repealed = banners(clerk, paper)
    assert amended == f"Được sửa đổi một phần bởi 03/2026/QĐ-TTg từ ngày {today():%d/%m/%Y} (khoản 2 Điều 5)."
    assert repealed == (f"Sẽ bị bãi bỏ bởi {law} từ ngày {today() + 30 * DAY:%d/%m/%Y}; đến ngày đó vẫn còn hiệu lực.")
    queries.put_marks(clerk, [paper])
    assert paper.mark == Mark("Sắp hết hiệu lực", "y")
    held = Document.objects.get(source=paper)
    assert len(banners(ladder.province.actor("vanthu.tanhoa"), held)) == 2


def test_an_extension_moves_the_end(ladder):
    paper, clerk = ladder.issued("tanhoa", type_code="QĐ"), ladder.who("vanthu")
    relating.relate(clerk, paper.pk, says("expires", is_backward=True, effective_on=today() - DAY), ladder.at)
    assert banners(clerk, paper) == [f"Hết hiệu lực từ ngày {today() - DAY:%d/%m/%Y}."]
    until = today() + 60 * DAY
    relating.relate(clerk, paper.pk, says("extends", outside="20/NQ-HĐND", is_backward=True, until_on=until), ladder.at)
    assert set(banners(clerk, paper)) == {
        f"Sẽ hết hiệu lực từ ngày {until + DAY:%d/%m/%Y}.",
        f"Được gia hạn hiệu lực đến hết ngày {until:%d/%m/%Y} theo 20/NQ-HĐND.",
    }


def test_an_error_is_taken_back_with_its_reason(ladder, province):
    old, _new = pair(ladder)
    clerk, row = ladder.who("vanthu"), Relation.objects.get(to_document=old)
    assert refused(relating.withdraw_relation, clerk, old.pk, row.pk, " ", ladder.at).field == "reason"
    assert refused(relating.withdraw_relation, ladder.who("chuyenvien"), old.pk, row.pk, "sai", ladder.at)
    stranger = province.actor("vanthu.phuloc")
    assert refused(relating.withdraw_relation, stranger, old.pk, row.pk, "sai", ladder.at).code == "not_found"
    for _ in range(2):
        relating.withdraw_relation(clerk, old.pk, row.pk, "Ghi nhầm văn bản", ladder.at)
    assert banners(clerk, old) == []
    history = audit.history("document", old.pk)
    assert [line.verb for line in history].count("documents.withdraw_relation") == 1
    # The same may be said anew.
    relating.relate(clerk, old.pk, says("replaces", _new, is_backward=True), ladder.at)
    assert Relation.objects.filter(to_document=old).count() == 2


def test_the_same_said_twice_is_one_relation(ladder):
    old, new = ladder.issued("tanhoa"), ladder.draft()
    drafter = ladder.who("chuyenvien")
    first = relating.relate(drafter, new.pk, says("amends", old), ladder.at)
    assert relating.relate(drafter, new.pk, says("amends", old), ladder.at) == first
    outside = says("refers", outside="Luật  số 64/2025/QH15")
    assert relating.relate(drafter, new.pk, outside, ladder.at) == relating.relate(drafter, new.pk, outside, ladder.at)
    assert [row.words for row in queries.document_page(drafter, new.public_id).related] == ["Sửa đổi", "Căn cứ"]


def test_what_cannot_be_said(ladder, province):
    old, new = ladder.issued("tanhoa"), ladder.draft()
    drafter = ladder.who("chuyenvien")
    for bad, field in (
        (says("nothing", old), "kind"),
        (says("replaces"), "other"),
        (says("replaces", new), "other"),
        (says("extends", old), "until_on"),
        (says("expires", old), "effective_on"),
        (says("repeals", old, is_partial=True), "note"),
        (says("expires", effective_on=today()), "kind"),
        (relating.NewRelation("replaces", other_id=Document.objects.get(source=old).pk), "other"),
    ):
        assert refused(relating.relate, drafter, new.pk, bad, ladder.at).field == field
    relating.relate(drafter, new.pk, says("replaces", old), ladder.at)
    circle = says("repeals", old, is_backward=True)
    assert "đã thay thế" in refused(relating.relate, drafter, new.pk, circle, ladder.at).reason
    assert refused(relating.relate, drafter, old.pk, says("refers", outside="a"), ladder.at).code == "forbidden"
    stranger = province.actor("vanthu.phuloc")
    assert refused(relating.relate, stranger, old.pk, says("refers", outside="a"), ladder.at).code == "not_found"


def test_a_paper_called_back_says_nothing_more(ladder):
    old, new = pair(ladder)
    issuing.withdraw(ladder.who("vanthu"), new.pk, "Sai thẩm quyền", ladder.at)
    assert banners(ladder.who("vanthu"), old) == []
    queries.put_marks(ladder.who("vanthu"), [old])
    assert fresh(old).mark is None and old.mark is None


@pytest.mark.parametrize(
    ("sayings", "words"),
    [
        ([Saying("replaces", ON)], "Bị thay thế"),
        ([Saying("amends", ON), Saying("repeals", ON - DAY)], "Bị bãi bỏ"),
        ([Saying("repeals", ON, is_partial=True)], "Bị bãi bỏ một phần"),
        ([Saying("expires", ON + DAY)], "Sắp hết hiệu lực"),
        ([Saying("expires", ON), Saying("extends", ON - DAY, ON + DAY)], "Sắp hết hiệu lực"),
        ([Saying("extends", None, ON + DAY)], "Được gia hạn"),
        ([Saying("amends", ON + DAY)], "Sắp thay đổi"),
        ([Saying("corrects", None)], "Có đính chính"),
        ([], None),
    ],
)
def test_the_word_for_lists(sayings, words):
    found = rules.mark(sayings, ON)
    assert (found and found.words) == words
