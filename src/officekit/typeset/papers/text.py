"""The words of invented papers: legal bases, blocks of the body, sentences of a field of work."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from officekit.typeset.papers.bodies import PROVINCE, TINH_UY, UBND, Issuer, holders
from officekit.typeset.papers.kinds import Kind
from officekit.typeset.papers.topics import ACTORS, ACTS, MANNERS, PARTY_ACTORS, TIMES, Field
from officekit.typeset.shapes import Block, vietnamese_date

QUARTERS: Final = ("I", "II", "III", "IV")
_ROMAN: Final = ("I", "II", "III", "IV", "V")
_POINTS: Final = "abcdđeghiklmn"
_CLAUSE_TITLES: Final = (
    "Về công tác lãnh đạo, chỉ đạo",
    "Về thực hiện nhiệm vụ chuyên môn",
    "Về công tác phối hợp",
    "Về kiểm tra, giám sát",
    "Về kinh phí thực hiện",
    "Về thông tin, báo cáo",
)


@dataclass(frozen=True, slots=True)
class Context:
    rng: random.Random
    issuer: Issuer
    kind: Kind
    field: Field
    topic: str
    subject: str
    day: date
    words: int


def bases(context: Context) -> tuple[str, ...]:
    """Legal bases of a decision, each ended with ";", the last with "."."""
    rng = context.rng
    if context.kind.bloc == "party":
        return (
            "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
            f"Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ, nhiệm kỳ {_term(context.day)};",
            f"Xét đề nghị của cơ quan tham mưu tại {citation(context, 'TTr')}.",
        )
    return (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        rng.choice(
            (
                f"Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về nhiệm vụ năm {context.day.year};",
                f"Căn cứ {citation(context, 'KH')};",
            )
        ),
        f"Theo đề nghị của {rng.choice(('Chánh Văn phòng', 'Trưởng phòng chuyên môn', 'Giám đốc Sở Nội vụ'))}"
        f" tại {citation(context, 'TTr')}.",
    )


def citation(context: Context, code: str = "") -> str:
    """A full first mention of another invented paper: type, number, date, issuer, subject."""
    rng = context.rng
    day = context.day - timedelta(days=rng.randint(3, 90))
    n = f"{rng.randint(1, 900):02d}"
    name = {"TTr": "Tờ trình", "KH": "Kế hoạch", "CV": "Công văn", "CT": "Chỉ thị"}[code or rng.choice(("KH", "CV"))]
    letters = {"Tờ trình": "TTr", "Kế hoạch": "KH", "Công văn": "CV", "Chỉ thị": "CT"}[name]
    if context.kind.bloc == "party":
        short = (
            f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"
        )
        whom = TINH_UY.full if letters != "TTr" else "Ban Tổ chức Tỉnh ủy"
        symbol = "TU" if letters != "TTr" else "BTCTU"
        return f"{name} số {n}-{letters}/{symbol}, ngày {short} của {whom} về {context.topic}"
    symbol = f"UBND-{context.field.code}" if letters == "CV" else f"{letters}-UBND"
    whom = UBND.full
    if letters == "TTr":
        symbol, whom = "TTr-SNV", "Sở Nội vụ"
    return f"{name} số {n}/{symbol} {vietnamese_date(day)} của {whom} về {context.topic}"


def blocks(context: Context) -> tuple[Block, ...]:
    kind = context.kind
    if kind.name == "Quyết định":
        made = _decision(context)
    elif kind.code == "GM":
        made = _invitation(context)
    elif kind.code == "BB":
        made = _minutes(context)
    elif kind.parts:
        made = _parts(context)
    else:
        made = _clauses(context)
    last = made[-1]
    # Offices of the State close with "./."; HD 05 wants a plain full stop.
    ending = "./." if kind.bloc == "state" and kind.code != "BB" else "."
    made[-1] = Block(last.kind, last.text.rstrip("./") + ending, last.label, last.title)
    return tuple(made)


def sentence(context: Context) -> str:
    rng, day = context.rng, context.day
    act = rng.choice(ACTS).format(thing=rng.choice(context.field.things))
    actors = PARTY_ACTORS if context.kind.bloc == "party" else ACTORS
    parts = [f"{rng.choice(actors)} {act}"]
    if rng.random() < 0.7:
        parts.append(rng.choice(MANNERS))
    if rng.random() < 0.6:
        later = day + timedelta(days=rng.randint(20, 150))
        when = rng.choice(TIMES)
        parts.append(
            when.format(
                d=f"{later.day:02d}",
                m=later.month,
                y=later.year,
                z=day.year + 1,
                q=QUARTERS[(later.month - 1) // 3],
            )
        )
    return ", ".join(parts) + "."


def fact(context: Context, template: str) -> str:
    rng = context.rng
    n = rng.randint(12, 98)
    return template.format(n=n, m=f"{rng.randint(2, min(n - 1, 40)):02d}") + "."


def _say(context: Context, template: str) -> str:
    said = template.format(
        cite=f"Thực hiện {citation(context)}" if "{cite}" in template else "",
        who=context.issuer.full,
        t=context.topic,
        s=context.subject,
    )
    return said[:1].upper() + said[1:]


def _fill(context: Context, budget: int, *, facts: float = 0.25) -> list[str]:
    """Paragraphs of one to three sentences until `budget` words are reached (at least one paragraph)."""
    rng = context.rng
    left = rng.sample(context.field.facts, len(context.field.facts)) if facts else []
    made: list[str] = []
    spent = 0
    while spent + 25 < budget or not made:
        count = rng.choice((1, 2, 2, 3))
        said = [fact(context, left.pop()) if left and rng.random() < facts else sentence(context) for _ in range(count)]
        made.append(" ".join(said))
        spent += made[-1].count(" ") + 1
    return made


def _clauses(context: Context) -> list[Block]:
    made = [Block("text", _say(context, context.kind.opening))]
    if context.rng.random() < 0.4:
        seen = fact(context, context.rng.choice(context.field.facts))
        made.insert(0, Block("text", f"Qua theo dõi công tác {context.topic}: {seen[:1].lower()}{seen[1:]}"))
    paragraphs = _fill(context, context.words - 80, facts=0)
    if len(paragraphs) > 5:
        titles = iter(_CLAUSE_TITLES)
        for index in range(0, len(paragraphs), 3):
            title = next(titles, "Về các nội dung khác")
            made.append(Block("clause", label=f"{index // 3 + 1}.", title=title))
            for point, words in zip(_POINTS, paragraphs[index : index + 3], strict=False):
                made.append(Block("point", words, f"{point})"))
    else:
        made += [Block("clause", words, f"{index}.") for index, words in enumerate(paragraphs, 1)]
    made.append(Block("text", _say(context, context.kind.closing)))
    return made


def _parts(context: Context) -> list[Block]:
    kind, rng = context.kind, context.rng
    made = [Block("text", _say(context, kind.opening))]
    share = max(30, (context.words - 70) // len(kind.parts))
    mark = "-" if kind.bloc == "party" else "."
    for index, title in enumerate(kind.parts):
        made.append(Block("roman", label=f"{_ROMAN[index]}{mark}", title=title))
        made += [
            Block("clause", words, f"{order}.")
            for order, words in enumerate(
                _fill(context, share, facts=0.7 if title.startswith(("Kết quả", "Tình hình", "Sự cần")) else 0),
                1,
            )
        ]
        if kind.code == "BC" and index == 0 and rng.random() < 0.3:
            made.append(_table(context))
    made.append(Block("text", _say(context, kind.closing)))
    return made


def _table(context: Context) -> Block:
    rng = context.rng
    rows = [("TT", "Nội dung", "Kế hoạch", "Thực hiện")]
    for order, thing in enumerate(rng.sample(context.field.things, 4), 1):
        planned = rng.randint(20, 90)
        rows.append((str(order), thing[:1].upper() + thing[1:], str(planned), str(rng.randint(10, planned))))
    return Block("table", rows=tuple(rows), widths=(0.6, 5.0, 1.4, 1.4))


def _decision(context: Context) -> list[Block]:
    issuer, bloc = context.issuer, context.kind.bloc
    who = issuer.full if bloc == "party" else _head(issuer)
    made = [Block("order", who.upper()), Block("order", "QUYẾT ĐỊNH" if bloc == "party" else "QUYẾT ĐỊNH:")]
    subject = context.subject[:1].upper() + context.subject[1:]
    made.append(Block("article", f"{subject} với các nội dung sau đây:", "Điều 1."))
    for index, words in enumerate(_fill(context, context.words - 90, facts=0), 1):
        made.append(Block("clause", words, f"{index}."))
    made.append(Block("article", "Quyết định này có hiệu lực kể từ ngày ký.", "Điều 2."))
    lead = "Văn phòng, các cơ quan, đơn vị và cá nhân có liên quan"
    made.append(Block("article", f"{lead} chịu trách nhiệm thi hành Quyết định này.", "Điều 3."))
    return made


def _head(issuer: Issuer) -> str:
    if issuer.level == "department":
        return f"Giám đốc {issuer.name}"
    return f"Chủ tịch {issuer.name}"


def _invitation(context: Context) -> list[Block]:
    rng = context.rng
    when = context.day + timedelta(days=rng.randint(2, 9))
    when -= timedelta(days=max(0, when.weekday() - 4))
    hour = rng.choice(("08 giờ 00", "07 giờ 30", "14 giờ 00", "13 giờ 30"))
    chair = rng.choice(holders(context.issuer.name + context.issuer.parent, context.issuer.signs[0][-1]))
    room = rng.choice(("Phòng họp số 1", "Phòng họp số 2", "Hội trường lớn", "Phòng họp trực tuyến"))
    made = [
        Block("text", f"{context.issuer.full} trân trọng kính mời đồng chí {context.subject}, cụ thể như sau:"),
        Block("clause", f"Thời gian: {hour}, {vietnamese_date(when)}.", "1."),
        Block("clause", f"Địa điểm: {room}, trụ sở {context.issuer.name}.", "2."),
        Block("clause", f"Chủ trì: đồng chí {chair}, {context.issuer.signs[0][-1]}.", "3."),
        Block("clause", f"Nội dung: {context.subject}.", "4."),
    ]
    if context.words > 120:
        made.append(Block("clause", title="Phân công chuẩn bị", label="5."))
        made += [Block("dash", words) for words in _fill(context, min(context.words - 120, 120), facts=0)]
    made.append(Block("text", "Đề nghị các đồng chí sắp xếp công việc, dự họp đầy đủ, đúng thành phần."))
    return made


def _minutes(context: Context) -> list[Block]:
    rng = context.rng
    made = [
        Block(
            "text",
            f"Hôm nay, {vietnamese_date(context.day)}, tại trụ sở {context.issuer.full}, tỉnh {PROVINCE}, "
            f"đã tiến hành {context.subject}.",
        ),
        Block("clause", title="Thành phần", label="1."),
        Block("dash", f"Chủ trì: lãnh đạo {context.issuer.full};"),
        Block("dash", f"Đại diện {rng.randint(3, 9):02d} cơ quan, đơn vị có liên quan."),
        Block("clause", title="Nội dung", label="2."),
    ]
    made += [Block("text", words) for words in _fill(context, context.words - 90)]
    made.append(Block("text", "Biên bản được đọc cho các thành viên cùng nghe và nhất trí thông qua."))
    return made


def _term(day: date) -> str:
    start = day.year - day.year % 5
    return f"{start} - {start + 5}"
