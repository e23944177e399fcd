"""Phrases are asked by pairs of neighbouring words: what is found is what the vectors find without them."""

import random
from typing import Any

import pytest
from django.utils import timezone

from officekit import vntext
from tinhgon.documents import queries, search
from tinhgon.documents.actions import intake, papers
from tinhgon.documents.jobs import index_pairs
from tinhgon.documents.models import Document, SearchText
from tinhgon.documents.queries import search as finding

# Few words, so that they come together often; spelt in ways the database cuts in its own manner.
WORDS = (
    "thủ tục thu tuc hoà hòa đoạn Điều 5 2.đoạn 1.500 12a 650/UBND-VX a.b@c.vn http://vx.vn/tin thủ-tục"
    " (số) “một” -5 3,5 x+1 Ủy_ban c:\\tin h\u0300a ﬁ 文 1e5 một; tục: .vn и/или ’nhà"
).split()
GLUE = (" ", " ", " ", " ", "", "\n", ". ", ", ", "; ", " - ", "/")


def text_of(rng: random.Random, words: int) -> str:
    return "".join(rng.choice(WORDS) + rng.choice(GLUE) for _ in range(words))


def clerk(province: Any) -> Any:
    return province.actor("vanthu.tinhuy")


def paper(province: Any, key: str, text: str) -> Document:
    fields = intake.IncomingFields(subject="Nội dung", issuer="UBND tỉnh", code="")
    document = intake.register_incoming(clerk(province), fields, timezone.now(), request_key=key)
    papers.index(document, text)
    return document


@pytest.mark.parametrize("seed", range(3))
def test_phrases_are_found_as_without_pairs(seed: int, province: Any, monkeypatch: Any) -> None:
    rng, who = random.Random(seed), clerk(province)
    kept = [paper(province, f"{n}", text_of(rng, 40)) for n in range(12)]
    bodies = list(SearchText.objects.filter(pk__in=[d.pk for d in kept]).values_list("text", flat=True))
    asked = []
    for _ in range(40):
        pieces = rng.choice([*bodies, *bodies, text_of(rng, 9)]).replace('"', "").split()
        start = rng.randrange(len(pieces))
        phrase = " ".join(pieces[start : start + rng.randrange(2, 6)])
        asked.append(" ".join([f'"{phrase}"', *rng.sample(WORDS, rng.choice((0, 0, 1)))]))
    by_pairs = [set(finding.newest_matches(who, text)) for text in asked]
    monkeypatch.setattr(finding, "_few_have_the_phrases", lambda *_: False)
    for text, found in zip(asked, by_pairs, strict=True):
        assert found == set(finding.newest_matches(who, text)), text
    assert sum(map(bool, by_pairs)) > 12


def test_a_long_text_has_its_phrases(province: Any) -> None:
    """The database keeps 16,383 places; a phrase before them is found."""
    rng = random.Random(7)
    words = [f"w{rng.randrange(40_000)}" for _ in range(30_000)]
    document = paper(province, "long", " ".join(words))
    for place in (5, 9_000, 16_000):
        assert finding.newest_matches(clerk(province), f'"{" ".join(words[place : place + 4])}"') == [document.pk]


def test_words_that_stand_apart_are_no_phrase(province: Any) -> None:
    apart = paper(province, "1", "chấn chỉnh một việc; chỉnh một số thiếu sót")
    together = paper(province, "2", "chấn chỉnh một số thiếu sót")
    assert finding.newest_matches(clerk(province), '"chấn chỉnh một số thiếu"') == [together.pk]
    assert set(finding.newest_matches(clerk(province), '"chỉnh một số"')) == {apart.pk, together.pk}
    assert finding.newest_matches(clerk(province), '"số một chỉnh"') == []


def test_rights_filters_and_the_limit_hold_for_phrases(province: Any, monkeypatch: Any) -> None:
    kept = [paper(province, f"{n}", "chấn chỉnh một số thiếu sót") for n in range(5)]
    phrase = '"Chấn chỉnh một số thiếu"'
    assert set(finding.newest_matches(clerk(province), phrase)) == {d.pk for d in kept}
    assert finding.newest_matches(province.actor("quantri.tinhuy"), phrase) == []
    Document.objects.filter(pk=kept[2].pk).update(issuer="Ban Tổ chức")
    narrowed = queries.search_papers(clerk(province), phrase, queries.SearchFilter(issuer="Ban Tổ chức"))
    assert [hit.document.pk for hit in narrowed.hits] == [kept[2].pk]
    monkeypatch.setattr(finding, "CANDIDATES", 2)
    assert set(finding.newest_matches(clerk(province), phrase)) == {kept[3].pk, kept[4].pk}


def test_papers_of_before_are_found_until_and_after_they_have_pairs(province: Any) -> None:
    kept = [paper(province, f"{n}", "rà soát thủ tục") for n in range(3)]
    expected = dict(SearchText.objects.values_list("pk", "pairs"))
    SearchText.objects.filter(pk__in=[kept[0].pk, kept[2].pk]).update(pairs=None)
    assert len(finding.newest_matches(clerk(province), '"soát thủ tục"')) == 3
    assert index_pairs() == 2
    assert index_pairs() == 0
    assert dict(SearchText.objects.values_list("pk", "pairs")) == expected
    assert len(finding.newest_matches(clerk(province), '"soát thủ tục"')) == 3


def test_a_corrected_text_has_new_pairs(province: Any) -> None:
    document = paper(province, "1", "rà soát thủ tục")
    papers.index(document, "thu hồi văn bản")
    assert finding.newest_matches(clerk(province), '"soát thủ tục"') == []
    assert finding.newest_matches(clerk(province), '"thu hồi văn"') == [document.pk]


def test_pairs_are_numbers_of_the_database() -> None:
    made = search.pairs(vntext.search_fold("Thủ tục hành chính, thủ tục"))
    assert len(made) == 4
    assert all(-(2**31) <= number < 2**31 for number in made)
    assert search.pairs("mot") == search.pairs("") == []
