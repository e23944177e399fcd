"""The pane beside the list of incoming papers: J shows the next paper, which was fetched while one read the last."""

from django.utils import timezone
from playwright.sync_api import expect

from tinhgon.documents.actions import granting

from . import office


def test_the_next_paper_is_there_before_j_is_pressed(log_in, committed):
    papers = [office.registered(committed, number=number) for number in ("301", "302", "303")]
    newest, middle, oldest = reversed(papers)
    leader = log_in("lanhdao.tinhuy")
    with leader.expect_response(f"**/{middle.public_id}/xem-nhanh/"):
        leader.goto("/van-ban/den/?tab=all")
    pane = leader.get_by_label("Xem nhanh")
    expect(pane).to_contain_text(newest.subject)
    with leader.expect_response(f"**/{oldest.public_id}/xem-nhanh/") as fetched:
        leader.keyboard.press("j")
    fetched.value.finished()
    expect(pane).to_contain_text(middle.subject)
    leader.context.set_offline(True)
    leader.keyboard.press("j")
    expect(pane).to_contain_text(oldest.subject)
    leader.keyboard.press("k")
    expect(pane).to_contain_text(middle.subject)
    leader.context.set_offline(False)


def test_a_paper_taken_away_meanwhile_says_so(log_in, committed):
    kept, gone = (office.registered(committed, number=number) for number in ("301", "302"))
    leader = log_in("lanhdao.tinhuy")
    leader.route(f"**/{kept.public_id}/xem-nhanh/", lambda route: route.fulfill(status=422, body=""))
    leader.goto("/van-ban/den/?tab=all")
    expect(leader.get_by_label("Xem nhanh")).to_contain_text(gone.subject)
    leader.keyboard.press("j")
    expect(leader.get_by_label("Xem nhanh")).to_contain_text("Không mở được văn bản này")


def test_a_lent_paper_is_asked_for_when_it_is_chosen_and_each_time_anew(log_in, committed):
    older, newer = (office.registered(committed, number=number) for number in ("301", "302"))
    at = timezone.now()
    for paper in (older, newer):
        asked = granting.ask_emergency(committed.actor("chuyenvien.tinhuy"), str(paper.public_id), 1, "Bão", at)
        granting.approve_grant(committed.actor("chanhvp.tinhuy"), asked.pk, "", at)
    reader = log_in("chuyenvien.tinhuy")
    reader.goto("/van-ban/den/?tab=all")
    pane = reader.get_by_label("Xem nhanh")
    expect(pane).to_contain_text("Chọn một văn bản")
    with reader.expect_response(f"**/{older.public_id}/xem-nhanh/") as ahead:
        reader.keyboard.press("j")
    assert ahead.value.status == 204
    expect(pane).to_contain_text(newer.subject)
    reader.keyboard.press("j")
    expect(pane).to_contain_text(older.subject)
    with reader.expect_response(f"**/{newer.public_id}/xem-nhanh/") as again:
        reader.keyboard.press("k")
    assert again.value.status == 200
    expect(pane).to_contain_text(newer.subject)
