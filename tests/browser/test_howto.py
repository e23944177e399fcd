"""Steps of docs/howto that the main job does not walk: the chief of office proposes and gives a task, the leader agrees
with one press, the organisation officer looks at accounts and at the organisation of a day."""

import re

from playwright.sync_api import expect

from tinhgon.tasks.models import Direction, Task

from . import looks, office, pictures


def test_a_proposal_becomes_a_direction_with_one_press(log_in, committed):
    paper = office.registered(committed)
    chief = log_in("chanhvp.tinhuy", viewport=looks.DESK)
    chief.goto(f"/van-ban/{paper.public_id}/")
    chief.get_by_role("link", name="Đề xuất").first.click()
    chief.get_by_label(re.compile("Nội dung|Đề xuất")).first.fill("Kính trình đồng chí giao Phòng Tổng hợp tham mưu.")
    office.pick(chief, "Trình lãnh đạo", "Phó Bí thư")
    office.pick(chief, "Chủ trì", "Phòng Tổng hợp")
    pictures.take(chief, "chief-propose", *pictures.inside(chief))
    office.primary(chief).dblclick()
    expect(chief.locator(".note.g")).to_be_visible()
    leader = log_in("lanhdao.tinhuy", viewport=looks.PHONE)
    leader.goto(f"/nhiem-vu/but-phe/{paper.public_id}/")
    leader.get_by_role("button", name="Đồng ý đề xuất").dblclick()
    expect(leader.locator(".note.g")).to_be_visible()
    assert Direction.objects.filter(document=paper, kind="direction").count() == 1
    assert Task.objects.count() == 1


def test_a_task_from_no_paper(log_in, committed):
    chief = log_in("chanhvp.tinhuy", viewport=looks.DESK)
    chief.goto("/nhiem-vu/")
    chief.keyboard.press("n")
    chief.wait_for_url("**/nhiem-vu/giao/")
    chief.get_by_label("Việc cần làm").fill("Tổng hợp số liệu biên chế quý IV")
    office.pick(chief, "Chủ trì", "Phòng Tổng hợp")
    chief.get_by_label("Hạn xử lý").fill("+3")
    pictures.take(chief, "chief-task", *pictures.inside(chief))
    office.primary(chief).dblclick()
    expect(chief.locator(".note.g")).to_be_visible()
    assert Task.objects.count() == 1


def test_accounts_and_the_organisation_of_a_day(log_in, committed):
    officer = log_in("tochuc.tinhuy", viewport=looks.DESK)
    officer.goto("/to-chuc/tai-khoan/")
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Tài khoản")
    pictures.take(officer, "administrator-accounts", *pictures.inside(officer), most=pictures.HALF)
    officer.goto("/to-chuc/")
    expect(officer.get_by_role("heading", level=1)).to_contain_text("Cơ cấu tổ chức")
    pictures.take(officer, "administrator-tree", *pictures.inside(officer))
