"""A day of four issuing bodies, State and Party side by side: nine roles, each at a window of its own, the Party's
leaders on phones; 40 papers and a sealed envelope, and in the evening nothing is left.

The roles: clerk, specialist, head of a unit, chief of office, Bí thư, standing deputy, chairman of the committee, the
Front's officer, the Front's chairman; clerks of a department and of a commune besides. Every kind of step is done by
hand; where one more of the same adds nothing, papers are entered, agreed to and signed by the acts themselves
(office.entered, agreed, given, signed)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from tinhgon.core.audit import queries as audit
from tinhgon.documents.models import Document, Envelope

from . import arriving, evening, leaving, looks, office, walk
from .hands import press

ON_PHONE = ("lanhdao.tinhuy", "bithu.tinhuy")
CLERKS = ("vanthu.tanhoa", "vanthu.mttq", "vanthu.sonoivu", "vanthu.ubnd", "vanthu.tinhuy")
GROUP, QUESTION = "Các cơ quan", "Thống nhất ban hành công văn?"
MOTTO = "phối hợp tuyên truyền sắp xếp thôn"


@dataclass
class Day:
    """The windows that are open, one a person; the papers that the day comes back to, by their numbers and names."""

    log_in: Callable[..., Page]
    office: Any
    windows: dict[str, Page] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Page:
        """The window of a person."""
        if username not in self.windows:
            phone = {"viewport": looks.PHONE, "has_touch": True, "is_mobile": True} if username in ON_PHONE else {}
            self.windows[username] = self.log_in(username, **phone)
        return self.windows[username]

    def name(self, username: str) -> str:
        """What a person is called."""
        return str(self.office.actor(username).name)

    def of(self, code: str, home: str = "tinhuy") -> str:
        """The address of a paper by its number and symbol."""
        return f"/van-ban/{Document.objects.get(agency__key=home, code=code).public_id}/"


def the_mail(day: Day) -> list[str]:
    """The scanner's folder falls on the page, others type; the codes of the Party's six."""
    mail = [arriving.by_post(kind, 300 + at) for at, kind in enumerate(("CV", "BC", "TTr", "KH", "CV", "GM"))]
    clerk = day["vanthu.tinhuy"]
    arriving.register_dropped(clerk, mail)
    arriving.register_typed(clerk, "15-NQ/TW", "Ban Chấp hành Trung ương", "Nghị quyết về đổi mới phương thức lãnh đạo")
    arriving.envelope_in(clerk, "Ban Tổ chức Trung ương", "127-CV/BTCTW", day.name("bithu.tinhuy"))
    late = arriving.by_post("CV", 320)
    clerk.goto("/van-ban/den/tiep-nhan/")
    arriving.let_fall(clerk, [(late.name, late.content)])  # for the evening
    expect(clerk.locator("#id_code")).to_have_value(late.code)
    state = [arriving.by_post(kind, 330 + at) for at, kind in enumerate(("CV", "BC", "KH"))]
    arriving.register_dropped(day["vanthu.ubnd"], state, "Chủ tịch UBND tỉnh")
    for home in ("tanhoa", "mttq", "sonoivu"):
        arriving.register_typed(day[f"vanthu.{home}"], "88/SYT-NVY", "Sở Y tế", "Công văn về phòng, chống dịch")
    for home, numbers, to in (
        ("tinhuy", range(400, 407), ""),
        ("ubnd", range(400, 405), "lanhdao"),
        ("tanhoa", range(400, 403), ""),
        ("mttq", range(400, 402), ""),
        ("sonoivu", range(400, 402), ""),
    ):
        office.entered(day.office, home, numbers, to)
    return [paper.code for paper in mail]


def leaders_decide(day: Day, codes: list[str]) -> None:
    """Proposed and directed with one tap, forwarded, questioned, around, closed, accepted, many at once."""
    asked, told, appraised, around, known, invited = (day.of(code) for code in codes)
    chief, leader, head = day["chanhvp.tinhuy"], day["lanhdao.tinhuy"], day["truongphong.tinhuy"]
    words = "Kính trình giao Phòng Tổng hợp chủ trì tham mưu trả lời."
    arriving.propose(chief, asked, words, "Phó Bí thư Thường trực", "Phòng Tổng hợp")
    arriving.one_tap(leader, codes[0])
    arriving.direct(leader, told, "Chuyển đồng chí Chánh Văn phòng chỉ đạo.", "Chánh Văn phòng")
    arriving.direct(chief, told, "Giao Phòng Tổng hợp theo dõi.", "Phòng Tổng hợp", "5 ngày")
    arriving.direct(leader, appraised, "Giao Phòng Tổng hợp thẩm định.", "Phòng Tổng hợp", "3 ngày")
    arriving.ask_what_is_meant(head, appraised, "Lấy số liệu đến hết tháng nào?")
    arriving.make_clear(leader, "Đến hết tháng trước.")
    arriving.circulate(leader, around, [day.name("bithu.tinhuy"), day.name("chanhvp.tinhuy")])
    arriving.say_on_circulation(day["bithu.tinhuy"], "Nhất trí.")
    arriving.say_on_circulation(chief, "Đã xem, nhất trí.")
    arriving.close(chief, known, "Để biết")
    arriving.go_to_meeting(leader, invited, codes[5])
    arriving.give_on(head, asked, "Chuyên viên")
    arriving.put_off(day["chuyenvien.tinhuy"], "1 ngày", "Chờ số liệu của Sở Tài chính")
    arriving.direct_many(day["lanhdao.ubnd"], "Lưu để biết.", 8)


def on_paper(day: Day, codes: list[str]) -> None:
    """An original with its place; a batch to the unit and one to the office, both signed for on the screen."""
    clerk = day["vanthu.tinhuy"]
    arriving.keep_original(clerk, day.of(codes[0]), "Tủ 1, cặp 3")
    arriving.hand_over(clerk, codes[:3])
    arriving.receive_on_paper(day["truongphong.tinhuy"])
    arriving.receive_on_paper(day["chanhvp.tinhuy"])


def the_party_asks(day: Day) -> tuple[str, str]:
    """A draft on which members give their opinion, sent back and submitted again, signed, numbered, to State bodies and
    the Front, and answers asked for; its address and number."""
    drafter, clerk, head = day["chuyenvien.tinhuy"], day["vanthu.tinhuy"], day["truongphong.tinhuy"]
    paper = leaving.draft(drafter, "đề nghị báo cáo kết quả sắp xếp trụ sở", "Đề nghị báo cáo.", "Công văn")
    poll = leaving.open_poll(drafter, paper, QUESTION, ["Phó Bí thư Thường trực", "Chánh Văn phòng"])
    for member in ("lanhdao.tinhuy", "chanhvp.tinhuy"):
        leaving.vote(day[member], QUESTION, "Đồng ý")
    drafter.goto(poll)
    press(drafter, "Đóng")
    expect(drafter.get_by_text("Được thông qua")).to_be_visible()
    leaving.submit(drafter, paper)
    leaving.send_back(head, paper, "Bổ sung thời hạn báo cáo.")
    leaving.new_version(drafter, paper, office.sheet("98")[1])
    leaving.submit(drafter, paper)
    for seat in ("truongphong", "chanhvp", "lanhdao"):
        leaving.agree(day[f"{seat}.tinhuy"], paper)
    leaving.sign(clerk, paper)
    code = leaving.number(clerk, paper)
    leaving.ask_for_answers(clerk, paper, "5 ngày")
    bodies = ("Ủy ban nhân dân tỉnh Bình Sơn", "Ủy ban nhân dân xã Tân Hòa", "Ủy ban MTTQ Việt Nam tỉnh Bình Sơn")
    leaving.address_to(clerk, paper, bodies, group=GROUP)
    leaving.issue(clerk, paper)
    return paper, code


def the_state_answers(day: Day, paper: str, code: str) -> tuple[str, str]:
    """The commune takes the paper in and answers; the Party's table of answers knows. What the people's committee
    answers is left for the evening. The commune's paper and its number."""
    commune, clerk = day["vanthu.tanhoa"], day["vanthu.tinhuy"]
    received = arriving.take_in(commune, code)
    reply = leaving.draft(commune, "báo cáo kết quả sắp xếp trụ sở", "Xin báo cáo.", reply_to=received)
    leaving.submit(commune, reply)
    office.agreed(day.office, reply, "chanhvp.tanhoa", "lanhdao.tanhoa")
    leaving.sign(commune, reply)
    number = leaving.number(commune, reply)
    leaving.issue(commune, reply)  # who asked is its recipient already
    arriving.take_in(clerk, number, "Phó Bí thư Thường trực")
    clerk.goto(f"{paper}y-kien/")
    expect(clerk.locator(".ans", has_text="Ủy ban nhân dân xã Tân Hòa")).to_contain_text(number)
    press(clerk, "Đôn đốc 2 nơi")
    received = arriving.take_in(day["vanthu.ubnd"], code)
    office.given(day.office, received, "chanhvp.ubnd", "chuyenvien.ubnd")
    seats, words = ("truongphong", "chanhvp", "lanhdao"), "báo cáo của Ủy ban nhân dân tỉnh về trụ sở"
    office.signed(day.office, "ubnd", seats, received, subject=words)
    return reply, number


