"""Invented papers: repeatable, well formed for their bloc, quick to make, and drawn as they say."""

import io
import random
import time
import zipfile
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from docx import Document

from officekit.typeset import papers
from officekit.typeset.shapes import Paper
from officekit.typeset.tests.fonts import FONTS

ALL_KINDS = [(bloc, kind.code) for bloc, kinds in papers.BY_BLOC.items() for kind in kinds]


def _words(text: str) -> str:
    return " ".join(text.split())


def _everything(document: "Document") -> str:  # type: ignore[valid-type]
    body = document.element.body  # type: ignore[attr-defined]
    return _words(" ".join("".join(t.text or "" for t in p.iter(_W + "t")) for p in body.iter(_W + "p")))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_same_seed_same_paper() -> None:
    assert papers.sample_paper(random.Random(3)) == papers.sample_paper(random.Random(3))


@pytest.mark.parametrize(("bloc", "code"), ALL_KINDS)
def test_each_kind_is_drawn_with_the_fields_it_states(bloc: str, code: str) -> None:
    rng = random.Random(f"{bloc}{code}")
    paper = papers.sample_paper(rng, bloc=bloc, doc_type=code, words=150)  # type: ignore[arg-type]
    drawn = pypdfium2.PdfDocument(papers.render_pdf(paper, FONTS))
    text = _words(" ".join(page.get_textpage().get_text_bounded() for page in drawn))
    docx = papers.render_docx(paper)
    word = _everything(Document(io.BytesIO(docx)))
    for field in (
        paper.printed_number,
        paper.printed_place_and_date,
        paper.printed_subject,
        paper.signer,
        *(line.upper() for line in paper.signature.lines),
        *paper.addressees,
        *paper.recipients,
        paper.blocks[-1].text,
    ):
        assert _words(field) in text
        assert _words(field) in word
    assert paper.code == paper.number + ("/" if bloc == "state" else "-") + paper.symbol
    assert docx == papers.render_docx(paper)


def test_blocs_end_and_address_as_their_rules_say() -> None:
    rng = random.Random(5)
    for _ in range(300):
        paper = papers.sample_paper(rng)
        if paper.bloc == "party":
            assert not paper.body.endswith("./.")
            assert "/" in paper.symbol
            assert not any(line.startswith(("TM.", "KT.")) for line in paper.signature.lines)
        elif paper.doc_type != "BB":
            assert paper.body.endswith("./.")
            assert not any(line.startswith(("T/M", "K/T")) for line in paper.signature.lines)
        assert not paper.subject.startswith(("V/v", "về việc", "Về việc"))
        assert paper.dated is not None
        assert date(2025, 7, 1) <= paper.dated <= date(2026, 6, 30)


def test_choices_of_the_caller_are_kept() -> None:
    issuer = papers.commune_committee("xã Tân Khê")
    paper = papers.sample_paper(
        random.Random(1),
        issuer=issuer,
        doc_type="CV",
        field="y tế",
        number="77",
        addressees=("Sở Y tế",),
        urgency="hoa_toc",
        since=date(2026, 3, 2),
        until=date(2026, 3, 2),
    )
    assert (paper.issuing_body, paper.number, paper.field) == (issuer.name, "77", "y tế")
    assert (paper.addressees, paper.urgency, paper.dated) == (("Sở Y tế",), "hoa_toc", date(2026, 3, 2))


def test_a_kind_the_bloc_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="No kind CĐ"):
        papers.sample_paper(random.Random(1), bloc="party", doc_type="CĐ")


@pytest.mark.parametrize("words", [200, 300, 900])
def test_length_follows_the_wish(words: int) -> None:
    rng = random.Random(9)
    lengths = [len(papers.sample_paper(rng, doc_type="CV", words=words).body.split()) for _ in range(60)]
    assert words * 0.75 < sum(lengths) / len(lengths) < words * 1.35


def test_texts_differ_enough_for_search_to_matter() -> None:
    rng = random.Random(2)
    made: list[Paper] = [papers.sample_paper(rng) for _ in range(1000)]
    assert len({paper.subject for paper in made}) > 850
    assert len({paper.body for paper in made}) == 1000
    assert {paper.field for paper in made} == {field.name for field in papers.FIELDS}
    assert sum(len(field.topics) for field in papers.FIELDS) > 90


def test_text_is_made_fast_enough_for_a_hundred_thousand_papers_a_minute() -> None:
    rng = random.Random(4)
    started = time.process_time()
    for _ in range(1000):
        assert papers.sample_paper(rng).text
    assert time.process_time() - started < 0.6


def test_a_word_file_leaves_out_what_no_file_of_word_can_hold() -> None:
    paper = papers.sample_paper(random.Random(1), bloc="state", doc_type="CV")
    pasted = replace(paper, subject="Về\x01 rà\x0bsoát\ud800 👍", recipients=("Như\x1f trên", "Lưu: VT"))
    with zipfile.ZipFile(io.BytesIO(papers.render_docx(pasted))) as package:
        text = package.read("word/document.xml").decode()
    assert ("ràsoát 👍" in text, "Như trên" in text) == (True, True)


def test_word_file_has_a_fixed_clock_and_a_page_number_from_page_two() -> None:
    paper = papers.sample_paper(random.Random(8))
    with zipfile.ZipFile(io.BytesIO(papers.render_docx(paper))) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {
            (paper.dated.year, paper.dated.month, paper.dated.day) if paper.dated else ()
        }
        assert b"titlePg" in package.read("word/document.xml")
