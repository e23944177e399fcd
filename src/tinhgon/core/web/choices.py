"""The upward seams of the house (decision 15): typed slots that upper apps fill in `apps.ready()`, by name. A house
test resolves every name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tinhgon.core.actor import Actor


def _everybody(actor: Actor) -> bool:
    return True


def _everything(thing: object) -> bool:
    return True


@dataclass(frozen=True)
class Nav:
    """An entry of the side bar. `counts(actor)` of the app gives all its numbers in one query:
    {key: (count, is_urgent)}. Group `FOOT` stands at the foot of the bar; `phone_label` is the short word of
    the phone's bar, which shows the first four with `is_on_phone`."""

    key: str
    label: str
    icon: str
    url_name: str
    order: int
    group: str = ""
    is_visible: Callable[[Actor], bool] = _everybody
    is_on_phone: bool = False
    phone_label: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of a page of a lower app, loaded by HTMX: `url_name` takes the object's public id. `concerns(object)` says
    whether the app has anything to say about it at all."""

    slot: str
    key: str
    label: str
    url_name: str
    order: int
    is_visible: Callable[[Actor], bool] = _everybody
    concerns: Callable[..., bool] = _everything


@dataclass(frozen=True)
class CalendarEvent:
    """Something with a time in a person's own calendar program; `key` names it for ever, `path` is its page."""

    key: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    path: str
    is_called_off: bool = False


@dataclass(frozen=True)
class PageAction:
    """A button of a page of a lower app; `url_name` takes the object's public id. `verdict(actor, object)`
    comes from the app's rules: a refusal greys the button out with the reason."""

    slot: str
    key: str
    label: str
    icon: str
    url_name: str
    order: int
    verdict: Callable[..., object]
    hotkey: str = ""
    is_primary: bool = False


FOOT = "Quản trị"
NAV: list[Nav] = []
# The page the search box of the top bar leads to: at most one name.
SEARCH: list[str] = []
# The page that answers "Ai đang giữ?", asked by one key from anywhere: at most one name.
FINDER: list[str] = []
NAV_COUNTS: list[Callable[[Actor], dict[str, tuple[int, bool]]]] = []
PANELS: list[Panel] = []
PAGE_ACTIONS: list[PageAction] = []
# What upper apps put into a person's calendar feed: of a person's principal, on a day.
CALENDARS: list[Callable[[int, date], list[CalendarEvent]]] = []


def panels(slot: str, actor: Actor, thing: object = None) -> list[Panel]:
    found = (p for p in PANELS if p.slot == slot and p.is_visible(actor) and p.concerns(thing))
    return sorted(found, key=lambda p: p.order)


def calendar_events(person_principal: int, on: date) -> list[CalendarEvent]:
    return [event for calendar in CALENDARS for event in calendar(person_principal, on)]


def page_actions(slot: str) -> list[PageAction]:
    return sorted((a for a in PAGE_ACTIONS if a.slot == slot), key=lambda a: a.order)


@dataclass(frozen=True)
class Guide:
    """A manual for one role: its address, the file it is written in (below `GUIDES`), whose it is. Somebody's own is
    the first whose duties one of his posts has, all of them; the last is for everybody else."""

    key: str
    source: str
    label: str
    duties: tuple[frozenset[str], ...] = ()


GUIDES = (
    Guide("van-thu", "clerk", "Văn thư", (frozenset({"register"}),)),
    Guide(
        "chanh-van-phong",
        "chief-of-office",
        "Chánh Văn phòng, người đứng đầu đơn vị",
        (frozenset({"propose"}), frozenset({"direct", "draft"})),
    ),
    Guide("lanh-dao", "leader", "Lãnh đạo", (frozenset({"direct"}),)),
    Guide(
        "quan-tri",
        "administrator",
        "Quản trị, cán bộ tổ chức",
        (frozenset({"configure"}), frozenset({"manage_organisation"})),
    ),
    Guide("an-toan-thong-tin", "security-officer", "Cán bộ an toàn thông tin", (frozenset({"manage_rights"}),)),
    Guide("chuyen-vien", "specialist", "Chuyên viên"),
)