def the_front_and_the_state(day: Day) -> str:
    """A paper signed by two bodies; one inside the Front's house without a number; one by post; its number."""
    drafter, clerk, front = day["chuyenvien.ubnd"], day["vanthu.ubnd"], day["vanthu.mttq"]
    paper = leaving.draft(drafter, MOTTO, "Các cơ quan thống nhất.", "Chương trình")
    leaving.sign_jointly(drafter, paper, ["Chủ tịch Ủy ban MTTQ tỉnh"])
    leaving.submit(drafter, paper)
    office.agreed(day.office, paper, "truongphong.ubnd", "chanhvp.ubnd")
    leaving.agree(day["lanhdao.ubnd"], paper)
    leaving.sign(front, leaving.agree_at_home(day["lanhdao.mttq"], MOTTO))
    leaving.sign(clerk, paper)
    leaving.address_to(clerk, paper, ["Tỉnh ủy Bình Sơn"])
    code = leaving.number(clerk, paper)
    leaving.issue(clerk, paper)
    officer = day["chuyenvien.mttq"]
    inner = leaving.draft(officer, "phân công trực cuối tuần", "Giao các đồng chí.", "Phiếu chuyển", is_internal=True)
    sent = leaving.draft(officer, "kết quả giám sát ở cơ sở", "Xin báo cáo.", "Báo cáo")
    for draft in (inner, sent):
        leaving.submit(officer, draft)
        office.agreed(day.office, draft, "chanhvp.mttq", "lanhdao.mttq")
        leaving.sign(front, draft)
    leaving.address_to(front, inner, [], "Văn phòng Cơ quan")
    leaving.issue(front, inner, "Phát hành không số")
    leaving.number(front, sent)
    leaving.address_to(front, sent, ["Tỉnh ủy Bình Sơn"], "Hội Cựu chiến binh tỉnh")
    leaving.issue(front, sent)
    leaving.dispatch(front, sent, "Hội Cựu chiến binh tỉnh", "RR123456789VN")
    return code


