"""The manuals of the roles in the office: whose is whose, what leads where, what is printed."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from tinhgon.core.web import choices, exports, queries
from tinhgon.core.web.templatetags import web

KEYS = [guide.key for guide in choices.GUIDES]
OWN = {
    "vanthu.tinhuy": "van-thu",
    "chuyenvien.ubnd": "chuyen-vien",
    "lanhdao.tinhuy": "lanh-dao",
    "truongphong.tinhuy": "chanh-van-phong",
    "chanhvp.ubnd": "chanh-van-phong",
    "tochuc.tinhuy": "quan-tri",
    "quantri.tinhuy": "quan-tri",
    "antoan.ubnd": "an-toan-thong-tin",
}


@pytest.mark.parametrize("key", KEYS)
def test_every_part_of_a_manual_is_there(key: str) -> None:
    """Pictures taken, links that lead somewhere, pages that exist, no chapter without words, none twice."""
    shelf = queries.guide(key)
    assert shelf is not None
    manual = shelf.manual
    assert {p.path for p in manual.pictures()} == set(shelf.pictures), "take them: make guides"
    assert all(picture.caption for picture in manual.pictures())
    anchors = manual.anchors()
    assert len(anchors) == len(set(anchors))
    assert all(chapter.blocks for chapter in manual.chapters)
    pages = [page for chapter in manual.chapters for page in chapter.pages]
    known = {f"{ns}:{name}" for ns, (_, r) in get_resolver().namespace_dict.items() for name in r.reverse_dict}
    known |= {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(pages) - known == set()
    assert len(pages) == len(set(pages)), "a page belongs to one chapter"
    for link in manual.links():
        source, _, anchor = link.partition("#")
        target = next((g for g in choices.GUIDES if f"{g.source}.md" == source), None) if source else shelf.guide
        if target is None:
            assert (settings.GUIDES / source).exists(), link
        elif anchor:
            there = queries.guide(target.key)
            assert there is not None and anchor in there.manual.anchors(), link


@pytest.mark.parametrize("key", KEYS)
def test_a_manual_is_read_and_printed(province: Any, key: str) -> None:
    client = province.client("vanthu.tinhuy")
    text = client.get(f"/trang/tro-giup/{key}/").content.decode()
    shelf = queries.guide(key)
    assert shelf is not None
    for chapter in shelf.manual.chapters:
        assert f'id="{chapter.anchor}"' in text
    assert text.count("<figure>") == len(shelf.manual.pictures())
    printed = client.get(f"/trang/tro-giup/{key}/huong-dan.pdf")
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-1.7")
    assert Client().get(f"/trang/tro-giup/{key}/").status_code == 302


def test_edition_names_version_and_day() -> None:
    day = timezone.localdate().replace(year=2026, month=2, day=3)
    assert exports.edition(day) == f"Phiên bản {settings.VERSION} · in ngày 03/02/2026"


@pytest.mark.parametrize(("username", "key"), OWN.items())
def test_ones_own_manual_stands_first(province: Any, username: str, key: str) -> None:
    actor = province.actor(username)
    assert queries.own_guide(actor).key == key
    assert next(g.key for g in queries.guides(actor)) == key
    assert sorted(g.key for g in queries.guides(actor)) == sorted(KEYS)


def test_help_leads_to_the_chapter_of_the_page(province: Any) -> None:
    text = province.client("vanthu.tinhuy").get("/van-ban/xap/").content.decode()
    passage = queries.passage(province.actor("vanthu.tinhuy"), "documents:pile")
    assert passage is not None and passage.guide.key == "van-thu" and passage.chapter
    assert f'/trang/tro-giup/van-thu/#{passage.anchor}"' in text
    other = queries.passage(province.actor("vanthu.tinhuy"), "organisation:seals")
    assert other is not None and other.guide.key == "quan-tri"
    none = queries.passage(province.actor("vanthu.tinhuy"), "web:menu")
    assert none is not None and (none.guide.key, none.chapter) == ("van-thu", "")


def test_pictures_and_nothing_else_of_the_folder(province: Any) -> None:
    client = province.client("vanthu.tinhuy")
    shelf = queries.guide("van-thu")
    assert shelf is not None
    name = next(iter(shelf.pictures.values())).name
    answer = client.get(f"/trang/tro-giup/van-thu/hinh/{name}")
    assert answer.content.startswith(b"\x89PNG")
    for other in ("clerk.md", "..%2Fclerk.md", "khong-co.png"):
        assert client.get(f"/trang/tro-giup/van-thu/hinh/{other}").status_code == 404
    assert client.get("/trang/tro-giup/khong-co/").status_code == 404
    assert client.get("/trang/tro-giup/khong-co/huong-dan.pdf").status_code == 404


def test_an_installation_without_manuals_says_so(province: Any, settings: Any, tmp_path: Any) -> None:
    settings.GUIDES = tmp_path
    client = province.client("vanthu.tinhuy")
    assert "chưa có tệp hướng dẫn" in client.get("/trang/tro-giup/").content.decode()
    assert client.get("/trang/thong-bao/").status_code == 200
    assert queries.passage(province.actor("vanthu.tinhuy"), "documents:pile") is None


def test_links_of_the_source_lead_to_pages_here() -> None:
    assert web.guide_link("#a") == "#a"
    assert web.guide_link("clerk.md#khi-mất") == "/trang/tro-giup/van-thu/#khi-mất"
    assert web.guide_link("../operations.md") == ""
    assert web.guide_link("") == ""
