"""The manuals of the roles, read from the folder they are written in: which one is somebody's own, and which chapter
speaks of a page. An installation without that folder has no manuals, and says so."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from officekit import typeset
from officekit.typeset import manuals
from tinhgon.core.actor import Actor
from tinhgon.core.web.choices import GUIDES, Guide


@dataclass(frozen=True)
class Shelf:
    """A manual with the files of those of its pictures that were taken, by the path its source gives them."""

    guide: Guide
    manual: typeset.Manual
    pictures: Mapping[str, Path]


@dataclass(frozen=True)
class Passage:
    """Where in the manuals a page is spoken of."""

    guide: Guide
    chapter: str = ""
    anchor: str = ""


@lru_cache(maxsize=32)
def _read(source: Path, changed: int) -> typeset.Manual:
    return manuals.read(source.read_text(encoding="utf-8"))


def _manual(guide: Guide) -> typeset.Manual | None:
    source = Path(settings.GUIDES) / f"{guide.source}.md"
    return _read(source, source.stat().st_mtime_ns) if source.exists() else None


def own_guide(actor: Actor | None) -> Guide:
    """The manual of somebody's work in the post acted in."""
    duties = actor.duties if actor else frozenset()
    return next((g for g in GUIDES if any(asked <= duties for asked in g.duties)), GUIDES[-1])


def guides(actor: Actor | None) -> list[Guide]:
    """The manuals there are, one's own first."""
    own = own_guide(actor)
    return sorted((g for g in GUIDES if _manual(g)), key=lambda guide: guide != own)


def guide(key: str) -> Shelf | None:
    found = next((g for g in GUIDES if g.key == key), None)
    manual = _manual(found) if found else None
    if found is None or manual is None:
        return None
    folder = Path(settings.GUIDES)
    files = {picture.path: (folder / picture.path).resolve() for picture in manual.pictures()}
    return Shelf(found, manual, {name: path for name, path in files.items() if path.exists()})


def passage(actor: Actor | None, page: str) -> Passage | None:
    """The chapter on a page (`documents:pile`): in one's own manual, else in another's; else where one's own begins."""
    there = guides(actor)
    for found in there:
        manual = _manual(found)
        for chapter in manual.chapters if manual else ():
            if page in chapter.pages:
                return Passage(found, chapter.title, chapter.anchor)
    return Passage(there[0]) if there else None


def picture(key: str, name: str) -> Path | None:
    """The file of a picture that a manual shows, by its bare name; nothing else in the folder can be asked for."""
    shelf = guide(key)
    return next((path for path in shelf.pictures.values() if path.name == name), None) if shelf else None


def png_size(path: Path) -> tuple[int, int]:
    """Width and height as the file's head says."""
    with path.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:24])
    return width, height
