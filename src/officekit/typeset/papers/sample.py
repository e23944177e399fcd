"""Invented papers from a random generator: the same seed gives the same paper, text and facts alike.

It builds facts and words only (a few hundred microseconds a paper); drawing them is the business of
`render`. Every field of the returned `Paper` is the ground truth of what the drawn sheet says.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from officekit.typeset.papers import text
from officekit.typeset.papers.bodies import (
    COMMUNES,
    PARTY_BODIES,
    PROVINCE,
    STATE_BODIES,
    TINH_UY,
    UBND,
    Issuer,
    holders,
    person,
)
from officekit.typeset.papers.kinds import BY_BLOC, WEIGHTS, Kind
from officekit.typeset.papers.topics import BY_NAME, FIELDS, Field
from officekit.typeset.shapes import Bloc, Paper, Secrecy, Signature, Urgency

FIRST_DAY: Final = date(2025, 7, 1)
LAST_DAY: Final = date(2026, 6, 30)
_EMERGENCY: Final = "phòng, chống thiên tai và tìm kiếm cứu nạn"
_TAILS: Final = (
    "",
    "",
    "",
    " năm {y}",
    " trên địa bàn {commune}",
    " quý {q} năm {y}",
    " giai đoạn {y} - {z}",
    " tháng {m} năm {y}",
    f" trên địa bàn tỉnh {PROVINCE}",
)
_PARTY_FIELDS: Final = ("dân vận", "kiểm tra, giám sát", "xây dựng Đảng")
_STATE_FIELDS: Final = tuple(field for field in FIELDS if field.name not in _PARTY_FIELDS)


def sample_paper(
    rng: random.Random,
    *,
    bloc: Bloc | None = None,
    doc_type: str | None = None,
    issuer: Issuer | None = None,
    field: str | None = None,
    words: int = 300,
    since: date = FIRST_DAY,
    until: date = LAST_DAY,
    number: str | None = None,
    addressees: Sequence[str] | None = None,
    urgency: Urgency | None = None,
    secrecy: Secrecy = "",
) -> Paper:
    """Make up a paper of about `words` words of body; what is not given is drawn at random."""
    bloc = issuer.bloc if issuer else bloc or ("state" if rng.random() < 0.6 else "party")
    kind = _kind(rng, bloc, doc_type)
    body = issuer or _issuer(rng, kind)
    subject_field = BY_NAME[field] if field else _field(rng, kind)
    day = _working_day(rng, since, until)
    topic = rng.choice(subject_field.topics) if kind.code != "CĐ" else _EMERGENCY
    tail = rng.choice(_TAILS).format(
        y=day.year,
        z=day.year + 5,
        m=day.month,
        q=text.QUARTERS[(day.month - 1) // 3],
        commune=rng.choice(COMMUNES),
    )
    subject = rng.choice(kind.subjects).format(t=topic + tail)
    signature = _signature(rng, body, kind)
    to = tuple(addressees) if addressees is not None else _addressees(rng, body, kind)
    context = text.Context(rng, body, kind, subject_field, topic, subject, day, words)
    return Paper(
        bloc=bloc,
        doc_type=kind.code,
        type_name=kind.name,
        issuing_body=body.name,
        parent_body=body.parent,
        number=number or f"{_number(rng, body, kind):02d}",
        symbol=_symbol(rng, body, kind, subject_field),
        place=body.place,
        dated=day,
        subject=subject,
        subject_lead=kind.lead,
        addressees=to,
        bases=text.bases(context) if kind.name == "Quyết định" else (),
        blocks=text.blocks(context),
        signature=signature,
        left_signature=Signature(("Thư ký",), person(rng)) if kind.code == "BB" else None,
        recipients=_recipients(rng, body, kind, subject_field) if kind.code != "BB" else (),
        urgency=_urgency(rng, kind) if urgency is None else urgency,
        secrecy=secrecy,
        field=subject_field.name,
    )


def _kind(rng: random.Random, bloc: Bloc, code: str | None) -> Kind:
    if code is None:
        return rng.choices(BY_BLOC[bloc], WEIGHTS[bloc])[0]
    fitting = [kind for kind in BY_BLOC[bloc] if kind.code == code]
    if not fitting:
        raise ValueError(f"No kind {code} among papers of bloc {bloc}")
    return rng.choices(fitting, [kind.weight for kind in fitting])[0]


def _issuer(rng: random.Random, kind: Kind) -> Issuer:
    bodies = STATE_BODIES if kind.bloc == "state" else PARTY_BODIES
    if kind.code in ("NQ", "CT", "CĐ", "KL"):  # the kinds a department or advisory body may not issue
        bodies = tuple(body for body in bodies if body.level != "department")
    return rng.choice(bodies[:1] * 6 + bodies)


def _field(rng: random.Random, kind: Kind) -> Field:
    if kind.code == "CĐ":
        return BY_NAME["nông nghiệp và nông thôn mới"]
    if kind.bloc == "party" and rng.random() < 0.5:
        return BY_NAME[rng.choice(_PARTY_FIELDS)]
    return rng.choice(_STATE_FIELDS if kind.bloc == "state" else FIELDS)


def _working_day(rng: random.Random, since: date, until: date) -> date:
    day = since + timedelta(days=rng.randrange((until - since).days + 1))
    while day.weekday() > 4 and day > since:
        day -= timedelta(days=1)
    return day


def _number(rng: random.Random, body: Issuer, kind: Kind) -> int:
    most = {"province": 4000, "department": 1800, "commune": 900}[body.level]
    if body.bloc == "party":
        most = most // 8 if kind.code == "CV" else 90
    return rng.randint(1, most)


def _symbol(rng: random.Random, body: Issuer, kind: Kind, field: Field) -> str:
    if kind.bloc == "party":
        return f"{kind.code}/{body.symbol}"
    if kind.code != "CV":
        return f"{kind.code}-{body.symbol}"
    return f"{body.symbol}-{rng.choice(body.unit_codes) if body.unit_codes else field.code}"


def _signature(rng: random.Random, body: Issuer, kind: Kind) -> Signature:
    lines = rng.choice(body.signs)
    if kind.code == "BB":
        lines = ("Chủ trì",)
    elif kind.upward or kind.code in ("QĐ", "NQ", "CT"):  # not signed by order
        lines = rng.choice(body.signs[:2])
    title = lines[-1]
    return Signature(lines, rng.choice(holders(body.name + body.parent, title)))


def _addressees(rng: random.Random, body: Issuer, kind: Kind) -> tuple[str, ...]:
    if kind.upward:
        if kind.code == "BC" and rng.random() < 0.5:
            return ()
        if kind.bloc == "party":
            return ("Ban Thường vụ Tỉnh ủy",) if body is not TINH_UY else ("Ban Bí thư Trung ương Đảng",)
        return (UBND.name,) if body is not UBND else (f"Hội đồng nhân dân tỉnh {PROVINCE}",)
    if kind.code not in ("CV", "GM", "CĐ"):
        return ()
    if kind.bloc == "party":
        pool = (
            "Các đảng ủy trực thuộc Tỉnh ủy",
            "Các ban đảng, Văn phòng Tỉnh ủy",
            "Đảng ủy các xã, phường",
            "Đảng ủy Ủy ban nhân dân tỉnh",
            "Ban Thường vụ Mặt trận Tổ quốc tỉnh",
        )
    else:
        pool = (
            "Các sở, ban, ngành tỉnh",
            "Ủy ban nhân dân các xã, phường",
            "Các đơn vị sự nghiệp thuộc tỉnh",
            "Sở Tài chính",
            "Sở Nội vụ",
            f"Ủy ban nhân dân {rng.choice(COMMUNES)}",
        )
    fitting = [name for name in pool if name not in (body.name, body.full)]
    return tuple(rng.sample(fitting, rng.choice((1, 1, 2, 2, 3))))


def _recipients(rng: random.Random, body: Issuer, kind: Kind, field: Field) -> tuple[str, ...]:
    if kind.name == "Quyết định":
        lines = ["Như Điều 3"]
    elif kind.code in ("CV", "GM", "CĐ", "TTr"):
        lines = ["Như trên"]
    elif kind.bloc == "party":
        lines = ["Các cấp ủy, tổ chức đảng trực thuộc"]
    else:
        lines = ["Các cơ quan, đơn vị liên quan"]
    if kind.bloc == "party":
        pool = (
            "Thường trực Tỉnh ủy (để báo cáo)",
            "Các đồng chí Ủy viên Ban Thường vụ",
            "Ủy ban Kiểm tra Tỉnh ủy",
        )
        lines += rng.sample(pool, rng.randint(1, 2))
        return (*lines, f"Lưu {body.keeps}")
    pool = (
        "Thường trực Tỉnh ủy (b/c)",
        "Chủ tịch, các PCT UBND tỉnh",
        "Lãnh đạo cơ quan",
        "Cổng thông tin điện tử",
    )
    lines += rng.sample(pool, rng.randint(1, 2))
    unit = rng.choice(body.unit_codes) if body.unit_codes else field.code
    return (*lines, f"Lưu: VT, {unit}" if unit != "VP" else "Lưu: VT")


def _urgency(rng: random.Random, kind: Kind) -> Urgency:
    drawn = rng.random()
    if kind.code == "CĐ":
        return "hoa_toc"
    if kind.code not in ("CV", "GM", "BC", "KH") or drawn > 0.07:
        return ""
    return "hoa_toc" if drawn < 0.01 else "thuong_khan" if drawn < 0.025 else "khan"
