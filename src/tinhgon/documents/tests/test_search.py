"""Finding: with and without diacritics, both tone styles, phrases, parts of the number; never what one may not see."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tinhgon.documents import queries
from tinhgon.documents.actions import intake
from tinhgon.documents.models import Document, DocumentType
from tinhgon.documents.tests import files

FIELDS = intake.IncomingFields(
    subject="Rà soát thủ tục hành chính",
    issuer="UBND tỉnh Bình Sơn",
    code="1180/UBND-KSTT",
    issued_on=date(2025, 9, 24),
)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> None:
    settings.VAR, settings.QUARANTINE_KEYS, settings.MEDIA_ROOT = tmp_path, tmp_path / "k", tmp_path / "f"


@pytest.fixture
def papers(province: Any) -> dict[str, Document]:
    clerk, at = province.actor("vanthu.tinhuy"), timezone.now()

    def make(key: str, **change: Any) -> Document:
        return intake.register_incoming(clerk, replace(FIELDS, **change), at, request_key=key)

    return {
        "review": make("review"),
        "water": make("water", subject="Quản lý nguồn nước thuỷ lợi", code="22/TB-SNN", type_code="TB"),
        "other": make("other", subject="Thủ đoạn; tục lệ; chính sách", code="05-CV/BTCTU", issuer="Ban Tổ chức"),
        "plain": make("plain", subject="Danh sach bi lap: ra soat lai", code="7/BC-X"),
    }


def found(actor: Any, text: str, **chosen: Any) -> list[int]:
    return [h.document.pk for h in queries.search_papers(actor, text, queries.SearchFilter(**chosen)).hits]


@pytest.mark.parametrize(
    "text",
    ["rà soát thủ tục", "ra soat thu tuc", "RÀ SOÁT", '"thủ tục hành chính"', "1180/ubnd", "1180", "118", "ubnd-kstt",
     "1180/UBND-KSTT", "kstt bình sơn"],
)  # fmt: skip
def test_ways_of_asking(text: str, province: Any, papers: dict[str, Document]) -> None:
    assert papers["review"].pk in found(province.actor("chanhvp.tinhuy"), text)


def test_a_register_number_is_enough(province: Any, papers: dict[str, Document]) -> None:
    clerk = province.actor("vanthu.tinhuy")
    assert papers["water"].pk in found(clerk, str(papers["water"].register_number))


def test_both_tone_styles_are_one(province: Any, papers: dict[str, Document]) -> None:
    clerk = province.actor("vanthu.tinhuy")
    assert found(clerk, "thủy lợi") == found(clerk, "thuỷ lợi") == [papers["water"].pk]


def test_a_phrase_is_a_phrase(province: Any, papers: dict[str, Document]) -> None:
    clerk = province.actor("vanthu.tinhuy")
    assert papers["other"].pk in found(clerk, "thủ tục chính")
    assert papers["other"].pk not in found(clerk, '"thủ tục"')


def test_exact_spelling_comes_first(province: Any, papers: dict[str, Document]) -> None:
    assert found(province.actor("vanthu.tinhuy"), "rà soát") == [papers["review"].pk, papers["plain"].pk]


def test_a_stranger_finds_nothing(province: Any, papers: dict[str, Document]) -> None:
    for name in ("vanthu.ubnd", "chanhvp.sonoivu", "chuyenvien.tinhuy", "quantri.tinhuy"):
        result = queries.search_papers(province.actor(name), "rà soát")
        assert (result.hits, result.total, result.facets) == ([], 0, [])
        assert not queries.search_papers(province.actor(name), "1180/ubnd").hits


def test_restricted_papers_are_found_by_those_named_only(province: Any) -> None:
    clerk, at = province.actor("vanthu.tinhuy"), timezone.now()
    secret = replace(FIELDS, is_restricted=True, subject="Kỷ luật cán bộ")
    document = intake.register_incoming(
        clerk, secret, at, request_key="r", submit_to_post=province.post("lanhdao.tinhuy").pk
    )
    assert found(province.actor("lanhdao.tinhuy"), "kỷ luật") == [document.pk]
    assert found(clerk, "kỷ luật") == []
    assert found(province.actor("chanhvp.tinhuy"), "kỷ luật") == []


def test_facets_narrow(province: Any, papers: dict[str, Document]) -> None:
    clerk = province.actor("vanthu.tinhuy")
    assert found(clerk, "chính", issuer="Ban Tổ chức") == [papers["other"].pk]
    assert found(clerk, "nước", year=2025) == [papers["water"].pk]
    assert found(clerk, "nước", year=2024) == []
    facets = {f.name: f.values for f in queries.search_papers(clerk, "chính").facets}
    assert ("incoming", "Văn bản đến", 2) in facets["flow"]


def test_types_of_party_and_state_with_one_name_are_one_facet(province: Any, papers: dict[str, Document]) -> None:
    clerk = province.actor("vanthu.tinhuy")
    for key, rule_set in (("review", "nd30"), ("other", "hd05")):
        kind = DocumentType.objects.get(rule_set=rule_set, name="Công văn", ends_on=None)
        Document.objects.filter(pk=papers[key].pk).update(type=kind)
    facets = {f.name: f.values for f in queries.search_papers(clerk, "chính").facets}
    assert facets["type"] == [("Công văn", "Công văn", 2)]
    assert found(clerk, "chính", type_name="Công văn") == found(clerk, "chính")
    assert found(clerk, "chính", type_name="Quyết định") == []


@pytest.mark.parametrize("text", ["", "   ", '"', "%", "_", "\\", "' OR 1=1 --", "a & | !", "\x00", "()", "đ" * 400])
def test_odd_input_is_harmless(text: str, province: Any, papers: dict[str, Document]) -> None:
    queries.search_papers(province.actor("vanthu.tinhuy"), text)


def test_content_is_found_with_a_snippet(province: Any) -> None:
    clerk, at = province.actor("vanthu.tinhuy"), timezone.now()
    upload = intake.receive_upload(clerk, "a.pdf", files.pdf(), at)
    document = intake.register_incoming(clerk, FIELDS, at, request_key="1", upload_id=upload.public_id)
    words = " ".join(upload.text.split()[60:63])
    hits = queries.search_papers(clerk, f'"{words}"').hits
    assert [h.document.pk for h in hits] == [document.pk]
    assert any(is_met for _, is_met in hits[0].snippet)


def test_a_query_too_wide_is_stopped(province: Any, papers: dict[str, Document], monkeypatch: Any) -> None:
    from tinhgon.documents.queries import search

    monkeypatch.setattr(search, "_sql", lambda *a, **k: "SELECT 1 AS id FROM pg_sleep(2)")
    monkeypatch.setattr(search, "TIMEOUT_MS", 50)
    with pytest.raises(queries.SearchTooWide):
        queries.search_papers(province.actor("vanthu.tinhuy"), "rà soát")
    assert Document.objects.exists()
