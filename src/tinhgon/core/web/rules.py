"""Choosing from many: what a picker offers for the words typed so far, and which one a typed name means. Knows loaded
options only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from officekit import vntext

OFFERED = 12
OFTEN = "Hay dùng"


@dataclass(frozen=True)
class Option:
    """One that can be picked. `detail` says which (post and unit); a disabled one says in `note` why not, and what to
    take instead."""

    value: int
    label: str
    detail: str = ""
    group: str = ""
    note: str = ""
    is_disabled: bool = False


@lru_cache(maxsize=50_000)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(vntext.search_fold(text).split())


def matches(option: Option, words: str) -> bool:
    """Every word typed begins a word of the option, tone marks or not ("nguyen q", "so noi vu")."""
    parts = _parts(f"{option.label} {option.detail}")
    return all(any(part.startswith(word) for part in parts) for word in _parts(words))


def _first(found: Sequence[bool]) -> int:
    """The place of the first that is true, else the one after the last."""
    return next((place for place, is_true in enumerate(found) if is_true), len(found))


def offered(
    options: Sequence[Option], words: str, often: Mapping[int, int] | None = None, limit: int = OFFERED
) -> list[Option]:
    """What is shown: what is called or titled exactly so, then recent and frequent ones, then those whose name, then
    those whose title begins so, each in the office's order."""
    often = often or {}
    found = [option for option in options if matches(option, words)]
    typed = _parts(words)

    def rank(option: Option) -> tuple[bool, int, int, int]:
        names = [_parts(option.label), _parts(option.detail.split(" · ")[0])]
        is_called = [bool(typed) and name == typed for name in names]
        begins = [bool(typed and name) and name[0].startswith(typed[0]) for name in names]
        return (option.is_disabled, _first(is_called), -often.get(option.value, 0), _first(begins))

    found.sort(key=rank)
    return [
        replace(option, group=OFTEN) if often.get(option.value) and not option.is_disabled else option
        for option in found[:limit]
    ]


def meant(options: Sequence[Option], text: str) -> tuple[Option | None, str]:
    """Which option a typed name means, or why none: an exact name wins, else the only one that matches."""
    found = [option for option in options if matches(option, text)]
    exact = [option for option in found if _parts(option.label) == _parts(text)]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) == 1:
        return (None, chosen[0].note) if chosen[0].is_disabled else (chosen[0], "")
    if not chosen:
        return None, f"Không tìm thấy “{text}”. Gõ một phần tên rồi chọn trong danh sách."
    names = "; ".join(f"{option.label}, {option.detail}".strip(", ") for option in chosen[:4])
    return None, f"Có {len(chosen)} nơi khớp “{text}”: {names}. Chọn một trong danh sách."
