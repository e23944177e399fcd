"""How well fields are read: real papers against their manifest, then invented ones by how they were made.

The truth of an invented paper is known from its generator, so layouts can be tried that no real paper at hand shows.
`python scripts/accuracy.py [FOLDER] [--papers N] [--out FILE]`, N invented papers a row (`TINHGON_INVENTED` sets it
too): few ones show each trait of a paper once, all of them take ten minutes, most of it LibreOffice's. Without
LibreOffice its rows are left out, and old Word files wait for recognition."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from officekit import docformat, vntext
from officekit.docformat import accuracy
from officekit.docformat.tests.layouts import drawn, paper, word
from tinhgon.documents.gateways import libreoffice

FIELDS = (
    "code", "issued_on", "place", "issuer", "parent_issuer", "doc_type_name", "subject", "signer_name", "signer_title",
    "urgency",
)  # fmt: skip
FIRST, ALL = 1000, 60
FEW = 14


@dataclass
class Source:
    """One way a paper reaches the office."""

    name: str
    make: Callable[[paper.Paper], tuple[bytes, str]]
    is_recognised: bool = False
    right: int = 0
    total: int = 0
    wrong: dict[str, int] = field(default_factory=dict)

    def count(self, made: paper.Paper) -> None:
        content, name = self.make(made)
        fields = docformat.read(content, name, converter=libreoffice.convert).fields
        for key in FIELDS:
            wanted, got = made.truth.get(key) or "", str(fields[key].value) if key in fields else ""
            self.total += 1
            if self._same(key, wanted, got):
                self.right += 1
            else:
                self.wrong[key] = self.wrong.get(key, 0) + 1

    def _same(self, key: str, wanted: str, got: str) -> bool:
        if accuracy.comparable(key, wanted) == accuracy.comparable(key, got):
            return True
        # Letters that recognition took for others are not the reader's; the right place is.
        return self.is_recognised and bool(wanted and got) and _near(vntext.fold(wanted), vntext.fold(got))


def _near(one: str, other: str) -> bool:
    differing = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return differing <= max(1, len(one) // 8)


def _as_pdf(made: paper.Paper) -> tuple[bytes, str]:
    return libreoffice.convert(word.render(made), "docx", "pdf"), "a.pdf"


def _as_old_word(made: paper.Paper) -> tuple[bytes, str]:
    return libreoffice.convert(word.render(made), "docx", "doc"), "a.doc"


def _drawn(style: str) -> Callable[[paper.Paper], tuple[bytes, str]]:
    return lambda made: (drawn.draw(made, style), "a.pdf")


def sources() -> list[Source]:
    """Those that can be made here."""
    made = [Source("Word files", lambda p: (word.render(p), "a.docx"))]
    if libreoffice.is_present():
        made += [
            Source("PDF out of a word processor", _as_pdf),
            Source("old Word files (.doc), converted", _as_old_word),
        ]
    made += [
        Source("PDF with text at exact places", _drawn("plain")),
        Source("gazette pages (running head)", _drawn("gazette")),
        Source("pages printed from a law portal", _drawn("portal")),
        Source("bold made by printing twice", _drawn("doubled")),
        Source("recognised text, good", _drawn("ocr"), is_recognised=True),
        Source("recognised text, rough", _drawn("rough"), is_recognised=True),
    ]
    return made


def chosen(count: int) -> list[int]:
    """Seeds whose papers together show as many traits (kind, bloc, marks, annexes, blanks) as `count` papers can."""
    traits = {seed: _traits(paper.make(seed)) for seed in range(FIRST, FIRST + max(count, ALL))}
    seen: set[tuple[str, object]] = set()
    found: list[int] = []
    while len(found) < count:
        rest = [seed for seed in traits if seed not in found]
        best = max(rest, key=lambda seed: (len(traits[seed] - seen), -seed))
        found.append(best)
        seen |= traits[best]
    return sorted(found)


def _traits(made: paper.Paper) -> set[tuple[str, object]]:
    return {
        ("kind", made.kind), ("bloc", made.body.bloc), ("annex", made.annex), ("top", made.top_mark),
        ("signed", made.signed_mark), ("urgency", made.truth.get("urgency")),
        ("number", bool(made.truth.get("number"))), ("place", bool(made.truth.get("place"))),
        ("bases", bool(made.bases)), ("addressees", len(made.addressees)),
    }  # fmt: skip


def as_markdown(done: list[Source], papers: int) -> str:
    """The section of the report."""
    lines = [
        "",
        "## Generated layouts",
        "",
        f"{papers} invented papers a row, {papers * len(done)} in all, chosen of seeds {FIRST}–"
        f"{FIRST + max(papers, ALL) - 1} (others than the tests have) to show as many traits as they can; "
        f"`TINHGON_INVENTED={ALL} make accuracy DATA=…` measures all of them. "
        "Bodies from the Government to a village's Party cell, the Front, unions, courts, enterprises, schools; heads "
        "in tables or tabs, typed and drawn rules, blank numbers and days, marks in boxes, signatures over two pages, "
        "annexes, regulations and other papers bound behind. This measures layouts; it does not replace real papers. "
        "In recognised text a field counts when it differs by no more than one letter in eight.",
        "",
        "| Source | Right | Fields | Wrong |",
        "| --- | ---: | ---: | --- |",
    ]
    for source in done:
        wrong = ", ".join(f"{key} {count}" for key, count in sorted(source.wrong.items())) or "–"
        lines.append(f"| {source.name} | {source.right} | {source.total} | {wrong} |")
    lines += [
        "",
        "What is wrong, and why: in old Word files the converter that *made* them (LibreOffice, DOCX to DOC) lost the "
        "table of the signature, so that title and last recipient are one line on the page; papers typed in Word 97 "
        "itself keep theirs (both real ones are right). In rough recognised text the letters of a head word (`UBND`, "
        "`TRƯỞNG`, `ngày`), by which a line is known, were taken for others or lost their spaces; such a layer is a "
        "proposal for the clerk.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure both, write the report, print the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--papers", type=int, default=int(os.environ.get("TINHGON_INVENTED", FEW)))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.folder:
        report = options.out or Path("docs/accuracy.md")
        if status := accuracy.main([str(options.folder), "--out", str(report)], libreoffice.convert):
            return status
    done = sources()
    seeds = chosen(options.papers)
    for source in done:
        for seed in seeds:
            source.count(paper.make(seed))
    text = as_markdown(done, options.papers)
    sys.stdout.write(text)
    if options.folder:
        with report.open("a", encoding="utf-8") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