def in_the_evening(day: Day) -> set[str]:
    """Every clerk ends every row; what one sends, the next takes in. Which groups of the page there were."""
    seen: set[str] = set()
    for _ in range(2):  # what was sent in the first round has been taken in in the second
        for username in CLERKS:
            seen.update(evening.worked_off(day[username]))
    for username in CLERKS:
        evening.is_all_done(day[username])
        assert len(evening.printed(day[username])) >= 2, username
    return seen


def test_nine_roles_forty_papers_and_nothing_left(log_in, committed):
    day = Day(log_in, committed)
    last = time.monotonic()

    def chapter(name: str) -> None:
        nonlocal last
        print(f"{name}: {time.monotonic() - last:.1f} s")
        last = time.monotonic()

    codes = the_mail(day)
    chapter("the mail")
    leaders_decide(day, codes)
    chapter("leaders decide")
    on_paper(day, codes)
    chapter("on paper")
    paper, code = the_party_asks(day)
    arriving.pass_on(day["vanthu.tinhuy"], day.of(codes[4]), GROUP)
    arriving.give_back(day["vanthu.mttq"], codes[4], "Không thuộc thẩm quyền của cơ quan.")
    chapter("the Party asks")
    reply, number = the_state_answers(day, paper, code)
    chapter("the State answers")
    joint = the_front_and_the_state(day)
    chapter("the Front and the State")
    office.signed(day.office, "sonoivu", ("truongphong", "chanhvp", "lanhdao"), to="ubnd", subject="báo cáo biên chế")
    seen = in_the_evening(day)
    chapter("the evening")
    assert seen == {"tep", "cho-vao-so", "cho-trinh", "cho-cap-so", "cho-phat-hanh", "bi-cho-giao"}
    assert (Document.objects.filter(source=None).count(), Envelope.objects.count()) == (40, 1)
    stranger = day["vanthu.sotaichinh"]
    walk.stranger_sees_nothing(stranger, [day.of(codes[0]), paper, reply], [codes[0], code, number, joint])
    evening.is_all_done(stranger)
    chapter("a stranger")
    assert all(report.is_intact for report in audit.verify())
