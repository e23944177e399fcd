"""Registering one two-page PDF with text over the API of a running office (read, fields found, in the book, searchable)
against opening the same PDF with PDFium, taking its text, and one bare INSERT with commit."""

import json
import os
import random
import tempfile
from datetime import date
from pathlib import Path

import ground
import psycopg
import pypdfium2 as pdfium
import web

from officekit import typeset
from officekit.typeset import papers as sheets
from tinhgon.operations.gateways.api_client import ApiClient, File

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
OFFICE, CLERK = "ubnd", "vanthu"


def two_pages(seed: int) -> bytes:
    """An invented paper of two pages; another seed is another paper, as no office registers one paper twice."""
    from django.conf import settings

    fonts = typeset.find_fonts(settings.FONT_FOLDERS)
    rng = random.Random(seed)  # noqa: S311  invented papers
    for words in range(320, 900, 40):
        paper = sheets.sample_paper(rng, bloc="state", since=date(2025, 7, 1), until=date(2025, 9, 1), words=words)
        data = sheets.render_pdf(paper, fonts)
        if len(pdfium.PdfDocument(data)) == 2:
            return data
    return two_pages(seed + 1_000_000)


def bare(data: bytes, connection: psycopg.Connection) -> None:
    document = pdfium.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    connection.execute("INSERT INTO bench_bare (text) VALUES (%s)", [text.replace("\x00", "")])


def main() -> None:
    with ground.stand() as here, here.copy(ground.FEW), tempfile.TemporaryDirectory() as folder:
        token = web.token(CLERK, OFFICE)
        papers = iter([two_pages(seed) for seed in range(ROUNDS + 1)])
        with psycopg.connect(here.url, autocommit=True) as connection, web.serve(here.url, Path(folder)) as base_url:
            connection.execute("CREATE TABLE bench_bare (id bigserial PRIMARY KEY, text text)")
            client = ApiClient(base_url, token)
            now: list[bytes] = []

            def register() -> None:
                now[:] = [next(papers)]
                form = {"accepts_duplicate": "true", "is_declared_not_secret": "true"}
                done = client.submit("/documents", form, File("van-ban.pdf", now[0], "application/pdf"))
                if not done["register_number"]:
                    raise SystemExit(json.dumps(done, ensure_ascii=False))

            value, baseline = ground.side_by_side(register, lambda: bare(now[0], connection), ROUNDS)
        ground.compare("register", value, baseline, "<= 6", unit="ms", papers=ground.FEW, rounds=ROUNDS)


if __name__ == "__main__":
    main()
